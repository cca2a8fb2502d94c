"""The references as large thumbnails: ticked to be used, dragged to reorder, renamed where they stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.panels.icons import paint_icon
from desktop.styles.covering import covering
from desktop.styles.model import REFERENCE, WEIGHT, Index, ReferenceModel, assets_in

THUMB_PX = 92
NAME_PX = 18
CELL = QSize(THUMB_PX + 10, THUMB_PX + NAME_PX + 8)
TICK_PX = 20
WEIGHT_PX = 4
ROWS = 2  # in sight without scrolling
BADGE_PX = 16  # of a picture of which a part is meant


class ThumbnailDelegate(QStyledItemDelegate):
    """The picture with its tick, the part that is meant, its weight, and its name below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        reference, picture, palette = index.data(REFERENCE), index.data(Qt.ItemDataRole.DecorationRole), option.palette
        frame = picture_cell(option.rect)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        _paint_picture(painter, picture, frame, palette)
        if reference.region:
            _paint_badge(painter, frame)
        weight = index.data(WEIGHT)
        if weight is not None:
            _paint_weight(painter, frame, weight, palette)
        self._paint_tick(painter, tick_cell(option.rect), ticked, palette)
        if selected:
            role = QPalette.ColorRole.Highlight if self._active() else QPalette.ColorRole.PlaceholderText
            painter.setPen(QPen(palette.color(QPalette.ColorGroup.Active, role), 2 if self._active() else 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(frame).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)
        self._paint_name(painter, option, index.data(), selected)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(name_cell(option.rect).adjusted(0, -2, 0, 2))
        if isinstance(editor, QLineEdit):
            editor.setFrame(False)

    def _active(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.hasFocus()

    @staticmethod
    def _paint_tick(painter: QPainter, area: QRect, ticked: bool, palette: QPalette) -> None:
        accent = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
        painter.setPen(QPen(QColor(255, 255, 255, 230), 1.5))
        painter.setBrush(accent if ticked else QColor(0, 0, 0, 70))
        circle = QRectF(area).adjusted(2, 2, -2, -2)
        painter.drawEllipse(circle)
        if ticked:
            tick = QPainterPath(circle.topLeft() + QPoint(4, 8))
            tick.lineTo(circle.topLeft() + QPoint(7, 11))
            tick.lineTo(circle.topLeft() + QPoint(12, 5))
            painter.setPen(QPen(QColor("white"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(tick)

    @staticmethod
    def _paint_name(painter: QPainter, option: QStyleOptionViewItem, name: str, selected: bool) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        role = QPalette.ColorRole.Text if selected else QPalette.ColorRole.PlaceholderText
        painter.setPen(option.palette.color(role))
        area = name_cell(option.rect)
        words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


class ReferenceGrid(QListView):
    """What comes in from outside by drag is the panel's."""

    part_asked = Signal(str)  # asset of the picture of which a part is to be chosen
    remove_asked = Signal()
    paste_asked = Signal()
    menu_asked = Signal(QPoint)  # on screen

    def __init__(self, model: ReferenceModel) -> None:
        super().__init__()
        self._references = model
        self._gap = -1  # before which a dragged picture would be put
        self.inviting = False  # whether something is being dragged here from outside
        self.setModel(model)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setGridSize(CELL)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda spot: self.menu_asked.emit(self.viewport().mapToGlobal(spot)))
        self.setAccessibleName(self.tr("Reference pictures"))

    def chosen(self) -> list[str]:
        """The assets of the selected pictures, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._references.rows[row].asset for row in rows]

    def choose(self, assets: list[str]) -> None:
        """Select these pictures, the first of them the current one."""
        indexes = [self._references.index(row) for row in map(self._references.row_of, assets) if row >= 0]
        selection, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        selection.clear()
        for index in indexes:
            selection.select(index, flag.Select)
        if indexes:
            selection.setCurrentIndex(indexes[0], flag.NoUpdate)
            self.scrollTo(indexes[0])

    def show_inviting(self, on: bool) -> None:
        self.inviting = on
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._ticked_at(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not self._ticked_at(event) and index.isValid():
            self.part_asked.emit(index.data(REFERENCE).asset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        here = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Delete):
            self.remove_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_chosen(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space and here.isValid():
            self._toggle(here)
        elif self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the Enter that ends a name's editing comes here as well
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.isValid():
            self.part_asked.emit(here.data(REFERENCE).asset)
        else:
            super().keyPressEvent(event)

    def move_chosen(self, step: int) -> None:
        """The selected pictures one place to the front (-1) or to the back (1)."""
        chosen = self.chosen()
        rows = [self._references.row_of(asset) for asset in chosen]
        last = len(self._references.rows) - 1
        if not rows or (step < 0 and rows[0] == 0) or (step > 0 and rows[-1] == last):
            return
        self._references.move(chosen, rows[0] - 1 if step < 0 else rows[-1] + 2)
        self.choose(chosen)

    # Dragging within

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if assets_in(event.mimeData()) and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.source() is self:
            self._show_gap(self._gap_at(event.position().toPoint()))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_gap(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        assets = assets_in(event.mimeData())
        self._show_gap(-1)
        if event.source() is self and assets:
            self._references.move(assets, self._gap_at(event.position().toPoint()))
            self.choose(assets)
            event.setDropAction(Qt.DropAction.CopyAction)  # moved already: the view must not take the rows out
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._references.rows:
            self._paint_invitation(painter)
        elif self.inviting:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.viewport().rect().adjusted(3, 3, -4, -4), 4, 4)
        if self._gap >= 0:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3))
            x, top = self._gap_line()
            painter.drawLine(x, top, x, top + THUMB_PX)

    def sizeHint(self) -> QSize:
        return QSize(3 * CELL.width() + 8, ROWS * CELL.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(CELL.width() + 20, CELL.height() + 8)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.viewport().update()
        return super().viewportEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        self.model().setData(index, state.value, Qt.ItemDataRole.CheckStateRole)

    def _ticked_at(self, event: QMouseEvent) -> bool:
        """A press on a tick, which does not select the picture."""
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return False
        if not tick_cell(self.visualRect(index)).adjusted(-4, -4, 4, 4).contains(spot):
            return False
        self._toggle(index)
        return True

    def _gap_at(self, spot: QPoint) -> int:
        """The row before which something let go here would be put."""
        rows = len(self._references.rows)
        for row in range(rows):
            cell = self.visualRect(self._references.index(row))
            if spot.y() < cell.bottom() and spot.x() < cell.center().x():
                return row
            if spot.y() < cell.top():
                return row
        return rows

    def _show_gap(self, gap: int) -> None:
        self._gap = gap
        self.viewport().update()

    def _gap_line(self) -> tuple[int, int]:
        rows = len(self._references.rows)
        if self._gap < rows:
            cell = picture_cell(self.visualRect(self._references.index(self._gap)))
            return cell.left() - 5, cell.top()
        cell = picture_cell(self.visualRect(self._references.index(rows - 1)))
        return cell.right() + 5, cell.top()

    def _paint_invitation(self, painter: QPainter) -> None:
        role = QPalette.ColorRole.Highlight if self.inviting else QPalette.ColorRole.PlaceholderText
        ink = self.palette().color(role)
        area = self.viewport().rect().adjusted(6, 6, -7, -7)
        painter.setPen(QPen(ink, 2 if self.inviting else 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, 6, 6)
        spot = QRectF(0, 0, 36, 36)
        spot.moveCenter(QRectF(area).center() - QPoint(0, 34))
        paint_icon(painter, "image", spot, ink)
        painter.setPen(ink)
        below = area.adjusted(36, area.height() // 2 - 8, -36, 0)
        if self._references.collection is None:
            words = self.tr("Drop pictures here whose feeling you want on the pack, or paste them.")
        else:
            words = self.tr("Nothing in this collection yet: drop pictures here, or move some to it.")
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)


def picture_cell(cell: QRect) -> QRect:
    return QRect(cell.left() + (cell.width() - THUMB_PX) // 2, cell.top() + 4, THUMB_PX, THUMB_PX)


def tick_cell(cell: QRect) -> QRect:
    picture = picture_cell(cell)
    return QRect(picture.left() + 3, picture.top() + 3, TICK_PX, TICK_PX)


def name_cell(cell: QRect) -> QRect:
    picture = picture_cell(cell)
    return QRect(picture.left() - 3, picture.bottom() + 2, picture.width() + 6, NAME_PX)


def _paint_picture(painter: QPainter, picture: QImage, frame: QRect, palette: QPalette) -> None:
    """Its middle, so that it fills the frame: what counts is its look, not its shape."""
    painter.fillRect(frame, palette.color(QPalette.ColorRole.AlternateBase))
    if not picture.isNull():
        painter.drawImage(QRectF(frame), picture, covering(picture, QSizeF(frame.size())))
        return
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame.adjusted(0, 0, -1, -1))


def _paint_badge(painter: QPainter, frame: QRect) -> None:
    """That a part of the picture is meant."""
    circle = QRectF(frame.right() - BADGE_PX - 3, frame.top() + 5, BADGE_PX, BADGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 120))
    painter.drawRoundedRect(circle, 3, 3)
    paint_icon(painter, "region", circle.adjusted(2, 2, -2, -2), QColor("white"))


def _paint_weight(painter: QPainter, frame: QRect, weight: float, palette: QPalette) -> None:
    bar = QRectF(frame.left(), frame.bottom() + 1 - WEIGHT_PX, frame.width(), WEIGHT_PX)
    painter.fillRect(bar, QColor(0, 0, 0, 110))
    bar.setWidth(frame.width() * weight)
    painter.fillRect(bar, palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight))
