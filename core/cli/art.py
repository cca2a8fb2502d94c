"""`dieloom art`: one tile of artwork from the generator, with its recipe in the picture's metadata."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("art", parents=[common], help="make a seamless tile of artwork")
    verb.add_argument("--model", default="loom", help="a bundled model's name or a model file (default: loom)")
    verb.add_argument("--seed", type=words.seed, default=1)
    verb.add_argument("--psi", type=float, default=0.8, help="truncation, -2 to 2 (default: 0.8)")
    verb.add_argument("--family", help="pattern family of the model; chosen by the seed when absent")
    verb.add_argument("--recipe", type=Path, help="replay the recipe of a PNG made by dieloom, or of a JSON file")
    verb.add_argument("--size", type=words.size_px, metavar="WxH", help="in pixels; the model's own when absent")
    verb.add_argument("--out", type=Path, required=True, metavar="FILE.png")
    verb.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.artwork.artist import Artist
    from core.artwork.png import write_png

    words.suffix_of(args.out, ".png")
    path = words.folder_for(args.out)
    recipe = _recipe(args)
    artist = Artist()
    pixels = artist.sized_tile(recipe, *args.size) if args.size else artist.tile(recipe)
    write_png(pixels, path, recipe)
    height, width = pixels.shape[:2]
    data = {"file": str(path), "width": width, "height": height, "recipe": recipe.model_dump(mode="json")}
    return Outcome(f"{path}: {width} x {height} px, {recipe.model}, seed {recipe.seed}, psi {recipe.psi:g}", data)


def _recipe(args: argparse.Namespace) -> Any:
    from pydantic import ValidationError

    from core.artwork.png import read_recipe
    from core.artwork.recipe import Recipe
    from core.errors import DieloomError
    from core.values import explain

    if args.recipe:
        return read_recipe(words.existing(args.recipe))
    try:
        return Recipe(model=args.model, seed=args.seed, psi=args.psi, family=args.family)
    except ValidationError as error:
        raise DieloomError(f"The recipe is not valid: {explain(error)}.") from error
