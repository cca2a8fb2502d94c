"""`dieloom dieline list`: the styles and the boards of this installation."""

from __future__ import annotations

import argparse
from typing import Any

from core.cli.outcome import Host, Outcome


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("list", parents=[common], help="the templates of this installation, or its boards")
    verb.add_argument("--boards", action="store_true", help="the table of boards instead")
    verb.set_defaults(run=_list)


def _list(args: argparse.Namespace, host: Host) -> Outcome:
    return _boards() if args.boards else _styles()


def _styles() -> Outcome:
    from core.dieline import library

    templates = [library.load(code) for code in library.codes()]
    rows = [
        {
            "code": each.code,
            "name": each.title,
            "group": each.file.group.value,
            "encloses": each.encloses(),
            "aliases": list(each.file.aliases),
            "parameters": len(each.parameters),
        }
        for each in templates
    ]
    wide = max(len(each.code) for each in templates)
    text = "\n".join(f"{row['code']:<{wide}}  {row['group']:<10}  {row['name']}" for row in rows)
    return Outcome(text, {"styles": rows})


def _boards() -> Outcome:
    from core.dieline import boards

    rows = [board.model_dump() for board in boards.table()]
    text = "\n".join(f"{row['name']:<18} {row['caliper']:>6g} mm  {row['grammage']:>6g} g/m2" for row in rows)
    return Outcome(text, {"boards": rows})
