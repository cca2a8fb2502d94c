"""The pictures of the document: they come in, are kept in collections, and go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu

from core.document.model import StyleReference
from core.document.references import (
    changed_references,
    collections,
    reference_of,
    renamed_collection,
    with_references,
    without_references,
)
from core.errors import DieloomError
from core.pictures.regions import Fractions
from desktop.panels.controls import Choice, new_gesture
from desktop.panels.icons import IconButton, icon
from desktop.panels.pictures import file_filter, png_of
from desktop.panels.sections import Section, strip
from desktop.session import Session
from desktop.styles import work
from desktop.styles.grid import ReferenceGrid
from desktop.styles.model import ReferenceModel
from desktop.styles.pictures import ReferencePictures
from desktop.styles.region import RegionDialog
from desktop.styles.styling import Styling
from desktop.workers.background import Background

LOOSE = ""  # the collection of what is in none
NAME_LENGTH = 200


class Library(Section):
    """Reading and decoding is the background's; every change is one undo step."""

    said = Signal(str)  # what is wrong; empty when nothing is
    reading = Signal(object, str)  # Task, in words

    def __init__(self, session: Session, styling: Styling, pictures: ReferencePictures, background: Background) -> None:
        super().__init__(self.tr("References"))
        self._session, self._styling, self._background = session, styling, background
        self._made: set[str] = set()  # collections with nothing in them yet
        self.browse_ = self.add_button(IconButton("browse", self.tr("Choose pictures…")))
        self.paste_ = self.add_button(IconButton("paste", self.tr("Paste a picture (Ctrl+V)")))
        self.model = ReferenceModel(session, styling, pictures, self)
        self.grid = ReferenceGrid(self.model)
        self.filter = Choice(self.tr("Collection"))
        self.part = IconButton("region", self.tr("Choose a part of the picture (Enter)"))
        self.collect = IconButton("collection", self.tr("Collections"))
        self.remove_ = IconButton("remove", self.tr("Remove the chosen pictures (Del)"))
        self.add_wide(strip(self.filter, self.collect, self.part, self.remove_, spacing=2))
        self.add_wide(self.grid)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        names = [*self._names(), *(name for name in sorted(self._made) if name not in self._names())]
        options: list[tuple[str, str | None]] = [(self.tr("All pictures"), None)]
        if names:
            options.append((self.tr("In no collection"), LOOSE))
        self.filter.set_options([*options, *((name, name) for name in names)])
        if self.model.collection not in [None, *([LOOSE] if names else []), *names]:
            self.model.show_collection(None)
        self.filter.show_value(self.model.collection)
        self._allow()

    # Pictures come in

    def take(self, data: QMimeData) -> None:
        """Files, or else pixels, of the clipboard or of a drop."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
        else:
            self.add_image(QImage(data.imageData()) if data.hasImage() else QImage())

    def add_files(self, paths: Sequence[Path]) -> None:
        """Files that are pictures join the references in one undo step; the others are named, and nothing is lost."""
        task = self._background.submit(partial(work.take_files, tuple(paths)))
        task.done.connect(self._taken)
        task.failed.connect(self._refused)
        self.reading.emit(task, self.tr("Reading pictures…"))

    def add_image(self, image: QImage) -> None:
        """Pixels from the clipboard or from another program."""
        if image.isNull():
            self.said.emit(self.tr("There is no picture to paste. Copy one first."))
            return
        self._keep(self.tr("Paste reference"), [(png_of(image), self.tr("Pasted picture"))])
        self.said.emit("")

    def paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())

    def browse(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose reference pictures"), "", file_filter())
        if names:
            self.add_files([Path(name) for name in names])

    # And are kept

    def remove(self) -> None:
        """Take the chosen pictures out of the references; what layers took from them stays."""
        chosen = self.grid.chosen()
        if not chosen:
            return
        rows = [self.model.row_of(asset) for asset in chosen]
        self._session.edit(self.tr("Remove references"), lambda design: without_references(design, chosen))
        left = self.model.rows
        if left:
            self.grid.choose([left[min(rows[0], len(left) - 1)].asset])
            self.grid.setFocus()

    def choose_part(self, asset: str = "") -> None:
        """Of that picture, or of the chosen one."""
        chosen = self.grid.chosen()
        reference = reference_of(self._session.design, asset or (chosen[-1] if chosen else ""))
        if reference is None:
            return
        data = self._session.document.assets.get(reference.asset, b"")
        dialog = RegionDialog(reference, data, self._background, self)
        dialog.chosen.connect(partial(self._set_part, reference.asset))
        dialog.open()

    def move_to(self, collection: str) -> None:
        """The chosen pictures into a collection; out of any for an empty name."""
        chosen = self.grid.chosen()
        self._session.edit(
            self.tr("Move to collection"), lambda design: changed_references(design, chosen, collection=collection)
        )
        self.grid.choose(chosen)

    def make_collection(self, *, moving: bool = False) -> None:
        """A new one by a name that is asked for, with the chosen pictures where they are ``moving``."""
        name = self._ask_name(self.tr("New collection"), "")
        if not name:
            return
        if moving:
            self.move_to(name)
        else:
            self._made.add(name)
            self.show_collection(name)

    def rename_collection(self) -> None:
        old = self.model.collection
        name = self._ask_name(self.tr("Rename collection"), old or "")
        if old and name and name != old:
            self._made = {name if each == old else each for each in self._made}
            self.model.collection = name  # first: the document's change is shown under the new name
            self._session.edit(self.tr("Rename collection"), lambda design: renamed_collection(design, old, name))
            self.show_collection(name)

    def dissolve_collection(self) -> None:
        """Its pictures are in none then."""
        old = self.model.collection
        if old:
            self._made.discard(old)
            self.model.collection = None
            self._session.edit(self.tr("Dissolve collection"), lambda design: renamed_collection(design, old, LOOSE))
            self.show_collection(None)

    def show_collection(self, collection: str | None) -> None:
        self.model.show_collection(collection)
        self.refresh()

    def collection_menu(self) -> QMenu:
        """What can be done with collections just now."""
        menu = self._menu()
        menu.addAction(icon("add"), self.tr("&New collection…"), self.make_collection)
        if self.grid.chosen():
            menu.addMenu(self._moving_menu(menu))
        if self.model.collection:
            menu.addSeparator()
            menu.addAction(self.tr("&Rename this collection…"), self.rename_collection)
            menu.addAction(self.tr("&Dissolve this collection"), self.dissolve_collection)
        return menu

    def picture_menu(self) -> QMenu:
        """What can be done with the chosen pictures."""
        menu = self._menu()
        chosen = self.grid.chosen()
        if len(chosen) == 1:
            ticked = chosen[0] in self._styling.blend
            words = self.tr("Stop &using it") if ticked else self.tr("&Use it")
            menu.addAction(icon("use"), words, lambda: self._styling.tick(chosen[0], not ticked))
            menu.addAction(icon("region"), self.tr("Choose a &part…"), self.choose_part)
            menu.addAction(self.tr("Re&name"), lambda: self.grid.edit(self.grid.currentIndex()))
        if chosen:
            menu.addMenu(self._moving_menu(menu))
            menu.addSeparator()
            menu.addAction(self.tr("Move to the &front (Alt+Left)"), lambda: self.grid.move_chosen(-1))
            menu.addAction(self.tr("Move to the &back (Alt+Right)"), lambda: self.grid.move_chosen(1))
            menu.addSeparator()
            menu.addAction(icon("remove"), self.tr("&Remove"), self.remove)
        else:
            menu.addAction(icon("browse"), self.tr("&Choose pictures…"), self.browse)
            menu.addAction(icon("paste"), self.tr("&Paste a picture"), self.paste)
        return menu

    # Within

    def _connect(self) -> None:
        self.browse_.clicked.connect(self.browse)
        self.paste_.clicked.connect(self.paste)
        self.remove_.clicked.connect(self.remove)
        self.part.clicked.connect(lambda: self.choose_part())
        self.collect.clicked.connect(self._pop_collections)
        self.filter.edited.connect(self.show_collection)
        self.grid.part_asked.connect(self.choose_part)
        self.grid.remove_asked.connect(self.remove)
        self.grid.paste_asked.connect(self.paste)
        self.grid.menu_asked.connect(self._pop_picture)
        self.grid.selectionModel().selectionChanged.connect(self._allow)
        self.model.modelReset.connect(self._allow)
        self._session.changed.connect(self.refresh)
        self._session.opened.connect(self._forget)

    def _forget(self) -> None:
        """Another document has collections of its own."""
        self._made.clear()
        self.show_collection(None)

    def _allow(self, *_: object) -> None:
        chosen = self.grid.chosen()
        self.part.setEnabled(len(chosen) == 1)
        self.remove_.setEnabled(bool(chosen))

    def _names(self) -> list[str]:
        return collections(self._session.design)

    def _taken(self, found: tuple[list[tuple[bytes, str]], list[str]]) -> None:
        taken, refused = found
        self._keep(self.tr("Add references"), taken)
        self.said.emit("\n".join(refused))

    def _refused(self, error: DieloomError) -> None:
        self.said.emit(str(error))

    def _keep(self, text: str, pictures: Sequence[tuple[bytes, str]]) -> None:
        """Pictures as references of the collection in view; the first of them is chosen."""
        document, assets = self._session.document, []
        references = []
        for data, name in pictures:
            document, asset = document.with_asset(data)
            assets.append(asset)
            collection = self.model.collection or LOOSE
            references.append(StyleReference(asset=asset, name=name[:NAME_LENGTH], collection=collection))
        design = with_references(document.design, references)
        if design != self._session.design:  # else all of them are there already
            self._session.replace(text, document.with_design(design))
        if any(self.model.row_of(asset) < 0 for asset in assets):
            self.show_collection(None)  # some were there already, elsewhere
        self.grid.choose(assets[:1])

    def _set_part(self, asset: str, region: Fractions | None) -> None:
        """One step with what the layer takes of the picture then."""
        gesture = new_gesture()
        self._session.edit(
            self.tr("Choose a part of a reference"),
            lambda design: changed_references(design, {asset}, region=region),
            gesture,
        )
        self._styling.reread(asset, gesture)

    def _ask_name(self, title: str, name: str) -> str:
        text, agreed = QInputDialog.getText(self, title, self.tr("Name of the collection"), text=name)
        return " ".join(text.split())[:NAME_LENGTH] if agreed else ""

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _moving_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu(self.tr("&Move to"), parent)
        for name in self._names():
            menu.addAction(name.replace("&", "&&"), partial(self.move_to, name))
        if self._names():
            menu.addAction(self.tr("No collection"), partial(self.move_to, LOOSE))
            menu.addSeparator()
        menu.addAction(self.tr("New collection…"), partial(self.make_collection, moving=True))
        return menu

    def _pop_collections(self) -> None:
        self.collection_menu().popup(self.collect.mapToGlobal(QPoint(0, self.collect.height())))

    def _pop_picture(self, spot: QPoint) -> None:
        self.picture_menu().popup(spot)
