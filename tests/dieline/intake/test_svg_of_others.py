"""SVG as Illustrator, Inkscape, CorelDRAW and people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.dieline.intake import Drawing, guess, read_drawing, template_from
from core.dieline.outline import LineType
from core.dieline.template import Template
from core.errors import DieloomError
from core.geometry import Arc

ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.5.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
     viewBox="0 0 340.16 340.16" style="enable-background:new 0 0 340.16 340.16;" xml:space="preserve">
<style type="text/css">
    .st0{fill:none;stroke:#E6007E;stroke-width:0.5;}
    .st1{fill:none;stroke:#009FE3;stroke-width:0.5;stroke-dasharray:8.5,4.25;}
    .st2{font-family:'MyriadPro-Regular';}
</style>
<g id="Stanze">
    <path class="st0" d="M28.35,184.25V28.35h255.11c7.83,0,14.17,6.35,14.17,14.17v141.73"/>
    <polyline class="st0" points="28.35,184.25 28.35,311.81 297.63,311.81 297.63,184.25"/>
</g>
<g id="Rillung"><line class="st1" x1="28.35" y1="184.25" x2="297.63" y2="184.25"/></g>
<g id="Bemassung"><line class="st0" x1="0" y1="0" x2="10" y2="0"/><text class="st2">95</text></g>
</svg>"""

INKSCAPE = """<svg width="120mm" height="120mm" viewBox="0 0 120 120" version="1.1"
   xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.2.2"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">
  <sodipodi:namedview id="namedview7" inkscape:document-units="mm"/>
  <g inkscape:label="cut" inkscape:groupmode="layer" id="layer1" transform="translate(10,10)">
    <rect style="fill:none;stroke:#ff0000;stroke-width:0.2" width="80" height="90" x="0" y="0" ry="6" id="rect1"/>
    <path style="fill:none;stroke:#ff0000" d="m 40,20 a 5,5 0 0 1 -5,5 5,5 0 0 1 -5,-5 5,5 0 0 1 5,-5 5,5 0 0 1 5,5 z"/>
    <use xlink:href="#hole" x="10" y="0"/>
  </g>
  <g inkscape:label="pli" inkscape:groupmode="layer" id="layer2" transform="translate(10,10)">
    <path style="fill:none;stroke:#0000ff" d="M 0,50 H 80" id="path9"/>
  </g>
  <g inkscape:label="Guides" inkscape:groupmode="layer" style="display:none"><path stroke="red" d="M0 0h500"/></g>
  <defs><circle id="hole" r="3" cx="50" cy="70" style="fill:none;stroke:#f00"/></defs>
</svg>"""


def read(text: str, folder: Path, unit: str | None = None) -> Drawing:
    path = folder / "die.svg"
    path.write_text(text, "utf-8")
    return read_drawing(path, unit)


def page(body: str, attributes: str = 'width="100mm" height="100mm" viewBox="0 0 100 100"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>\n{body}\n</svg>'


def test_illustrator(tmp_path: Path) -> None:
    drawing = read(ILLUSTRATOR, tmp_path)
    assert [(each.source.layer, each.type) for each in guess(drawing)] == [
        ("Stanze", LineType.CUT),
        ("Rillung", LineType.CREASE),
        ("Bemassung", None),
    ]
    assert "The file states no unit; 72 px are taken as an inch." in drawing.notes
    file, notes = template_from(drawing)
    outline = Template(file).outline({})
    assert (outline.blank.width, outline.blank.height) == pytest.approx((95, 100), abs=0.01)
    assert (len(outline.panels), len(outline.folds)) == (2, 1)
    arcs = [line.segment for line in outline.lines if isinstance(line.segment, Arc)]
    assert [round(arc.radius, 2) for arc in arcs] == [5.0]  # the rounding that Illustrator wrote as a Bezier
    assert 'Left out 1 lines of "Bemassung", which is no line of the die.' in notes
    assert "Left out: 1 × text." in notes


def test_inkscape(tmp_path: Path) -> None:
    drawing = read(INKSCAPE, tmp_path)
    assert drawing.unit == "mm"
    assert {each.source.layer: each.type for each in guess(drawing)} == {"cut": LineType.CUT, "pli": LineType.CREASE}
    assert "Left out: 1 × hidden element." in drawing.notes
    file, _ = template_from(drawing)
    outline = Template(file).outline({})
    assert (outline.blank.width, outline.blank.height) == pytest.approx((80, 90))
    assert len(outline.panels) == 2
    radii = sorted({round(line.segment.radius, 3) for line in outline.lines if isinstance(line.segment, Arc)})
    assert radii == [3, 5, 6]


def test_y_points_up_and_the_picture_is_not_mirrored(tmp_path: Path) -> None:
    drawing = read(page('<path stroke="#000" d="M10 10 L20 10 A5 5 0 0 1 25 15"/>'), tmp_path)
    line, arc = (stroke.segment for stroke in drawing.strokes)
    assert (line.start, line.end) == ((10, -10), (20, -10))
    assert isinstance(arc, Arc)
    assert arc.centre == pytest.approx((20, -15))
    assert arc.sweep_deg == pytest.approx(-90)  # clockwise to the eye


@pytest.mark.parametrize(
    ("attributes", "mm"),
    [
        ('width="100mm" height="100mm" viewBox="0 0 100 100"', 50),
        ('width="10cm" height="10cm" viewBox="0 0 100 100"', 50),
        ('width="4in" height="4in" viewBox="0 0 4 4"', 50 * 25.4),
        ('width="400px" height="400px" viewBox="0 0 400 400"', 50 / 96 * 25.4),
        ('width="400" height="400"', 50 / 96 * 25.4),
        ('viewBox="0 0 200 200"', 50 / 96 * 25.4),
        ('width="100%" height="100%" viewBox="0 0 200 200"', 50 / 96 * 25.4),
        ('width="72pt" height="72pt" viewBox="0 0 72 72"', 50 / 72 * 25.4),
        ('width="200mm" height="100mm" viewBox="0 0 100 100"', 50),
        ('width="400q" height="400q" viewBox="0 0 100 100"', 50),
        ('xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="0.48.4"', 50 / 90 * 25.4),
    ],
)
def test_units(attributes: str, mm: float, tmp_path: Path) -> None:
    (stroke,) = read(page('<path stroke="red" d="M0 0h50"/>', attributes), tmp_path).strokes
    assert stroke.segment.length == pytest.approx(mm)


def test_a_unit_that_the_person_gives_wins(tmp_path: Path) -> None:
    (stroke,) = read(page('<path stroke="red" d="M0 0h5"/>', 'viewBox="0 0 9 9"'), tmp_path, "in").strokes
    assert stroke.segment.length == pytest.approx(127)


def test_transforms_keep_circles_round_where_they_can(tmp_path: Path) -> None:
    body = (
        '<circle stroke="red" r="5" transform="translate(30 30) rotate(30) scale(2 -2)"/>'
        '<circle stroke="red" r="5" transform="matrix(2 0 0 1 30 60)"/>'
    )
    drawing = read(page(body), tmp_path)
    round_, *rest = (stroke.segment for stroke in drawing.strokes)
    assert isinstance(round_, Arc)
    assert (round_.radius, round_.centre) == (pytest.approx(10), pytest.approx((30, -30)))
    assert len(rest) > 3
    for segment in rest:
        for x, y in segment.flattened(0.001):
            assert abs(((x - 30) / 10) ** 2 + ((y + 60) / 5) ** 2 - 1) < 0.005


def test_line_types_by_class_when_groups_say_nothing(tmp_path: Path) -> None:
    style = "<style>/* die */ .cut, #last{stroke:red} .crease{stroke:blue !important}</style>"
    body = f'{style}<g><path class="cut" d="M0 0h9"/><path class="crease" d="M0 5h9"/><path id="last" d="M0 9h9"/></g>'
    found = [(each.source.layer, each.source.colour, each.type) for each in guess(read(page(body), tmp_path))]
    assert found[:2] == [("cut", "#ff0000", LineType.CUT), ("crease", "#0000ff", LineType.CREASE)]


def test_filled_shapes_count_only_where_nothing_has_a_stroke(tmp_path: Path) -> None:
    drawing = read(page('<rect width="50" height="30"/>'), tmp_path)
    assert len(drawing.strokes) == 4
    assert "Nothing has a stroke; the outlines of filled shapes are taken." in drawing.notes
    drawing = read(page('<rect width="50" height="30"/><path stroke="red" d="M0 0h9"/>'), tmp_path)
    assert len(drawing.strokes) == 1
    assert "Left out: 1 × shape without a stroke." in drawing.notes


def test_scripts_are_left_out_and_said(tmp_path: Path) -> None:
    body = (
        '<script>alert(1)</script><path stroke="red" d="M0 0h90" onclick="x()"/><image href="http://x/y.png"/>'
        "<foreignObject><div/></foreignObject>"
    )
    (note,) = read(page(body), tmp_path).notes
    assert note == "Left out: 1 × foreign object, 1 × picture, 1 × script."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE svg [\n<!ENTITY a "b">]><svg/>', r'line 2 declares the entity "a"'),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', r'line 1 declares the entity "x"'),
        ("<svg>\n<path d='M0 0'", r"line 2 is not sound XML"),
        ("<svg>\n<g>\n</svg>", r"line 3 is not sound XML \(mismatched tag\)"),
        ("<html/>", "is no svg element"),
        ('<?xml version="1.0" encoding="klingon"?><svg/>', "is not sound XML"),
        (page('<path stroke="red" d="M 0 0 L 5"/>'), r"line 2, <path> makes no sense: Not enough coordinates"),
        (page('<path stroke="red" d="L 5 5"/>'), r"line 2, <path> makes no sense"),
        (page('<path stroke="red" d="M0 0 A 5 5 0 0"/>'), r"line 2, <path> makes no sense"),
        (page('\n<line stroke="red" x2="1e400"/>'), r"line 3, <line> makes no sense"),
        (page('<line stroke="red" x2="3em"/>'), r'line 2, <line> makes no sense: "3em" is no length'),
        (page('<rect stroke="red" width="9mm" height="9"/>'), r"line 2, <rect> makes no sense: width is in mm"),
        (page('<line stroke="red" x2="5" transform="spin(3)"/>'), r'line 2, <line> makes no sense: "spin\(3\)"'),
        (page('<line stroke="red" x2="5" transform="rotate(1 2)"/>'), r"rotate has 2 numbers"),
        (page('<g id="a"><use href="#a"/></g>'), r"line 2, <use> uses a drawing within itself"),
        (page("<text>words</text>"), r"has no lines\. It holds 1 × text"),
        (page('<path stroke="red" d="M0 0h9"/>', 'width="wide" height="1"'), r'line 1, <svg> "wide" is no length'),
        (page('<path stroke="red" d="M0 0h900000"/>'), r"is 9e\+05 x 0 mm"),
    ],
)
def test_bad_files_are_refused_by_their_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=said) as caught:
        read(text, tmp_path)
    assert caught.value.message.startswith("die.svg")
    assert caught.value.hint


def test_uses_that_multiply_end_soon(tmp_path: Path) -> None:
    rows = ['<g id="a0"><path stroke="red" d="M0 0h1v1h1v1h1v1h1v1h1v1h1"/></g>']
    for i in range(1, 8):
        rows.append(f'<g id="a{i}">' + f'<use href="#a{i - 1}" x="1"/>' * 10 + "</g>")
    with pytest.raises(DieloomError, match=r"has more than 50000 lines|uses drawings too often"):
        read(page("\n".join(rows)), tmp_path)


def test_elements_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="within each other"):
        read("<svg>" + "<g>" * 5000, tmp_path)
    with pytest.raises(DieloomError, match="past 200000 elements"):
        read("<svg>" + "<g/>" * 200_001 + "</svg>", tmp_path)


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("rgb(92.549133%, 0%, 54.902649%)", "#ec008c"),
        ("rgb(255 0 128 / 50%)", "#ff0080"),
        ("rgba(1,2,3,0.5)", "#010203"),
        ("#F0a", "#ff00aa"),
        ("RebeccaPurple", "#663399"),
        ("hsl(120,100%,50%)", "#00ff00"),
        ("#e6007e icc-color(cut)", "#e6007e"),
        ("currentColor", "#0000ff"),
        ("url(#gradient)", "#000000"),
    ],
)
def test_colours_however_they_are_written(written: str, colour: str, tmp_path: Path) -> None:
    drawing = read(page(f'<g color="blue"><path stroke="{written}" d="M0 0h9"/></g>'), tmp_path)
    assert [source.colour for source in drawing.sources] == [colour]


LID = '<path id="CUT" stroke="red" fill="none" d="M10 10h40v20h-40z"/>'


@pytest.mark.parametrize(
    ("inner", "bounds"),
    [
        (f'<svg x="5" y="5" width="80" height="60" viewBox="10 10 40 20">{LID}</svg>', (5, -55, 85, -15)),
        (
            f'<svg x="5" width="80" height="60" viewBox="10 10 40 20" preserveAspectRatio="none">{LID}</svg>',
            (5, -60, 85, 0),
        ),
        (
            f'<symbol id="lid" viewBox="10 10 40 20">{LID}</symbol><use href="#lid" x="5" width="80" height="60px"/>',
            (5, -50, 85, -10),
        ),
        (f'<svg x="5" y="5">{LID}</svg>', (15, -35, 55, -15)),
    ],
)
def test_a_drawing_within_the_drawing_keeps_its_size(inner: str, bounds: tuple[float, ...], tmp_path: Path) -> None:
    drawing = read(page(inner), tmp_path)
    box = drawing.bounds
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(bounds)
    assert not drawing.notes


def test_a_view_box_of_unknown_size_is_said(tmp_path: Path) -> None:
    drawing = read(page(f'<svg width="50%" viewBox="0 0 40 20">{LID}</svg>'), tmp_path)
    assert drawing.notes == ("A drawing within the drawing has a view box; its size may be off.",)
