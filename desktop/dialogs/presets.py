"""Printers' presets: the list at the left, what one house wants of a file at the right. The bundled ones are locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import DieloomError
from core.press import presets
from core.press.presets import PrinterPreset
from desktop.panels.controls import TextField, describe
from desktop.panels.icons import icon
from desktop.panels.sections import Note, Section, muted, row
from desktop.printing.limit_fields import LimitFields
from desktop.printing.line_table import LineTable
from desktop.printing.press_fields import MarkFields, PressFields
from desktop.printing.words import preset_title

MARGIN = 16
SIZE = (860, 620)
LIST_WIDTH = 240
NAME = Qt.ItemDataRole.UserRole
ICON_PX = 14


class PresetsDialog(QDialog):
    """Every change is kept when it is made; what cannot be is said, and stays to be corrected."""

    changed = Signal()
    renamed = Signal(str, str)  # from, to

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` is the preset to begin with."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Printers’ presets"))
        self.preset: PrinterPreset | None = None
        self.list, self.note = QListWidget(), Note()
        self.title = TextField(self.tr("Name of the preset"), 60)
        self.copy, self.delete = QPushButton(self.tr("D&uplicate")), QPushButton(self.tr("&Delete"))
        self.bring = QPushButton(self.tr("&Import…"))
        self.press, self.marks, self.lines, self.limits = PressFields(), MarkFields(), LineTable(), LimitFields()
        self.tabs, self.locked = QTabWidget(), muted(QLabel(self.tr("This preset comes with Dieloom: duplicate it.")))
        self._describe()
        self._lay_out()
        self._connect()
        self._fill(name)
        self.resize(*SIZE)

    @property
    def name(self) -> str:
        """The preset that the person is on."""
        item = self.list.currentItem()
        return str(item.data(NAME)) if item else presets.STANDARD

    def _describe(self) -> None:
        describe(self.list, self.tr("Presets"))
        self.list.setToolTip("")
        self.list.setIconSize(QSize(ICON_PX, ICON_PX))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        describe(self.copy, self.tr("Duplicate"), self.tr("A preset of your own that begins like this one"))
        describe(self.delete, self.tr("Delete"), self.tr("Delete this preset; designs for it say that it is missing"))
        describe(self.bring, self.tr("Import"), self.tr("Take in a preset that a printer has sent you as a TOML file"))
        for button in (self.copy, self.delete, self.bring):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        for page, words in (
            (self.press, self.tr("&Press")),
            (self.marks, self.tr("&Marks")),
            (self.lines, self.tr("&Lines")),
            (self.limits, self.tr("Pre&flight")),
        ):
            page.setAutoFillBackground(True)
            self.tabs.addTab(page, words)
        named = Section()
        named.add(self.tr("&Name"), self.title)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(row(self.copy, self.delete))
        left.addWidget(self.bring)
        for widget in (named, self.locked, self.note):
            right.addWidget(widget)
        right.addWidget(self.tabs, 1)
        self.list.setFixedWidth(LIST_WIDTH)
        both = QHBoxLayout()
        both.setSpacing(MARGIN)
        both.addLayout(left)
        both.addLayout(right, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter ends a field, no more
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(10)
        whole.addLayout(both, 1)
        whole.addWidget(self.buttons)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.copy.clicked.connect(self.duplicate)
        self.delete.clicked.connect(self._ask_delete)
        self.bring.clicked.connect(self._ask_file)
        self.title.editingFinished.connect(lambda: self.rename(self.title.text().strip()))
        self.press.edited.connect(lambda press: self._change(lambda preset: replace(preset, press=press)))
        self.marks.edited.connect(self._take_marks)
        self.lines.edited.connect(lambda lines: self._change(lambda preset: replace(preset, lines=lines)))
        self.lines.refused.connect(self.note.say)
        self.limits.edited.connect(lambda limits: self._change(lambda preset: replace(preset, limits=limits)))
        self.press.refused.connect(self.note.say)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _fill(self, name: str) -> None:
        """The presets that there are, the person on ``name``."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for each in presets.lines.names():
                item = QListWidgetItem(preset_title(each))
                item.setData(NAME, each)
                item.setToolTip(item.text())
                if not presets.lines.is_own(each):
                    item.setIcon(icon("locked", ICON_PX))
                    spoken = self.tr("{0}, comes with Dieloom").format(item.text())
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                self.list.addItem(item)
                if each == name:
                    self.list.setCurrentItem(item)
            if self.list.currentItem() is None:
                self.list.setCurrentRow(0)
        self._show()

    def _show(self) -> None:
        name, own = self.name, presets.lines.is_own(self.name)
        self.note.say("")
        try:
            self.preset = presets.load(name)
        except DieloomError as error:
            self.preset = None
            self.note.say(str(error))
        self.title.show_value(preset_title(name))
        self.title.setEnabled(own)
        self.locked.setVisible(not own)
        self.delete.setEnabled(own)
        self.copy.setEnabled(self.preset is not None)
        for page in (self.press, self.marks, self.lines, self.limits):
            page.setEnabled(own and self.preset is not None)
        if self.preset is not None:
            self.press.show_press(self.preset.press)
            self.marks.show_marks(self.preset.press.marks)
            self.lines.show_lines(self.preset.lines)
            self.limits.show_limits(self.preset.limits)

    def _take_marks(self, marks: object) -> None:
        self._change(lambda preset: replace(preset, press=preset.press.model_copy(update={"marks": marks})))

    def _change(self, change: Callable[[PrinterPreset], PrinterPreset]) -> None:
        """Keep the preset as it is changed now."""
        if self.preset is None:
            return
        preset = change(self.preset)
        if preset != self.preset and self._kept(preset, self.name):
            self.preset = presets.load(self.name)
            self.press.show_press(self.preset.press)
            self.changed.emit()

    def _kept(self, preset: PrinterPreset, name: str) -> bool:
        try:
            presets.save(preset, name)
        except DieloomError as error:
            self.note.say(str(error))
            return False
        self.note.say("")
        return True

    def duplicate(self) -> None:
        """One of the person's own that begins like the current one; its name is ready to be typed over."""
        if self.preset is None:
            return
        self._add(self.preset, _fresh(self.tr("{0} copy").format(preset_title(self.name))))

    def take(self, path: Path) -> None:
        """A preset from a file; a bad one is explained."""
        try:
            preset = presets.load(str(path))
        except DieloomError as error:
            self.note.say(str(error))
            return
        self._add(preset, _fresh(path.stem))

    def _add(self, preset: PrinterPreset, name: str) -> None:
        if self._kept(preset, name):
            self._fill(name)
            self.title.setFocus()
            self.title.selectAll()
            self.changed.emit()

    def rename(self, name: str) -> None:
        before = self.name
        if name == before or self.preset is None or not presets.lines.is_own(before):
            return
        if any(name.casefold() == each.casefold() for each in presets.lines.names() if each != before):
            self.note.say(self.tr("There is a preset called {0} already.").format(name))
            return
        if self._kept(self.preset, name):
            if name.casefold() != before.casefold():  # on some disks both are one file
                presets.remove(before)
            self._fill(name)
            self.renamed.emit(before, name)
            self.changed.emit()

    def _ask_delete(self) -> None:
        question = self.tr("Delete the preset {0}?").format(self.name)
        buttons = QMessageBox.StandardButton
        if QMessageBox.question(self, self.tr("Delete"), question, buttons.Yes | buttons.No) == buttons.Yes:
            self.remove()

    def remove(self) -> None:
        try:
            presets.remove(self.name)
        except DieloomError as error:
            self.note.say(str(error))
            return
        self._fill(self.list.item(max(0, self.list.currentRow() - 1)).data(NAME))
        self.changed.emit()

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import a preset"), "", "TOML (*.toml)")
        if chosen:
            self.take(Path(chosen))


def _fresh(name: str) -> str:
    """The name, with a number where there is a preset of that name."""
    plain = "".join(letter for letter in name if letter not in '<>:"/\\|?*').strip() or "preset"
    taken = {each.casefold() for each in presets.lines.names()}
    names = [plain, *(f"{plain} {number}" for number in range(2, len(taken) + 3))]
    return next(each for each in names if each.casefold() not in taken)
