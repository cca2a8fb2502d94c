"""`dieloom preflight`: what a prepress department would send a document or a PDF back for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser(
        "preflight",
        parents=[common],
        help="judge a document or any PDF by a printer's limits",
        description="Judge a document before export, or any PDF. Faults are in the answer: the exit status is 0 for "
        "every file that could be judged, and 2 for one that could not.",
    )
    verb.add_argument("source", type=Path, metavar="FILE.pdf|.dieloom")
    verb.add_argument("--preset", help="the printer's: a name or a .toml file (default: the document's own)")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.press.preflight.judging import preflight_file

    data = preflight_file(words.existing(args.source), args.preset)
    counts = ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in data["counts"].items())
    return Outcome("\n".join([*map(_line, data["findings"]), f"{args.source.name}: {counts}"]), data)


def _line(finding: dict[str, Any]) -> str:
    """Severity, code, page, the lower left corner of the place, and what is wrong."""
    box = finding["box"]
    place = f"{box[0]:.1f},{box[1]:.1f} mm" if box else "-"
    return "  ".join(
        (f"{finding['severity']:<7}", f"{finding['code']:<20}", f"p{finding['page']}", place, finding["text"])
    )
