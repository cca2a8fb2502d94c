"""What the studio has to say of a run without being asked: an alarm with a way back, and advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton, icon
from desktop.panels.sections import GAP, muted
from desktop.training.film import kimg
from desktop.training.journal import Drawn, Line
from desktop.training.words import advice_words, alarm_words

GROUNDS = {"light": ("#fdecd8", "#d97a1a"), "dark": ("#46341f", "#e0953f")}  # of the alarm: within and edge


class Alarm(QWidget):
    """A banner, not a dialogue: the run goes on until the person decides."""

    back_asked = Signal(object)  # Drawn: the snapshot to go back to
    dismissed = Signal(int)  # at how many pictures the alarm was given

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._snapshot: Drawn | None = None
        self._icon, self.text, self.hint = QLabel(), QLabel(), QLabel()
        self.back = QPushButton(self.tr("Roll back"))
        self.dismiss = IconButton("cancel", self.tr("Dismiss the alarm"))
        font = self.text.font()
        font.setBold(True)
        self.text.setFont(font)
        for label in (self.text, self.hint):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.hint)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 8, 8, 8)
        line.setSpacing(10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.back)
        line.addWidget(self.dismiss)
        self.back.clicked.connect(lambda: self._snapshot and self.back_asked.emit(self._snapshot))
        self.dismiss.clicked.connect(lambda: self.dismissed.emit(self._at))
        self.hide()

    def show_alarm(self, line: Line | None, snapshots: Sequence[Drawn]) -> None:
        """Of a line of the log that has one; the way back is the newest snapshot from before it."""
        self.setVisible(line is not None)
        if line is None:
            return
        self._at = int(line["images"])
        what, hint = alarm_words(str(line["alarm"]))
        self._icon.setPixmap(icon("warning", 20).pixmap(QSize(20, 20)))
        self.text.setText(what)
        self.hint.setText(self.tr("It was noticed at {0} kimg.").format(kimg(self._at)) + f" {hint}")
        before = [drawn for drawn in snapshots if drawn.images < self._at]
        self._snapshot = before[-1] if before else None
        self.back.setVisible(bool(before))
        if before:
            words = self.tr("Roll back to {0} kimg").format(kimg(before[-1].images))
            self.back.setText(words)
            describe(self.back, words, self.tr("Undo what was learned since; the run is paused there"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        within, edge = GROUNDS[theme.current().name]
        painter.setPen(QColor(edge))
        painter.setBrush(QColor(within))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)


@dataclass(frozen=True)
class Hint:
    """A piece of advice, and the fields of the plan that would follow it."""

    key: str
    text: str
    changes: dict[str, Any] = field(default_factory=dict)


class Hints(QWidget):
    """``followed`` carries the hint whose changes the person wants."""

    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Hint, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self.hide()

    @property
    def shown(self) -> tuple[Hint, ...]:
        return self._shown

    def show_hints(self, hints: Sequence[Hint]) -> None:
        if tuple(hints) == self._shown:
            return
        self._shown = tuple(hints)
        while item := self._column.takeAt(0):
            item.widget().deleteLater()
        for hint in hints:
            self._column.addWidget(self._line(hint))
        self.setVisible(bool(hints))

    def _line(self, hint: Hint) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        text = advice_words(hint.key, hint.text, hint.changes)
        sign, words = QLabel(), muted(QLabel(text))
        sign.setPixmap(icon("note", 16).pixmap(QSize(16, 16)))
        words.setTextFormat(Qt.TextFormat.PlainText)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        if hint.changes:
            button = QPushButton(self.tr("Do this"))
            settings = ", ".join(f"{key} = {value}" for key, value in hint.changes.items())
            describe(button, self.tr("Do this: {0}").format(text), self.tr("Pause, and set {0}").format(settings))
            button.clicked.connect(lambda: self.followed.emit(hint))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box
