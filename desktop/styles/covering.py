"""How a picture fills a frame of another shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage


def covering(picture: QImage, size: QSizeF) -> QRectF:
    """The middle of a picture that has the shape of a frame, in the picture's pixels."""
    part = size.scaled(QSizeF(picture.size()), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRectF(0, 0, part.width(), part.height())
    area.moveCenter(QRectF(picture.rect()).center())
    return area
