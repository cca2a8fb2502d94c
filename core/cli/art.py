"""`dieloom art`: one tile of artwork from the generator, with its recipe in the picture's metadata."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("art", parents=[common], help="make a seamless tile of artwork")
    verb.add_argument("--model", help="a bundled model's name or a model file (default: loom)")
    verb.add_argument("--seed", type=words.seed, help="the number that the latent is drawn from (default: 1)")
    verb.add_argument("--psi", type=float, help="truncation, -2 to 2 (default: 0.8)")
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

    given = {name: getattr(args, name) for name in ("model", "seed", "psi", "family")}
    given = {name: value for name, value in given.items() if value is not None}
    if args.recipe and given:
        options = ", ".join(f"--{name}" for name in given)
        raise DieloomError("A recipe states these itself.", f"Leave {options} out, or leave out --recipe.")
    if args.recipe:
        return read_recipe(words.existing(args.recipe))
    try:
        return Recipe(**given)
    except ValidationError as error:
        raise DieloomError(f"The recipe is not valid: {explain(error)}.") from error
