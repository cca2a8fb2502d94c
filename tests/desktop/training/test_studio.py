"""From pictures to a model in the real window, with a real training in a process of its own: begun, paused, killed."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop.training.runs import runs_folder
from desktop.training.start_page import BY_COUNT
from desktop.training.studio import Studio
from desktop.window import MainWindow
from tests.desktop.test_accessibility import nameless
from tests.desktop.training.recorded import write_run

PATIENCE_MS = 120_000  # importing Torch takes a while where others use the machine


@pytest.fixture
def studio(window: MainWindow, qtbot: QtBot) -> Iterator[Studio]:
    window.show_training()
    assert window.training is not None
    qtbot.waitUntil(lambda: not window.training._listing.busy, timeout=PATIENCE_MS)
    yield window.training
    window.training.pause()
    window.training.close()


def listed(studio: Studio, count: int) -> bool:
    return studio.list.count() == count and not studio._listing.busy


def lines(folder: Path) -> list[dict[str, Any]]:
    log = folder / "log.jsonl"
    return [json.loads(text) for text in log.read_text().splitlines()] if log.exists() else []


def tiny(studio: Studio, photos: Path, qtbot: QtBot) -> Path:
    """Prepare the photos, and begin a run at 8 px that would go on for long; returns its folder."""
    studio.pictures.size.show_value(64)
    studio.pictures.prepare((photos,))
    qtbot.waitUntil(studio.pictures.go_on.isEnabled, timeout=PATIENCE_MS)
    studio.pictures.go_on.click()
    assert studio.pages.currentWidget() is studio.start
    studio.start.name.setText("Tiny")
    studio.start.time.show_value(BY_COUNT)
    small = {"resolution": 8, "channel_max": 8, "w_dim": 16, "z_dim": 16, "batch": 4, "augment": "none", "seed": 5}
    wish = replace(studio.start.wish, resolution=None, start=None, kimg=500.0, device="cpu", chosen=small)
    prepared = studio.pictures.prepared
    assert prepared is not None
    studio.start.started.emit(wish, prepared)
    folder = runs_folder() / "tiny"
    qtbot.waitUntil(lambda: len(lines(folder)) > 2, timeout=PATIENCE_MS)
    return folder


def state_of(folder: Path) -> int:
    """How many pictures the saved state has learned from."""
    from core.training.snapshots import images_of

    return images_of(folder / "state.safetensors") or 0


def test_a_model_is_trained_paused_killed_and_gone_on_with(
    studio: Studio, window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    folder = tiny(studio, photos, qtbot)
    watch = studio.watch
    assert studio.pages.currentWidget() is watch
    qtbot.waitUntil(lambda: watch.reading.journal.images > 0, timeout=PATIENCE_MS)
    assert watch.title.text() == "Tiny"
    assert window.status.training.isVisible()
    qtbot.waitUntil(lambda: listed(studio, 1), timeout=PATIENCE_MS)
    assert studio.list.run is not None
    assert nameless(studio) == []

    watch.pause.click()
    qtbot.waitUntil(lambda: studio.trainings.running is None, timeout=PATIENCE_MS)
    paused = state_of(folder)
    assert paused >= lines(folder)[-1]["images"] > 0
    assert not window.status.training.isVisible()
    qtbot.waitUntil(lambda: not watch.film.picture.image.isNull(), timeout=PATIENCE_MS)
    qtbot.waitUntil(watch.use.isEnabled, timeout=PATIENCE_MS)

    watch.go_on.click()
    qtbot.waitUntil(lambda: bool(lines(folder)) and lines(folder)[-1]["images"] > paused, timeout=PATIENCE_MS)
    (child,) = [each for each in psutil.Process().children() if _trains(each)]
    os.kill(child.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: studio.trainings.running is None, timeout=PATIENCE_MS)
    assert "stopped unexpectedly" in watch.note.text()
    assert "Continue goes on from the last saved state." in watch.note.text()
    assert state_of(folder) == paused, "the state is whole"

    killed = lines(folder)[-1]["images"]
    watch.go_on.click()
    qtbot.waitUntil(lambda: lines(folder)[-1]["images"] > killed, timeout=PATIENCE_MS)
    images = [line["images"] for line in lines(folder)]
    assert images == sorted(set(images)), "nothing is told twice"
    window.close()
    assert studio.trainings.pausing
    qtbot.waitUntil(lambda: studio.trainings.running is None, timeout=PATIENCE_MS)
    assert state_of(folder) >= images[-1], "closing the window pauses, and loses nothing"


def _trains(process: psutil.Process) -> bool:
    return any("multiprocessing.spawn" in word for word in process.cmdline())


def test_runs_are_listed_and_looked_at(studio: Studio, qtbot: QtBot) -> None:
    for name in ("First", "Second"):
        write_run(runs_folder() / name, name=name)
    studio.refresh()
    qtbot.waitUntil(lambda: listed(studio, 2), timeout=PATIENCE_MS)
    assert studio.pages.currentWidget() is studio.pictures, "looking for runs leaves the steps as they are"
    studio.list.setCurrentRow(1)
    assert studio.pages.currentWidget() is studio.watch
    assert studio.watch.title.text() == studio.list.run.name  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: studio.watch.reading.journal.images == 5120, timeout=PATIENCE_MS)
    studio.new.click()
    assert studio.pages.currentWidget() is studio.pictures
    assert studio.list.run is None


def test_a_model_is_trained_further_by_its_run_or_by_a_new_one(studio: Studio, qtbot: QtBot) -> None:
    first, second = (write_run(runs_folder() / name, name=name) for name in ("Rosebud", "Tulip"))
    for run in (second, first):
        studio.train_from(str(run / "kept" / "Rosebud 4 kimg.safetensors"))
        qtbot.waitUntil(
            lambda run=run: studio.list.run is not None and studio.list.run.folder == run, timeout=PATIENCE_MS
        )
        assert studio.pages.currentWidget() is studio.watch
    studio.train_from("loom")
    assert studio.pages.currentWidget() is studio.pictures
    assert studio.start.start.value() == "loom"


def test_a_run_goes_to_the_bin_after_a_question(studio: Studio, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    thrown: list[str] = []
    monkeypatch.setattr("desktop.training.studio.QFile.moveToTrash", lambda path: thrown.append(path) or True)
    folder = write_run(runs_folder() / "old", name="Old")
    studio.refresh()
    qtbot.waitUntil(lambda: listed(studio, 1), timeout=PATIENCE_MS)
    studio.list.setCurrentRow(0)
    qtbot.keyClick(studio.list, Qt.Key.Key_Delete)
    (box,) = studio.findChildren(QMessageBox)
    assert "Old" in box.text()
    (button,) = [each for each in box.buttons() if box.buttonRole(each) == QMessageBox.ButtonRole.DestructiveRole]
    button.click()
    qtbot.waitUntil(lambda: thrown == [str(folder)], timeout=PATIENCE_MS)


def test_the_model_is_used_for_the_artwork(
    studio: Studio, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    used: list[str] = []
    monkeypatch.setattr(window.models, "use", used.append)
    studio.watch.used.emit("run/model.safetensors")
    assert used == ["run/model.safetensors"]


def test_the_studio_opens_by_its_keys_without_torch(window: MainWindow, qtbot: QtBot) -> None:
    assert window.training is None, "it costs nothing until it is asked for"
    (action,) = [each for each in window.actions() if each.text() == "&Train a Model…"]
    action.trigger()
    assert window.training is not None
    assert window.training.isVisible()
    window.training.close()
