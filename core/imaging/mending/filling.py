"""One hole filled in its window: a guess, the repeats of a pattern, the picture's texture, and light that joins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch

from core.gan.interrupt import Interruptible
from core.imaging.mending.blending import blend
from core.imaging.mending.network import REACH_PX, STRIDE, mend_net
from core.imaging.mending.patches import Colours, Matches, Numbers, Scene, Where, whole
from core.imaging.mending.shifts import Shift, find_shifts, repeated
from core.jobs import Progress

Guess = Callable[[Scene, Progress], Colours]
"""The colours of a scene with its hole filled, [H, W, 3] in 0..1 as the scene's."""

ALIGN = 16
"""A scene's sides are multiples of this, so that it can be halved four times."""

_START_PX = 32  # how wide the hole is where patches are first matched
_ROUNDS = (3, 4, 6, 8, 8)  # of voting, finest level first
_SHIFTS = 10
_LEAST_COVER = 0.25
_SOFT_PX = 1.5
_LEAST_SOURCES = 100


@dataclass(frozen=True, eq=False)
class Filled:
    """``colours`` [H, W, 3]; the shift (down, right), [H, W] each, that each pixel in and about the hole was copied by,
    or None where there was too little to copy; and what was added to the copies, [H, W, 3]."""

    colours: Colours
    shifts: tuple[Numbers, Numbers] | None
    light: Colours


def fill(scene: Scene, progress: Progress, guess: Guess | None = None) -> Filled:
    """``scene`` with its hole filled. Where a pattern repeats it goes on; else ``guess`` (the program's network) says
    roughly what belongs there, and the scene's own patches show it. Raises Cancelled."""
    guess = guess or network_guess
    scenes = _halvings(scene)
    if not _sourced(scene):
        colours = _guessed(scenes, guess, 0, progress)
        return Filled(colours, None, np.zeros_like(colours))
    shifts = find_shifts(scene, _SHIFTS, _LEAST_COVER, progress)
    progress.report(0.1)
    level, matches, colours = _start(scenes, shifts, guess, progress)
    shares = [4.0**-each / sum(4.0**-one for one in range(level + 1)) for each in range(level + 1)]
    done = 0.2
    while True:
        for number in range(_ROUNDS[level]):
            progress.report(done + 0.7 * shares[level] * number / _ROUNDS[level])
            matches.look(colours)
            matches.improve(_at(shifts, level), progress)
            colours = matches.vote(colours, progress)
        if level == 0:
            return _joined(scene, matches, progress.part(0.9, 1.0))
        done += 0.7 * shares[level]
        level -= 1
        coarse, matches = matches, Matches(scenes[level], level)
        matches.take(coarse)
        colours = matches.vote(scenes[level].colours, progress)


def _start(
    scenes: Sequence[Scene], shifts: Sequence[Shift], guess: Guess, progress: Progress
) -> tuple[int, Matches, Colours]:
    """The level of ``scenes`` to begin at, its matches, and its colours as they paint them."""
    repeats = repeated(scenes[0], shifts)
    if repeats is not None:
        matches = Matches(scenes[0], 0)
        matches.take_shifts(*repeats)
        return 0, matches, matches.vote(scenes[0].colours, progress)
    # One piece of the picture that fills all of the hole keeps its drawing, which patches would lose.
    likest = find_shifts(scenes[0], 1, 0.99, progress, _guessed(scenes, guess, 0, progress))
    if likest and _sourced(scenes[1]):
        matches = Matches(scenes[1], 1)
        whole_hole = np.ones(scenes[1].hole.shape, np.intp)
        matches.take_shifts(likest[0].down // 2 * whole_hole, likest[0].right // 2 * whole_hole)
        return 1, matches, matches.vote(scenes[1].colours, progress)
    level = _first_level(scenes)
    matches, colours = Matches(scenes[level], level), _guessed(scenes, guess, level, progress)
    matches.nearest(colours, progress)
    return level, matches, colours


def _joined(scene: Scene, matches: Matches, progress: Progress) -> Filled:
    """The copies themselves, with the steps of light that they have, joined."""
    down, right = matches.maps()
    height, width = scene.hole.shape
    box = _box(scene.hole)
    y = np.arange(height)[box[0], None] + down[box]
    x = np.arange(width)[None, box[1]] + right[box]

    def copied(dy: int, dx: int) -> Colours:
        made: Colours = scene.colours[(y + dy).clip(0, height - 1), (x + dx).clip(0, width - 1)]
        return made

    here, half = copied(0, 0), np.float32(0.5)
    below = (copied(1, 0)[:-1] - here[:-1] + here[1:] - copied(-1, 0)[1:]) * half
    across = (copied(0, 1)[:, :-1] - here[:, :-1] + here[:, 1:] - copied(0, -1)[:, 1:]) * half
    colours, light = scene.colours.copy(), np.zeros_like(scene.colours)
    colours[box] = blend(scene.colours[box], here, (below, across), scene.hole[box], progress)
    light[box] = colours[box] - here
    return Filled(colours, (down, right), light)


def _box(hole: Where) -> tuple[slice, slice]:
    """The rows and columns of the hole and one pixel about it."""
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    return slice(max(rows[0] - 1, 0), rows[-1] + 2), slice(max(columns[0] - 1, 0), columns[-1] + 2)


def _halvings(scene: Scene) -> list[Scene]:
    scenes = [scene]
    while len(scenes) < len(_ROUNDS):
        scenes.append(scenes[-1].halved())
    return scenes


def _sourced(scene: Scene) -> bool:
    return int(whole(scene.usable).sum()) >= _LEAST_SOURCES


def extent(scene: Scene) -> int:
    """How wide or tall the hole is, in px."""
    rows, columns = np.flatnonzero(scene.hole.any(1)), np.flatnonzero(scene.hole.any(0))
    return int(max(rows[-1] - rows[0], columns[-1] - columns[0])) + 1


def _first_level(scenes: Sequence[Scene]) -> int:
    """The finest at which the hole is small, or the coarsest before it that has patches to copy."""
    level = 0
    while extent(scenes[level]) > _START_PX and level + 1 < len(scenes) and _sourced(scenes[level + 1]):
        level += 1
    return level


def _at(shifts: Sequence[Shift], level: int) -> list[tuple[int, int]]:
    scale = 2**level
    return sorted({(round(each.down / scale), round(each.right / scale)) for each in shifts})


def _guessed(scenes: Sequence[Scene], guess: Guess, level: int, progress: Progress) -> Colours:
    """A guess made where the hole is as wide as the network was taught, at the size of ``scenes[level]``."""
    at = 0
    while extent(scenes[at]) > REACH_PX and at + 1 < len(scenes):
        at += 1
    colours = guess(scenes[at], progress)
    while at < level:
        height, width = colours.shape[:2]
        colours = colours.reshape(height // 2, 2, width // 2, 2, 3).mean((1, 3))
        at += 1
    while at > level:
        at -= 1
        colours = colours.repeat(2, 0).repeat(2, 1)
    scene = scenes[level]
    return np.where(scene.hole[..., None], colours, scene.colours).astype(np.float32)


def network_guess(scene: Scene, progress: Progress) -> Colours:
    """The program's own network's, without its grain: texture is the scene's part."""
    height, width = scene.hole.shape
    spare = (-height % STRIDE, -width % STRIDE)
    colours = np.pad(scene.colours, ((0, spare[0]), (0, spare[1]), (0, 0)), mode="edge")
    hole = np.pad(scene.hole, ((0, spare[0]), (0, spare[1])))
    with torch.inference_mode(), Interruptible(progress):
        picture = torch.from_numpy(colours).permute(2, 0, 1)[None] * 2.0 - 1.0
        made = mend_net()(picture, torch.from_numpy(hole)[None, None].float())
        shown = (made[0].permute(1, 2, 0).clamp(-1, 1) * 0.5 + 0.5).numpy()
    return np.asarray(cv2.GaussianBlur(shown, (0, 0), _SOFT_PX)[:height, :width], np.float32)
