"""Artwork as PNG with its recipe in the file, so that a picture can be opened again as what it was made from."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin
from pydantic import ValidationError

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from core.files import replacing
from core.values import explain

KEY = "dieloom:recipe"
MAX_BYTES = 512 << 20


def write_png(pixels: NDArray[np.uint8], path: Path, recipe: Recipe) -> None:
    """Write [H, W, 3] sRGB with the recipe as iTXt, in one step; raises DieloomError when the disk refuses."""
    text = PngImagePlugin.PngInfo()
    text.add_itxt(KEY, recipe.model_dump_json())
    text.add_text("Software", "Dieloom")
    with replacing(path) as file:
        Image.fromarray(pixels).save(file, "PNG", pnginfo=text)


def read_recipe(path: Path) -> Recipe:
    """The recipe inside a PNG, or in a JSON file; raises DieloomError when there is none."""
    text = _json_of(path)
    try:
        return Recipe.model_validate_json(text)
    except ValidationError as error:
        raise DieloomError(f"The recipe in {path.name} is not valid: {explain(error)}.") from error


def _json_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DieloomError(f"{path.name} is larger than {MAX_BYTES >> 20} MiB.", "Choose the recipe's own file.")
        data = path.read_bytes()
        return _text_of_png(path) if data.startswith(b"\x89PNG") else data.decode("utf-8")
    except OSError as error:
        raise DieloomError(f"{path} cannot be read: {error.strerror or error}.", "Check its path.") from error
    except UnicodeDecodeError as error:
        raise _no_recipe(path) from error


def _text_of_png(path: Path) -> str:
    try:
        with Image.open(path, formats=["PNG"]) as picture:
            assert isinstance(picture, PngImagePlugin.PngImageFile)
            text = picture.text.get(KEY)
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
        raise _no_recipe(path) from error
    if text is None:
        raise _no_recipe(path)
    return str(text)


def _no_recipe(path: Path) -> DieloomError:
    return DieloomError(f"{path.name} holds no recipe.", "Choose a PNG that Dieloom made, or a recipe as JSON.")
