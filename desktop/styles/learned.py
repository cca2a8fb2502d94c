"""The styles that the person has learned, as a strip of pictures; one of them is painted over the layer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QWidget

from desktop.panels.controls import describe
from desktop.panels.icons import WordButton
from desktop.panels.sections import GAP, Section, muted
from desktop.photo.words import full_words
from desktop.styles import work
from desktop.styles.covering import covering
from desktop.styles.styling import Styling
from desktop.styles.way import Way
from desktop.styles.work import LearnedStyle
from desktop.workers.background import Background

THUMB_PX, NAME_PX = 72, 18


class LearnedButton(QToolButton):
    """One style; checked while the layer is painted in it."""

    def __init__(self, style: LearnedStyle) -> None:
        super().__init__()
        self.style_ = style
        self.setText(style.name)
        self.setCheckable(True)
        self.setFixedSize(THUMB_PX + 4, THUMB_PX + NAME_PX + 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tip = self.tr("Paint the layer in {0}").format(style.name)
        describe(self, style.name, self.tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return self.maximumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        area = QRectF(2, 2, THUMB_PX, THUMB_PX)
        picture = self.style_.picture
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Base))
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        if not picture.isNull():
            painter.drawImage(area, picture, covering(picture, area.size()))
        painter.setOpacity(1.0)
        if self.isChecked() or self.hasFocus() or self.underMouse():
            accent = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
            painter.setPen(QPen(accent, 2.5 if self.isChecked() else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        below = QRectF(0, THUMB_PX + 4, self.width(), NAME_PX)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)


class LearnedStyles(Section):
    """Lists the person's folder anew when the panel comes into view, and when a style has been learned."""

    learn_asked = Signal()

    def __init__(self, styling: Styling, background: Background) -> None:
        super().__init__(self.tr("Learned styles"))
        self._styling, self._background = styling, background
        tip = self.tr("Teach the program a style from your own pictures")
        self.learn = WordButton("train", self.tr("Learn a style…"), tip)
        self.hint = muted(QLabel(self.tr("Styles that you teach the program from your own pictures appear here.")))
        self.hint.setWordWrap(True)
        self.buttons: list[LearnedButton] = []
        self._shown: list[LearnedStyle] = []
        strip = QWidget()
        self._row = QHBoxLayout(strip)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._strip = QScrollArea()
        self._strip.setFrameShape(QFrame.Shape.NoFrame)
        self._strip.setWidgetResizable(True)
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._strip.setWidget(strip)
        self._strip.setFixedHeight(THUMB_PX + NAME_PX + 4 + self._strip.horizontalScrollBar().sizeHint().height())
        self.add_wide(self.hint)
        self.add_wide(self._strip)
        self.add_wide(self.learn)
        self.learn.clicked.connect(self.learn_asked)
        styling.changed.connect(self.refresh)
        self._show([])

    def look(self) -> None:
        """At the person's folder, in the background."""
        task = self._background.submit(work.learned_styles)
        task.done.connect(self._show)

    def refresh(self) -> None:
        here, room = self._styling.learned_style, self._styling.has_room(Way.PAINTING)
        for button in self.buttons:
            button.setChecked(button.style_.network == here)
            button.setEnabled(self._styling.free and room)
            button.setToolTip(button.tip if room else full_words())

    def _show(self, styles: list[LearnedStyle]) -> None:
        if styles != self._shown or not self.buttons:
            self._shown = styles
            for button in self.buttons:
                button.deleteLater()
            self.buttons = [LearnedButton(style) for style in styles]
            for button in self.buttons:
                self._row.addWidget(button)
                button.clicked.connect(partial(self._use, button.style_.network))
        self.hint.setVisible(not styles)
        self._strip.setVisible(bool(styles))
        self.refresh()

    def _use(self, network: str) -> None:
        self._styling.use_learned(network)
        self.refresh()  # where the layer may not be edited, the press has changed nothing
