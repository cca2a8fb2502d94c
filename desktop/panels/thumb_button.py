"""A thumbnail that can be pressed, and marked as liked or disliked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QMenu, QToolButton

from core.artwork.recipe import Recipe
from desktop.panels.controls import describe
from desktop.panels.icons import icon
from desktop.panels.marks import KEYS, Marks, paint_badge, words_of


class ThumbButton(QToolButton):
    """Shows one recipe; ``taken`` carries it when it is pressed. Where it ``waits`` it is off without its picture."""

    taken = Signal(object)  # Recipe
    goal_chosen = Signal(object)  # Recipe to walk towards, from the menu

    def __init__(self, name: str, tip: str, side: int, marks: Marks | None = None, *, waits: bool = True) -> None:
        super().__init__()
        self._name, self._tip, self._marks, self._waits = name, tip, marks, waits
        self._recipe: Recipe | None = None
        self._picture = QImage()
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ready = False  # the picture is the recipe's
        self.setEnabled(not waits)
        self.clicked.connect(self._press)
        if marks:
            marks.changed.connect(self._marked)
        self._marked()

    @property
    def recipe(self) -> Recipe | None:
        return self._recipe

    @property
    def picture(self) -> QImage:
        return self._picture

    def show_recipe(self, recipe: Recipe | None, picture: QImage | None = None) -> None:
        """This recipe from now on; what was shown stays, faded, until the new picture comes."""
        if recipe is None:
            self._picture = QImage()
        self._recipe, self.ready = recipe, False
        self.setEnabled(not self._waits)
        if picture is not None:
            self.show_picture(picture)
        self._marked()

    def show_picture(self, picture: QImage) -> None:
        self._picture, self.ready = picture, True
        self.setEnabled(True)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep the marks' letters from the window's own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if self._marks and plain and event.key() in KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif not (self._marks and self._marks.take_key(event, self._recipe)):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._marks and self._recipe:
            menu = self.menu_of(self._recipe, self._marks)
            by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
            menu.popup(self.mapToGlobal(QPoint(8, self.height() - 8)) if by_keys else event.globalPos())

    def menu_of(self, recipe: Recipe, marks: Marks) -> QMenu:
        """What can be done with the recipe shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._tip, self.click)
        way = menu.addAction(icon("path"), self.tr("&Walk towards this"))
        way.triggered.connect(lambda: self.goal_chosen.emit(recipe))
        menu.addSeparator()
        marks.fill_menu(menu, recipe)
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        paint_thumb(painter, self._picture, area, self.palette(), faded=not (self.isEnabled() and self.ready))
        if self._marks and self._recipe:
            paint_badge(painter, self._marks.of(self._recipe), area)
        if self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def sizeHint(self) -> QSize:
        return self.maximumSize()

    def _press(self) -> None:
        if self._recipe:
            self.taken.emit(self._recipe)

    def _marked(self) -> None:
        mark = self._marks.of(self._recipe) if self._marks and self._recipe else None
        marked = f"{self._name}, {words_of(mark)}" if mark else self._name
        describe(self, marked, self.tr("{0} (L: like, D: dislike)").format(self._tip) if self._marks else self._tip)
        self.update()


def paint_thumb(painter: QPainter, picture: QImage, area: QRectF, palette: QPalette, *, faded: bool = False) -> None:
    """A picture in its square, whole and centred; an empty frame while there is none."""
    painter.fillRect(area, palette.color(QPalette.ColorRole.Base))
    if picture.isNull():
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    size = picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    if picture.width() == picture.height():
        place = QRectF(area)
    place.moveCenter(area.center())
    painter.setOpacity(0.35 if faded else 1.0)
    painter.drawImage(place, picture)
    painter.setOpacity(1.0)
