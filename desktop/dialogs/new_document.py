"""File > New: a template by its picture, and the size of the pack."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.dieline import library
from core.dieline.outline import Outline
from core.dieline.template import Template
from core.errors import DieloomError
from desktop.canvas.thumbnail import picture_of
from desktop.panels.templates import said
from desktop.starters import new_design

PICTURE = QSize(210, 150)


class NewDocument(QDialog):
    """Emits the document that the person asked for; shows at once what blank a size makes."""

    chosen = Signal(object)  # Document

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New design"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._templates = [library.load(code) for code in library.codes()]
        self.sizes: dict[str, QDoubleSpinBox] = {}
        self.gallery = self._gallery()
        self._form = QFormLayout()
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._facts = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.create_button = self.buttons.addButton(self.tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.create_button.setDefault(True)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.gallery.currentRowChanged.connect(self._choose)
        self.gallery.setCurrentRow(0)

    @property
    def template(self) -> Template:
        return self._templates[self.gallery.currentRow()]

    @property
    def parameters(self) -> dict[str, float]:
        return {name: box.value() for name, box in self.sizes.items()}

    def _gallery(self) -> QListWidget:
        gallery = QListWidget()
        gallery.setAccessibleName(self.tr("Templates"))
        gallery.setViewMode(QListWidget.ViewMode.IconMode)
        gallery.setMovement(QListWidget.Movement.Static)
        gallery.setResizeMode(QListWidget.ResizeMode.Adjust)
        gallery.setIconSize(PICTURE)
        gallery.setGridSize(PICTURE + QSize(24, 60))
        gallery.setWordWrap(True)
        gallery.setMinimumSize(2 * (PICTURE.width() + 24) + 28, 2 * (PICTURE.height() + 60) + 8)
        for template in self._templates:
            picture = picture_of(template.outline({}), PICTURE, self.palette(), self.devicePixelRatioF())
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)  # Qt would tint it, and the lines' colours have a meaning
            item = QListWidgetItem(icon, f"{said(template.file.title)}\n{template.code}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            gallery.addItem(item)
        return gallery

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self._picture)
        side.addLayout(self._form)
        side.addWidget(self._facts)
        side.addStretch(1)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addWidget(self.gallery, 1)
        upper.addLayout(side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(upper, 1)
        whole.addWidget(self.buttons)
        self._facts.setMinimumWidth(280)
        self._facts.setMinimumHeight(3 * self.fontMetrics().lineSpacing())

    def _choose(self, row: int) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.sizes = {}
        limits = self.template.limits({})
        for parameter in self.template.parameters:
            if parameter.name in self.template.file.size:
                box = QDoubleSpinBox(decimals=1, suffix=" mm", minimum=0.1, maximum=10_000)
                box.setKeyboardTracking(False)
                box.setValue(limits[parameter.name].default)
                box.setAccessibleName(said(parameter.label))
                box.valueChanged.connect(lambda _: self._show_blank())
                self._form.addRow(box.accessibleName(), box)
                self.sizes[parameter.name] = box
        self._show_blank()

    def _show_blank(self) -> None:
        """The blank of this size, or why there is none."""
        try:
            outline = self.template.outline(self.parameters)
        except DieloomError as error:
            self._facts.setText(str(error))
            self.create_button.setEnabled(False)
            return
        self._facts.setText(self._words(outline))
        self.create_button.setEnabled(True)
        self._picture.setPixmap(picture_of(outline, QSize(280, 200), self.palette(), self.devicePixelRatioF()))

    def _words(self, outline: Outline) -> str:
        blank = outline.blank
        text = self.tr("Blank {0} × {1} mm, board {2} mm")
        return text.format(f"{blank.width:.1f}", f"{blank.height:.1f}", f"{outline.caliper:g}")

    def _accept(self) -> None:
        self.chosen.emit(new_design(self.template.code, self.parameters, self.tr("Untitled")))
        self.accept()
