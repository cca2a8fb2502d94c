"""`dieloom dieline import`: a die drawn in another program becomes a template of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.dieline.outline import LineType

if TYPE_CHECKING:
    from core.dieline.intake import Drawing, Guess
    from core.dieline.outline import Outline

UNITS = ("mm", "cm", "m", "in", "ft", "pt", "pc", "px")
TYPES = (*(each.value for each in LineType), "ignore")


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("import", parents=[common], help="make a template of a DXF, SVG, CF2, PDF or AI file")
    verb.add_argument("file", type=Path, metavar="FILE.dxf|.svg|.cf2|.pdf|.ai")
    verb.add_argument("--out", type=Path, required=True, metavar="T.json", help="the template and its blank")
    verb.add_argument(
        "--map",
        type=_mapped,
        action="append",
        default=[],
        metavar="LAYER=TYPE",
        help=f"what a layer, spot or colour is: {', '.join(TYPES)}",
    )
    verb.add_argument("--caliper", type=float, default=0.4, metavar="MM", help="thickness of the board")
    verb.add_argument("--units", choices=UNITS, help="what the file's lengths are in, if it does not say or is wrong")
    verb.add_argument("--gap", type=float, default=0.2, metavar="MM", help="how far ends that should meet may be apart")
    verb.add_argument("--code", default="", help="what the template is called")
    verb.set_defaults(run=_import)


def _mapped(text: str) -> tuple[str, str]:
    """``LAYER=TYPE``; a layer's name may hold the sign itself."""
    name, _, type_ = text.rpartition("=")
    plain = type_.strip().lower().replace("-", "_")
    if not name.strip() or plain not in TYPES:
        raise argparse.ArgumentTypeError(f"{text!r} is not LAYER=TYPE with a type of {', '.join(TYPES)}")
    return name.strip(), plain


def _import(args: argparse.Namespace, host: Host) -> Outcome:
    from core.dieline.formats.json import write_json
    from core.dieline.intake import IGNORE, guess, read_drawing, template_from
    from core.dieline.template import Template

    words.suffix_of(args.out, ".json")
    path = words.folder_for(args.out)
    drawing = read_drawing(words.existing(args.file), args.units)
    mapping: dict[Any, LineType | None] = {
        name: None if type_ == IGNORE else LineType(type_) for name, type_ in args.map
    }
    file, notes = template_from(drawing, mapping, code=args.code, caliper=args.caliper, tolerance=args.gap)
    outline = Template(file).outline({})
    write_json(outline, path, file)
    facts = _facts(outline, drawing, guess(drawing), notes) | {"file": str(path)}
    return Outcome(_text(facts), facts)


def _facts(outline: Outline, drawing: Drawing, guesses: tuple[Guess, ...], notes: tuple[str, ...]) -> dict[str, Any]:
    """What was found; lines by type as they are drawn again, in the file's own coordinates."""
    from core.dieline.formats.json import lines_of

    lines = lines_of(outline)
    return {
        "code": outline.code,
        "format": drawing.format,
        "unit": drawing.unit,
        "blank": {"width": round(outline.blank.width, 4), "height": round(outline.blank.height, 4)},
        "caliper": outline.caliper,
        "counts": {each["type"]: len(each["segments"]) for each in lines},
        "panels": [panel.name for panel in outline.panels],
        "folds": len(outline.folds),
        "layers": [
            {
                "name": each.source.name,
                "spot": each.source.spot,
                "step": each.source.step,
                "colour": each.source.colour,
                "guess": "ignore" if each.type is None else each.type.value,
                "confidence": each.confidence,
                "reason": each.reason,
                "lines": each.count,
            }
            for each in guesses
        ],
        "notes": list(notes),
        "lines": lines,
    }


def _text(facts: dict[str, Any]) -> str:
    blank = facts["blank"]
    said = [
        f"{facts['file']}: {facts['code']}, blank {blank['width']:g} x {blank['height']:g} mm, "
        f"{len(facts['panels'])} panels, {facts['folds']} folds"
    ]
    said += [f"  {type_.replace('_', ' ')}: {count} lines" for type_, count in facts["counts"].items()]
    said += [
        f"  {layer['name']} taken as {layer['guess'].replace('_', ' ')} ({layer['reason']})"
        for layer in facts["layers"]
        if layer["confidence"] < 0.9
    ]
    return "\n".join(said + [f"  {note}" for note in facts["notes"]])
