"""The preview lane: latest wins, drafts finish, full tiles are given up, nothing queues."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from core.jobs import Progress
from desktop.workers.preview import PreviewLane
from tests.desktop.conftest import FakeArtist


@pytest.fixture
def lane(qtbot: QtBot, artist: FakeArtist) -> Iterator[PreviewLane]:
    made = PreviewLane(make=lambda: artist)
    yield made
    made.stop()


class Frames:
    """What the lane has shown: (seed, final)."""

    def __init__(self, lane: PreviewLane, recipes: list[Recipe]) -> None:
        self._seeds = {recipe.digest(): recipe.seed for recipe in recipes}
        self.shown: list[tuple[int, bool]] = []
        lane.frame.connect(self._take)

    def _take(self, digest: str, image: QImage, final: bool) -> None:
        assert image.width() == (32 if final else 8)
        self.shown.append((self._seeds[digest], final))


def test_a_recipe_is_drafted_and_then_rendered_in_full(qtbot: QtBot, lane: PreviewLane) -> None:
    frames = Frames(lane, [Recipe(seed=7)])
    lane.start()
    lane.request(Recipe(seed=7))
    qtbot.waitUntil(lambda: len(frames.shown) == 2)
    assert frames.shown == [(7, False), (7, True)]


def test_requests_that_waited_are_never_rendered(qtbot: QtBot, lane: PreviewLane, artist: FakeArtist) -> None:
    recipes = [Recipe(seed=seed) for seed in range(1, 101)]
    frames = Frames(lane, recipes)
    artist.go_on.clear()
    lane.start()
    lane.request(recipes[0])
    qtbot.waitUntil(lambda: not lane._requests.waiting)  # the engine has taken it and is held inside the draft
    for recipe in recipes[1:]:
        lane.request(recipe)
    artist.go_on.set()
    qtbot.waitUntil(lambda: (100, True) in frames.shown)
    assert artist.drafts == [1, 100]  # the running draft finished; of the 99 behind it only the newest was rendered
    assert artist.fulls == [100]


def test_a_drag_shows_frames_on_its_way_and_ends_at_the_last_value(qtbot: QtBot, lane: PreviewLane) -> None:
    lane._make = lambda: FakeArtist(draft_seconds=0.02, full_seconds=0.05)
    recipes = [Recipe(seed=seed) for seed in range(1, 61)]
    frames = Frames(lane, recipes)
    lane.start()
    waiting = iter(recipes)
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: lane.request(recipe) if (recipe := next(waiting, None)) else timer.stop())
    timer.start()
    qtbot.waitUntil(lambda: (60, True) in frames.shown)
    seeds = [seed for seed, _ in frames.shown]
    assert seeds == sorted(seeds), "an older picture came after a newer one"
    assert 3 < len(seeds) < 60
    assert seeds[-1] == 60


def test_a_full_tile_is_given_up_for_a_newer_request(qtbot: QtBot, lane: PreviewLane, artist: FakeArtist) -> None:
    artist.full_seconds = 10
    frames = Frames(lane, [Recipe(seed=1), Recipe(seed=2)])
    lane.start()
    lane.request(Recipe(seed=1))
    qtbot.waitUntil(lambda: artist.fulls == [1])
    artist.full_seconds = 0
    lane.request(Recipe(seed=2))
    qtbot.waitUntil(lambda: (2, True) in frames.shown)
    assert (1, True) not in frames.shown


def test_a_long_task_lets_drafts_through_and_owes_the_full_tile(qtbot: QtBot, lane: PreviewLane) -> None:
    frames = Frames(lane, [Recipe(seed=5)])
    begun, asked = threading.Event(), threading.Event()

    def long_task(_: FakeArtist, progress: Progress) -> str:
        begun.set()
        asked.wait(10)
        progress.report(0.5)
        return "result"

    results: list[str] = []
    lane.start()
    lane.submit(long_task).done.connect(lambda result: results.extend([result, *frames.shown]))
    assert begun.wait(10)
    lane.request(Recipe(seed=5))
    asked.set()
    qtbot.waitUntil(lambda: (5, True) in frames.shown)
    assert results == ["result", (5, False)]  # the draft came before the end of the task, the full tile after it


def test_tasks_that_came_together_are_all_done(qtbot: QtBot, lane: PreviewLane, artist: FakeArtist) -> None:
    done: list[int] = []
    artist.go_on.clear()
    lane.start()
    lane.request(Recipe(seed=5))
    qtbot.waitUntil(lambda: not lane._requests.waiting)  # the engine is held inside the draft
    for number in range(3):
        lane.submit(lambda artist, progress, number=number: number).done.connect(done.append)
    artist.go_on.set()
    qtbot.waitUntil(lambda: done == [0, 1, 2])


def test_a_cancelled_task_ends_without_a_result(qtbot: QtBot, lane: PreviewLane) -> None:
    begun = threading.Event()

    def endless(_: FakeArtist, progress: Progress) -> None:
        while True:
            begun.set()
            progress.report(0.5)

    lane.start()
    task = lane.submit(endless)
    with qtbot.waitSignal(task.cancelled):
        qtbot.waitUntil(begun.is_set)
        task.cancel()


def test_a_task_that_waits_is_over_as_soon_as_it_is_cancelled(
    qtbot: QtBot, lane: PreviewLane, artist: FakeArtist
) -> None:
    ran: list[str] = []
    artist.go_on.clear()
    lane.start()
    lane.request(Recipe(seed=5))
    qtbot.waitUntil(lambda: not lane._requests.waiting)  # the engine is held inside the draft
    first = lane.submit(lambda artist, progress: ran.append("first"))
    second = lane.submit(lambda artist, progress: ran.append("second"))
    with qtbot.waitSignal(first.finished):
        first.cancel()
    artist.go_on.set()
    with qtbot.waitSignal(second.done):
        pass
    assert ran == ["second"]


def test_a_failing_recipe_is_reported_and_the_lane_goes_on(
    qtbot: QtBot, lane: PreviewLane, artist: FakeArtist, monkeypatch: pytest.MonkeyPatch
) -> None:
    tile = artist.tile

    def fail_for_13(recipe: Recipe, *, draft: bool = False, progress: Progress | None = None) -> object:
        if recipe.seed == 13:
            raise DieloomError("There is no model of that name.", "Choose another.")
        return tile(recipe, draft=draft, progress=progress)

    monkeypatch.setattr(artist, "tile", fail_for_13)
    frames = Frames(lane, [Recipe(seed=14)])
    lane.start()
    with qtbot.waitSignal(lane.failed) as failure:
        lane.request(Recipe(seed=13))
    assert failure.args == ["There is no model of that name. Choose another."]
    lane.request(Recipe(seed=14))
    qtbot.waitUntil(lambda: (14, True) in frames.shown)


def test_a_generator_that_cannot_be_loaded_is_said_once_and_stops_cleanly(qtbot: QtBot, lane: PreviewLane) -> None:
    def broken() -> FakeArtist:
        raise ImportError("no torch here")

    lane._make = broken
    with qtbot.waitSignal(lane.failed) as failure:
        lane.start()
    assert "no torch here" in failure.args[0]
    task = lane.submit(lambda artist, progress: None)
    with qtbot.waitSignal(task.failed):
        pass


def test_loading_shows_its_state(qtbot: QtBot, lane: PreviewLane) -> None:
    states: list[str] = []
    lane.state.connect(states.append)
    lane.start()
    qtbot.waitUntil(lambda: len(states) >= 2)
    assert states[:2] == ["Loading the generator…", ""]


def test_a_fault_of_the_program_is_told_and_the_lane_goes_on(
    qtbot: QtBot,
    lane: PreviewLane,
    artist: FakeArtist,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise TypeError("a slip")

    said: list[str] = []
    lane.failed.connect(said.append)
    with monkeypatch.context() as patch:
        patch.setattr(artist, "tile", faulty)
        lane.start()
        lane.request(Recipe(seed=1))
        qtbot.waitUntil(lambda: bool(said))
    task = lane.submit(lambda artist, progress: [][1])
    with qtbot.waitSignal(task.failed) as failed:
        pass
    frames = Frames(lane, [Recipe(seed=2)])
    lane.request(Recipe(seed=2))
    qtbot.waitUntil(lambda: (2, True) in frames.shown)
    assert "a slip" in said[0]
    assert "IndexError" in str(failed.args[0])
    assert "Traceback" in capsys.readouterr().err
