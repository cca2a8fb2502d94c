"""How much each of several ticked references counts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.style.values import PaletteShift
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import GAP, Section, row
from desktop.panels.sliders import ValueSlider
from desktop.styles.covering import covering
from desktop.styles.pictures import ReferencePictures
from desktop.styles.styling import Styling

THUMB_PX = 36


class BlendThumb(QWidget):
    """The picture small; of one that the document no longer has, the colours that were taken from it."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self._colours: PaletteShift | None = None
        self.setFixedSize(THUMB_PX, THUMB_PX)

    def show_picture(self, picture: QImage, palette: PaletteShift | None) -> None:
        self._picture, self._colours = picture, palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(THUMB_PX, THUMB_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area, palette = QRectF(self.rect()), self._colours
        if not self._picture.isNull():
            painter.drawImage(area, self._picture, covering(self._picture, area.size()))
        if not self._picture.isNull() or palette is None:
            return
        shares = palette.shares or (1.0,) * len(palette.colours)
        left = area.left()
        for colour, share in zip(palette.colours, shares, strict=True):
            width = area.width() * share / sum(shares)
            painter.fillRect(QRectF(left, area.top(), width, area.height()), QColor(colour))
            left += width


class BlendRow(QWidget):
    """One reference: its picture, its weight, and a button that leaves it out."""

    weighed = Signal(float, str)  # above 0 and up to 1, gesture
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.thumb = BlendThumb()
        self.weight = ValueSlider("", 1, 100, decimals=0, default=100, suffix=" %")
        self.drop = IconButton("cancel", self.tr("Leave it out"))
        line = row(self.thumb, self.weight, self.drop)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.weight.edited.connect(lambda value, gesture: self.weighed.emit(value / 100, gesture))
        self.drop.clicked.connect(self.dropped)

    def show_reference(self, name: str, weight: float, picture: QImage, palette: PaletteShift | None) -> None:
        self.thumb.show_picture(picture, palette)
        describe(self.thumb, name)
        self.weight.show_value(100 * weight)
        for field in (self.weight.slider, self.weight.box):
            describe(field, self.tr("Weight of {0}").format(name))
        describe(self.drop, self.tr("Leave {0} out").format(name))


class BlendRows(Section):
    """Shown where there is something to weigh: one picture alone counts in full."""

    def __init__(self, styling: Styling, pictures: ReferencePictures) -> None:
        super().__init__()
        self._styling, self._pictures = styling, pictures
        self.rows: list[BlendRow] = []
        box = QWidget()
        self._column = QVBoxLayout(box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP - 2)
        self.add_wide(box)
        styling.changed.connect(self.refresh)
        pictures.arrived.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        styling = self._styling
        gone = [asset for asset in styling.blend if styling.reference(asset) is None]
        shown = list(styling.blend.items()) if len(styling.blend) > 1 or gone else []
        while len(self.rows) < len(shown):
            self._add_row()
        for number, each in enumerate(self.rows):
            each.setVisible(number < len(shown))
        for each, (asset, weight) in zip(self.rows, shown, strict=False):
            reference, share = styling.reference(asset), styling.share(asset)
            name = reference.name if reference else self.tr("a picture that is no longer here")
            picture = self._pictures.picture(reference) if reference else QImage()
            each.show_reference(name, weight, picture, share.palette if share else None)
            each.weight.setEnabled(styling.free and len(shown) > 1)
            each.drop.setEnabled(styling.free)
        self.setVisible(bool(shown))

    def _add_row(self) -> None:
        number = len(self.rows)
        made = BlendRow()
        made.weighed.connect(partial(self._weigh, number))
        made.dropped.connect(partial(self._drop, number))
        made.weight.slider.sliderReleased.connect(self._styling.settle)
        self.rows.append(made)
        self._column.addWidget(made)

    def _weigh(self, number: int, weight: float, gesture: str) -> None:
        self._styling.weigh(list(self._styling.blend)[number], weight, gesture)

    def _drop(self, number: int) -> None:
        self._styling.tick(list(self._styling.blend)[number], False)
