"""Work in a process of its own: what it returns, what it raises, and how it ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from desktop.workers.child_lane import ChildLane
from desktop.workers.process import Died, in_child

PATIENCE_MS = 30_000


def double(progress: Progress) -> tuple[int, int]:
    progress.report(0.5, "half")
    return os.getpid(), os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else 1


def refuse(progress: Progress) -> None:
    raise DieloomError("No.", "Ask again.")


def vanish(progress: Progress) -> None:
    os._exit(7)


def last_words(progress: Progress) -> None:
    """Needs a while to put its things in order once it is asked to stop."""
    try:
        while True:
            progress.report(0.1, "working")
            time.sleep(0.005)
    except Cancelled:
        time.sleep(0.4)
        raise DieloomError("I had time.") from None


def deaf(progress: Progress) -> None:
    progress.report(0.1)
    time.sleep(60)


def stops_at_once() -> Progress:
    """A line that asks to stop as soon as the work has begun."""
    line = Progress(lambda *_: line.cancel())
    return line


def test_the_result_and_the_reports_come_from_another_process_that_steps_back() -> None:
    heard: list[tuple[float, str]] = []
    process, niceness = in_child(double, "Doubling", Progress(lambda *words: heard.append(words)))
    assert process != os.getpid()
    assert niceness > 0
    assert heard == [(0.5, "half")]


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(DieloomError, match="No"):
        in_child(refuse, "Refusing", Progress())


def test_a_process_that_ends_without_a_word_is_explained() -> None:
    with pytest.raises(Died) as died:
        in_child(vanish, "Vanishing", Progress(), hint="Go on.")
    assert "Vanishing stopped unexpectedly (exit status 7)." in died.value.message
    assert died.value.hint == "Go on."


def test_it_is_given_time_to_end_well() -> None:
    with pytest.raises(DieloomError, match="I had time"):
        in_child(last_words, "Talking", stops_at_once(), grace=20.0)


def test_a_deaf_one_is_ended_after_its_grace() -> None:
    with pytest.raises(Cancelled):
        in_child(deaf, "Sleeping", stops_at_once(), grace=0.1)


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[ChildLane]:
    made = ChildLane()
    made.start()
    yield made
    made.stop()
    made.deleteLater()


def test_a_lane_that_stops_asks_what_runs_to_stop(lane: ChildLane, qtbot: QtBot) -> None:
    running, waiting = lane.start_child(deaf, "Sleeping"), lane.start_child(double, "Doubling")
    with qtbot.waitSignal(running.progress, timeout=PATIENCE_MS):
        pass
    ends: list[str] = []
    running.cancelled.connect(lambda: ends.append("running"))
    waiting.cancelled.connect(lambda: ends.append("waiting"))
    lane.stop()
    qtbot.waitUntil(lambda: sorted(ends) == ["running", "waiting"])
