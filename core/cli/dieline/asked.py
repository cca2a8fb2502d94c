"""The words that every dieline verb shares: which template, at what size, on which board."""

from __future__ import annotations

import argparse
from typing import Any

from core.cli import words
from core.dieline.outline import Outline
from core.dieline.template import Template


def add_template(verb: argparse.ArgumentParser) -> None:
    """The code and the measures of one blank."""
    verb.add_argument("code", help="template code, such as A20.20.01.01 or 0201, or a template file")
    add_measures(verb)


def add_measures(verb: argparse.ArgumentParser) -> None:
    """Size, board and parameters of one blank."""
    verb.add_argument("--size", type=words.size_mm, metavar="L,W,H", help="size in mm, inside unless --mode says")
    verb.add_argument("--mode", choices=("inside", "die", "outside"), default="inside", help="what --size measures")
    board = verb.add_mutually_exclusive_group()
    board.add_argument("--board", metavar="NAME", help="a board of the table: see dieloom dieline list --boards")
    board.add_argument("--caliper", type=float, metavar="MM", help="thickness of the board")
    verb.add_argument(
        "--set", type=words.parameter, action="append", default=[], metavar="NAME=VALUE", help="set a parameter"
    )


def template_of(args: argparse.Namespace) -> Template:
    """The template that was asked for; raises DieloomError."""
    from core.dieline import library

    return library.load(args.code)


def given_of(args: argparse.Namespace, template: Template) -> dict[str, float]:
    """The parameters that the words set, fitted to the size; raises DieloomError for a size or board that the template
    does not take."""
    from core.dieline import boards, sizing

    given: dict[str, float] = {}
    board = None
    if args.board is not None:
        board = boards.named(args.board)
        given |= board.parameters_of(template)
    if args.caliper is not None:
        given["caliper"] = args.caliper
    given |= dict(args.set)
    inside = sizing.inside_of(template, args.size, args.mode, given, board)
    return sizing.fitted(template, {**given, **inside})[0]


def adjusted(args: argparse.Namespace, outline: Outline) -> dict[str, float]:
    """The parameters that were set to what this size does not take, as they are now."""
    values = dict(outline.parameters)
    return {name: values[name] for name, wanted in args.set if values[name] != wanted}


def outline_of(args: argparse.Namespace) -> Outline:
    """The blank that was asked for; raises DieloomError."""
    template = template_of(args)
    return template.outline(given_of(args, template))


def facts_of(outline: Outline) -> dict[str, Any]:
    """What every verb tells of a blank, for JSON."""
    blank = outline.blank
    return {
        "code": outline.code,
        "title": outline.title,
        "parameters": dict(outline.parameters),
        "blank": {"width": round(blank.width, 4), "height": round(blank.height, 4)},
        "inside": dict(zip(("length", "width", "height"), outline.inside, strict=True)),
        "panels": [panel.name for panel in outline.panels],
    }
