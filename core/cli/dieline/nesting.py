"""`dieloom dieline nest`: as many blanks as a sheet holds, by their true contours."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.dieline import asked
from core.cli.outcome import Host, Outcome

if TYPE_CHECKING:
    from core.dieline.nest import Layout

SUFFIXES = (".pdf", ".cf2", ".dxf", ".svg")


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("nest", parents=[common], help="nest the blank on a sheet: count, waste, layout")
    asked.add_template(verb)
    verb.add_argument(
        "--sheet", type=words.sheet_mm, default=(1000.0, 700.0), metavar="WxH", help="in mm (default 1000x700)"
    )
    verb.add_argument("--gap", type=float, default=5.0, metavar="MM", help="between two blanks' knives (default 5)")
    verb.add_argument("--gripper", type=float, default=0.0, metavar="MM", help="strip along the lower edge, kept free")
    verb.add_argument("--margin", type=float, default=0.0, metavar="MM", help="strip along every edge, kept free")
    verb.add_argument(
        "--grain", choices=("x", "y"), default="", help="the sheet's grain runs along its width or height"
    )
    verb.add_argument("--turns", type=_turns, metavar="0,180", help="the quarter turns to use")
    verb.add_argument("--preset", default="standard", metavar="NAME|FILE.toml", help="how a printer names the lines")
    verb.add_argument("--out", type=Path, metavar="FILE.pdf|.cf2|.dxf|.svg", help="write the layout at 1:1")
    verb.set_defaults(run=_run)


def _turns(text: str) -> tuple[int, ...]:
    """``0,180``: degrees, by commas."""
    if not re.fullmatch(r"\d{1,3}(,\d{1,3})*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of turns such as 0,180")
    return tuple(int(part) for part in text.split(","))


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.dieline.formats import presets
    from core.dieline.nest import Sheet, nest

    if args.out is not None:
        words.suffix_of(args.out, *SUFFIXES)
        words.folder_for(args.out)
    outline = asked.outline_of(args)
    width, height = args.sheet
    sheet = Sheet(width, height, args.gripper, args.margin, args.grain)
    layout = nest(outline, sheet, args.gap, args.turns or "auto")
    if args.out is not None:
        from core.press.imposition.dies import export_layout  # what a PDF takes is not loaded for a count

        export_layout(outline, layout, args.out, presets.load(args.preset))
    facts = {**asked.facts_of(outline), **_facts(layout)} | ({"file": str(args.out)} if args.out else {})
    lines = [
        f"{layout.count} of {outline.code} on {sheet.width:g} x {sheet.height:g} mm, waste {layout.waste:.1%}",
        f"a grid of bounding boxes holds {layout.grid_count}",
    ]
    return Outcome("\n".join(lines + ([str(args.out)] if args.out else [])), facts)


def _facts(layout: Layout) -> dict[str, Any]:
    """The layout for JSON. A point of the outline goes to: turned by ``turn_deg`` about (0, 0), then moved by x, y."""
    sheet = layout.sheet
    return {
        "sheet": {
            "width": sheet.width,
            "height": sheet.height,
            "gripper": sheet.gripper,
            "margin": sheet.margin,
            "grain": sheet.grain,
        },
        "gap": layout.gap,
        "count": layout.count,
        "grid_count": layout.grid_count,
        "gain": round(layout.gain, 6),
        "blank_area": round(layout.blank_area, 3),
        "used_area": round(layout.used_area, 3),
        "waste": round(layout.waste, 6),
        "placements": [{"x": place.x, "y": place.y, "turn_deg": place.turn_deg} for place in layout.placements],
    }
