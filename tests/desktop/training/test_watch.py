"""Watching a run: what is shown of it, pausing and going on, going back, taking advice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.errors import DieloomError
from core.jobs import Progress
from desktop.training.notices import Hint
from desktop.training.roll_back import RollBack
from desktop.training.runs import RunFacts, facts_of, told_of
from desktop.training.trainings import Trainings
from desktop.training.watch_page import WatchPage
from desktop.training.work import Further, Wish
from desktop.workers.background import Background
from desktop.workers.child_lane import ChildLane
from tests.desktop.test_accessibility import nameless
from tests.desktop.training.conftest import ThreadLane
from tests.desktop.training.recorded import add_lines, line, write_run, write_samples, write_snapshot

Train = Callable[[Path, Wish | None, Further, Progress], None]


class Trained:
    """Stands in for training: adds lines to the log until it is stopped, and keeps book."""

    def __init__(self) -> None:
        self.calls: list[tuple[Path, Wish | None, Further]] = []
        self.error: DieloomError | None = None
        self.ends = False

    def __call__(self, folder: Path, wish: Wish | None, further: Further, progress: Progress) -> None:
        self.calls.append((folder, wish, further))
        if self.error is not None:
            raise self.error
        number = 41
        while not self.ends:
            if number < 45:  # it must not be done by itself
                add_lines(folder, [number])
            progress.report(0.5, "41 kimg")
            number += 1
            time.sleep(0.02)


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> Trained:
    made = Trained()
    monkeypatch.setattr("desktop.training.trainings.train", made)
    return made


@pytest.fixture
def workshop() -> Iterator[ChildLane]:
    made = ThreadLane()
    made.start()
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = write_run(tmp_path / "rosebud", minutes=30.0, device="cpu")
    write_snapshot(folder, 1280)
    write_snapshot(folder, 3840)
    return folder


@pytest.fixture
def page(
    lane: ChildLane, workshop: ChildLane, background: Background, trained: Trained, run: Path, qtbot: QtBot
) -> WatchPage:
    trainings = Trainings(lane)
    made = WatchPage(trainings, workshop, background)
    trainings.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    show(made, run)
    qtbot.waitUntil(lambda: made.reading.journal.images >= 5120)
    return made


def show(page: WatchPage, folder: Path) -> None:
    facts = facts_of(folder)
    assert facts is not None
    page.show_run(facts)


def trains(page: WatchPage) -> bool:
    return page.runs_now and len(page.reading.journal.lines) > 41


def test_a_paused_run_is_shown_as_it_was(page: WatchPage, qtbot: QtBot) -> None:
    assert page.title.text() == "Rosebud"
    assert page.state.text() == "Paused"
    assert "5.1 of 10.0 kimg" in page.facts.text()
    assert "7 min trained" in page.facts.text()
    assert "left" not in page.facts.text()
    assert page.charts.charts[0].value_at("loss_d", None) == pytest.approx(line(40)["loss_d"])
    qtbot.waitUntil(lambda: not page.film.picture.image.isNull())
    assert [button.isVisible() for button in (page.pause, page.go_on)] == [False, True]
    assert not page.use.isEnabled(), "there is no model in its folder yet"
    assert nameless(page) == []


def test_continue_goes_on_for_the_time_that_is_left(page: WatchPage, trained: Trained, run: Path, qtbot: QtBot) -> None:
    page.go_on.click()
    qtbot.waitUntil(lambda: trains(page), timeout=10_000)
    ((folder, wish, further),) = trained.calls
    assert (folder, wish, further.device, further.kimg) == (run, None, "cpu", None)
    assert further.minutes == pytest.approx(30 - 400 / 60)
    assert page.state.text() == "Training"
    assert "kimg/s" in page.facts.text()
    assert "left" in page.facts.text()
    page.pause.click()
    assert page.state.text() == "Saving what it has learned…"
    assert not page.pause.isEnabled()
    qtbot.waitUntil(lambda: not page.runs_now)
    assert page.state.text() == "Paused"


def test_stop_is_remembered_and_can_be_taken_back(page: WatchPage, run: Path, qtbot: QtBot) -> None:
    page.go_on.click()
    qtbot.waitUntil(lambda: trains(page), timeout=10_000)
    page.stop.click()
    qtbot.waitUntil(lambda: page.state.text() == "Stopped")
    qtbot.waitUntil(lambda: told_of(run).ended)
    page.go_on.click()
    qtbot.waitUntil(lambda: not told_of(run).ended)


def test_a_run_that_is_done_is_trained_further(page: WatchPage, trained: Trained, run: Path, qtbot: QtBot) -> None:
    add_lines(run, range(41, 80))
    page.reading.look()
    qtbot.waitUntil(lambda: page.state.text() == "Done")
    assert page.go_on.text() == "Train &further"
    page.go_on.click()
    qtbot.waitUntil(lambda: bool(trained.calls))
    further = trained.calls[0][2]
    assert further.kimg == pytest.approx(1.5 * 79 * 128 / 1000)
    assert further.minutes is not None
    assert further.minutes == pytest.approx(1.5 * 30 - 790 / 60)


def test_a_failure_is_said_and_the_run_can_go_on(page: WatchPage, trained: Trained, qtbot: QtBot) -> None:
    trained.error = DieloomError("The disk is full.", "Free some space.")
    page.go_on.click()
    qtbot.waitUntil(lambda: bool(page.note.text()))
    assert page.note.text() == "The disk is full. Free some space."
    assert page.go_on.isEnabled()
    trained.error = None
    page.go_on.click()
    assert page.note.text() == ""
    qtbot.waitUntil(lambda: trains(page), timeout=10_000)


def test_one_that_has_not_begun_begins_as_it_was_wished_for(
    page: WatchPage, trained: Trained, tmp_path: Path, qtbot: QtBot
) -> None:
    wish = {"name": "Soon", "data": "pictures.zip", "minutes": 30.0}
    trained.ends = True
    folder = tmp_path / "soon"
    folder.mkdir()
    (folder / "studio.json").write_text('{"wish": {"name": "Soon", "data": "pictures.zip", "minutes": 30.0}}')
    show(page, folder)
    assert page.state.text() == "Not begun"
    page.go_on.click()
    qtbot.waitUntil(lambda: bool(trained.calls))
    assert trained.calls[0][1] == Wish(**wish)  # type: ignore[arg-type]


def test_an_alarm_offers_the_way_back_and_goes_when_dismissed(page: WatchPage, run: Path, qtbot: QtBot) -> None:
    add_lines(run, [41], alarm="collapse")
    page.reading.look()
    qtbot.waitUntil(page.alarm.isVisible)
    assert "look all alike" in page.alarm.text.text()
    assert "5.2 kimg" in page.alarm.hint.text()
    assert page.alarm.back.text() == "Roll back to 3.8 kimg"
    page.alarm.dismiss.click()
    add_lines(run, [42])
    page.reading.look()
    qtbot.waitUntil(lambda: page.reading.journal.images == 42 * 128)
    assert not page.alarm.isVisible()
    add_lines(run, [43], alarm="exploding")
    page.reading.look()
    qtbot.waitUntil(page.alarm.isVisible)


@pytest.fixture
def went_back(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stands in for restoring a state: cuts the log, as that does."""
    calls: list[Path] = []

    def go_back(folder: Path, snapshot: Path, progress: Progress) -> None:
        calls.append(snapshot)
        log = folder / "log.jsonl"
        kept = log.read_text().splitlines(keepends=True)[: int(snapshot.stem) // 128]
        log.write_text("".join(kept))
        for sample in (folder / "samples").glob("*.png"):
            if int(sample.stem) > int(snapshot.stem):
                sample.unlink()

    monkeypatch.setattr("desktop.training.watch_page.go_back", go_back)
    return calls


def test_rolling_back_pauses_first_and_shows_the_run_as_it_was_then(
    page: WatchPage, run: Path, went_back: list[Path], qtbot: QtBot
) -> None:
    page.go_on.click()
    qtbot.waitUntil(lambda: trains(page), timeout=10_000)
    page.roll_back(page.reading.news.snapshots[1])
    qtbot.waitUntil(lambda: went_back == [run / "snapshots" / "000003840.safetensors"])
    qtbot.waitUntil(lambda: page.reading.journal.images == 3840)
    assert not page.runs_now
    assert [drawn.images for drawn in page.reading.news.samples] == [1280, 2560, 3840]
    qtbot.waitUntil(lambda: page.state.text() == "Paused")


def test_snapshots_are_chosen_by_their_pictures(
    page: WatchPage, run: Path, went_back: list[Path], qtbot: QtBot
) -> None:
    page.back.click()
    (dialog,) = page.findChildren(RollBack)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["3.8 kimg", "1.3 kimg"]
    qtbot.waitUntil(lambda: not dialog.list.item(1).icon().isNull())
    dialog.list.setCurrentRow(1)
    dialog.go.click()
    qtbot.waitUntil(lambda: went_back == [run / "snapshots" / "000001280.safetensors"])


def test_advice_is_shown_and_followed(
    page: WatchPage, trained: Trained, run: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    changed: list[dict[str, Any]] = []
    monkeypatch.setattr("desktop.training.watch_page.change_plan", lambda _, changes, __: changed.append(changes))
    page.hints.show_hints([Hint("slower", "Learn at half the rate.", {"rate": 0.001}), Hint("more", "Add pictures.")])
    assert page.hints.isVisible()
    page.hints.followed.emit(page.hints.shown[0])
    qtbot.waitUntil(lambda: changed == [{"rate": 0.001}])
    assert trained.calls == [], "a paused run stays paused"


def test_the_model_can_be_used_at_any_time(page: WatchPage, run: Path, qtbot: QtBot) -> None:
    (run / "model.safetensors").write_bytes(b"model")
    page.reading.look()
    qtbot.waitUntil(page.use.isEnabled)
    with qtbot.waitSignal(page.used) as used:
        page.use.click()
    kept = Path(used.args[0])
    assert kept == run / "kept" / "Rosebud.safetensors"
    assert kept.read_bytes() == b"model"


def test_a_point_of_the_curves_shows_the_samples_of_then(page: WatchPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.film.at is not None and page.film.at.images == 5120)
    page.charts.picked.emit(2.4)
    assert page.film.at is not None
    assert page.film.at.images == 2560


def test_another_run_takes_the_place_of_the_one_before(page: WatchPage, tmp_path: Path, qtbot: QtBot) -> None:
    other = write_run(tmp_path / "other", lines=12, name="Other", kimg=50.0)
    write_samples(other, 1500)
    show(page, other)
    assert page.title.text() == "Other"
    qtbot.waitUntil(lambda: page.reading.journal.images == 12 * 128)
    assert page.film.at is not None
    assert page.film.at.images == 1500


def test_nothing_is_read_while_nobody_looks(page: WatchPage, qtbot: QtBot) -> None:
    page.go_on.click()
    qtbot.waitUntil(lambda: trains(page), timeout=10_000)
    assert page.reading._clock.isActive()
    page.hide()
    assert not page.reading._clock.isActive()
    page.show()
    assert page.reading._clock.isActive()


def test_facts_of_a_run_without_a_plan_yet(page: WatchPage, tmp_path: Path) -> None:
    page.show_run(RunFacts(tmp_path / "new", "New"))
    assert page.title.text() == "New"
    assert page.facts.text() == ""


def test_another_run_begins_when_the_first_has_been_paused(
    page: WatchPage, trained: Trained, tmp_path: Path, run: Path, qtbot: QtBot
) -> None:
    other = write_run(tmp_path / "other", name="Other")
    page.go_on.click()
    qtbot.waitUntil(lambda: trains(page), timeout=10_000)
    ended: list[Path] = []
    page._trainings.ended.connect(lambda folder, _: ended.append(folder))
    show(page, other)
    page.go_on.click()
    qtbot.waitUntil(lambda: [call[0] for call in trained.calls] == [run, other])
    assert ended == [run]
    assert page._trainings.running == other
    show(page, run)
    assert page.state.text() == "Paused"
