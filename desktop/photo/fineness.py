"""Pixels to the inch of the selected picture at its printed size, and the button that brings them up."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.panels.icons import WordButton, icon_in
from desktop.panels.sections import row
from desktop.photo.resolution import COLOURS, ICONS, Fineness

SIGN_PX = 16


class FinenessLine(QWidget):
    raise_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sign, self.words = QLabel(), QLabel()
        self.words.setWordWrap(True)
        self.bring_up = WordButton("upscale", self.tr("Bring it up"), "")
        line = row(self.sign, self.words)
        line.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.bring_up)
        self.bring_up.clicked.connect(self.raise_asked)
        self._tip, self._why_not = "", ""

    def show_able(self, able: bool, why_not: str = "") -> None:
        """Whether it can be brought up, and what its tip says where it cannot be."""
        self._why_not = why_not
        self.bring_up.setEnabled(able)
        self.bring_up.setToolTip(self._why_not or self._tip)

    def show_fineness(self, found: Fineness | None) -> None:
        """Hidden while nothing is known."""
        self.setVisible(found is not None)
        if found is None:
            return
        self.sign.setPixmap(icon_in(ICONS[found.level], COLOURS[found.level], SIGN_PX).pixmap(QSize(SIGN_PX, SIGN_PX)))
        self.words.setText(self._words(found))
        self.words.setAccessibleName(self.words.text())
        self.bring_up.setVisible(found.factor is not None)
        if found.factor is not None:
            reached = f"{found.enlarged(found.factor):.0f}"
            tip = self.tr("Make {0} times as many pixels of each side, by the program's own network")
            self._tip = tip.format(found.factor)
            self.bring_up.show_words(self.tr("Bring it up to {0} ppi").format(reached), self._why_not or self._tip)

    def _words(self, found: Fineness) -> str:
        ppi, wanted = f"{found.ppi:.0f}", f"{found.wanted:.0f}"
        if found.level != "fine":
            return self.tr("{0} ppi at its printed size; the printer wants {1}").format(ppi, wanted)
        return self.tr("{0} ppi at its printed size, of {1} × {2} pixels").format(ppi, *found.size)
