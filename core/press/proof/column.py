"""The columns of sections on a proof: what does not fit goes on in the next column, and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

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
_HEADING = ROW + 1  # mm that a heading uses up
_TOGETHER = 4  # lines of a paragraph that begin in one column


class Column:
    """Draws from the upper edge of the first of ``boxes`` down, and goes on in the next when that is full.

    ``boxes`` never ends; ``parts`` holds the operations of each box that was begun.
    """

    def __init__(self, boxes: Iterator[Box], texts: ProofTexts) -> None:
        self.texts, self._boxes = texts, boxes
        self.parts: list[list[Op]] = []
        self._title = ""
        self.turn()

    def turn(self) -> None:
        """Go on in the next box; a section that is not at its end says again what it is."""
        self.box = next(self._boxes)
        self.ops: list[Op] = []
        self.parts.append(self.ops)
        self._y = self.box.y1
        if self._title:
            self._head(self.texts.continued.format(section=self._title))

    def down(self, height: float) -> float:
        """Use up ``height``; gives the lower edge."""
        self._y -= height
        return self._y

    def room(self, height: float) -> None:
        """See that ``height`` can be used up, here or in the next box."""
        if self._y - height < self.box.y0:
            self.turn()

    def gap(self) -> None:
        """The end of a section."""
        self._title = ""
        self._y -= GAP

    def heading(self, title: str, aside: str = "", first: float = ROW) -> None:
        """Begin a section where there is room for the heading and the ``first`` mm below it."""
        self._title = ""
        self.room(_HEADING + first)
        self._title = title.upper()
        self._head(self._title, aside)

    def _head(self, title: str, aside: str = "") -> None:
        y = self.down(ROW - 1)
        self.ops += caption(title, Point(self.box.x0, y), HEADING, bold=True)
        self.ops += caption(aside, Point(self.box.x1, y), BODY - 0.5, ink=GREY, align="right")
        self.ops.append(StrokePath(Path.line(Point(self.box.x0, y - 1.3), Point(self.box.x1, y - 1.3)), GREY, HAIR))
        self._y -= 2.0

    def fact(self, name: str, value: str) -> None:
        """A name on the left, its value on the right."""
        self.room(ROW)
        y = self.down(ROW)
        self.ops += caption(name, Point(self.box.x0, y), BODY, ink=GREY)
        room = self.box.width - width_of(name, BODY) - _BETWEEN
        self.ops += caption(fitted(value, room, BODY), Point(self.box.x1, y), BODY, align="right")

    def pair(self, name: str, value: str, indent: float = 0.0) -> None:
        """A name that matters on the left, in as many lines as it needs; what is known of it on the right."""
        room = self.box.width - indent
        value = fitted(value, room * 0.72, BODY)
        beside = room - width_of(value, BODY) - _BETWEEN
        lines = [name] if width_of(name, BODY) <= beside else wrapped(name, room, BODY)
        if width_of(lines[-1], BODY) > beside:
            lines.append("")
        for number, line in enumerate(lines):
            height = _TURN if number else ROW
            self.room(height)
            y = self.down(height)
            self.ops += caption(line, Point(self.box.x0 + indent, y), BODY)
        self.ops += caption(value, Point(self.box.x1, y), BODY, ink=GREY, align="right")

    def note(self, words: str) -> None:
        self.room(ROW)
        self.ops += caption(fitted(words, self.box.width, BODY), Point(self.box.x0, self.down(ROW)), BODY, ink=GREY)

    def paragraph(self, words: str, mark: Ink) -> None:
        """Lines behind a square of a colour."""
        lines = wrapped(words, self.box.width - 3, BODY)
        self.room(ROW + _TURN * min(len(lines) - 1, _TOGETHER))
        y = self.down(ROW)
        self.ops.append(FillPath(Path.rectangle(Box(self.box.x0, y + 0.1, self.box.x0 + 1.6, y + 1.7)), mark))
        self.ops += caption(lines[0], Point(self.box.x0 + 3, y), BODY)
        for line in lines[1:]:
            self.room(_TURN)
            y = self.down(_TURN)
            self.ops += caption(line, Point(self.box.x0 + 3, y), BODY)

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
