"""How well a network enlarges and cleans pictures that it has never seen, beside plain interpolation and filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from core.imaging.networks import PixelNetwork
from core.imaging.pieces import through
from core.imaging.teaching.lessons import worse
from core.imaging.teaching.pictures import Kind, Photos
from core.jobs import Progress

Pixels = NDArray[np.uint8]
Way = Callable[[Pixels], Pixels]
_MOST_PX = 256
_RIM = 4  # px of the small picture that are not judged
STRENGTHS = ((0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (0.5, 0.0), (0.0, 0.5), (0.2, 0.5))
"""(denoise, deblur) at which restoring is measured."""


@dataclass(frozen=True)
class Figures:
    """Means over pictures. ``psnr`` in dB; ``edge_error`` is the energy of the gradient's error and ``edge_energy`` of
    the gradient, both as a share of the true picture's: 0 and 1 are perfect."""

    psnr: float
    edge_error: float
    edge_energy: float


def enlarging(network: PixelNetwork, kinds: list[Kind], factor: int, count: int) -> dict[str, dict[str, Figures]]:
    """By kind of picture and then by way, of ``count`` pictures of each kind made smaller by Pillow's bicubic."""

    def resized(kind: Image.Resampling) -> Way:
        def way(small: Pixels) -> Pixels:
            height, width = small.shape[:2]
            return np.asarray(Image.fromarray(small).resize((width * factor, height * factor), kind))

        return way

    ways = {
        "bicubic": resized(Image.Resampling.BICUBIC),
        "lanczos": resized(Image.Resampling.LANCZOS),
        "network": lambda small: through(lambda picture: network(picture, factor), small, Progress()),
    }
    return {kind.name: _judged(_smaller(kind, factor, count), ways, _RIM * factor) for kind in kinds}


def restoring(
    network: PixelNetwork, kinds: list[Kind], strengths: tuple[float, float], count: int
) -> dict[str, dict[str, Figures]]:
    """As :func:`enlarging`, of pictures made noisy and soft; beside OpenCV's non-local means where there is noise."""
    noise, blur = strengths
    told = torch.tensor([strengths])
    ways: dict[str, Way] = {
        "as given": lambda given: given,
        "network": lambda given: through(lambda picture: network(picture, 1, told), given, Progress()),
    }
    if noise:
        # Its strength is about the noise's standard deviation.
        ways["nl means"] = lambda given: np.asarray(
            cv2.fastNlMeansDenoisingColored(given, None, 50 * noise, 50 * noise, 7, 21)
        )
    draws = np.random.default_rng(1)

    def pairs(kind: Kind) -> Iterator[tuple[Pixels, Pixels]]:
        for wanted in _pictures(kind, count):
            yield worse(wanted, noise, blur, draws), wanted

    return {kind.name: _judged(pairs(kind), ways, _RIM) for kind in kinds}


def table(figures: dict[str, dict[str, Figures]]) -> str:
    """In Markdown, a row for each kind and way."""
    rows = ["| pictures | way | PSNR, dB | edge error | edge energy |", "|---|---|---:|---:|---:|"]
    for kind, ways in figures.items():
        for way, each in ways.items():
            rows.append(f"| {kind} | {way} | {each.psnr:.2f} | {each.edge_error:.3f} | {each.edge_energy:.3f} |")
    return "\n".join(rows)


def _judged(pairs: Iterator[tuple[Pixels, Pixels]], ways: dict[str, Way], rim: int) -> dict[str, Figures]:
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for given, wanted in pairs:
        for name, way in ways.items():
            found[name].append(_figures(way(given), wanted, rim))
    return {name: Figures(*np.mean(values, axis=0).tolist()) for name, values in found.items()}


def _figures(made: Pixels, wanted: Pixels, rim: int) -> tuple[float, float, float]:
    one, other = (each[rim:-rim, rim:-rim].astype(np.float64) for each in (made, wanted))
    error = max(float(np.square(one - other).mean()), 1e-3)
    (down, across), (true_down, true_across) = (np.gradient(each.mean(2)) for each in (one, other))
    energy = float((true_down**2 + true_across**2).sum()) + 1e-9
    wrong = float(((down - true_down) ** 2 + (across - true_across) ** 2).sum())
    return 10.0 * np.log10(255.0**2 / error), wrong / energy, float((down**2 + across**2).sum()) / energy


def _smaller(kind: Kind, factor: int, count: int) -> Iterator[tuple[Pixels, Pixels]]:
    for wanted in _pictures(kind, count):
        height, width = wanted.shape[:2]
        size = (width // factor, height // factor)
        yield np.asarray(Image.fromarray(wanted).resize(size, Image.Resampling.BICUBIC)), wanted


def _pictures(kind: Kind, count: int) -> Iterator[Pixels]:
    """The middle of each, whole in fours; every photo once at most."""
    for number in range(min(count, len(kind)) if isinstance(kind, Photos) else count):
        picture = kind.at(number) if isinstance(kind, Photos) else kind.draw(number)
        height, width = (min(side, _MOST_PX) // 4 * 4 for side in picture.shape[:2])
        top, left = (picture.shape[0] - height) // 2, (picture.shape[1] - width) // 2
        yield np.ascontiguousarray(picture[top : top + height, left : left + width])
