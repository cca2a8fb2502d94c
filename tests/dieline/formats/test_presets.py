"""Names of lines as data: every format takes them from the preset, and bad presets say what is wrong."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import ezdxf
import pikepdf
import pytest

from core.compose.technical import STANDARD, technical_inks
from core.dieline import library
from core.dieline.formats import presets
from core.dieline.formats.dxf import write_dxf
from core.dieline.formats.svg import write_svg
from core.dieline.outline import LineType
from core.errors import DieloomError
from core.press.dieline_pdf import write_dieline_pdf

CARTON = library.load("ECMA A20.20.01.01").outline({})


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_names_every_line_type(name: str) -> None:
    preset = presets.load(name)
    assert set(preset.lines) == set(LineType)
    assert preset.title.zh
    for pen in preset.lines.values():
        pen.spot.encode("latin-1")


def test_the_standard_preset_is_the_default_of_every_format() -> None:
    assert presets.names()[0] == presets.STANDARD
    assert technical_inks(presets.standard()) == STANDARD


def test_a_preset_renames_layers_groups_and_spots(tmp_path: Path) -> None:
    preset = presets.load("cutcontour")
    write_dxf(CARTON, tmp_path / "die.dxf", preset=preset)
    layers = {entity.dxf.layer for entity in ezdxf.readfile(tmp_path / "die.dxf").modelspace()}  # type: ignore[attr-defined]
    assert {"CutContour", "Crease", "GLUE"} <= layers
    write_svg(CARTON, tmp_path / "die.svg", preset=preset)
    groups = [group.attrib["id"] for group in ET.parse(tmp_path / "die.svg").getroot().iterfind("{*}g")]
    assert {"CutContour", "Crease"} <= set(groups)
    assert len(groups) == len(set(groups))
    write_dieline_pdf(CARTON, tmp_path / "die.pdf", preset=preset)
    with pikepdf.open(tmp_path / "die.pdf") as pdf:
        spots = {str(item[1]) for item in pdf.objects if isinstance(item, pikepdf.Array) and len(item) == 4}
        steps = {str(group.Name): str(group.GTS_Metadata.GTS_ProcStepsType) for group in pdf.Root.OCProperties.OCGs}
    assert "/CutContour" in spots
    assert steps["CutContour"] == "/Cutting"


def test_line_types_may_share_a_plate(tmp_path: Path) -> None:
    outline = library.load("HANG TAG").outline({})
    assert {line.type for line in outline.lines} == {LineType.CUT, LineType.WINDOW}
    write_svg(outline, tmp_path / "die.svg", preset=presets.load("cutcontour"))
    assert len(list(ET.parse(tmp_path / "die.svg").getroot().iterfind("{*}g"))) == 1


def test_a_persons_own_file_says_only_what_differs(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'title = { en = "Ours", zh = "我们" }\n[lines.crease]\nlayer = "Rill"\ncolour = "#0000ff"\n', "utf-8"
    )
    preset = presets.load(str(own))
    assert (preset[LineType.CREASE].layer, preset[LineType.CREASE].group) == ("Rill", "Rill")
    assert preset[LineType.CREASE].spot == "Crease"
    assert preset[LineType.CUT] == presets.standard()[LineType.CUT]


def test_a_file_without_lines_keeps_their_usual_names(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('title = { en = "Ours", zh = "我们" }\n[press]\nink_limit = 240\n', "utf-8")
    assert presets.load(str(own)).lines == presets.standard().lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[lines.crease]\nspot = "Black"', "a spot cannot be called Black"),
        ('[lines.crease]\nspot = "Cut"', "the spot Cut is spelt or mixed in two ways"),
        ('[lines.crease]\ncolour = "blue"', "lines.crease.colour"),
        ("[lines.crease]\ncmyk = [0.0, 2.0, 0.0, 0.0]", "lines.crease.cmyk"),
        ('[lines.crease]\nlayer = "a/b"', "lines.crease.layer"),
        ("[lines.scribble]\nlayer = 'x'", "lines.scribble"),
        ("lines = 5", "lines"),
        ("[lines", "is not a TOML file"),
        ("title = " + "9" * 6000, "is not a TOML file"),
    ],
)
def test_bad_presets_say_what_is_wrong(text: str, said: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    title = 'title = { en = "Ours", zh = "我们" }\n'
    own.write_text(title + text if text != "lines = 5" else text + "\n" + title, "utf-8")
    with pytest.raises(DieloomError) as caught:
        presets.load(str(own))
    assert caught.value.message.startswith("own.toml is not a")
    assert said in caught.value.message


def test_unknown_presets_name_the_known_ones() -> None:
    with pytest.raises(DieloomError, match=r'no preset "gold".*standard, cutcontour'):
        presets.load("gold")


def test_another_pen_keeps_plates_sound() -> None:
    standard = presets.standard()
    moved = presets.with_pen(standard, LineType.SLIT, spot="CUT")
    assert moved[LineType.SLIT].spot == "Cut"
    assert moved[LineType.SLIT].cmyk == standard[LineType.CUT].cmyk
    mixed = presets.with_pen(moved, LineType.SLIT, cmyk=(0, 0, 0, 1))
    assert mixed[LineType.CUT].cmyk == mixed[LineType.SLIT].cmyk == (0, 0, 0, 1)
    assert presets.with_pen(standard, LineType.CUT, layer="Knife")[LineType.CUT].group == "Knife"
    with pytest.raises(DieloomError, match="Black"):
        presets.with_pen(standard, LineType.CUT, spot="Black")
