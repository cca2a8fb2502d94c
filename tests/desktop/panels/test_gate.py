"""The quality gate in the artwork dock: what passes is one undo step, what does not is said."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.artwork.gating import Gated, judged
from core.artwork.recipe import Recipe
from core.document.model import ArtworkLayer
from core.errors import Cancelled
from core.jobs import Progress
from core.training.gate import refused
from desktop.panels.gate import QualityGate
from desktop.panels.latents import LatentsPanel
from desktop.window import MainWindow


class Judge:
    """Stands in for the gate: the third seed passes, with 0.75, if that is enough."""

    def __init__(self) -> None:
        self.asked: list[tuple[Recipe, float, int]] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.cancelled = 0

    def __call__(self, artist: object, recipe: Recipe, threshold: float, tries: int, progress: Progress) -> Gated:
        self.asked.append((recipe, threshold, tries))
        try:
            while not self.go_on.wait(0.002):
                progress.check()
        except Cancelled:
            self.cancelled += 1
            raise
        if threshold > 0.75:
            raise refused(threshold, tries, 0.75)
        passed = recipe.model_copy(update={"seed": (recipe.seed + 2 * bool(threshold)) % 2**32})
        return Gated(judged(passed, 0.75), 0.75, 3, threshold, 0.5)


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Judge]:
    made = Judge()
    monkeypatch.setattr("core.artwork.gating.pass_gate", made)
    yield made
    made.go_on.set()


@pytest.fixture
def gate(window: MainWindow, judge: Judge, qtbot: QtBot) -> QualityGate:
    qtbot.waitUntil(lambda: window.tiles.complete)
    return panel_of(window).gate


def panel_of(window: MainWindow) -> LatentsPanel:
    found = window.findChild(LatentsPanel)
    assert isinstance(found, LatentsPanel)
    return found


def recipe(window: MainWindow) -> Recipe:
    layer = window.session.design.layers[0]
    assert isinstance(layer, ArtworkLayer)
    return layer.recipe


def test_another_that_passes_is_one_step(window: MainWindow, gate: QualityGate, judge: Judge, qtbot: QtBot) -> None:
    before = recipe(window)
    assert "Not judged" in gate.words.text()
    gate.threshold.show_value(0.6)
    gate.another.click()
    qtbot.waitUntil(lambda: recipe(window) != before)
    asked, threshold, tries = judge.asked[0]
    assert (threshold, tries) == (pytest.approx(0.6), 20)
    assert asked.seed != before.seed
    assert recipe(window).seed == (asked.seed + 2) % 2**32
    assert recipe(window).score == 0.75
    assert "0.75" in gate.words.text()
    assert "50 %" in gate.words.text()
    assert [window.session.undo_stack.text(0), window.session.undo_stack.count()] == ["Draw one that passes", 1]
    window.session.undo_stack.undo()
    assert recipe(window) == before
    assert "Not judged" in gate.words.text()


def test_the_artwork_is_judged_as_it_is(window: MainWindow, gate: QualityGate, judge: Judge, qtbot: QtBot) -> None:
    before = recipe(window)
    gate.judge.click()
    qtbot.waitUntil(lambda: recipe(window).score is not None)
    assert judge.asked == [(before, 0.0, 1)]
    assert recipe(window).seed == before.seed
    assert "50 %" not in gate.words.text()
    panel_of(window).latent.seed.edited.emit(before.seed + 1, "")
    assert "Not judged" in gate.words.text(), "the score was of another picture"


def test_what_does_not_pass_is_said(window: MainWindow, gate: QualityGate, qtbot: QtBot) -> None:
    before = recipe(window)
    gate.threshold.show_value(0.9)
    with qtbot.waitSignal(gate.failed) as failed:
        gate.another.click()
    assert "None of 20 pictures passed" in failed.args[0]
    assert "further" in panel_of(window).note.text()
    assert recipe(window) == before
    assert not gate.train.isHidden()
    with qtbot.waitSignal(gate.train_asked) as asked:
        gate.train.click()
    assert asked.args == [before.model]
    gate.threshold.show_value(0.5)
    gate.another.click()
    qtbot.waitUntil(lambda: recipe(window) != before)
    assert gate.train.isHidden()


def test_an_edit_meanwhile_calls_it_off(window: MainWindow, gate: QualityGate, judge: Judge, qtbot: QtBot) -> None:
    judge.go_on.clear()
    gate.another.click()
    qtbot.waitUntil(lambda: len(judge.asked) == 1)
    gate.another.click()
    panel_of(window).latent.seed.edited.emit(41, "")
    qtbot.waitUntil(lambda: judge.cancelled == 1)
    qtbot.waitUntil(lambda: gate.line.isHidden())
    assert len(judge.asked) == 1
    assert recipe(window).seed == 41
    judge.go_on.set()
    gate.judge.click()
    qtbot.waitUntil(lambda: recipe(window).score == 0.75)
