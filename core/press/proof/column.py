"""A column of sections on the proof, one below the other; what does not fit any more is counted, not squeezed in."""

from __future__ import annotations

from core.colour.inks import Ink
from core.compose.drawlist import FillPath, Op, StrokePath
from core.geometry import Box, Path, Point
from core.press.lettering import GREY, caption, fitted, width_of, wrapped
from core.press.proof.texts import ProofTexts

HEADING, BODY = 7.0, 6.5  # points
ROW, GAP = 3.8, 2.9
SWATCH = 5.0
SAMPLE = 11.0
HAIR = 0.1
_BETWEEN = 2.0  # mm between what stands on the left of a row and on its right
_TURN = 3.1  # mm between the lines of one paragraph


class Column:
    """Draws from the upper edge of ``box`` down; ``kept`` mm above its lower edge are left to sections to come."""

    def __init__(self, box: Box, texts: ProofTexts, kept: float = 0.0) -> None:
        self.box, self.texts, self.kept = box, texts, kept
        self.ops: list[Op] = []
        self._y = box.y1

    def down(self, height: float) -> float:
        """Use up ``height``; gives the lower edge."""
        self._y -= height
        return self._y

    def fits(self, height: float) -> bool:
        """Whether so much may be used up, and a row to say how much did not fit."""
        return self._y - height - ROW >= self.box.y0 + self.kept

    def gap(self) -> None:
        self._y -= GAP

    def heading(self, title: str, aside: str = "") -> None:
        y = self.down(ROW - 1)
        self.ops += caption(title.upper(), Point(self.box.x0, y), HEADING, bold=True)
        self.ops += caption(aside, Point(self.box.x1, y), BODY - 0.5, ink=GREY, align="right")
        self.ops.append(StrokePath(Path.line(Point(self.box.x0, y - 1.3), Point(self.box.x1, y - 1.3)), GREY, HAIR))
        self._y -= 2.0

    def fact(self, name: str, value: str) -> None:
        """A name on the left, its value on the right."""
        y = self.down(ROW)
        self.ops += caption(name, Point(self.box.x0, y), BODY, ink=GREY)
        room = self.box.width - width_of(name, BODY) - _BETWEEN
        self.ops += caption(fitted(value, room, BODY), Point(self.box.x1, y), BODY, align="right")

    def pair(self, name: str, value: str, indent: float = 0.0) -> None:
        """A name that matters on the left, what is known of it on the right."""
        y = self.down(ROW)
        room = self.box.width - indent
        value = fitted(value, room * 0.72, BODY)
        name = fitted(name, room - width_of(value, BODY) - _BETWEEN, BODY)
        self.ops += caption(name, Point(self.box.x0 + indent, y), BODY)
        self.ops += caption(value, Point(self.box.x1, y), BODY, ink=GREY, align="right")

    def note(self, words: str) -> None:
        self.ops += caption(fitted(words, self.box.width, BODY), Point(self.box.x0, self.down(ROW)), BODY, ink=GREY)

    def paragraph(self, words: str, mark: Ink) -> None:
        """At most two lines behind a square of a colour."""
        lines = wrapped(words, self.box.width - 3, BODY)
        if len(lines) > 2:
            lines = [lines[0], fitted(" ".join(lines[1:]), self.box.width - 3, BODY)]
        y = self.down(ROW)
        self.ops.append(FillPath(Path.rectangle(Box(self.box.x0, y + 0.1, self.box.x0 + 1.6, y + 1.7)), mark))
        self.ops += caption(lines[0], Point(self.box.x0 + 3, y), BODY)
        for line in lines[1:]:
            self.ops += caption(line, Point(self.box.x0 + 3, self.down(_TURN)), BODY)

    def more(self, count: int) -> None:
        """How many did not fit any more."""
        self.note(self.texts.more.format(count=count))

    def swatch(self, box: Box, ink: Ink) -> None:
        self.ops += [FillPath(Path.rectangle(box), ink), StrokePath(Path.rectangle(box), GREY, HAIR)]

    def sample(self, sample: FillPath | StrokePath, y: float) -> None:
        """How a line of the die looks, its middle at ``y``."""
        x = self.box.x0
        if isinstance(sample, FillPath):
            self.swatch(Box(x, y - 1.2, x + SAMPLE, y + 1.2), sample.ink)
            return
        line = Path.line(Point(x, y), Point(x + SAMPLE, y))
        self.ops.append(StrokePath(line, sample.ink, max(sample.width, 0.25), sample.dash))
