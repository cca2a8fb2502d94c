"""`dieloom plates`: what a page puts on each plate, as pictures and in numbers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("plates", parents=[common], help="write each plate of a page as a picture; measure its ink")
    verb.add_argument("source", type=Path, metavar="FILE.pdf|.dieloom")
    verb.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the plates; made when absent")
    verb.add_argument("--tac", type=Path, metavar="T.png", help="a heat map of all process ink together")
    verb.add_argument("--ppi", type=float, default=150.0, help="resolution of the plates (default: 150)")
    verb.add_argument("--page", type=int, default=1, help="which page, from 1 on")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.press.plates.files import write_plates

    words.suffix_of(args.source, ".pdf", ".dieloom")
    if args.tac is not None:
        words.suffix_of(args.tac, ".png")
        words.folder_for(args.tac)
    data = write_plates(words.existing(args.source), args.out, tac=args.tac, ppi=args.ppi, page=args.page)
    lines = [f"{name}: {facts['mean']:g} % on average, {facts['file']}" for name, facts in data["plates"].items()]
    lines.append(f"most process ink: {data['max_process']} % (limit {data['limit']:g} %)")
    lines.append(f"most ink of all plates: {data['max_total']} %")
    return Outcome("\n".join([*lines, *([data["tac"]] if args.tac else [])]), data)
