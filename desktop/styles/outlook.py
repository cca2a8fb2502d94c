"""Small pictures of what the layer is, and of what it would become in each way, drawn when the engine has time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.artwork.edits import Edit
from core.artwork.recipe import Recipe
from core.document.model import ArtworkLayer, ImageLayer
from core.document.styling import Styled
from core.errors import DieloomError
from desktop.panels.thumbs import Thumbs
from desktop.styles import work
from desktop.styles.styling import Styling
from desktop.styles.way import Way
from desktop.styles.work import Draft
from desktop.workers.preview import PreviewLane

KEPT = 24  # drafts of pictures, 1 MB each

Key = tuple[str, tuple[Edit, ...]]


class Outlook(QObject):
    """Artwork is drawn by :class:`Thumbs`; a placed picture is developed small, the newest draft of it first."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, styling: Styling, lane: PreviewLane, parent: QObject) -> None:
        super().__init__(parent)
        self._styling, self._lane = styling, lane
        self._thumbs = Thumbs(lane, self)
        self._drafts: OrderedDict[Key, QImage] = OrderedDict()
        self._hopeless: set[Key] = set()
        self._running: Key | None = None
        self._before: Draft | None = None
        self._shown: dict[Way | None, QImage] = {}  # what was there last stays until there is something newer
        self._recipes: dict[Way | None, Recipe] = {}  # of what is shown: looking one up takes 2 ms
        self._layer = ""
        self.watched = False  # nothing is drawn while nobody looks
        self._thumbs.serve(self._wishes)
        self._thumbs.drawn.connect(self._drawn)
        styling.changed.connect(self.refresh)

    def picture(self, way: Way | None = None) -> QImage:
        """What the layer would become in that way, or what it is; null while nothing is there."""
        return self._shown.get(way, QImage())

    def watch(self, on: bool) -> None:
        self.watched = on
        self.refresh()

    def refresh(self) -> None:
        layer = self._styling.layer
        if (layer.id if layer else "") != self._layer:
            self._layer, self._shown, self._recipes = layer.id if layer else "", {}, {}
        if not self.watched:
            return
        for way in Way if isinstance(layer, ArtworkLayer) else (None, *Way):
            self._show(way)
        if isinstance(layer, ArtworkLayer):
            self._thumbs.stir()
        elif isinstance(layer, ImageLayer):
            self._develop_next()
        self.changed.emit()

    def _wanted(self, way: Way | None) -> Styled | None:
        layer = self._styling.layer
        return layer if way is None else self._styling.preview(way)

    def _show(self, way: Way | None) -> None:
        """What is there already."""
        wanted, picture = self._wanted(way), None
        if isinstance(wanted, ArtworkLayer):
            picture = self._thumbs.picture(wanted.recipe) if self._is_new(way, wanted) else None
            if picture is not None:
                self._recipes[way] = wanted.recipe
        elif isinstance(wanted, ImageLayer):
            picture = self._drafts.get(_key(wanted))
        elif not self._styling.blend:
            self._shown.pop(way, None)
            self._recipes.pop(way, None)
        if picture is not None:
            self._shown[way] = picture

    # Artwork

    def _wishes(self) -> Iterator[Recipe]:
        if not self.watched:
            return
        for way in Way:
            wanted = self._wanted(way)
            if isinstance(wanted, ArtworkLayer) and self._is_new(way, wanted):
                yield wanted.recipe

    def _is_new(self, way: Way | None, wanted: ArtworkLayer) -> bool:
        return wanted.recipe != self._recipes.get(way)

    def _drawn(self, recipe: Recipe, picture: QImage) -> None:
        for way in Way:
            self._show(way)
        self.changed.emit()

    # Pictures

    def _develop_next(self) -> None:
        if self._running is not None or not self.watched:
            return
        for way in (None, *Way):
            wanted = self._wanted(way)
            if isinstance(wanted, ImageLayer) and _key(wanted) not in self._drafts.keys() | self._hopeless:
                self._develop(wanted)
                return

    def _develop(self, layer: ImageLayer) -> None:
        data = self._styling.session.document.assets.get(layer.asset)
        if not data:
            return
        self._running = _key(layer)
        task = self._lane.submit(partial(work.developed, layer.asset, data, layer.edits, self._before))
        task.done.connect(self._developed)
        task.failed.connect(self._refused)
        task.finished.connect(self._ended)

    def _developed(self, found: tuple[QImage, Draft]) -> None:
        picture, self._before = found
        assert self._running
        self._drafts[self._running] = picture
        while len(self._drafts) > KEPT:
            self._drafts.popitem(last=False)

    def _refused(self, error: DieloomError) -> None:
        assert self._running
        self._hopeless.add(self._running)
        self.failed.emit(str(error))

    def _ended(self) -> None:
        self._running = None
        self.refresh()


def _key(layer: ImageLayer) -> Key:
    return layer.asset, layer.edits
