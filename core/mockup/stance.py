"""How a pack stands for its portrait: the root panel is its front, unless its name says that it lies."""

from __future__ import annotations

import numpy as np

from core.dieline.outline import Outline
from core.mockup.plan import Array

STANDING_ON = {"bottom", "base", "floor"}  # words in the name of a root panel that the pack stands on
COVERING = {"top", "lid", "roof"}  # words in the name of a root panel that covers the pack


def stance(outline: Outline) -> Array:
    """[3, 3], the turn from the fold's own axes (the root in the plane z = 0) to a room with y up."""
    reads = np.radians(-round(np.degrees(np.arctan2(*_reading(outline)))))
    upright = np.array([[np.cos(reads), -np.sin(reads), 0], [np.sin(reads), np.cos(reads), 0], [0, 0, 1]])
    words = set(outline.root.split())
    # What reads up on a lying root points away from the viewer; its outside looks down, or up.
    if words & STANDING_ON:
        return np.asarray(np.array([[-1.0, 0, 0], [0, 0, -1], [0, -1, 0]]) @ upright)
    if words & COVERING:
        return np.asarray(np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]]) @ upright)
    return upright


def _reading(outline: Outline) -> tuple[float, float]:
    """The direction on the blank in which the root panel's print runs to the right: (b, a) of its frame."""
    frame = outline.panel(outline.root).frame
    return frame.b, frame.a
