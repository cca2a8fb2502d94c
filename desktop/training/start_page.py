"""The second step: what the model is called, how long it may take and what it begins from; all else has a default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.gan.bundled import BEST
from desktop.models.book import ModelBook
from desktop.models.browser import file_kinds
from desktop.models.facts import bundled, title_of
from desktop.panels.controls import Choice, NumberBox, TextField, describe
from desktop.panels.sections import MARGIN, Column, Section, align, muted, row, strip, tab_through
from desktop.training.cell_painter import CELL_SIZE, Painter
from desktop.training.cells import Cells, cells_of
from desktop.training.expert import Expert
from desktop.training.pictures_page import SIZES, Prepared
from desktop.training.runs import PICTURES
from desktop.training.work import Wish
from desktop.workers.background import Background

FORM_WIDTH = 470
SHOWN = 60  # pictures of the set
SCRATCH, OTHER = "", "other"
PATTERNS = BEST  # the bundled model to begin from, unless there is another
USUAL_MINUTES = 120.0
BY_COUNT = -1.0
USUAL_KIMG, MOST_KIMG = 200.0, 100_000.0


class StartPage(QWidget):
    """``started`` carries the Wish and the Prepared set; ``back`` goes to the pictures."""

    started = Signal(object, object)
    back = Signal()

    def __init__(self, background: Background, book: ModelBook) -> None:
        super().__init__()
        self._book = book
        self._prepared: Prepared | None = None
        self.name = TextField(self.tr("Name"), 60)
        self.size = Choice(self.tr("Size"))
        self.time = Choice(self.tr("Time"), self._times())
        self.kimg = NumberBox(0.1, MOST_KIMG, 1, " kimg", step=50)
        self.start = Choice(self.tr("Begin from"))
        self.tiles = QCheckBox(self.tr("What it draws &tiles seamlessly"))
        self.expert = Expert()
        self.facts, self.hint = QLabel(), muted(QLabel())
        self.pictures = QListView()
        self._cells = Cells(background)
        self.return_, self.begin = QPushButton(self.tr("&Back")), QPushButton(self.tr("&Start training"), default=True)
        self._describe()
        self._lay_out()
        self._connect()

    def show_pictures(self, prepared: Prepared, name: str) -> None:
        """Make the choices for this set, those before kept where they fit."""
        self._prepared = prepared
        report = prepared.report
        self.name.show_value(name)
        usual = self.size.value()
        sizes = [(f"{side} px", side) for side in SIZES if side <= report.resolution]
        self.size.set_options([(self.tr("Automatic"), None), *sizes])
        self.size.show_value(usual)
        self.tiles.setChecked(report.tiles)
        self._list_starts(self.start.value() if self.start.count() else None)
        labels = self.tr("{0} labels").format(len(report.labels)) if report.labels else self.tr("no labels")
        self.facts.setText(self.tr("{0} pictures, {1}").format(prepared.count, labels))
        self._cells.read_from(prepared.folder / PICTURES, ())
        self._cells.show_cells([cell for cell in cells_of(report) if not cell.dropped][:SHOWN])
        self.name.setFocus()
        self.name.selectAll()
        self._explain()

    def begin_from(self, model: str) -> None:
        """Let the next run begin from a model, unless the person chooses otherwise."""
        if model not in bundled():
            self._book.remember(model)
        self._list_starts(model)

    @property
    def wish(self) -> Wish:
        """What is asked for now."""
        minutes = self.time.value()
        by_count = minutes == BY_COUNT
        return Wish(
            name=self.name.text().strip() or self.tr("My model"),
            data=PICTURES,
            preset=self.expert.preset.value(),
            resolution=self.size.value(),
            minutes=None if by_count else minutes,
            kimg=self.kimg.value() if by_count else None,
            start=self.start.value() or None,
            tiles=self.tiles.isChecked(),
            device=self.expert.device.value(),
            chosen=self.expert.chosen(),
        )

    def _times(self) -> list[tuple[str, float]]:
        return [
            (self.tr("About 30 minutes: a first look"), 30.0),
            (self.tr("About 2 hours"), USUAL_MINUTES),
            (self.tr("Overnight, 8 hours: the best"), 480.0),
            (self.tr("A number of pictures…"), BY_COUNT),
        ]

    def _describe(self) -> None:
        tip = self.tr("It can be stopped, and gone on with, at any time")
        describe(self.time, self.tr("Time"), tip)
        tip = self.tr("How many thousand pictures the judge is shown")
        describe(self.kimg, self.tr("Thousands of pictures"), tip)
        tip = self.tr("A model that can draw already learns your pictures sooner, and from fewer of them")
        describe(self.start, self.tr("Begin from"), tip)
        tip = self.tr("Right edge fits left edge, lower fits upper: for patterns. For things and scenes, leave it off")
        describe(self.tiles, self.tr("What it draws tiles seamlessly"), tip)
        describe(self.size, self.tr("Size"), self.tr("Of what it draws; artwork is enlarged from it"))
        describe(self.begin, self.tr("Start training"))
        describe(self.return_, self.tr("Back"), self.tr("Back to the pictures"))
        describe(self.pictures, self.tr("Pictures of the set"), "")
        self.time.show_value(USUAL_MINUTES)
        self.kimg.show_value(USUAL_KIMG)

    def _lay_out(self) -> None:
        form = Section(self.tr("Your model"))
        form.add(self.tr("&Name"), self.name)
        form.add(self.tr("&Begin from"), self.start)
        form.add(self.tr("T&ime"), strip(self.time, self.kimg))
        form.add(self.tr("Si&ze"), self.size)
        form.add_wide(self.tiles)
        form.add_wide(self.hint)
        sections = [form, *self.expert.sections]
        align(sections)
        column = Column()
        column.fill([form, self.expert])
        tab_through(sections)  # once they are in one window
        column.setFixedWidth(FORM_WIDTH)
        column.column.setContentsMargins(0, 0, MARGIN, 0)
        view = self.pictures
        view.setModel(self._cells)
        view.setItemDelegate(Painter(view))
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setUniformItemSizes(True)
        view.setGridSize(CELL_SIZE)
        right = QVBoxLayout()
        right.addWidget(self.facts)
        right.addWidget(view, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(column)
        both.addLayout(right, 1)
        under = row(self.return_)
        under.addStretch(1)
        under.addWidget(self.begin)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(both, 1)
        whole.addLayout(under)

    def _connect(self) -> None:
        self.return_.clicked.connect(self.back)
        self.begin.clicked.connect(self._start)
        self.time.edited.connect(lambda _: self._explain())
        self.start.edited.connect(self._choose_start)
        self.expert.preset.edited.connect(lambda _: self._explain())

    def _start(self) -> None:
        if self._prepared is not None:
            self.started.emit(self.wish, self._prepared)

    def _list_starts(self, chosen: Any) -> None:
        own = [(self.tr("{0}: patterns, came with Dieloom").format(name), name) for name in bundled()]
        recent = [(title_of(model), model) for model in self._book.recent if Path(model).is_file()]
        options = [*own, *recent, (self.tr("Nothing: from scratch"), SCRATCH), (self.tr("Another model…"), OTHER)]
        self.start.set_options(options)
        values = [value for _, value in options]
        usual = PATTERNS if PATTERNS in values else SCRATCH
        self.start.show_value(chosen if chosen in values and chosen != OTHER else usual)

    def _choose_start(self, value: str) -> None:
        if value != OTHER:
            return
        folder = str(self._book.folder or "")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("The model to begin from"), folder, file_kinds())
        if name:
            self._book.remember(name)
        self._list_starts(name or None)

    def _explain(self) -> None:
        self.kimg.setVisible(self.time.value() == BY_COUNT)
        teaching = self.expert.preset.value() == "classic-dcgan"
        self.start.setEnabled(not teaching)
        self.hint.setText(
            self.tr("The textbook's network: for lessons. It cannot be used for artwork.")
            if teaching
            else self.tr("You can design, and export, while it trains. Closing Dieloom pauses it; nothing is lost.")
        )
        self.hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
