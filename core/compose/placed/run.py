"""What the operators of one content stream share while it is played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import pikepdf

from core.colour.inks import Ink
from core.compose.drawlist import Op
from core.compose.placed.canvas import Canvas, Palette
from core.compose.placed.clips import Context, Wrap, clip_box, empty
from core.compose.placed.colours import Spaces
from core.compose.placed.layers import Layers
from core.compose.placed.notes import Notes
from core.compose.placed.state import State
from core.errors import DieloomError
from core.geometry import Affine, Box
from core.jobs import Progress

MOST_OPERATORS = 2_000_000
MOST_DEPTH = 30
FARTHEST = 1e6  # mm from the corner of the page
MOST_TRANSLUCENT = 8  # groups with an opacity, one in another
_CHECK_EVERY = 2000
_STREAM_WEIGHT = 100  # of operators: forms that call forms multiply, and 20 000 on a page are more than a file needs

Handler = Callable[..., None]
Operators = dict[str, tuple[Handler, int | None]]
"""By operator: what it does, and how many numbers it takes; None for operands of other kinds, given as a list."""


@dataclass(frozen=True)
class PlacedText:
    """Text as it is found: one piece for what one font sets in one go. ``box`` bounds its letters, mm; ``overprint``
    is that of its fill."""

    box: Box
    size_pt: float
    font: str
    embedded: bool
    inks: tuple[Ink, ...] = ()
    overprint: bool = False


@dataclass
class Reading:
    """One page being read: what all of its content streams share."""

    pdf: pikepdf.Pdf
    asset: str
    media: Box
    notes: Notes
    layers: Layers
    progress: Progress
    palette: Palette
    spaces: Spaces = field(default_factory=Spaces)
    fonts: dict[Any, Any] = field(default_factory=dict)
    cells: dict[Any, tuple[Op, ...]] = field(default_factory=dict)
    contents: dict[Any, bytes] = field(default_factory=dict)
    texts: list[PlacedText] = field(default_factory=list)
    operators: int = 0

    def count(self, weight: int = 1) -> None:
        """Raises DieloomError beyond the limit of operators, Cancelled when asked to stop."""
        self.operators += weight
        if self.operators // _CHECK_EVERY != (self.operators - weight) // _CHECK_EVERY:
            self.progress.report(self.operators / MOST_OPERATORS, "Reading the page")
        if self.operators > MOST_OPERATORS:
            raise DieloomError(
                f"The page of the PDF has more than {MOST_OPERATORS // 10**6} million instructions.",
                "Place a picture of it instead.",
            )


@dataclass(frozen=True)
class Frame:
    """Where a content stream stands. ``base`` is its space (mm), which patterns refer to; ``owner`` is the number of
    the object that it belongs to; ``callers`` are the streams around it; ``repeats`` is how often it is shown.
    """

    resources: Any
    base: Affine
    owner: int
    callers: tuple[Any, ...] = ()
    layers: Context = ()
    coloured: bool = True
    repeats: int = 1
    translucent: int = 0

    def within(self, resources: Any, base: Affine, owner: int, key: Any) -> Frame:
        return replace(
            self,
            resources=self.resources if resources is None else resources,
            base=base,
            owner=owner,
            callers=(*self.callers, key),
        )


class Play(Protocol):
    """Plays a content stream on a canvas."""

    def __call__(self, reading: Reading, canvas: Canvas, frame: Frame, state: State, data: bytes) -> None: ...


@dataclass
class Run:
    """One content stream while it is played."""

    reading: Reading
    canvas: Canvas
    frame: Frame
    state: State
    play: Play
    hidden: int = 0
    marked: tuple[Wrap, ...] = ()
    locked: bool = False  # an uncoloured pattern or glyph: colours are those of the caller

    def note(self, code: str, text: str, box: Box | None = None) -> None:
        if not self.hidden:
            self.reading.notes.add(code, text, box)

    def emit(self, ops: Sequence[Op], opacity: float = 1.0) -> None:
        """Draw within the clips and layers of the moment, the operations as one where they are translucent."""
        if not ops or self.hidden or empty(self.state.clips):
            return
        mask = self.state.mask
        if mask is not None:
            masked = mask.applied(ops)
            if masked is None:
                self.note("soft-mask", "A soft mask is left out: what it fades is drawn whole", self.visible)
            ops, opacity = ops if masked is None else masked, opacity * mask.opacity
        if opacity > 0:
            self.canvas.add((*self.frame.layers, *self.marked, *self.state.clips), list(ops), min(opacity, 1.0))

    @property
    def visible(self) -> Box:
        """A box that holds all that may show."""
        found = clip_box(self.state.clips)
        return self.reading.media if found is None else found

    def deeper(self, key: Any) -> bool:
        """Whether another stream may be played from here; says so when not. That is counted, too: forms that call each
        other end at the depth far more often than they are played.
        """
        self.reading.count(_STREAM_WEIGHT)
        if key in self.frame.callers:
            self.note("deep", "A part of the page contains itself and is left out")
        elif len(self.frame.callers) >= MOST_DEPTH:
            self.note("deep", f"Parts lie more than {MOST_DEPTH} deep in each other and are left out")
        else:
            return True
        return False
