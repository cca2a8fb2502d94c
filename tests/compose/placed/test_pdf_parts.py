"""Forms, groups, layers, patterns and blends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from core.colour.inks import Cmyk, Rgb, Spot
from core.compose.drawlist import DrawImage, FillPath, Gradient, Group, LayerTag, Op, ProcessingStep
from core.compose.placed.pdf import PlacedPage
from core.geometry import Box, Path
from core.units import POINTS_PER_MM
from tests.compose.placed.pages import blend, calculator, codes, flat, form, read

MM = POINTS_PER_MM


def points(box: Box) -> list[float]:
    return [round(value * MM, 3) for value in box]


def placed(op: Op) -> Box:
    assert isinstance(op, FillPath)
    return Box(*points(op.path.bounds))


def test_a_form_is_placed_by_its_matrix_within_its_box() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        return {
            "XObject": {"X": form(pdf, b"1 0 0 0 k 0 0 100 100 re f", (0, 0, 20, 10), Matrix=Array([2, 0, 0, 2, 5, 5]))}
        }

    group, after = read(b"q 1 0 0 1 100 0 cm /X Do Q 0 0 9 9 re f", resources).ops
    assert isinstance(group, Group)
    assert group.clip is not None
    assert points(group.clip.bounds) == [105, 5, 145, 25]
    assert placed(group.ops[0]) == (105, 5, 305, 205)
    assert isinstance(after, FillPath)
    assert after.ink == Cmyk(k=1)  # what a form chooses ends with it


def test_a_form_begins_with_the_state_of_its_caller() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        return {"XObject": {"X": form(pdf, b"0 0 9 9 re f")}}

    (op,) = flat(read(b"0 1 0 0 k /X Do", resources).ops)
    assert isinstance(op, FillPath)
    assert op.ink == Cmyk(m=1)


def test_forms_that_call_themselves_are_refused() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        one, two = form(pdf, b"0 0 9 9 re f /Y Do"), form(pdf, b"/X Do")
        named = Dictionary(XObject=Dictionary(X=one, Y=two))
        one.Resources = two.Resources = named
        return {"XObject": {"X": one}}

    page = read(b"/X Do /X Do", resources)
    assert len(flat(page.ops)) == 2
    assert codes(page) == {"deep"}


def test_forms_too_deep_in_each_other_are_left_out() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        inner = form(pdf, b"0 0 9 9 re f")
        for _ in range(40):
            inner = form(pdf, b"0 0 9 9 re f /X Do", Resources=Dictionary(XObject=Dictionary(X=inner)))
        return {"XObject": {"X": inner}}

    page = read(b"/X Do", resources)
    assert len(flat(page.ops)) == 29
    assert codes(page) == {"deep"}


def test_a_translucent_group_is_one_object() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        content = b"1 0 0 0 k 0 0 20 20 re f 0 1 0 0 k 10 10 20 20 re f"
        group = form(pdf, content, Group=Dictionary(S=Name.Transparency))
        return {"XObject": {"X": group, "Y": form(pdf, content)}, "ExtGState": {"A": Dictionary(ca=0.5)}}

    together, *apart = read(b"/A gs /X Do /Y Do", resources).ops
    while isinstance(together, Group) and together.opacity == 1:
        (together,) = together.ops
    assert isinstance(together, Group)
    assert together.opacity == 0.5
    assert [type(op) for op in together.ops] == [FillPath, FillPath]
    (inner,) = apart  # no group: each of its parts is translucent
    assert isinstance(inner, Group)
    assert [op.opacity for op in inner.ops] == [0.5, 0.5]  # type: ignore[union-attr]


def test_translucent_groups_do_not_grow_too_deep() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        inner = form(pdf, b"0 0 9 9 re f")
        state = Dictionary(A=Dictionary(ca=0.9))
        for _ in range(20):
            named = Dictionary(XObject=Dictionary(X=inner), ExtGState=state)
            inner = form(pdf, b"/A gs /X Do", Resources=named, Group=Dictionary(S=Name.Transparency))
        return {"XObject": {"X": inner}, "ExtGState": {"A": Dictionary(ca=0.9)}}

    assert codes(read(b"/A gs /X Do", resources)) == {"deep"}


def layered(content: bytes, off: tuple[str, ...] = (), **default: Any) -> PlacedPage:
    """A page with the layers Art, Die (a processing step) and White (a printed one)."""
    made: dict[str, Any] = {}

    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        steps = {"Art": None, "Die": ("Structural", "Cutting"), "White": ("White", None)}
        for name, step in steps.items():
            group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name))
            if step:
                group.GTS_Metadata = Dictionary(GTS_ProcStepsGroup=Name(f"/{step[0]}"))
                if step[1]:
                    group.GTS_Metadata.GTS_ProcStepsType = Name(f"/{step[1]}")
            made[name] = group
        order = {f"/{key}": value for key, value in default.items()}
        config = Dictionary({"/OFF": Array([made[name] for name in off]), **order})
        pdf.Root.OCProperties = Dictionary(OCGs=Array(list(made.values())), D=config)
        member = Dictionary(Type=Name.OCMD, OCGs=Array([made["Art"], made["Die"]]), P=Name.AllOn)
        art = form(pdf, b"0 0 9 9 re f", OC=made["Art"])
        return {"Properties": {**made, "Both": member}, "XObject": {"X": art}}

    return read(content, resources)


def test_layers_have_their_names_and_steps() -> None:
    content = (
        b"/OC /Art BDC 0 0 9 9 re f 0 0 9 9 re f EMC /OC /Die BDC q 0 0 9 9 re f Q EMC /OC /White BDC 0 0 9 9 re f EMC"
    )
    art, die, white = layered(content).ops
    assert isinstance(art, Group)
    assert art.layer == LayerTag("Art")
    assert len(art.ops) == 2
    assert isinstance(die, Group)
    assert die.layer == LayerTag("Die", ProcessingStep("Structural", "Cutting"))
    assert die.layer.technical
    assert isinstance(white, Group)
    assert white.layer == LayerTag("White", ProcessingStep("White"), printed=True)


def test_layers_may_lie_in_each_other_and_around_forms() -> None:
    (outer,) = layered(b"/OC /Die BDC /X Do /Span << /A 1 >> BDC 0 0 9 9 re f EMC EMC").ops
    assert isinstance(outer, Group)
    assert outer.layer is not None
    first, second = outer.ops
    assert isinstance(first, Group)
    assert first.layer == LayerTag("Art")
    assert isinstance(second, FillPath)


def test_layers_that_are_off_are_left_out_and_told_of() -> None:
    content = b"/OC /Art BDC 0 0 9 9 re f 1 0 0 0 k EMC /X Do /OC /Both BDC 0 0 9 9 re f EMC 0 0 9 9 re f"
    page = layered(content, off=("Art",))
    (op,) = page.ops
    assert isinstance(op, FillPath)
    assert op.ink == Cmyk(c=1)  # what a layer that is off says of the state holds
    assert codes(page) == {"layer-off"}
    assert "The layer Art is switched off" in " ".join(note.text for note in page.notes)
    assert len(layered(content).ops) == 4


def test_layers_may_be_off_from_the_beginning() -> None:
    assert not layered(b"/OC /Art BDC 0 0 9 9 re f EMC", BaseState=Name.OFF).ops


def tiling(pdf: Pdf, content: bytes, paint: int = 1, **entries: Any) -> Stream:
    stream = form(pdf, content, (0, 0, 10, 10), PatternType=1, PaintType=paint, TilingType=1, XStep=20, YStep=25)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)


def cells(page: PlacedPage) -> list[tuple[float, float]]:
    """The corner of each repeat in points."""
    (area,) = page.ops
    assert isinstance(area, Group)
    corners = []
    for cell in area.ops:
        assert isinstance(cell, Group)
        moved = cell.matrix
        (op,) = flat(cell.ops)
        box = placed(op)
        corners.append((box.x0 + (moved.e * MM if moved else 0), box.y0 + (moved.f * MM if moved else 0)))
    return sorted((round(x, 2), round(y, 2)) for x, y in corners)


def test_a_pattern_repeats_within_what_it_fills() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        return {"Pattern": {"P": tiling(pdf, b"1 0 0 0 k 1 1 4 4 re f", Matrix=Array([1, 0, 0, 1, 3, 0]))}}

    page = read(b"1 0 0 1 7 7 cm /Pattern cs /P scn 0 0 50 40 re f", resources)
    # The pattern's own space is that of the page, whatever the map where it is used: it repeats from x = 3.
    assert cells(page) == [(x, y) for x in (4, 24, 44) for y in (1, 26)]
    assert not codes(page)


def test_a_pattern_that_is_used_often_is_drawn_once() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        return {"Pattern": {"P": tiling(pdf, b"1 1 4 4 re f")}}

    one, two = read(b"/Pattern cs /P scn 0 0 50 40 re f 0 0 9 9 re f", resources).ops
    assert isinstance(one, Group)
    assert isinstance(two, Group)
    first, second = (next(cell for cell in group.ops if isinstance(cell, Group)) for group in (one, two))
    assert first.ops is second.ops


def test_an_uncoloured_pattern_is_drawn_in_the_ink_that_it_is_called_with() -> None:
    gold = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, blend([0] * 4, [0, 0, 1, 0])])

    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        pattern = tiling(pdf, b"1 0 0 0 k 1 1 4 4 re f", paint=2)
        return {"Pattern": {"P": pattern}, "ColorSpace": {"C": Array([Name.Pattern, gold])}}

    page = read(b"/C cs .5 /P scn 0 0 9 9 re f", resources)
    assert {op.ink for op in flat(page.ops)} == {Spot("Gold", Cmyk(0, 0, 1, 0), 0.5)}  # type: ignore[union-attr]


def test_patterns_stroke_and_set_text_too() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        return {"Pattern": {"P": tiling(pdf, b"0 0 10 10 re f")}, "Font": {"F": font}}

    line, text = read(
        b"/Pattern CS /P SCN /Pattern cs /P scn 4 w 0 50 m 99 50 l S BT /F 20 Tf (H) Tj ET", resources
    ).ops
    for group in (line, text):
        assert isinstance(group, Group)
        assert group.clip is not None
    assert points(line.clip.bounds) == [0, 48, 99, 52]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "entries",
    [
        {"XStep": 0},
        {"XStep": 0.0001},
        {"BBox": Array([0, 0])},
        {"Matrix": Array([0, 0, 0, 0, 0, 0])},
        {"PatternType": 2},
    ],
)
def test_a_pattern_that_makes_no_sense_is_left_out_and_told_of(entries: dict[str, Any]) -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        return {"Pattern": {"P": tiling(pdf, b"1 1 4 4 re f", **entries)}}

    page = read(b"/Pattern cs /P scn 0 0 99 99 re f /None scn 0 0 9 9 re f", resources)
    assert not page.ops
    assert codes(page) == {"pattern"}


def test_a_pattern_of_itself_ends() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        pattern = tiling(pdf, b"/Pattern cs /P scn 1 1 4 4 re f")
        pattern.Resources = Dictionary(Pattern=Dictionary(P=pattern))
        return {"Pattern": {"P": pattern}}

    assert codes(read(b"/Pattern cs /P scn 0 0 99 99 re f", resources)) == {"deep"}


def test_patterns_within_patterns_do_not_multiply_without_end() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        pattern = tiling(pdf, b"0 0 1 1 re f", XStep=1, YStep=1)
        for _ in range(6):
            pattern = tiling(
                pdf, b"/Pattern cs /P scn 0 0 10 10 re f", Resources=Dictionary(Pattern=Dictionary(P=pattern))
            )
            pattern.XStep = pattern.YStep = 1
        return {"Pattern": {"P": pattern}}

    def shown(ops: tuple[Op, ...]) -> int:
        return sum(shown(op.ops) if isinstance(op, Group) else 1 for op in ops)

    page = read(b"/Pattern cs /P scn 0 0 20 20 re f", resources)
    assert shown(page.ops) <= 20_000
    assert codes(page) == {"pattern"}


def shaded(content: bytes, **entries: Any) -> PlacedPage:
    space = entries.pop("ColorSpace", Name.DeviceCMYK)
    base = {"/ShadingType": 2, "/ColorSpace": space, "/Coords": Array([50, 0, 150, 0])}
    base["/Function"] = entries.pop("Function", blend([1, 0, 0, 0], [0, 0, 1, 0]))
    shading = Dictionary({**base, **{f"/{key}": value for key, value in entries.items()}})
    pattern = Dictionary(PatternType=2, Shading=shading)
    return read(content, lambda _: {"Shading": {"S": shading}, "Pattern": {"P": pattern}})


def gradient(page: PlacedPage) -> tuple[Gradient, DrawImage]:
    (op,) = (op for op in flat(page.ops) if isinstance(op, DrawImage))
    assert isinstance(op.source, Gradient)
    return op.source, op


def test_a_linear_blend_keeps_its_inks_and_its_place() -> None:
    source, op = gradient(shaded(b"q 0 0 100 50 re W n /S sh Q", Extend=Array([True, False])))
    assert source.kind == "linear"
    assert source.extend == (True, False)
    assert [(place, ink) for place, ink, _ in source.stops] == [(0, Cmyk(c=1)), (1, Cmyk(y=1))]
    ends = [op.matrix.apply((source.points[i], source.points[i + 1])) for i in (0, 2)]
    assert [round(value * MM, 6) for end in ends for value in end] == [50, 0, 150, 0]
    square = Path.rectangle(Box(0, 0, 1, 1)).transformed(op.matrix).bounds
    assert square.x0 <= 0
    assert square.x1 * MM >= 100 - 1e-6


def test_a_bent_blend_has_the_stops_that_it_needs() -> None:
    bent = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 0.5, 0]), N=2.5)
    page = shaded(b"/S sh", ColorSpace=Name.DeviceRGB, Function=bent)
    stops = gradient(page)[0].stops
    assert 6 < len(stops) < 40
    places = [place for place, _, _ in stops]
    for at in np.linspace(0, 1, 50):
        red = np.interp(at, places, [ink.r for _, ink, _ in stops])  # type: ignore[union-attr]
        assert red == pytest.approx(at**2.5, abs=0.003)
    assert codes(page) == {"rgb"}


def test_a_stitched_blend_turns_sharply() -> None:
    halves = Array([blend([1, 0, 0, 0], [0, 1, 0, 0]), blend([0, 0, 1, 0], [0, 0, 0, 1])])
    stitched = Dictionary(
        FunctionType=3, Domain=Array([0, 1]), Functions=halves, Bounds=Array([0.5]), Encode=Array([0, 1, 0, 1])
    )
    stops = gradient(shaded(b"/S sh", Function=stitched))[0].stops
    assert len(stops) == 4
    assert stops[2][0] - stops[1][0] < 0.003
    assert stops[2][1] == Cmyk(y=1)


def test_a_radial_blend_stays_round() -> None:
    source, op = gradient(
        shaded(b"q 0 0 150 60 re W n /S sh Q", ShadingType=3, Coords=Array([100, 100, 10, 120, 100, 50]))
    )
    assert source.kind == "radial"
    scale = op.matrix.a * MM
    assert op.matrix.a == op.matrix.d
    assert [source.points[2] * scale, source.points[5] * scale] == pytest.approx([10, 50])


def test_a_blend_may_fill_a_path_on_a_ground() -> None:
    page = shaded(b"/Pattern cs /P scn 20 20 m 80 20 l 50 80 l h f", Background=Array([0, 0, 0, 0.5]))
    (group,) = page.ops
    assert isinstance(group, Group)
    assert group.clip is not None
    ground, drawn = group.ops
    assert isinstance(ground, FillPath)
    assert ground.ink == Cmyk(k=0.5)
    assert isinstance(drawn, DrawImage)


def test_a_blend_of_a_spot_is_told_of() -> None:
    gold = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, blend([0] * 4, [0, 0.4, 1, 0])])
    page = shaded(b"/S sh", ColorSpace=gold, Function=blend([0], [1]))
    stops = gradient(page)[0].stops
    assert stops[-1][1] == Cmyk(m=0.4, y=1)
    assert codes(page) == {"spot-shading"}


def test_a_blend_by_a_function_is_its_mean() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        rule = calculator(pdf, b"{ 0 0 }", inputs=2)  # x and y are cyan and magenta
        return {"Shading": {"S": Dictionary(ShadingType=1, ColorSpace=Name.DeviceCMYK, Function=rule)}}

    page = read(b"/S sh", resources)
    (op,) = page.ops
    assert isinstance(op, FillPath)
    assert op.ink == Cmyk(pytest.approx(0.5), pytest.approx(0.5), 0, 0)
    assert codes(page) == {"shading"}


@pytest.mark.parametrize(("kind", "points_each", "corners"), [(4, 1, 1), (5, 1, 1), (6, 12, 4), (7, 16, 4)])
def test_meshes_are_the_mean_of_their_corners(kind: int, points_each: int, corners: int) -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        record = (b"" if kind == 5 else b"\0") + bytes(4 * points_each)
        record += b"".join(bytes([0, 255 if i % 2 else 0, 0, 51]) for i in range(corners))
        mesh = pdf.make_stream(record * 4)
        mesh.ShadingType, mesh.ColorSpace = kind, Name.DeviceCMYK
        mesh.BitsPerCoordinate, mesh.BitsPerComponent, mesh.BitsPerFlag = 16, 8, 8
        mesh.Decode, mesh.VerticesPerRow = Array([0, 100, 0, 100, *[0, 1] * 4]), 2
        return {"Shading": {"S": mesh}}

    page = read(b"/S sh", resources)
    (op,) = page.ops
    assert isinstance(op, FillPath)
    assert op.ink == Cmyk(0, pytest.approx(0.5 if corners > 1 else 0), 0, pytest.approx(0.2))
    assert codes(page) == {"shading"}


@pytest.mark.parametrize(
    "entries",
    [
        {"Coords": Array([1])},
        {"Function": Dictionary()},
        {"ShadingType": 9},
        {"ColorSpace": Name.No},
        {"Domain": Array([1])},
    ],
)
def test_a_blend_that_makes_no_sense_is_left_out(entries: dict[str, Any]) -> None:
    page = shaded(b"/S sh 0 0 9 9 re f", **entries)
    assert len(page.ops) == 1
    assert codes(page) <= {"bad-operator", "shading"}
    assert codes(page)


def test_colours_of_screens_stay_so_in_blends() -> None:
    stops = gradient(shaded(b"/S sh", ColorSpace=Name.DeviceRGB, Function=blend([1, 0, 0], [0, 0, 1])))[0].stops
    assert [ink for _, ink, _ in stops] == [Rgb(1, 0, 0), Rgb(0, 0, 1)]
