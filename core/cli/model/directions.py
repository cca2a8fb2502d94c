"""`dieloom model directions`: the directions of a model, found and written to a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome

ENDING = ".safetensors"
OUT = f"unit directions [n, w_dim] and deviations [n]; as NAME.directions{ENDING} beside the model they are its own"


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    action = actions.add_parser("directions", parents=[common], help="find directions of a model's latent space")
    add = action.add_argument
    add("file", help="a bundled model's name or a model file")
    add("--method", choices=("sefa", "pca"), default="sefa", help="in closed form, or from samples (default: sefa)")
    add("--count", type=_count, default=16, metavar="N", help="how many, 1 to 512 (default: 16)")
    add("--layers", type=words.layers, metavar="A-B", help="the w layers that they are for (default: all)")
    add("--out", type=Path, required=True, metavar=f"D{ENDING}", help=OUT)
    action.set_defaults(run=_run)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 512")
    return int(text)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core import files
    from core.gan.direction_search import search
    from core.gan.directions import as_sidecar
    from core.gan.files import find_model, load_model
    from core.gan.sidecar import fingerprint_of, place, to_bytes, usable_sidecar, write_sidecar
    from core.jobs import Progress

    words.suffix_of(args.out, ENDING)
    out = words.folder_for(args.out)
    path = find_model(args.file)
    model = load_model(path)
    found = search(model, args.method, Progress(), count=args.count, layers=args.layers)
    if out.resolve() == place(path).resolve():  # the model's own list goes on, with the names that a person gave
        out = write_sidecar(path, usable_sidecar(path).joined(as_sidecar(found)))
    else:
        files.write_bytes(out, to_bytes(as_sidecar(found), fingerprint_of(path)))
    rows = [{"name": each.name, "deviation": round(each.deviation, 6)} for each in found]
    facts = {"file": str(out), "model": model.name, "method": args.method, "w_dim": model.config.w_dim}
    lines = [f"{each.name}  {each.deviation:.4g}" for each in found]
    head = f"{out}: {len(rows)} directions of {model.name}, and how far w spreads along them"
    return Outcome("\n".join([head, *lines]), {**facts, "directions": rows})
