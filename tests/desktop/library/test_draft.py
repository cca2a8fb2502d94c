"""What was typed, and the parameters that come of it: size modes, boards, allowances."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.dieline import boards, library
from core.dieline.boards import Board
from core.dieline.template import CALIPER
from core.dieline.words import Words
from core.errors import DieloomError
from desktop.library.draft import Draft, board_of, suiting

CASE = library.load("0201")
CARTON = library.load("A20.20.01.01")


def board(name: str, caliper: float, **allowances: float) -> Board:
    return Board(name=name, label=Words(en=name, zh=name), caliper=caliper, grammage=400, allowances=allowances)


def test_an_inside_size_is_what_was_typed() -> None:
    assert Draft.of(CARTON, {}).with_value("L", 100).parameters() == {"L": 100}


def test_other_measures_show_the_same_pack_and_come_back_to_it() -> None:
    start = Draft.of(CASE, {"L": 300, "W": 200, "H": 150, CALIPER: 3})
    die = start.measured_as("die")
    assert die.sizes["L"] == pytest.approx(303)
    outside = die.measured_as("outside")
    assert outside.sizes["L"] > die.sizes["L"]
    assert outside.measured_as("inside").parameters() == pytest.approx(start.parameters())


def test_limits_move_with_the_measure() -> None:
    inside, die = Draft.of(CASE, {}), Draft.of(CASE, {}, "die")
    assert die.limits()["L"].min - inside.limits()["L"].min == pytest.approx(3)
    assert die.limits()["glue" if "glue" in die.limits() else "joint"] == inside.limits()["joint"]


def test_an_outer_size_stays_when_the_board_changes() -> None:
    draft = Draft.of(CASE, {"L": 300}, "outside")
    before = dict(draft.sizes)
    thicker = draft.on_board(boards.named("C flute"))
    assert thicker.sizes == before
    assert thicker.parameters()["L"] < draft.parameters()["L"]


def test_a_board_brings_its_allowances_and_takes_those_of_the_one_before(home: Path) -> None:
    ours = board("Our B", 3, panel_allowance=4, height_allowance=5, unheard_of=9)
    boards.save((*boards.bundled(), ours))
    draft = Draft.of(CASE, {}).on_board(ours)
    assert draft.parameters() == {CALIPER: 3, "panel_allowance": 4, "height_allowance": 5}
    plain = draft.on_board(boards.named("B flute"))
    assert plain.parameters() == {CALIPER: 3}


def test_the_board_is_known_again_by_its_numbers(home: Path) -> None:
    ours = board("Our B", 3, panel_allowance=4)
    boards.save((*boards.bundled(), ours))
    assert board_of(CASE, {CALIPER: 3, "panel_allowance": 4}) == ours
    assert board_of(CASE, {CALIPER: 3}) == boards.named("B flute")
    assert board_of(CASE, {CALIPER: 3.21}) is None


def test_the_boards_own_loss_and_gain_go_before_the_templates(home: Path) -> None:
    ours = board("Our B", 3).model_copy(update={"inside_loss": 5.0})
    boards.save((ours,))
    draft = Draft.of(CASE, {"L": 300, CALIPER: 3}, "die")
    assert draft.board == ours
    assert draft.sizes["L"] == pytest.approx(305)


def test_a_parameter_goes_back_to_the_template() -> None:
    draft = Draft.of(CARTON, {"L": 100, "tongue": 20})
    assert draft.without("tongue").parameters() == {"L": 100}
    assert draft.without("L").parameters() == {"tongue": 20}
    assert draft.measured_as("die").without("L").sizes["L"] == pytest.approx(80.45)


def test_looking_at_another_measure_sets_nothing() -> None:
    outside = Draft.of(CASE, {}, "outside")
    assert outside.parameters() == {}
    assert outside.shown()["L"] is None
    assert outside.limits()["L"].default == outside.sizes["L"]
    one = outside.with_value("L", 400)
    assert set(one.parameters()) == {"L"}
    assert (one.shown()["L"], one.shown()["W"]) == (400, None)
    thicker = one.on_board(boards.named("C flute"))
    assert thicker.shown()["W"] == outside.sizes["W"]
    untouched = outside.on_board(boards.named("C flute"))
    assert untouched.parameters() == {CALIPER: 4}
    assert untouched.sizes["L"] > outside.sizes["L"]


def test_a_size_that_cannot_be_is_refused_and_kept_as_it_was_typed() -> None:
    draft = Draft.of(CARTON, {}, "outside").with_value("L", 0.2)
    with pytest.raises(DieloomError, match="over all"):
        draft.parameters()
    assert draft.sizes["L"] == 0.2
    assert draft.measured_as("inside").sizes == {}


def test_boards_that_suit(home: Path) -> None:
    assert "B flute" not in [each.name for each in suiting(CARTON)]
    assert "FBB 300" not in [each.name for each in suiting(CASE)]
    assert [each.caliper for each in suiting(library.load("T-SHIRT FRONT"))] == [0.5, 0.6, 0.8]
    assert max(each.caliper for each in suiting(library.load("wrap"))) < 0.2


def test_a_broken_table_leaves_the_programs_boards(home: Path) -> None:
    boards.own_path().parent.mkdir(parents=True)
    boards.own_path().write_text("{")
    assert "FBB 300" in [each.name for each in suiting(CARTON)]


def test_what_is_flat_is_measured_in_one_way() -> None:
    label = library.load("DIE-CUT LABEL")
    assert Draft.of(label, {"W": 50}, "outside") == Draft.of(label, {"W": 50})
    assert Draft.of(library.load("belly band"), {}, "outside").mode == "outside"
