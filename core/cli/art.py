"""`dieloom art`: one tile of artwork from a generator, with its recipe in the picture's metadata."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError
from core.gan.bundled import BEST

DTYPES = ("float32", "bfloat16", "float16")

EXAMPLES = """examples:
  dieloom art --seed 7 --size 1024x1024 --out art.png
  dieloom art --model face.pkl --seed 7 --psi 0.7 --cutoff 8 --mix 12:8-17:0.5 --direction sefa1=-2 --out face.png
  dieloom art --model face.pkl --seed 7 --between 0.5,0.25 --noise none --tile xy --cells 3x2 --out wide.png
  dieloom art --model face.pkl --w found.npy --out found.png
  dieloom art --model runs/rose/model.safetensors --seed 7 --gate 95% --out passed.png
"""

MIX = "blend another seed into w layers 4-7, 4 or all, by a weight of 0 to 1 (default: all, 1); may be repeated"
DIRECTION = "step along a direction (pc1, sefa1, one found) in standard deviations; may be repeated"
GATE = "draw again from other seeds until the model's judge finds the picture so real (0 to 1), or as real as that \
share of real pictures (95%%)"
FOUND = "where `dieloom model directions` wrote directions; without it those beside the model"
SIZE = "in pixels, resampled (default: the model's); give --cells for another shape, or it is stretched"


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser(
        "art",
        parents=[common],
        help="make a seamless tile of artwork",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = verb.add_argument
    add("--model", help=f"a bundled model's name or a model file (default: {BEST})")
    add("--seed", type=words.seed, help="the number that the latent is drawn from (default: 1)")
    add("--w", type=Path, metavar="W.npy", help="w, or w for every layer, in place of the seed's")
    add("--between", type=words.place, metavar="X,Y", help="on the way to the next seed (X) and to that 100 on (Y)")
    add("--psi", type=float, help="truncation, -2 to 2 (default: 0.8; 1 with --w)")
    add("--cutoff", type=int, metavar="K", help="truncate only the w layers before this one")
    add("--family", help="pattern family (class) of the model; chosen by the seed when absent")
    add("--mix", type=words.mix, action="append", metavar="SEED[:LAYERS[:WEIGHT]]", help=MIX)
    add("--direction", type=words.parameter, action="append", metavar="NAME=VALUE", help=DIRECTION)
    add("--directions", type=Path, metavar="D.safetensors", help=FOUND)
    add("--tile", choices=("x", "y", "xy", "none"), help="axes that repeat without a seam (default: the model's)")
    add("--cells", type=words.cells, metavar="AxB", help="go on: so many cells across and down, up to 8 (default: 1x1)")
    add("--noise", choices=("const", "none", "random"), help="the generator's per-pixel noise (default: const)")
    add("--noise-seed", type=words.seed, metavar="N", help="of random noise (default: 0)")
    add("--recipe", type=Path, help="replay the recipe of a PNG made by dieloom, or of a JSON file")
    add("--gate", type=words.gate, metavar="T", help=GATE)
    add("--tries", type=words.count, metavar="N", help="pictures drawn for the gate at most (default: 20)")
    add("--size", type=words.size_px, metavar="WxH", help=SIZE)
    add("--dtype", choices=DTYPES, default=DTYPES[0], help="to draw in; only float32 is the same everywhere")
    add("--out", type=Path, required=True, metavar="FILE.png")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    import torch

    from core.artwork.artist import Artist
    from core.artwork.png import write_png
    from core.gan.sidecar import read_directions

    if args.tries is not None and args.gate is None:
        raise DieloomError("--tries says how often to draw for the gate.", "Give --gate too, or leave it out.")
    words.suffix_of(args.out, ".png")
    path = words.folder_for(args.out)
    artist = Artist(getattr(torch, args.dtype), notice=lambda text: print(f"dieloom: {text}", file=sys.stderr))
    found = read_directions(words.existing(args.directions)).infos if args.directions else ()
    recipe = artist.carrying(_recipe(args), found)
    verdict: dict[str, Any] = {}
    said = ""
    if args.gate is not None:
        recipe, verdict, said = _gated(artist, recipe, args)
    pixels = artist.sized_tile(recipe, *args.size) if args.size else artist.tile(recipe)
    write_png(pixels, path, recipe)
    height, width = pixels.shape[:2]
    data = {
        "file": str(path),
        "width": width,
        "height": height,
        "dtype": args.dtype,
        "recipe": recipe.model_dump(mode="json"),
        **verdict,
    }
    start = "from a latent" if recipe.start else f"seed {recipe.seed}"
    return Outcome(f"{path}: {width} x {height} px, {recipe.model}, {start}, psi {recipe.psi:g}{said}", data)


def _gated(artist: Any, recipe: Any, args: argparse.Namespace) -> tuple[Any, dict[str, Any], str]:
    """The recipe that passed the gate, the facts of it, and the words."""
    from core.artwork.gating import judge_for, pass_gate
    from core.training.gate import TRIES

    number, share = args.gate
    threshold = judge_for(artist, recipe.model).calibration.threshold(number) if share else number
    with shown_progress() as progress:
        passed = pass_gate(artist, recipe, threshold, args.tries or TRIES, progress)
    facts = {"seed": passed.recipe.seed, "score": passed.score, "tries": passed.tries}
    facts |= {"threshold": threshold, "real_share": passed.real_share}
    tries = "at the first try" if passed.tries == 1 else f"at try {passed.tries}"
    said = f"; passed {tries} with {passed.score:.2f}, where {passed.real_share:.0%} of real pictures would"
    return passed.recipe, facts, said


def _recipe(args: argparse.Namespace) -> Any:
    from pydantic import ValidationError

    from core.artwork.png import read_recipe
    from core.artwork.recipe import Recipe
    from core.values import explain

    given = _given(args)
    if args.recipe and given:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise DieloomError("A recipe states these itself.", f"Leave {options} out, or leave out --recipe.")
    if args.recipe:
        return read_recipe(words.existing(args.recipe))
    if "w" in given and given.keys() & {"seed", "between"}:
        raise DieloomError("Two latents are given.", "Leave out --w, or --seed and --between.")
    try:
        return Recipe(**{"model": BEST, **_fields(given)})
    except ValidationError as error:
        raise DieloomError(f"The recipe is not valid: {explain(error)}.") from error


def _given(args: argparse.Namespace) -> dict[str, Any]:
    """What the command line says about the recipe."""
    latent = ("model", "seed", "w", "between", "psi", "cutoff", "family", "mix", "direction")
    names = (*latent, "tile", "cells", "noise", "noise_seed")
    return {name: value for name in names if (value := getattr(args, name)) is not None}


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """The recipe's fields, as plain values."""
    from core.artwork.latent_files import read_latent

    fields = dict(given)
    if "w" in fields:
        fields["start"] = read_latent(words.existing(fields.pop("w")))
        fields.setdefault("psi", 1.0)
    fields["mix"] = [dict(zip(("seed", "layers", "weight"), mix, strict=True)) for mix in fields.pop("mix", ())]
    fields["moves"] = [{"direction": name, "value": value} for name, value in fields.pop("direction", ())]
    return fields
