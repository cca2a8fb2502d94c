"""`dieloom new`: a document from a template, or from a JSON file in the published schema."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.dieline import asked
from core.cli.outcome import Host, Outcome
from core.errors import DieloomError

if TYPE_CHECKING:
    from core.document.document import Document


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("new", parents=[common], help="make a document")
    source = verb.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="script", type=Path, metavar="FILE.json", help="in the schema of dieloom schema")
    source.add_argument("--dieline", metavar="CODE", help="template code, such as A20.20.01.01, or a template file")
    asked.add_measures(verb)
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.dieloom")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.document.file import save

    words.suffix_of(args.out, ".dieloom")
    path = words.folder_for(args.out)
    document = _scripted(args) if args.script else _started(args)
    design = document.design
    save(document, path)
    data = {"file": str(path), "dieline": design.dieline.code, "layers": len(design.layers), "title": design.title}
    return Outcome(f"{path}: {design.title}, {design.dieline.code}, {len(design.layers)} layers", data)


def _scripted(args: argparse.Namespace) -> Document:
    from core.document.script import from_script

    if args.size or args.board or args.caliper or args.set:
        raise DieloomError("A script states its own size.", "Leave --size out, or change the script's parameters.")
    document = from_script(words.existing(args.script))
    document.design.dieline.outline()  # what cannot be made is refused now
    return document


def _started(args: argparse.Namespace) -> Document:
    from core.dieline import library
    from core.document.script import start

    template = library.load(args.dieline)
    return start(template, asked.given_of(args, template))
