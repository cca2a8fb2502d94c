"""Measures the filling beside diffusion: ``python -m core.imaging.mending.measure --pictures DIR... [--sheet PNG]``.

On held-back pictures with painted holes, two distances to what was there, each in the frozen features of
:mod:`core.gan.features` inside the hole: ``texture`` compares their statistics, ``likeness`` what stands where.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image

from core.gan.features import WIDTH, FeatureNet, sliced_distance, unit_directions
from core.imaging.inpaint import fill_holes
from core.imaging.mending.lessons import Lessons, lessons
from core.imaging.mending.masks import painted
from core.jobs import Progress

Pixels = NDArray[np.uint8]
Where = NDArray[np.bool_]
OURS = "ours"
_DIRECTIONS = unit_directions(WIDTH, 32, 4)


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
    """``texture``: of the statistics of the hole's features, as a share of their mean square. ``likeness``: of the
    features, place by place, each of unit length (as in LPIPS, Zhang et al. 2018). Both summed over the scales."""
    net, inside = FeatureNet(), torch.tensor(hole)[None, None].float()
    texture = likeness = 0.0
    for one, other in zip(net(_tensor(made)), net(_tensor(true)), strict=True):
        within = F.interpolate(inside, size=one.shape[2:], mode="area")[0, 0] > 0.5
        if within.any():
            ours, theirs = one[0][:, within].T, other[0][:, within].T
            power = theirs.square().mean().clamp(min=1e-6)
            texture += float(sliced_distance(ours, theirs, _DIRECTIONS) / power)
            likeness += float((F.normalize(ours) - F.normalize(theirs)).square().sum(1).mean())
    return texture, likeness


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
            "texture": round(float(np.median(each[:, 0])), 5),
            "likeness": round(float(np.median(each[:, 1])), 4),
            "ours_nearer_in_texture": round(float(wins[name][0]), 3),
            "ours_nearer_in_likeness": round(float(wins[name][1]), 3),
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
