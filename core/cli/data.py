"""`dieloom data prepare`: a person's own pictures made ready for training, with a report of every one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress

if TYPE_CHECKING:
    from core.training.data import Report

_MOST_LINES = 20  # of files that are left out


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("data", help="prepare pictures for training")
    actions = verb.add_subparsers(dest="action", metavar="WHAT", required=True)
    prepare = actions.add_parser(
        "prepare",
        parents=[common],
        help="check, mend and resize pictures into one zip, without duplicates",
        description="CMYK, grey, 16 bits, transparency, colour profiles and EXIF turns are mended, and it says where.",
    )
    prepare.add_argument(
        "source",
        nargs="+",
        type=Path,
        metavar="SRC",
        help="a folder, a zip file, pictures, or a .txt file with a path on each line",
    )
    prepare.add_argument("--out", type=Path, required=True, metavar="SET.zip")
    prepare.add_argument(
        "--resolution", type=_resolution, default=256, metavar="R", help="what will be trained at most (default: 256)"
    )
    prepare.add_argument(
        "--labels", type=Path, metavar="F.csv", help="file name and label on each line; else labels.csv, else folders"
    )
    prepare.add_argument("--tiles", action="store_true", help="each picture repeats seamlessly: never crop it")
    prepare.add_argument("--keep-similar", action="store_true", help="keep pictures that are nearly the same")
    prepare.add_argument("--sheet", type=Path, metavar="F.png", help="write the contact sheet beside the set as well")
    prepare.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.training.data import prepare

    words.suffix_of(args.out, ".zip")
    out = words.folder_for(args.out)
    if args.sheet is not None:
        words.suffix_of(args.sheet, ".png")
        words.folder_for(args.sheet)
    with shown_progress() as progress:
        report = prepare(
            args.source[0] if len(args.source) == 1 else args.source,
            out,
            resolution=args.resolution,
            tiles=args.tiles,
            labels=args.labels,
            keep_similar=args.keep_similar,
            sheet=args.sheet,
            progress=progress,
        )
    data = {
        "file": str(out),
        "sheet": str(args.sheet) if args.sheet else None,
        "resolution": report.resolution,
        "tiles": report.tiles,
        "kept": len(report.pictures),
        "left_out": len(report.dropped),
        "labels": report.label_counts,
        "mended": report.mends,
        "dropped": report.drops,
        "mended_files": [{"name": each.name, "mended": list(each.mended)} for each in report.pictures if each.mended],
        "dropped_files": [each.model_dump() for each in report.dropped],
    }
    return Outcome("\n".join(_lines(report, out)), data)


def _lines(report: Report, out: Path) -> list[str]:
    from core.training.data.report import spoken

    total = len(report.pictures) + len(report.dropped)
    lines = [f"{out}: {len(report.pictures)} of {total} files, for {report.resolution} px"]
    if report.labels:
        lines.append(f"labels: {spoken(report.label_counts)}")
    if report.mends:
        lines.append(f"mended: {spoken(report.mends)}")
    lines += [f"left out: {each.name}: {each.text}" for each in report.dropped[:_MOST_LINES]]
    if len(report.dropped) > _MOST_LINES:
        lines.append(f"left out: {len(report.dropped) - _MOST_LINES} more; --json names all")
    return lines


def _resolution(text: str) -> int:
    if not text.isdecimal() or not 8 <= int(text) <= 2048:
        raise argparse.ArgumentTypeError(f"{text!r} is not a resolution in pixels (8 to 2048)")
    return int(text)
