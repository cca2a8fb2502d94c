"""The curves of a run, one chart below the other over the same time; what is pointed at in one is told in all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.training.curves import Chart, Curve
from desktop.training.journal import Journal


class Charts(QWidget):
    """``picked`` tells the kimg that was clicked."""

    picked = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.charts = [self._losses(), self._judged(), self._held(), self._varied()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for chart in self.charts:
            column.addWidget(chart)
            chart.pointed.connect(self._point)
            chart.picked.connect(self.picked)

    def show_journal(self, journal: Journal, end: float) -> None:
        """``end`` in kimg: as far as the run is to go, or has gone."""
        for chart in self.charts:
            chart.show_points({curve.key: journal.series(curve.key) for curve in chart.curves}, end)

    def _point(self, kimg: float | None) -> None:
        for chart in self.charts:
            chart.point_at(kimg)

    def _losses(self) -> Chart:
        tip = self.tr(
            "How badly each of the two does. Neither should win: both stay about where they are while the pictures "
            "get better."
        )
        curves = [Curve("loss_d", self.tr("judge")), Curve("loss_g", self.tr("painter"), "second")]
        return Chart(self.tr("Losses"), tip, curves)

    def _judged(self) -> Chart:
        tip = self.tr(
            "What the judge says of your pictures, D(real), and of made ones, D(fake). The nearer the two, the harder "
            "it is to tell them apart."
        )
        curves = [Curve("real", self.tr("D(real)")), Curve("fake", self.tr("D(fake)"), "second")]
        return Chart(self.tr("Judgement"), tip, curves)

    def _held(self) -> Chart:
        tip = self.tr(
            "How sure the judge is of your pictures (1: of every one, it may know them by heart), and how much they "
            "are changed so that it cannot learn them by heart."
        )
        curves = [Curve("sign", self.tr("sureness")), Curve("augment", self.tr("augmentation"), "second")]
        return Chart(self.tr("Sureness"), tip, curves, (0.0, 1.0))

    def _varied(self) -> Chart:
        tip = self.tr(
            "How much made pictures differ from each other (1: as much as yours do; falling to 0: all alike), and how "
            "far they are from yours (falling is better)."
        )
        curves = [Curve("diversity", self.tr("variety")), Curve("distance", self.tr("distance"), "second")]
        return Chart(self.tr("Quality"), tip, curves, (0.0, 1.0), apart=True)
