"""The folded pack to turn about: drag or arrow keys turn it, the wheel comes nearer, a double click goes back.

While something moves the pack is painted at once and a little coarse; a rest later a worker paints it fine.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.dieline.outline import Outline
from core.errors import DieloomError
from core.mockup.camera import Camera
from desktop import theme
from desktop.fold.pack import Pack, pack_of
from desktop.fold.painter import Dress, backdrop, fine_picture, picture
from desktop.workers.background import Background
from desktop.workers.latest import Latest

REST_MS = 160
DEGREES_PER_PX = 0.45
KEY_DEGREES, KEY_FINE = 10.0, 2.0
WHEEL_STEP = 1.12  # a notch of the wheel
KEYS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
ZOOMS = {Qt.Key.Key_Plus: WHEEL_STEP, Qt.Key.Key_Equal: WHEEL_STEP, Qt.Key.Key_Minus: 1 / WHEEL_STEP}


class FoldView(QWidget):
    """Shows one pack; empty until it has an outline and a dress."""

    turned = Signal(object)  # Camera

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline: Outline | None = None
        self._pack: Pack | None = None
        self._problem = ""
        self._dress: Dress | None = None
        self._amount, self._camera = 1.0, Camera()
        self._grip: QPointF | None = None
        self._empty = QImage()
        self._quick, self._fine = QImage(), QImage()
        self._state = 0  # counts what was changed, so that a fine picture that comes late is known
        self.moving = False  # something goes on that would outdate a fine picture at once
        self._finer = Latest(background, self)
        self._finer.done.connect(self._came)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._refine)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Folded pack"))

    def sizeHint(self) -> QSize:
        return QSize(340, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 160)

    @property
    def camera(self) -> Camera:
        return self._camera

    @property
    def amount(self) -> float:
        return self._amount

    def show_outline(self, outline: Outline) -> None:
        """This blank from now on."""
        if outline is not self._outline:
            self._outline, self._pack = outline, None
            self._changed()

    def show_dress(self, dress: Dress) -> None:
        self._dress = dress
        self._changed()

    def show_amount(self, amount: float) -> None:
        """Folded so far: 0 is flat, 1 closed."""
        if amount != self._amount:
            self._amount, self._pack = amount, None
            self._changed()

    def show_camera(self, camera: Camera) -> None:
        if camera != self._camera:
            self._camera = camera
            self.turned.emit(camera)
            self._changed()

    def come_to_rest(self) -> None:
        """Nothing moves any more."""
        self.moving = False
        self._rest.start()

    def _changed(self) -> None:
        self._state += 1
        self._quick = self._fine = QImage()
        self._tell()
        self._rest.start()
        self.update()

    def _tell(self) -> None:
        words = self.tr("{0} % folded, turned by {1}°, seen from {2}° above")
        camera = self._camera
        told = words.format(round(100 * self._amount), round(camera.azimuth), round(camera.elevation))
        self.setAccessibleDescription(told)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self._fine if not self._fine.isNull() else self._painted()
        if shown.isNull():
            painter.fillRect(self.rect(), QColor(theme.current().surround))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._problem)
        else:
            painter.drawImage(QPoint(0, 0), shown)

    def _painted(self) -> QImage:
        """The pack as it is now, painted for this state once."""
        if (
            self._quick.isNull()
            and self._outline is not None
            and self._dress is not None
            and not self._size().isEmpty()
        ):
            if self._pack is None and not self._folded():
                return self._quick
            if self._empty.size() != self._size():
                self._empty = backdrop(self._size())
            self._quick = picture(self._pack, self._dress, self._camera, self._empty)
            self._quick.setDevicePixelRatio(self.devicePixelRatioF())
        return self._quick

    def _folded(self) -> bool:
        """Fold the blank up; False, and a text in its place, for one that cannot be."""
        self._problem = ""
        try:
            self._pack = self._outline and pack_of(self._outline, self._amount)
        except DieloomError as error:
            self._problem = str(error)
        return self._pack is not None

    def _size(self) -> QSize:
        """In device pixels."""
        return (self.size().toSizeF() * self.devicePixelRatioF()).toSize()

    def _refine(self) -> None:
        ready = self._pack is not None and self._dress is not None and self._fine.isNull()
        if ready and self._grip is None and not self.moving and self.isVisible():
            work = partial(fine_picture, self._pack, self._dress, self._camera, self._size())
            self._finer.ask(partial(_labelled, self._state, work))

    def _came(self, answer: tuple[int, QImage]) -> None:
        state, image = answer
        if state == self._state:
            self._fine = image
            self._fine.setDevicePixelRatio(self.devicePixelRatioF())
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._changed()

    def hideEvent(self, event: QEvent) -> None:
        self._rest.stop()
        self._finer.forget()

    def showEvent(self, event: QEvent) -> None:
        self._rest.start()

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            way = event.position() - self._grip
            self._grip = event.position()
            self.show_camera(self._camera.turned(-way.x() * DEGREES_PER_PX, way.y() * DEGREES_PER_PX))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._rest.start()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.show_camera(Camera())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.show_camera(self._camera.zoomed(WHEEL_STEP ** (event.angleDelta().y() / 120)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = KEY_FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else KEY_DEGREES
        if key in KEYS:
            across, up = KEYS[key]
            self.show_camera(self._camera.turned(across * step, up * step))
        elif key in ZOOMS:
            self.show_camera(self._camera.zoomed(ZOOMS[key]))
        elif key == Qt.Key.Key_Home:
            self.show_camera(Camera())
        else:
            super().keyPressEvent(event)


def _labelled(state: int, work: partial[QImage]) -> tuple[int, QImage]:
    return state, work()
