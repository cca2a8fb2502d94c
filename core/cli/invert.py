"""`dieloom invert`: the latent that draws a picture, as far as the model can."""

from __future__ import annotations

import argparse
import io
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.gan.bundled import BEST

MOST_PX = 2048  # across: more than any search looks at


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("invert", parents=[common], help="find the latent (w+) that draws a picture")
    verb.add_argument("image", type=Path, metavar="IMAGE", help="PNG, JPEG, TIFF or WebP; its middle square is taken")
    verb.add_argument("--model", default=BEST, help=f"a bundled model's name or a model file (default: {BEST})")
    verb.add_argument(
        "--steps",
        type=_steps,
        default=300,
        metavar="N",
        help="more come nearer; 0: only the best start (default: 300)",
    )
    verb.add_argument("--family", help="pattern family of the model to start from; all are tried when absent")
    verb.add_argument("--style", action="store_true", help="only its colours and textures: one w for all layers")
    verb.add_argument("--out", type=Path, required=True, metavar="W.npy", help="float32 [layers, w_dim]")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    import numpy as np

    from core import files
    from core.pictures import images

    words.suffix_of(args.out, ".npy")
    path = words.folder_for(args.out)
    pixels = images.decode(images.read_file(words.existing(args.image)), MOST_PX)

    from core.gan.encoder import find_encoder
    from core.gan.files import find_model, load_model
    from core.gan.inversion import invert

    file = find_model(args.model)
    model, notes = load_model(file), list[str]()
    encoder = find_encoder(file, model, notes.append)
    with shown_progress() as progress:
        found = invert(
            model,
            pixels,
            progress,
            aim="style" if args.style else "picture",
            steps=args.steps,
            family=args.family,
            encoder=encoder,
        )
    made = io.BytesIO()
    np.save(made, found.ws.numpy().astype(np.float32))
    files.write_bytes(path, made.getvalue())
    layers, width = found.ws.shape
    data = {
        "file": str(path),
        "model": model.name,
        "layers": layers,
        "w_dim": width,
        "steps": args.steps,
        "encoder": encoder is not None,
        "notes": notes,
        "start_error": found.start_error,
        "error": found.error,
    }
    said = f"{path}: {layers} x {width}, error {found.start_error:.4g} -> {found.error:.4g}"
    return Outcome("\n".join([said, *notes]), data)


def _steps(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of steps (0 to 10000)")
    return int(text)
