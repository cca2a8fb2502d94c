"""Measures the filling beside diffusion: ``python -m core.imaging.mending.measure --pictures DIR... [--sheet PNG]``.

On held-back pictures with painted holes, two distances to what was there, each in frozen features
(:mod:`core.gan.features`) of the hole's square: ``style`` compares their statistics, ``place`` what stands where.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from core.gan.features import FeatureNet, StyleDistance
from core.imaging.inpaint import fill_holes
from core.imaging.mending.lessons import Lessons, lessons
from core.imaging.mending.masks import painted
from core.jobs import Progress

Pixels = NDArray[np.uint8]
Where = NDArray[np.bool_]
OURS = "ours"


def _by_cv2(method: int) -> Callable[[Pixels, Where], Pixels]:
    return lambda picture, hole: np.asarray(cv2.inpaint(picture, hole.astype(np.uint8), 5, method), np.uint8)


def _ours(picture: Pixels, hole: Where) -> Pixels:
    opaque = np.dstack([picture, np.full(hole.shape, 255, np.uint8)])
    return fill_holes(opaque, hole, Progress())[..., :3]


WAYS: dict[str, Callable[[Pixels, Where], Pixels]] = {
    "telea": _by_cv2(cv2.INPAINT_TELEA),
    "navier-stokes": _by_cv2(cv2.INPAINT_NS),
    OURS: _ours,
}


def trials(source: Lessons, size: int, count: int) -> Iterator[tuple[Pixels, Where]]:
    """Crops [size, size, 3] of held-back pictures, one after the other, with their holes."""
    for number in range(count):
        chance = np.random.Generator(np.random.Philox([number, 23]))
        picture = source.crop(number % len(source.names), size, chance)
        yield np.ascontiguousarray(picture), painted(size, chance)


def distances(made: Pixels, true: Pixels, hole: Where) -> tuple[float, float]:
    """Of the statistics of features and of the features themselves, in the square of the hole and 8 px about it."""
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    top, left = max(int(rows[0]) - 8, 0), max(int(columns[0]) - 8, 0)
    square = slice(top, int(rows[-1]) + 9), slice(left, int(columns[-1]) + 9)
    one, other = _tensor(made[square]), _tensor(true[square])
    net = FeatureNet()
    place = sum(float((a - b).square().mean()) for a, b in zip(net(one), net(other), strict=True))
    return float(StyleDistance(other)(one)), place


def _tensor(pixels: Pixels) -> torch.Tensor:
    return torch.tensor(pixels).permute(2, 0, 1)[None].float() / 127.5 - 1.0


@torch.inference_mode()
def measure(source: Lessons, size: int, count: int) -> tuple[dict[str, dict[str, float]], list[Pixels]]:
    """By way: the median distances, and in what share of the trials ours is nearer; and a row of pictures a trial."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    rows = list[Pixels]()
    for picture, hole in trials(source, size, count):
        shown = [np.where(hole[..., None], 128, picture).astype(np.uint8)]
        for name, way in WAYS.items():
            shown.append(way(picture, hole))
            found[name].append(distances(shown[-1], picture, hole))
        rows.append(np.concatenate([*shown, picture], 1))
    table = {name: np.array(each) for name, each in found.items()}
    wins = {name: (table[OURS] < each).mean(0) for name, each in table.items()}
    return {
        name: {
            "style": round(float(np.median(each[:, 0])), 5),
            "place": round(float(np.median(each[:, 1])), 4),
            "ours_nearer_in_style": round(float(wins[name][0]), 3),
            "ours_nearer_in_place": round(float(wins[name][1]), 3),
        }
        for name, each in table.items()
    }, rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well holes are filled, beside diffusion.")
    parser.add_argument("--pictures", type=Path, nargs="+", required=True, metavar="DIR")
    parser.add_argument("--size", type=int, default=256, metavar="PX")
    parser.add_argument("--count", type=int, default=32, metavar="N", help="trials for each folder")
    parser.add_argument("--sheet", type=Path, metavar="PNG", help="input, Telea, Navier-Stokes, ours, truth")
    args = parser.parse_args()
    rows = list[Pixels]()
    for folder in args.pictures:
        table, more = measure(lessons(folder, "held back"), args.size, args.count)
        rows += more
        for name, each in table.items():
            print(json.dumps({"pictures": folder.name, "way": name, **each}), flush=True)  # noqa: T201
    if args.sheet:
        Image.fromarray(np.concatenate(rows)).save(args.sheet)


if __name__ == "__main__":
    main()
