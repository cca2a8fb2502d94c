"""What an SVG becomes: sizes, inks, strokes, clips, pictures, and what is told of the rest."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from core.colour.inks import Cmyk, Ink, Rgb
from core.compose.drawlist import DrawImage, FillPath, Gradient, Group, Op, StrokePath
from core.compose.placed.svg import PlacedSvg, read_svg
from core.geometry import Box
from tests.compose.placed.drawings import pixels_of, svg
from tests.document.designs import png

RED = Rgb(1, 0, 0)


def read(inner: str, root: str = 'width="40mm" height="40mm" viewBox="0 0 40 40"') -> PlacedSvg:
    return read_svg(svg(inner, root))


def only(drawn: PlacedSvg) -> Op:
    (op,) = drawn.ops
    return op


def ink_of(paint: str) -> Ink:
    op = only(read(f'<rect width="4" height="4" fill="{paint}"/>'))
    assert isinstance(op, FillPath)
    return op.ink


@pytest.mark.parametrize(
    ("root", "width", "height"),
    [
        ('width="60mm" height="4cm" viewBox="0 0 9 9"', 60, 40),
        ('width="96" height="48px"', 25.4, 12.7),
        ('viewBox="5 5 192 96"', 50.8, 25.4),
        ('width="100%" height="100%" viewBox="0 0 192 96"', 50.8, 25.4),
        ('width="1in" viewBox="0 0 30 60"', 25.4, 50.8),
        ('height="72pt" viewBox="0 0 30 60"', 12.7, 25.4),
        ("", 79.375, 39.6875),
    ],
)
def test_its_size_is_the_one_that_it_states(root: str, width: float, height: float) -> None:
    assert read("", root).box == pytest.approx(Box(0, 0, width, height))


def test_up_is_up() -> None:
    op = only(read('<rect x="1" y="2" width="10" height="5"/>'))
    assert isinstance(op, FillPath)
    assert op.path.bounds == pytest.approx(Box(1, 33, 11, 38))


@pytest.mark.parametrize(
    "paint",
    [
        "device-cmyk(0.1 0.2 0.3 0.4)",
        "device-cmyk(10% 20% 30% 40%)",
        "device-cmyk(.1, .2, .3, .4)",
        "#cd853f device-cmyk(0.1, 0.2, 0.3, 0.4)",
        "#cd853f icc-color(FOGRA39, 0.1, 0.2, 0.3, 0.4)",
        "#CD853F ICC-Color(Coated-FOGRA39 0.1 0.2 0.3 0.4)",
    ],
)
def test_process_inks_are_kept(paint: str) -> None:
    assert ink_of(paint) == Cmyk(0.1, 0.2, 0.3, 0.4)


@pytest.mark.parametrize(
    ("paint", "expected"),
    [
        ("#f00", RED),
        ("#ff0000", RED),
        ("Red", RED),
        ("rgb(255, 0, 0)", RED),
        ("rgb(100%,0%,0%)", RED),
        ("hsl(0, 100%, 50%)", RED),
        ("#ff0000 icc-color(sRGB, 1, 0, 0)", RED),
        ("url(#gone) red", RED),
    ],
)
def test_other_colours_are_srgb(paint: str, expected: Rgb) -> None:
    assert ink_of(paint) == expected


@pytest.mark.parametrize(
    "paint", ["#ff000080", "#f008", "rgba(255,0,0,.5)", "rgb(255 0 0 / 50%)", "hsla(0,100%,50%,.5)"]
)
def test_a_colour_may_be_thin(paint: str) -> None:
    op = only(read(f'<rect width="4" height="4" fill="{paint}"/>'))
    assert isinstance(op, Group)
    assert op.opacity == pytest.approx(0.5, abs=0.04)
    assert isinstance(op.ops[0], FillPath)
    assert op.ops[0].ink == RED


def test_a_stroke_stays_a_stroke() -> None:
    look = 'stroke="red" stroke-width="2" stroke-dasharray="3" stroke-linecap="round" stroke-linejoin="bevel"'
    op = only(read(f'<g transform="rotate(30) scale(1.5)"><path d="M1 1H9" fill="none" {look}/></g>'))
    assert isinstance(op, StrokePath)
    assert op.width == pytest.approx(3)
    assert op.dash == pytest.approx((4.5, 4.5))
    assert (op.cap, op.join, op.mitre, op.overprint) == ("round", "bevel", 4, False)


def test_a_pen_that_is_squeezed_is_placed_by_its_group() -> None:
    group = only(read('<circle cx="5" cy="5" r="4" fill="none" stroke="red" transform="scale(4 1)"/>'))
    assert isinstance(group, Group)
    assert group.matrix is not None
    (pen,) = group.ops
    assert isinstance(pen, StrokePath)
    assert pen.width == pytest.approx(2)
    assert abs(group.matrix.determinant) == pytest.approx(1)
    assert pen.path.transformed(group.matrix).bounds == pytest.approx(Box(4, 31, 36, 39))


def test_a_pen_of_the_screen_keeps_its_width() -> None:
    look = 'fill="none" stroke="red" stroke-width="4" vector-effect="non-scaling-stroke"'
    (group,) = read(f'<path d="M1 1H9" transform="scale(5)" {look}/>').ops
    pen = group.ops[0] if isinstance(group, Group) else group
    matrix = group.matrix if isinstance(group, Group) else None
    assert isinstance(pen, StrokePath)
    scale = 1 if matrix is None else abs(matrix.determinant) ** 0.5
    assert pen.width * scale == pytest.approx(4 * 25.4 / 96)


def test_an_element_fades_as_one() -> None:
    op = only(read('<rect width="9" height="9" fill="red" stroke="blue" opacity="40%"/>'))
    assert isinstance(op, Group)
    assert op.opacity == pytest.approx(0.4)
    assert [type(each) for each in op.ops] == [FillPath, StrokePath]


def test_what_is_hidden_stays_hidden() -> None:
    hidden = ('display="none"', 'visibility="hidden"', 'opacity="0"', 'fill="none"', 'transform="scale(0)"')
    assert read("".join(f'<rect width="9" height="9" {look}/>' for look in hidden)).ops == ()


def test_a_child_of_what_is_invisible_may_be_visible() -> None:
    drawn = read('<g visibility="hidden"><rect width="9" height="9" visibility="visible"/></g>')
    assert len(drawn.ops) == 1


def test_a_gradient_of_process_inks_has_process_inks() -> None:
    stops = (
        '<stop offset="0" stop-color="device-cmyk(0 1 0 0)"/>'
        '<stop offset="1" stop-color="device-cmyk(1 0 0 0)" stop-opacity=".5"/>'
    )
    gradient = f'<linearGradient id="g">{stops}</linearGradient>'
    op = only(read(f'{gradient}<rect x="10" y="10" width="20" height="10" fill="url(#g)"/>'))
    assert isinstance(op, Group)
    (image,) = op.ops
    assert isinstance(image, DrawImage)
    assert isinstance(image.source, Gradient)
    assert image.source.stops == ((0.0, Cmyk(m=1), 1.0), (1.0, Cmyk(c=1), 0.5))
    start, end = (image.matrix.apply(image.source.points[i : i + 2]) for i in (0, 2))
    assert (start.x, end.x) == pytest.approx((10, 30))


@pytest.mark.parametrize(
    "gradient",
    [
        '<linearGradient id="g"><stop stop-color="red"/></linearGradient>',
        '<linearGradient id="g" x2="0%"><stop/><stop offset="1" stop-color="red"/></linearGradient>',
        '<radialGradient id="g" r="0"><stop/><stop offset="1" stop-color="red"/></radialGradient>',
        '<linearGradient id="g" href="#h"/><linearGradient id="h" href="#g"><stop stop-color="red"/></linearGradient>',
    ],
)
def test_a_gradient_without_a_way_to_go_is_its_last_colour(gradient: str) -> None:
    op = only(read(f'{gradient}<rect width="9" height="9" fill="url(#g)"/>'))
    assert isinstance(op, FillPath)
    assert op.ink == RED


def test_a_clip_may_be_clipped_itself() -> None:
    clips = (
        '<clipPath id="a"><rect width="20" height="40"/></clipPath>'
        '<clipPath id="b" clip-path="url(#a)"><rect width="40" height="20"/></clipPath>'
    )
    shown = pixels_of(
        svg(
            f'{clips}<rect width="40" height="40" clip-path="url(#b)"/>',
            'width="40mm" height="40mm" viewBox="0 0 40 40"',
        )
    )
    dark = shown[:, :, 0] < 128
    assert dark[:98, :98].all()
    assert dark.sum() == pytest.approx(100 * 100, rel=0.02)


def test_a_symbol_ends_at_its_edge() -> None:
    symbol = '<symbol id="s" viewBox="0 0 10 10"><circle r="8"/></symbol>'
    op = only(read(f'{symbol}<use href="#s" x="10" y="10" width="20" height="20"/>'))
    assert isinstance(op, Group)
    assert op.clip is not None
    assert op.clip.bounds == pytest.approx(Box(10, 10, 30, 30))


def test_an_empty_clip_shows_nothing() -> None:
    assert read('<clipPath id="c"/><rect width="9" height="9" clip-path="url(#c)"/>').ops == ()


@pytest.mark.parametrize("mask", ['<mask id="m">{}</mask>', '<mask id="m" style="mask-type:alpha">{}</mask>'])
def test_a_mask_in_plain_white_is_a_clip(mask: str) -> None:
    drawn = read(
        mask.format('<circle cx="9" cy="9" r="5" fill="#fff"/>')
        + '<g mask="url(#m)"><rect width="40" height="40"/></g>'
    )
    op = only(drawn)
    assert isinstance(op, Group)
    assert op.clip is not None
    assert op.clip.bounds == pytest.approx(Box(4, 26, 14, 36))
    assert drawn.notes == ()


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ('<text x="3" y="9">Tea</text>', "text. Fonts of this machine"),
        ('<text><textPath href="#p">Tea</textPath></text>', "text on a path"),
        ('<rect width="9" height="9" filter="url(#f)"/>', "filter"),
        (
            '<mask id="m"><rect width="9" height="9" fill="#888"/></mask><rect width="9" height="9" mask="url(#m)"/>',
            "mask",
        ),
        ('<pattern id="p"/><rect width="9" height="9" fill="url(#p)"/>', "pattern"),
        ('<rect width="9" height="9" style="mix-blend-mode:multiply"/>', "blend mode"),
        ('<path d="M1 1H9" stroke="red" marker-end="url(#a)"/>', "marker"),
        ('<image width="9" height="9" href="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>', "picture"),
        ('<script>draw()</script><rect width="9" height="9" onclick="x()"/>', "script"),
        ('<rect width="9" height="9" fill="oklch(50% 0.1 20)"/>', "colour"),
        ('<foreignObject width="9" height="9"/>', "foreign object"),
        (
            '<clipPath id="c">'
            + '<circle r="1"/>' * 600
            + '</clipPath><rect width="9" height="9" clip-path="url(#c)"/>',
            "clip of too many shapes",
        ),
        ("<flowRoot><flowPara>Tea</flowPara></flowRoot>", "flowRoot element"),
        ('<style>g > .a {fill:red} .b:hover {fill:red} @font-face {font-family:"X"}</style>', "rule of a style sheet"),
        ('<rect width="9" height="9" style="transform:rotate(5deg);transform-origin:center"/>', "turning point"),
        ('<path d="M0 0H40" stroke="red" stroke-dasharray="1e-9"/>', "dash"),
        ('<clipPath id="c"><text>x</text></clipPath><rect width="9" height="9" clip-path="url(#c)"/>', "clip by text"),
    ],
)
def test_what_is_not_shown_is_said(inner: str, said: str) -> None:
    (note,) = read(inner).notes
    assert said in note
    assert " 1 × " in note


def test_a_transform_may_be_in_the_style() -> None:
    op = only(read('<rect width="2" height="4" style="transform:translate(10px, 5px) rotate(90deg)"/>'))
    assert isinstance(op, FillPath)
    assert op.path.bounds == pytest.approx(Box(6, 33, 10, 35))


def test_an_element_may_turn_about_a_place_of_its_own() -> None:
    op = only(read('<rect width="4" height="4" transform="rotate(180)" transform-origin="5 5"/>'))
    assert isinstance(op, FillPath)
    assert op.path.bounds == pytest.approx(Box(6, 30, 10, 34))


VERA = "Bitstream Vera Sans"


def text_boxes(inner: str) -> list[Box]:
    """The boxes of the runs of letters, in the file's own units, y down."""
    drawn = read(inner, f'width="40mm" height="40mm" viewBox="0 0 40 40" font-family="{VERA}" font-size="4"')
    found = [op.path.bounds for op in drawn.ops if isinstance(op, FillPath)]
    return [Box(box.x0, 40 - box.y1, box.x1, 40 - box.y0) for box in found]


def test_text_is_set_on_its_baseline() -> None:
    (box,) = text_boxes('<text x="10" y="20">H</text>')
    assert box.y1 == pytest.approx(20)
    assert box.y0 == pytest.approx(20 - 4 * 0.729, abs=0.01), "the height of a capital of Vera is 0.729 em"
    assert 10 < box.x0 < 11


def test_anchors_align_each_chunk() -> None:
    start, middle, end = (
        text_boxes(f'<text x="20" y="9" text-anchor="{anchor}"> Tea\n </text>')[0]
        for anchor in ("start", "middle", "end")
    )
    assert start.width == pytest.approx(middle.width) == pytest.approx(end.width)
    assert middle.centre.x == pytest.approx(20, abs=0.2)
    assert start.x0 - 20 == pytest.approx(20 - end.x1, abs=0.5)


def test_runs_follow_each_other_and_lines_begin_anew() -> None:
    first, second, third = text_boxes(
        '<text x="3" y="9">one <tspan font-weight="bold">two</tspan><tspan x="3" dy="5">three</tspan></text>'
    )
    assert first.x1 < second.x0 < first.x1 + 3
    assert third.x0 == pytest.approx(first.x0, abs=0.3)
    assert third.y1 == pytest.approx(first.y1 + 5, abs=0.2)


def test_letters_may_have_places_of_their_own() -> None:
    boxes = text_boxes('<text x="1 11 21" y="9">HHHH</text>')
    assert [box.x0 for box in boxes] == pytest.approx([boxes[0].x0, boxes[0].x0 + 10, boxes[0].x0 + 20])
    assert boxes[2].width > 1.5 * boxes[0].width, "what is left over follows the last"
    wide, narrow = text_boxes('<text y="9" letter-spacing="3">ii</text>'), text_boxes('<text y="9">ii</text>')
    assert wide[1].x0 - wide[0].x0 > 3
    assert len(narrow) == 1


def test_a_font_that_is_not_there_is_said() -> None:
    notes = read('<text y="9" font-family="Nobody\'s Own, \'None Such\'">Tea</text>').notes
    assert any("font that is not on this machine" in note for note in notes)
    assert not any("font that" in note for note in read(f'<text y="9" font-family="None, {VERA}">T</text>').notes)


@pytest.mark.parametrize("size", ["2em", "large", "12pt", "150%"])
def test_sizes_may_be_in_any_unit(size: str) -> None:
    (box,) = text_boxes(f'<text y="30" font-size="{size}">H</text>')
    assert box.height > 8


def test_a_drawing_that_is_kept_whole_has_no_notes() -> None:
    assert read('<title>Tea</title><metadata/><defs/><desc>x</desc><rect width="9" height="9"/>').notes == ()


def embedded(data: bytes, kind: str, **place: float | str) -> bytes:
    where = " ".join(f'{key}="{value}"' for key, value in place.items())
    code = base64.b64encode(data).decode()
    return svg(
        f'<image xlink:href="data:image/{kind};base64,{code}" {where}/>',
        'width="40mm" height="40mm" viewBox="0 0 40 40"',
    )


def test_an_embedded_picture_is_drawn_in_its_place() -> None:
    shown = pixels_of(embedded(png(4, 2, (200, 30, 40)), "png", x=10, y=10, width=20, height=20))
    red = (shown == [200, 30, 40]).all(axis=2)
    assert red[100, 100]
    assert red.sum() == pytest.approx(100 * 50, rel=0.03), "it keeps its proportions"
    assert not red[60, 100]


def test_an_embedded_picture_in_process_inks_keeps_them() -> None:
    from core.compose.placed.artwork import picture_inks

    file = io.BytesIO()
    Image.new("CMYK", (8, 8), (200, 10, 30, 60)).save(file, "TIFF")
    found = picture_inks(embedded(file.getvalue(), "tiff", width=8, height=8), 0)
    assert found is not None
    assert np.unique(found.reshape(-1, 5), axis=0).tolist() == [[200, 10, 30, 60, 255]]


def test_any_encoding_of_xml_is_read() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert read_svg(text.encode("utf-16")).box.width == pytest.approx(9 * 25.4 / 96)
