"""Is this a copy? The pairs are shown most alike first; the engine's own comparison runs on a tiny model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.errors import DieloomError
from core.jobs import Progress
from desktop.training.copies import Copies
from desktop.training.work import Likeness, find_copies, prepare_pictures
from desktop.workers.child_lane import ChildLane
from tests.desktop.panels.conftest import png, write_model
from tests.desktop.test_accessibility import nameless

Find = Callable[[Path, int, Progress], list[Likeness]]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(find: Find, lane: ChildLane, parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> Copies:
    monkeypatch.setattr("desktop.training.copies.find_copies", find)
    dialog = Copies(Path("run"), lane, parent)
    dialog.open()
    return dialog


def test_pairs_are_shown_and_the_suspicious_ones_marked(
    lane: ChildLane, parent: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    found = [Likeness(png(), png("#204060"), "rose.jpg", 0.12, True), Likeness(png(), png(), "tulip.jpg", 0.95, False)]
    dialog = asked(lambda *_: found, lane, parent, monkeypatch)
    qtbot.waitUntil(lambda: "1 of 2" in dialog.verdict.text())
    texts = [label.text() for label in dialog.pairs.findChildren(QLabel)]
    assert "⚠ 0.12   rose.jpg" in texts
    assert "0.95   tulip.jpg" in texts
    assert sum(not label.pixmap().isNull() for label in dialog.pairs.findChildren(QLabel)) == 4
    assert not dialog.bar.isVisible()
    assert nameless(dialog) == []
    dialog.close()


def test_when_nothing_is_a_copy_it_says_so(
    lane: ChildLane, parent: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog = asked(lambda *_: [Likeness(png(), png(), "a", 0.9, False)], lane, parent, monkeypatch)
    qtbot.waitUntil(lambda: dialog.verdict.text() == "None of 1 is a copy.")
    dialog.close()


def test_closing_stops_the_search(
    lane: ChildLane, parent: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    stopped: list[bool] = []

    def endless(_: Path, __: int, progress: Progress) -> list[Likeness]:
        try:
            while True:
                progress.report(0.5)
        finally:
            stopped.append(True)

    dialog = asked(endless, lane, parent, monkeypatch)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0)
    dialog.close()
    qtbot.waitUntil(lambda: stopped == [True])


def test_what_went_wrong_is_said(
    lane: ChildLane, parent: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(*_: object) -> list[Likeness]:
        raise DieloomError("The set is damaged.", "Prepare it again.")

    dialog = asked(broken, lane, parent, monkeypatch)
    qtbot.waitUntil(lambda: dialog.note.text() == "The set is damaged. Prepare it again.")
    dialog.close()


def test_the_engine_compares_with_every_picture(photos: Path, tmp_path: Path) -> None:
    from core.training.plan import TrainingPlan
    from core.training.run import Order, begin

    folder = tmp_path / "run"
    folder.mkdir()
    report = prepare_pictures((photos,), folder / "pictures.zip", 64, False, Progress())
    begin(folder, Order(TrainingPlan(resolution=16), "pictures.zip", "Tiny"))
    write_model(folder / "model.safetensors", (), 2)
    found = find_copies(folder, 3, Progress())
    assert len(found) == 3
    assert {pair.name for pair in found} <= {kept.name for kept in report.pictures}
    assert all(pair.made.startswith(b"\x89PNG") and pair.real.startswith(b"\x89PNG") for pair in found)
    distances = [pair.distance for pair in found]
    assert distances == sorted(distances)
