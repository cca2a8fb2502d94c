"""The gallery: groups, search in both languages, pictures that are drawn when they come into sight, the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.dieline import library
from core.dieline.outline import Group
from desktop.library import thumbnails
from desktop.library.catalogue import ORDER, chosen, entries, entry_of
from desktop.library.chooser import GROUP, TemplateChooser
from desktop.library.thumbnails import Thumbnails

Show = Callable[[Any], Any]


@pytest.fixture
def chooser(show: Show) -> TemplateChooser:
    widget = TemplateChooser()
    widget.resize(700, 500)
    return show(widget)


def codes(chooser: TemplateChooser) -> list[str]:
    return [entry.code for entry in chooser.gallery.cards.entries]


def go_to(chooser: TemplateChooser, group: Group | None) -> None:
    rows = [chooser.groups.item(row).data(GROUP) for row in range(chooser.groups.count())]
    chooser.groups.setCurrentRow(rows.index(group))


def test_the_gallery_holds_the_library_group_by_group(chooser: TemplateChooser) -> None:
    assert sorted(codes(chooser)) == sorted(library.codes())
    places = [ORDER.index(entry.group) for entry in chooser.gallery.cards.entries]
    assert places == sorted(places)


def test_a_group_shows_its_own_and_says_how_many(chooser: TemplateChooser) -> None:
    go_to(chooser, Group.GARMENT)
    assert set(codes(chooser)) == {"SCARF", "TOTE BAG", "T-SHIRT BACK", "T-SHIRT FRONT"}
    assert chooser.groups.currentItem().text() == "Garments  (4)"


def test_own_templates_have_a_group_of_their_own(chooser: TemplateChooser, show: Show) -> None:
    assert not chooser.groups.item(chooser.groups.count() - 1).flags() & Qt.ItemFlag.ItemIsEnabled
    file = library.load("hang tag").file.model_copy(update={"code": "MY TAG", "aliases": ()})
    library.save_own(file)
    fresh = show(TemplateChooser())
    go_to(fresh, Group.OWN)
    assert codes(fresh) == ["MY TAG"]
    go_to(fresh, Group.TAG)
    assert "MY TAG" not in codes(fresh)


@pytest.mark.parametrize(
    ("sought", "code"),
    [
        ("a20200101", "ECMA A20.20.01.01"),
        ("A20.20.03", "ECMA A20.20.03.01"),
        ("doypack", "STAND-UP POUCH"),
        ("wine front", "WINE FRONT"),
        ("front WINE", "WINE FRONT"),
        ("自立袋", "STAND-UP POUCH"),
        ("0201", "FEFCO 0201"),
    ],
)
def test_codes_aliases_and_titles_in_both_languages_are_found(
    chooser: TemplateChooser, qtbot: QtBot, sought: str, code: str
) -> None:
    if sought.isascii():
        qtbot.keyClicks(chooser.search, sought)
    else:
        chooser.search.setText(sought)
    assert code in codes(chooser)
    assert len(codes(chooser)) < 10


def test_what_is_not_there_is_said_with_a_way_out(chooser: TemplateChooser, qtbot: QtBot) -> None:
    seen: list[object] = []
    chooser.chosen.connect(seen.append)
    go_to(chooser, Group.LABEL)
    qtbot.keyClicks(chooser.search, "shirt")
    assert chooser.template is None
    assert seen[-1] is None
    assert "shirt" in chooser.nothing.text()
    assert chooser.nothing.height() >= chooser.nothing.heightForWidth(chooser.nothing.width())
    assert chooser.nothing.width() > chooser.nothing.fontMetrics().horizontalAdvance(chooser.nothing.text())
    qtbot.mouseClick(chooser.everywhere, Qt.MouseButton.LeftButton)
    assert set(codes(chooser)) == {"T-SHIRT BACK", "T-SHIRT FRONT"}
    assert chooser.template.code in codes(chooser)
    qtbot.keyClicks(chooser.search, "xyz")
    assert not chooser.everywhere.isVisible()


def test_a_filter_keeps_the_template_that_it_does_not_hide(chooser: TemplateChooser) -> None:
    chooser.choose("HANG TAG")
    go_to(chooser, Group.TAG)
    assert chooser.template.code == "HANG TAG"
    go_to(chooser, Group.LABEL)
    assert chooser.template.code == codes(chooser)[0]


def test_arrow_keys_walk_from_the_search_over_the_cards(chooser: TemplateChooser, qtbot: QtBot) -> None:
    chooser.activateWindow()
    chooser.search.setFocus()
    qtbot.keyClicks(chooser.search, "pouch")
    qtbot.keyClick(chooser.search, Qt.Key.Key_Down)
    assert chooser.gallery.hasFocus()
    first = chooser.template.code
    qtbot.keyClick(chooser.gallery, Qt.Key.Key_Right)
    assert [first, chooser.template.code] == codes(chooser)[:2]


def test_pictures_are_drawn_after_the_first_paint_and_only_what_is_in_sight(
    chooser: TemplateChooser, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    thumbnails._pictures.clear()
    drawn: list[object] = []
    chooser.gallery.thumbnails.drawn.connect(drawn.append)
    go_to(chooser, Group.TUBE)
    chooser.grab()
    assert drawn == []
    qtbot.waitUntil(lambda: not chooser.gallery.thumbnails._timer.isActive())
    assert 0 < len(drawn) < len(codes(chooser))
    last = chooser.gallery.cards.index(len(codes(chooser)) - 1)
    chooser.gallery.scrollTo(last)
    chooser.grab()
    qtbot.waitUntil(lambda: chooser.gallery.cards.entries[last.row()] in drawn)


def test_a_picture_is_drawn_once_and_holds_the_lines(show: Show, qtbot: QtBot) -> None:
    thumbnails._pictures.clear()
    holder = show(QWidget())
    maker = Thumbnails(QSize(100, 80), holder)
    entry = entry_of("HANG TAG")
    assert entry is not None
    assert maker.picture(entry, 2.0) is None
    with qtbot.waitSignal(maker.drawn):
        pass
    picture = maker.picture(entry, 2.0)
    assert picture is not None
    assert (picture.width(), picture.height()) == (200, 160)
    colours = {picture.pixelColor(x, y).name() for x in range(200) for y in range(160)}
    assert len(colours) > 3
    assert Thumbnails(QSize(100, 80), holder).picture(entry, 2.0) is picture


def test_words_are_looked_for_in_any_order() -> None:
    listed = entries()
    assert [entry.code for entry in chosen(listed, None, "folded TAG")] == ["HANG TAG FOLDED"]
    assert chosen(listed, Group.POUCH, "folded tag") == []


@pytest.mark.parametrize(
    ("sought", "end"), [("123 bottom", "A55"), ("auto lock", "A60"), ("handle", ".75."), ("snaplock", "A55")]
)
def test_a_carton_is_found_by_the_names_of_its_ends(sought: str, end: str) -> None:
    found = chosen(entries(), Group.TUBE, sought)
    assert found
    assert all(end in entry.code for entry in found)
