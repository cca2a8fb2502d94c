"""What the print PDF is to be like: for which printer, by which standard, with which marks, one pack or a sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.colour.profiles import load_profile
from core.document.document import Document
from core.errors import DieloomError
from core.press import presets
from core.press.presets import Marks, PrinterPreset
from core.press.settings import STANDARDS, own_profile
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.sections import Note, Section, align, row, strip
from desktop.preflight.checker import Preflight
from desktop.preflight.words import counted, counts_of, severity_icon
from desktop.printing.choices import PrintChoices, kept
from desktop.printing.profile_choice import ProfileChoice
from desktop.printing.words import mark_words, preset_options, preset_title

MARGIN = 16
WIDTH = 480
SIGN_PX = 16
SIZES = ((1000.0, 700.0), (1020.0, 720.0), (700.0, 500.0))  # of press sheets, mm
LARGEST_SIDE = 10_000.0


class ExportPrint(QDialog):
    """Emits ``chosen`` with the choices when the person goes on to the file name."""

    chosen = Signal(object)  # PrintChoices
    findings_asked = Signal()

    def __init__(
        self, document: Document, preflight: Preflight, remembered: str, parent: QWidget | None = None
    ) -> None:
        """``remembered`` is what :attr:`choices` were the last time, as JSON."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export print PDF"))
        self._document, self._preflight, self._remembered = document, preflight, remembered
        self._preset: PrinterPreset | None = None
        self.preset = Choice(self.tr("Printer's preset"), preset_options())
        self.standard = Choice(self.tr("Standard"), [(words, key) for key, words in STANDARDS.items()])
        self.profile = ProfileChoice(self.tr("Output profile"), "")
        self.ppi = NumberBox(36, 2400, 0, " ppi", step=50)
        self.marks = {name: QCheckBox(words) for name, words in mark_words().items()}
        self.sheet = QCheckBox(self.tr("As many packs as a press s&heet holds"))
        sizes = [(f"{width:g} × {height:g} mm", (width, height)) for width, height in SIZES]
        self.size_choice = Choice(self.tr("Sheet size"), [*sizes, (self.tr("Other"), None)])
        self.width_box, self.height_box = (NumberBox(1, LARGEST_SIDE, 1, " mm", step=10) for _ in range(2))
        self.note, self.sign, self.findings = Note(), QLabel(), QLabel()
        self.findings.setWordWrap(True)
        self.show_findings = QPushButton(self.tr("Sho&w"))
        self._describe()
        self._lay_out()
        self._connect()
        self._take_preset(document.design.press.preset)

    @property
    def choices(self) -> PrintChoices:
        """As they are shown."""
        return PrintChoices(
            preset=self.preset.value(),
            standard=self.standard.value(),
            profile=self.profile.profile,
            ppi=self.ppi.value(),
            marks=self._marks(),
            sheet=(self.width_box.value(), self.height_box.value()) if self.sheet.isChecked() else None,
        )

    def _marks(self) -> Marks:
        assert self._preset is not None
        shown = {name: box.isChecked() for name, box in self.marks.items()}
        return self._preset.press.marks.model_copy(update=shown)

    def _describe(self) -> None:
        describe(self.ppi, self.tr("Resolution"), self.tr("Of artwork; pictures are never enlarged to it"))
        describe(self.width_box, self.tr("Width of the sheet"))
        describe(self.height_box, self.tr("Height of the sheet"))
        describe(self.sheet, self.tr("Press sheet"), self.tr("Nested by their contours, with the marks of a sheet"))
        describe(self.show_findings, self.tr("Show"), self.tr("Close this dialogue and show what preflight found"))
        for name, box in self.marks.items():
            describe(box, mark_words()[name])

    def _lay_out(self) -> None:
        file, marks, sheet = Section(self.tr("File")), Section(self.tr("Marks")), Section(self.tr("Press sheet"))
        file.add(self.tr("&Printer"), self.preset)
        file.add(self.tr("&Standard"), self.standard)
        file.add(self.tr("P&rofile"), self.profile)
        file.add(self.tr("R&esolution"), self.ppi)
        self._marks_grid = QWidget()
        grid = QGridLayout(self._marks_grid)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, box in enumerate(self.marks.values()):
            grid.addWidget(box, number // 2, number % 2)
        marks.add_wide(self._marks_grid)
        sheet.add_wide(self.sheet)
        self._size = strip(self.size_choice, self.width_box, self.height_box)
        sheet.add_wide(self._size)
        align([file])
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.show_findings.setAutoDefault(False)
        report = row(self.sign, self.findings, self.show_findings)
        report.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(14)
        for widget in (file, marks, sheet, self.note):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(report)
        column.addWidget(self.buttons)
        self.export.setDefault(True)
        self.setMinimumWidth(WIDTH)

    def _connect(self) -> None:
        self.preset.edited.connect(self._take_preset)
        self.profile.refused.connect(self.note.say)
        self.sheet.toggled.connect(lambda _: self._enable())
        self.size_choice.edited.connect(self._take_size)
        for box in (self.width_box, self.height_box):
            box.edited.connect(lambda *_: self._show_size())
        self.show_findings.clicked.connect(self._leave_for_findings)
        self.buttons.accepted.connect(self._go_on)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._preflight.changed.connect(self._show_report)
        self._preflight.failed.connect(self._say)

    def _take_preset(self, name: str) -> None:
        """What that printer wants, and what was asked of it beyond that before."""
        try:
            self._preset = presets.load(name)
        except DieloomError as error:
            self.note.say(str(error))
            self._preset = presets.load()
            name = presets.STANDARD
        press, asked = self._preset.press, kept(self._remembered, name)
        self.preset.show_value(name)
        self.standard.show_value(asked.standard or press.standard)
        self.profile.offer_unchosen(self._usual_profile(press.profile))
        self.profile.show_profile(asked.profile)
        self.ppi.show_value(asked.ppi or press.ppi)
        for field, box in self.marks.items():
            box.setChecked(getattr(asked.marks or press.marks, field))
        self.sheet.setChecked(asked.sheet is not None)
        width, height = asked.sheet or SIZES[0]
        self.width_box.show_value(width)
        self.height_box.show_value(height)
        self._show_size()
        self._enable()
        self._show_report()

    def _usual_profile(self, of_preset: str) -> str:
        try:
            profile = own_profile(self._document) or load_profile(self._document.design.press.profile or of_preset)
        except DieloomError as error:
            self.note.say(str(error))
            return self.tr("As the design says")
        return self.tr("As the design says: {0}").format(profile.description)

    def _take_size(self, size: tuple[float, float] | None) -> None:
        if size is not None:
            self.width_box.show_value(size[0])
            self.height_box.show_value(size[1])

    def _show_size(self) -> None:
        size = self.width_box.value(), self.height_box.value()
        self.size_choice.show_value(size if size in SIZES else None)

    def _enable(self) -> None:
        """A sheet has marks of its own."""
        self._marks_grid.setEnabled(not self.sheet.isChecked())
        self._size.setEnabled(self.sheet.isChecked())

    def _show_report(self) -> None:
        report = self._preflight.report if self._preflight.fresh else None
        counts = counts_of(report.findings if report else ())
        worst = next((severity for severity, count in counts.items() if count), None)
        self.findings.setText(self._worded(counted(counts)) if report else self.tr("Checking the design…"))
        self.sign.setPixmap(severity_icon(worst, SIGN_PX).pixmap(SIGN_PX, SIGN_PX) if worst else QPixmap())
        self.sign.setVisible(worst is not None)
        self.show_findings.setVisible(worst is not None)
        self.export.setText(self.tr("E&xport Anyway…") if counts["error"] else self.tr("E&xport…"))
        describe(self.export, self.tr("Export"), self.tr("Choose where the PDF goes"))

    def _worded(self, counts: str) -> str:
        """By whose limits, where it is not the printer that is chosen here."""
        judge = self._document.design.press.preset
        if judge == self.preset.value():
            return counts
        return self.tr("{0}, by the limits of {1}").format(counts, preset_title(judge))

    def _say(self, problem: str) -> None:
        if problem:
            self.note.say(problem)
            self.findings.setText(self.tr("The design was not checked"))

    def _leave_for_findings(self) -> None:
        self.reject()
        self.findings_asked.emit()

    def _go_on(self) -> None:
        self.export.setFocus()  # what is being typed counts
        choices = self.choices
        self.accept()
        self.chosen.emit(choices)

    def remembered(self) -> str:
        """What to give to the next dialogue of this kind."""
        assert self._preset is not None
        return self.choices.beyond(self._preset).model_dump_json(exclude_none=True)
