"""The gate lets a good file through, of either standard, and stops each of these single faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

from core.press.pdf import export_pdf
from core.press.presets import Marks, Standard
from core.press.settings import PressSettings
from tests.press.drawings import COARSE, QuarterPixels, carton, outline
from tests.press.everything import everything
from tests.press.gate import faults

Mutation = Callable[[Pdf], Any]


def _page(pdf: Pdf) -> Any:
    return pdf.pages[0].obj


def _art(pdf: Pdf) -> Any:
    return _page(pdf).Resources.XObject.Im0


def _content(operators: bytes) -> Mutation:
    return lambda pdf: pdf.pages[0].contents_add(operators)


def _step(pdf: Pdf) -> Any:
    return next(layer.GTS_Metadata for layer in pdf.Root.OCProperties.OCGs if "/GTS_Metadata" in layer)


def _display_intent(pdf: Pdf) -> None:
    profile = Stream(pdf, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile.N = 3
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_indirect(profile)


def _unembedded_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    _page(pdf).Resources.Font = Dictionary(F1=pdf.make_indirect(font))
    pdf.pages[0].contents_add(b"BT /F1 12 Tf 20 20 Td (x) Tj ET")


def _xobject(pdf: Pdf, **entries: Any) -> None:
    extra = Stream(pdf, b"\x00" * 3)
    for key, value in entries.items():
        extra[f"/{key}"] = value
    _page(pdf).Resources.XObject.Extra = pdf.make_indirect(extra)
    pdf.pages[0].contents_add(b"/Extra Do")


def _rgb_image(pdf: Pdf) -> None:
    _xobject(
        pdf, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceRGB
    )


def _graphics_state(**entries: Any) -> Mutation:
    def mutate(pdf: Pdf) -> None:
        _page(pdf).Resources.ExtGState.Extra = Dictionary({f"/{key}": value for key, value in entries.items()})
        pdf.pages[0].contents_add(b"/Extra gs")

    return mutate


def _annotation(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([40, 40, 60, 60]), Contents=String("?"))
    _page(pdf).Annots = Array([pdf.make_indirect(note)])


def _calibrated_rgb(pdf: Pdf) -> None:
    white = Dictionary(WhitePoint=Array([0.95, 1, 1.09]))
    _page(pdf).Resources.ColorSpace.Extra = Array([Name.CalRGB, white])
    pdf.pages[0].contents_add(b"/Extra cs 1 0 0 sc 20 20 9 9 re f")


def _second_tint(pdf: Pdf) -> None:
    function = Stream(pdf, b"{dup dup dup}")
    function.FunctionType, function.Domain, function.Range = 4, Array([0, 1]), Array([0, 1] * 4)
    space = Array([Name.Separation, Name.Cut, Name.DeviceCMYK, pdf.make_indirect(function)])
    _page(pdf).Resources.ColorSpace.Extra = pdf.make_indirect(space)


def _spot_over_rgb(pdf: Pdf) -> None:
    next(iter(_page(pdf).Resources.ColorSpace.values()))[2] = Name.DeviceRGB


def _lab_spot(pdf: Pdf) -> None:
    white = Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[100, 0, 0], C1=[50, -40, -10], N=1)
    space = Array([Name.Separation, Name.Teal, Array([Name.Lab, white]), tint])
    _page(pdf).Resources.ColorSpace.Extra = space
    pdf.pages[0].contents_add(b"/Extra cs 1 scn 20 20 9 9 re f")


def _layer(pdf: Pdf) -> None:
    layers = Array([pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))])
    pdf.Root.OCProperties = Dictionary(OCGs=layers, D=Dictionary(Name=String("Layers"), Order=layers, ON=layers))


def _blending_page(pdf: Pdf) -> None:
    _page(pdf).Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)


def _soft_mask(pdf: Pdf) -> None:
    grey = dict(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    _xobject(pdf, **grey, ColorSpace=Name.DeviceGray)
    mask = _page(pdf).Resources.XObject.Extra
    mask.write(b"\x80")
    _xobject(pdf, **grey, ColorSpace=Name.DeviceGray, SMask=mask)
    _page(pdf).Resources.XObject.Extra.write(b"\x80")


def _torn_flat(pdf: Pdf) -> None:
    picture = next(item for item in _page(pdf).Resources.XObject.values() if "/Width" in item)
    picture.write(picture.read_raw_bytes()[:500], filter=Name.FlateDecode)


def _flat_over_rgb(pdf: Pdf) -> None:
    next(item for item in _page(pdf).Resources.XObject.values() if "/Width" in item).ColorSpace[2] = Name.DeviceRGB


def _javascript(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _torn_picture(pdf: Pdf) -> None:
    art = _art(pdf)
    art.write(art.read_raw_bytes()[:500], filter=Name.FlateDecode)


def _delete(*path: str) -> Mutation:
    def mutate(pdf: Pdf) -> None:
        owner: Any = {"root": pdf.Root, "page": _page(pdf), "info": pdf.docinfo, "intent": pdf.Root.OutputIntents[0]}[
            path[0]
        ]
        for key in path[1:-1]:
            owner = owner[key]
        del owner[path[-1]]

    return mutate


def _set(owner: Callable[[Pdf], Any], key: str, value: Any) -> Mutation:
    return lambda pdf: owner(pdf).__setitem__(key, value)


MUTATIONS: dict[str, Mutation] = {
    "no TrimBox": _delete("page", "/TrimBox"),
    "TrimBox and ArtBox": _set(_page, "/ArtBox", Array([30, 30, 90, 90])),
    "trim beyond bleed": _set(_page, "/TrimBox", Array([1, 1, 500, 500])),
    "no output intent": _delete("root", "/OutputIntents"),
    "output intent without profile": _delete("intent", "/DestOutputProfile"),
    "output intent without condition": _delete("intent", "/OutputConditionIdentifier"),
    "output intent of a screen": _display_intent,
    "font not embedded": _unembedded_font,
    "RGB content": _content(b"1 0 0 rg 20 20 9 9 re f"),
    "RGB picture": _rgb_image,
    "calibrated RGB": _calibrated_rgb,
    "Trapped unknown": _set(lambda pdf: pdf.docinfo, "/Trapped", Name("/Unknown")),
    "Trapped missing": _delete("info", "/Trapped"),
    "title in Info only changed": _set(lambda pdf: pdf.docinfo, "/Title", String("Another")),
    "no XMP": _delete("root", "/Metadata"),
    "JavaScript": _javascript,
    "PostScript XObject": lambda pdf: _xobject(pdf, Type=Name.XObject, Subtype=Name.PS),
    "transfer function": _graphics_state(TR=Name.Identity),
    "unknown blend mode": _graphics_state(BM=Name.Glow),
    "page blends in RGB": lambda pdf: _page(pdf).Group.__setitem__("/CS", Name.DeviceRGB),
    "annotation": _annotation,
    "layers without default": _delete("root", "/OCProperties", "/D"),
    "layers that switch": _set(lambda pdf: pdf.Root.OCProperties.D, "/AS", Array([])),
    "layer not in order": _set(lambda pdf: pdf.Root.OCProperties.D, "/Order", Array([])),
    "layer without a name": _set(lambda pdf: pdf.Root.OCProperties.OCGs[0], "/Name", String("")),
    "step without type": lambda pdf: _step(pdf).__delitem__("/GTS_ProcStepsType"),
    "step that is none": _set(_step, "/GTS_ProcStepsType", Name.Stacking),
    "spot with two tint functions": _second_tint,
    "spot over RGB": _spot_over_rgb,
    "picture cut off": _torn_picture,
}
SAVINGS: dict[str, dict[str, Any]] = {
    "header 1.7": {"force_version": "1.7"},
    "header 2.0": {"force_version": "2.0"},
    "encrypted": {"encryption": pikepdf.Encryption(owner="o", user="", R=4)},
}


# What PDF/X-1a forbids beyond that; and some of what both do.
OLD_MUTATIONS: dict[str, Mutation] = {
    "layers": _layer,
    "page that blends": _blending_page,
    "opacity": _graphics_state(ca=0.5),
    "blend mode": _graphics_state(BM=Name.Multiply),
    "soft mask": _soft_mask,
    "soft mask in a state": _graphics_state(SMask=Dictionary(S=Name.Luminosity)),
    "spot over Lab": _lab_spot,
    "picture of spots over RGB": _flat_over_rgb,
    "picture cut off": _torn_flat,
    "version missing": _delete("info", "/GTS_PDFXVersion"),
    "version of another standard": _set(lambda pdf: pdf.docinfo, "/GTS_PDFXVersion", String("PDF/X-3:2003")),
    **{name: MUTATIONS[name] for name in ("no TrimBox", "no output intent", "RGB content", "Trapped missing")},
    **{name: MUTATIONS[name] for name in ("font not embedded", "annotation")},
}
OLD_SAVINGS: dict[str, dict[str, Any]] = {"header 1.6": {"force_version": "1.6"}}


@pytest.fixture(scope="module")
def flat_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document, drawing = carton()
    path = tmp_path_factory.mktemp("flat") / "carton.pdf"
    export_pdf(drawing, QuarterPixels(document), path, PressSettings(ppi=COARSE, standard="x1a"))
    return path


def test_a_good_file_passes(carton_pdf: Path, flat_pdf: Path) -> None:
    assert faults(carton_pdf) == []
    assert faults(flat_pdf, "x1a") == []


def test_one_standard_is_not_taken_for_the_other(carton_pdf: Path, flat_pdf: Path) -> None:
    assert faults(carton_pdf, "x1a")
    assert faults(flat_pdf, "x4")


def test_a_file_with_all_features_passes(tmp_path: Path) -> None:
    """Spots of every use, by Lab and in process inks, codes, logos, CMYK pictures, opacity, both sides, all marks."""
    _, drawing, pixels = everything()
    marks = Marks(colour_bar=True, plate_names=True, job_line=True, legend=True, dimensions=True)
    for standard in get_args(Standard):
        out = tmp_path / f"{standard}.pdf"
        export_pdf(drawing, pixels, out, PressSettings(ppi=COARSE, standard=standard, marks=marks), outline=outline())
        assert faults(out, standard) == []


def test_saving_again_is_no_fault(carton_pdf: Path, tmp_path: Path) -> None:
    assert faults(_saved(carton_pdf, tmp_path, lambda pdf: None, {})) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_broken_file_is_stopped(name: str, carton_pdf: Path, tmp_path: Path) -> None:
    assert faults(_saved(carton_pdf, tmp_path, MUTATIONS[name], {}))


@pytest.mark.parametrize("name", SAVINGS)
def test_badly_saved_file_is_stopped(name: str, carton_pdf: Path, tmp_path: Path) -> None:
    assert faults(_saved(carton_pdf, tmp_path, lambda pdf: None, SAVINGS[name]))


@pytest.mark.parametrize("name", OLD_MUTATIONS)
def test_broken_old_file_is_stopped(name: str, flat_pdf: Path, tmp_path: Path) -> None:
    assert faults(_saved(flat_pdf, tmp_path, OLD_MUTATIONS[name], {"force_version": "1.4"}), "x1a")


@pytest.mark.parametrize("name", OLD_SAVINGS)
def test_badly_saved_old_file_is_stopped(name: str, flat_pdf: Path, tmp_path: Path) -> None:
    assert faults(_saved(flat_pdf, tmp_path, lambda pdf: None, OLD_SAVINGS[name]), "x1a")


def test_old_file_with_object_streams_is_stopped(flat_pdf: Path, tmp_path: Path) -> None:
    how = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "force_version": "1.5"}
    mutant = _saved(flat_pdf, tmp_path, lambda pdf: None, how)
    mutant.write_bytes(mutant.read_bytes().replace(b"%PDF-1.5", b"%PDF-1.4", 1))
    assert "file: object streams" in faults(mutant, "x1a")


def test_damaged_file_is_stopped(carton_pdf: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(carton_pdf.read_bytes()[:-200])
    assert faults(damaged)


def _saved(good: Path, folder: Path, mutation: Mutation, how: dict[str, Any]) -> Path:
    mutant = folder / "mutant.pdf"
    with pikepdf.open(good) as pdf:
        mutation(pdf)
        pdf.save(mutant, **{"force_version": "1.6", **how})
    return mutant
