"""What a placed picture is about to become: small, at once, while the large one is still being developed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.document.model import ImageLayer
from desktop.panels.controls import describe
from desktop.styles.outlook import Outlook
from desktop.styles.styling import Styling

HEIGHT_PX = 160
CHECK_PX = 8  # a square of the ground that clear pixels show


class PicturePreview(QWidget):
    """Shown for placed pictures; artwork is seen on the canvas as it changes."""

    def __init__(self, styling: Styling, outlook: Outlook) -> None:
        super().__init__()
        self._styling, self._outlook = styling, outlook
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        describe(self, self.tr("Preview of the picture"), self.tr("How the picture will look, drawn small"))
        styling.changed.connect(self.refresh)
        outlook.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.setVisible(isinstance(self._styling.layer, ImageLayer))
        self.update()

    @property
    def picture(self) -> QImage:
        return self._outlook.picture()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
        picture = self.picture
        if picture.isNull():
            return
        size = QSizeF(picture.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, 0, max(1.0, size.width()), max(1.0, size.height()))
        area.moveCenter(QRectF(self.rect()).center())
        if picture.hasAlphaChannel():
            _paint_checks(painter, area, self.palette())
        painter.drawImage(area, picture)


def _paint_checks(painter: QPainter, area: QRectF, palette: QPalette) -> None:
    painter.save()
    painter.setClipRect(area)
    painter.fillRect(area, palette.color(QPalette.ColorRole.Base))
    dark = palette.color(QPalette.ColorRole.Mid)
    for y in range(int(area.height() / CHECK_PX) + 1):
        for x in range(y % 2, int(area.width() / CHECK_PX) + 1, 2):
            painter.fillRect(QRectF(area.left() + x * CHECK_PX, area.top() + y * CHECK_PX, CHECK_PX, CHECK_PX), dark)
    painter.restore()
