"""Small pictures of templates, drawn one by one while the window has nothing else to do.

Only what is painted is asked for, so a gallery of hundreds opens at once and draws what is in sight first.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from core.dieline.template import Template
from core.errors import DieloomError
from desktop.panels.blank_drawing import BlankDrawing

KEPT = 400  # pictures, 30 MB at most
Key = tuple[int, int, int, float]

_pictures: OrderedDict[Key, tuple[Template, QImage]] = OrderedDict()  # for every gallery of this run


class Thumbnails(QObject):
    """``drawn`` says that the picture of a template is there."""

    drawn = Signal(object)  # Template

    def __init__(self, size: QSize, parent: QObject) -> None:
        super().__init__(parent)
        self._size = size
        self._wanted: OrderedDict[Template, float] = OrderedDict()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._draw_one)

    def picture(self, template: Template, ratio: float) -> QImage | None:
        """The template's picture for a screen of ``ratio`` pixels per unit; if it is not there, it will be drawn."""
        found = _pictures.get(self._key(template, ratio))
        if found is None:
            self._wanted[template] = ratio
            self._wanted.move_to_end(template)
            self._timer.start()
            return None
        return found[1]

    def forget(self) -> None:
        """Nothing is waited for any more: another part of the library came into sight."""
        self._wanted.clear()

    def _draw_one(self) -> None:
        if not self._wanted:
            return
        template, ratio = self._wanted.popitem(last=False)
        _pictures[self._key(template, ratio)] = template, _picture(template, self._size, ratio)
        while len(_pictures) > KEPT:
            _pictures.popitem(last=False)
        self.drawn.emit(template)
        self._timer.start()

    def _key(self, template: Template, ratio: float) -> Key:
        """The template is kept with its picture, so no other one can get its number."""
        return id(template), self._size.width(), self._size.height(), ratio


def _picture(template: Template, size: QSize, ratio: float) -> QImage:
    """The blank at its default size; empty for a template that cannot be made so."""
    picture = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    try:
        drawing = BlankDrawing(template.outline({}))
    except DieloomError:
        return picture
    painter = QPainter(picture)
    room = QRectF(0, 0, size.width(), size.height()).adjusted(1, 1, -1, -1)
    drawing.paint(painter, drawing.fitted(room), width_px=1.0)
    painter.end()
    return picture
