"""The job lane with real child processes: progress, results, failures, and stopping."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.document.file import load
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from desktop.workers.child import Work
from desktop.workers.jobs import Job, JobLane
from tests.desktop.workers import works

PATIENCE_MS = 20_000


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[JobLane]:
    made = JobLane()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def document() -> Document:
    return Document(Design(title="Job", dieline=DielineChoice(code="A20.20.01.01")))


def job(document: Document, folder: Path, work: Work, name: str = "made.pdf") -> Job:
    return Job(name, document, folder / name, work)


def test_a_job_reports_and_its_file_appears_whole(
    qtbot: QtBot, lane: JobLane, document: Document, tmp_path: Path
) -> None:
    heard: list[tuple[float, str]] = []
    lane.progress.connect(lambda _, fraction, text: heard.append((fraction, text)))
    with qtbot.waitSignal(lane.done, timeout=PATIENCE_MS):
        lane.submit(job(document, tmp_path, works.copy))
    assert heard == [(0.5, "half")]
    assert load(tmp_path / "made.pdf") == document
    assert [path.name for path in tmp_path.iterdir()] == ["made.pdf"]


@pytest.mark.parametrize("work", [works.endless, works.deaf])
def test_stopping_ends_even_a_deaf_child_soon_and_leaves_nothing(
    qtbot: QtBot, lane: JobLane, document: Document, tmp_path: Path, work: Work
) -> None:
    with qtbot.waitSignal(lane.progress, timeout=PATIENCE_MS):
        lane.submit(job(document, tmp_path, work))
    asked = time.perf_counter()
    with qtbot.waitSignal(lane.cancelled, timeout=PATIENCE_MS):
        lane.cancel()
    assert time.perf_counter() - asked < 2.0  # 200 ms are meant; a busy machine may take longer
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("work", "words"), [(works.refuse, "The profile is not for CMYK."), (works.crash, "stopped unexpectedly")]
)
def test_a_failing_child_is_explained_and_an_older_file_stays(
    qtbot: QtBot, lane: JobLane, document: Document, tmp_path: Path, work: Work, words: str
) -> None:
    (tmp_path / "made.pdf").write_bytes(b"older")
    with qtbot.waitSignal(lane.failed, timeout=PATIENCE_MS) as failure:
        lane.submit(job(document, tmp_path, work))
    error = failure.args[1]
    assert isinstance(error, DieloomError)
    assert words in error.message
    assert error.hint
    assert (tmp_path / "made.pdf").read_bytes() == b"older"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_gone_is_explained(qtbot: QtBot, lane: JobLane, document: Document, tmp_path: Path) -> None:
    with qtbot.waitSignal(lane.failed, timeout=PATIENCE_MS) as failure:
        lane.submit(job(document, tmp_path / "gone", works.copy))
    assert "cannot be written" in failure.args[1].message


def test_jobs_wait_for_each_other_and_a_stop_takes_only_the_running_one(
    qtbot: QtBot, lane: JobLane, document: Document, tmp_path: Path
) -> None:
    with qtbot.waitSignal(lane.progress, timeout=PATIENCE_MS):
        lane.submit(job(document, tmp_path, works.endless, "first.pdf"))
    lane.submit(job(document, tmp_path, works.copy, "second.pdf"))
    with qtbot.waitSignals([lane.cancelled, lane.done], timeout=PATIENCE_MS, order="strict"):
        lane.cancel()
    assert [path.name for path in tmp_path.iterdir()] == ["second.pdf"]
