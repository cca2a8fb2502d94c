"""The quality gate: the model's own judge says how real the artwork is, and other seeds are drawn until one passes."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from core.artwork.recipe import Recipe
from core.document.recipe_edits import SEEDS, with_start
from core.document.seed_map import at_seed
from core.errors import DieloomError, NonePassed
from core.jobs import Progress
from desktop.panels.artwork_section import ArtworkSection
from desktop.panels.icons import WordButton
from desktop.panels.sections import muted
from desktop.panels.sliders import ValueSlider
from desktop.panels.target import ArtworkTarget
from desktop.panels.task_line import TaskLine
from desktop.workers.preview import PreviewLane
from desktop.workers.task import Task

if TYPE_CHECKING:
    from core.artwork.artist import Artist
    from core.artwork.gating import Gated

USUAL = 0.5


class QualityGate(ArtworkSection):
    """What passes is one undo step, and so is a score; an edit meanwhile calls the search off.

    ``train_asked`` carries the model that none of the tries passed with, to be trained further.
    """

    train_asked = Signal(str)

    def __init__(self, target: ArtworkTarget, lane: PreviewLane) -> None:
        super().__init__(self.tr("Quality gate"), target, unfolded=False)
        self._lane, self._chance = lane, random.Random()
        self._task: Task | None = None
        self._asked: tuple[str, Recipe] | None = None  # the layer and its recipe when the task began
        self._step = ""  # what its result is called among the undo steps
        self._shares: dict[str, float] = {}  # of real pictures that would have passed, by recipe
        self.words = muted(QLabel())
        self.words.setWordWrap(True)
        self.threshold = ValueSlider(self.tr("Threshold"), 0, 1, default=USUAL)
        self.threshold.show_value(USUAL)
        self.threshold.slider.setToolTip(self.tr("How real the picture has to be to the model's judge, 0 to 1"))
        self.judge = WordButton(
            "visible", self.tr("Judge"), self.tr("Say how real the artwork is to the model's judge")
        )
        tip = self.tr("Draw other seeds until one passes; the seed and its score are kept with the artwork")
        self.another = WordButton("dice", self.tr("Another that passes"), tip)
        tip = self.tr("None has passed: go on training the model, from where it stands")
        self.train = WordButton("train", self.tr("Train further…"), tip)
        self.train.hide()
        self.line = TaskLine()
        self.add_wide(self.words)
        self.add(self.tr("Threshold"), self.threshold)
        self.add_wide(self.another)
        self.add_wide(self.judge)
        self.add_wide(self.train)
        self.add_wide(self.line)
        self.judge.clicked.connect(self._judge)
        self.another.clicked.connect(self.draw_again)
        self.train.clicked.connect(self._train)

    def refresh(self) -> None:
        layer = self.target.layer
        if layer is None:
            return
        if self._task and self._asked != (layer.id, layer.recipe):
            self._task.cancel()
        score, share = layer.recipe.score, self._shares.get(layer.recipe.digest())
        if score is None:
            self.words.setText(self.tr("Not judged yet."))
        elif share is None:
            self.words.setText(self.tr("Score: {0}").format(f"{score:.2f}"))
        else:
            words = self.tr("Score: {0}. Of the real pictures, {1} % pass at this threshold.")
            self.words.setText(words.format(f"{score:.2f}", round(100 * share)))

    def draw_again(self) -> None:
        """Another seed by chance, and those that follow it until one passes."""
        recipe = self.target.recipe
        if recipe:
            plain = recipe if recipe.start is None else with_start(recipe, None)
            asked = at_seed(plain, self._chance.randrange(SEEDS))
            self._begin(asked, self.threshold.value(), None, self.tr("Draw one that passes"))

    def _judge(self) -> None:
        if self.target.recipe:
            self._begin(self.target.recipe, 0.0, 1, self.tr("Judge artwork"))

    def _begin(self, recipe: Recipe, threshold: float, tries: int | None, text: str) -> None:
        layer = self.target.layer
        if layer is None or not self.target.free or self._task:
            return
        self._asked, self._step = (layer.id, layer.recipe), text
        task = self._task = self._lane.submit(partial(_passed, recipe, threshold, tries))
        task.done.connect(self._take)
        task.failed.connect(self._refused)
        task.finished.connect(self._end)
        self.line.follow(task, self.tr("Asking the model's judge…"))

    def _take(self, gated: Gated) -> None:
        self.train.hide()
        layer = self.target.layer
        if layer and self._asked == (layer.id, layer.recipe):
            if gated.threshold:
                self._shares[gated.recipe.digest()] = gated.real_share
            self._asked = layer.id, gated.recipe
            self.target.edit_recipe(self._step, lambda _: gated.recipe)

    def _refused(self, error: DieloomError) -> None:
        self.train.setVisible(isinstance(error, NonePassed))
        self.failed.emit(str(error))

    def _train(self) -> None:
        if self.target.recipe:
            self.train_asked.emit(self.target.recipe.model)

    def _end(self) -> None:
        self._task = None


def _passed(recipe: Recipe, threshold: float, tries: int | None, artist: Artist, progress: Progress) -> Gated:
    """In the engine's thread; raises DieloomError and Cancelled."""
    from core.artwork.gating import pass_gate
    from core.training.gate import TRIES

    return pass_gate(artist, recipe, threshold, tries or TRIES, progress)
