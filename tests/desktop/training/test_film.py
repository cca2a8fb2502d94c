"""The samples through time: newest first, back by the slider, decoded beside the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.training.film import Film, decode
from desktop.training.journal import drawn_in
from desktop.workers.background import Background
from tests.desktop.training.recorded import write_run, write_samples


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run")  # samples at 1280, 2560, 3840 and 5120 pictures


@pytest.fixture
def film(background: Background, qtbot: QtBot) -> Film:
    made = Film(background)
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def grey(film: Film) -> int:
    image = film.picture.image
    return -1 if image.isNull() else QColor(image.pixel(5, 5)).red()


def shows(film: Film, images: int) -> bool:
    return grey(film) == images // 128 % 256


def test_the_newest_is_followed_until_the_person_looks_back(film: Film, run: Path, qtbot: QtBot) -> None:
    film.show_samples(drawn_in(run / "samples", ".png"))
    qtbot.waitUntil(lambda: shows(film, 5120))
    write_samples(run, 6400)
    film.show_samples(drawn_in(run / "samples", ".png"))
    qtbot.waitUntil(lambda: shows(film, 6400))
    film.slider.setValue(1)
    qtbot.waitUntil(lambda: shows(film, 2560))
    assert film.when.text() == "2.6 kimg"
    write_samples(run, 7680)
    film.show_samples(drawn_in(run / "samples", ".png"))
    assert film.at is not None
    assert film.at.images == 2560, "it stays where it was put"
    film.slider.setValue(film.slider.maximum())
    qtbot.waitUntil(lambda: shows(film, 7680))


def test_a_moment_of_the_curves_is_gone_to(film: Film, run: Path, qtbot: QtBot) -> None:
    film.show_samples(drawn_in(run / "samples", ".png"))
    film.go_to(3500.0)
    qtbot.waitUntil(lambda: shows(film, 3840))


def test_it_plays_from_the_beginning_to_the_end(film: Film, run: Path, qtbot: QtBot) -> None:
    film.show_samples(drawn_in(run / "samples", ".png"))
    seen: list[int] = []
    film.shown.connect(lambda images, _: seen.append(images))
    film.play.click()
    qtbot.waitUntil(lambda: not film.play.isChecked())
    assert seen == [1280, 2560, 3840, 5120]


def test_another_run_begins_with_nothing(film: Film, run: Path, qtbot: QtBot) -> None:
    film.show_samples(drawn_in(run / "samples", ".png"))
    qtbot.waitUntil(lambda: grey(film) >= 0)
    film.forget()
    assert film.picture.image.isNull()
    assert not film.slider.isEnabled()


def test_samples_that_are_gone_leave_those_before_in_view(film: Film, run: Path, qtbot: QtBot) -> None:
    drawn = drawn_in(run / "samples", ".png")
    film.show_samples(drawn)
    qtbot.waitUntil(lambda: shows(film, 5120))
    drawn[0].path.unlink()
    film.slider.setValue(0)
    qtbot.waitUntil(lambda: not film._decoding.busy)
    assert shows(film, 5120)


def test_a_large_sheet_is_decoded_small(run: Path) -> None:
    path = write_samples(run, 9000)
    assert decode(path, 32).width() == 32
    assert decode(run / "none.png").isNull()
