"""What is read looks as other people's renderers show it, and separates as Ghostscript does."""

from __future__ import annotations

import subprocess
from pathlib import Path as File
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from reportlab.lib.colors import CMYKColor, CMYKColorSep, Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core import resources
from core.colour.condition import PrintingCondition
from core.compose.drawlist import Drawing, FillPath, Group, Op, StrokePath
from core.compose.fonts import BUNDLED
from core.compose.placed.pdf import PlacedPage, read_page
from core.compose.raster import render
from core.geometry import Affine, Path
from core.press.pdf import export_pdf
from core.press.plates import separate
from core.press.settings import PressSettings
from tests.compose.placed.pages import PagePixels, blend, calculator, form, make, media_page, picture
from tests.press.drawings import QuarterPixels, carton
from tests.press.plates import separate as by_ghostscript
from tests.programs import need

PPI = 144
POSTSCRIPT = b"""%!PS
<< /PageSize [300 300] >> setpagedevice
/NimbusRoman-Regular findfont 22 scalefont setfont 1 0 0 setrgbcolor 15 265 moveto (Roman \\(fi\\) Text) show
/NimbusSans-BoldItalic findfont 22 scalefont setfont 0 0.2 0.8 setrgbcolor 15 240 moveto (Sans Bold Italic) show
/NimbusMonoPS-Regular findfont 16 scalefont setfont 0 .5 0 setrgbcolor 15 220 moveto (Mono 01234) show
/Symbol findfont 20 scalefont setfont 15 195 moveto (abcdefg) show
0 0 1 setrgbcolor 4 setlinewidth 1 setlinecap [0 8] 0 setdash 150 200 moveto 290 200 lineto stroke
0 setlinecap [12 5 3] 4 setdash 150 185 moveto 290 185 lineto stroke
[] 0 setdash gsave 220 150 translate 1 0.3 scale 20 setlinewidth 0 0 50 0 360 arc stroke grestore
<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 20 20] /XStep 20 /YStep 20
  /PaintProc { pop 1 0 0 setrgbcolor 2 2 10 10 rectfill 0 0 1 setrgbcolor 15 15 4 0 360 arc fill } >>
matrix makepattern setpattern 15 20 90 90 rectfill
<< /PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 12
  /PaintProc { pop 0 0 moveto 10 10 lineto 2 setlinewidth stroke } >> [1 .3 -.3 1 0 0] makepattern
0 .6 0 4 -1 roll setpattern 160 65 45 0 360 arc fill
<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [210 30 290 100] /Extend [true true]
  /Function << /FunctionType 3 /Domain [0 1] /Bounds [.5] /Encode [0 1 0 1] /Functions [
    << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 1 0] /N 1 >>
    << /FunctionType 2 /Domain [0 1] /C0 [0 0 1] /C1 [1 1 0] /N 2 >> ] >> >> >>
matrix makepattern setpattern 210 20 80 90 rectfill
0 setgray gsave newpath 20 120 moveto 100 120 lineto 60 185 lineto closepath clip newpath
1 .5 0 setrgbcolor 20 140 90 20 rectfill 0 .5 .5 setrgbcolor 20 125 90 10 rectfill grestore
/T3 10 dict dup begin /FontType 3 def /FontMatrix [.001 0 0 .001 0 0] def /FontBBox [0 0 1000 1000] def
/Encoding 256 array def 0 1 255 {Encoding exch /.notdef put} for Encoding 97 /sq put
/BuildChar { 1000 0 0 0 750 750 setcachedevice pop pop 0 0 750 750 rectfill } def end definefont pop
/T3 findfont 20 scalefont setfont 1 0 1 setrgbcolor 230 225 moveto (aaa) show
showpage
"""


def font(name: str) -> str:
    """A TrueType face of those that reportlab brings."""
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, BUNDLED[1] / f"{name}.ttf"))
    return name


def drawn(path: File) -> None:
    """A page by reportlab: text, clips, blends, a picture, a form, translucent and turned things."""
    canvas = Canvas(str(path), pagesize=(300, 300), initialFontName=font("Vera"))
    canvas.setFillColorRGB(0.8, 0.5, 0.2)
    canvas.setStrokeColorRGB(0, 0, 0.5)
    canvas.rect(10, 10, 80, 60, fill=1, stroke=1)
    canvas.setLineWidth(4)
    canvas.setDash([8, 4, 2], 3)
    canvas.circle(150, 60, 40)
    canvas.setDash()
    for size, at, face in ((14, (10, 100), "Vera"), (20, (10, 125), "VeraBd"), (9, (150, 110), "VeraIt")):
        canvas.setFont(font(face), size)
        canvas.drawString(*at, "Tea, Wörld! ÄÖ")
    canvas.saveState()
    clip = canvas.beginPath()
    clip.circle(60, 200, 40)
    canvas.clipPath(clip, stroke=0)
    canvas.linearGradient(20, 160, 100, 240, (Color(1, 0, 0), Color(0, 1, 0), Color(0, 0, 1)))
    canvas.restoreState()
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(110, 160, 80, 80)
    canvas.clipPath(clip, stroke=0)
    canvas.radialGradient(150, 200, 40, (Color(1, 0, 0), Color(1, 1, 0), Color(0, 0, 1)), extend=True)
    canvas.restoreState()
    canvas.drawImage(ImageReader(photograph()), 200, 160, 80, 80)
    canvas.beginForm("F")
    canvas.setFillColorRGB(1, 1, 0)
    canvas.rect(0, 0, 20, 20, fill=1)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(10, 250)
    canvas.rotate(10)
    canvas.scale(2, 1)
    canvas.setLineWidth(3)
    canvas.doForm("F")
    canvas.restoreState()
    canvas.saveState()
    canvas.setFillAlpha(0.5)
    canvas.setFillColorRGB(0.9, 0, 0.4)
    canvas.rect(60, 240, 100, 40, fill=1, stroke=0)
    canvas.restoreState()
    for rule, at in ((0, 200), (1, 255)):
        star = canvas.beginPath()
        turns = [np.pi / 2 + i * 4 * np.pi / 5 for i in range(5)]
        star.moveTo(at, 275)
        for turn in turns[1:]:
            star.lineTo(at + 25 * float(np.cos(turn)), 250 + 25 * float(np.sin(turn)))
        star.close()
        canvas.drawPath(star, fill=1, stroke=0, fillMode=rule)
    canvas.save()


def photograph() -> Image.Image:
    """Soft noise, as large as it is shown: how a renderer enlarges is its own business."""
    noise = np.random.default_rng(1).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((160, 160), Image.Resampling.BICUBIC)


def shown_by_us(data: bytes) -> NDArray[np.int16]:
    page = read_page(data)
    return render(media_page(page), PagePixels(data), PPI).pixels.astype(np.int16)


def shown_by_poppler(path: File) -> NDArray[np.int16]:
    profile = str(resources.path("icc", "FOGRA39L_coated.icc"))
    out = path.with_suffix("")
    command = [need("pdftoppm"), "-r", str(PPI), "-singlefile", "-png", "-defaultcmykprofile", profile]
    subprocess.run([*command, str(path), str(out)], check=True, capture_output=True)
    with Image.open(out.with_suffix(".png")) as image:
        return np.asarray(image.convert("RGB")).astype(np.int16)


def compare(path: File, mean: float = 1.5, far: float = 0.01) -> None:
    """Alike but for how edges are smoothed: little of the picture, and none of its areas."""
    ours, theirs = shown_by_us(path.read_bytes()), shown_by_poppler(path)
    assert ours.shape == theirs.shape
    apart = np.abs(ours - theirs)
    assert apart.mean() < mean
    assert (apart.max(axis=2) > 64).mean() < far


def test_a_page_by_reportlab(tmp_path: File) -> None:
    drawn(tmp_path / "page.pdf")
    compare(tmp_path / "page.pdf")


def ghostscript(folder: File, *options: str) -> File:
    source, out = folder / "page.ps", folder / "page.pdf"
    source.write_bytes(POSTSCRIPT)
    quiet = [need("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite"]
    subprocess.run([*quiet, *options, f"-sOutputFile={out}", str(source)], check=True, capture_output=True)
    return out


@pytest.mark.parametrize(
    "options", [("-dPDFSETTINGS=/prepress",), ("-dCompatibilityLevel=1.3", "-dCompressPages=false")]
)
def test_a_page_by_ghostscript(options: tuple[str, ...], tmp_path: File) -> None:
    compare(ghostscript(tmp_path, *options, "-dEmbedAllFonts=true", "-dSubsetFonts=true"), mean=2.2, far=0.014)


def test_pages_by_cairo(tmp_path: File) -> None:
    """Cairo sets its fonts by other kinds: bare CFF by identifiers, and TrueType."""
    drawn(tmp_path / "page.pdf")
    for name, source in (("one", tmp_path / "page.pdf"), ("two", ghostscript(tmp_path, "-dPDFSETTINGS=/prepress"))):
        out = tmp_path / f"{name}.pdf"
        subprocess.run([need("pdftocairo"), "-pdf", str(source), str(out)], check=True, capture_output=True)
        compare(out, mean=2.2, far=0.014)


def inks(pdf: Pdf) -> dict[str, dict[str, Any]]:
    def spot(name: str, *full: float) -> Array:
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, blend([0] * 4, list(full))])

    gold = spot("PANTONE 871 C", 0.3, 0.4, 0.9, 0.1)
    kinds = Dictionary(Colorants=Dictionary({"/PANTONE 871 C": gold, "/Varnish": spot("Varnish", 0, 0, 0.2, 0)}))
    names = Array([Name.Cyan, Name("/PANTONE 871 C"), Name.Varnish])
    several = Array([Name.DeviceN, names, Name.DeviceCMYK, calculator(pdf, b"{ pop pop 0 0 0 }", 3), kinds])
    ramp = np.tile(np.linspace(0, 255, 64).astype(np.uint8), (64, 1))
    process = np.dstack([ramp, ramp.T, 255 - ramp, ramp // 3])
    group = form(pdf, b"1 0 0 0 k 0 0 20 20 re f 0 1 0 0 k 10 10 20 20 re f", Group=Dictionary(S=Name.Transparency))
    return {
        "ColorSpace": {
            "Gold": gold,
            "Black": spot("Black", 0, 0, 0, 1),
            "All": spot("All", 1, 1, 1, 1),
            "None": spot("None", 1, 0, 0, 0),
            "Several": several,
        },
        "ExtGState": {
            "One": Dictionary(op=True, OP=True, OPM=1),
            "Nought": Dictionary(op=True, OP=True, OPM=0),
            "Half": Dictionary(ca=0.5),
        },
        "XObject": {
            "Process": picture(pdf, process.tobytes(), 64, 64, ColorSpace=Name.DeviceCMYK),
            "Grey": picture(pdf, ramp.tobytes(), 64, 64, ColorSpace=Name.DeviceGray),
            "Black": picture(pdf, ramp.tobytes(), 64, 64, ColorSpace=spot("Black", 0, 0, 0, 1)),
            "Group": group,
        },
    }


SWATCHES = (
    b"/Gold cs 1 scn 0 0 20 20 re f .5 scn 20 0 20 20 re f /Black cs .7 scn 40 0 20 20 re f",
    b"/All cs .3 scn 60 0 20 20 re f",
    b"/None cs 1 scn 80 0 20 20 re f /Several cs .5 .6 .7 scn 100 0 20 20 re f .2 .4 .6 .1 k 120 0 20 20 re f",
    b".3 g 140 0 20 20 re f",
    b"1 0 0 0 k 0 50 200 20 re f /Gold cs 1 scn 0 80 200 20 re f",  # what is printed on
    b"q /One gs 0 1 0 0 k 10 40 10 70 re f 0 0 0 1 k 30 40 10 70 re f /Gold cs .2 scn 50 40 10 70 re f",
    b"/Several cs 0 .3 .5 scn 70 40 10 70 re f Q",
    b"q /Nought gs 0 1 0 0 k 90 40 10 70 re f .5 g 110 40 10 70 re f /Black cs 1 scn 130 40 10 70 re f Q",
    b"0 1 0 0 k 150 40 10 70 re f q /Half gs 0 0 1 0 k 170 40 10 70 re f Q",
    b"q 40 0 0 40 0 120 cm /Process Do Q q 40 0 0 40 50 120 cm /Grey Do Q q 40 0 0 40 100 120 cm /Black Do Q",
    b"q /Half gs 1 0 0 1 150 120 cm /Group Do Q",
)


def test_the_plates_are_those_of_ghostscript(tmp_path: File) -> None:
    path = tmp_path / "inks.pdf"
    path.write_bytes(make(b"\n".join(SWATCHES), inks))
    (theirs,) = by_ghostscript(path, tmp_path / "plates", PPI)
    ours = separate(media_page(read_page(path.read_bytes())), PagePixels(path.read_bytes()), PrintingCondition(), PPI)
    assert set(ours.names) == set(theirs) == {"Cyan", "Magenta", "Yellow", "Black", "PANTONE 871 C", "Varnish"}
    for name, plate in theirs.items():
        apart = np.abs(ours.plate(name).astype(int) - plate)
        assert (apart > 8).mean() < 0.004, name
        middle = apart.reshape(20, 20, 20, 20)[:, 5:15, :, 5:15]  # every field of 10 pt, without its edges
        flat = [(row, column) for row in range(11) for column in range(20)]
        assert max(int(middle[19 - row, :, column].max()) for row, column in flat) <= 1, name


def test_what_is_placed_prints_as_it_did_where_it_came_from(tmp_path: File) -> None:
    """Read, and exported by us: the same plates of Ghostscript, but for two rules of overprint (``TRACE``) that it
    takes otherwise."""
    source, out = tmp_path / "inks.pdf", tmp_path / "out.pdf"
    content = b"\n".join(each for each in SWATCHES if b"Nought" not in each).replace(
        b"/Several cs 0 .3", b"/Several cs 1 .3"
    )
    box = Array([0, 0, 200, 200])
    source.write_bytes(make(content, inks, TrimBox=box, BleedBox=box))
    page = read_page(source.read_bytes())
    drawing = Drawing("Placed", (media_page(page),), page.spots)
    export_pdf(drawing, PagePixels(source.read_bytes()), out, PressSettings(ppi=300, marks=False))
    (before,), (after,) = (by_ghostscript(pdf, tmp_path / pdf.stem, PPI) for pdf in (source, out))
    assert set(before) == set(after)
    for name, plate in before.items():
        apart = np.abs(after[name].astype(int) - plate)
        assert (apart > 8).mean() < 0.001, name
        assert np.median(apart[plate > 0]) <= 1, name


def exported(folder: File) -> tuple[Any, PlacedPage]:
    document, drawing = carton()
    path = folder / "carton.pdf"
    export_pdf(drawing, QuarterPixels(document), path, PressSettings(ppi=72))
    return drawing, read_page(path.read_bytes())


def paths(ops: tuple[Op, ...], layer: str = "", to: Affine = Affine()) -> list[tuple[str, Any, bool, Path]]:  # noqa: B008
    """Every fill and stroke: its layer, its ink, whether it overprints, its path on the page."""
    found: list[tuple[str, Any, bool, Path]] = []
    for op in ops:
        match op:
            case Group():
                inner = to if op.matrix is None else to @ op.matrix
                found += paths(op.ops, op.layer.name if op.layer else layer, inner)
            case FillPath() | StrokePath():
                found.append((layer, op.ink, op.overprint, op.path.transformed(to)))
    return found


def test_what_we_export_comes_back_as_it_was(tmp_path: File) -> None:
    drawing, page = exported(tmp_path)
    original = drawing.pages[0]
    shift = Affine.translation(page.trim.x0 - original.trim.x0, page.trim.y0 - original.trim.y0)
    wanted = [(layer, ink, over, path.transformed(shift)) for layer, ink, over, path in paths(original.ops)]
    found = [each for each in paths(page.ops) if getattr(each[1], "name", "") != "All"]
    spots = {spot.name for spot in page.spots} - {"All"}
    assert spots >= {"Gold", "Cut", "Crease"}
    checked = 0
    for layer, ink, over, path in wanted:
        name = getattr(ink, "name", None)
        alike = [
            other
            for its_layer, its_ink, its_over, other in found
            if its_layer == layer and its_over == over and getattr(its_ink, "name", None) == name
            if len(other.points()) == len(path.points())
        ]
        assert any(_near(path, other) for other in alike), (layer, name)
        checked += 1
    assert checked > 8


def _near(one: Path, other: Path) -> bool:
    return all(a.distance(b) < 1e-3 for a, b in zip(one.points(), other.points(), strict=True))


def test_the_layers_of_what_we_export_keep_their_steps(tmp_path: File) -> None:
    drawing, page = exported(tmp_path)

    def tags(ops: tuple[Op, ...]) -> set[Any]:
        groups = [op for op in ops if isinstance(op, Group)]
        return {op.layer for op in groups if op.layer}.union(*(tags(op.ops) for op in groups))

    wanted = tags(drawing.pages[0].ops)
    assert wanted
    assert wanted <= tags(page.ops)


def test_spots_of_reportlab_are_spots(tmp_path: File) -> None:
    path = tmp_path / "spot.pdf"
    canvas = Canvas(str(path), pagesize=(100, 100), initialFontName=font("Vera"))
    canvas.setFillColor(CMYKColorSep(0.1, 0.9, 0.2, 0, spotName="PANTONE 186 C", density=0.7))
    canvas.setStrokeColor(CMYKColor(0.25, 0.5, 0, 0.125))
    canvas.rect(10, 10, 50, 50, fill=1)
    canvas.save()
    page = read_page(path.read_bytes())
    ((_, fill, _, _), (_, stroke, _, _)) = paths(page.ops)
    assert (fill.name, round(fill.tint, 4)) == ("PANTONE 186 C", 0.7)
    assert [round(value, 4) for value in vars(fill.alternate).values()] == [0.1, 0.9, 0.2, 0]
    assert list(vars(stroke).values()) == [0.25, 0.5, 0, 0.125]
