"""What of a packshot is its ground: a plain one that may shade off, with soft shadows upon it.

The colour of the ground is a smooth surface through the border of the picture, fitted so that a subject that touches
the border does not bend it. Ground is what keeps to the surface, or is it in shadow, and hangs together with the
border; and what keeps to it closely enough elsewhere: the opening of a handle.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float32]
Flags = NDArray[np.bool_]

_BORDER = 0.02  # of the shorter side
_LEAST_NOISE = 0.003  # OKLab; a shade of 8 bits
_MOST_NOISE = 0.02
_FARTHEST = 0.06  # OKLab, from the surface: a ground that varies more is not plain
_LEAST_SHARE = 0.6  # of the border that has to be ground
_DEEPEST = 0.55  # OKLab lightness that a shadow takes
_FAINTEST = 0.005  # OKLab a pixel: the edge of white on white
_STEP = 1.6  # how much steeper an edge is nearby than from afar; a step is by 2.9
_SPECK_PX = 20
_THREAD = 0.014  # of the picture's side: what is narrower may be a gap in an edge
_LEAST_HOLE = 2e-4  # of the picture
_EDGED = 0.85  # of an opening's rim
_ROUNDS = 12


@dataclass(frozen=True)
class Ground:
    """``plain``: whether there is one; ``area`` [H, W]; ``off`` [H, W, 3]: OKLab from the ground's own colour."""

    plain: bool
    area: Flags
    off: Reals
    noise: float


def find_ground(lab: Reals, clear: Flags, repeats: tuple[bool, bool] = (False, False)) -> Ground:
    """The ground of a picture in OKLab [H, W, 3]; ``clear`` [H, W] is ground whatever its colour."""
    border = _border(clear.shape, repeats)
    off, noise = _off_surface(lab, border & ~clear, repeats)
    distance = np.linalg.norm(off, axis=2)
    reach = min(max(4 * noise, 0.02), _FARTHEST)
    near = (distance < reach) | clear
    plain = bool(near[border].mean() >= _LEAST_SHARE) and noise <= _MOST_NOISE
    edges = _edges(lab, noise)
    area = _reached(((near | _in_shadow(off, reach)) & ~edges) | clear, border & near)
    return Ground(plain, area | _openings(area, near & ~area & ~edges, distance, edges, noise), off, noise)


def _border(shape: tuple[int, ...], repeats: tuple[bool, bool]) -> Flags:
    """Where the ground is looked for. A side that goes on at the opposite one is no border; a tile has none, and its
    ground is what there is most of.
    """
    if all(repeats):
        return np.ones(shape, bool)
    width = max(1, round(min(shape) * _BORDER))
    border = np.zeros(shape, bool)
    if not repeats[0]:
        border[:, :width] = border[:, -width:] = True
    if not repeats[1]:
        border[:width] = border[-width:] = True
    return border


def _off_surface(lab: Reals, border: Flags, repeats: tuple[bool, bool]) -> tuple[Reals, float]:
    """How far each pixel is from the surface through the border, and how far the border is itself, as a deviation."""
    height, width = border.shape
    x, y = np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
    along = [np.full_like(x, 0)] if repeats[0] else [x, x * x]
    down = [np.full_like(y, 0)] if repeats[1] else [y, y * y]
    terms = [np.ones((height, width), np.float32), *(np.broadcast_to(each, border.shape) for each in along)]
    terms += [np.broadcast_to(each[:, None], border.shape) for each in down]
    terms.append(np.outer(down[0], along[0]))
    if not border.any():
        return np.zeros_like(lab), _LEAST_NOISE
    basis, seen = np.stack([each[border] for each in terms], 1), lab[border]
    weights = np.ones(len(seen), np.float32)
    factors = np.zeros((len(terms), 3), np.float32)
    factors[0] = np.median(seen, axis=0)
    for turn in range(_ROUNDS):
        left = np.linalg.norm(seen - basis @ factors, axis=1)
        noise = max(1.4826 * float(np.median(left)) / np.sqrt(3), _LEAST_NOISE)
        if turn == _ROUNDS - 1:
            break
        # Least absolute deviations, then Tukey's biweight: whatever touches the border has no say in the end.
        weights = (
            1 / np.maximum(left, noise) if turn < _ROUNDS // 2 else (1 - (left / (6 * noise)) ** 2).clip(0, 1) ** 2
        )
        pull = basis.T * weights
        square = pull @ basis
        square[np.diag_indices_from(square)] += 1e-4 * weights.sum()
        factors += np.linalg.solve(square, pull @ (seen - basis @ factors))
    surface = np.tensordot(np.stack(terms, 2), factors, axes=1)
    return (lab - surface).astype(np.float32), noise


def _in_shadow(off: Reals, reach: float) -> Flags:
    """Darker than the ground, and of its hue."""
    darker, tint = -off[:, :, 0], np.hypot(off[:, :, 1], off[:, :, 2])
    return (darker > -reach) & (darker < _DEEPEST) & (tint < reach + 0.05 * darker.clip(0))


def _edges(lab: Reals, noise: float) -> Flags:
    """Where colour steps rather than fades: much steeper in a small neighbourhood than in a large one."""
    fine, wide = _slope(lab, 1.0), _slope(lab, 4.0)
    steps = ((fine > max(_FAINTEST, 1.5 * noise)) & (fine > _STEP * wide)).astype(np.uint8)
    _, pieces, facts, _ = cv2.connectedComponentsWithStats(steps, connectivity=8)
    long = facts[:, cv2.CC_STAT_AREA] >= _SPECK_PX  # shorter ones are noise
    long[0] = False
    return np.asarray(long[pieces])


def _slope(lab: Reals, sigma: float) -> Reals:
    """OKLab a pixel."""
    soft = cv2.GaussianBlur(lab, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    across, down = (cv2.Sobel(soft, cv2.CV_32F, dx, 1 - dx, scale=1 / 8) for dx in (1, 0))
    return np.asarray(np.sqrt((np.asarray(across) ** 2 + np.asarray(down) ** 2).sum(2)))


def _reached(like: Flags, start: Flags) -> Flags:
    """What hangs together with ``start`` by more than a thread: an edge is not tight everywhere."""
    reach = round(_THREAD * np.sqrt(like.size))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    core = cv2.erode(like.astype(np.uint8), disc)  # beyond the picture all is like it
    number, pieces = cv2.connectedComponents(core, connectivity=4)
    found = np.zeros(number, bool)
    found[pieces[start]] = True
    found[0] = False
    return (cv2.dilate(found[pieces].astype(np.uint8), disc) > 0) & like | (start & like)


def _openings(area: Flags, inner: Flags, distance: Reals, edges: Flags, noise: float) -> Flags:
    """What of ``inner`` is the ground seen through the subject: no farther from the surface than noise alone leads, and
    with an edge or ``area`` all around; where the subject's own shades cross the ground's there is none.
    """
    number, pieces, facts, _ = cv2.connectedComponentsWithStats(inner.astype(np.uint8), connectivity=4)
    areas = facts[:, cv2.CC_STAT_AREA]
    mean = np.bincount(pieces.ravel(), distance.ravel(), number) / np.maximum(areas, 1)
    grown = np.where(inner, 0, cv2.dilate(pieces.astype(np.float32), np.ones((3, 3), np.uint8)).astype(np.intp))
    beside = cv2.dilate((edges | area).astype(np.uint8), np.ones((5, 5), np.uint8))
    rims = np.bincount(grown.ravel(), minlength=number)
    edged = np.bincount(grown.ravel(), beside.ravel(), number) / np.maximum(rims, 1)
    open_ = (areas >= max(_LEAST_HOLE * inner.size, 8)) & (mean < max(2.2 * noise, 0.008)) & (edged > _EDGED)
    open_[0] = False
    return np.asarray(open_[pieces])
