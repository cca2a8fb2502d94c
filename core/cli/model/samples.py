"""`dieloom model samples`: a sheet of a model's pictures, always of the same seeds; or of both kinds, made and real."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress

_MOST = 64  # cells across and down
_PSIS = (0.7, 1.0)


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("samples", parents=[common], help="a sheet of a model's pictures, also beside real ones")
    add = verb.add_argument
    add("file", metavar="MODEL", help="a bundled model's name, a model file, or the folder of a training run")
    add("--psi", type=psi, default=1.0, metavar="P", help="truncation, 0 to 2 (default: 1)")
    add("--grid", type=_grid, default=(8, 8), metavar="8x8", help="pictures across and down (default: 8x8)")
    add(
        "--beside",
        metavar="DATA",
        help="64 made at psi 0.7, 64 at psi 1, and 64 real ones: a folder, zip, prepared set or procedural:SEED",
    )
    add("--tiles", action="store_true", help="with --beside: the pictures of a folder repeat seamlessly")
    add("--out", type=Path, required=True, metavar="F.png")
    verb.set_defaults(run=_run)


def psi(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 2.0:
        raise argparse.ArgumentTypeError(f"{text!r} is no truncation (0 to 2)")
    return number


def _grid(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([1-9]\d?)x([1-9]\d?)", text.strip().lower())
    if not match or max(int(match[1]), int(match[2])) > _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of pictures such as 8x8 ({_MOST} at most)")
    return int(match[1]), int(match[2])


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    words.suffix_of(args.out, ".png")
    out = words.folder_for(args.out)
    from core.training.metrics.paper import save_png
    from core.training.metrics.sheets import beside_sheet, samples_sheet
    from core.training.metrics.subjects import open_model_or_run, open_real

    subject = open_model_or_run(args.file)
    maker, name = subject.maker(args.psi), subject.title
    facts: dict[str, Any] = {"file": str(out), "model": subject.name, "resolution": maker.resolution}
    size = f"{maker.resolution} px"
    with shown_progress() as progress:
        if args.beside is None:
            columns, rows = args.grid
            note = f"{size}, psi {args.psi:g}"
            sheet = samples_sheet(maker, name, note, columns, rows, progress)
            facts |= {"psi": args.psi, "columns": columns, "rows": rows}
        else:
            makers = {f"Made at psi {each:g}": subject.maker(each) for each in _PSIS}
            with open_real(args.beside, maker, progress.part(0.0, 0.2), tiles=args.tiles) as source:
                note = f"{size}, beside {Path(args.beside).name or args.beside}"
                sheet = beside_sheet(makers, source, "Real", name, note, progress.part(0.2, 1.0))
            facts |= {"psi": list(_PSIS), "beside": args.beside}
        save_png(sheet, out)
    facts |= {"width": sheet.width, "height": sheet.height}
    return Outcome(f"{out}: {name}, {sheet.width} x {sheet.height} px", facts)
