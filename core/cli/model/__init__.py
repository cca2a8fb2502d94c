"""`dieloom model`: what a model holds, in other clothes, proved right, its directions, samples and worth; one each."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

WHAT = ("inspect", "convert", "verify", "directions", "samples", "evaluate")


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("model", help="inspect, convert, prove and judge models; find their directions")
    actions = verb.add_subparsers(dest="action", metavar="WHAT", required=True)
    for name in WHAT:
        import_module(f"core.cli.model.{name}").register(actions, common)
