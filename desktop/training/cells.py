"""The pictures that came for a set, as a list that reads its thumbnails in the background, those in view first."""

from __future__ import annotations

import zipfile
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from core.errors import DieloomError
from desktop.panels.pictures import read_picture, thumbnail
from desktop.training.words import TWINS, drop_words, mend_words
from desktop.workers.background import Background
from desktop.workers.latest import Latest

if TYPE_CHECKING:
    from core.training.data import Report

SHARP_PX = 208  # longest side of a thumbnail: twice what is shown, for dense displays
KEPT = 800  # thumbnails: 130 MB at most
AT_ONCE = 24
MOST_SEARCHED = 50_000  # files of a source that one left out is looked for among

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Cell:
    """A picture that came. ``member`` is where the set has it (of a twin, the one kept), if it has it."""

    name: str
    member: str = ""
    label: str = ""
    mended: tuple[str, ...] = ()
    dropped: str = ""
    detail: str = ""

    @property
    def caption(self) -> str:
        if self.dropped:
            return drop_words(self.dropped)
        return ", ".join(map(mend_words, self.mended)) or self.label or self.name

    @property
    def tip(self) -> str:
        parts = [self.name, self.label, ", ".join(map(mend_words, self.mended))]
        if self.dropped:
            parts.append(" ".join(filter(None, (drop_words(self.dropped), f"({self.detail})" if self.detail else ""))))
        return "\n".join(filter(None, parts))


def cells_of(report: Report) -> list[Cell]:
    """In the order in which they came: those of the set, then those left out."""
    members = {kept.name: kept.member for kept in report.pictures}
    labels = report.labels
    kept = [
        Cell(each.name, each.member, "" if each.label is None else labels[each.label], each.mended)
        for each in report.pictures
    ]
    left = [
        Cell(
            each.name,
            members.get(each.detail, "") if each.reason in TWINS else "",
            dropped=each.reason,
            detail=each.detail,
        )
        for each in report.dropped
    ]
    return kept + left


class Cells(QAbstractListModel):
    """The cells in view, with thumbnails that come as they are asked for."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.cells: list[Cell] = []
        self._archive = Path()
        self._sources: tuple[Path, ...] = ()
        self._places: dict[str, Path] | None = None
        self._thumbs: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: OrderedDict[str, Cell] = OrderedDict()
        self._reading = Latest(background, self)
        self._reading.done.connect(self._take)

    def read_from(self, archive: Path, sources: tuple[Path, ...]) -> None:
        self._archive, self._sources, self._places = archive, sources, None
        self._thumbs.clear()
        self._wanted.clear()

    def show_cells(self, cells: list[Cell]) -> None:
        self.beginResetModel()
        self.cells = cells
        self._wanted.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.cells)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.cells):
            return None
        cell = self.cells[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{cell.name}: {cell.caption}"
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip
            case Qt.ItemDataRole.DecorationRole:
                return self._thumb(cell)
        return cell if role == CELL else None

    def _thumb(self, cell: Cell) -> QImage | None:
        key = _key(cell)
        if key in self._thumbs:
            self._thumbs.move_to_end(key)
            return self._thumbs[key]
        self._wanted[key] = cell
        self._wanted.move_to_end(key)
        if not self._reading.busy:
            self._read()
        return None

    def _read(self) -> None:
        """The ones asked for last: they are in view now."""
        batch = [self._wanted.popitem()[1] for _ in range(min(AT_ONCE, len(self._wanted)))]
        if batch:
            self._reading.ask(partial(_read_thumbs, self._archive, batch, self._sources, self._places))

    def _take(self, found: tuple[Path, dict[str, QImage], dict[str, Path] | None]) -> None:
        archive, thumbs, places = found
        if archive == self._archive:
            self._thumbs |= thumbs
            self._places = places
            while len(self._thumbs) > KEPT:
                self._thumbs.popitem(last=False)
            if self.cells:
                self.dataChanged.emit(self.index(0), self.index(len(self.cells) - 1))
        self._read()


def _key(cell: Cell) -> str:
    return cell.member or f"left out/{cell.name}"


def _read_thumbs(
    archive: Path, cells: list[Cell], sources: tuple[Path, ...], places: dict[str, Path] | None
) -> tuple[Path, dict[str, QImage], dict[str, Path] | None]:
    """In the background: from the set, or from where they came; a null image where there is nothing to show."""
    found: dict[str, QImage] = {}
    with zipfile.ZipFile(archive) as pictures:
        for cell in cells:
            if cell.member:
                found[_key(cell)] = thumbnail(pictures.read(cell.member), SHARP_PX)
                continue
            if places is None:
                places = _places(sources)
            found[_key(cell)] = _left_out(places.get(cell.name))
    return archive, found, places


def _places(sources: tuple[Path, ...]) -> dict[str, Path]:
    """The files of the folders and those named, by their own names; none of what lies inside a zip."""
    found: dict[str, Path] = {}
    for source in sources:
        for path in [source] if source.is_file() else source.rglob("*"):
            found.setdefault(path.name, path)
            if len(found) > MOST_SEARCHED:
                return found
    return found


def _left_out(path: Path | None) -> QImage:
    try:
        return thumbnail(read_picture(path), SHARP_PX) if path is not None and path.is_file() else QImage()
    except DieloomError:
        return QImage()
