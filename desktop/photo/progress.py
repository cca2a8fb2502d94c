"""How far the picture at hand is that is being developed, with a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import muted, row
from desktop.photo.developing import Developer

PATIENCE_MS = 300  # what is over sooner is not worth a flicker


class DevelopingLine(QWidget):
    """Hidden while nothing runs for the layer that it is told to show."""

    def __init__(self, developer: Developer) -> None:
        super().__init__()
        self._developer, self._layer = developer, ""
        self.words, self.bar = muted(QLabel()), QProgressBar(textVisible=False)
        self.bar.setFixedHeight(6)
        self.cancel = IconButton("cancel", self.tr("Cancel"))
        line = row(self.words, self.cancel, spacing=0)
        line.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.bar)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.refresh)
        self.cancel.clicked.connect(lambda: developer.cancel(self._layer))
        developer.changed.connect(self._change)
        developer.progress.connect(self._report)
        self.hide()

    def show_layer(self, layer_id: str) -> None:
        self._layer = layer_id
        self.refresh()

    def refresh(self) -> None:
        running = self._developer.running(self._layer)
        self.setVisible(running is not None)
        if running is not None:
            self._say(running.text)
            self._show_fraction(running.fraction)

    def _change(self) -> None:
        if self._developer.running(self._layer) is None:
            self._patience.stop()
            self.refresh()
        else:
            self._patience.start()

    def _report(self, layer_id: str, fraction: float, _: str) -> None:
        if layer_id == self._layer and not self.isHidden():
            self._show_fraction(fraction)

    def _say(self, text: str) -> None:
        self.words.setText(self.tr("{0}…").format(text))
        describe(self.bar, text)
        describe(self.cancel, self.tr("Cancel: {0}").format(text))

    def _show_fraction(self, fraction: float | None) -> None:
        if fraction is None:
            self.bar.setRange(0, 0)  # busy, until there is something to report
        else:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * fraction))
