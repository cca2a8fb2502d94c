"""Finding a template: groups at the left, a field to search by words or code, the gallery."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.dieline import library
from core.dieline.outline import Group
from core.dieline.template import Template
from core.errors import DieloomError
from desktop.library.catalogue import Entry, chosen, entries, group_names
from desktop.library.gallery import CARD_WIDTH, Gallery
from desktop.library.shelf import Shelf
from desktop.panels.controls import describe
from desktop.panels.filter_field import FilterField
from desktop.panels.sections import Note, muted

GAP = 8
COLUMNS = 3
GROUP = Qt.ItemDataRole.UserRole
INTO_GALLERY = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


class TemplateChooser(QWidget):
    """Emits ``chosen`` with the template on which the person is (None while nothing is found), ``taken`` when it was
    double-clicked."""

    chosen = Signal(object)
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._entry: Entry | None = None
        self._template: Template | None = None
        self.search = FilterField(self.tr("Search by name or code"))
        self.groups, self.gallery, self.shelf, self.note = QListWidget(), Gallery(), Shelf(), Note()
        self.nothing, self.everywhere = muted(QLabel()), QPushButton(self.tr("Search all templates"))
        self.everywhere.setAutoDefault(False)  # Enter is the dialogue's
        self._pages = QStackedWidget()
        self._lay_out()
        self.search.textChanged.connect(self._refresh)
        self.search.installEventFilter(self)
        self.groups.currentRowChanged.connect(self._refresh)
        self.gallery.chosen.connect(self._choose)
        self.gallery.doubleClicked.connect(lambda _: self.taken.emit())
        self.everywhere.clicked.connect(lambda: self.groups.setCurrentRow(0))
        self.shelf.changed.connect(self._load)
        self.shelf.failed.connect(self.note.say)
        self._load()
        self.setFocusProxy(self.search)

    @property
    def template(self) -> Template | None:
        return self._template

    def choose(self, code: str) -> None:
        """Go to the template of that code; a filter that hides it is taken off. Nothing happens where it is not."""
        for entry in self._entries:
            if entry.code == code:
                self.search.clear()
                self.groups.setCurrentRow(0)
                self.gallery.show_entries(self._entries, entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field the arrow keys go on into the gallery."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in INTO_GALLERY
        if watched is self.search and pressed and self.gallery.cards.entries:
            self.gallery.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _load(self, code: str = "") -> None:
        """Read the library again, and go to the template of that code."""
        self._entries = entries()
        with QSignalBlocker(self.groups):
            self._fill_groups()
            self.groups.setCurrentRow(0)
        self._refresh()
        self.choose(code)
        self.note.say("\n".join(str(problem) for problem in library.own_problems()))

    def _fill_groups(self) -> None:
        groups, counts = self.groups, Counter(entry.group for entry in self._entries)
        rows: list[tuple[str, Group | None, int]] = [(self.tr("All"), None, len(self._entries))]
        rows += [(name, group, counts[group]) for group, name in group_names().items()]
        groups.clear()
        for name, group, count in rows:
            item = QListWidgetItem(f"{name}  ({count})" if count else name)
            item.setData(GROUP, group)
            item.setSizeHint(QSize(0, groups.fontMetrics().lineSpacing() + 10))
            if not count:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            groups.addItem(item)
        widest = max(groups.fontMetrics().horizontalAdvance(groups.item(row).text()) for row in range(groups.count()))
        groups.setFixedWidth(widest + 24)

    def _lay_out(self) -> None:
        describe(self.groups, self.tr("Groups"))
        self.groups.setFrameShape(QFrame.Shape.NoFrame)
        self.groups.viewport().setAutoFillBackground(False)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.nothing)  # over the whole width, so that its words wrap only where they must
        column.addWidget(self.everywhere, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._pages.addWidget(self.gallery)
        self._pages.addWidget(empty)
        scroll = self.gallery.verticalScrollBar().sizeHint().width()
        self.gallery.setMinimumWidth(COLUMNS * (CARD_WIDTH + 2 * self.gallery.spacing()) + scroll + 8)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.groups, 1)
        left.addWidget(self.shelf)
        right.setSpacing(GAP)
        right.addWidget(self.search)
        right.addWidget(self._pages, 1)
        right.addWidget(self.note)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(left)
        whole.addLayout(right, 1)

    def _refresh(self) -> None:
        item = self.groups.currentItem()
        group, sought = item.data(GROUP) if item else None, self.search.text()
        found = chosen(self._entries, group, sought)
        self._pages.setCurrentIndex(0 if found else 1)
        if not found:
            elsewhere = len(chosen(self._entries, None, sought))
            self.nothing.setText(self.tr("Nothing is called “{0}” here.").format(sought.strip()))
            self.everywhere.setVisible(group is not None and elsewhere > 0)
        self.gallery.show_entries(found, self._entry)

    def _choose(self, entry: Entry | None) -> None:
        if entry is not self._entry:
            self._entry = entry
            self.shelf.show_entry(entry)
            self._template = self._made(entry)
            self.chosen.emit(self._template)

    def _made(self, entry: Entry | None) -> Template | None:
        try:
            return entry.template if entry else None
        except DieloomError as error:
            self.note.say(str(error))
            return None
