"""Reading a run's folder a little at a time, whatever the process that writes it does meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.training.journal import Journal, News, last_line, read_news
from tests.desktop.training.recorded import add_lines, line, write_run, write_snapshot


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", lines=20)


def test_only_what_is_new_is_read(run: Path) -> None:
    journal = Journal()
    journal.take(read_news(run, journal.offset))
    assert journal.images == 20 * 128
    add_lines(run, [21, 22])
    news = read_news(run, journal.offset)
    assert [each["images"] for each in news.lines] == [21 * 128, 22 * 128]
    journal.take(news)
    assert len(journal.lines) == 22
    assert journal.seconds == 220.0
    assert read_news(run, journal.offset).lines == ()


def test_half_a_line_waits_for_its_end(run: Path) -> None:
    log = run / "log.jsonl"
    with log.open("a") as file:
        file.write('{"images": 9999')
    news = read_news(run, 0)
    assert len(news.lines) == 20
    with log.open("a") as file:
        file.write("}\n")
    assert [each["images"] for each in read_news(run, news.offset).lines] == [9999]


def test_a_log_that_was_cut_is_read_anew(run: Path) -> None:
    journal = Journal()
    journal.take(read_news(run, 0))
    kept = (run / "log.jsonl").read_text().splitlines(keepends=True)[:5]
    (run / "log.jsonl").write_text("".join(kept))
    news = read_news(run, journal.offset)
    assert news.anew
    journal.take(news)
    assert journal.images == 5 * 128


def test_going_back_drops_what_came_after() -> None:
    journal = Journal()
    journal.take(News(lines=tuple(map(line, range(1, 11)))))
    journal.take(News(lines=(line(6) | {"loss_d": 7.0},)))
    assert [each["images"] for each in journal.lines] == [number * 128 for number in range(1, 7)]
    assert journal.series("loss_d")[1][-1] == 7.0


def test_figures_that_are_no_numbers_have_no_point() -> None:
    journal = Journal()
    journal.take(News(lines=({"images": 128, "loss_d": float("nan")}, {"images": 256, "loss_d": 1.5}, {"images": 384})))
    assert journal.series("loss_d") == ([0.256], [1.5])


def test_the_rate_is_that_of_late() -> None:
    journal = Journal()
    slow = tuple({"images": number * 100, "seconds": number * 100.0} for number in range(1, 50))
    fast = tuple({"images": 4900 + number * 100, "seconds": 4900.0 + number} for number in range(1, 60))
    journal.take(News(lines=slow + fast))
    assert journal.rate() == pytest.approx(100.0)


def test_samples_snapshots_and_the_disk(run: Path) -> None:
    state = write_snapshot(run, 1280)
    os.link(state, run / "state.safetensors")  # counted once
    (run / "samples" / "notes.png").write_bytes(b"x")
    news = read_news(run, 0)
    assert [drawn.images for drawn in news.samples] == [1280, 2560]
    assert [drawn.path for drawn in news.snapshots] == [state]
    files = [path for path in run.rglob("*") if path.is_file()]
    assert news.bytes == sum(path.stat().st_size for path in files) - state.stat().st_size
    assert not news.has_model


def test_an_alarm_stands_for_a_while(run: Path) -> None:
    add_lines(run, [21], alarm="collapse")
    add_lines(run, range(22, 40))
    journal = Journal()
    journal.take(read_news(run, 0))
    assert journal.alarm is not None
    assert journal.alarm["images"] == 21 * 128
    add_lines(run, range(40, 140))
    journal.take(read_news(run, journal.offset))
    assert journal.alarm is None


def test_the_last_line_is_found_without_the_others(run: Path, tmp_path: Path) -> None:
    with (run / "log.jsonl").open("a") as file:
        file.write('{"images": 5')  # being written
    assert last_line(run / "log.jsonl")["images"] == 20 * 128
    assert last_line(tmp_path / "none") == {}


def test_a_folder_without_a_run_has_no_news(tmp_path: Path) -> None:
    assert read_news(tmp_path / "gone", 0) == News()
