"""The charts: what is painted, what is told at the pointer, and the arithmetic behind them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.training.charts import Charts
from desktop.training.curves import Chart, Curve, figure, round_values, smoothed, thinned
from desktop.training.journal import Journal, News
from tests.desktop.training.recorded import line


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    made = Chart("Losses", "What they are", [Curve("a", "judge"), Curve("b", "painter", "second")])
    qtbot.addWidget(made)
    made.resize(400, 160)
    made.show()
    return made


def inked(chart: Chart, colour: QColor) -> list[QPoint]:
    """Where the chart has this colour, within its frame."""
    image: QImage = chart.grab().toImage()
    area = chart._area().toRect()
    return [
        QPoint(x, y)
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
        if image.pixelColor(x, y) == colour
    ]


def test_a_curve_stands_where_its_figures_are(chart: Chart) -> None:
    chart.show_points({"a": ([0.0, 5.0], [0.0, 1.0])}, 10.0)
    painted = inked(chart, Curve("a", "").ink())
    middle = chart._area().center()
    assert painted, "the curve is painted"
    assert max(point.x() for point in painted) < middle.x() + 6, "it ends where the run is"
    left = min(painted, key=QPoint.x)
    right = max(painted, key=QPoint.x)
    assert left.y() > right.y(), "it rises"
    assert inked(chart, Curve("b", "", "second").ink()) == []


def test_the_pointer_is_told_and_tells_the_figures(chart: Chart, qtbot: QtBot) -> None:
    chart.show_points({"a": ([0.0, 5.0, 10.0], [3.0, 2.0, 1.0]), "b": ([0.0, 10.0], [7.0, 8.0])}, 10.0)
    with qtbot.waitSignal(chart.pointed) as pointed:
        qtbot.mouseMove(chart, chart._area().center().toPoint())
    assert pointed.args[0] == pytest.approx(5.0, abs=0.1)
    assert chart.value_at("a", 5.0) == 2.0
    assert chart.words(9.0) == "judge 1, painter 8"
    assert chart.words(None) == "judge 1, painter 8"
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.text(QAccessible.Text.Description) == "judge 1, painter 8"


def test_the_arrows_walk_along_and_enter_picks(chart: Chart, qtbot: QtBot) -> None:
    chart.pointed.connect(chart.point_at)
    chart.show_points({"a": ([0.0, 5.0, 10.0], [3.0, 2.0, 1.0])}, 10.0)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args[0] == 5.0


def test_all_charts_point_at_the_same_moment(qtbot: QtBot) -> None:
    charts = Charts()
    qtbot.addWidget(charts)
    journal = Journal()
    journal.take(News(lines=tuple(map(line, range(1, 30)))))
    charts.show_journal(journal, 10.0)
    charts.charts[0].pointed.emit(1.0)
    assert {chart._cursor for chart in charts.charts} == {1.0}
    assert "D(real) 0.50" in charts.charts[1].words(None)
    assert "variety 0.60" in charts.charts[3].words(1.0)


def test_a_chart_without_figures_is_empty_and_quiet(chart: Chart, qtbot: QtBot) -> None:
    chart.show_points({}, 0.0)
    assert chart.words(None) == ""
    assert inked(chart, Curve("a", "").ink()) == []
    qtbot.keyClick(chart, Qt.Key.Key_Left)


def test_smoothing_keeps_the_first_and_follows() -> None:
    values = [10.0] * 200 + [0.0] * 400
    smooth = smoothed(values)
    assert smooth[0] == 10.0
    assert smooth[200] == pytest.approx(9.0)
    assert smooth[-1] < 0.1
    few = smoothed([10.0] * 50 + [0.0] * 50)
    assert 4.0 < few[50] < 8.0, "where there are few points the curve follows sooner"
    assert smoothed([1.0, 5.0]) == [1.0, 5.0], "a few points are shown as they are"


def test_many_points_become_few_with_their_means() -> None:
    where = [float(number) for number in range(10_000)]
    found = thinned(where, where, 300)
    assert len(found) <= 300
    assert found[0] == (16.5, 16.5)
    assert thinned(where[:5], where[:5], 300) == list(zip(where[:5], where[:5], strict=True))


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [(0.0, 1.0, [0.0, 0.5, 1.0]), (-0.3, 2.2, [0.0, 1.0, 2.0]), (0.0, 900.0, [0.0, 500.0]), (0.0011, 0.0019, [0.0015])],
)
def test_ticks_are_round(low: float, high: float, values: list[float]) -> None:
    assert round_values(low, high, 3) == pytest.approx(values)


def test_figures_are_short() -> None:
    assert [figure(value) for value in (0.0, 1.0, 0.5, 0.0123, -2.345, 12.34, 123.4, 1234.0)] == [
        *("0", "1", "0.50", "0.012", "−2.35", "12.3", "123", QLocale().toString(1234)),
    ]
