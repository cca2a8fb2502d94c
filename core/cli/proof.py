"""`dieloom proof`: the page that a client signs, a light copy of the sheet for mail, or a paper proof at 1:1."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.errors import DieloomError

if TYPE_CHECKING:
    from core.dieline.words import Language

PAPERS = ("a4", "a3", "letter")


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser(
        "proof", parents=[common], help="write the proof PDF to sign; a light PNG for mail; or a paper proof in tiles"
    )
    verb.add_argument("document", type=Path, metavar="FILE.dieloom")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.png")
    verb.add_argument("--language", choices=("en", "zh"), default=None, help="of the proof's words (default en)")
    verb.add_argument("--side", choices=("outside", "inside"), default=None, help="the side shown (PNG)")
    verb.add_argument("--tiles", choices=PAPERS, default=None, help="the sheet at 1:1 over pages of this paper (PDF)")
    verb.add_argument("--overlap", type=float, default=None, metavar="MM", help="of two tiles (default 10)")
    verb.add_argument(
        "--orientation",
        choices=("portrait", "landscape", "auto"),
        default=None,
        help="of the tiles' paper (default: what needs fewer)",
    )
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    suffix = words.suffix_of(args.out, ".pdf", ".png")
    _refuse_idle(args, suffix)
    source, out = words.existing(args.document), words.folder_for(args.out)
    if args.tiles:
        return Outcome.listing(_tiles(source, out, args))
    from core.mockup.export import portrait
    from core.press.proof.files import export_light_copy, export_proof

    language: Language = args.language or "en"
    if suffix == ".png":
        return Outcome.listing(export_light_copy(source, out, language=language, side=args.side or "outside"))
    return Outcome.listing(export_proof(source, out, language=language, folded=portrait(source)))


def _refuse_idle(args: argparse.Namespace, suffix: str) -> None:
    """An option that would do nothing is a misunderstanding; raises DieloomError."""
    if suffix == ".png" and args.tiles:
        raise DieloomError("Tiles are pages of a PDF.", "Use a name that ends in .pdf.")
    if suffix == ".pdf" and args.side:
        raise DieloomError("A proof holds both sides.", "Leave --side out, or write a .png.")
    if not args.tiles and (args.overlap is not None or args.orientation):
        raise DieloomError("Only tiles have an overlap and an orientation.", "Add --tiles a4.")


def _tiles(source: Path, out: Path, args: argparse.Namespace) -> dict[str, Any]:
    from pydantic import ValidationError

    from core.press.proof.files import export_tiles
    from core.press.tiling import Tiling
    from core.values import explain

    asked = {"paper": args.tiles, "overlap": args.overlap, "orientation": args.orientation}
    try:
        tiling = Tiling(**{name: value for name, value in asked.items() if value is not None})
    except ValidationError as error:
        raise DieloomError(f"The tiles cannot be made: {explain(error)}.") from error
    return export_tiles(source, out, tiling=tiling, language=args.language or "en")
