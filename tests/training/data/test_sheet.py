"""The contact sheet shows what is in a set, what was mended and what is not in it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageFont

from core.training.data import sheet as room
from core.training.data.report import Dropped, Kept, Report
from core.training.data.sheet import _AMBER, _RED, MOST, Sheet
from tests.training.data.samples import painting

PIXELS = np.asarray(painting(1, 40, 30))


def sheet_of(plain: int, mended: int, dropped: int, unread: int = 0) -> tuple[Sheet, Image.Image]:
    sheet = Sheet()
    pictures = []
    for index in range(plain + mended):
        codes = ("grey", "enlarged") if index < mended else ()
        sheet.keep(f"{index}.png", PIXELS, codes)
        pictures.append(Kept(member=f"pictures/{index:07}.png", name=f"{index}.png", mended=codes))
    for index in range(dropped + unread):
        sheet.drop(f"no-{index}.png", PIXELS if index < dropped else None, "damaged")
    gone = tuple(Dropped(name=f"no-{index}.png", reason="damaged") for index in range(dropped + unread))
    report = Report(resolution=64, pictures=tuple(pictures), dropped=gone)
    return sheet, Image.open(io.BytesIO(sheet.png(report)))


def count(image: Image.Image, colour: tuple[int, int, int]) -> int:
    return int((np.asarray(image) == colour).all(axis=2).sum())


def test_mended_and_dropped_pictures_are_marked() -> None:
    _, plain = sheet_of(10, 0, 0)
    assert (count(plain, _AMBER), count(plain, _RED)) == (0, 0)
    _, marked = sheet_of(8, 2, 1)
    frame = 4 * 2 * 126  # two pixels on four sides
    assert count(marked, _AMBER) > 2 * frame
    assert frame < count(marked, _RED) < 3 * frame


def test_the_pictures_themselves_are_on_it() -> None:
    sheet = Sheet()
    sheet.keep("red.png", np.full((30, 40, 3), (200, 0, 0), np.uint8), ())
    image = Image.open(io.BytesIO(sheet.png(Report(resolution=64))))
    assert count(image, (200, 0, 0)) == 40 * 30


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((10, 0, 0, 0), (10, 0, 0)),
        ((700, 0, 0, 0), (MOST, 0, 0)),
        ((700, 500, 400, 300), (40, 36, 24)),
        ((20, 500, 0, 2), (20, 78, 2)),
        ((5, 5, 200, 0), (5, 5, 90)),
        ((5, 0, 1, 1), (5, 0, 2)),
    ],
)
def test_there_is_room_for_all_kinds(counts: tuple[int, int, int, int], shown: tuple[int, int, int]) -> None:
    sheet, _ = sheet_of(*counts)
    cells = sheet._chosen()
    kinds = [2 if cell.dropped else 1 if cell.note else 0 for cell in cells]
    assert tuple(kinds.count(kind) for kind in range(3)) == shown


def test_of_many_an_even_choice_is_shown_in_order() -> None:
    sheet, _ = sheet_of(700, 0, 0)
    numbers = [cell.number for cell in sheet._chosen()]
    steps = np.diff(numbers)
    assert numbers[0] < 10
    assert numbers[-1] > 690
    assert 4 <= steps.min() <= steps.max() <= 8


def test_little_is_held_of_many() -> None:
    sheet, _ = sheet_of(700, 0, 0)
    assert len(sheet._plain.cells) < 2 * MOST


def test_strange_and_long_names_fit() -> None:
    sheet = Sheet()
    sheet.keep("w" * 500, np.asarray(painting(1)), ("grey", "palette", "alpha", "upright", "profile", "cropped"))
    sheet.drop("苹果.jpg", None, "nearly the same as another (" + "w" * 100 + ")")
    image = Image.open(io.BytesIO(sheet.png(Report(resolution=64, labels=tuple("abc")))))
    assert image.width < 1000


def test_letters_that_our_font_lacks_come_from_one_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def loaded(name: str, size: int) -> ImageFont.FreeTypeFont | None:
        asked.append(name)
        return real(name, size)

    real = room._loaded
    monkeypatch.setattr(room, "_loaded", loaded)
    assert room._font("apfel…é.jpg", 12).getname() == ("Karla", "Regular")
    assert len(asked) == 1
    room._font("苹果.jpg", 12)
    assert asked[1] == room._OTHER_FONTS[0]


def test_without_such_a_font_the_sheet_is_made_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_OTHER_FONTS", ("no-such-font.ttf",))
    assert room._font("苹果.jpg", 12).getname() == ("Karla", "Regular")
