"""`dieloom export`: the print-ready PDF of a document, or a picture of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.errors import DieloomError

_OF_PRINT = {"profile": "output profile", "standard": "print standard", "sheet": "press sheet"}


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("export", parents=[common], help="write the print-ready PDF, or a PNG, of a document")
    verb.add_argument("document", type=Path, metavar="FILE.dieloom")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.png")
    verb.add_argument("--ppi", type=float, default=None, help="resolution of artwork (default: 300 in PDF, 150 in PNG)")
    verb.add_argument("--profile", default=None, help="output profile: a bundled name or an .icc file (PDF)")
    verb.add_argument(
        "--standard",
        choices=("x4", "x1a"),
        default=None,
        help="PDF/X-4, or PDF/X-1a:2003 without transparency and layers (default: the preset's)",
    )
    verb.add_argument(
        "--preset", default=None, metavar="NAME|FILE.toml", help="the printer's preset (default: the document's)"
    )
    verb.add_argument(
        "--sheet",
        type=words.sheet_mm,
        nargs="?",
        const=True,
        default=False,
        metavar="WxH",
        help="packs on a press sheet with its marks, in mm (default 1000x700)",
    )
    verb.add_argument("--side", choices=("outside", "inside"), default="outside", help="the side shown (PNG)")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.press.export import export_document

    suffix = words.suffix_of(args.out, ".pdf", ".png")
    for option in ("profile", "standard", "sheet") if suffix == ".png" else ():
        if getattr(args, option):
            raise DieloomError(f"A picture has no {_OF_PRINT[option]}.", f"Leave --{option} out, or export a .pdf.")
    if suffix == ".pdf" and args.side == "inside":
        raise DieloomError("A print PDF holds both sides.", "Leave --side out, or export a .png.")
    data = export_document(
        words.existing(args.document),
        words.folder_for(args.out),
        ppi=args.ppi,
        profile=args.profile,
        side=args.side,
        standard=args.standard,
        preset=args.preset,
        sheet=args.sheet,
    )
    return Outcome.listing(data)
