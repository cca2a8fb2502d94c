"""`dieloom proof`: the page that a client signs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("proof", parents=[common], help="write the proof PDF: dimensions, inks, recipe, sign-off")
    verb.add_argument("document", type=Path, metavar="FILE.dieloom")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.press.export import export_proof

    words.suffix_of(args.out, ".pdf")
    data = export_proof(words.existing(args.document), words.folder_for(args.out))
    return Outcome.listing(data)
