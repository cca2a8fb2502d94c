"""How a pack stands for its portrait: the root panel is its front, unless it is what the pack stands on."""

from __future__ import annotations

import numpy as np

from core.dieline.outline import Outline
from core.mockup.plan import Array

LYING = ("bottom", "base")  # a root panel with such a word in its name is what the pack stands on


def stance(outline: Outline) -> Array:
    """[3, 3], the turn from the fold's own axes (the root in the plane z = 0) to a room with y up."""
    reads = np.radians(-round(np.degrees(np.arctan2(*_reading(outline)))))
    upright = np.array([[np.cos(reads), -np.sin(reads), 0], [np.sin(reads), np.cos(reads), 0], [0, 0, 1]])
    if any(word in outline.root.split() for word in LYING):
        # Its outside looks down, and what reads up on it points away from the viewer.
        upright = np.array([[-1.0, 0, 0], [0, 0, -1], [0, -1, 0]]) @ upright
    return upright


def _reading(outline: Outline) -> tuple[float, float]:
    """The direction on the blank in which the root panel's print runs to the right: (b, a) of its frame."""
    frame = outline.panel(outline.root).frame
    return frame.b, frame.a
