"""CFF2 as ArtiosCAD and die shops write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.dieline import library
from core.dieline.formats.cf2 import Placement, cf2_layout_of
from core.dieline.intake import Drawing, guess, read_drawing, template_from
from core.dieline.outline import DieLine, LineType
from core.dieline.template import Template
from core.errors import DieloomError
from core.geometry import Affine, Arc
from tests.dieline.intake.compare import by_type, farthest

ARTIOS = """$BOF
V2
ORDER
Design name
1234
END
MAIN,DESIGN-1
UI
LL,0.000000,0.000000
UR,6.000000,4.000000
SCALE,1.000000,1.000000
T,2,1,0,0.5,0.5,0,0.2,0.2
L, not a rule but a text
L,2,1,0,0.000000,0.000000,5.500000,0.000000,2,0.031
A,2,1,0,5.500000,0.000000,6.000000,0.500000,5.500000,0.500000,1,0,0.0
L,2,1,0,6.000000,0.500000,6.000000,4.000000,0,0.0
L,2,1,0,6,4,0,4,0,0
L,2,1,0,0,4,0,0,0,0
L,2,2,0,3,0,3,4,0,0
L,2,3,0,4,1,5,1,0,0
D,unknown,record
END
$EOF
"""


def read(text: str, folder: Path, unit: str | None = None) -> Drawing:
    path = folder / "die.cf2"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return read_drawing(path, unit)


def die(*records: str, unit: str = "UM") -> str:
    rows = ["L,2,1,0,0,0,50,0,0,0", *records]
    return "\n".join(["$BOF", "V2", "MAIN,X", unit, "LL,0,0", "UR,50,50", "SCALE,1,1", *rows, "END", "$EOF", ""])


def test_artioscad(tmp_path: Path) -> None:
    drawing = read(ARTIOS, tmp_path)
    assert drawing.unit == "in"
    assert {each.type: each.count for each in guess(drawing)} == {
        LineType.CUT: 5,
        LineType.CREASE: 1,
        LineType.PERFORATION: 1,
    }
    assert drawing.notes == ("Left out: 1 × D record, 1 × text.",)
    outline = Template(template_from(drawing)[0]).outline({})
    assert (outline.blank.width, outline.blank.height) == pytest.approx((152.4, 101.6))
    assert len(outline.panels) == 2
    (arc,) = [line.segment for line in outline.lines if isinstance(line.segment, Arc)]
    assert (arc.radius, abs(arc.sweep_deg)) == (pytest.approx(12.7), pytest.approx(90))


def test_arcs_that_mean_clockwise_by_one_are_noticed(tmp_path: Path) -> None:
    corners = ((50, 0, 60, 10, 50, 10), (60, 40, 50, 50, 50, 40), (0, 50, -10, 40, 0, 40), (-10, 10, 0, 0, 0, 10))
    arcs = [f"A,2,1,0,{','.join(map(str, corner))},-1,0,0" for corner in corners]
    drawing = read(die(*arcs), tmp_path)
    assert [round(abs(s.segment.sweep_deg)) for s in drawing.strokes if isinstance(s.segment, Arc)] == [90] * 4
    assert any("turn the other way" in note for note in drawing.notes)


def test_whole_circles(tmp_path: Path) -> None:
    drawing = read(die("A,2,1,0,30,20,30,20,20,20,-1,0,0"), tmp_path)
    circle = drawing.strokes[-1].segment
    assert isinstance(circle, Arc)
    assert (circle.radius, circle.sweep_deg) == (10, -360)


def test_layouts_are_turned_scaled_and_nested(tmp_path: Path) -> None:
    text = (
        "$BOF\nV2\nMAIN,SHEET\nUM\nC,ROW,0,0,0,1,1\nC,ROW,0,100,90,2,2\nEND\n"
        "SUB,ROW\nUM\nC,ONE,10,0,0,1,1\nC,ONE,10,0,180,1,1\nEND\n"
        "SUB,ONE\nUM\nL,2,1,0,0,0,5,0,0,0\nEND\n$EOF\n"
    )
    ends = [(*map(round, s.segment.start), *map(round, s.segment.end)) for s in read(text, tmp_path).strokes]
    assert ends == [(10, 0, 15, 0), (10, 0, 5, 0), (0, 120, 0, 130), (0, 120, 0, 110)]


def test_layouts_written_here_read_back(tmp_path: Path) -> None:
    outline = library.load("FEFCO 0427").outline({})
    placements = [Placement(10, 20, 0), Placement(900, 700, 180), Placement(500.5, 800.25, 37.5)]
    text = cf2_layout_of(outline, placements, (1500, 1500))
    assert text.count("SUB,") == 1
    assert text.count("\r\nC,BLANK,") == 3
    drawing = read(text.replace("\r\n", "\n"), tmp_path)
    types = {each.source: each.type for each in guess(drawing)}
    found = by_type(DieLine(types[source], segment) for segment, source in drawing.strokes)  # type: ignore[arg-type]
    for type_, segments in by_type(outline.lines).items():
        wanted = [
            segment.transformed(Affine.translation(at.x, at.y) @ Affine.rotation(at.turn_deg))
            for at in placements
            for segment in segments
        ]
        assert len(found[type_]) == len(wanted)
        assert farthest(found[type_], wanted) < 1e-3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("L,2,1,0,0,0,1,1\n", "line 1 does not begin a CFF2 file"),
        (die("A,2,1,0,0,0,10,0,7,0,1,0,0"), r"line 9 has an arc whose ends are 3 and 7 mm from its centre"),
        (die("A,2,1,0,5,5,5,5,5,5,1,0,0"), r"line 9 has an arc whose ends are 0 and 0 mm"),
        (die("A,2,1,0,0,0,10,0,5,0,2,0,0"), r"line 9 has an arc whose direction is 2"),
        (die("A,2,1,0,0,0,10,0,5"), r"line 9 lacks 7 numbers"),
        (die("L,2,1,0,0,0,abc,0,0,0"), r"line 9 lacks 4 numbers"),
        (die("L,2,1,0,0,0,nan,0,0,0"), r"line 9 lacks 4 numbers"),
        (die("L,2,x,0,0,0,1,0,0,0"), r"line 9 lacks 2 numbers"),
        (die().replace("UM\n", "UX\n"), r"line 4 states the unit UX, which is neither UM nor UI"),
        (die("C,GONE,0,0,0,1,1"), r'line 9 places "GONE", which is not there'),
        (die("C,X,0,0,0,1,2"), r"line 9 places a drawing at two scales"),
        ("$BOF\nV2\nMAIN,A\nUM\nL,2,1,0,0,0,9,9,0,0\n", r"line 3 begins a drawing that has no END"),
        ("$BOF\nV2\nORDER\nnothing\n", r"line 3 begins a part that has no END"),
        ("$BOF\nV2\nSUB,A\nUM\nEND\n$EOF\n", r"ends the file without a MAIN"),
        ("$BOF\nV2\nMAIN,A\nC,B,0,0,0,1,1\nEND\nSUB,B\nC,B,0,0,0,1,1\nEND\n$EOF\n", r'line 7 places "B" in itself'),
        ("$BOF\nV2\nMAIN,A\nUM\nEND\n$EOF\n", r"has no lines"),
    ],
)
def test_bad_files_are_refused_by_their_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=said) as caught:
        read(text, tmp_path)
    assert caught.value.message.startswith("die.cf2")
    assert caught.value.hint


def test_a_unit_that_is_not_stated_is_said(tmp_path: Path) -> None:
    drawing = read(die().replace("UM\n", ""), tmp_path)
    assert "The file states no unit; its lengths are taken as mm." in drawing.notes
    assert read(die(), tmp_path, "in").bounds.width == pytest.approx(50 * 25.4)


def test_many_rules_and_many_placements_end_soon(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=r"line 50008 is past 50000 rules"):
        read(die(*["L,2,1,0,0,0,50,0,0,0"] * 200_000), tmp_path)
    subs = [f"SUB,S{i}\n" + f"C,S{i + 1},1,0,0,1,1\n" * 10 + "END" for i in range(7)]
    text = die("C,S0,0,0,0,1,1").replace("$EOF", "\n".join([*subs, "SUB,S7", "L,2,1,0,0,0,5,0,0,0", "END", "$EOF"]))
    with pytest.raises(DieloomError, match=r"more than 50000 lines|too often"):
        read(text, tmp_path)
