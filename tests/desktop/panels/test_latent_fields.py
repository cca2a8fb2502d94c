"""Fields of the latent: what a model lacks is off and says why, each change is one undo step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from core.artwork.recipe import Recipe
from core.document import edits
from core.gan.config import AliasFreeConfig, Config, GeneratorConfig
from desktop.models.facts import ModelFacts
from desktop.models.use import UseModel
from desktop.panels.latents import LatentsPanel
from desktop.session import Session
from tests.desktop.panels.conftest import FakeLane

Show = Callable[[Any], Any]

LATENT = "AACAPwAAAEA="  # two float32
NOISY = GeneratorConfig(64, 32, 32, 2, 256, 32, padding=("zero", "zero"), noise=True)
WAVES = AliasFreeConfig(64, 32, 32, 2, 256, 32)


@pytest.fixture
def panel(show: Show, session: Session, lane: FakeLane, models: UseModel) -> LatentsPanel:
    return show(LatentsPanel(session, lane, models))


@pytest.fixture
def of_kind(
    panel: LatentsPanel, models: UseModel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Config], None]:
    """Let the artwork's model be one of this description."""

    def become(config: Config) -> None:
        monkeypatch.setattr("desktop.models.book.facts_of", lambda _: ModelFacts(config))
        models.book.learn(recipe(session).model)

    return become


def recipe(session: Session) -> Recipe:
    return session.design.layers[0].recipe  # type: ignore[union-attr]


def edit(session: Session, **fields: Any) -> None:
    changed = edits.changed(recipe(session), **fields)
    session.edit("Edit", lambda design: edits.with_layer(design, "art", recipe=changed))


def test_cutoff_counts_layers_and_its_end_is_all(panel: LatentsPanel, session: Session, qtbot: QtBot) -> None:
    box = panel.latent.cutoff
    assert box.text() == "All layers"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert recipe(session).cutoff == 5
    assert box.text() == "5 of 6"
    box.selectAll()
    qtbot.keyClicks(box, "2")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert recipe(session).cutoff == 2
    for _ in range(5):
        qtbot.keyClick(box, Qt.Key.Key_Up)
    assert recipe(session).cutoff is None
    assert box.text() == "All layers"


def test_a_found_latent_is_shown_and_given_back(panel: LatentsPanel, session: Session) -> None:
    assert not panel.latent.start.isVisible()
    edit(session, start=LATENT, psi=1.0)
    assert panel.latent.start.isVisible()
    steps = session.undo_stack.count()
    panel.latent.back.click()
    assert (recipe(session).start, recipe(session).psi) == (None, Recipe().psi)
    assert session.undo_stack.count() == steps + 1
    assert not panel.latent.start.isVisible()


@pytest.mark.parametrize("act", ["next", "dice", "type"])
def test_a_new_seed_takes_the_place_of_a_found_latent(
    panel: LatentsPanel, session: Session, qtbot: QtBot, act: str
) -> None:
    edit(session, start=LATENT, between=(0.0, 0.0))
    if act == "type":
        panel.latent.seed.setFocus()
        panel.latent.seed.selectAll()
        qtbot.keyClicks(panel.latent.seed, "77")
        qtbot.keyClick(panel.latent.seed, Qt.Key.Key_Return)
    else:
        getattr(panel.latent, act).click()
    assert recipe(session).start is None
    assert recipe(session).seed != 1


def test_noise_has_a_seed_only_when_random(
    panel: LatentsPanel, session: Session, of_kind: Callable[[Config], None], qtbot: QtBot
) -> None:
    of_kind(NOISY)
    fields = panel.latent
    assert fields.noise.isEnabled()
    assert not fields.noise_seed.isEnabled()
    fields.noise.setFocus()
    qtbot.keyClick(fields.noise, Qt.Key.Key_End)
    assert recipe(session).noise == "random"
    fields.noise_seed.setFocus()
    qtbot.keyClick(fields.noise_seed, Qt.Key.Key_Up)
    assert recipe(session).noise_seed == 1
    assert session.undo_stack.count() == 2


def test_seamless_axes_are_chosen_and_as_trained_says_which(
    panel: LatentsPanel, session: Session, of_kind: Callable[[Config], None], qtbot: QtBot
) -> None:
    assert panel.print_.seamless.currentText() == "As trained: across and down"
    of_kind(NOISY)
    assert panel.print_.seamless.currentText() == "As trained: not at all"
    panel.print_.seamless.setFocus()
    qtbot.keyClicks(panel.print_.seamless, "Down")
    assert recipe(session).tile == "y"
    session.undo_stack.undo()
    assert recipe(session).tile is None


def test_what_stylegan3_lacks_is_off_and_says_why(panel: LatentsPanel, of_kind: Callable[[Config], None]) -> None:
    of_kind(WAVES)
    off: list[tuple[QWidget, str]] = [
        (panel.latent.noise, "no noise"),
        (panel.latent.family, "no classes"),
        (panel.print_.seamless, "StyleGAN3"),
        (panel.print_.across, "StyleGAN3"),
    ]
    for field, why in off:
        assert field.isVisible()
        assert not field.isEnabled()
        assert why in field.toolTip()
        assert field.accessibleName() not in ("", field.toolTip())
    assert panel.latent.cutoff.text() == "All layers"


def test_fields_of_a_model_that_cannot_be_read_say_so(
    panel: LatentsPanel, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    save_file({}, tmp_path / "empty.safetensors")
    edit(session, model=str(tmp_path / "empty.safetensors"))
    assert not panel.latent.family.isEnabled()
    assert "empty.safetensors" in panel.latent.family.toolTip()
    assert panel.latent.seed.isEnabled()
    edit(session, model=str(tmp_path / "gone.pt"))
    qtbot.waitUntil(lambda: "gone.pt" in panel.latent.family.toolTip())


def test_the_models_used_lately_are_one_choice_away(
    panel: LatentsPanel, session: Session, models: UseModel, model: str, qtbot: QtBot
) -> None:
    models.use("loom")
    models.book.remember(model)
    panel.latent.model.setFocus()
    qtbot.keyClicks(panel.latent.model, "weave")
    assert recipe(session).model == model
    asked: list[bool] = []
    models.browser_asked.connect(lambda: asked.append(True))
    panel.latent.browse.click()
    assert asked == [True]
