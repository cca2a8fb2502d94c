"""What this program writes, it reads: every style, in every format, to the micrometre, arcs as arcs."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from core.dieline import library
from core.dieline.formats import presets
from core.dieline.formats.cf2 import write_cf2
from core.dieline.formats.dxf import write_dxf
from core.dieline.formats.svg import write_svg
from core.dieline.intake import Drawing, guess, read_drawing, template_from
from core.dieline.outline import DieLine, LineType, Outline
from core.dieline.template import Template
from core.geometry import Affine
from core.press.dieline_pdf import write_dieline_pdf
from tests.dieline.intake.compare import arcs, assert_same, by_type
from tests.dieline.tray import tray

CODES = library.codes()
WRITERS: dict[str, Callable[[Outline, Path], None]] = {"dxf": write_dxf, "svg": write_svg, "cf2": write_cf2}


def read(outline: Outline, suffix: str, folder: Path) -> Drawing:
    path = folder / f"die.{suffix}"
    WRITERS[suffix](outline, path)
    return read_drawing(path)


def typed(drawing: Drawing) -> list[DieLine]:
    types = {each.source: each.type for each in guess(drawing)}
    return [DieLine(types[source], segment) for segment, source in drawing.strokes]  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("code", CODES)
def test_every_style_reads_back(code: str, suffix: str, tmp_path: Path) -> None:
    outline = library.load(code).outline({})
    drawing = read(outline, suffix, tmp_path)
    assert drawing.unit == "mm"
    found, wanted = typed(drawing), outline.lines
    assert_same(found, wanted)
    for type_, segments in by_type(wanted).items():
        assert len(arcs(by_type(found)[type_])) == len(arcs(segments))
    assert all(each.confidence > 0.9 for each in guess(drawing))


@pytest.mark.parametrize("code", CODES)
def test_every_style_becomes_a_template_that_draws_it_again(code: str, tmp_path: Path) -> None:
    outline = library.load(code).outline({})
    file, _ = template_from(read(outline, "dxf", tmp_path), caliper=outline.caliper)
    again = Template(file).outline({})
    assert_same(again.lines, outline.lines)
    assert (len(again.panels), len(again.folds)) == (len(outline.panels), len(outline.folds))
    assert again.caliper == pytest.approx(outline.caliper)


@pytest.mark.parametrize("scale", [1.2, 1.6])
@pytest.mark.parametrize("code", ["ECMA A60.33.00.01", "FEFCO 0427", "PILLOW BOX", "WEB-CORNER TRAY"])
def test_other_sizes_become_templates_too(code: str, scale: float, tmp_path: Path) -> None:
    template = library.load(code)
    limits = template.limits({})
    outline = template.outline({name: limits[name].default * scale for name in template.file.size})
    file, _ = template_from(read(outline, "dxf", tmp_path))
    assert_same(Template(file).outline({}).lines, outline.lines)


def test_r12_reads_back_in_millimetres(tmp_path: Path) -> None:
    outline = library.load("FEFCO 0427").outline({})
    write_dxf(outline, tmp_path / "die.dxf", version="R12")
    drawing = read_drawing(tmp_path / "die.dxf")
    assert drawing.unit == "mm"
    assert not any("unit" in note for note in drawing.notes)
    assert_same(typed(drawing), outline.lines)


@pytest.mark.parametrize("name", presets.names())
@pytest.mark.parametrize("suffix", ["dxf", "svg"])
def test_the_names_of_every_preset_are_understood(name: str, suffix: str, tmp_path: Path) -> None:
    outline = library.load("ECMA A20.20.01.01").outline({})
    path = tmp_path / f"die.{suffix}"
    WRITERS[suffix](outline, path, preset=presets.load(name))  # type: ignore[call-arg]
    assert_same(typed(read_drawing(path)), outline.lines)


@pytest.mark.parametrize("code", ["ECMA A20.20.01.01", "GROUP SLEEVE", "SHRINK SLEEVE", "OVAL LABEL"])
def test_pdf_reads_back_by_its_processing_steps(code: str, tmp_path: Path) -> None:
    outline = library.load(code).outline({})
    write_dieline_pdf(outline, tmp_path / "die.pdf")
    drawing = read_drawing(tmp_path / "die.pdf")
    found = by_type(typed(drawing))
    origin = outline.blank.grown(outline.bleed)
    for type_, segments in by_type(outline.lines).items():
        there = [DieLine(type_, each.transformed(Affine.translation(origin.x0, origin.y0))) for each in found[type_]]
        # PDF numbers have fewer digits.
        assert_same(there, [DieLine(type_, each) for each in segments], within=0.005)
    assert {each.confidence for each in guess(drawing)} == {1.0}


def test_a_circle_stays_a_circle_in_every_format(tmp_path: Path) -> None:
    ring = [{"x": 10, "y": 5, "bow": 2}, {"x": 10, "y": 9, "bow": 2}]
    blank = tray(marks=[{"type": "window", "corners": ring}]).outline({})
    for suffix in WRITERS:
        found = by_type(typed(read(blank, suffix, tmp_path)))[LineType.WINDOW]
        assert [type(each).__name__ for each in found] == ["Arc", "Arc"]
        assert sum(each.length for each in found) == pytest.approx(4 * math.pi, abs=1e-4)
