"""The pack folding beside the drawing: it follows every change, on plain board."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.dieline.outline import Outline
from core.mockup.look import BOARDS, Finish, usual_board
from core.mockup.skin import printed
from desktop.dieline_editor.session import EditorSession
from desktop.fold.painter import Dress
from desktop.fold.play import Playback
from desktop.fold.skins import skin_of
from desktop.fold.view import FoldView
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import MARGIN, row
from desktop.panels.sliders import StepSlider
from desktop.workers.background import Background
from desktop.workers.latest import Latest

REST_MS = 300
HALF = 0.5  # folded so far at the start: both the blank and the pack can be made out


class Folding(QWidget):
    """The last blank that could be made, folded as far as the slider says."""

    def __init__(self, session: EditorSession, background: Background) -> None:
        super().__init__()
        self._session = session
        self._shown: Outline | None = None
        self._dressed = False
        self.view = FoldView(background)
        self.view.setSizePolicy(self.sizePolicy())
        self._dresser = Latest(background, self)
        self._dresser.done.connect(self.view.show_dress)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._dress)
        self._playback = Playback(self)
        self._playback.amount.connect(self._show_amount)
        self._playback.stopped.connect(self._stopped)
        self.play = IconButton("start", self.tr("Fold the pack, step by step"), "pause")
        self.play.toggled.connect(self._play)
        self.slider = StepSlider(0.0, 1.0, 0.001)
        describe(self.slider, self.tr("How far the pack is folded"))
        self.slider.edited.connect(lambda amount, _: self._slide(amount))
        self.slider.reset.connect(lambda _: self._slide(1.0))
        line = row(self.play, self.slider)
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, MARGIN)
        column.addWidget(self.view, 1)
        column.addLayout(line)
        session.settled.connect(self.refresh)
        self._show_amount(HALF)

    def refresh(self) -> None:
        outline = self._session.outline
        if outline is None or outline is self._shown or not self.isVisible():
            return
        self._shown = outline
        self.view.show_outline(outline)
        if self._dressed:
            self._rest.start()
        else:
            self._dress()

    def _dress(self) -> None:
        """Board of the blank's own outline and creases; while it is dragged the last one's will do."""
        if self._shown is not None:
            self._dressed = True
            self._dresser.ask(partial(_plain, self._shown))

    def showEvent(self, event: QEvent) -> None:
        self.refresh()

    def hideEvent(self, event: QEvent) -> None:
        self._playback.stop()
        self._rest.stop()
        self._dresser.forget()
        self._dressed, self._shown = False, None

    def _slide(self, amount: float) -> None:
        self._playback.stop()
        self._show_amount(amount)

    def _show_amount(self, amount: float) -> None:
        self.slider.show_value(amount)
        self.view.show_amount(amount)

    def _play(self, on: bool) -> None:
        if on and self._shown is not None:
            self.view.moving = True
            self._playback.play(self.view.amount, len({each.order for each in self._shown.folds}))
        else:
            self._playback.stop()

    def _stopped(self) -> None:
        self.view.come_to_rest()
        self.play.setChecked(False)


def _plain(outline: Outline) -> Dress:
    """Both sides without print; for a worker."""
    board, box = BOARDS[usual_board(outline.caliper)], outline.blank
    sides = [printed(outline, side, board, Finish.MATTE, None, None, box) for side in ("outside", "inside")]
    return Dress((skin_of(sides[0]), skin_of(sides[1])), board, Finish.MATTE)
