"""Going back: the snapshots of a run, each with its samples, to choose the one to go on from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.panels.controls import describe
from desktop.panels.sections import muted
from desktop.training.film import decode, kimg
from desktop.training.journal import Drawn
from desktop.workers.background import Background

PICTURE = QSize(250, 250)
MARGIN = 14


class RollBack(QDialog):
    """``chosen`` carries the Drawn snapshot."""

    chosen = Signal(object)

    def __init__(
        self, snapshots: Sequence[Drawn], samples: Sequence[Drawn], background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Roll back"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._snapshots = list(reversed(snapshots))
        self.list = QListWidget()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton(self.tr("&Roll back"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        for row, snapshot in enumerate(self._snapshots):
            self.list.addItem(QListWidgetItem(self.tr("{0} kimg").format(kimg(snapshot.images))))
            near = min(samples, key=lambda drawn: abs(drawn.images - snapshot.images), default=None)
            if near is not None:
                task = background.submit(partial(_picture, near.path))
                task.done.connect(partial(self._show, row))
        self.list.setCurrentRow(0)
        self.resize(3 * (PICTURE.width() + 16) + 2 * MARGIN + 30, PICTURE.height() + 170)

    def _lay_out(self) -> None:
        words = muted(QLabel(self.tr("What was learned after the chosen moment is undone. The run is paused there.")))
        describe(self.list, self.tr("Snapshots"), "")
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setIconSize(PICTURE)
        self.list.setGridSize(PICTURE + QSize(16, 34))
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        for widget in (words, self.list, self.buttons):
            column.addWidget(widget)
        self.list.itemActivated.connect(lambda _: self._choose())
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)

    def _show(self, row: int, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        shown = QIcon(picture)
        shown.addPixmap(picture, QIcon.Mode.Selected)  # as it is: a tint would spoil what it is to be judged by
        self.list.item(row).setIcon(shown)

    def _choose(self) -> None:
        self.chosen.emit(self._snapshots[self.list.currentRow()])
        self.accept()


def _picture(path: Path, _: object) -> QImage:
    return decode(path, max(PICTURE.width(), PICTURE.height()) * 2)
