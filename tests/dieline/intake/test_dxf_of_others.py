"""DXF as other programs write it: drawings made with ezdxf alone, none of it by this program's own writer."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import ezdxf
import pytest
from ezdxf.addons import r12writer
from ezdxf.document import Drawing as Dxf

from core.dieline.intake import Drawing, guess, read_drawing, template_from
from core.dieline.outline import LineType, PanelRole
from core.dieline.template import Template
from core.errors import DieloomError
from core.geometry import Arc, Line, Point
from core.geometry.nearest import nearest
from tests.dieline.intake.compare import by_type

CUT = [(0, 0), (100, 0), (100, 60), (160, 60), (160, 120), (100, 120), (100, 150), (0, 150)]
CREASES = [((100, 60), (100, 120)), ((0, 120), (100, 120))]


def carton(version: str = "R2010", units: int = 4, cut: str = "CUT", crease: str = "CREASE", scale: float = 1.0) -> Dxf:
    """Three panels: a wall, a side that hangs on it to the right, a lid above."""
    dxf = ezdxf.new(version, units=units)  # type: ignore[attr-defined]
    model = dxf.modelspace()
    for name, colour in ((cut, 1), (crease, 3)):
        if name not in dxf.layers:
            dxf.layers.add(name, color=colour)
    points = [(x * scale, y * scale) for x, y in CUT]
    model.add_lwpolyline(points, close=True, dxfattribs={"layer": cut}) if version != "R12" else model.add_polyline2d(
        points, close=True, dxfattribs={"layer": cut}
    )
    for (x0, y0), (x1, y1) in CREASES:
        ends = (x0 * scale, y0 * scale), (x1 * scale, y1 * scale)
        model.add_line(*ends, dxfattribs={"layer": crease})
    return dxf


def read(dxf: Dxf, folder: Path, unit: str | None = None, **options: str) -> Drawing:
    dxf.saveas(folder / "die.dxf", **options)  # type: ignore[arg-type]
    return read_drawing(folder / "die.dxf", unit)


def types(drawing: Drawing) -> dict[str, LineType | None]:
    return {each.source.layer: each.type for each in guess(drawing)}


@pytest.mark.parametrize("version", ["R12", "R2000", "R2010", "R2018"])
def test_every_version(version: str, tmp_path: Path) -> None:
    drawing = read(carton(version), tmp_path)
    assert types(drawing) == {"CUT": LineType.CUT, "CREASE": LineType.CREASE}
    file, _ = template_from(drawing)
    outline = Template(file).outline({})
    assert (len(outline.panels), len(outline.folds)) == (3, 2)
    assert (outline.blank.width, outline.blank.height) == (160, 150)
    assert {fold.parent for fold in outline.folds} == {outline.root}
    assert outline.panel(outline.root).width == 100
    assert [panel.name for panel in outline.panels] == ["panel 1", "panel 2", "panel 3"]


def test_a_binary_file(tmp_path: Path) -> None:
    assert len(read(carton(), tmp_path, fmt="bin").strokes) == 10


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (("Stanze", "Rilllinie"), (LineType.CUT, LineType.CREASE)),
        (("fustella", "cordonatura"), (LineType.CUT, LineType.CREASE)),
        (("Découpe", "Rainage"), (LineType.CUT, LineType.CREASE)),
        (("Corte", "Hendido"), (LineType.CUT, LineType.CREASE)),
        (("刀线", "压痕线"), (LineType.CUT, LineType.CREASE)),
        (("CL", "CO"), (LineType.CUT, LineType.REVERSE_CREASE)),
        (("DIECUT", "SCORE"), (LineType.CUT, LineType.CREASE)),
        (("Kiss-cut", "perf_line_3mm"), (LineType.HALF_CUT, LineType.PERFORATION)),
    ],
)
def test_layers_in_the_words_of_the_trade(
    names: tuple[str, str], kinds: tuple[LineType, LineType], tmp_path: Path
) -> None:
    drawing = read(carton(cut=names[0], crease=names[1]), tmp_path)
    assert types(drawing) == dict(zip(names, kinds, strict=True))


@pytest.mark.parametrize("colours", [(1, 3), (7, 1), (5, 1), (2, 2)])
def test_without_names_the_outermost_lines_are_cut(colours: tuple[int, int], tmp_path: Path) -> None:
    dxf = carton(cut="A", crease="B")
    for layer, colour in zip("AB", colours, strict=True):
        dxf.layers.get(layer).color = colour
    drawing = read(dxf, tmp_path)
    assert types(drawing) == {"A": LineType.CUT, "B": LineType.CREASE}
    assert all(each.confidence < 0.9 for each in guess(drawing))


def test_all_on_one_layer_told_apart_by_line_type(tmp_path: Path) -> None:
    dxf = ezdxf.new("R2000", setup=True, units=4)  # type: ignore[attr-defined]
    dxf.modelspace().add_lwpolyline(CUT, close=True)
    for start, end in CREASES:
        dxf.modelspace().add_line(start, end, dxfattribs={"linetype": "DASHED"})
    found = {each.source.dashed: each.type for each in guess(read(dxf, tmp_path))}
    assert found == {False: LineType.CUT, True: LineType.CREASE}


@pytest.mark.parametrize(("number", "unit", "scale"), [(1, "in", 1 / 25.4), (5, "cm", 0.1), (6, "m", 0.001)])
def test_stated_units(number: int, unit: str, scale: float, tmp_path: Path) -> None:
    drawing = read(carton(units=number, scale=scale), tmp_path)
    assert drawing.unit == unit
    assert drawing.bounds == pytest.approx((0, 0, 160, 150), abs=1e-6)


def test_a_unit_that_the_person_gives_wins(tmp_path: Path) -> None:
    assert read(carton(units=6), tmp_path, "mm").bounds == pytest.approx((0, 0, 160, 150))


@pytest.mark.parametrize(("number", "unit"), [(6, "m"), (5, "cm"), (1, "in")])
def test_a_unit_that_no_die_has_is_taken_as_millimetres_and_said(number: int, unit: str, tmp_path: Path) -> None:
    drawing = read(carton(units=number, scale=5), tmp_path)
    assert (drawing.unit, drawing.bounds.width) == ("mm", pytest.approx(800))
    assert f"The file states lengths in {unit}, which no die of this size has; they are taken as mm." in drawing.notes


def test_a_size_that_no_die_has_is_refused_with_what_it_would_be(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=r"It is 1\.6e\+08 x 1\.5e\+08 mm if its lengths are in m.*--units mm"):
        read(carton(units=6, scale=1000), tmp_path)
    with pytest.raises(DieloomError, match=r"It is 8128 x 7620 mm if its lengths are in in"):
        read(carton(scale=2), tmp_path, "in")


def test_an_unusual_size_is_said(tmp_path: Path) -> None:
    drawing = read(carton(units=5, scale=2), tmp_path)
    assert drawing.notes == ("It is 3200 x 3000 mm if its lengths are in cm. Say the unit if it is another.",)


def test_no_unit_is_guessed_and_said(tmp_path: Path) -> None:
    drawing = read(carton(units=0), tmp_path)
    assert drawing.unit == "mm"
    assert "The file states no unit; its lengths are taken as mm." in drawing.notes
    small = carton(units=0, scale=1 / 25.4)
    small.header["$MEASUREMENT"] = 0
    drawing = read(small, tmp_path)
    assert drawing.unit == "in"
    assert drawing.bounds == pytest.approx((0, 0, 160, 150), abs=1e-6)


def test_a_file_without_a_header_is_in_millimetres(tmp_path: Path) -> None:
    with r12writer(tmp_path / "die.dxf") as dxf:
        for start, end in zip(CUT, CUT[1:] + CUT[:1], strict=True):
            dxf.add_line(start, end, layer="CUT")
    drawing = read_drawing(tmp_path / "die.dxf")
    assert (drawing.unit, drawing.bounds.width) == ("mm", 160)


def test_what_is_no_line_is_left_out_and_counted(tmp_path: Path) -> None:
    dxf = carton()
    model = dxf.modelspace()
    model.add_text("front", height=5)
    model.add_mtext("two\nlines")
    model.add_hatch().paths.add_polyline_path([(0, 0), (9, 0), (9, 9)])
    model.add_linear_dim(base=(0, -10), p1=(0, 0), p2=(100, 0)).render()
    model.add_3dface([(0, 0), (1, 0), (1, 1)])
    (note,) = [note for note in read(dxf, tmp_path).notes if note.startswith("Left out")]
    for what in ("1 × TEXT", "1 × MTEXT", "1 × HATCH", "1 × DIMENSION", "1 × 3DFACE"):
        assert what in note


def test_hidden_layers_are_left_out(tmp_path: Path) -> None:
    dxf = carton()
    dxf.layers.get("CREASE").off()
    drawing = read(dxf, tmp_path)
    assert types(drawing) == {"CUT": LineType.CUT}
    assert "Left out: 2 × entity on a hidden layer." in drawing.notes


def test_splines_and_ellipses_become_arcs_that_stay_close(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    model = dxf.modelspace()
    spline = model.add_spline([(0, 0), (50, 30), (100, 0), (140, 20)])
    ellipse = model.add_ellipse((0, 100), (40, 0), 0.5, 0, math.pi)
    rational = model.add_rational_spline([(0, 200), (50, 250), (100, 200)], [1, 0.7, 1], degree=2)
    drawing = read(dxf, tmp_path)
    segments = [stroke.segment for stroke in drawing.strokes]
    assert all(isinstance(segment, Arc | Line) for segment in segments)
    assert len(segments) < 80
    from shapely import LineString, Point, union_all

    strings = union_all([LineString(segment.flattened(1e-3)) for segment in segments])
    for entity in (spline, ellipse, rational):
        assert max(strings.distance(Point(x, y)) for x, y, *_ in entity.flattening(0.01)) < 0.012
    for one, other in itertools.pairwise(segments):
        assert one.end.distance(other.start) < 1e-6 or one.end.distance(other.start) > 5


def test_round_things_stay_arcs(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    model = dxf.modelspace()
    model.add_circle((50, 50), 10)
    model.add_ellipse((10, 10), (0, 8), 1.0)
    model.add_lwpolyline([(0, 0, 1), (20, 0, 0), (20, 30, 0)], format="xyb")
    model.add_arc((0, 0), 5, 350, 20)
    drawing = read(dxf, tmp_path)
    arcs = [stroke.segment for stroke in drawing.strokes if isinstance(stroke.segment, Arc)]
    assert [round(arc.radius, 6) for arc in arcs] == [10, 8, 10, 5]
    assert [round(arc.sweep_deg, 6) for arc in arcs] == [360, 360, 180, 30]


def test_drawn_from_below_is_seen_from_above(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    dxf.modelspace().add_arc((-10, 0), 5, 0, 90, dxfattribs={"extrusion": (0, 0, -1)})
    (stroke,) = read(dxf, tmp_path).strokes
    assert isinstance(stroke.segment, Arc)
    assert stroke.segment.centre == pytest.approx((10, 0))
    ends = sorted([stroke.segment.start, stroke.segment.end])
    assert ends == [pytest.approx((5, 0), abs=1e-9), pytest.approx((10, 5), abs=1e-9)]


def test_blocks_are_placed_turned_and_scaled(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    dxf.layers.add("CUT", color=1)
    inner = dxf.blocks.new("HOLE")
    inner.add_circle((0, 0), 2)
    block = dxf.blocks.new("TAB")
    block.add_line((0, 0), (10, 0))
    block.add_blockref("HOLE", (5, 5))
    dxf.modelspace().add_blockref("TAB", (100, 0), dxfattribs={"rotation": 90, "layer": "CUT"})
    dxf.modelspace().add_blockref("TAB", (0, 50), dxfattribs={"xscale": -2, "yscale": 2, "layer": "CUT"})
    drawing = read(dxf, tmp_path)
    assert {source.layer for source in drawing.sources} == {"CUT"}
    lines = [(*map(round, s.segment.start), *map(round, s.segment.end)) for s in drawing.strokes[::2]]
    assert lines == [(100, 0, 100, 10), (0, 50, -20, 50)]
    circles = [stroke.segment for stroke in drawing.strokes if isinstance(stroke.segment, Arc)]
    assert [(round(c.centre.x), round(c.centre.y), round(c.radius)) for c in circles] == [(95, 5, 2), (-10, 60, 4)]


def test_a_glue_area_makes_a_glue_flap(tmp_path: Path) -> None:
    dxf = carton()
    dxf.modelspace().add_lwpolyline(
        [(10, 125), (90, 125), (90, 145), (10, 145)], close=True, dxfattribs={"layer": "Klebung"}
    )
    file, _ = template_from(read(dxf, tmp_path))
    roles = {panel.name: panel.role for panel in Template(file).outline({}).panels}
    assert roles == {"panel 1": PanelRole.GLUE, "panel 2": PanelRole.FLAP, "panel 3": PanelRole.PANEL}


def test_a_mapping_wins_over_names(tmp_path: Path) -> None:
    drawing = read(carton(cut="Ebene 1", crease="CUT"), tmp_path)
    file, _ = template_from(drawing, {"ebene 1": LineType.CUT, "Cut": LineType.REVERSE_CREASE})
    outline = Template(file).outline({})
    assert set(by_type(outline.lines)) == {LineType.CUT, LineType.REVERSE_CREASE}
    assert {fold.angle_deg for fold in outline.folds} == {-90.0}
    with pytest.raises(DieloomError, match=r'has no layer "gold".*It has Ebene 1, CUT'):
        template_from(drawing, {"gold": None})


@pytest.mark.parametrize("name", ["Dieline", "DIE_LINE", "Stanzform", "刀版图"])
def test_a_layer_that_holds_the_whole_die_is_told_apart_by_how_it_is_drawn(name: str, tmp_path: Path) -> None:
    dxf = ezdxf.new("R2000", setup=True, units=4)  # type: ignore[attr-defined]
    dxf.modelspace().add_lwpolyline(CUT, close=True, dxfattribs={"layer": name, "color": 6})
    for start, end in CREASES:
        dxf.modelspace().add_line(start, end, dxfattribs={"layer": name, "color": 4})
    found = {each.source.colour: each.type for each in guess(read(dxf, tmp_path))}
    assert found == {"#ff00ff": LineType.CUT, "#00ffff": LineType.CREASE}


def test_layers_in_chinese_are_read_from_files_that_spell_them_in_ascii(tmp_path: Path) -> None:
    drawing = read(carton("R2000", cut="刀线", crease="压痕线"), tmp_path)
    assert b"\\U+5200" in (tmp_path / "die.dxf").read_bytes()
    found = {each.source.layer: (each.type, each.confidence) for each in guess(drawing)}
    assert found == {"刀线": (LineType.CUT, 0.95), "压痕线": (LineType.CREASE, 0.95)}


def test_a_closed_spline_is_drawn_between_its_ends_only(tmp_path: Path) -> None:
    corners = [(0, 0, 0), (100, 0, 0), (100, 60, 0), (0, 60, 0)]
    dxf = ezdxf.new("R2000", units=4)  # type: ignore[attr-defined]
    dxf.modelspace().add_spline(dxfattribs={"layer": "CUT"}).set_closed(corners, degree=3)
    drawing = read(dxf, tmp_path)
    # A uniform cubic is (a + 4 b + c) / 6 at its knots, and its hull holds it.
    for before, at, after in zip(corners, (*corners[1:], corners[0]), (*corners[2:], *corners[:2]), strict=True):
        x, y = ((before[k] + 4 * at[k] + after[k]) / 6 for k in (0, 1))
        assert min(nearest(stroke.segment, Point(x, y)).distance for stroke in drawing.strokes) < 0.01
    assert (drawing.bounds.x0, drawing.bounds.y0) > (0, 0)
    assert (drawing.bounds.x1, drawing.bounds.y1) < (100, 60)
    outline = Template(template_from(drawing)[0]).outline({})
    assert outline.blank.width == pytest.approx(drawing.bounds.width, abs=0.01)
