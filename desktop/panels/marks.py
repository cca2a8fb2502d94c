"""What the person liked and disliked among the thumbnails of this session."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu

from core.artwork.recipe import Recipe
from desktop.panels.icons import icon, paint_icon

Mark = Literal["like", "dislike"]

BADGE_PX = 18.0
COLOURS: dict[Mark, QColor] = {"like": QColor("#1f8f4d"), "dislike": QColor("#b3382c")}
KEYS: dict[int, Mark] = {Qt.Key.Key_L: "like", Qt.Key.Key_D: "dislike"}

translate = QCoreApplication.translate


class Marks(QObject):
    """Recipes by their mark. A mark set twice is taken back."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._marked: dict[str, tuple[Recipe, Mark]] = {}

    def of(self, recipe: Recipe) -> Mark | None:
        marked = self._marked.get(recipe.digest()) if self._marked else None
        return marked[1] if marked else None

    def marked(self, mark: Mark) -> list[Recipe]:
        """In the order in which they were marked."""
        return [recipe for recipe, each in self._marked.values() if each == mark]

    def toggle(self, recipe: Recipe, mark: Mark) -> None:
        if self.of(recipe) == mark:
            del self._marked[recipe.digest()]
        else:
            self._marked[recipe.digest()] = recipe, mark
        self.changed.emit()

    def clear(self) -> None:
        self._marked.clear()
        self.changed.emit()

    def take_key(self, event: QKeyEvent, recipe: Recipe | None) -> bool:
        """L likes and D dislikes ``recipe``; False for any other key."""
        mark = KEYS.get(event.key()) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if mark is None or recipe is None:
            return False
        self.toggle(recipe, mark)
        return True

    def fill_menu(self, menu: QMenu, recipe: Recipe) -> None:
        """Entries to like and dislike ``recipe``."""
        words: dict[Mark, str] = {
            "like": translate("Marks", "&Like\tL"),
            "dislike": translate("Marks", "&Dislike\tD"),
        }
        for mark, text in words.items():
            action = menu.addAction(icon(mark), text)
            action.setCheckable(True)
            action.setChecked(self.of(recipe) == mark)
            action.triggered.connect(lambda _, mark=mark: self.toggle(recipe, mark))


def words_of(mark: Mark | None) -> str:
    """For the spoken name of what is marked."""
    match mark:
        case "like":
            return translate("Marks", "liked")
        case "dislike":
            return translate("Marks", "disliked")
    return ""


def paint_badge(painter: QPainter, mark: Mark | None, area: QRectF) -> None:
    """A small disc in the upper right corner of a thumbnail."""
    if mark is None:
        return
    side = min(BADGE_PX, area.width() / 2.5)
    disc = QRectF(0, 0, side, side)
    disc.moveTopRight(area.topRight() + QPointF(-2, 2))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(255, 255, 255))
    painter.setBrush(COLOURS[mark])
    painter.drawEllipse(disc)
    inset = side * 0.2
    paint_icon(painter, mark, disc.adjusted(inset, inset, -inset, -inset), QColor(255, 255, 255))
    painter.restore()
