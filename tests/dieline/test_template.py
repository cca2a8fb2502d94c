"""Templates: what they compute, what they refuse and how they say it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.dieline import library
from core.dieline.outline import LineType, PanelRole
from core.dieline.template import Limits
from core.errors import DieloomError
from tests.dieline.tray import FILE, tray


def test_defaults_and_ranges_follow_the_parameters_above() -> None:
    limits = tray().limits({"L": 80})
    assert limits["W"] == Limits(default=40, min=10, max=80)
    assert dict(tray().outline({"L": 80}).parameters) == {"L": 80, "W": 40, "caliper": 0.5, "tilt": 90}


def test_formulas_may_come_in_any_order() -> None:
    assert tray().values({"W": 40})["wall"] == 20


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"L": 101}, r"Length \(L\) of TEST TRAY cannot be 101 mm. At this size it goes from 20 to 100 mm."),
        ({"L": 1e300}, r"cannot be 1e\+300 mm"),
        ({"L": -5}, "cannot be -5 mm"),
        ({"L": float("nan")}, "cannot be nan mm"),
        ({"L": 30, "W": 31}, r"goes from 10 to 30 mm"),
        ({"tilt": 121}, "cannot be 121°"),
        ({"depth": 3}, 'has no parameter "depth". It has L, W, caliper, tilt.'),
        ({"L": 100, "W": 90}, "TEST TRAY: The base is too large. Make it smaller."),
    ],
)
def test_sizes_that_cannot_be_are_refused_with_the_way_out(given: dict[str, float], message: str) -> None:
    with pytest.raises(DieloomError, match=message):
        tray().outline(given)


def test_a_size_without_room_says_so() -> None:
    parameters = [*FILE["parameters"], {**FILE["parameters"][0], "name": "slot", "min": "W", "max": 5}]
    with pytest.raises(DieloomError, match=r"no room for Length \(slot\)"):
        tray(parameters=parameters).outline({})


def test_sizes_go_to_the_parameters_named_for_them() -> None:
    assert tray().sized((50, 25)) == {"L": 50, "W": 25}
    assert tray().sized(None) == {}
    with pytest.raises(DieloomError, match=r"has 2 numbers\. Give L, W in mm"):
        tray().sized((50, 25, 10))


def test_panels_are_placed_turned_and_mirrored() -> None:
    lug = tray().outline({}).panel("lug")
    bounds = [each.bounds for each in lug.boundary]
    box = (min(b.x0 for b in bounds), min(b.y0 for b in bounds), max(b.x1 for b in bounds), max(b.y1 for b in bounds))
    assert box == pytest.approx((60, 31, 67.5, 44))
    assert lug.role is PanelRole.FLAP


def test_frames_read_as_the_panel_is_read() -> None:
    lug = tray().outline({}).panel("lug")
    assert (lug.width, lug.height) == pytest.approx((13, 7.5))
    assert lug.frame.apply((0, 0)) == pytest.approx((67.5, 31))  # read from the right, its lower left is there
    assert lug.frame.apply((lug.width, lug.height)) == pytest.approx((60, 44))


def test_shared_edges_are_creases_and_all_others_are_cut_once() -> None:
    outline = tray().outline({})
    creases = sorted((line.segment.bounds for line in outline.lines_of(LineType.CREASE)), key=lambda box: box.x0)
    assert creases == [pytest.approx((0, 30, 60, 30)), pytest.approx((60, 31, 60, 44))]
    # The wall's right edge is cut beside the lug: one millimetre below it and one above.
    beside = [line.segment.bounds for line in outline.lines_of(LineType.CUT) if line.segment.bounds.x0 == 60]
    lengths = sorted(box.height for box in beside if box.width == 0)
    assert lengths == pytest.approx([1, 1, 30])


def test_panels_share_a_curved_crease_at_every_hundredth_of_a_millimetre() -> None:
    base, wall, _ = FILE["panels"]
    upper: list[dict[str, Any]] = [
        {"x": 0, "y": 0},
        {"x": "L", "y": 0, "bow": "-4.01"},
        {"x": "L", "y": 40},
        {"x": 0, "y": 40},
    ]
    lower: list[dict[str, Any]] = [
        {"x": 0, "y": 0},
        {"x": "L", "y": 0},
        {"x": "L", "y": "W"},
        {"x": 0, "y": "W", "bow": "4.01"},
    ]
    shared = [_cornered(base, lower, x=7.77, y=0), _cornered(wall, upper, x=7.77, y="W")]
    template = tray(panels=shared, joins=[])
    for i in range(200):
        outline = template.outline({"L": 60 + i / 100, "W": 30.03})
        assert len(outline.lines_of(LineType.CREASE)) == 1


def _cornered(panel: dict[str, Any], corners: list[dict[str, Any]], **at: Any) -> dict[str, Any]:
    return {**{key: value for key, value in panel.items() if key != "size"}, "corners": corners, "at": at}


@pytest.mark.parametrize("size", [[0, 0], [0, 30], [5e-5, 30]])
def test_a_panel_without_area_is_refused_by_name(size: list[float]) -> None:
    panels = [{**FILE["panels"][0], "size": size}]
    with pytest.raises(DieloomError, match='Panel "base" of TEST TRAY has no area'):
        tray(panels=panels).outline({})


def test_a_panel_that_bends_round_and_round_is_refused_by_name() -> None:
    panels = [{**FILE["panels"][0], "bend": {"along": "y", "angle": "W * 1000"}}]
    with pytest.raises(DieloomError, match='Panel "base" of TEST TRAY bends by 30000 degrees'):
        tray(panels=panels, joins=[]).outline({})


def test_a_panel_away_from_its_parent_is_refused_by_name() -> None:
    base, wall, lug = FILE["panels"]
    panels = [base, {**wall, "at": {"y": "W + 1"}}, {**lug, "parent": "base"}]
    with pytest.raises(DieloomError, match='Panel "wall" of TEST TRAY does not touch "base"'):
        tray(panels=panels).outline({})


def test_a_formula_that_divides_by_zero_is_named() -> None:
    template = tray(formulas={"wall": "W / (L - 60)", "lug": 5})
    with pytest.raises(DieloomError, match=r'^Formula "wall" of TEST TRAY divides by zero.'):
        template.outline({"L": 60})


BASE: dict[str, Any] = FILE["panels"][0]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"formulas": {"wall": "lug", "lug": "wall"}}, "depends on itself"),
        ({"formulas": {"wall": "1", "lug": "nowhere"}}, 'Formula "lug" of TEST TRAY uses the unknown name nowhere'),
        ({"formulas": {"wall": "1", "lug": "1", "L": "2"}}, "names of TEST TRAY do not add up.*L"),
        ({"formulas": {"wall": "1", "lug": "1", "min": "2"}}, "names of TEST TRAY do not add up.*min"),
        ({"size": ["L", "Z"]}, "do not add up"),
        ({"parameters": FILE["parameters"][:2]}, "do not add up"),
        ({"constraints": [{"require": "L <", "message": "m"}]}, "cannot be read"),
        ({"inside": ["L", "W", "depth"]}, "unknown name depth"),
        ({"panels": [BASE, {**BASE, "name": "b", "parent": "c"}]}, 'no panel "c"'),
        ({"panels": [BASE, {**BASE, "name": "b"}]}, "do not make one tree"),
        ({"panels": [BASE, BASE]}, "do not make one tree"),
        ({"panels": [BASE, {**BASE, "name": "b", "parent": "b"}]}, "do not make one tree"),
        ({"panels": [{**BASE, "shape": "tab"}]}, "one of size, corners or a known shape"),
        ({"panels": [{**BASE, "size": None, "shape": "none"}]}, "one of size, corners or a known shape"),
        ({"panels": [{**BASE, "size": ["L", "w"]}]}, 'Formula "base corner 3 y" of TEST TRAY uses the unknown name w'),
        ({"joins": [{"flap": "lug", "mate": "roof"}]}, 'no panel "roof"'),
    ],
)
def test_files_that_contradict_themselves_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DieloomError, match=message):
        tray(**changes)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("A20.20.01.01", "ECMA A20.20.01.01"),
        ("ecma-a20.20.01.01", "ECMA A20.20.01.01"),
        ("0201", "FEFCO 0201"),
        ("fefco-0201", "FEFCO 0201"),
        ("Wrap", "WRAP LABEL"),
    ],
)
def test_templates_are_found_in_any_spelling(spelling: str, code: str) -> None:
    assert library.load(spelling).code == code


def test_an_unknown_code_is_refused_with_those_that_are_like_it() -> None:
    with pytest.raises(DieloomError, match=r'no dieline template "A20.20.01.1"\. Did you mean .*ECMA A20.20.01.01'):
        library.load("A20.20.01.1")


def test_no_name_means_two_templates() -> None:
    for code in library.codes():
        for name in (code, *library.load(code).file.aliases):
            assert library.load(name) is library.load(code), name


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"code = ", "t.toml is not a TOML file"),
        (b"\xff\xfe", "t.toml is not text in UTF-8"),
        (b'code = "X"\n', "t.toml is not a dieline template. schema_version: Field required"),
        (b"x" * 4_000_001, "t.toml is too large"),
        (b"bleed = nan", "t.toml is not a dieline template"),
    ],
)
def test_bad_files_are_refused_with_what_is_wrong(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "t.toml"
    path.write_bytes(data)
    with pytest.raises(DieloomError, match=message):
        library.read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=r"none\.toml cannot be read: No such file"):
        library.read(tmp_path / "none.toml")
