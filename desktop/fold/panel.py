"""The dock of the folded pack: the view, how far it is folded, what it is made of, and its way into a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.errors import DieloomError
from core.mockup.export import Shot, export_mockup
from core.mockup.look import Finish, usual_board
from desktop.canvas.scene import Scene
from desktop.canvas.tiles import Tiles
from desktop.fold.art import Art, held
from desktop.fold.painter import Dress
from desktop.fold.play import Playback
from desktop.fold.size import PictureSize
from desktop.fold.view import FoldView
from desktop.panels.controls import Choice, describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import MARGIN, Note, row
from desktop.panels.sliders import StepSlider
from desktop.workers.background import Background
from desktop.workers.child import Work
from desktop.workers.latest import Latest

Ask = Callable[[str, str, str, Work], None]
"""Asks for a file (title, suffix, what is added to the document's name) and queues the work that writes it."""


class FoldPanel(QWidget):
    """Follows the scene. Nothing is worked out while it is hidden."""

    def __init__(self, scene: Scene, tiles: Tiles, background: Background, ask: Ask) -> None:
        super().__init__()
        self._scene, self._tiles, self._ask = scene, tiles, ask
        self._stale = True
        self.view, self.note = FoldView(background), Note()
        self._dresser = Latest(background, self)
        self._dresser.done.connect(self._dressed)
        self._dresser.failed.connect(self._fail)
        self._playback = Playback(self)
        self._playback.amount.connect(self._show_amount)
        self._playback.stopped.connect(self._rest)
        self._build()
        scene.changed.connect(self.refresh)
        tiles.changed.connect(self.refresh)

    def _build(self) -> None:
        self.play = IconButton("start", self.tr("Fold the pack, step by step"), "pause")
        self.play.toggled.connect(self._play)
        self.slider = StepSlider(0.0, 1.0, 0.001)
        self.slider.show_value(1.0)
        describe(self.slider, self.tr("How far the pack is folded"))
        self.slider.edited.connect(lambda amount, _: self._slide(amount))
        self.slider.reset.connect(lambda _: self._slide(1.0))
        self.board = Choice(self.tr("Board"), self._boards())
        self.finish = Choice(self.tr("Finish"), self._finishes())
        for choice, value in ((self.board, None), (self.finish, Finish.MATTE)):
            choice.show_value(value)
            choice.edited.connect(lambda _: self.refresh())
        save, model = QPushButton(self.tr("Save picture…")), QPushButton(self.tr("Export glTF…"))
        describe(save, save.text(), self.tr("A PNG of the pack as it stands here, at any size"))
        describe(model, model.text(), self.tr("A 3D model with its artwork (.glb), for renderers and the web"))
        save.clicked.connect(self.ask_picture)
        model.clicked.connect(self.ask_model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, MARGIN)
        column.addWidget(self.view, 1)
        for line in (row(self.play, self.slider), row(self.board, self.finish), row(save, model)):
            line.setContentsMargins(MARGIN, 0, MARGIN, 0)
            column.addLayout(line)
        column.addWidget(self.note)

    def _boards(self) -> list[tuple[str, str | None]]:
        return [
            (self.tr("Board by thickness"), None),
            (self.tr("White board"), "white"),
            (self.tr("Uncoated board"), "uncoated"),
            (self.tr("Kraft"), "kraft"),
            (self.tr("Recycled board"), "recycled"),
            (self.tr("Corrugated board"), "corrugated"),
        ]

    def _finishes(self) -> list[tuple[str, Finish]]:
        return [
            (self.tr("Matte"), Finish.MATTE),
            (self.tr("Gloss"), Finish.GLOSS),
            (self.tr("Foil"), Finish.FOIL),
            (self.tr("Spot varnish"), Finish.VARNISH),
        ]

    def refresh(self) -> None:
        """The design changed, or its pixels, or what it is made of."""
        outline, drawing = self._scene.outline, self._scene.drawing
        self._stale = not self.isVisible()
        if self._stale or outline is None or drawing is None:
            return
        self.view.show_outline(outline)
        board = self.board.value() or usual_board(outline.caliper)
        self._dresser.ask(Art(outline, drawing, board, self.finish.value(), held(drawing, self._tiles)).dress)

    def ask_picture(self) -> None:
        dialog = PictureSize(self)
        dialog.chosen.connect(self._save_picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_model(self) -> None:
        self._ask(self.tr("Export glTF"), ".glb", self.tr("-folded"), partial(export_mockup, shot=self.shot()))

    def shot(self, width: int = 0, height: int = 0) -> Shot:
        """The pack as it stands here."""
        return Shot(self.view.amount, self.view.camera, self.board.value(), self.finish.value(), width, height)

    def _save_picture(self, width: int, height: int) -> None:
        work = partial(export_mockup, shot=self.shot(width, height))
        self._ask(self.tr("Save picture"), ".png", self.tr("-folded"), work)

    def _dressed(self, dress: Dress) -> None:
        self.note.say("")
        self.view.show_dress(dress)

    def _fail(self, error: DieloomError) -> None:
        self.note.say(str(error))

    def _slide(self, amount: float) -> None:
        self._playback.stop()
        self._show_amount(amount)

    def _show_amount(self, amount: float) -> None:
        self.slider.show_value(amount)
        self.view.show_amount(amount)

    def _play(self, on: bool) -> None:
        if on and self._scene.outline is not None:
            self.view.moving = True
            self._playback.play(self.view.amount, len({each.order for each in self._scene.outline.folds}))
        else:
            self._playback.stop()

    def _rest(self) -> None:
        self.view.come_to_rest()
        self.play.setChecked(False)

    def showEvent(self, event: QEvent) -> None:
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QEvent) -> None:
        self._playback.stop()
        self._dresser.forget()
        self._stale = True
