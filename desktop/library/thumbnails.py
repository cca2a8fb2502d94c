"""Small pictures of templates, drawn one by one while the window has nothing else to do.

Only what is painted is asked for, so a gallery of hundreds opens at once and draws what is in sight first.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from desktop.library.catalogue import Entry
from desktop.panels.blank_drawing import BlankDrawing

KEPT = 400  # pictures, 30 MB at most
Key = tuple[int, int, int, float]

_pictures: OrderedDict[Key, tuple[TemplateFile, QImage]] = OrderedDict()  # for every gallery of this run


class Thumbnails(QObject):
    """``drawn`` says that the picture of an entry is there."""

    drawn = Signal(object)  # Entry

    def __init__(self, size: QSize, parent: QObject) -> None:
        super().__init__(parent)
        self._size = size
        self._wanted: OrderedDict[Entry, float] = OrderedDict()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._draw_one)

    def picture(self, entry: Entry, ratio: float) -> QImage | None:
        """The entry's picture for a screen of ``ratio`` pixels per unit; if it is not there, it will be drawn."""
        found = _pictures.get(self._key(entry, ratio))
        if found is None:
            self._wanted[entry] = ratio
            self._wanted.move_to_end(entry)
            self._timer.start()
            return None
        return found[1]

    def forget(self) -> None:
        """Nothing is waited for any more: another part of the library came into sight."""
        self._wanted.clear()

    def _draw_one(self) -> None:
        if not self._wanted:
            return
        entry, ratio = self._wanted.popitem(last=False)
        _pictures[self._key(entry, ratio)] = entry.file, _picture(entry, self._size, ratio)
        while len(_pictures) > KEPT:
            _pictures.popitem(last=False)
        self.drawn.emit(entry)
        self._timer.start()

    def _key(self, entry: Entry, ratio: float) -> Key:
        """The file is kept with its picture, so no other one can get its number."""
        return id(entry.file), self._size.width(), self._size.height(), ratio


def _picture(entry: Entry, size: QSize, ratio: float) -> QImage:
    """The blank at its default size; empty for a template that cannot be made so."""
    picture = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    try:
        drawing = BlankDrawing(entry.template.outline({}))
    except DieloomError:
        return picture
    painter = QPainter(picture)
    room = QRectF(0, 0, size.width(), size.height()).adjusted(1, 1, -1, -1)
    drawing.paint(painter, drawing.fitted(room), width_px=1.0)
    painter.end()
    return picture
