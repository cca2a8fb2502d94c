"""A picture painted in the style of references, piece by piece.

Colours are carried over as a whole distribution (:mod:`core.style.colouring`), the swatch is laid where it agrees with
the picture (:mod:`core.style.laying`), and the network draws the one with the marks of the other. One reference of flat
colours is drawn without the network, sharp and in its own inks (:mod:`core.style.counterchange`). A picture that goes
on at its opposite edge does so afterwards: its pieces take their margins from there, and the swatch is laid so that it
fits a whole number of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core import resources
from core.colour.oklab import Colours
from core.jobs import Progress
from core.pictures.resize import resize_tile
from core.pictures.tiles import Tiling, by_tiles
from core.style.blending import blended
from core.style.codes import unpacked
from core.style.colouring import applied, graded, grading, samples
from core.style.counterchange import Drawing, counterchanged, drawing_of
from core.style.laying import BLOCK_PX, laid
from core.style.mixture import Mixture
from core.style.palette import extract_palette, shift_palette
from core.style.palette_clusters import flat_colours, histogram
from core.style.values import StyleEdit, StyleShare

if TYPE_CHECKING:
    from torch import Tensor

    from core.style.network import Brush

Pixels = NDArray[np.uint8]
Repeats = tuple[bool, bool]

BUNDLED = ("brush",)
_PIECE_PX = 384
_SAMPLES = 1 << 14
_COLOURS = 8
_FLAT = 16  # colours at most


def paint(pixels: Pixels, edit: StyleEdit, progress: Progress, repeats: Repeats = (False, False)) -> Pixels:
    """``pixels`` [H, W, 4], sRGB with straight alpha, in a style: the same size, the same alpha.

    Raises Cancelled, and DieloomError for a style that cannot be read.
    """
    if edit.network not in BUNDLED:
        from core.style.learning import applying

        painted = applying.apply(
            visible(pixels),
            Path(edit.network),
            progress,
            repeats,
            colours=edit.colours,
            texture=edit.texture,
            structure=edit.structure,
            keep_colour=edit.keep_colour,
        )
    elif edit.shares and pixels[..., 3].any():
        painted = _restyled(pixels, edit, progress, repeats)
    else:
        painted = pixels[..., :3]
    return np.concatenate([painted, pixels[..., 3:]], 2)


def visible(pixels: Pixels) -> Pixels:
    """[H, W, 3]: what is clear takes the mean colour of what is seen, so that it does not bleed in."""
    clear = pixels[..., 3] == 0
    colours = pixels[..., :3]
    if clear.any() and not clear.all():
        colours = colours.copy()
        colours[clear] = np.rint(colours[~clear].mean(0)).astype(np.uint8)
    return colours


def _restyled(pixels: Pixels, edit: StyleEdit, progress: Progress, repeats: Repeats) -> Pixels:
    """Drawn at the size that was asked for, in the colours of the references as far as these are wanted."""
    height, width = pixels.shape[:2]
    size = _working_size(width, height, edit.detail_px, repeats)
    content = resize_tile(visible(pixels), *size, repeats)
    swatches = [unpacked(share.code) for share in edit.shares]
    far = 0.0 if edit.keep_colour else edit.colours
    draws = edit.texture > 0.0 or edit.structure > 0.0
    progress.check()
    drawing = _drawing(edit.shares[0].code) if draws and len(swatches) == 1 else None
    progress.check()
    if drawing is not None:
        seen, strengths = _seen(content, pixels[..., 3]), (edit.texture, edit.structure, far)
        content = counterchanged(content, drawing, strengths, progress, repeats, seen)
    else:
        content = _brushed(content, swatches, edit, far, pixels[..., 3], progress, repeats)
    return resize_tile(content, width, height, repeats)


@lru_cache(maxsize=2)
def _drawing(code: str) -> Drawing | None:
    """Kept from one strength to the next: a large swatch takes a second to be looked at."""
    return drawing_of(unpacked(code))


def _brushed(
    content: Pixels,
    swatches: Sequence[Pixels],
    edit: StyleEdit,
    far: float,
    alpha: Pixels,
    progress: Progress,
    repeats: Repeats,
) -> Pixels:
    """Recoloured, drawn, and recoloured once more, because marks mix colours that the style does not have."""
    weights = np.array([share.weight for share in edit.shares]) / sum(share.weight for share in edit.shares)
    wanted = _joint_colours(swatches, weights)
    if far > 0.0:
        content = _in_colours(content, edit.shares, wanted, far, alpha, progress.part(0.0, 0.1))
    if far < 1.0:
        wanted = _seen(content, alpha)
        swatches = [graded(swatch, wanted, progress.silent()) for swatch in swatches]
    if edit.texture == 0.0 and edit.structure == 0.0:
        return content
    plane = _plane(content, swatches, weights, progress.part(0.1, 0.3), repeats)
    drawn = _drawn(content, plane, swatches, weights, edit, progress.part(0.3, 0.9), repeats)
    return applied(drawn, grading(_seen(drawn, alpha), wanted), progress.part(0.9, 1.0))


def _in_colours(
    content: Pixels, shares: Sequence[StyleShare], wanted: Colours, far: float, alpha: Pixels, progress: Progress
) -> Pixels:
    """Flat artwork takes the references' palette, ink by ink; anything else all of their colours."""
    if flat_colours(histogram(content, progress.silent()), _FLAT) is None:
        return applied(content, grading(_seen(content, alpha), wanted, far), progress)
    palettes = [(share.palette or extract_palette(unpacked(share.code), _COLOURS), share.weight) for share in shares]
    return shift_palette(content, blended(palettes, far), progress)


def _seen(drawn: Pixels, alpha: Pixels) -> Colours:
    """Colours of what will be seen of a drawing, whose size may differ from its alpha's."""
    if alpha.all():
        return samples(drawn)
    rows = np.arange(drawn.shape[0]) * alpha.shape[0] // drawn.shape[0]
    columns = np.arange(drawn.shape[1]) * alpha.shape[1] // drawn.shape[1]
    seen = np.flatnonzero(alpha[rows[:, None], columns])
    return samples(drawn.reshape(-1, 3)[seen][None] if len(seen) else drawn)


def _joint_colours(swatches: Sequence[Pixels], weights: NDArray[np.float64]) -> Colours:
    """Colours of all swatches, as many of each as it weighs."""
    return np.concatenate(
        [samples(swatch, max(1, round(_SAMPLES * weight))) for swatch, weight in zip(swatches, weights, strict=True)]
    )


def _working_size(width: int, height: int, detail_px: int | None, repeats: Repeats) -> tuple[int, int]:
    """The size at which the network draws; along an axis that repeats a multiple of the pieces of a swatch."""
    scale = detail_px / max(width, height) if detail_px else 1.0

    def side(length: int, repeat: bool) -> int:
        wanted = max(1, round(length * scale))
        return max(1, round(wanted / BLOCK_PX)) * BLOCK_PX if repeat else wanted

    return side(width, repeats[0]), side(height, repeats[1])


def _plane(
    content: Pixels, swatches: Sequence[Pixels], weights: NDArray[np.float64], progress: Progress, repeats: Repeats
) -> Pixels:
    """The swatches laid over ``content``, mixed one after the other: more of them take no more memory."""
    if len(swatches) == 1:
        return laid(content, swatches[0], progress, repeats)
    mixture = Mixture(content.shape, weights)
    for number, swatch in enumerate(swatches):
        part = progress.part(number / len(swatches), (number + 1) / len(swatches))
        mixture.add(laid(content, swatch, part, repeats), float(weights[number]), part)
    return mixture.made(progress.silent())


def _drawn(
    content: Pixels,
    plane: Pixels,
    swatches: Sequence[Pixels],
    weights: NDArray[np.float64],
    edit: StyleEdit,
    progress: Progress,
    repeats: Repeats,
) -> Pixels:
    """``content`` [H, W, 3] with the marks of the swatches, which lie over it as ``plane``."""
    import torch

    from core.gan.interrupt import Interruptible
    from core.style.network import ALIGN_PX, REACH_PX

    brush = load_brush()
    with torch.inference_mode(), Interruptible(progress):
        codes = torch.cat([brush.style(_tensor(swatch)) for swatch in swatches])
        code = torch.from_numpy(weights).float() @ codes
        strengths = torch.tensor([[edit.texture, edit.structure]])

    def work(piece: Pixels) -> Pixels:
        with torch.inference_mode(), Interruptible(progress):
            drawn = brush(_tensor(piece[..., :3]), _tensor(piece[..., 3:]), code[None], strengths)
            shown = ((drawn[0] + 1.0) * 127.5).round().clamp(0.0, 255.0).byte()
            return np.asarray(shown.permute(1, 2, 0).contiguous().numpy())

    tiling = Tiling(_PIECE_PX, REACH_PX, align=ALIGN_PX, repeats=repeats)
    return by_tiles(np.concatenate([content, plane], 2), work, tiling, progress, "Painting")


def _tensor(pixels: Pixels) -> Tensor:
    import torch

    chw = torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1)[None]
    return chw.float().contiguous() / 127.5 - 1.0


@lru_cache(maxsize=1)
def load_brush() -> Brush:
    """The bundled brush, read once."""
    from core.style.network import read

    return read(resources.path("networks", "brush.safetensors"))
