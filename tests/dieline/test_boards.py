"""The table of boards: bundled, the person's own, and what is wrong with a bad one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.dieline import boards, library
from core.dieline.boards import Board
from core.dieline.words import Words
from core.errors import DieloomError

MINE = Board(name="My board", label=Words(en="My board", zh="我的纸板"), caliper=0.5, grammage=320)


def test_the_bundled_table_covers_carton_corrugated_and_film() -> None:
    calipers = [board.caliper for board in boards.bundled()]
    assert min(calipers) < 0.1
    assert max(calipers) >= 7
    assert {board.flute for board in boards.bundled()} >= {"", "F", "E", "B", "C", "EB", "BC"}


def test_a_table_of_ones_own_takes_the_place_of_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "boards.json"
    assert boards.table(path) == boards.bundled()
    boards.save((MINE,), path)
    assert boards.table(path) == (MINE,)


def test_two_boards_of_one_name_are_refused_and_the_old_table_stays(tmp_path: Path) -> None:
    path = tmp_path / "boards.json"
    boards.save((MINE,), path)
    with pytest.raises(DieloomError, match='Two boards are called "my board"'):
        boards.save((MINE, MINE.model_copy(update={"name": "MY BOARD"})), path)
    assert boards.table(path) == (MINE,)


@pytest.mark.parametrize("text", ["", "[1]", '{"boards": [{"name": "x"}]}', '{"schema_version": 2}', "\ufeff{"])
def test_a_broken_table_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    path = tmp_path / "boards.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DieloomError, match=r"boards\.json is not a table of boards"):
        boards.table(path)


def test_a_board_sets_its_caliper_and_the_allowances_that_a_template_has() -> None:
    board = Board(**{**MINE.model_dump(), "caliper": 3, "allowances": {"panel_allowance": 4, "nothing": 9}})
    assert board.parameters_of(library.load("0201")) == {"caliper": 3, "panel_allowance": 4}
    assert board.parameters_of(library.load("wrap")) == {"caliper": 3}


def test_boards_are_found_by_name_in_any_case() -> None:
    assert boards.named("b FLUTE").caliper == 3
    with pytest.raises(DieloomError, match='no board "cardboard"'):
        boards.named("cardboard")


def test_own_tables_are_plain_json(tmp_path: Path) -> None:
    boards.save((MINE,), tmp_path / "boards.json")
    assert json.loads((tmp_path / "boards.json").read_text(encoding="utf-8"))["boards"][0]["caliper"] == 0.5
