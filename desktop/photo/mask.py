"""A mask that is painted over a picture: a bitmap of the picture's proportions, drawn on in places of the sheet."""

from __future__ import annotations

import base64

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from core.geometry import Affine
from desktop.canvas.painter import transform_of

LONGEST_PX = 1024  # of a mask: finer than any stroke, and it is written into the document
BACK = 24  # strokes that can be taken back
QUICK = 80  # Qt's quality of a PNG: a sixth larger than the smallest, written twenty times as fast


class PaintedMask:
    """Straight lines with round ends, in one colour, on clear ground.

    ``matrix`` of a stroke maps the picture's unit square, y up, to where the stroke's points lie.
    """

    def __init__(self, size: tuple[int, int], colour: QColor, png: str | None = None) -> None:
        """``size`` of the picture in pixels; ``png`` is a mask to go on from, in base64."""
        longest = max(size)
        scale = min(1.0, LONGEST_PX / longest)
        self._size = QSize(*(max(1, round(side * scale)) for side in size))
        self.colour = colour
        self.image = self._blank()
        self._before: list[QImage] = []
        if png is not None:
            self._begin_from(png)

    @property
    def empty(self) -> bool:
        return self.image == self._blank()

    @property
    def strokes(self) -> int:
        """How many can be taken back."""
        return len(self._before)

    def begin_stroke(self) -> None:
        """What is drawn from here on is taken back together."""
        self._before.append(self.image.copy())
        del self._before[:-BACK]

    def draw(self, start: QPointF, end: QPointF, width: float, matrix: Affine, *, erase: bool) -> None:
        """A line as wide as ``width``, both in the places that ``matrix`` leads to."""
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        modes = QPainter.CompositionMode
        painter.setCompositionMode(modes.CompositionMode_DestinationOut if erase else modes.CompositionMode_SourceOver)
        into_pixels = QTransform(self._size.width(), 0, 0, -self._size.height(), 0, self._size.height())
        painter.setTransform(transform_of(matrix.inverse()) * into_pixels)
        painter.setPen(QPen(self.colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if start == end:
            painter.drawPoint(start)
        else:
            painter.drawLine(start, end)
        painter.end()

    def take_back(self) -> None:
        """The last stroke."""
        if self._before:
            self.image = self._before.pop()

    def clear(self) -> None:
        """Everything, as a stroke that can be taken back."""
        self.begin_stroke()
        self.image = self._blank()

    def png(self) -> str | None:
        """The mask in grey, white where it is painted, as base64; None where nothing is."""
        if self.empty:
            return None
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        _grey(self.image).save(buffer, "PNG", QUICK)
        return base64.b64encode(buffer.data().data()).decode()

    def _blank(self) -> QImage:
        image = QImage(self._size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        return image

    def _begin_from(self, png: str) -> None:
        """What cannot be read is begun anew."""
        grey = QImage.fromData(QByteArray(base64.b64decode(png)), "PNG").convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        if grey.isNull():
            return
        ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        grey = grey.scaled(self._size, ignore, smooth).convertToFormat(QImage.Format.Format_Grayscale8)
        grey.reinterpretAsFormat(QImage.Format.Format_Alpha8)
        self.image.fill(self.colour)
        painter = QPainter(self.image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(0, 0, grey)
        painter.end()


def _grey(image: QImage) -> QImage:
    grey = image.convertToFormat(QImage.Format.Format_Alpha8)
    grey.reinterpretAsFormat(QImage.Format.Format_Grayscale8)
    return grey
