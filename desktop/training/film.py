"""The samples through time: the newest picture of the same seeds, and a slider that goes back through those before.

They are PNGs on the disk, decoded in the background; a picture that is not there yet leaves the one before in view.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QSlider, QVBoxLayout, QWidget

from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import GAP, row
from desktop.training.journal import Drawn
from desktop.workers.background import Background
from desktop.workers.latest import Latest

KEPT = 12  # decoded pictures
MOST_SIDE_PX = 2600
TALL = 1.4  # height over width from which a sheet is scrolled instead of shrunk to fit
PLAY_MS = 160


class Film(QWidget):
    """``shown`` tells the pictures trained when the samples in view were drawn, and whether they are the newest."""

    shown = Signal(int, bool)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._drawn: tuple[Drawn, ...] = ()
        self._images: OrderedDict[Path, QImage] = OrderedDict()
        self._decoding = Latest(background, self)
        self._decoding.done.connect(self._take)
        self._follows = True  # the newest one
        self.picture, self.slider = Picture(), QSlider(Qt.Orientation.Horizontal)
        self.play, self.when = IconButton("start", self.tr("Play the samples from the beginning"), "pause"), QLabel()
        self._clock = QTimer(self, interval=PLAY_MS)
        self._clock.timeout.connect(self._step)
        self._lay_out()
        self.slider.valueChanged.connect(self._moved)
        self.play.toggled.connect(self._play)
        self.show_samples(())

    def _lay_out(self) -> None:
        describe(self.slider, self.tr("Samples through time"), self.tr("Look back through the samples"))
        self.slider.setPageStep(10)
        self.when.setMinimumWidth(self.fontMetrics().horizontalAdvance(self.tr("{0} kimg").format("0000.0")))
        self.when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.picture, 1)
        line = row(self.play, self.slider, self.when)
        line.setStretch(1, 1)
        column.addLayout(line)

    @property
    def at(self) -> Drawn | None:
        """The samples that the slider stands at."""
        return self._drawn[self.slider.value()] if self._drawn else None

    def show_samples(self, drawn: tuple[Drawn, ...]) -> None:
        """Those that there are now. The slider stays where the person put it; at its end it follows the newest."""
        if drawn == self._drawn and drawn:
            return
        before = self.at
        self._drawn = drawn
        index = len(drawn) - 1 if self._follows or before is None else _nearest(drawn, before.images)
        self.slider.blockSignals(True)
        self.slider.setMaximum(max(len(drawn) - 1, 0))
        self.slider.setValue(max(index, 0))
        self.slider.blockSignals(False)
        for part in (self.slider, self.play):
            part.setEnabled(len(drawn) > 1)
        self._show()

    def go_to(self, images: float) -> None:
        """The samples drawn nearest to that many pictures."""
        if self._drawn:
            self.slider.setValue(_nearest(self._drawn, images))

    def forget(self) -> None:
        """Another run is looked at."""
        self._follows, self._drawn = True, ()
        self.play.setChecked(False)
        self._images.clear()
        self._decoding.forget()
        self.picture.show_image(QImage())
        self.show_samples(())

    def _moved(self, index: int) -> None:
        self._follows = index == len(self._drawn) - 1
        self._show()

    def _show(self) -> None:
        at = self.at
        newest = self._drawn[-1] if self._drawn else None
        self.when.setText(self.tr("{0} kimg").format(kimg(at.images)) if at else "")
        if at is None or newest is None:
            return
        self.shown.emit(at.images, at == newest)
        if at.path in self._images:
            self._images.move_to_end(at.path)
            self.picture.show_image(self._images[at.path])
        else:
            self._decoding.ask(partial(_decoded, at.path))

    def _take(self, decoded: tuple[Path, QImage]) -> None:
        path, image = decoded
        if image.isNull():
            return  # gone meanwhile: older samples are thinned out
        self._images[path] = image
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        # While the slider is dragged each picture that comes is shown: better one behind than none.
        if path in [drawn.path for drawn in self._drawn]:
            self.picture.show_image(image)

    # Playing

    def _play(self, on: bool) -> None:
        if on:
            self.slider.setValue(0)
            self._clock.start()
        else:
            self._clock.stop()

    def _step(self) -> None:
        if self._decoding.busy:
            return
        if self.slider.value() >= self.slider.maximum() or not self.isVisible():
            self.play.setChecked(False)
        else:
            self.slider.setValue(self.slider.value() + 1)


class Picture(QScrollArea):
    """A sheet of samples as large as fits; a tall one as wide as fits, to be scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _Sheet()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._sheet)
        self.setWidgetResizable(False)
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        describe(self, self.tr("Samples"), self.tr("Pictures of the same seeds, drawn by the model as it is learning"))

    @property
    def image(self) -> QImage:
        return self._sheet.image

    def sizeHint(self) -> QSize:
        return QSize(520, 520)

    def show_image(self, image: QImage) -> None:
        self._sheet.image = image
        self._fit()
        self._sheet.update()

    def say(self, text: str) -> None:
        """What to read while there is no picture."""
        self._sheet.text = text
        self._sheet.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, image = self.viewport().size(), self._sheet.image
        height = room.height()
        if not image.isNull() and image.height() > TALL * image.width():
            height = max(height, room.width() * image.height() // image.width())
        self._sheet.resize(room.width(), height)


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image, self.text = QImage(), ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        if self.image.isNull():
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(24, 24, -24, -24), flags, self.text)
            return
        size = self.image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        place.moveTop(area.top())
        painter.drawImage(place, self.image)


def kimg(images: float) -> str:
    """Thousands of pictures, as a person writes them."""
    return QLocale().toString(images / 1000, "f", 1 if images < 100_000 else 0)


def decode(path: Path, side: int = MOST_SIDE_PX) -> QImage:
    """In a worker: at most ``side`` pixels wide and high, in the format that is drawn fastest; null without a file."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read().convertToFormat(QImage.Format.Format_RGB32)


def _decoded(path: Path) -> tuple[Path, QImage]:
    return path, decode(path)


def _nearest(drawn: tuple[Drawn, ...], images: float) -> int:
    return min(range(len(drawn)), key=lambda index: abs(drawn[index].images - images))
