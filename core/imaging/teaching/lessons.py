"""Pairs of a spoiled picture and the sharp one that it comes from, each a pure function of the seed and the step."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from torch import Tensor

from core.imaging.teaching.pictures import Kind, Pixels

CROP = 96  # px across a sharp crop
BATCH = 8
SPOILED = 0.15  # share of the small pictures that are not clean
MOST_NOISE = 50.0  # standard deviation in 8-bit steps at strength 1, as FFDNet is judged to
MOST_BLUR = 2.0  # px, standard deviation of a Gauss at strength 1
NOISE_POWER = 1.5  # of an even chance: faint noise is the usual one
UNSPOILED = (0.2, 0.35)  # shares of the crops without noise, and without blur

_POOLED = 8  # pictures that a pool takes at a time
_Resampling = Image.Resampling
_FILTERS = (_Resampling.BICUBIC, _Resampling.LANCZOS, _Resampling.BOX, _Resampling.BILINEAR)
_CHANCES = (0.6, 0.15, 0.15, 0.1)


@dataclass(frozen=True)
class Lesson:
    """``given`` [N, 3, h, w] and ``wanted`` [N, 3, factor h, factor w] in 0..1; ``strengths`` [N, 2] or None."""

    given: Tensor
    wanted: Tensor
    factor: int
    strengths: Tensor | None = None


class UpscaleLessons:
    """Crops ``px`` across made smaller. Two of three lessons are ``batch`` crops made half as large, the third twice as
    many made a quarter."""

    def __init__(self, kinds: list[Kind], seed: int, batch: int = BATCH, px: int = CROP) -> None:
        self._kinds, self._seed, self._pictures, self._px = kinds, seed, max(batch // 4, 1), px

    def at(self, step: int) -> Lesson:
        draws = _draws(self._seed, step)
        factor, count = (4, 2 * self._pictures) if step % 3 == 2 else (2, self._pictures)
        wanted = _crops(self._kinds, step, (count, 4, self._px), draws)
        small = [_spoiled(smaller(crop, factor, draws), draws) for crop in wanted]
        return Lesson(_tensor(small), _tensor(wanted), factor)


class RestoreLessons:
    """Crops made noisy, or blurred, or both, by strengths that the network is told."""

    def __init__(self, kinds: list[Kind], seed: int, batch: int = BATCH, px: int = CROP) -> None:
        self._kinds, self._seed, self._pictures, self._px = kinds, seed, max(batch // 2, 1), px

    def at(self, step: int) -> Lesson:
        draws = _draws(self._seed, step)
        wanted = _crops(self._kinds, step, (self._pictures, 2, self._px), draws)
        strengths = draws.uniform(0.0, 1.0, (len(wanted), 2)).astype(np.float32)
        strengths[:, 0] **= NOISE_POWER
        strengths *= draws.random((len(wanted), 2)) > UNSPOILED
        given = [
            worse(crop, noise, blur, draws) for crop, (noise, blur) in zip(wanted, strengths.tolist(), strict=True)
        ]
        return Lesson(_tensor(given), _tensor(wanted), 1, torch.from_numpy(strengths))


class SharpCrops:
    """Crops as they are, for a pool: larger than what is learned from, so that each is seen at several places."""

    def __init__(self, kinds: list[Kind], seed: int, px: int) -> None:
        self._kinds, self._seed, self._px = kinds, seed, px

    def at(self, number: int) -> Pixels:
        """[N, px, px, 3]."""
        return np.stack(_crops(self._kinds, number, (_POOLED, 4, self._px), _draws(self._seed, number)))


def smaller(picture: Pixels, factor: int, draws: np.random.Generator) -> Pixels:
    """Reduced as one of the usual programs does it."""
    height, width = picture.shape[:2]
    kind = _FILTERS[int(draws.choice(len(_FILTERS), p=_CHANCES))]
    return np.asarray(Image.fromarray(picture).resize((width // factor, height // factor), kind))


def worse(picture: Pixels, noise: float, blur: float, draws: np.random.Generator) -> Pixels:
    """Out of focus by ``blur`` and then noisy by ``noise``, each 0..1; every fourth time in grains of two pixels, as
    cameras' own processing leaves it."""
    image = Image.fromarray(picture)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(MOST_BLUR * blur))
    height, width = picture.shape[:2]
    grain = draws.standard_normal((height, width, 3)).astype(np.float32)
    if draws.random() < 0.25:
        grain = _coarse(grain)
    return _bytes(np.asarray(image, dtype=np.float32) + MOST_NOISE * noise * grain)


def _coarse(grain: NDArray[np.float32]) -> NDArray[np.float32]:
    """White noise averaged over two by two pixels at every place, as strong as before."""
    made: NDArray[np.float32] = (grain + np.roll(grain, 1, 0)) / np.float32(np.sqrt(2.0))
    return (made + np.roll(made, 1, 1)) / np.float32(np.sqrt(2.0))


def _spoiled(picture: Pixels, draws: np.random.Generator) -> Pixels:
    """Mostly as it is; else lightly noisy, soft or compressed."""
    chance = draws.random() / SPOILED
    if chance >= 1.0:
        return picture
    if chance < 0.4:
        made = io.BytesIO()
        Image.fromarray(picture).save(made, "JPEG", quality=int(draws.integers(75, 96)))
        return np.asarray(Image.open(made))
    if chance < 0.7:
        return _bytes(picture + draws.normal(0.0, draws.uniform(0.5, 4.0), picture.shape))
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(draws.uniform(0.2, 0.6))))


def _crops(kinds: list[Kind], step: int, sizes: tuple[int, int, int], draws: np.random.Generator) -> list[Pixels]:
    """Of so many pictures so many crops each (to draw or read one takes time), of so many px; of the kinds in turn,
    turned by chance."""
    crops, (pictures, each, px) = list[Pixels](), sizes
    for place in range(pictures):
        number = step * pictures + place
        picture = kinds[number % len(kinds)].draw(number)
        crops += [_crop(picture, px, draws) for _ in range(each)]
    return crops


def _crop(picture: Pixels, px: int, draws: np.random.Generator) -> Pixels:
    height, width = picture.shape[:2]
    if min(height, width) < px:
        picture = np.pad(picture, ((0, max(px - height, 0)), (0, max(px - width, 0)), (0, 0)), "symmetric")
        height, width = picture.shape[:2]
    top, left = draws.integers(height - px + 1), draws.integers(width - px + 1)
    crop = picture[top : top + px, left : left + px]
    crop = np.rot90(crop, int(draws.integers(4)))
    return np.ascontiguousarray(crop[:, ::-1] if draws.random() < 0.5 else crop)


def _draws(seed: int, step: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox([seed, step]))


def _bytes(values: NDArray[np.floating]) -> Pixels:
    return values.round().clip(0, 255).astype(np.uint8)


def _tensor(pictures: list[Pixels]) -> Tensor:
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255.0
