"""Failures as they were worded for the person, and questions before something is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from core.errors import DieloomError

translate = QCoreApplication.translate


def show_error(parent: QWidget, error: DieloomError) -> None:
    """What is wrong, and below it what to do. Does not block the event loop."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Dieloom", error.message, QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText(error.hint)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def ask_to_save(parent: QWidget, name: str) -> QMessageBox.StandardButton:
    """Save, Discard or Cancel."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Dieloom")
    box.setText(translate("Messages", "Save the changes to {0}?").format(name))
    box.setInformativeText(translate("Messages", "They are lost otherwise."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    return QMessageBox.StandardButton(box.exec())


def ask_what_for(parent: QWidget, name: str, place: Callable[[], None], cut: Callable[[], None]) -> None:
    """Whether a drawing is artwork to be placed or a dieline; does not block the event loop."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Dieloom")
    box.setText(translate("Messages", "What is {0}?").format(name))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    art = box.addButton(translate("Messages", "&Artwork to Place"), QMessageBox.ButtonRole.AcceptRole)
    die = box.addButton(translate("Messages", "A &Dieline"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(art)
    art.clicked.connect(lambda: place())
    die.clicked.connect(lambda: cut())
    box.open()


def ask_to_recover(parent: QWidget, count: int) -> bool:
    """Whether to open what an earlier run could not save; False to throw it away."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Dieloom")
    text = translate("Messages", "Dieloom did not close properly. Unsaved designs that can be recovered: {0}.")
    box.setText(text.format(count))
    recover = box.addButton(translate("Messages", "Recover"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(translate("Messages", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.exec()
    return box.clickedButton() is recover
