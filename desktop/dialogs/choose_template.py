"""Another template for the pack that is open: the library as a gallery."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from core.dieline.template import Template
from desktop.library.chooser import TemplateChooser
from desktop.panels.controls import describe

MARGIN = 16
HEIGHT = 640


class ChooseTemplate(QDialog):
    """Emits the code of the template that was taken."""

    chosen = Signal(str)

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose template"))
        self.chooser = TemplateChooser()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use_button = self.buttons.addButton(self.tr("Use template"), QDialogButtonBox.ButtonRole.AcceptRole)
        describe(self.use_button, self.tr("Use template"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(12)
        whole.addWidget(self.chooser, 1)
        whole.addWidget(self.buttons)
        self.use_button.setDefault(True)  # which the dialogue hears once the button is in it
        self.resize(self.sizeHint().width(), HEIGHT)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.chooser.chosen.connect(self._show_template)
        self.chooser.taken.connect(self.use_button.click)
        self.chooser.choose(code)
        self.chooser.setFocus()

    def _show_template(self, template: Template | None) -> None:
        self.use_button.setEnabled(template is not None)

    def _accept(self) -> None:
        template = self.chooser.template
        if template is not None:
            self.chosen.emit(template.code)
            self.accept()
