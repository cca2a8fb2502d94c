"""The model browser: which models there are, what each is and draws, and the one that the artwork should use.

It stays open beside the window, so that choosing, looking at the pack and taking it back go hand in hand.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.errors import DieloomError
from core.jobs import Progress
from desktop.models.details import Details
from desktop.models.facts import ENDINGS, bundled, models_in, path_of, title_of
from desktop.models.list import ModelList
from desktop.models.samples import Samples
from desktop.models.use import UseModel
from desktop.panels.controls import describe
from desktop.panels.filter_field import FilterField
from desktop.panels.icons import IconButton
from desktop.panels.sections import GAP, Note, muted, row
from desktop.panels.thumbs import Thumbs
from desktop.workers.preview import PreviewLane

if TYPE_CHECKING:
    from core.artwork.artist import Artist

SIZE = (820, 620)
MARGIN = 12

translate = QCoreApplication.translate


class ModelBrowser(QDialog):
    """Looks at models without touching the document; ``models.use`` is what changes it."""

    unloaded = Signal(str)  # what the status bar says

    def __init__(self, models: UseModel, lane: PreviewLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self.setAcceptDrops(True)
        self._models, self._book, self._lane = models, models.book, lane
        self.thumbs = Thumbs(lane, self)
        self.filter = FilterField(self.tr("Find a model"))
        self.list = ModelList(self._book)
        self.title, self.state = QLabel(), muted(QLabel())
        self.note, self.details, self.samples = Note(), Details(), Samples(self.thumbs)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.resize(*SIZE)
        self.list.refresh()
        self._show(self.list.model_name())

    def look_at(self, model: str) -> None:
        """Put a model into the list if it is not there, and show what it is; the document stays as it is."""
        self._list_model(model)
        self.filter.clear()
        self._book.learn(model)
        self.list.choose(model)

    def explain(self, model: str, error: DieloomError) -> None:
        """Come to the front and say why this model was not taken."""
        self.present()
        self._list_model(model)
        self.list.choose(model)
        self.note.say(str(error))

    def present(self) -> None:
        """To the front, on the artwork's model, with the keys in the list."""
        self.show()
        self.raise_()
        self.activateWindow()
        if current := self._models.current:
            self._list_model(current)
            self.list.choose(current)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._book.look_into_folder()
        self.list.refresh()
        self._show(self.list.model_name())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if models_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file dropped here is looked at; one dropped on the window is used."""
        for path in models_in(event.mimeData())[:1]:
            self.look_at(str(path))
        event.acceptProposedAction()

    # Building

    def _make_buttons(self) -> None:
        self.browse = QPushButton(self.tr("&Open file…"))
        self.folder = QPushButton(self.tr("&Folder…"))
        self.remove = IconButton("remove", self.tr("Take the model out of the list (Del)"))
        self.use = QPushButton(self.tr("&Use this model"), default=True)
        self.unload = QPushButton(self.tr("F&ree memory"))
        self.reveal = QPushButton(self.tr("&Show in folder"))
        self.shut = QPushButton(self.tr("&Close"))
        describe(self.browse, self.tr("Open a model file…"))
        describe(self.folder, self.tr("Choose the folder that holds your models…"))
        describe(self.use, self.tr("Use this model"), self.tr("Draw the artwork with this model; Undo takes it back"))
        tip = self.tr("Take the model out of memory; it is read again when it is needed")
        describe(self.unload, self.tr("Free memory"), tip)
        describe(self.reveal, self.tr("Show in folder"), self.tr("Open the folder that the file lies in"))
        describe(self.shut, self.tr("Close"))

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        left, right = QWidget(), QWidget()
        column = _column(left)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        under = row(self.browse, self.folder)
        under.addStretch(1)
        under.addWidget(self.remove)
        column.addLayout(under)
        column = _column(right)
        for widget in (self.title, self.state, self.note, self.samples, self._facts()):
            column.addWidget(widget)
        column.setStretch(column.count() - 1, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(MARGIN)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([270, SIZE[0] - 270])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(MARGIN)
        whole.addWidget(split, 1)
        whole.addLayout(self._bottom())

    def _facts(self) -> QScrollArea:
        """The card of a file may be long."""
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.details)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _bottom(self) -> QHBoxLayout:
        line = row(self.reveal, self.unload)
        line.addStretch(1)
        line.addWidget(self.shut)
        line.addWidget(self.use)
        return line

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.list.show_filter)
        self.list.chosen.connect(self._show)
        self.list.itemActivated.connect(lambda _: self._use())
        self.list.remove_asked.connect(self._remove)
        self.browse.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._ask_folder)
        self.remove.clicked.connect(lambda: self._remove(self.list.model_name()))
        self.reveal.clicked.connect(self._reveal)
        self.unload.clicked.connect(self._unload)
        self.shut.clicked.connect(self.close)
        self.use.clicked.connect(lambda: self._use())
        self.samples.chosen.connect(self._use)
        self.samples.failed.connect(self._cannot_draw)
        self._book.learned.connect(self._learned)
        self._models.used.connect(lambda model: self.list.choose(model))
        self._models.refused.connect(self._refused)

    # Showing

    def _show(self, model: str) -> None:
        """What is known of the model under the cursor."""
        self._book.look(model)
        facts = self._book.facts(model) if model else None
        problem = self._book.problem(model) if model else None
        self.title.setText(title_of(model) if model else self.tr("Choose a model"))
        reading = model and facts is None and problem is None
        self.state.setText(self.tr("Reading the file…") if reading else "")
        self.state.setVisible(bool(reading))
        self.note.say(str(problem) if problem else "")
        self.details.show_facts(model, facts)
        self.samples.setVisible(facts is not None)
        self.samples.show_model(model if facts and self.isVisible() else "")
        for button in (self.use, self.unload):
            button.setEnabled(facts is not None)
        self.reveal.setEnabled(facts is not None or (bool(model) and Path(model).is_file()))
        self.remove.setEnabled(model in self._book.recent)

    def _list_model(self, model: str) -> None:
        if model not in (*bundled(), *self._book.recent, *self._book.in_folder):
            self._book.remember(model)

    def _learned(self, model: str) -> None:
        if model == self.list.model_name() and self.isVisible():
            self._show(model)

    def _refused(self, model: str, error: DieloomError) -> None:
        if model == self.list.model_name():
            self.note.say(str(error))

    def _cannot_draw(self, model: str, error: DieloomError) -> None:
        if model == self.list.model_name():
            self.note.say(str(error))

    # Doing

    def _use(self, seed: int | None = None) -> None:
        model = self.list.model_name()
        if model:
            self.note.say("")
            self._models.use(model, seed)

    def _remove(self, model: str) -> None:
        if model in self._book.recent:
            self._book.forget(model)

    def _ask_file(self) -> None:
        start = str(self._book.folder or "")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model file"), start, file_kinds())
        if name:
            self.look_at(name)

    def _ask_folder(self) -> None:
        start = str(self._book.folder or Path.home())
        name = QFileDialog.getExistingDirectory(self, self.tr("The folder that holds your models"), start)
        if name:
            self._book.folder = Path(name)

    def _reveal(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path_of(self.list.model_name()).parent)))

    def _unload(self) -> None:
        model = self.list.model_name()
        task = self._lane.submit(partial(_unload, model))
        task.done.connect(lambda _: self.unloaded.emit(self.tr("{0} is no longer in memory.").format(title_of(model))))
        task.failed.connect(lambda error: self.note.say(str(error)))


def file_kinds() -> str:
    """The filter of a file dialog for models."""
    return translate("browser", "Models ({0})").format(" ".join(f"*{ending}" for ending in ENDINGS))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    return column


def _unload(model: str, artist: Artist, progress: Progress) -> None:
    artist.unload(model)
