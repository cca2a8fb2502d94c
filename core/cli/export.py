"""`dieloom export`: the print-ready PDF of a document, or a picture of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.errors import DieloomError


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("export", parents=[common], help="write the print-ready PDF, or a PNG, of a document")
    verb.add_argument("document", type=Path, metavar="FILE.dieloom")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.png")
    verb.add_argument("--ppi", type=float, default=None, help="resolution of artwork (default: 300 in PDF, 150 in PNG)")
    verb.add_argument("--profile", default=None, help="output profile: a bundled name or an .icc file (PDF)")
    verb.add_argument("--side", choices=("outside", "inside"), default="outside", help="the side shown (PNG)")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.press.export import export_document

    suffix = words.suffix_of(args.out, ".pdf", ".png")
    if suffix == ".png" and args.profile:
        raise DieloomError("A picture has no output profile.", "Leave --profile out, or export a .pdf.")
    if suffix == ".pdf" and args.side == "inside":
        raise DieloomError("A print PDF holds both sides.", "Leave --side out, or export a .png.")
    data = export_document(
        words.existing(args.document),
        words.folder_for(args.out),
        ppi=args.ppi,
        profile=args.profile,
        side=args.side,
    )
    return Outcome.listing(data)
