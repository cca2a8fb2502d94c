"""A paper proof at 1:1: which paper, how its sheets overlap and lie; then the system's print dialogue, or a PDF."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.compose.drawlist import Drawing
from core.dieline.outline import Side
from core.errors import DieloomError
from core.jobs import Progress
from core.press.tiling import Paper, Tiling
from desktop.fold.art import Held
from desktop.i18n import spoken
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.sections import Note, Section, muted
from desktop.printing.paper import PaperJob, print_sheets, retiled, set_up, spread, wanted
from desktop.workers.background import Background
from desktop.workers.latest import Latest
from desktop.workers.task import Task

MARGIN = 16
SIDE_WIDTH = 280
SIZE = (1000, 660)
PROGRESS = 1000


class PrintProof(QDialog):
    """Shows the sheets as they will come out; ``pdf_asked`` with the tiling and the sides when they go to a file."""

    pdf_asked = Signal(object, object)  # Tiling, tuple of sides

    def __init__(self, drawing: Drawing, held: Held, paper: str, parent: QWidget | None = None) -> None:
        """``held`` are the pixels of the drawing; ``paper`` is what was used the last time, if any."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paper proof at 1:1"))
        self._drawing, self._held = drawing, held
        self._background = Background(self)
        self._previews = Latest(self._background, self)
        self._printing: Task | None = None
        self.paper = Choice(self.tr("Paper"), [("A4", "a4"), ("A3", "a3"), (self.tr("Letter"), "letter")])
        self.way = Choice(
            self.tr("Orientation"),
            [
                (self.tr("Whichever needs fewer sheets"), "auto"),
                (self.tr("Portrait"), "portrait"),
                (self.tr("Landscape"), "landscape"),
            ],
        )
        usual = Tiling()
        self.overlap = NumberBox(0, 40, 1, " mm", step=1)
        self.strength = NumberBox(0, 100, 0, " %", step=10)
        names: dict[Side, str] = {"outside": self.tr("Outside"), "inside": self.tr("Inside")}
        self.sides = {page.side: QCheckBox(names[page.side]) for page in drawing.pages}
        self.view, self.count, self.note = SpreadView(), QLabel(), Note()
        self.bar = QProgressBar(textVisible=False)
        self.print_button, self.keep = QPushButton(self.tr("&Print…")), QPushButton(self.tr("&Save as PDF…"))
        self.paper.show_value(paper if paper in ("a4", "a3", "letter") else _usual_paper())
        self.way.show_value(usual.orientation)
        self.overlap.show_value(usual.overlap)
        self.strength.show_value(usual.strength * 100)
        self._describe()
        self._lay_out()
        self._connect()
        self.resize(*SIZE)

    @property
    def job(self) -> PaperJob:
        """What is asked for now."""
        tiling = Tiling(
            paper=self.paper.value(),
            orientation=self.way.value(),
            overlap=self.overlap.value(),
            strength=self.strength.value() / 100,
        )
        sides = tuple(side for side, box in self.sides.items() if box.isChecked())
        return PaperJob(self._drawing, sides, tiling, self._held, spoken())

    def _describe(self) -> None:
        describe(self.overlap, self.tr("Overlap"), self.tr("The strip by which sheets are glued together"))
        describe(self.strength, self.tr("Artwork"), self.tr("How much of the artwork's ink; lines keep theirs"))
        describe(self.print_button, self.tr("Print"), self.tr("Choose the printer"))
        describe(self.keep, self.tr("Save as PDF"), self.tr("The same sheets as a file, to be printed at actual size"))
        describe(self.bar, self.tr("Progress"))
        for box in self.sides.values():
            box.setChecked(True)
            describe(box, box.text())
        self.bar.setMaximum(PROGRESS)
        self.bar.setFixedHeight(4)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.hide()
        font = self.count.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        self.count.setFont(font)

    def _lay_out(self) -> None:
        paper, what = Section(self.tr("Sheets")), Section(self.tr("What is printed"))
        paper.add(self.tr("P&aper"), self.paper)
        paper.add(self.tr("&Turned"), self.way)
        paper.add(self.tr("&Overlap"), self.overlap)
        what.add(self.tr("Art&work"), self.strength)
        for box in self.sides.values():
            what.add_wide(box)
        advice = muted(QLabel(self.tr("Each sheet has a ruler of 100 mm: measure it before you cut.")))
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(14)
        for widget in (paper, what, self.count, advice, self.note):
            side.addWidget(widget)
        side.addStretch(1)
        column = QWidget()
        column.setLayout(side)
        column.setFixedWidth(SIDE_WIDTH)
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addWidget(column)
        upper.addWidget(self.view, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.print_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.ActionRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(10)
        whole.addLayout(upper, 1)
        whole.addWidget(self.bar)
        whole.addWidget(self.buttons)
        self.print_button.setDefault(True)

    def _connect(self) -> None:
        for choice in (self.paper, self.way):
            choice.edited.connect(lambda _: self.refresh())
        for number in (self.overlap, self.strength):
            number.edited.connect(lambda *_: self.refresh())
        for box in self.sides.values():
            box.toggled.connect(lambda _: self.refresh())
        self.view.resized.connect(self.refresh)
        self._previews.done.connect(self._show_spread)
        self._previews.failed.connect(self._fail)
        self.print_button.clicked.connect(self._ask_printer)
        self.keep.clicked.connect(self._ask_pdf)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._end)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._background.isRunning():
            self._background.start()
            self.refresh()

    def refresh(self) -> None:
        """Lay the sheets out as they are asked for now."""
        if self._background.isRunning():
            job, room, ratio = self.job, self.view.size(), self.devicePixelRatioF()
            self._previews.ask(lambda: spread(job, room, ratio))

    def _show_spread(self, found: tuple[QImage, int]) -> None:
        image, count = found
        self.view.show_image(image)
        self.count.setText(self.tr("1 sheet") if count == 1 else self.tr("{0} sheets").format(count))
        self._enable(count > 0)

    def _fail(self, error: DieloomError) -> None:
        self.count.setText("")
        self.note.say(str(error))
        self._enable(False)

    def _enable(self, on: bool) -> None:
        for button in (self.print_button, self.keep):
            button.setEnabled(on and self._printing is None)

    def _ask_pdf(self) -> None:
        job = self.job
        self.accept()
        self.pdf_asked.emit(job.tiling, job.sides)

    def _ask_printer(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.note.say(self.tr("There is no printer on this machine. Save the sheets as a PDF, and print that."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self.job.grid.sheet, self._drawing.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.job.sheets()))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print in the background; the sheets follow the paper that the printer was set to."""
        try:
            job = retiled(self.job, printer)
        except DieloomError as error:
            self.note.say(str(error))
            return
        title = self._drawing.title

        def work(progress: Progress) -> None:
            sheets = wanted(job.sheets(), printer)
            set_up(printer, job.grid.sheet, title)
            print_sheets(sheets, job.held, printer, progress)

        self.note.say("")
        self.paper.show_value(job.tiling.paper)
        self._printing = self._background.submit(work)
        self._printing.progress.connect(self._progressed)
        self._printing.done.connect(lambda _: self._printed())
        self._printing.failed.connect(self._not_printed)
        self._enable(False)

    def _progressed(self, fraction: float, _: str) -> None:
        self.bar.setValue(round(fraction * PROGRESS))
        self.bar.show()

    def _printed(self) -> None:
        self._printing = None
        self.accept()

    def _not_printed(self, error: DieloomError) -> None:
        self._printing = None
        self.bar.hide()
        self._enable(True)
        self.note.say(str(error))

    def _end(self) -> None:
        if self._printing is not None:
            self._printing.cancel()
        self._previews.forget()
        self._background.stop()
        self.deleteLater()


class SpreadView(QWidget):
    """The sheets on a table."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 300)
        self.setAccessibleName(self.tr("The sheets"))

    def sizeHint(self) -> QSize:
        return QSize(640, 500)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._image.isNull():
            painter = QPainter(self)
            area = self._image.deviceIndependentSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = self.rect().toRectF()
            place.setSize(area)
            place.moveCenter(self.rect().toRectF().center())
            painter.drawImage(place, self._image)


def _usual_paper() -> Paper:
    """Of the country that the machine stands in."""
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if american else "a4"
