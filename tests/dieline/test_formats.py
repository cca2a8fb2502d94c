"""Files read back by programs that are not ours: ezdxf for DXF, an XML parser for SVG."""

from __future__ import annotations

import itertools
import math
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import ezdxf
import pytest
from ezdxf import bbox
from shapely import LineString
from shapely.ops import unary_union

from core.dieline import library
from core.dieline.chains import chains, is_closed
from core.dieline.formats.dxf import write_dxf
from core.dieline.formats.presets import standard
from core.dieline.formats.seen import seen_from
from core.dieline.formats.svg import MARGIN, write_svg
from core.dieline.outline import LineType, Outline, Side
from core.errors import DieloomError
from core.geometry import Arc, Line, Point, Segment
from tests.dieline.samples import sizes
from tests.dieline.tray import tray

MICROMETRE = 1e-3
OUTLINES = [library.load(code).outline({}) for code in library.codes()] + [tray().outline({})]
CARTON = library.load("A20.20.01.01").outline({})
SIDES: list[Side] = ["outside", "inside"]


def key(segment: Segment) -> tuple[tuple[float, ...], ...]:
    """The same for both directions of a segment, to the micrometre."""
    ends = sorted((round(end.x, 3) + 0.0, round(end.y, 3) + 0.0) for end in (segment.start, segment.end))
    middle = segment.flattened(1e-6) if isinstance(segment, Arc) else []
    return (*ends, tuple(round(x, 2) for x in middle[len(middle) // 2]) if middle else ())


def from_dxf(path: Path) -> dict[str, list[Segment]]:
    """Lines and true arcs by layer."""
    segments: dict[str, list[Segment]] = defaultdict(list)
    for entity in ezdxf.readfile(path).modelspace().query("LINE ARC LWPOLYLINE"):
        parts = entity.virtual_entities() if entity.dxftype() == "LWPOLYLINE" else [entity]
        for part in parts:
            if part.dxftype() == "LINE":
                segment: Segment = Line(Point(*part.dxf.start.vec2), Point(*part.dxf.end.vec2))
            else:
                sweep = (part.dxf.end_angle - part.dxf.start_angle) % 360
                segment = Arc(Point(*part.dxf.center.vec2), part.dxf.radius, part.dxf.start_angle, sweep)
            segments[entity.dxf.layer].append(segment)
    return segments


def farthest(some: list[Segment], others: list[Segment]) -> float:
    """Hausdorff distance of two sets of segments, mm."""
    one, two = (unary_union([LineString(each.flattened(1e-4)) for each in each_set]) for each_set in (some, others))
    return float(one.hausdorff_distance(two))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.code)
def test_dxf_reads_back_to_the_micrometre(outline: Outline, side: Side, tmp_path: Path) -> None:
    write_dxf(outline, tmp_path / "die.dxf", side=side)
    read = from_dxf(tmp_path / "die.dxf")
    wanted: dict[str, list[Segment]] = defaultdict(list)
    for line in seen_from(outline, side):
        wanted[standard()[line.type].layer].append(line.segment)
    assert read.keys() == wanted.keys()
    for layer, segments in wanted.items():
        assert len(read[layer]) == len(segments)
        assert farthest(read[layer], segments) <= MICROMETRE
        kinds = [sorted(type(each).__name__ for each in each_set) for each_set in (read[layer], segments)]
        assert kinds[0] == kinds[1]


@pytest.mark.parametrize("code", library.codes())
def test_dxf_blank_is_the_templates_formulas(code: str, tmp_path: Path) -> None:
    template = library.load(code)
    tried = 0
    for size in ({}, *sizes(template, 6, seed=3)):
        try:
            outline, blank = template.outline(size), template.blank(size)
        except DieloomError:
            continue  # a size that the template refuses
        tried += 1
        write_dxf(outline, tmp_path / "die.dxf")
        cuts = ezdxf.readfile(tmp_path / "die.dxf").modelspace().query('*[layer=="CUT"]')
        extents = bbox.extents(cuts)
        assert (extents.size.x, extents.size.y) == pytest.approx(blank, abs=0.01)
    assert tried >= 3


@pytest.mark.parametrize("side", SIDES)
def test_dxf_is_sound_metric_and_says_what_is_seen(side: Side, tmp_path: Path) -> None:
    write_dxf(CARTON, tmp_path / "die.dxf", side=side)
    drawing = ezdxf.readfile(tmp_path / "die.dxf")
    auditor = drawing.audit()
    assert (auditor.errors, auditor.fixes) == ([], [])
    assert (drawing.header["$INSUNITS"], drawing.header["$MEASUREMENT"]) == (4, 1)
    (note,) = drawing.modelspace().query("TEXT")
    assert note.dxf.text.startswith(f"ECMA A20.20.01.01. Seen from the {side}.")
    assert drawing.layers.get(note.dxf.layer).dxf.plot == 0


def test_dxf_carton_knife_is_one_closed_polyline(tmp_path: Path) -> None:
    write_dxf(CARTON, tmp_path / "die.dxf")
    (knife,) = ezdxf.readfile(tmp_path / "die.dxf").modelspace().query('*[layer=="CUT"]')
    assert (knife.dxftype(), knife.closed) == ("LWPOLYLINE", True)


def test_the_inside_is_the_mirrored_outside() -> None:
    outside, inside = (seen_from(CARTON, side) for side in SIDES)
    width = CARTON.blank.width
    for one, other in zip(outside, inside, strict=True):
        assert other.segment.start == pytest.approx((width - one.segment.start.x, one.segment.start.y), abs=1e-9)
        assert other.segment.length == pytest.approx(one.segment.length)


def from_svg(path: Path) -> dict[str, list[Segment]]:
    """Segments by group, y turned up again; arcs by the definition in SVG 1.1, F.6.5 (equal radii)."""
    segments: dict[str, list[Segment]] = defaultdict(list)
    for group in ET.parse(path).getroot().iterfind("{*}g"):
        for drawn in group.iterfind("{*}path"):
            segments[group.attrib["id"]] += _drawn(drawn.attrib["d"])
    return segments


def _drawn(data: str) -> list[Segment]:
    drawn: list[Segment] = []
    first = pen = Point(0, 0)
    for letter, words in re.findall(r"([MLAZ])([^MLAZ]*)", data):
        numbers = [float(word) for word in words.split()]
        end = Point(numbers[-2], -numbers[-1]) if numbers else first
        if letter == "M":
            first = end
        elif letter == "A":
            drawn.append(_arc(pen, end, numbers[0], clockwise=numbers[4] == 1))
        elif pen.distance(end) > 1e-4:
            drawn.append(Line(pen, end))
        pen = end
    return drawn


def _arc(start: Point, end: Point, radius: float, *, clockwise: bool) -> Arc:
    half = start.distance(end) / 2
    inward = math.sqrt(max(0.0, radius**2 - half**2))
    turn = -1 if clockwise else 1
    nx, ny = -(end.y - start.y) / (2 * half) * turn, (end.x - start.x) / (2 * half) * turn
    centre = Point((start.x + end.x) / 2 + nx * inward, (start.y + end.y) / 2 + ny * inward)
    begin = math.degrees(math.atan2(start.y - centre.y, start.x - centre.x))
    return Arc(centre, radius, begin, turn * 2 * math.degrees(math.atan2(half, inward)))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.code)
def test_svg_reads_back_to_the_micrometre(outline: Outline, side: Side, tmp_path: Path) -> None:
    write_svg(outline, tmp_path / "die.svg", side=side)
    read = from_svg(tmp_path / "die.svg")
    wanted: dict[str, list[Segment]] = defaultdict(list)
    for line in seen_from(outline, side):
        wanted[line.type.value].append(line.segment)
    assert read.keys() == wanted.keys()
    for type_, segments in wanted.items():
        assert farthest(read[type_], segments) <= MICROMETRE


def test_svg_is_at_true_size(tmp_path: Path) -> None:
    write_svg(CARTON, tmp_path / "die.svg")
    root = ET.parse(tmp_path / "die.svg").getroot()
    width, height = CARTON.blank.width + 2 * MARGIN, CARTON.blank.height + 2 * MARGIN
    assert float(root.attrib["width"].removesuffix("mm")) == pytest.approx(width)
    assert [float(word) for word in root.attrib["viewBox"].split()][2:] == pytest.approx([width, height])


def test_chains_use_every_line_once_and_meet_end_to_end() -> None:
    for outline in OUTLINES:
        strung = chains(outline.lines)
        assert sorted(key(each) for _, chain in strung for each in chain) == sorted(
            key(x.segment) for x in outline.lines
        )
        for _, chain in strung:
            for one, following in itertools.pairwise(chain):
                assert one.end == pytest.approx(following.start, abs=1e-4)
    assert all(is_closed(chain) for type_, chain in chains(CARTON.lines) if type_ is LineType.GLUE)


@pytest.mark.parametrize("write", [write_dxf, write_svg])
def test_a_file_that_cannot_be_saved_leaves_what_was_there(write, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "die"
    path.write_text("before")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DieloomError, match="No space left on device"):
        write(CARTON, path)
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["die"]
