"""Short ways to make designs, documents and pixels for these tests."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.compose.drawlist import DrawPage, Group, Op
from core.document.document import Document
from core.document.model import Design


def design(*layers: dict[str, Any], **fields: Any) -> Design:
    """A design on the test carton; layers get ids by their number."""
    named = [{"id": str(number), **layer} for number, layer in enumerate(layers)]
    return Design.model_validate({"dieline": {"code": "TEST.1"}, "layers": named, **fields})


def document(*layers: dict[str, Any], assets: tuple[bytes, ...] = (), **fields: Any) -> Document:
    """A document; an image layer names its picture by a number in ``assets``."""
    made, hashes = Document(design()), []
    for data in assets:
        made, name = made.with_asset(data)
        hashes.append(name)
    known = [{**layer, "asset": hashes[layer["asset"]]} if "asset" in layer else layer for layer in layers]
    return made.with_design(design(*known, **fields))


def layer_groups(page: DrawPage) -> dict[str, Group]:
    """The groups of the design's layers by id."""
    (artwork,) = [op for op in page.ops if isinstance(op, Group) and op.layer is not None and op.layer.step is None]
    return {op.id: op for op in artwork.ops if isinstance(op, Group) and op.id is not None}


def technical(page: DrawPage) -> dict[str, Group]:
    """The dieline's groups by name."""
    found = [op for op in page.ops if isinstance(op, Group) and op.layer is not None and op.layer.step is not None]
    return {group.layer.name: group for group in found if group.layer is not None}


def only(ops: tuple[Op, ...]) -> Op:
    (op,) = ops
    return op


class WaveMaker:
    """Makes a small smooth periodic tile; counts how often it is asked."""

    def __init__(self, size: int = 32) -> None:
        self.size = size
        self.asked: list[Recipe] = []

    def tile(self, recipe: Recipe) -> NDArray[np.uint8]:
        self.asked.append(recipe)
        turn = 2 * np.pi / self.size
        y, x = np.mgrid[0 : self.size, 0 : self.size] * turn
        waves = [np.sin(x + 2 * y), np.sin(2 * x) * np.cos(y), np.cos(x - y)]
        return np.stack([128 + 100 * wave for wave in waves], axis=-1).astype(np.uint8)
