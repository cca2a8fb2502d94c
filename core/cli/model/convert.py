"""`dieloom model convert`: the generator of any model file as safetensors, without code and without the rest."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    verb = actions.add_parser("convert", parents=[common], help="write a model's generator as safetensors")
    verb.add_argument("file", metavar="MODEL", help="a bundled model's name, .safetensors, or a StyleGAN .pkl")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.safetensors")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    words.suffix_of(args.out, ".safetensors")
    out = words.folder_for(args.out)
    from core.cli.model.inspect import facts_of
    from core.gan.files import convert_model, find_model

    facts = facts_of(convert_model(find_model(args.file), out))
    facts |= {"out": str(out), "out_bytes": out.stat().st_size}
    text = (
        f"{out}: {facts['architecture']}, {facts['resolution']} px, {facts['parameters']:,} parameters, "
        f"{facts['out_bytes'] / 1e6:.1f} MB\nlicence: {facts['licence']}"
    )
    return Outcome(text, facts)
