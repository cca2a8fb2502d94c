"""Small pictures of the document's references, or of the parts that are meant, made in the background and kept."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.document.model import StyleReference
from core.errors import DieloomError
from core.pictures.regions import Fractions
from desktop.session import Session
from desktop.styles import work
from desktop.workers.background import Background

KEPT = 400  # 57 MB

Key = tuple[str, Fractions | None]


class ReferencePictures(QObject):
    """``arrived`` tells of which asset there is a picture now; a null one stands for a file that cannot be read."""

    arrived = Signal(str)

    def __init__(self, session: Session, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self._pictures: OrderedDict[Key, QImage] = OrderedDict()
        self._coming: set[Key] = set()

    def picture(self, reference: StyleReference) -> QImage:
        """Null as long as it is being made."""
        key = _key(reference)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        data = self._session.document.assets.get(reference.asset)
        if data and key not in self._coming:
            self._coming.add(key)
            _Coming(key, data, self._background, self)
        return QImage()

    def is_unreadable(self, reference: StyleReference) -> bool:
        picture = self._pictures.get(_key(reference))
        return picture is not None and picture.isNull()

    def take(self, key: Key, picture: QImage) -> None:
        self._coming.discard(key)
        self._pictures[key] = picture
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit(key[0])


class _Coming(QObject):
    """Hears of one task by bound methods, which Qt forgets with the pictures."""

    def __init__(self, key: Key, data: bytes, background: Background, pictures: ReferencePictures) -> None:
        super().__init__(pictures)
        self._key, self._pictures = key, pictures
        task = background.submit(partial(work.thumbnail, data, work.THUMB_PX, key[1]))
        task.done.connect(self._take)
        task.failed.connect(self._fail)
        task.finished.connect(self.deleteLater)

    def _take(self, picture: QImage) -> None:
        self._pictures.take(self._key, picture)

    def _fail(self, error: DieloomError) -> None:
        self._pictures.take(self._key, QImage())


def _key(reference: StyleReference) -> Key:
    return reference.asset, reference.region
