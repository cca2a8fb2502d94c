"""Help: what this program is, and which keys do what."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core import __version__

translate = QCoreApplication.translate


def show_about(parent: QWidget) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle(translate("About", "About Dieloom"))
    box.setText(f"<h3>Dieloom {__version__}</h3>")
    box.setInformativeText(
        translate(
            "About",
            "Packaging design from dieline to print-ready PDF. Everything stays on this computer.\n\n"
            "Apache License 2.0. Built with Qt, PyTorch, LittleCMS, ReportLab, pikepdf, shapely, ezdxf and HarfBuzz.",
        )
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def show_shortcuts(parent: QWidget, listing: list[tuple[str, str]]) -> None:
    """A table of texts and keys; the canvas's own keys and gestures come after those of the menus."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("Shortcuts", "Keyboard shortcuts"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    rows = [*listing, *_canvas_keys()]
    table = QTableWidget(len(rows), 2)
    table.setAccessibleName(dialog.windowTitle())
    table.setHorizontalHeaderLabels([translate("Shortcuts", "Action"), translate("Shortcuts", "Keys")])
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(text))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column_box = QVBoxLayout(dialog)
    column_box.addWidget(table)
    column_box.addWidget(buttons)
    dialog.resize(560, 560)
    dialog.open()


def _canvas_keys() -> list[tuple[str, str]]:
    return [
        (translate("Shortcuts", "Zoom at the pointer"), translate("Shortcuts", "Wheel")),
        (translate("Shortcuts", "Pan"), translate("Shortcuts", "Space + drag, or middle button")),
        (translate("Shortcuts", "Move the layer by 0.5 mm"), translate("Shortcuts", "Arrow keys")),
        (translate("Shortcuts", "Move the layer by 5 mm"), translate("Shortcuts", "Shift + arrow keys")),
        (translate("Shortcuts", "Keep proportions, axis or 15° steps"), translate("Shortcuts", "Shift while dragging")),
        (translate("Shortcuts", "Give up a drag, or deselect"), translate("Shortcuts", "Esc")),
    ]
