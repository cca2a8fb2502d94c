"""Curves over a run: painted by hand, a few to a chart, with what they are at the pointer.

Each curve is shown twice: as it was written, faint, and smoothed, because the figures of a contest jump about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme

COLOURS = {  # light and dark; told apart by every kind of colour vision, and by their strokes
    "first": ("#1f5fbf", "#6aa5ff"),
    "second": ("#c2570c", "#ffa04d"),
}
LEFT_PX, RIGHT_PX, BELOW_PX, ABOVE_PX = 40.0, 34.0, 18.0, 24.0
SMOOTH = 0.9  # at most, how much of the curve so far a new point keeps; less where there are few
SPAN = 36  # points over which few are smoothed
FEW = 12  # points; so few are not smoothed
FAINT = 70  # of 255
STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Curve:
    """A figure of the log: its key, its name, which colour, and whether its stroke is broken."""

    key: str
    name: str
    colour: str = "first"

    @property
    def broken(self) -> bool:
        return self.colour == "second"

    def ink(self) -> QColor:
        return QColor(COLOURS[self.colour][theme.current() is theme.DARK])


Points = tuple[Sequence[float], Sequence[float]]


@dataclass(frozen=True)
class Scale:
    """From the lowest to the highest value in view, and at which values something is written."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def y(self, value: float, area: QRectF) -> float:
        return area.bottom() - area.height() * (value - self.low) / (self.high - self.low)


class Chart(QWidget):
    """``pointed`` tells the kimg under the pointer, or None when it leaves; ``picked`` the one that was clicked."""

    pointed = Signal(object)
    picked = Signal(float)

    def __init__(
        self,
        title: str,
        explanation: str,
        curves: Sequence[Curve],
        within: tuple[float, float] | None = None,
        *,
        apart: bool = False,
    ) -> None:
        """``within`` are values that the first curve has always in view. Two curves that stand ``apart`` have a scale
        each: that of the first is at the left, that of the second at the right."""
        super().__init__()
        self.title, self.curves, self._within, self._apart = title, tuple(curves), within, apart
        self._points: dict[str, Points] = {}
        self._smooth: dict[str, list[float]] = {}
        self._end = 1.0
        self._cursor: float | None = None
        self.setAccessibleName(title)
        self.setToolTip(explanation)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 84)

    def sizeHint(self) -> QSize:
        return QSize(340, 128)

    def show_points(self, points: dict[str, Points], end: float) -> None:
        """Kimg and values by key; the chart reaches to ``end`` kimg."""
        self._points = {curve.key: points.get(curve.key, ((), ())) for curve in self.curves}
        self._smooth = {key: smoothed(values) for key, (_, values) in self._points.items()}
        self._end = max(end, 1e-3)
        self.setAccessibleDescription(self.words(None))
        self.update()

    def point_at(self, kimg: float | None) -> None:
        """Show the figures there; of the end for None."""
        if kimg != self._cursor:
            self._cursor = kimg
            self.update()

    def value_at(self, key: str, kimg: float | None) -> float | None:
        """As written, nearest to ``kimg``; the last one for None."""
        where, values = self._points.get(key, ((), ()))
        if not where:
            return None
        return values[-1] if kimg is None else values[_nearest(where, kimg)]

    def words(self, kimg: float | None) -> str:
        found = ((curve.name, self.value_at(curve.key, kimg)) for curve in self.curves)
        return ", ".join(f"{name} {figure(value)}" for name, value in found if value is not None)

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self._kimg_at(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self._kimg_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk along the curve, Enter looks at the samples there."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        where = next((kimg for kimg, _ in self._points.values() if kimg), ())
        if step and where:
            at = len(where) - 1 if self._cursor is None else _nearest(where, self._cursor)
            self.pointed.emit(where[min(max(at + step, 0), len(where) - 1)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self.picked.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def _kimg_at(self, x: float) -> float:
        area = self._area()
        return min(max((x - area.left()) / max(area.width(), 1.0), 0.0), 1.0) * self._end

    # Painting

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT_PX, ABOVE_PX, -RIGHT_PX, -BELOW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, palette = self._area(), self.palette()
        painter.fillRect(area, palette.color(QPalette.ColorRole.Base))
        groups = [[curve] for curve in self.curves] if self._apart else [list(self.curves)]
        scales = [self._scale(group, area.height()) for group in groups]
        self._paint_grid(painter, area, scales)
        painter.save()
        painter.setClipRect(area)
        for group, scale in zip(groups, scales, strict=True):
            for curve in group:
                self._paint_curve(painter, area, curve, scale)
        if self._cursor is not None:
            x = area.left() + area.width() * self._cursor / self._end
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.restore()
        self._paint_heading(painter)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _scale(self, curves: Sequence[Curve], height: float) -> Scale:
        seen = [value for curve in curves for value in self._smooth.get(curve.key, ())]
        first = self.curves[0] in curves
        if not seen:
            return Scale(0.0, 1.0, (0.0, 1.0) if first else ())
        seen += (self._within or ()) if first else (0.0,)
        low, high = min(seen), max(seen)
        if high - low < 1e-6:
            low, high = low - 0.5, high + 0.5
        margin = 0.0 if self._within == (low, high) else 0.06 * (high - low)
        low, high = low - margin, high + margin
        return Scale(low, high, tuple(round_values(low, high, max(2, int(height // 26)))))

    def _paint_grid(self, painter: QPainter, area: QRectF, scales: Sequence[Scale]) -> None:
        palette = self.palette()
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.85)
        painter.setFont(small)
        words = palette.color(QPalette.ColorRole.PlaceholderText)
        line = palette.color(QPalette.ColorRole.Text)
        line.setAlpha(28)
        painter.setPen(QPen(line, 1))
        for value in scales[0].ticks:
            y = scales[0].y(value, area)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        height = QFontMetricsF(small).height()
        sides = ((0.0, Qt.AlignmentFlag.AlignRight), (area.right() + 5, Qt.AlignmentFlag.AlignLeft))
        for scale, curve, (left, side) in zip(scales, self.curves, sides, strict=False):
            painter.setPen(curve.ink() if self._apart else words)
            for value in scale.ticks:
                place = QRectF(left, scale.y(value, area) - height / 2, LEFT_PX - 5, height)
                painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, figure(value))
        painter.setPen(words)
        for value in round_values(0.0, self._end, max(2, int(area.width() // 70))):
            x = area.left() + area.width() * value / self._end
            place = QRectF(x - 40, area.bottom() + 2, 80, height)
            side = Qt.AlignmentFlag.AlignHCenter
            if place.right() > self.width():
                place.moveRight(self.width() - 2)
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(place, side, self.tr("{0} kimg").format(figure(value)) if value else "0")

    def _paint_curve(self, painter: QPainter, area: QRectF, curve: Curve, scale: Scale) -> None:
        where, values = self._points.get(curve.key, ((), ()))
        if not where:
            return
        across = area.width() / self._end

        def placed(heights: Sequence[float]) -> list[QPointF]:
            pairs = thinned(where, heights, int(area.width()))
            return [QPointF(area.left() + x * across, scale.y(y, area)) for x, y in pairs]

        ink = curve.ink()
        if len(values) > FEW:
            faint = QColor(ink)
            faint.setAlpha(FAINT)
            painter.setPen(QPen(faint, 1))
            draw_line(painter, placed(values))
        pen = QPen(ink, 1.8)
        if curve.broken:
            pen.setDashPattern([4, 2])
        painter.setPen(pen)
        smooth = placed(self._smooth[curve.key])
        draw_line(painter, smooth)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(smooth[-1], 2.5, 2.5)

    def _paint_heading(self, painter: QPainter) -> None:
        """The title, and behind it the legend with the figures at the pointer."""
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        x = 4.0
        painter.drawText(QPointF(x, ABOVE_PX - 9), self.title)
        x += QFontMetricsF(bold).horizontalAdvance(self.title) + 14
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        for curve in self.curves:
            value = self.value_at(curve.key, self._cursor)
            pen = QPen(curve.ink(), 2.2)
            if curve.broken:
                pen.setDashPattern([2.5, 1.5])
            painter.setPen(pen)
            y = ABOVE_PX - 9 - metrics.xHeight() / 2
            painter.drawLine(QPointF(x, y), QPointF(x + 14, y))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            text = curve.name if value is None else f"{curve.name} {figure(value)}"
            painter.drawText(QPointF(x + 18, ABOVE_PX - 9), text)
            x += 18 + metrics.horizontalAdvance(f"{curve.name} −0.00") + 12


def draw_line(painter: QPainter, points: list[QPointF]) -> None:
    """Piece by piece: antialiasing one long line that crosses itself takes twenty times as long (`desktop.md`)."""
    if painter.pen().style() == Qt.PenStyle.SolidLine:
        flat = [each for pair in pairwise(points) for each in pair]
        painter.drawLines(flat)  # type: ignore[call-overload]
    else:
        painter.drawPolyline(QPolygonF(points))  # pieces would each begin their dashes anew


def smoothed(values: Sequence[float]) -> list[float]:
    """Each with the memory of those before it; the first ones are not drawn towards nothing."""
    if len(values) <= FEW:
        return list(values)
    memory = min(SMOOTH, 1 - SPAN / max(len(values), 2 * SPAN))
    kept, weight, made = 0.0, 0.0, []
    for value in values:
        kept, weight = memory * kept + (1 - memory) * value, memory * weight + (1 - memory)
        made.append(kept / weight)
    return made


def thinned(where: Sequence[float], values: Sequence[float], most: int) -> list[tuple[float, float]]:
    """At most about ``most`` points: the means of neighbours."""
    share = -(-len(where) // max(most, 1))
    if share <= 1:
        return list(zip(where, values, strict=True))
    spans = [slice(start, start + share) for start in range(0, len(where), share)]
    return [(_mean(where[span]), _mean(values[span])) for span in spans]


def round_values(low: float, high: float, most: int) -> list[float]:
    """Round numbers between two values, at most so many."""
    rough = (high - low) / most
    unit = 10.0 ** _exponent(rough)
    step = next(each * unit for each in STEPS if each * unit >= rough * 0.999)
    first = -(-low // step)
    count = int((high - first * step) / step + 1e-9) + 1
    return [(first + number) * step for number in range(max(count, 0))]


def figure(value: float) -> str:
    """Three figures at most, in the person's way of writing numbers."""
    size = abs(value)
    if size >= 1000:
        return QLocale().toString(round(value))
    decimals = 0 if value == int(value) or size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 or size == 0 else 3
    text = QLocale().toString(value, "f", decimals)
    return text.replace("-", "−")


def _exponent(value: float) -> int:
    exponent = 0
    while value >= 10:
        value, exponent = value / 10, exponent + 1
    while 0 < value < 1:
        value, exponent = value * 10, exponent - 1
    return exponent


def _nearest(where: Sequence[float], wanted: float) -> int:
    at = bisect_left(where, wanted)
    if at == 0:
        return 0
    if at == len(where):
        return at - 1
    return at if where[at] - wanted < wanted - where[at - 1] else at - 1


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
