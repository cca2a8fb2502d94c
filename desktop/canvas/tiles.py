"""The pixels that the canvas has: tiles of artwork from the preview lane, and the document's pictures.

A layer whose new tile is still being made shows its last one, or a draft of a recipe that it had on the way: the
picture moves along while a slider does. What is missing is asked for one recipe at a time, the one that was edited
first. A photo whose edits are not in this machine's cache yet is developed by the darkroom, and shown before them
meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.artwork.recipe import Recipe
from core.compose.drawlist import ArtImage, AssetImage, DrawImage, DrawPage, Group, Op, PictureSource
from core.document.document import Document
from core.document.model import ArtworkLayer, Design, ImageLayer
from desktop.workers.background import Background
from desktop.workers.child_lane import ChildLane
from desktop.workers.images import Shown, developed, shown
from desktop.workers.preview import PreviewLane
from desktop.workers.task import Task

KEPT_TILES = 64
KEPT_PICTURES = 4  # of no layer any more: undo shows them at once
PASSED = 256  # recipes that a layer may leave behind while one draft is made


class Tiles(QObject):
    """The canvas's :class:`~desktop.canvas.painter.Pixels`; ``changed`` when there are new ones."""

    changed = Signal()
    settled = Signal()  # every tile of the design is final
    failed = Signal(object)  # DieloomError: a photo cannot be developed

    def __init__(
        self,
        lane: PreviewLane,
        background: Background,
        parent: QObject | None = None,
        darkroom: ChildLane | None = None,
    ) -> None:
        super().__init__(parent)
        self.lane, self._background, self._darkroom = lane, background, darkroom
        self._final: OrderedDict[str, QImage] = OrderedDict()
        self._shown: dict[str, QImage] = {}  # by layer
        self._wanted: dict[str, list[str]] = {}  # layers by the recipe that they show
        self._passed: OrderedDict[str, list[str]] = OrderedDict()  # layers by a recipe that they had just before
        self._recipes: dict[str, Recipe] = {}
        self._asked = ""
        self._hopeless: set[str] = set()
        self._document: Document | None = None
        self._of_layers: set[PictureSource] = set()
        self._of_drawings: set[PictureSource] = set()
        self._pictures: OrderedDict[PictureSource, QImage | None] = OrderedDict()  # the latest wanted last
        self._developing: dict[PictureSource, Task] = {}
        lane.frame.connect(self._arrived)
        lane.failed.connect(self._failed)

    @property
    def complete(self) -> bool:
        return not self._missing()

    def follow(self, design: Design) -> None:
        """Make sure that the tiles of this design are there, or coming."""
        layers = [each for each in design.layers if isinstance(each, ArtworkLayer) and each.visible]
        before = self._recipes
        self._recipes = {layer.recipe.digest(): layer.recipe for layer in layers}
        self._passed.update(self._wanted)
        while len(self._passed) > PASSED:
            self._passed.popitem(last=False)
        self._wanted = {}
        for layer in layers:
            self._wanted.setdefault(layer.recipe.digest(), []).append(layer.id)
        before_shown = dict(self._shown)
        for digest in self._recipes.keys() & self._final.keys():
            self._show(digest, self._final[digest])
        if any(self._shown[layer] is not before_shown.get(layer) for layer in self._shown):
            self.changed.emit()
        edited = [digest for digest in self._missing() if digest not in before]
        self._ask(edited or self._missing())

    def lend(self, layer: str, image: QImage) -> None:
        """Show ``image`` on a layer, a picture of what it may become."""
        self._shown[layer] = image
        self.changed.emit()

    def give_back(self) -> None:
        """Show every layer as it is again, as far as its tile is there."""
        for digest in self._recipes.keys() & self._final.keys():
            self._show(digest, self._final[digest])
        self.changed.emit()

    def hold(self, document: Document) -> None:
        """Decode, in the background, the pictures of layers that are not here yet; forget those of no layer."""
        self._document = document
        layers = [layer for layer in document.design.layers if isinstance(layer, ImageLayer)]
        self._of_layers = {AssetImage(each.asset, each.edits) for each in layers if each.asset in document.assets}
        self._keep_pictures()

    def hold_drawn(self, pages: Iterable[DrawPage]) -> None:
        """The same for pictures that are found only when placed drawings are read: those within PDFs, and blends."""
        found = {source for page in pages for source in _sources(page.ops)}
        self._of_drawings = {source for source in found if not isinstance(source, AssetImage)}
        self._keep_pictures()

    def stop(self) -> None:
        """Nothing that is being developed is waited for any more."""
        for task in self._developing.values():
            task.cancel()

    def tile(self, source: ArtImage, layer: str | None) -> QImage | None:
        return self._shown.get(layer or "")

    def image(self, source: PictureSource) -> QImage | None:
        """Until the picture is there, what it was before its last edits."""
        found = self._pictures.get(source)
        if found is None and isinstance(source, AssetImage):
            of_asset = (each for each in self._pictures if isinstance(each, AssetImage) and each.asset == source.asset)
            earlier = [image for each in of_asset if (image := self._pictures[each]) is not None]
            found = earlier[-1] if earlier else None
        return found

    def _missing(self) -> list[str]:
        return [each for each in self._recipes if each not in self._final and each not in self._hopeless]

    def _ask(self, digests: list[str]) -> None:
        if digests and digests[0] != self._asked:
            self._asked = digests[0]
            self.lane.request(self._recipes[self._asked])

    def _arrived(self, digest: str, image: QImage, final: bool) -> None:
        if final:
            self._final[digest] = image
            self._final.move_to_end(digest)
            while len(self._final) > max(KEPT_TILES, len(self._recipes)):
                self._final.popitem(last=False)
            self._next()
        if digest in self._wanted and (final or digest not in self._final):
            self._show(digest, image)
            self.changed.emit()
        elif not final:
            self._show_passed(digest, image)
        if final and self.complete:
            self.settled.emit()

    def _failed(self, _: str) -> None:
        if self._asked:
            self._hopeless.add(self._asked)
            self._next()
            if self.complete:
                self.settled.emit()

    def _next(self) -> None:
        self._asked = ""
        self._ask(self._missing())

    def _show_passed(self, digest: str, image: QImage) -> None:
        """A draft that its layers have left meanwhile: drafts come in order, so it is newer than what they show."""
        waiting = {layer for wanted in self._missing() for layer in self._wanted[wanted]}
        for layer in waiting & set(self._passed.get(digest, [])):
            self._shown[layer] = image
            self.changed.emit()

    def _show(self, digest: str, image: QImage) -> None:
        for layer in self._wanted.get(digest, []):
            self._shown[layer] = image

    def _keep_pictures(self) -> None:
        used = self._of_layers | self._of_drawings
        unused = [source for source in self._pictures if source not in used]
        pending = [source for source in unused if self._pictures[source] is None]
        ready = [source for source in unused if self._pictures[source] is not None]
        for source in [*pending, *ready[:-KEPT_PICTURES]]:
            del self._pictures[source]
        for source in self._developing.keys() - used:
            self._developing.pop(source).cancel()
        for source in used - self._pictures.keys():
            self._pictures[source] = None
            self._decode(source, self._document)
        for source in used:
            self._pictures.move_to_end(source)

    def _decode(self, source: PictureSource, document: Document) -> None:
        task = self._background.submit(lambda _: shown(document, source))
        task.done.connect(lambda found: self._decoded(source, document, found))

    def _decoded(self, source: PictureSource, document: Document, found: Shown) -> None:
        if source not in self._pictures:
            return
        self._pictures[source] = found.image
        self.changed.emit()
        if not found.final and isinstance(source, AssetImage) and self._darkroom is not None:
            task = self._darkroom.submit(lambda progress: developed(document, source, progress))
            self._developing[source] = task
            task.done.connect(lambda image: self._developed(source, image))
            task.failed.connect(self.failed)

    def _developed(self, source: PictureSource, image: QImage) -> None:
        self._developing.pop(source, None)
        if source in self._pictures:
            self._pictures[source] = image
            self.changed.emit()


def _sources(ops: Iterable[Op]) -> Iterator[PictureSource]:
    for op in ops:
        match op:
            case Group():
                yield from _sources(op.ops)
            case DrawImage(source=source):
                yield source
