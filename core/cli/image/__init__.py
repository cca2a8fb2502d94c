"""`dieloom image`: photo editing, one step a word."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

WHAT: tuple[str, ...] = ("upscale", "inpaint", "enhance", "cutout", "vectorise")


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("image", help="upscale, inpaint, enhance, cut out and vectorise pictures")
    actions = verb.add_subparsers(dest="action", metavar="WHAT", required=True)
    for name in WHAT:
        import_module(f"core.cli.image.{name}").register(actions, common)
