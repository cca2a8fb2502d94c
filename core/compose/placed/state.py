"""The graphics state (ISO 32000-1, 8.4), as far as drawing operations depend on it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from core.colour.inks import Cmyk, Ink
from core.compose.drawlist import Cap, Join
from core.compose.placed.clips import Wrap
from core.compose.placed.colours import ALL, GREY, PaintCodes, Reach, Space
from core.geometry import Affine


@dataclass(frozen=True)
class Paint:
    """What fills or strokes: inks, or a pattern (which an uncoloured one paints in the inks)."""

    inks: tuple[Ink, ...] = (Cmyk(k=1),)
    reach: Reach = ALL
    sparse: bool = False
    codes: PaintCodes = ()
    pattern: Any = None


@dataclass
class TextState:
    """Parameters of text (9.3)."""

    font: Any = None
    size: float = 0.0
    character: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass
class State:
    """``ctm`` maps to millimetres; clips are outermost first."""

    ctm: Affine
    clips: tuple[Wrap, ...] = ()
    fill_space: Space = GREY
    fill: Paint = Paint()
    stroke_space: Space = GREY
    stroke: Paint = Paint()
    width: float = 1.0
    cap: Cap = "butt"
    join: Join = "mitre"
    mitre: float = 10.0
    dash: tuple[float, ...] = ()  # an even number of lengths
    phase: float = 0.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    mask: Any = None  # a SoftMask
    text: TextState = field(default_factory=TextState)

    def saved(self) -> State:
        """A copy that later changes leave alone."""
        found = copy.copy(self)
        found.text = copy.copy(self.text)
        return found
