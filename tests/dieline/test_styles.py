"""The three styles against numbers worked out by hand, and against what the trade makes."""

from __future__ import annotations

import math

import pytest

from core.dieline import library
from core.dieline.checks import check
from core.dieline.outline import LineType, Outline, PanelRole


def sizes(outline: Outline, *names: str) -> list[tuple[float, float]]:
    return [(round(outline.panel(name).width, 4), round(outline.panel(name).height, 4)) for name in names]


def test_carton_panels_take_up_the_board() -> None:
    outline = library.load("A20.20.01.01").outline({"L": 60, "W": 30, "H": 90, "caliper": 0.4, "glue": 12})
    # Back as inside; side and front a caliper more; the last panel half a millimetre short of the corner.
    assert sizes(outline, "back", "left", "front", "right") == [(60, 91.2), (30.4, 90.4), (60.4, 91.2), (29.9, 90.4)]
    assert outline.blank.width == pytest.approx(12 + 60 + 30.4 + 60.4 + 29.9)
    # Lids a quarter of a millimetre less than W; tucks 0.35 W; H plus the lids' and the dust flaps' boards between.
    assert sizes(outline, "top lid", "bottom lid") == [(59, 29.75), (59, 29.75)]
    assert outline.panel("top tuck").height == pytest.approx(10.5)
    assert outline.blank.height == pytest.approx(2 * (10.5 + 29.75) + 90 + 3 * 0.4)


def test_carton_hangs_both_lids_on_the_back() -> None:
    """What makes it 01.01: panel 01 carries the bottom's and the top's closure."""
    outline = library.load("A20.20.01.01").outline({})
    hangs = {each.child: each.parent for each in outline.folds}
    assert (hangs["top lid"], hangs["bottom lid"], hangs["glue flap"]) == ("back", "back", "back")


def test_carton_tuck_clears_the_dust_flaps_and_the_sides() -> None:
    outline = library.load("A20.20.01.01").outline({"caliper": 0.5})
    inside = 80
    assert outline.panel("top tuck").width <= inside - 2 * 0.5
    for side, dust in (("left", "top dust left"), ("right", "top dust right")):
        front_edge = outline.panel("front").boundary
        x = [each.bounds for each in front_edge]
        near = min(box.x0 for box in x) if side == "left" else max(box.x1 for box in x)
        reach = [each.bounds for each in outline.panel(dust).boundary]
        gap = near - max(box.x1 for box in reach) if side == "left" else min(box.x0 for box in reach) - near
        # Half a board to the front's inner face, the tuck's own board, and some play.
        assert gap >= 1.5 * 0.5 + 0.4


def test_case_agrees_with_a_worked_example() -> None:
    """B flute, 350 x 190 x 230: outer flaps of (190 + 3) / 2, scores of the outer flaps 3 mm beyond the inner ones."""
    outline = library.load("0201").outline({"L": 350, "W": 190, "H": 230, "caliper": 3})
    widths = [outline.panel(name).width for name in ("joint flap", "back", "left", "front", "right")]
    assert widths == pytest.approx([35, 350, 193, 353, 191.5])
    assert outline.panel("top front").height == pytest.approx(96.5)
    assert outline.panel("top left").width == pytest.approx(99.5)  # read from the side
    assert outline.panel("front").height == pytest.approx(230 + 3 * 3)
    assert (outline.blank.width, outline.blank.height) == pytest.approx((1122.5, 432))


@pytest.mark.parametrize(("caliper", "published"), [(3, (3, 6)), (4, (4, 8)), (5, (5, 10))])
def test_case_allowances_are_those_that_converters_publish(caliper: float, published: tuple[float, float]) -> None:
    """B, C and A flute: a panel gains about a caliper, the height about two (the mean of outer and inner scores)."""
    outline = library.load("0201").outline({"L": 400, "W": 300, "H": 250, "caliper": caliper})
    panel, height = published
    assert outline.panel("left").width - 300 == pytest.approx(panel)
    scores = sorted(
        line.segment.start.y
        for line in outline.lines_of(LineType.CREASE)
        if line.segment.start.y == pytest.approx(line.segment.end.y)
    )
    lower, upper = scores[: len(scores) // 2], scores[len(scores) // 2 :]
    assert sum(upper) / len(upper) - sum(lower) / len(lower) - 250 == pytest.approx(height)


def test_case_slots_have_rounded_ends_past_the_score() -> None:
    outline = library.load("0201").outline({"slot": 8, "slot_past": 3})
    left = outline.panel("left")
    arcs = [each for each in left.boundary if each.bounds.width == pytest.approx(3) == each.bounds.height]
    assert len(arcs) == 4
    assert left.height == pytest.approx(150 + 3)
    assert outline.panel("top left").height == pytest.approx(203 - 8)  # read from the side


def test_label_goes_round_and_overlaps() -> None:
    label = library.load("wrap")
    assert label.blank({"diameter": 65, "overlap": 8})[0] == pytest.approx(math.pi * 65.07 + 8)
    assert label.blank({"diameter": 65, "girth": 210, "overlap": 8}) == pytest.approx((218, 90))
    assert label.outline({"girth": 210}).inside[0] == pytest.approx(210 / math.pi - 0.07)


@pytest.mark.parametrize("code", library.codes())
def test_every_board_of_a_template_makes_a_sound_blank(code: str) -> None:
    template = library.load(code)
    for board in template.boards:
        assert check(template.outline({"caliper": board.caliper})) == (), board.label.en


@pytest.mark.parametrize("code", library.codes())
def test_names_read_the_same_everywhere(code: str) -> None:
    """Panels that print have labels of their own in both languages, and glue flaps are marked as such."""
    file = library.load(code).file
    for language in ("en", "zh"):
        labels = [getattr(panel.label, language) for panel in file.panels]
        assert len(set(labels)) == len(labels)
    assert {join.flap for join in file.joins} == {panel.name for panel in file.panels if panel.role is PanelRole.GLUE}
