"""The second step: what is wished for, and what an expert may choose."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.training.data.report import Kept, Report
from core.training.losses import LossName
from core.training.plan import Augment, OptimizerName, TrainingPlan
from core.training.presets import PRESETS
from desktop.models.book import ModelBook
from desktop.settings import Settings
from desktop.training.expert import Expert
from desktop.training.pictures_page import Prepared
from desktop.training.start_page import BY_COUNT, OTHER, SCRATCH, StartPage
from desktop.training.work import TEACHING
from desktop.workers.background import Background
from tests.desktop.panels.conftest import write_model
from tests.desktop.test_accessibility import nameless


@pytest.fixture
def page(background: Background, settings: Settings, qtbot: QtBot) -> StartPage:
    made = StartPage(background, ModelBook(background, settings))
    qtbot.addWidget(made)
    made.show()
    made.show_pictures(prepared(), "My model")
    return made


def prepared(resolution: int = 256, tiles: bool = False) -> Prepared:
    kept = tuple(Kept(member=f"pictures/{number:07d}.png", name=f"{number}.jpg") for number in range(1, 21))
    return Prepared(Path("none"), Report(resolution=resolution, tiles=tiles, pictures=kept))


def options(page: StartPage) -> list[object]:
    return list(page.size._values)


def test_nothing_has_to_be_chosen(page: StartPage) -> None:
    wish = page.wish
    assert wish.chosen == {}
    assert (wish.name, wish.preset, wish.resolution, wish.kimg) == ("My model", "auto", None, None)
    assert wish.minutes == 120.0
    assert wish.start == "pattern"
    assert wish.tiles is False
    assert nameless(page) == []


def test_sizes_go_as_far_as_the_pictures(page: StartPage) -> None:
    assert options(page) == [None, 64, 128, 256]
    page.size.show_value(128)
    page.show_pictures(prepared(128, tiles=True), "Tiles")
    assert options(page) == [None, 64, 128]
    assert page.wish.resolution == 128
    assert page.wish.tiles is True


def test_a_number_of_pictures_instead_of_a_time(page: StartPage) -> None:
    assert not page.kimg.isVisible()
    page.time.show_value(BY_COUNT)
    page.time.edited.emit(BY_COUNT)
    assert page.kimg.isVisible()
    page.kimg.setValue(55.0)
    assert (page.wish.minutes, page.wish.kimg) == (None, 55.0)


def test_from_scratch_or_from_a_file(page: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.start.show_value(SCRATCH)
    assert page.wish.start is None
    path = str(write_model(tmp_path / "weave.safetensors", (), 2))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    page.start.edited.emit(OTHER)
    assert page.wish.start == path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.start.edited.emit(OTHER)
    assert page.wish.start == "pattern", "nothing was chosen, so nothing else is begun from"


def test_the_wish_and_the_pictures_are_handed_on(page: StartPage, qtbot: QtBot) -> None:
    page.name.setText("  Rosebud ")
    with qtbot.waitSignal(page.started) as started:
        page.begin.click()
    assert started.args[0].name == "Rosebud"
    assert started.args[1].count == 20


@pytest.fixture
def expert(qtbot: QtBot) -> Expert:
    made = Expert()
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_expert_chooses_fields_of_the_plan(expert: Expert) -> None:
    assert expert.chosen() == {}
    known = {field.name for field in fields(TrainingPlan)}
    assert {*expert.choices, *expert.numbers} <= known
    expert.choices["loss"].show_value("hinge")
    expert.choices["mirror"].show_value(False)
    expert.numbers["rate"].setValue(0.001)
    expert.numbers["unrolled_steps"].setValue(0)
    expert.numbers["batch"].setValue(18)
    expert.numbers["batch"].editingFinished.emit()
    assert expert.chosen() == {"loss": "hinge", "mirror": False, "rate": 0.001, "unrolled_steps": 0, "batch": 16}
    TrainingPlan(**expert.chosen())


def test_all_that_the_engine_knows_can_be_chosen(expert: Expert) -> None:
    assert set(expert.choices["loss"]._values) == {None, *get_args(LossName)}
    assert set(expert.choices["optimizer"]._values) == {None, *get_args(OptimizerName)}
    assert set(expert.choices["augment"]._values) == {None, *get_args(Augment)}
    assert set(expert.preset._values) == set(PRESETS)
    assert TEACHING in PRESETS


def test_automatic_is_said_and_half_of_a_number_is_none(expert: Expert) -> None:
    box = expert.numbers["gradient_clip"]
    assert box.text() == "Automatic"
    box.setValue(-0.5)
    assert box.choice() is None


def test_it_is_folded_until_it_is_wanted(expert: Expert) -> None:
    assert not expert.preset.isVisible()
    expert.fold.click()
    assert expert.preset.isVisible()
    assert nameless(expert) == []
