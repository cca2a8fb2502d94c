"""`dieloom model evaluate`: how good a model is, beside real pictures, and whether it copies them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.model.samples import psi
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress

if TYPE_CHECKING:
    from core.training.metrics.evaluation import Evaluation, Figures, Row

MOST = 10_000


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser(
        "evaluate",
        parents=[common],
        help="how near a model's pictures are to real ones, how varied, and whether they are copies",
        description="Judged by frozen features of our own; real pictures alone set the scale, so models can be "
        "compared where data and count are the same. Beside each figure stands what other real pictures reach.",
    )
    add = verb.add_argument
    add("file", metavar="MODEL", help="a bundled model's name, a model file, or the folder of a training run")
    add("--data", required=True, metavar="DIR|ZIP|procedural:SEED|ornament:SEED", help="the real pictures")
    add("--tiles", action="store_true", help="the pictures of a folder repeat seamlessly")
    add("--count", type=_count, metavar="N", help=f"pictures of each kind, 20 to {MOST} (default: 1000 or more)")
    add("--psi", type=psi, default=1.0, metavar="P", help="truncation (default: 1)")
    add("--copies", type=_copies, default=64, metavar="N", help="made pictures that a copy is looked for of (64)")
    add("--out", type=Path, metavar="SHEET.png", help="the likest pairs of made and real pictures, side by side")
    verb.set_defaults(run=_run)


def _count(text: str) -> int:
    if not text.isdecimal() or not 20 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 20 to {MOST}")
    return int(text)


def _copies(text: str) -> int:
    if not text.isdecimal() or int(text) > 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1000")
    return int(text)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    if args.out is not None:
        words.suffix_of(args.out, ".png")
        words.folder_for(args.out)
    from core.training.metrics.evaluation import evaluate
    from core.training.metrics.paper import save_png
    from core.training.metrics.sheets import copies_sheet
    from core.training.metrics.subjects import open_model_or_run, open_real

    model = open_model_or_run(args.file)
    maker, name = model.maker(args.psi), model.title
    with (
        shown_progress() as progress,
        open_real(args.data, maker, progress.part(0.0, 0.1), tiles=args.tiles) as source,
    ):
        found = evaluate(maker, source, progress.part(0.1, 0.95), count=args.count, copies=args.copies)
        if args.out is not None:
            note = f"{len(found.pairs)} made pictures, each with the likest of {found.known} real ones. 0: the very "
            note += "picture; 1: as unlike as two different real ones"
            step = progress.part(0.95, 1.0)
            save_png(copies_sheet(maker, source, found.pairs, f"{name}: is it a copy?", note, step), args.out)
    facts: dict[str, Any] = {"model": model.name, "sha256": model.sha256, "data": args.data, "psi": args.psi}
    facts |= {"resolution": maker.resolution, **found.to_dict()}
    if args.out is not None:
        facts["sheet"] = str(args.out)
    return Outcome("\n".join(_table(f"{name} ({maker.resolution} px, psi {args.psi:g}), {args.data}", found)), facts)


def _table(title: str, found: Evaluation) -> list[str]:
    lines = [title, "", *_overall(found.overall), *_copies_told(found)]
    if found.classes:
        wide = max(len(label) for label in found.classes)
        heads = ("pictures", "distance", "(real)", "precision", "recall", "coverage", "diversity")
        lines += ["", " " * wide + "".join(f"{head:>11}" for head in heads)]
        lines += [
            f"{label:<{wide}}" + "".join(f"{word:>11}" for word in _row(row)) for label, row in found.classes.items()
        ]
    return lines


def _overall(row: Row) -> list[str]:
    made, real = row.made, row.real
    columns = [_all_figures(each) for each in (made, real)]
    lines = [f"{'':<20}{'made':>16}{'other real ones':>18}"]
    return lines + [f"{name:<20}{columns[0][name]:>16}{columns[1][name]:>18}" for name in columns[0]]


def _all_figures(figures: Figures | None) -> dict[str, str]:
    names = ("pictures", "kernel distance", "precision", "recall", "density", "coverage", "diversity", "seamless")
    if figures is None:
        return dict.fromkeys(names, "-")
    shares = figures.overlap
    numbers = (shares.precision, shares.recall, shares.density, shares.coverage, figures.diversity)
    seamless = "-" if figures.seamless is None else f"{figures.seamless:.1%}"
    distance = f"{figures.distance.value:.3g} ± {figures.distance.error:.2g}"
    return dict(zip(names, (str(figures.count), distance, *(f"{each:.3f}" for each in numbers), seamless), strict=True))


def _row(row: Row) -> tuple[str, ...]:
    made = row.made
    if made is None:
        return ("few", *"------")
    floor = f"{row.real.distance.value:.2f}" if row.real else "-"
    shares = made.overlap
    numbers = (shares.precision, shares.recall, shares.coverage, made.diversity)
    return str(made.count), f"{made.distance.value:.2f}", floor, *(f"{each:.2f}" for each in numbers)


def _copies_told(found: Evaluation) -> list[str]:
    if not found.pairs:
        return []
    worst = found.pairs[0]
    return [
        "",
        f"copies: {found.suspicious} of {len(found.pairs)} made pictures are suspiciously like one of {found.known} "
        f"real ones; the likest is at {worst.distance:.2f} (0: the very picture, 1: as unlike as two real ones)",
    ]
