"""The three ways to give a size agree with each other and with the folded pack."""

from __future__ import annotations

import random

import numpy as np
import pytest

from core.dieline import boards, library
from core.dieline.fold import in_space, surfaces
from core.dieline.outline import Outline
from core.dieline.sizing import Mode, fitted, inside_of, measured
from core.errors import DieloomError

SIZED = [code for code in library.codes() if library.load(code).file.size]


@pytest.mark.parametrize("mode", ["inside", "die", "outside"])
@pytest.mark.parametrize("code", SIZED)
def test_a_size_measured_back_is_the_size_asked_for(code: str, mode: Mode) -> None:
    template = library.load(code)
    limits = template.limits({})
    size = [limits[name].default for name in template.file.size]
    inside = inside_of(template, size, mode)
    assert list(measured(template, inside, mode).values()) == pytest.approx(size, abs=1e-5)


def over_all(outline: Outline) -> list[float]:
    """How far apart the outer faces of the closed pack are, along the directions of its walls, of all its panels."""
    placed = surfaces(outline, 1.0)
    corners = np.concatenate([in_space(panel, placed[panel.name]) for panel in outline.panels])
    ways = [placed[wall].matrix[:3, 2] for wall, _ in outline.walls]
    if len(ways) == 2:  # an open tray: its height is across both pairs of walls
        ways.append(np.cross(*ways))
    return [float(np.ptp(corners @ way)) + outline.caliper for way in ways]


def tells_its_outside(code: str) -> bool:
    """What has a length, a width and a height, and is no lid: a lid's sizes are those of the box that it closes."""
    file = library.load(code).file
    return bool(file.outside) and bool(file.walls) and len(file.size) == 3 and not code.endswith(" LID")


DECLARED = [code for code in library.codes() if tells_its_outside(code)]


@pytest.mark.parametrize("code", DECLARED)
def test_the_outer_size_is_that_of_the_folded_pack(code: str) -> None:
    template = library.load(code)
    outline = template.outline({})
    outside = measured(template, {}, "outside")
    said = [outside[name] for name in template.file.size]
    assert over_all(outline) == pytest.approx(said, abs=max(1.0, 2 * outline.caliper))


def test_a_boards_own_loss_and_gain_go_first() -> None:
    template = library.load("A20.20.01.01")
    board = boards.named("FBB 300").model_copy(update={"inside_loss": 0.7, "outside_gain": 0.9})
    assert inside_of(template, (80, 40, 140), "die", board=board) == pytest.approx({"L": 79.3, "W": 39.3, "H": 139.3})
    assert inside_of(template, (80, 40, 140), "outside", board=board)["L"] == pytest.approx(80 - 1.6)


def test_a_size_that_the_board_eats_up_is_refused() -> None:
    with pytest.raises(DieloomError, match="cannot be 5 x 4 x 3 mm over all"):
        inside_of(library.load("0201"), (5, 4, 3), "outside", {"caliper": 7})


def test_another_count_of_numbers_is_refused() -> None:
    with pytest.raises(DieloomError, match=r"A size of .* has 3 numbers"):
        inside_of(library.load("0201"), (5, 4), "die")


@pytest.mark.parametrize("code", library.codes())
def test_measures_picked_one_by_one_are_taken_at_nearly_every_size(code: str) -> None:
    """As someone does who reads the ranges once and then asks for many packs."""
    template, rng = library.load(code), random.Random(4)
    ranges = template.limits({})
    refused = 0
    for _ in range(60):
        given, moved = fitted(template, {name: rng.uniform(each.min, each.max) for name, each in ranges.items()})
        try:
            values = dict(template.outline(given).parameters)
        except DieloomError:
            refused += 1
            continue
        assert moved.items() <= values.items()
    assert refused <= 3


def test_what_no_usual_pack_has_is_left_to_be_refused() -> None:
    template = library.load("A20.20.01.01")
    given, moved = fitted(template, {"W": 14, "glue": 500})
    assert (given["glue"], moved) == (500, {})
