"""The picture's own texture copied into a hole, patch by patch, so that all of it agrees.

Coarse to fine, each patch about the hole is matched to the nearest whole patch of the surroundings, and the hole is
painted by the vote of the patches that overlap there, again and again (Wexler, Shechtman, Irani 2007). Matches are
found as in PatchMatch (Barnes et al. 2009): neighbours pass theirs on, and chance tries others, here for all patches
at once. Patches are compared by their principal components. Chance is a function of the level alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from core.imaging.mending.network import spread
from core.jobs import Progress

Colours = NDArray[np.float32]
Where = NDArray[np.bool_]
Numbers = NDArray[np.intp]

RADIUS = 3
_SIDE = 2 * RADIUS + 1
_COMPONENTS = 16
_SAMPLES = 3000  # patches from which the components are taken
_JUMPS = (8, 4, 2, 1)
_KEEP = 0.9  # how much nearer a chance match must be than a neighbour's: coherent copies show no grain
_FADE = 1.15  # trust in a patch falls by this for each pixel from the edge of the hole
_BUSY = 24.0  # what a step of busyness counts beside the colours of a patch
_BUSY_PX = 8
_CHUNK = 1 << 22  # distances at once


@dataclass(frozen=True, eq=False)
class Scene:
    """``colours`` [H, W, 3], any scale; ``hole``: to be painted; ``usable``: known, and fit to be copied. What is
    neither is looked at by none. ``busy`` [H, W]: how much the colours change about a pixel."""

    colours: Colours
    hole: Where
    usable: Where
    busy: Colours

    @staticmethod
    def of(colours: Colours, hole: Where, usable: Where) -> Scene:
        """A scene whose hole is as busy as what is around it."""
        return Scene(colours, hole, usable, _busy(colours, usable))

    def halved(self) -> Scene:
        """Half as large; both sides are even. A hole grows to whole pixels, what is usable shrinks to them."""
        height, width = self.hole.shape
        squares = (height // 2, 2, width // 2, 2)
        weight = (~self.hole).reshape(squares).astype(np.float32)
        total = weight.sum((1, 3))
        colours = self.colours.reshape(*squares, 3)
        known = (colours * weight[..., None]).sum((1, 3)) / np.maximum(total, 1)[..., None]
        colours = np.where(total[..., None] > 0, known, colours.mean((1, 3)))
        return Scene(
            colours.astype(np.float32),
            np.asarray(self.hole.reshape(squares).any((1, 3))),
            np.asarray(self.usable.reshape(squares).all((1, 3))),
            np.asarray(self.busy.reshape(squares).mean((1, 3))),
        )


def grown(area: Where, radius: int) -> Where:
    """``area`` and what is within ``radius`` px of it, along both axes."""
    square = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return cv2.dilate(area.astype(np.uint8), square, borderType=cv2.BORDER_CONSTANT, borderValue=0) > 0


def whole(usable: Where) -> Where:
    """Where a patch lies in ``usable`` entirely."""
    square = np.ones((_SIDE, _SIDE), np.uint8)
    return cv2.erode(usable.astype(np.uint8), square, borderType=cv2.BORDER_CONSTANT, borderValue=0) > 0


class Matches:
    """For each patch that touches the hole, how far away its likeness stands: ``down`` and ``right``, [targets]."""

    def __init__(self, scene: Scene, seed: int) -> None:
        self._scene, self._chance = scene, np.random.Generator(np.random.Philox(seed))
        self._height, self._width = scene.hole.shape
        self._whole = whole(scene.usable)
        self._sources = np.flatnonzero(self._whole)
        self.targets = np.flatnonzero(grown(scene.hole, RADIUS))
        self._y, self._x = np.divmod(self.targets, self._width)
        self._number = np.full(scene.hole.size, -1)
        self._number[self.targets] = np.arange(len(self.targets))
        self.down, self.right = np.zeros_like(self._y), np.zeros_like(self._x)
        self._basis = _basis(scene.colours, self._sources)
        self._counted = np.column_stack([scene.colours.reshape(-1, 3), np.ones(scene.hole.size, np.float32)])
        self._busy = scene.busy.ravel() * np.float32(_BUSY)
        self._all = np.column_stack([self._described(scene.colours), self._busy])
        self._mine = self._all[self.targets]
        self._far = np.full(len(self.targets), np.inf, np.float32)
        inside = cv2.distanceTransform(scene.hole.astype(np.uint8), cv2.DIST_L2, 3).ravel()
        self._trust = (_FADE ** -inside[self.targets]).astype(np.float32)

    # Where they are

    def nearest(self, colours: Colours, progress: Progress) -> None:
        """Match every patch of ``colours`` to the nearest of all: for small scenes."""
        self.look(colours)
        sources = self._all[self._sources]
        lengths = (sources**2).sum(1)
        step = max(_CHUNK // len(sources), 1)
        for start in range(0, len(self.targets), step):
            progress.check()
            part = slice(start, start + step)
            best = self._sources[(lengths - 2 * self._mine[part] @ sources.T).argmin(1)]
            self._set(np.arange(len(self.targets))[part], best)
        self._measure()

    def take(self, coarse: Matches) -> None:
        """Begin with the matches of the scene half as large."""
        parents = coarse._number[(self._y // 2) * coarse._width + self._x // 2]
        self.down, self.right = 2 * coarse.down[parents], 2 * coarse.right[parents]
        self._measure()
        self._mend()

    def take_shifts(self, down: NDArray[np.integer], right: NDArray[np.integer]) -> None:
        """Begin with a given shift for every pixel, [H, W] each."""
        self.down = down.ravel()[self.targets].astype(np.intp)
        self.right = right.ravel()[self.targets].astype(np.intp)
        self._measure()
        self._mend()

    def _mend(self) -> None:
        lost = np.flatnonzero(np.isinf(self._far))
        self._set(lost, self._chance.choice(self._sources, len(lost)))
        self._measure()

    def _set(self, which: Numbers, sources: Numbers) -> None:
        y, x = np.divmod(sources, self._width)
        self.down[which], self.right[which] = y - self._y[which], x - self._x[which]

    # How near they are

    def look(self, colours: Colours) -> None:
        """Take ``colours`` [H, W, 3] for what the patches about the hole show."""
        rows, columns = self._y, self._x
        top, left = max(rows.min() - RADIUS, 0), max(columns.min() - RADIUS, 0)
        piece = colours[top : rows.max() + RADIUS + 1, left : columns.max() + RADIUS + 1]
        described = self._described(piece)
        self._mine[:, :-1] = described[(rows - top) * piece.shape[1] + columns - left]
        self._measure()

    def _described(self, colours: Colours) -> Colours:
        """[H W, components]; beyond the edge a picture is as at its edge."""
        picture = torch.from_numpy(np.ascontiguousarray(colours.transpose(2, 0, 1)))[None]
        made = F.conv2d(F.pad(picture, (RADIUS,) * 4, mode="replicate"), self._basis)
        return np.ascontiguousarray(made[0].permute(1, 2, 0).reshape(-1, made.shape[1]).numpy())

    def _distance(self, down: Numbers, right: Numbers) -> Colours:
        """Of every target to the patch so far away, infinite where that is no source."""
        y, x = self._y + down, self._x + right
        valid = (y >= 0) & (y < self._height) & (x >= 0) & (x < self._width)
        place = np.where(valid, y * self._width + x, 0)
        valid &= self._whole.ravel()[place]
        which = np.flatnonzero(valid)
        far = np.full(len(self.targets), np.inf, np.float32)
        gap = self._all[place[which]] - self._mine[which]
        far[which] = np.einsum("nc,nc->n", gap, gap)
        return far

    def _measure(self) -> None:
        self._far = self._distance(self.down, self.right)

    def _try(self, down: Numbers, right: Numbers, favour: float = 1.0) -> None:
        """Take the matches so far away where they are nearer, or would be if ``favour`` times as near."""
        far = self._distance(down, right)
        better = far * favour < self._far
        self.down[better], self.right[better], self._far[better] = down[better], right[better], far[better]

    # How they improve

    def improve(self, shifts: list[tuple[int, int]], progress: Progress) -> None:
        """One round: what neighbours have, what chance finds near by and far, and the given shifts."""
        for jump in _JUMPS:
            for dy, dx in ((-jump, 0), (jump, 0), (0, -jump), (0, jump)):
                progress.check()
                y, x = self._y + dy, self._x + dx
                inside = (y >= 0) & (y < self._height) & (x >= 0) & (x < self._width)
                other = self._number[np.where(inside, y * self._width + x, 0)]
                other = np.where(inside & (other >= 0), other, np.arange(len(other)))
                self._try(self.down[other], self.right[other], _KEEP)
        for down, right in shifts:
            progress.check()
            self._try(np.full_like(self.down, down), np.full_like(self.right, right))
        radius = max(self._height, self._width) // 2
        while radius >= 1:
            progress.check()
            step = self._chance.integers(-radius, radius + 1, (2, len(self.targets)))
            self._try(self.down + step[0], self.right + step[1])
            radius //= 4

    # What they paint

    def vote(self, colours: Colours, progress: Progress) -> Colours:
        """``colours`` with the hole painted by the mean of the patches that overlap there, near ones foremost."""
        limit = max(float(np.percentile(self._far, 75)), 1e-9)
        weight = self._trust * np.exp(-self._far / (2 * limit)) + 1e-9
        total = np.zeros((self._height * self._width, 4), np.float32)
        hole = self._scene.hole.ravel()
        for dy in range(-RADIUS, RADIUS + 1):
            progress.check()
            for dx in range(-RADIUS, RADIUS + 1):
                y, x = self._y + dy, self._x + dx
                inside = (y >= 0) & (y < self._height) & (x >= 0) & (x < self._width)
                place = np.where(inside, y * self._width + x, 0)
                which = np.flatnonzero(inside & hole[place])
                source = (y[which] + self.down[which]) * self._width + x[which] + self.right[which]
                total[place[which]] += weight[which, None] * self._counted[source]
        made = colours.reshape(-1, 3).copy()
        made[hole] = total[hole, :3] / total[hole, 3:]
        return made.reshape(colours.shape)

    def maps(self) -> tuple[Numbers, Numbers]:
        """The shift of every pixel about the hole, [H, W] each; 0 elsewhere."""
        down, right = np.zeros((2, self._height * self._width), np.intp)
        down[self.targets], right[self.targets] = self.down, self.right
        return down.reshape(self._scene.hole.shape), right.reshape(self._scene.hole.shape)


def _busy(colours: Colours, usable: Where) -> Colours:
    """How much the colours change about each pixel: without it, matches drift to calm places, which are like all
    (Newson et al. 2017). Pixels that are not usable take it from around them."""
    grey = colours.mean(2)
    steps = np.abs(np.diff(grey, axis=0, prepend=grey[:1])) + np.abs(np.diff(grey, axis=1, prepend=grey[:, :1]))
    known = (cv2.erode(usable.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=0)).astype(np.float32)
    square = (2 * _BUSY_PX + 1,) * 2
    share = np.asarray(cv2.boxFilter(known, -1, square))
    mean = np.asarray(cv2.boxFilter(steps * known, -1, square)) / np.maximum(share, 1e-6)
    lost = torch.from_numpy((share < 0.1).astype(np.float32))[None, None]
    spreaded = spread(torch.from_numpy(mean.astype(np.float32))[None, None], lost)
    return np.asarray(spreaded[0, 0].numpy(), np.float32)


def _basis(colours: Colours, sources: Numbers) -> torch.Tensor:
    """[components, 3, side, side]: the directions in which patches of the sources differ most."""
    width = colours.shape[1]
    some = sources[np.linspace(0, len(sources) - 1, min(_SAMPLES, len(sources))).astype(np.intp)]
    y, x = np.divmod(some, width)
    reach = np.arange(-RADIUS, RADIUS + 1)
    patches = colours[(y[:, None] + reach)[:, :, None], (x[:, None] + reach)[:, None, :]].reshape(len(some), -1)
    _, directions = np.linalg.eigh(np.cov(patches.T))
    kept = directions[:, ::-1][:, :_COMPONENTS].T.reshape(-1, _SIDE, _SIDE, 3).transpose(0, 3, 1, 2)
    return torch.from_numpy(np.ascontiguousarray(kept, np.float32))
