"""`dieloom style`: a picture in the style of another, and styles learned from the person's own pictures."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

WHAT: tuple[str, ...] = ("apply", "learn")


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("style", help="give a picture the style of another; learn a style")
    actions = verb.add_subparsers(dest="action", metavar="WHAT", required=True)
    for name in WHAT:
        import_module(f"core.cli.style.{name}").register(actions, common)
