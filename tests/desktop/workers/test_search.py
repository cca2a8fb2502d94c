"""A search shows some of its pictures, keeps the best when it is stopped and nothing when it is given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.artwork.recipe import Recipe
from core.errors import DieloomError
from core.jobs import Progress
from desktop.workers.preview import PreviewLane
from desktop.workers.search import OnStep, Search, Stage
from tests.desktop.conftest import FakeArtist


@pytest.fixture
def lane(qtbot: QtBot, artist: FakeArtist) -> Iterator[PreviewLane]:
    made = PreviewLane(make=lambda: artist)
    made.start()
    yield made
    made.stop()


class Heard:
    def __init__(self, search: Search) -> None:
        self.said: list[str] = []
        self.stages: list[Stage] = []
        self.found: list[Recipe] = []
        search.stepped.connect(self.stages.append)
        search.found.connect(self.found.append)
        search.found.connect(lambda _: self.said.append("found"))
        search.failed.connect(lambda _: self.said.append("failed"))
        search.ended.connect(lambda: self.said.append("ended"))


class Endless:
    """Steps until it is stopped."""

    def __init__(self) -> None:
        self.stepped = threading.Event()

    def __call__(self, artist: FakeArtist, progress: Progress, on_step: OnStep) -> Recipe:
        number = 0
        while True:
            number += 1
            on_step(Recipe(seed=number), 0.5, ((0.1, 0.2),))
            self.stepped.set()
            progress.report(0.5)


def test_what_it_ends_with_is_found(qtbot: QtBot, lane: PreviewLane) -> None:
    def work(artist: FakeArtist, progress: Progress, on_step: OnStep) -> Recipe:
        on_step(Recipe(seed=3), 0.5, ((0.1, 0.2),))
        return Recipe(seed=4)

    heard = Heard(Search(lane, work))
    qtbot.waitUntil(lambda: heard.said == ["found", "ended"])
    assert heard.found == [Recipe(seed=4)]
    stage = heard.stages[0]
    assert (stage.recipe, stage.fraction, stage.places) == (Recipe(seed=3), 0.5, ((0.1, 0.2),))
    assert stage.picture.pixelColor(0, 0).red() == 3


def test_stopped_it_keeps_the_best_so_far_and_given_up_nothing(qtbot: QtBot, lane: PreviewLane) -> None:
    for keeps in (True, False):
        work = Endless()
        search = Search(lane, work)
        heard = Heard(search)
        qtbot.waitUntil(work.stepped.is_set)
        (search.stop if keeps else search.cancel)()
        qtbot.waitUntil(lambda heard=heard: "ended" in heard.said)
        assert heard.said == (["found", "ended"] if keeps else ["ended"])


def test_pictures_are_fewer_than_steps(qtbot: QtBot, lane: PreviewLane, artist: FakeArtist) -> None:
    def work(_: FakeArtist, progress: Progress, on_step: OnStep) -> Recipe:
        for number in range(1, 500):
            on_step(Recipe(seed=number), number / 500, ())
        return Recipe(seed=500)

    heard = Heard(Search(lane, work))
    qtbot.waitUntil(lambda: "ended" in heard.said)
    assert 1 <= len(artist.drafts) < 250


def test_stopping_does_not_wait_for_a_picture(qtbot: QtBot, lane: PreviewLane, artist: FakeArtist) -> None:
    artist.draft_seconds = 60
    work = Endless()
    search = Search(lane, work)
    heard = Heard(search)
    qtbot.waitUntil(lambda: artist.drafts == [1])
    search.stop()
    qtbot.waitUntil(lambda: "ended" in heard.said)
    assert heard.found == [Recipe(seed=1)]


def test_a_failure_is_told(qtbot: QtBot, lane: PreviewLane) -> None:
    def work(artist: FakeArtist, progress: Progress, on_step: OnStep) -> Recipe:
        raise DieloomError("No.", "Never.")

    heard = Heard(Search(lane, work))
    qtbot.waitUntil(lambda: heard.said == ["failed", "ended"])


def test_the_engine_may_end_in_the_middle(qtbot: QtBot, lane: PreviewLane) -> None:
    work = Endless()
    Search(lane, work)
    qtbot.waitUntil(work.stepped.is_set)
    lane.stop()
    assert lane.isFinished()
