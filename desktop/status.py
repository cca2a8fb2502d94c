"""The status bar: what the engine does, a training, jobs, what is wrong with the dieline, the pointer, the zoom."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStatusBar, QWidget

from core.geometry import Point
from desktop.job_bar import JobBar
from desktop.panels.controls import describe

MESSAGE_MS = 6000


class Status(QStatusBar):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.engine = QLabel()
        self.problem = QLabel()
        self.training = QPushButton(flat=True)
        self.developing = QLabel()
        self.jobs = JobBar()
        self.blank = QLabel()
        self.pointer = QLabel()
        self.zoom = QLabel()
        # A long explanation must not widen the window; its tip shows all of it.
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.pointer.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000.0, 0000.0 mm"))
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("00000 %"))
        self.addWidget(self.engine)
        self.addWidget(self.problem, 1)
        describe(self.training, self.tr("Training"), self.tr("Watch the training"))
        self.training.hide()
        for widget in (self.developing, self.training, self.jobs, self.blank, self.pointer, self.zoom):
            self.addPermanentWidget(widget)
        self.setSizeGripEnabled(False)

    def say(self, text: str) -> None:
        """A passing message."""
        self.showMessage(text, MESSAGE_MS)

    def show_engine(self, text: str) -> None:
        self.engine.setText(text)

    def show_training(self, share: float | None) -> None:
        """How far the model is that trains now; nothing when none does."""
        self.training.setVisible(share is not None)
        if share is not None:
            self.training.setText(self.tr("Training {0} %").format(round(share * 100)))

    def show_developing(self, text: str, share: float | None) -> None:
        """What is done to a picture, and how far it is; nothing when nothing is."""
        self.developing.setText(self.tr("{0} {1} %").format(text, round(100 * share)) if share else text)

    def show_problem(self, text: str) -> None:
        """Stays until it is mended; the tip shows all of a long one."""
        self.problem.setText(f"⚠ {text}" if text else "")
        self.problem.setToolTip(text)

    def show_pointer(self, point: Point | None) -> None:
        self.pointer.setText(f"{point.x:.1f}, {point.y:.1f} mm" if point else "")

    def show_zoom(self, ratio: float) -> None:
        self.zoom.setText(f"{ratio * 100:.0f} %")

    def show_blank(self, width: float, height: float) -> None:
        self.blank.setText(f"{width:.1f} × {height:.1f} mm")
