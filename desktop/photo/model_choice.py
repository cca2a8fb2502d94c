"""Which network does a step: the program's own, or one of the person's, chosen as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.panels.controls import Choice
from desktop.panels.icons import IconButton
from desktop.panels.sections import row

ENDINGS = "*.safetensors *.pth *.pt *.ckpt"


class ModelChoice(QWidget):
    """``model`` is None for the program's own network, else a file's path."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._files: list[str] = []
        self.choice = Choice(name)
        self.browse = IconButton("browse", self.tr("Choose a network's file"))
        line = row(self.choice, self.browse, spacing=2)
        self.setLayout(line)
        self.setFocusProxy(self.choice)
        self.browse.clicked.connect(self.ask)
        self.show_model(None)

    @property
    def model(self) -> str | None:
        return self.choice.value()

    def show_model(self, model: str | None) -> None:
        if model is not None and model not in self._files:
            self._files.append(model)
        own = (self.tr("Dieloom's own"), None)
        self.choice.set_options([own, *((Path(each).name, each) for each in self._files)])
        self.choice.show_value(model)

    def ask(self) -> None:
        patterns = self.tr("Networks ({0})").format(ENDINGS)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a network"), "", patterns)
        if name:
            self.show_model(name)
