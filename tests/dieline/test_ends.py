"""The ends of tube cartons, measured on the closed pack and never through the template's formulas.

The front stays in the plane z = 0 and looks to +z, so the pack lies behind it: x is length, y height, z width.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from shapely import LineString, Polygon, unary_union

from core.dieline import assembly, ecma, library
from core.dieline.checks import check
from core.dieline.fold import in_space, surfaces
from core.dieline.outline import LineType, Outline
from core.dieline.surface import Array
from core.dieline.sweep import random_sizes
from core.geometry import Arc

BOTTOMS = [number for number, _, sides in assembly.ends() if "bottom" in sides]
TOPS = [number for number, _, sides in assembly.ends() if "top" in sides]
CLOSING_BOTTOMS = ["10", "12", "20", "33", "40", "55", "60"]
CLOSING_TOPS = ["10", "12", "16", "20", "28", "33", "40"]
SIZES = [{}, {"L": 50, "W": 45, "H": 60, "caliper": 1.2}, {"L": 120, "W": 118, "H": 60, "caliper": 0.3}]


class Pack:
    """A carton and where its panels are when it is closed."""

    def __init__(self, code: str, given: dict[str, float]) -> None:
        self.outline = library.load(code).outline(given)
        self.given = dict(self.outline.parameters)
        self.t = self.outline.caliper
        self.placed = surfaces(self.outline, 1.0)

    def at(self, name: str) -> Array:
        return in_space(self.outline.panel(name), self.placed[name])

    def plan(self, name: str) -> Polygon:
        """The panel seen from above."""
        return Polygon(self.at(name)[:, [0, 2]])

    def level(self, name: str, at: tuple[float, float]) -> float:
        """The height of a flap's middle plane over a place of the plan."""
        matrix = self.placed[name].matrix
        normal, origin = matrix[:3, 2], matrix[:3, 3]
        x, z = at
        return float(origin[1] - (normal[0] * (x - origin[0]) + normal[2] * (z - origin[2])) / normal[1])

    def opening(self) -> Polygon:
        """The inner cross-section of the tube."""
        sides = {name: self.at(name) for name in ("left", "right", "front", "back")}
        x0, x1 = sides["left"][:, 0].mean() + self.t / 2, sides["right"][:, 0].mean() - self.t / 2
        z0, z1 = sides["back"][:, 2].mean() + self.t / 2, sides["front"][:, 2].mean() - self.t / 2
        return Polygon([(x0, z0), (x1, z0), (x1, z1), (x0, z1)])

    def flaps(self, side: str) -> list[str]:
        return [panel.name for panel in self.outline.panels if panel.name.startswith(side)]

    def deepest(self, flap: str, other: str) -> float:
        """How far the middle of their common area in plan lies higher on ``flap`` than on ``other``."""
        common = (self.plan(flap) & self.plan(other)).representative_point()
        return self.level(flap, (common.x, common.y)) - self.level(other, (common.x, common.y))


@pytest.mark.parametrize(("bottom", "top"), list(itertools.product(BOTTOMS, TOPS)))
def test_any_bottom_goes_with_any_top(bottom: str, top: str) -> None:
    for panels in ("00.00", "03.01"):
        template = library.load(f"A{bottom}.{top}.{panels}")
        (given,) = random_sizes(template, 1, seed=int(bottom + top))
        assert check(template.outline(given)) == (), given


@pytest.mark.parametrize("given", SIZES)
@pytest.mark.parametrize("code", assembly.codes())
def test_the_closed_pack_is_length_by_width_by_height_within(code: str, given: dict[str, float]) -> None:
    pack = Pack(code, given)
    x0, z0, x1, z1 = pack.opening().bounds
    assert (x1 - x0, z1 - z0) == pytest.approx((pack.given["L"], pack.given["W"]), abs=1e-6)
    if len(pack.outline.walls) == 3:
        bottom, top = pack.outline.walls[2]
        between = pack.at(top)[:, 1].mean() - pack.at(bottom)[:, 1].mean() - pack.t
        assert between == pytest.approx(pack.given["H"], abs=1e-6)
        assert np.ptp(pack.at(top)[:, 1]) < 1e-6


@pytest.mark.parametrize("given", SIZES)
@pytest.mark.parametrize(
    ("code", "side"),
    [(f"A{each}.20", "bottom") for each in CLOSING_BOTTOMS] + [(f"A20.{each}", "top") for each in CLOSING_TOPS],
)
def test_the_flaps_close_the_opening(code: str, side: str, given: dict[str, float]) -> None:
    pack = Pack(code, given)
    flat = [name for name in pack.flaps(side) if abs(pack.placed[name].matrix[1, 2]) > 0.9]
    bare = pack.opening() - unary_union([pack.plan(name) for name in flat])
    assert bare.area < 0.03 * pack.opening().area
    assert bare.buffer(-1.5).is_empty  # nothing falls out at the corners


@pytest.mark.parametrize("given", SIZES)
def test_no_flap_of_the_bottom_comes_far_into_the_pack(given: dict[str, float]) -> None:
    for number in CLOSING_BOTTOMS:
        pack = Pack(f"A{number}.00", given)
        flat = [name for name in pack.flaps("bottom") if abs(pack.placed[name].matrix[1, 2]) > 0.9]
        highest = max(pack.at(name)[:, 1].max() for name in flat)
        bound = min(pack.at("front")[:, 1].max(), pack.at("left")[:, 1].max()) - pack.given["H"] - pack.t / 2
        assert highest <= bound + pack.t + 1e-6, number


@pytest.mark.parametrize("given", SIZES)
@pytest.mark.parametrize(("code", "wall"), [("A20.20.01.01", "front"), ("A20.20.03.03", "back"), ("A33.33", "front")])
def test_tucks_stand_inside_the_wall_opposite_with_their_play(code: str, wall: str, given: dict[str, float]) -> None:
    pack = Pack(code, given)
    for tuck in ("top tuck", "bottom tuck"):
        between = abs(pack.at(wall)[:, 2].mean() - pack.at(tuck)[:, 2].mean())
        assert between == pytest.approx(pack.t + pack.given["tuck_play"])
        x0, _, x1, _ = pack.opening().bounds
        assert pack.at(tuck)[:, 0].min() > x0
        assert pack.at(tuck)[:, 0].max() < x1


def test_a_friction_lock_is_a_slit_in_the_tuck_and_none_by_default() -> None:
    template = library.load("A20.20.01.01")
    assert template.outline({}).lines_of(LineType.SLIT) == ()
    slits = template.outline({"friction": 1.5}).lines_of(LineType.SLIT)
    assert len(slits) == 2 * 3
    assert sorted(round(each.segment.bounds.height, 6) for each in slits) == pytest.approx([0, 0, 1.5, 1.5, 1.5, 1.5])


@pytest.mark.parametrize("given", SIZES)
@pytest.mark.parametrize("code", ["A33.33.01.01", "A33.33.03.03"])
def test_dust_flaps_snap_into_the_slits_of_the_tuck(code: str, given: dict[str, float]) -> None:
    pack = Pack(code, given)
    tuck = Polygon(pack.at("top tuck")[:, :2])  # seen from the front
    plane = pack.at("top tuck")[:, 2].mean()
    for side in ("left", "right"):
        dust = pack.at(f"top dust {side}")
        across = LineString([(pack.opening().bounds[0] - 9, plane), (pack.opening().bounds[2] + 9, plane)])
        through = pack.plan(f"top dust {side}") & across
        assert through.length > 2  # the shoulder passes the plane of the tuck ...
        level = dust[:, 1].mean()
        edge = Polygon.from_bounds(through.bounds[0], level - pack.t / 2, through.bounds[2], level + pack.t / 2)
        assert not tuck.intersects(edge)  # ... where its slit is ...
        below = edge.buffer(0.01, join_style="mitre").bounds
        ear = tuck & Polygon.from_bounds(below[0], below[1] - 3 * pack.t - 2, below[2], below[1])
        assert ear.area > 1  # ... and the tuck's ear hooks below it


@pytest.mark.parametrize("given", SIZES)
def test_outer_flaps_lie_a_caliper_beyond_what_they_cover(given: dict[str, float]) -> None:
    for code, layers in (
        ("A20.10", ["dust left", "under flap", "outer flap"]),
        ("A20.40", ["side flap left", "second flap", "outer flap"]),
        ("A20.12", ["dust left", "half flap front"]),
        ("A20.20", ["dust left", "lid"]),
    ):
        pack = Pack(code, given)
        levels = [pack.at(f"top {name}")[:, 1].mean() for name in layers]
        assert np.diff(levels) == pytest.approx([pack.t] * (len(layers) - 1)), code


def test_half_flaps_meet_in_the_middle_but_for_their_gap() -> None:
    pack = Pack("A12.12", {"gap": 0.8})
    front, back = (pack.at(f"top half flap {wall}")[:, 2] for wall in ("front", "back"))
    assert front.min() - back.max() == pytest.approx(0.8)
    assert (front.min() + back.max()) / 2 == pytest.approx(pack.opening().centroid.y)


@pytest.mark.parametrize("given", SIZES)
def test_the_tear_strip_runs_right_across_and_clears_the_glued_flap(given: dict[str, float]) -> None:
    pack = Pack("A10.16", given)
    strip = [line.segment for line in pack.outline.lines_of(LineType.PERFORATION)]
    assert len(strip) == 2
    flap = pack.outline.panel("top outer flap")
    assert [each.bounds.width for each in strip] == pytest.approx([flap.width] * 2)
    far = max(each.start.y for each in strip) - pack.outline.panel("back").frame.apply((0, 0)).y
    reached = pack.outline.panel("top under flap").height
    depth = far - pack.outline.panel("back").height
    assert pack.given["W"] - reached >= depth  # the flap glued below ends before the strip does
    (thumb,) = (line.segment for line in pack.outline.lines_of(LineType.SLIT) if isinstance(line.segment, Arc))
    assert sorted(round(end.y, 6) for end in (thumb.start, thumb.end)) == sorted(round(e.start.y, 6) for e in strip)


@pytest.mark.parametrize("given", SIZES)
def test_the_snap_lock_engages(given: dict[str, float]) -> None:
    """The tab lies inside the slotted flap, the shoulders outside its legs, the side flaps inside both."""
    pack = Pack("A55.20", given)
    lock, slotted = pack.plan("bottom locking flap"), pack.plan("bottom slotted flap")
    common = sorted((lock & slotted).geoms, key=lambda part: part.centroid.x)
    assert len(common) == 3
    lower_leg, tab, other_leg = (each.representative_point() for each in common)
    above = [
        pack.level("bottom locking flap", (p.x, p.y)) - pack.level("bottom slotted flap", (p.x, p.y))
        for p in (lower_leg, tab, other_leg)
    ]
    assert above[0] < 0 < above[1]
    assert above[2] < 0
    assert min(part.area for part in common) > 5
    for side in ("left", "right"):
        for flap in ("bottom locking flap", "bottom slotted flap"):
            assert pack.deepest(f"bottom side flap {side}", flap) > 0.3 * pack.t


@pytest.mark.parametrize("given", SIZES)
def test_the_crash_lock_engages_and_its_corners_are_glued_outside(given: dict[str, float]) -> None:
    pack = Pack("A60.20", given)
    main, counter = "bottom main flap", "bottom counter flap"
    halves = sorted((pack.plan(main) & pack.plan(counter)).geoms, key=lambda part: part.centroid.x)
    assert len(halves) == 2
    above = [pack.level(main, tuple(p)) - pack.level(counter, tuple(p)) for p in map(_inner_point, halves)]
    assert above[0] * above[1] < 0  # each deep half lies over the other's shallow one
    for side, mate in (("left", main), ("right", counter)):
        corner = f"bottom glue corner {side}"
        assert pack.deepest(corner, mate) == pytest.approx(-1.5 * pack.t, abs=0.6 * pack.t)
        axis = next(each.axis for each in pack.outline.folds if each.child == corner)
        assert abs(axis.end.x - axis.start.x) == pytest.approx(abs(axis.end.y - axis.start.y))  # 45 degrees
        assert next(each.angle_deg for each in pack.outline.folds if each.child == corner) == 0
    assert {(join.flap, join.mate, join.face) for join in pack.outline.joins[1:]} == {
        ("bottom glue corner left", main, "outer"),
        ("bottom glue corner right", counter, "outer"),
    }


def test_the_crash_lock_keeps_print_off_where_its_corners_are_glued() -> None:
    pack = Pack("A60.10", {})
    blank = [Polygon([line.segment.start for line in run]) for run in _triples(pack.outline)]
    for side, mate in (("left", "bottom main flap"), ("right", "bottom counter flap")):
        area = next(each for each in blank if Polygon(pack.outline.panel(mate).polygon()).covers(each))
        glued = Polygon(pack.placed[mate].place(np.array(area.exterior.coords))[:, [0, 2]])
        assert pack.plan(f"bottom glue corner {side}").covers(glued)
        assert glued.area > 0.3 * pack.plan(f"bottom glue corner {side}").area


@pytest.mark.parametrize("given", SIZES)
def test_the_hang_tab_is_doubled_with_one_hole_through_both_layers(given: dict[str, float]) -> None:
    pack = Pack("A20.28", given)
    wall, layer = pack.at("back"), pack.at("top hang tab")
    assert layer[:, 2].mean() - wall[:, 2].mean() == pytest.approx(pack.t)
    assert layer[:, 1].min() > pack.at("top lid")[:, 1].mean() + pack.t / 2
    holes = {"back": [], "top hang tab": []}
    for line in pack.outline.lines_of(LineType.WINDOW):
        middle = line.segment.at(line.segment.start_deg) if hasattr(line.segment, "start_deg") else line.segment.start
        name = next(name for name in holes if Polygon(pack.outline.panel(name).polygon()).covers(_point(middle)))
        holes[name].append(pack.placed[name].place([middle])[0, :2])
    one, other = (np.array(sorted(map(tuple, np.round(each, 6)))) for each in holes.values())
    assert len(one) > 8
    assert {tuple(each) for each in one} & {tuple(each) for each in other}
    assert (one.min(axis=0), one.max(axis=0)) == (pytest.approx(other.min(axis=0)), pytest.approx(other.max(axis=0)))


@pytest.mark.parametrize("given", [*SIZES, {"pitch": 30}, {"pitch": 65}])
def test_the_gable_meets_at_its_ridge_and_the_handles_lie_back_to_back(given: dict[str, float]) -> None:
    pack = Pack("A10.75", given)
    handles = [pack.at(f"top handle {wall}") for wall in ("front", "back")]
    assert handles[0][:, 2].mean() - handles[1][:, 2].mean() == pytest.approx(pack.t)
    assert np.ptp(handles[0][:, 2]) < 1e-6
    assert [each[:, 1].min() for each in handles] == pytest.approx([handles[0][:, 1].min()] * 2)
    for gusset, wall in itertools.product(("gusset", "seam gusset"), ("front", "back")):
        common = pack.plan(f"top {gusset}") & pack.plan(f"top roof {wall}")
        for x, z in common.exterior.coords:
            assert pack.level(f"top {gusset}", (x, z)) < pack.level(f"top roof {wall}", (x, z)) + 1e-6


@pytest.mark.parametrize("given", [*SIZES, {"pitch": 30, "L": 60, "W": 100}, {"pitch": 65}])
def test_the_gables_corners_are_one_sheet_and_double_back_below_the_roof(given: dict[str, float]) -> None:
    pack = Pack("A10.75", given)
    webs = {"right web back": "back", "left web": "front", "right web front": "front", "seam web": "back"}
    for web, wall in webs.items():
        ring = pack.placed[f"top roof {wall}"].unplace(pack.at(f"top {web}"))
        assert np.ptp(ring[:, 2]) < 1e-6  # parallel to the roof, and below it
        assert pack.t - 1e-6 <= -ring[:, 2].mean() <= 2 * pack.t
    creases = [line.segment for line in pack.outline.lines_of(LineType.CREASE, LineType.REVERSE_CREASE)]
    assert sum(each.bounds.width > 1 and each.bounds.height > 1 for each in creases) == len(webs)  # the hips
    assert pack.outline.uncut


def test_an_open_sleeve_is_as_high_as_its_inside() -> None:
    outline = library.load("A00.00").outline({"H": 90})
    assert outline.panel("front").height == pytest.approx(90)
    assert len(outline.walls) == 2


def test_every_number_of_ours_is_told_to_be_ours() -> None:
    known = {"10", "12", "20", "40", "55", "60", "75"}
    for number in {*BOTTOMS, *TOPS} - known:
        side = "bottom" if number in BOTTOMS else "top"
        assert "ours" in ecma.end(number, side).source


def _inner_point(shape: Polygon) -> tuple[float, float]:
    return shape.centroid.x, shape.centroid.y


def _point(at: tuple[float, float]) -> Polygon:
    return Polygon.from_bounds(at[0] - 1e-6, at[1] - 1e-6, at[0] + 1e-6, at[1] + 1e-6)


def _triples(outline: Outline) -> list[list]:
    """Areas of glue with three corners."""
    lines = list(outline.lines_of(LineType.GLUE))
    runs = []
    while lines:
        run = [lines.pop(0)]
        while lines and lines[0].segment.start.distance(run[-1].segment.end) < 1e-6:
            run.append(lines.pop(0))
        runs.append(run)
    return [run for run in runs if len(run) == 3]
