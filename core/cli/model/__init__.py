"""`dieloom model`: what a model file holds, in other clothes, proved right, and its directions; one file each."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

WHAT = ("inspect", "convert", "verify", "directions")


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("model", help="inspect, convert and prove model files; find their directions")
    actions = verb.add_subparsers(dest="action", metavar="WHAT", required=True)
    for name in WHAT:
        import_module(f"core.cli.model.{name}").register(actions, common)
