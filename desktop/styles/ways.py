"""The ways in which a layer takes the references, as pictures of what it would become; a press switches one on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton

from desktop.panels.controls import describe
from desktop.panels.icons import paint_icon
from desktop.panels.sections import GAP, Section, muted, strip
from desktop.photo.words import full_words
from desktop.styles.covering import covering
from desktop.styles.outlook import Outlook
from desktop.styles.styling import Styling
from desktop.styles.way import Way

PICTURE_PX = 78  # its height
WORDS_PX = 22
ICONS = {Way.COLOURS: "colours", Way.PAINTING: "style", Way.GROWING: "grow"}


class WayButton(QToolButton):
    """A picture and a word below it; framed and ticked while it is on."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self._way, self._picture, self._waits = way, QImage(), False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(PICTURE_PX + WORDS_PX)

    def show_picture(self, picture: QImage, *, waits: bool) -> None:
        self._picture, self._waits = picture, waits
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(104, PICTURE_PX + WORDS_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, PICTURE_PX + WORDS_PX)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        palette, frame = self.palette(), QRect(2, 2, self.width() - 4, PICTURE_PX - 2)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        self._paint_picture(painter, frame, group)
        accent = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() or self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setPen(QPen(accent, 2.5 if self.isChecked() else 1.5))
            painter.drawRoundedRect(QRectF(frame).adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
        if self.isChecked():
            self._paint_tick(painter, frame, accent)
        painter.setPen(palette.color(group, QPalette.ColorRole.ButtonText))
        below = QRect(0, PICTURE_PX + 2, self.width(), WORDS_PX - 2)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_picture(self, painter: QPainter, frame: QRect, group: QPalette.ColorGroup) -> None:
        palette = self.palette()
        painter.fillRect(frame, palette.color(QPalette.ColorRole.Base))
        if self._picture.isNull() or not self.isEnabled():
            role = QPalette.ColorRole.PlaceholderText if self.isEnabled() else QPalette.ColorRole.Text
            ink = palette.color(group, role)
            spot = QRectF(0, 0, 30, 30)
            spot.moveCenter(QRectF(frame).center())
            paint_icon(painter, ICONS[self._way], spot, ink)
            painter.setPen(palette.color(QPalette.ColorRole.Mid))
            painter.drawRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5))
            return
        painter.setOpacity(0.45 if self._waits else 1.0)
        painter.drawImage(QRectF(frame), self._picture, covering(self._picture, QSizeF(frame.size())))
        painter.setOpacity(1.0)

    @staticmethod
    def _paint_tick(painter: QPainter, frame: QRect, accent: QColor) -> None:
        circle = QRectF(frame.right() - 19, frame.top() + 4, 16, 16)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.setBrush(accent)
        painter.drawEllipse(circle)
        tick = QPainterPath()
        tick.moveTo(circle.left() + 4, circle.top() + 8)
        tick.lineTo(circle.left() + 7, circle.top() + 11)
        tick.lineTo(circle.left() + 12, circle.top() + 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(tick)


class Ways(Section):
    """Several may be on at once: a layer can grow in a style, take its colours and be painted over."""

    def __init__(self, styling: Styling, outlook: Outlook) -> None:
        super().__init__(self.tr("Take from them"))
        self._styling, self._outlook = styling, outlook
        self.buttons = {way: WayButton(way) for way in Way}
        for way, button in self.buttons.items():
            button.clicked.connect(partial(self._press, way))
        self.hint = muted(QLabel(self.tr("Paint over keeps the motif, Grow makes a new one.")))
        self.hint.setWordWrap(True)
        self.add_wide(strip(*self.buttons.values(), spacing=GAP))
        self.add_wide(self.hint)
        styling.changed.connect(self.refresh)
        outlook.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        for way, button in self.buttons.items():
            on, pending = self._styling.is_on(way), way in self._styling.pending
            reason = self._why_not(way)
            button.setText(self._words(way))
            button.setChecked(on or pending)
            button.setEnabled(not reason)
            describe(button, self._words(way), reason or self._tip(way))
            button.show_picture(self._outlook.picture(way), waits=pending)
        nothing_on = not any(self._styling.is_on(way) for way in Way)
        self.hint.setVisible(bool(self._styling.blend) and nothing_on and self._styling.offers(Way.GROWING))

    def _press(self, way: Way) -> None:
        self._styling.switch(way, self.buttons[way].isChecked())
        self.refresh()  # a press that has changed nothing leaves the button as it was

    def _why_not(self, way: Way) -> str:
        """Why it cannot be switched; empty where it can."""
        styling = self._styling
        if styling.layer is None:
            return self.tr("Add artwork or a picture first")
        if not styling.free:
            return self.tr("The layer is locked")
        if not styling.offers(way):
            return self.tr("Only artwork can be grown anew")
        if not styling.blend and not styling.is_on(way):
            return self.tr("Tick a picture above first")
        return "" if styling.has_room(way) else full_words()

    def _words(self, way: Way) -> str:
        words = {Way.COLOURS: self.tr("Colours"), Way.PAINTING: self.tr("Paint over"), Way.GROWING: self.tr("Grow")}
        return words[way]

    def _tip(self, way: Way) -> str:
        tips = {
            Way.COLOURS: self.tr("Carry the colours of the ticked pictures over"),
            Way.PAINTING: self.tr("Paint the style of the ticked pictures over what is there: it stays recognisable"),
            Way.GROWING: self.tr("Grow the artwork anew in the style of the ticked pictures: its motif changes"),
        }
        return tips[way]
