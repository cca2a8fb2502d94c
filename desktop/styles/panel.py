"""The style dock: pictures come in at the top, what a layer takes from them is chosen below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from core.document.model import ArtworkLayer
from desktop.models.facts import models_in
from desktop.panels.icons import IconButton, icon
from desktop.panels.layer_words import name_of
from desktop.panels.sections import Column, Note, align, muted, row
from desktop.photo.developing import Developer
from desktop.session import Session
from desktop.styles.blend import BlendRows
from desktop.styles.extracts import Extracts
from desktop.styles.fields import ColourFields, GrowingFields, PaintingFields
from desktop.styles.learned import LearnedStyles
from desktop.styles.library import Library
from desktop.styles.outlook import Outlook
from desktop.styles.pictures import ReferencePictures
from desktop.styles.preview import PicturePreview
from desktop.styles.progress import PatientLine
from desktop.styles.styling import Styling
from desktop.styles.ways import Ways
from desktop.workers.background import Background
from desktop.workers.preview import PreviewLane


class StylePanel(Column):
    """Acts on the selected artwork or picture, or on the first artwork of the design."""

    learn_asked = Signal()  # a style from the person's own pictures

    def __init__(self, session: Session, lane: PreviewLane, background: Background, developer: Developer) -> None:
        super().__init__()
        self._session, self._developer = session, developer
        extracts = Extracts(lane, self)
        self.styling = Styling(session, extracts, developer, self)
        pictures = ReferencePictures(session, background, self)
        self.outlook = Outlook(self.styling, lane, self)
        self.target, self.note, self.line = TargetLine(self.styling), Note(), PatientLine()
        self.preview = PicturePreview(self.styling, self.outlook)
        self.library = Library(session, self.styling, pictures, background)
        self.blend = BlendRows(self.styling, pictures)
        self.ways = Ways(self.styling, self.outlook)
        self.colours, self.painting = ColourFields(self.styling), PaintingFields(self.styling)
        self.growing = GrowingFields(self.styling)
        self.learned = LearnedStyles(self.styling, background)
        fields = [self.colours, self.painting, self.growing]
        align(fields)
        above = [self.target, self.preview, self.library, self.blend, self.ways]
        self.fill([*above, self.line, self.note, *fields, self.learned])
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)  # to which they come
        self.library.said.connect(self.note.say)
        self.library.reading.connect(self.line.follow)
        extracts.began.connect(self.line.follow)
        developer.began.connect(self._follow_developing)
        self.styling.failed.connect(self.note.say)
        self.outlook.failed.connect(self.note.say)
        self.learned.learn_asked.connect(self.learn_asked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.outlook.watch(True)
        self.learned.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.outlook.watch(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if models_in(event.mimeData()):
            event.ignore()  # a model is the window's
        elif event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            self.library.grid.show_inviting(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.library.grid.show_inviting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.library.grid.show_inviting(False)
        self.library.take(event.mimeData())
        event.acceptProposedAction()

    def _follow_developing(self, layer_id: str, words: str) -> None:
        running = self._developer.running(layer_id)
        if running is not None and self.styling.layer and layer_id == self.styling.layer.id:
            self.line.follow(running.task, words)


class TargetLine(QWidget):
    """Which layer the panel works on, and a button that takes all of the style off."""

    def __init__(self, styling: Styling) -> None:
        super().__init__()
        self._styling = styling
        self.kind, self.name = QLabel(), muted(QLabel())
        self.plain = IconButton("reset", self.tr("Take all of the style off this layer"))
        line = row(self.kind, self.name, self.plain)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.plain.clicked.connect(styling.remove)
        styling.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        layer = self._styling.layer
        self.kind.setVisible(layer is not None)
        self.plain.setEnabled(self._styling.free and self._styling.removable)
        if layer is None:
            self.name.setText(self.tr("Add artwork or a picture to give it a style."))
            return
        kind = "artwork" if isinstance(layer, ArtworkLayer) else "image"
        self.kind.setPixmap(icon(kind).pixmap(QSize(18, 18)))
        words = self.tr("{0} (locked)") if layer.locked else "{0}"
        self.name.setText(words.format(name_of(layer)))
