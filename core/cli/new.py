"""`dieloom new`: a document from a template, or from a JSON file in the published schema."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.errors import DieloomError


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("new", parents=[common], help="make a document")
    source = verb.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="script", type=Path, metavar="FILE.json", help="in the schema of dieloom schema")
    source.add_argument("--dieline", metavar="CODE", help="template code, such as A20.20.01.01")
    verb.add_argument("--size", type=words.size_mm, metavar="L,W,H", help="inside dimensions in mm, with --dieline")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.dieloom")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.document.file import save
    from core.document.script import from_script, start

    if args.script and args.size:
        raise DieloomError("A script states its own size.", "Leave --size out, or change the script's parameters.")
    words.suffix_of(args.out, ".dieloom")
    path = words.folder_for(args.out)
    document = from_script(words.existing(args.script)) if args.script else start(args.dieline, args.size)
    design = document.design
    design.dieline.outline()  # what cannot be made is refused now
    save(document, path)
    data = {"file": str(path), "dieline": design.dieline.code, "layers": len(design.layers), "title": design.title}
    return Outcome(f"{path}: {design.title}, {design.dieline.code}, {len(design.layers)} layers", data)
