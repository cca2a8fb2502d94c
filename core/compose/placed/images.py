"""Pictures that a page places: colour pictures by their number, one-bit masks as outlines in their paint."""

from __future__ import annotations

from typing import Any

from core.colour.inks import Spot
from core.compose.drawlist import DrawImage, PdfImage
from core.compose.placed import samples
from core.compose.placed.colours import Space, Tinted
from core.compose.placed.inline import as_stream, joined
from core.compose.placed.objects import SLIPS, filters, get, identity
from core.compose.placed.painting import Painter
from core.compose.placed.pictures import stencil
from core.compose.placed.run import FARTHEST, Run
from core.compose.placed.stencils import traced
from core.geometry import Box, Path

_MOST_TRIED = 4_000_000  # pixels; of larger ones only the head is looked at
_SMALLEST = 1e-12  # mm2
_UNIT = Path.rectangle(Box(0, 0, 1, 1))


class Placing:
    """Places pictures on the unit square of a run's state."""

    def __init__(self, run: Run, painter: Painter) -> None:
        self._run, self._painter = run, painter
        self._inline = 0

    def picture(self, given: Any) -> None:
        """An image XObject."""
        key = identity(given)
        if key is None:
            raise ValueError("a picture without a number")
        self._place(given, key[0])

    def inline(self, picture: dict[str, Any], data: bytes) -> None:
        """An inline image; each that is met counts, whether it is drawn or not."""
        number = joined(self._run.frame.owner, self._inline)
        self._inline += 1
        self._place(as_stream(self._run.reading.pdf, picture, data), number)

    def _place(self, given: Any, number: int) -> None:
        run = self._run
        box = _UNIT.transformed(run.state.ctm).bounds
        if run.hidden or abs(run.state.ctm.determinant) < _SMALLEST:
            return
        if max(map(abs, box)) > FARTHEST:
            run.note("far", "Something lies far off the page and is left out")
            return
        try:
            width, height = samples.dimensions(given)
            if samples.is_mask(given):
                self._mask(given, number)
                return
            space = self._space(given)
            if width * height <= _MOST_TRIED or filters(given)[-1:] == ["JBIG2Decode"]:
                samples.read(given, run.reading.spaces, run.frame.resources)
        except SLIPS as error:
            what = " ".join(str(error).split())[:80]
            run.note("image-damaged", f"A picture cannot be read and is left out ({what})", box)
            return
        self._tell(space, box)
        self._emit(number)

    def _emit(self, number: int) -> None:
        state = self._run.state
        self._run.emit([DrawImage(PdfImage(self._run.reading.asset, number), state.ctm)], state.fill_alpha)

    def _space(self, given: Any) -> Space | None:
        found = get(given, "ColorSpace")
        return None if found is None else self._run.reading.spaces.find(found, self._run.frame.resources)

    def _tell(self, space: Space | None, box: Box) -> None:
        for code, text in space.codes if space is not None else ():
            self._run.note(code, f"{text} in a picture", box)
        if isinstance(space, Tinted) and not space.only_process:
            names = ", ".join(spot.name for spot in space.spots if spot is not None)
            self._run.note("spot-image", f"A picture in the spot {names[:80]} is printed in process inks", box)

    def _mask(self, given: Any, number: int) -> None:
        run = self._run
        path = traced(stencil(given))
        if path is not None:
            if path.commands:
                self._painter.paint(path.transformed(run.state.ctm), "nonzero", False)
            return
        box = _UNIT.transformed(run.state.ctm).bounds
        paint = run.state.fill
        ink = run.reading.palette.ink(paint.inks[0]) if paint.inks else None
        if isinstance(ink, Spot) or len(paint.inks) > 1 or paint.pattern is not None:
            run.note("spot-image", "A fine one-bit picture in a spot or pattern is printed in process inks", box)
        for code, text in paint.codes:
            run.note(code, text, box)
        source = PdfImage(run.reading.asset, number, ink)
        run.emit([DrawImage(source, run.state.ctm)], run.state.fill_alpha)
