"""The style dock: reference pictures, and what the artwork takes from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from core.document.document import Document
from core.document.edits import changed
from core.document.model import Design, StyleReference
from core.errors import DieloomError
from desktop.panels.icons import IconButton
from desktop.panels.pictures import file_filter, png_of, read_picture
from desktop.panels.reference_list import ReferenceList
from desktop.panels.reference_uses import ColourUse, StyleUse
from desktop.panels.sections import GAP, Column, Note, muted, row
from desktop.panels.target import ArtworkTarget
from desktop.session import Session
from desktop.workers.preview import PreviewLane


class ReferencesPanel(Column):
    """Keeps the pictures in the document, so that they travel with it."""

    def __init__(self, session: Session, lane: PreviewLane) -> None:
        super().__init__()
        self._session = session
        target = ArtworkTarget(session, self)
        self.list, self.note, self.name = ReferenceList(), Note(), muted(QLabel())
        self.colours, self.style_ = ColourUse(target, lane), StyleUse(target, lane)
        self.fill([self._pictures(), self.colours, self.style_])
        self.list.pictures_given.connect(self._take)
        self.list.remove_asked.connect(self.remove)
        self.list.chosen.connect(self._choose)
        for use in (self.colours, self.style_):
            use.failed.connect(self.note.say)
        target.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the document's references and the target layer's use of them."""
        self.list.show_references(self._session.document)
        self.colours.refresh()
        self.style_.forget_others({each.asset for each in self._session.design.references})
        self.style_.refresh()
        self.remove_.setEnabled(bool(self.list.asset()))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Files that are pictures join the references in one undo step; the others are named, and nothing is lost."""
        document, refused = self._session.document, []
        for path in paths:
            try:
                document = _with(document, read_picture(path), path.stem)
            except DieloomError as error:
                refused.append(str(error))
        self._session.replace(self.tr("Add references"), document)
        self.note.say("\n".join(refused))

    def add_image(self, image: QImage) -> None:
        """Pixels from the clipboard or from another program."""
        if image.isNull():
            self.note.say(self.tr("There is no picture to paste. Copy one first."))
            return
        document = _with(self._session.document, png_of(image), self.tr("Pasted picture"))
        self._session.replace(self.tr("Paste reference"), document)
        self.note.say("")

    def remove(self) -> None:
        """Take the chosen picture out of the references; what the artwork took from it stays."""
        asset = self.list.asset()
        if asset:
            self._session.edit(self.tr("Remove reference"), lambda design: _without(design, asset))

    def paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if data.hasUrls() or data.hasImage():
            self.list.paste(data)
        else:
            self.add_image(QImage())

    def browse(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose reference pictures"), "", file_filter())
        if names:
            self.add_files([Path(name) for name in names])

    def _pictures(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.browse_ = IconButton("browse", self.tr("Choose pictures…"))
        self.paste_ = IconButton("paste", self.tr("Paste a picture (Ctrl+V)"))
        self.remove_ = IconButton("remove", self.tr("Remove the chosen picture (Del)"))
        self.browse_.clicked.connect(self.browse)
        self.paste_.clicked.connect(self.paste)
        self.remove_.clicked.connect(self.remove)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.list)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.paste)
        buttons = row(self.browse_, self.paste_, self.name, self.remove_, spacing=2)
        buttons.setStretch(2, 1)
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.list)
        column.addLayout(buttons)
        column.addWidget(self.note)
        return box

    def _take(self, given: object) -> None:
        if isinstance(given, QImage):
            self.add_image(given)
        elif isinstance(given, list):
            self.add_files(given)

    def _choose(self, asset: str) -> None:
        document = self._session.document
        name = next((each.name for each in document.design.references if each.asset == asset), "")
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 160))
        self.remove_.setEnabled(bool(asset))
        data = document.assets.get(asset, b"")
        self.colours.show_reference(asset, data)
        self.style_.show_reference(asset, data)


def _with(document: Document, data: bytes, name: str) -> Document:
    """The picture as one more reference; the document itself if it has the picture already."""
    document, asset = document.with_asset(data)
    references = document.design.references
    if asset in [each.asset for each in references]:
        return document
    added = (*references, StyleReference(asset=asset, name=name[:200]))
    return document.with_design(changed(document.design, references=added))


def _without(design: Design, asset: str) -> Design:
    return changed(design, references=tuple(each for each in design.references if each.asset != asset))
