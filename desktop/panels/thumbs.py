"""Small pictures of recipes, drawn by the engine one after another while it has nothing better to do.

Whoever shows thumbnails registers its wishes; the first one that is not there yet is drawn next. A picture under way
is given up as soon as the document changes: the preview comes first, and comes at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from core.artwork.recipe import Recipe
from core.document.edits import changed
from core.errors import DieloomError
from core.jobs import Progress
from desktop.workers.images import image_of
from desktop.workers.preview import PreviewLane
from desktop.workers.quiet import Quiet
from desktop.workers.task import Task

if TYPE_CHECKING:
    from core.artwork.artist import Artist

SIDE_PX = 128
KEPT = 512  # 32 MB
REST_MS = 120

Wishes = Callable[[], Iterable[Recipe]]


class Thumbs(QObject):
    """``drawn`` carries a recipe as it was wished for and its picture."""

    drawn = Signal(object, QImage)
    failed = Signal(object, object)  # the recipe, DieloomError

    def __init__(self, lane: PreviewLane, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = lane
        self._wishes: list[Wishes] = []
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._hopeless: set[str] = set()
        self._task: Task | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)

    def serve(self, wishes: Wishes) -> None:
        """From now on ask ``wishes`` for what to draw: the most wanted first, nothing while it is out of sight."""
        self._wishes.append(wishes)

    def picture(self, recipe: Recipe) -> QImage | None:
        """The recipe's picture if it is there."""
        key = _key(recipe)
        if key in self._pictures:
            self._pictures.move_to_end(key)
        return self._pictures.get(key)

    def stir(self) -> None:
        """Something changed: give way to the preview, and look at the wishes again when things have settled."""
        self._rest.start()
        if self._task:
            self._task.cancel()

    def hurry(self, wishes: Wishes) -> None:
        """The person asked for these pictures: begin now, with them."""
        self._wishes.sort(key=lambda each: each != wishes)
        self._rest.stop()
        if self._task:
            self._task.cancel()
        else:
            self._next()

    def _rested(self) -> None:
        self._rest.stop()
        self._next()

    def _next(self) -> None:
        recipe = self._wanted() if self._task is None else None
        if recipe is None:
            return
        self._task = self._lane.submit(partial(_draw, recipe))
        self._task.done.connect(self._take)
        self._task.failed.connect(lambda error: self._give_up(recipe, error))
        self._task.finished.connect(self._ended)

    def _wanted(self) -> Recipe | None:
        """The first wish that is not there yet; those that are there are told on the way."""
        for wishes in self._wishes:
            for recipe in wishes():
                picture = self.picture(recipe)
                if picture is not None:
                    self.drawn.emit(recipe, picture)
                elif _key(recipe) not in self._hopeless:
                    return recipe
        return None

    def _take(self, drawn: tuple[Recipe, QImage]) -> None:
        recipe, picture = drawn
        self._pictures[_key(recipe)] = picture
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.drawn.emit(recipe, picture)

    def _give_up(self, recipe: Recipe, error: DieloomError) -> None:
        self._hopeless.add(_key(recipe))
        self.failed.emit(recipe, error)

    def _ended(self) -> None:
        self._task = None
        if not self._rest.isActive():
            self._next()


def _key(recipe: Recipe) -> str:
    return _single(recipe).digest()


def _single(recipe: Recipe) -> Recipe:
    """One cell of the tile: more of them show nothing new at this size."""
    return recipe if recipe.cells == (1, 1) else changed(recipe, cells=(1, 1))


def _draw(recipe: Recipe, artist: Artist, progress: Progress) -> tuple[Recipe, QImage]:
    """In the engine's thread."""
    tile = image_of(artist.tile(_single(recipe), draft=True, progress=Quiet(progress)))
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return recipe, tile.scaled(SIDE_PX, SIDE_PX, keep, smooth)
