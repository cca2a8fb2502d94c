"""A field for the pictures of one kind: folders and files are dropped or chosen, and listed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QImageReader, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.panels.controls import describe
from desktop.panels.icons import IconButton, WordButton, icon
from desktop.panels.pictures import file_filter
from desktop.panels.sections import GAP, muted, row
from desktop.training.drop_zone import paths_of

THUMB_PX = 48


class Sources(QWidget):
    """``changed`` when pictures came or went; ``paths`` are those there are."""

    changed = Signal()

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self.list = _Paths()
        self.folder = WordButton("open", self.tr("Folder…"), self.tr("Choose a folder of pictures"))
        self.files = WordButton("image", self.tr("Pictures…"), self.tr("Choose pictures or a zip file"))
        self.remove = IconButton("delete", self.tr("Take the chosen ones out (Del)"))
        heading, words = QLabel(title), muted(QLabel(hint))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        words.setWordWrap(True)
        describe(self.list, title, hint)
        under = row(self.folder, self.files)
        under.addStretch(1)
        under.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (heading, words):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(under)
        self.folder.setAutoDefault(False)
        self.files.setAutoDefault(False)
        self.folder.clicked.connect(self._ask_folder)
        self.files.clicked.connect(self._ask_files)
        self.remove.clicked.connect(self.take_out)
        self.list.dropped.connect(self.add)
        self.list.remove_asked.connect(self.take_out)
        self.list.itemSelectionChanged.connect(self._refresh)
        self._refresh()

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self.list.item(index).data(Qt.ItemDataRole.UserRole) for index in range(self.list.count()))

    def add(self, paths: Sequence[Path]) -> None:
        """Those that are not there yet."""
        for path in dict.fromkeys(paths):
            if path not in self.paths:
                item = QListWidgetItem(_picture(path), path.name)
                item.setData(Qt.ItemDataRole.UserRole, path)
                item.setToolTip(str(path))
                self.list.addItem(item)
        self._refresh()
        self.changed.emit()

    def take_out(self) -> None:
        """The chosen ones; the files stay where they are."""
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self._refresh()
        self.changed.emit()

    def clear(self) -> None:
        self.list.clear()
        self._refresh()

    def _refresh(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("A folder of pictures"))
        if name:
            self.add((Path(name),))

    def _ask_files(self) -> None:
        kinds = ";;".join([file_filter(), self.tr("Zip files ({0})").format("*.zip"), "*"])
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Pictures"), "", kinds)
        if names:
            self.add(tuple(map(Path, names)))


class _Paths(QListWidget):
    dropped = Signal(object)
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setIconSize(QSize(THUMB_PX, THUMB_PX))
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setMinimumSize(260, 180)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(paths_of(event.mimeData().urls()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)


def _picture(path: Path) -> QIcon:
    """The picture, small; a sign for folders, zip files and what cannot be read."""
    if path.is_dir():
        return icon("open", THUMB_PX // 2)
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(THUMB_PX, THUMB_PX, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return icon("image", THUMB_PX // 2) if image.isNull() else QIcon(QPixmap.fromImage(image))
