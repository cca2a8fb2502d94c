"""Where pictures are dropped, or chosen by a dialogue; and what becomes of the rights in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from desktop.panels.icons import WordButton
from desktop.panels.pictures import file_filter
from desktop.panels.sections import muted, row

TEXT_WIDTH = 470


class DropZone(QWidget):
    """Takes folders, zip files and pictures by drop or by dialogue; ``chosen`` carries their paths."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._over = False
        self.setAcceptDrops(True)
        title, hint, rights = QLabel(self.tr("Drop your pictures here")), muted(QLabel()), muted(QLabel())
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        font.setBold(True)
        title.setFont(font)
        hint.setText(
            self.tr(
                "A folder, a zip file, or the pictures themselves: 100 to 2000 of one kind are best. "
                "Sizes and formats may differ; folders in the folder become labels."
            )
        )
        rights.setText(
            self.tr(
                "You keep the rights. Your pictures and what is learned from them stay on this machine; "
                "nothing is sent anywhere."
            )
        )
        self.folder = WordButton("open", self.tr("Choose a &folder…"), self.tr("Choose a folder of pictures"))
        self.files = WordButton("image", self.tr("Choose f&iles…"), self.tr("Choose pictures or a zip file"))
        buttons = row(self.folder, self.files, spacing=10)
        buttons.insertStretch(0, 1)
        buttons.addStretch(1)
        body = QWidget()
        body.setFixedWidth(TEXT_WIDTH)
        column = QVBoxLayout(body)
        column.setSpacing(14)
        column.addStretch(3)
        column.addWidget(title)
        column.addWidget(hint)
        column.addLayout(buttons)
        column.addStretch(2)
        column.addWidget(rights)
        column.addStretch(1)
        for label in (title, hint, rights):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = row(body)
        whole.insertStretch(0, 1)
        whole.addStretch(1)
        self.setLayout(whole)
        self.folder.clicked.connect(self._ask_folder)
        self.files.clicked.connect(self._ask_files)

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("The folder of your pictures"))
        if name:
            self.chosen.emit((Path(name),))

    def _ask_files(self) -> None:
        kinds = ";;".join([self.tr("Pictures and zip files ({0})").format(_patterns()), file_filter(), "*"])
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Your pictures"), "", kinds)
        if names:
            self.chosen.emit(tuple(map(Path, names)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData().urls()):
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        event.acceptProposedAction()
        self.chosen.emit(paths_of(event.mimeData().urls()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        edge = palette.color(QPalette.ColorRole.Highlight if self._over else QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(edge, 2 if self._over else 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)

    def _hover(self, on: bool) -> None:
        self._over = on
        self.update()


def paths_of(urls: Sequence[QUrl]) -> tuple[Path, ...]:
    """Those on this machine."""
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def _patterns() -> str:
    return "*.png *.jpg *.jpeg *.tif *.tiff *.webp *.gif *.bmp *.zip"
