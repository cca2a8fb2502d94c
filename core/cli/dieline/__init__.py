"""`dieloom dieline list|show|make|check|fold|nest|import`: one module a verb."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

ACTIONS = ("listing", "making", "checking", "folding", "nesting", "importing")


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    top = verbs.add_parser("dieline", help="the templates: list, show, make, check, fold, nest and import blanks")
    actions = top.add_subparsers(dest="action", metavar="ACTION", required=True)
    for action in ACTIONS:
        import_module(f"core.cli.dieline.{action}").register(actions, common)
