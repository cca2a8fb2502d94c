"""A blank as JSON: what other programs need to draw and fold it, and the template itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.dieline import library
from core.dieline.formats.json import json_of, write_json
from core.geometry import Arc


@pytest.mark.parametrize("code", ["ECMA A20.20.01.01", "PILLOW BOX", "HANG TAG", "WEB-CORNER TRAY"])
def test_everything_is_said_in_plain_values(code: str, tmp_path: Path) -> None:
    template = library.load(code)
    outline = template.outline({})
    write_json(outline, tmp_path / "die.json", template.file)
    facts = json.loads((tmp_path / "die.json").read_text("utf-8"))
    assert facts == json.loads(json.dumps(json_of(outline, template.file)))
    assert facts["blank"] == {
        "width": pytest.approx(outline.blank.width),
        "height": pytest.approx(outline.blank.height),
    }
    assert list(facts["inside"]) == ["length", "width", "height"]
    assert list(facts["panels"]) == [panel.name for panel in outline.panels]
    assert facts["root"] == outline.root
    assert [(fold["parent"], fold["child"]) for fold in facts["folds"]] == [(f.parent, f.child) for f in outline.folds]
    segments = [segment for each in facts["lines"] for segment in each["segments"]]
    assert len(segments) == len(outline.lines)
    assert sum(s["kind"] == "arc" for s in segments) == sum(isinstance(line.segment, Arc) for line in outline.lines)


def test_lines_and_arcs_have_their_ends_and_arcs_their_circle() -> None:
    outline = library.load("PILLOW BOX").outline({})
    for each in json_of(outline)["lines"]:
        found = [line.segment for line in outline.lines if line.type.value == each["type"]]
        for segment, said in zip(found, each["segments"], strict=True):
            assert (said["start"], said["end"]) == (
                pytest.approx(list(segment.start), abs=1e-6),
                pytest.approx(list(segment.end), abs=1e-6),
            )
            if isinstance(segment, Arc):
                assert said["centre"] == pytest.approx(list(segment.centre), abs=1e-6)
                assert (said["radius"], said["sweep_deg"]) == pytest.approx((segment.radius, segment.sweep_deg))


def test_the_library_reads_the_template_back(tmp_path: Path) -> None:
    template = library.load("FEFCO 0427")
    write_json(template.outline({}), tmp_path / "case.json", template.file)
    again = library.load(str(tmp_path / "case.json"))
    assert again.file == template.file


def test_panels_are_closed_polygons_within_the_blank() -> None:
    outline = library.load("ECMA A20.20.01.01").outline({})
    facts = json_of(outline)
    for panel in facts["panels"].values():
        xs, ys = zip(*panel["polygon"], strict=True)
        assert len(xs) >= 3
        assert outline.blank.x0 - 1e-6 <= min(xs) <= max(xs) <= outline.blank.x1 + 1e-6
        assert outline.blank.y0 - 1e-6 <= min(ys) <= max(ys) <= outline.blank.y1 + 1e-6
        assert (panel["width"], panel["height"]) > (0, 0)


def turn(axis: list[list[float]], lift: float, degrees: float) -> NDArray[np.float64]:
    """The right-handed turn about the line through two points at a height, [4, 4]."""
    start, end = (np.array([*point, lift]) for point in axis)
    x, y, z = (end - start) / np.linalg.norm(end - start)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    matrix = np.eye(4)
    matrix[:3, :3] += np.sin(np.radians(degrees)) * cross + (1 - np.cos(np.radians(degrees))) * cross @ cross
    matrix[:3, 3] = start - matrix[:3, :3] @ start
    return matrix


@pytest.mark.parametrize("code", ["DOUBLE-WALL BASE", "FEFCO 0427", "ECMA A60.20.00.01", "SIX-CORNER BOX"])
def test_another_program_folds_the_inner_box_from_what_is_said(code: str) -> None:
    facts = json_of(library.load(code).outline({}))
    placed = {facts["root"]: np.eye(4)}
    while len(placed) < len(facts["panels"]):
        for each in facts["folds"]:
            if each["parent"] in placed:
                placed[each["child"]] = placed[each["parent"]] @ turn(each["axis"], each["lift"], each["angle"])
    assert facts["walls"]
    for (one, other), inside in zip(facts["walls"], facts["inside"].values(), strict=False):
        corners = np.array([[*point, 0, 1] for point in facts["panels"][other]["polygon"]]) @ placed[other].T
        away = (corners @ np.linalg.inv(placed[one]).T)[:, 2]
        assert np.abs(away) - facts["caliper"] == pytest.approx(np.full(len(away), inside), abs=1e-4)
