"""Reportlab's canvas with what a print page needs beyond it: millimetres, layers, and things named but written later.

Reportlab writes colours, paths, clips and graphics states. It knows no optional content and holds every picture in
memory, so those are only named in the content here; :mod:`core.press.finish` says what the names mean.
"""

from __future__ import annotations

import io
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from core.geometry import Affine, Box, Close, CurveTo, LineTo, MoveTo, Path
from core.units import POINTS_PER_MM

_FONT, _FONT_FILE = "DieloomVera", "Vera.ttf"  # comes with reportlab
_FILL_RULES = {"evenodd": 0, "nonzero": 1}


class PressCanvas(Canvas):
    """A canvas that refuses RGB and has no built-in (never embedded) font on its pages."""

    _code: list[str]

    def __init__(self) -> None:
        _register_font()
        self._out = io.BytesIO()
        options: dict[str, Any] = {"initialFontName": _FONT, "enforceColorSpace": "sep_cmyk"}
        super().__init__(self._out, pageCompression=0, invariant=1, **options)

    def begin_page(self, media: Box) -> None:
        """A page of this size, drawn on in millimetres of the drawing."""
        self.setPageSize((media.width * POINTS_PER_MM, media.height * POINTS_PER_MM))
        self.scale(POINTS_PER_MM, POINTS_PER_MM)
        self.translate(-media.x0, -media.y0)

    def outline(self, path: Path, *, fill: bool = False, stroke: bool = False, rule: str = "nonzero") -> None:
        self.drawPath(self._path(path), stroke=int(stroke), fill=int(fill), fillMode=_FILL_RULES[rule])

    def clip(self, path: Path) -> None:
        """Nothing outside ``path`` is drawn until the state is restored; nothing at all for an empty path."""
        self.clipPath(self._path(path if path.commands else Path.rectangle(Box(0, 0, 0, 0))), stroke=0, fillMode=1)

    def overprint(self) -> None:
        """What follows leaves the plates alone that it puts nothing on (ISO 32000-1, 8.6.7)."""
        self.setStrokeOverprint(True)
        self.setFillOverprint(True)
        self.setOverprintMask(True)

    def begin_layer(self, name: str) -> None:
        self._code.append(f"/OC /{name} BDC")

    def end_layer(self) -> None:
        self._code.append("EMC")

    def place(self, name: str, matrix: Affine | None = None) -> None:
        """Show a form, or a picture on the image of the unit square."""
        self.saveState()
        if matrix is not None:
            self.transform(*matrix)
        self._code.append(f"/{name} Do")
        self.restoreState()

    def finished(self) -> bytes:
        """The whole file as reportlab makes it."""
        self.save()
        return self._out.getvalue()

    def _path(self, path: Path) -> PDFPathObject:
        drawn = self.beginPath()
        for command in path.commands:
            match command:
                case MoveTo(end):
                    drawn.moveTo(*end)
                case LineTo(end):
                    drawn.lineTo(*end)
                case CurveTo(control1, control2, end):
                    drawn.curveTo(*control1, *control2, *end)
                case Close():
                    drawn.close()
        return drawn


def _register_font() -> None:
    """A TrueType font to begin with: reportlab names it nowhere until text is set, and ours is all outlines."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, _FONT_FILE))
