"""From pictures to a learned style, in a process of its own: begun, paused, gone on with; and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.style.learning.files import list_styles, read_info
from desktop.lanes import Lanes
from desktop.styles import learning_work
from desktop.styles.learn import LearnStyleDialog
from desktop.styles.learning_work import StyleWish, begun_styles, learn_style, new_place
from tests.desktop.test_accessibility import nameless
from tests.style.learning.toys import blobs, stripes

PATIENCE_MS = 240_000  # importing Torch takes a while where others use the machine


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Path, Path]:
    content, style = tmp_path / "products", tmp_path / "style.png"
    content.mkdir()
    for number in range(2):
        Image.fromarray(blobs(150, number)).save(content / f"{number}.png")
    Image.fromarray(stripes(150, 1)).save(style)
    return content, style


@pytest.fixture
def dialog(qtbot: QtBot, home: Path, lanes: Lanes) -> Iterator[LearnStyleDialog]:
    made = LearnStyleDialog(lanes)
    made.present()
    qtbot.waitUntil(lambda: not made._listing.busy, timeout=PATIENCE_MS)
    yield made
    made.pause()
    qtbot.waitUntil(lambda: not made.learning and not made.watch._looking.busy, timeout=PATIENCE_MS)
    made.close()
    made.deleteLater()


def test_it_learns_pauses_and_goes_on(
    dialog: LearnStyleDialog, pictures: tuple[Path, Path], qtbot: QtBot, home: Path
) -> None:
    assert not dialog.choose.start.isEnabled()
    dialog.choose.contents.add((pictures[0],))
    assert not dialog.choose.start.isEnabled()
    dialog.choose.styles.add((pictures[1],))
    dialog.choose.name.setText("Stripes & more")
    dialog.choose.start.click()
    assert dialog.learning
    qtbot.waitUntil(lambda: dialog.watch.film.slider.maximum() > 0 or bool(list_styles()), timeout=PATIENCE_MS)
    with qtbot.waitSignal(dialog.learned, timeout=PATIENCE_MS) as told:
        dialog.watch.pause.click()
    info = read_info(told.args[0])
    assert info.name == "Stripes & more"
    assert [each.path for each in list_styles()] == [told.args[0]]
    assert not dialog.learning
    assert dialog.watch.go_on.isVisible()
    with qtbot.waitSignal(dialog.learned, timeout=PATIENCE_MS):
        dialog.watch.go_on.click()
        qtbot.waitUntil(lambda: dialog.watch.bar.value() > 0, timeout=PATIENCE_MS)
        dialog.watch.pause.click()
    assert read_info(told.args[0]).images > info.images
    dialog.watch.other.click()
    qtbot.waitUntil(lambda: dialog.choose.begun.count() == 2, timeout=PATIENCE_MS)


def test_pictures_that_cannot_be_used_are_told_where_they_are_chosen(
    dialog: LearnStyleDialog, pictures: tuple[Path, Path], qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    dialog.choose.contents.add((pictures[0],))
    dialog.choose.styles.add((broken,))
    dialog.choose.start.click()
    qtbot.waitUntil(lambda: not dialog.learning, timeout=PATIENCE_MS)
    assert dialog.pages.currentWidget() is dialog.choose
    assert "The pictures of the style" in dialog.choose.note._said
    assert not list_styles()
    assert begun_styles() == []


def test_pictures_are_listed_once_and_taken_out(dialog: LearnStyleDialog, pictures: tuple[Path, Path]) -> None:
    field = dialog.choose.contents
    field.add((pictures[0], pictures[1], pictures[0]))
    field.add((pictures[1],))
    assert field.paths == pictures
    field.list.item(0).setSelected(True)
    field.remove.click()
    assert field.paths == (pictures[1],)


def test_every_control_has_a_name(dialog: LearnStyleDialog) -> None:
    assert not nameless(dialog)
    dialog.pages.setCurrentWidget(dialog.watch)
    assert not nameless(dialog)


def test_a_style_takes_no_place_that_is_taken(home: Path, pictures: tuple[Path, Path]) -> None:
    first = new_place("Blue / Gold")
    assert first.name == "blue-gold"
    first.mkdir(parents=True)
    assert new_place("Blue / Gold").name == "blue-gold-2"
    assert new_place("***").name == "style"


def test_what_was_begun_is_listed_the_newest_first(
    home: Path, pictures: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.jobs import Progress

    for name in ("One", "Two"):
        wish = StyleWish(name, (pictures[0],), (pictures[1],), 1e-9)
        learn_style(new_place(name), wish, wish.minutes, Progress())
    assert [each.name for each in begun_styles()] == ["Two", "One"]
    (begun_styles()[0].folder / learning_work.TOLD).write_bytes(b"damaged")
    assert {each.name for each in begun_styles()} == {"two", "One"}
    assert all(each.style.is_file() for each in begun_styles())
