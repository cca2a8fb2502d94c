"""`dieloom dieline fold`: a style folded up, as a picture or a glTF model, plain or with a design on it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.dieline import asked
from core.cli.outcome import Host, Outcome

if TYPE_CHECKING:
    from core.dieline.outline import Outline
    from core.document.document import Document

MATERIALS = ("white", "uncoated", "kraft", "recycled", "corrugated")
FINISHES = ("matte", "gloss", "foil", "varnish")


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("fold", parents=[common], help="fold the blank up: a picture, or a glTF model")
    asked.add_template(verb)
    verb.add_argument("--amount", type=_share, default=1.0, metavar="0..1", help="0 is flat, 1 closed (default)")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.png|.glb")
    verb.add_argument("--design", type=Path, metavar="FILE.dieloom", help="print this design on it")
    verb.add_argument("--material", choices=MATERIALS, help="what the board looks like (default: by its thickness)")
    verb.add_argument("--finish", choices=FINISHES, default="matte", help="varnish: only where a spot ink is one")
    verb.add_argument("--size-px", type=words.size_px, default=(1600, 1200), metavar="WxH", help="of the picture")
    verb.add_argument("--azimuth", type=_degrees, default=32.0, metavar="DEG", help="turn the pack (default 32)")
    verb.add_argument("--elevation", type=_degrees, default=18.0, metavar="DEG", help="look from above (default 18)")
    verb.set_defaults(run=_run)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share from 0 (flat) to 1 (closed)")
    return share


def _degrees(text: str) -> float:
    try:
        degrees = float(text)
    except ValueError:
        degrees = float("nan")
    if not -360 <= degrees <= 360:
        raise argparse.ArgumentTypeError(f"{text!r} is not an angle from -360 to 360 degrees")
    return degrees


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.mockup.camera import STEEPEST, Camera
    from core.mockup.export import Shot, write_mockup
    from core.mockup.look import Finish

    words.suffix_of(args.out, ".png", ".glb")
    path = words.folder_for(args.out)
    document, outline = _asked(args)
    elevation = min(STEEPEST, max(-STEEPEST, args.elevation))
    shot = Shot(
        amount=args.amount,
        camera=Camera(args.azimuth, elevation),
        board=args.material,
        finish=Finish(args.finish),
        width=args.size_px[0],
        height=args.size_px[1],
    )
    facts = write_mockup(document, outline, path, shot)
    size = " x ".join(f"{facts['size'][each]:g}" for each in ("width", "height", "depth"))
    return Outcome(f"{path}: {outline.code} folded by {args.amount:g}, {size} mm", facts)


def _asked(args: argparse.Namespace) -> tuple[Document, Outline]:
    """The design, or an empty one, and the blank: at the design's own measures where the words give no others."""
    from core.document.document import Document
    from core.document.file import load
    from core.document.model import Design, DielineChoice

    template = asked.template_of(args)
    given = asked.given_of(args, template)
    if args.design is None:
        return Document(Design(title=template.title, dieline=DielineChoice(code=template.code))), template.outline(
            given
        )
    document = load(words.existing(args.design))
    if document.design.dieline.code == template.code:
        given = {**document.design.dieline.parameters, **given}
    return document, template.outline(given)
