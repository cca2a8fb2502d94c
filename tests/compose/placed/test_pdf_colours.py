"""Colour spaces become inks; spots keep their names, alternates and tints; overprint reaches the right plates."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from core.colour.inks import Cmyk, Ink, Rgb, Spot
from core.colour.lab import lab_to_srgb
from core.compose.drawlist import FillPath, StrokePath
from core.compose.placed.painting import TRACE
from core.compose.placed.pdf import PlacedPage, read_page
from tests.compose.placed.pages import blend, calculator, codes, flat, make, read

GOLD = Cmyk(0.2, 0.4, 0.9, 0.1)
BOX = b" 0 0 50 50 re f "


def fills(page: PlacedPage) -> list[tuple[Ink, bool]]:
    return [(op.ink, op.overprint) for op in flat(page.ops) if isinstance(op, FillPath)]


def one(content: bytes, spaces: Any = None) -> Ink:
    """The ink of the only thing that is drawn."""
    ((ink, _),) = fills(read(content + BOX, (lambda pdf: {"ColorSpace": spaces(pdf)}) if spaces else None))
    return ink


def separation(name: str, full: list[float] | None = None) -> Array:
    values = [GOLD.c, GOLD.m, GOLD.y, GOLD.k] if full is None else full
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, blend([0, 0, 0, 0], values)])


def lab(*ranges: float) -> Array:
    white = Array([0.9642, 1, 0.8249])
    return Array([Name.Lab, Dictionary(WhitePoint=white, Range=Array(list(ranges or (-128, 127, -128, 127))))])


def profiled(pdf: Pdf, profile: bytes, count: int) -> Array:
    stream = pdf.make_stream(profile)
    stream.N = count
    return Array([Name.ICCBased, stream])


def shown(ink: Ink) -> list[float]:
    assert isinstance(ink, Rgb)
    return [ink.r, ink.g, ink.b]


def test_device_colours_are_untouched() -> None:
    assert one(b"") == Cmyk(k=1)
    assert one(b".25 g") == Cmyk(k=0.75)
    assert one(b".1 .2 .3 .4 k") == Cmyk(0.1, 0.2, 0.3, 0.4)
    assert one(b".1 .2 .3 rg") == Rgb(0.1, 0.2, 0.3)
    assert one(b"/DeviceCMYK cs .1 .2 .3 .4 sc") == Cmyk(0.1, 0.2, 0.3, 0.4)
    assert one(b"/DeviceCMYK cs") == Cmyk(k=1)
    assert one(b"2 -1 0 0 k") == Cmyk(c=1)


def test_strokes_have_colours_of_their_own() -> None:
    (op,) = read(b"1 0 0 0 k 0 1 0 0 K 0 0 m 9 9 l S").ops
    assert isinstance(op, StrokePath)
    assert op.ink == Cmyk(m=1)


def test_a_spot_keeps_its_name_its_alternate_and_its_tint() -> None:
    name = "PANTONE 871 C"
    page = read(b"/S cs .35 scn" + BOX + b"1 scn" + BOX, lambda _: {"ColorSpace": {"S": separation(name)}})
    assert fills(page) == [(Spot(name, GOLD, 0.35), False), (Spot(name, GOLD, 1), False)]
    assert page.spots == (Spot(name, GOLD),)
    assert not codes(page)


def test_a_spot_begins_at_full_tint() -> None:
    assert one(b"/S cs", lambda _: {"S": separation("Gold")}) == Spot("Gold", GOLD)


def test_a_name_beyond_ascii_is_read() -> None:
    page = read_page(make(b"/S cs" + BOX, lambda _: {"ColorSpace": {"S": separation("Weiß 白")}}))
    assert page.spots == (Spot("Weiß 白", GOLD),)


def test_a_spot_in_lab_is_kept_in_lab() -> None:
    def space(_: Pdf) -> dict[str, Any]:
        tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([100, 0, 0]), C1=Array([40, 30, -50]), N=1)
        return {"S": Array([Name.Separation, Name("/Violet"), lab(), tint])}

    ink = one(b"/S cs .5 scn", space)
    assert isinstance(ink, Spot)
    assert (ink.name, ink.tint, ink.lab) == ("Violet", 0.5, (40, 30, -50))
    assert ink.alternate.m > 0.5
    assert ink.alternate.c > 0.5
    assert ink.alternate.y < 0.1


def test_a_spot_whose_alternate_is_rgb_is_separated() -> None:
    def space(_: Pdf) -> dict[str, Any]:
        return {"S": Array([Name.Separation, Name("/Red"), Name.DeviceRGB, blend([1, 1, 1], [1, 0, 0])])}

    ink = one(b"/S cs", space)
    assert isinstance(ink, Spot)
    assert min(ink.alternate.m, ink.alternate.y) > 0.9
    assert ink.alternate.c < 0.1


def test_process_plates_by_name_are_process_inks() -> None:
    names = ("Cyan", "Magenta", "Yellow", "Black")
    for index, name in enumerate(names):
        values = [0.0] * 4
        values[index] = 0.6
        assert one(b"/S cs .6 scn", lambda _, name=name: {"S": separation(name)}) == Cmyk(*values)


def test_none_prints_nothing_and_all_is_told_of() -> None:
    spaces = {"N": separation("None"), "A": separation("All", [1, 1, 1, 1])}
    page = read(b"/N cs 1 scn" + BOX + b"/A cs .5 scn" + BOX, lambda _: {"ColorSpace": spaces})
    assert fills(page) == [(Spot("All", Cmyk(1, 1, 1, 1), 0.5), False)]
    assert codes(page) == {"registration"}


def device_n(pdf: Pdf, *names: str) -> Array:
    colorants = {f"/{name}": separation(name) for name in names if name not in ("Cyan", "Magenta", "Yellow", "Black")}
    tint = calculator(pdf, b"{ " + b"pop " * len(names) + b"0 0 0 0 }", len(names))
    kind = Dictionary(Subtype=Name.NChannel, Colorants=Dictionary(colorants))
    return Array([Name.DeviceN, Array([Name(f"/{name}") for name in names]), Name.DeviceCMYK, tint, kind])


def test_several_colorants_print_on_each_other() -> None:
    def spaces(pdf: Pdf) -> dict[str, dict[str, Any]]:
        return {"ColorSpace": {"S": device_n(pdf, "Cyan", "Gold", "White")}}

    page = read(b"/S cs .5 .6 .7 scn" + BOX, spaces)
    assert fills(page) == [
        (Cmyk(c=0.5), False),
        (Spot("Gold", GOLD, 0.6), True),
        (Spot("White", GOLD, 0.7), True),
    ]
    page = read(b"/S cs .5 0 .7 scn" + BOX, spaces)
    assert [ink for ink, _ in fills(page)] == [Cmyk(c=0.5), Spot("White", GOLD, 0.7)]


def test_a_colorant_without_a_space_of_its_own_is_what_its_full_tint_is() -> None:
    def spaces(pdf: Pdf) -> dict[str, dict[str, Any]]:
        tint = calculator(pdf, b"{ exch dup .5 mul exch .25 mul 3 -1 roll dup .8 mul exch pop 0 exch 0 exch pop }", 2)
        return {"ColorSpace": {"S": Array([Name.DeviceN, Array([Name("/A"), Name("/B")]), Name.DeviceCMYK, tint])}}

    found = {spot.name: spot.alternate for spot in read(b"/S cs 1 1 scn" + BOX, spaces).spots}
    assert found == {"A": Cmyk(0.5, 0.25, 0, 0), "B": Cmyk(0, 0, 0, 0)}


def test_a_spot_that_is_defined_in_two_ways_is_one_and_told_of() -> None:
    spaces = {"A": separation("Gold"), "B": separation("Gold", [1, 0, 0, 0])}
    page = read(b"/A cs" + BOX + b"/B cs" + BOX, lambda _: {"ColorSpace": spaces})
    assert page.spots == (Spot("Gold", GOLD),)
    assert {ink for ink, _ in fills(page)} == {Spot("Gold", GOLD)}
    assert codes(page) == {"spot-differs"}


def test_lab_is_shown_in_srgb() -> None:
    page = read(b"/L cs 60 40 -20 scn" + BOX, lambda _: {"ColorSpace": {"L": lab()}})
    ((ink, _),) = fills(page)
    assert shown(ink) == pytest.approx(list(lab_to_srgb([60, 40, -20])), abs=1e-6)
    assert codes(page) == {"lab"}


def test_a_profile_for_a_press_leaves_numbers_alone() -> None:
    def spaces(pdf: Pdf) -> dict[str, dict[str, Any]]:
        return {"ColorSpace": {"I": profiled(pdf, b"not even a profile", 4), "G": profiled(pdf, b"", 1)}}

    page = read(b"/I cs .1 .2 .3 .4 scn" + BOX + b"/G cs .2 scn" + BOX, spaces)
    assert [ink for ink, _ in fills(page)] == [Cmyk(0.1, 0.2, 0.3, 0.4), Cmyk(k=0.8)]
    assert codes(page) == {"icc"}


def test_a_profile_for_screens_is_gone_through() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

    def spaces(pdf: Pdf) -> dict[str, dict[str, Any]]:
        three = {"S": srgb.tobytes(), "X": profile.tobytes(), "B": b"broken"}
        return {"ColorSpace": {key: profiled(pdf, data, 3) for key, data in three.items()}}

    for key in ("S", "X", "B"):  # what is no RGB profile is passed over
        page = read(f"/{key} cs .2 .4 .6 scn".encode() + BOX, spaces)
        assert shown(fills(page)[0][0]) == pytest.approx([0.2, 0.4, 0.6], abs=0.005)
        assert codes(page) == {"icc"}


def test_a_wider_profile_gives_stronger_colours() -> None:
    def spaces(_: Pdf) -> dict[str, dict[str, Any]]:
        # The primaries of Adobe RGB (1998), adapted to D50, as a calibrated space.
        wide = [0.6097, 0.3111, 0.0195, 0.2053, 0.6257, 0.0609, 0.1492, 0.0632, 0.7446]
        entries = {"WhitePoint": Array([0.9642, 1, 0.8249]), "Gamma": Array([2.2] * 3), "Matrix": Array(wide)}
        return {"ColorSpace": {"C": Array([Name.CalRGB, Dictionary({f"/{k}": v for k, v in entries.items()})])}}

    page = read(b"/C cs .5 .5 .5 scn" + BOX + b".5 .7 .5 scn" + BOX, spaces)
    grey, green = (shown(ink) for ink, _ in fills(page))
    assert max(grey) - min(grey) < 0.01
    assert grey[0] == pytest.approx(0.5, abs=0.02)
    assert green[0] < 0.45
    assert green[1] == pytest.approx(0.7, abs=0.02)


def test_a_default_space_stands_for_the_devices() -> None:
    def spaces(pdf: Pdf) -> dict[str, dict[str, Any]]:
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        return {"ColorSpace": {"DefaultRGB": profiled(pdf, srgb.tobytes(), 3)}}

    assert codes(read(b".2 .4 .6 rg" + BOX, spaces)) == {"icc"}


def test_a_palette_is_looked_up() -> None:
    table = String(bytes([255, 0, 0, 0, 0, 255, 0, 51]))
    process = Array([Name.Indexed, Name.DeviceCMYK, 1, table])
    assert one(b"/I cs 1 scn", lambda _: {"I": process}) == Cmyk(0, 1, 0, 0.2)
    gold = Array([Name.Indexed, separation("Gold"), 1, String(bytes([0, 102]))])
    assert one(b"/I cs 1 scn", lambda _: {"I": gold}) == Spot("Gold", GOLD, 0.4)


@pytest.mark.parametrize(
    "space",
    [
        Array([Name.Separation, Name.Gold]),
        Array([Name.Nonsense]),
        Array([Name.Indexed, Name("/I"), 3, String(b"")]),
        Array([Name.DeviceN, Array([Name("/A")] * 40), Name.DeviceCMYK, blend([0] * 4, [1] * 4)]),
        Array([Name.ICCBased, 3]),
        Array([]),
        Dictionary(),
    ],
)
def test_a_space_that_makes_no_sense_is_grey_and_told_of(space: Any) -> None:
    page = read(b"/S cs .3 scn" + BOX, lambda _: {"ColorSpace": {"S": space, "I": Array([Name.Indexed, Name("/I")])}})
    assert [ink for ink, _ in fills(page)] == [Cmyk(k=0.7)]
    assert "colour-space" in codes(page)


STATES = {
    "One": Dictionary(op=True, OP=True, OPM=1),
    "Nought": Dictionary(op=True, OP=True, OPM=0),
    "Stroke": Dictionary(OP=True, op=False),
    "Both": Dictionary(OP=True),
    "Off": Dictionary(op=False, OP=False),
}


def states(pdf: Pdf) -> dict[str, dict[str, Any]]:
    spaces = {"S": separation("Gold"), "K": separation("Black"), "N": device_n(pdf, "Cyan", "Magenta", "Gold")}
    return {"ExtGState": dict(STATES), "ColorSpace": spaces}


def test_overprint_mode_1_leaves_plates_alone_that_have_none_of_the_ink() -> None:
    assert fills(read(b"/One gs 0 1 0 0 k" + BOX, states)) == [(Cmyk(m=1), True)]


def test_otherwise_no_ink_is_so_little_of_it_that_no_plate_shows_it() -> None:
    ((ink, overprint),) = fills(read(b"/Nought gs 0 1 0 0 k" + BOX, states))
    assert ink == Cmyk(TRACE, 1, TRACE, TRACE)
    assert overprint
    assert round(255 * TRACE) == 0
    ((ink, _),) = fills(read(b"/One gs 0 g" + BOX, states))
    assert ink == Cmyk(TRACE, TRACE, TRACE, 1)


def test_named_plates_are_all_that_an_overprint_reaches() -> None:
    assert fills(read(b"/Nought gs /K cs 1 scn" + BOX, states)) == [(Cmyk(k=1), True)]
    assert fills(read(b"/Nought gs /S cs 0 scn" + BOX, states)) == [(Spot("Gold", GOLD, 0), True)]
    assert fills(read(b"/One gs /N cs .5 0 0 scn" + BOX, states)) == [
        (Cmyk(0.5, TRACE, 0, 0), True),
        (Spot("Gold", GOLD, 0), True),
    ]


def test_overprint_is_for_fills_or_strokes_or_both() -> None:
    page = read(b"/Stroke gs 0 0 9 9 re B /Off gs /Both gs 0 0 9 9 re B /Off gs 0 0 9 9 re B", states)
    assert [op.overprint for op in page.ops] == [False, True, True, True, False, False]  # type: ignore[union-attr]


def test_the_state_comes_back() -> None:
    page = read(b"q /One gs 1 0 0 0 k Q" + BOX + b"q Q Q" + BOX, states)
    assert fills(page) == [(Cmyk(k=1), False)] * 2
    assert codes(page) == {"bad-operator"}  # the Q too many


def test_transparency_that_a_drawing_cannot_say_is_told_of() -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, Any]]:
        mask = Dictionary(S=Name.Alpha, G=pdf.make_stream(b""))
        return {
            "ExtGState": {
                "M": Dictionary(BM=Name.Multiply),
                "L": Dictionary(BM=Array([Name.Screen])),
                "S": Dictionary(SMask=mask),
            }
        }

    page = read(b"/M gs" + BOX + b"/L gs" + BOX + b"/S gs" + BOX, resources)
    assert codes(page) == {"blend-mode", "soft-mask"}
    texts = " ".join(note.text for note in page.notes)
    assert "Multiply" in texts
    assert "Screen" in texts
    assert not codes(
        read(b"/N gs" + BOX, lambda _: {"ExtGState": {"N": Dictionary(BM=Name.Normal, SMask=Name("/None"))}})
    )


def test_every_number_of_a_spot_survives() -> None:
    rng = np.random.default_rng(5)
    for full in rng.random((5, 4)).round(3):
        ink = one(b"/S cs .123 scn", lambda _, full=full: {"S": separation("Any", [float(v) for v in full])})
        assert isinstance(ink, Spot)
        found = (ink.alternate.c, ink.alternate.m, ink.alternate.y, ink.alternate.k, ink.tint)
        assert found == pytest.approx((*full, 0.123), abs=1e-6)
