"""Marks: outside the bleed, on the plates that they are for, in a slug that grows with what is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path as FilePath

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.colour.inks import REGISTRATION, Cmyk, Spot
from core.compose.compose import compose_dieline
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.geometry import Affine, Box, Path
from core.press.dieline_pdf import NoPixels
from core.press.marks import Job, marking
from core.press.page_inks import printed_spots, purpose, spot_called, technical_lines
from core.press.pdf import export_pdf
from core.press.presets import Marks
from core.press.settings import NO_MARKS, PressSettings
from core.units import MM_PER_INCH
from tests.press.drawings import carton, outline
from tests.press.gate import faults
from tests.press.plates import PROCESS, separate

JOB = Job("Tea", datetime(2026, 3, 4, 5, 6, tzinfo=UTC), "PDF/X-4", "FOGRA39L coated", names={"Gold": "PANTONE 871"})
GOLD = Spot("Gold", Cmyk(y=1))
ALL = Marks(colour_bar=True, plate_names=True, job_line=True, dimensions=True, legend=True)
switches = st.fixed_dictionaries(
    {name: st.booleans() for name in Marks.model_fields if name not in ("offset", "length")}
    | {"offset": st.floats(0, 10), "length": st.floats(1, 15)}
)


def _page(width: float = 100, height: float = 60, bleed: float = 3) -> DrawPage:
    trim = Box(0, 0, width, height)
    gold = FillPath(Path.rectangle(trim.grown(-5)), GOLD)
    cut = StrokePath(Path.rectangle(trim), Spot("Cut", Cmyk(m=1)), 0.2, overprint=True)
    die = Group((cut,), layer=LayerTag("Cut", ProcessingStep("Structural", "Cutting")))
    return DrawPage("outside", trim, trim.grown(bleed), (gold, die))


def _leaves(ops: tuple[Op, ...]) -> Iterator[FillPath | StrokePath]:
    for op in ops:
        if isinstance(op, Group):
            yield from _leaves(op.ops)
        elif isinstance(op, FillPath | StrokePath):
            yield op


@settings(deadline=None)
@given(switches, st.floats(5, 900), st.floats(5, 900), st.floats(0, 10))
def test_marks_lie_outside_the_bleed_and_inside_the_page(
    chosen: dict[str, object], width: float, height: float, bleed: float
) -> None:
    page = _page(width, height, bleed)
    made = marking(page, Marks.model_validate(chosen), JOB)
    for drawn in _leaves(made.ops):
        for outlined in drawn.path.flattened():
            for point in outlined:
                assert not page.bleed.grown(-1e-6).contains(point)
                assert made.media.contains(point)


def test_no_marks_leave_the_page_as_it_is_and_the_usual_ones_take_seven_millimetres() -> None:
    assert marking(_page(), NO_MARKS, JOB).media == _page().bleed
    assert marking(_page(), Marks(), JOB).media == _page().bleed.grown(7)


@pytest.mark.parametrize("name", ["colour_bar", "plate_names", "job_line", "dimensions", "legend"])
def test_the_slug_grows_only_with_what_is_chosen(name: str) -> None:
    usual = marking(_page(), Marks(), JOB).media
    more = marking(_page(), Marks.model_validate({name: True}), JOB).media
    assert more.width * more.height > usual.width * usual.height
    assert more.x0 <= usual.x0
    assert more.y0 <= usual.y0


def test_offset_and_length_are_those_of_the_preset() -> None:
    made = marking(_page(), Marks(registration=False, offset=4, length=9), JOB)
    assert made.media == _page().bleed.grown(4 + 9 + 1)


def test_the_colour_bar_has_solids_overprints_tints_and_spots() -> None:
    made = marking(_page(), Marks(trim=False, registration=False, colour_bar=True), JOB)
    inks = [drawn.ink for drawn in _leaves(made.ops)]
    wanted = [Cmyk(c=1), Cmyk(k=1), Cmyk(m=1, y=1), Cmyk(c=1, y=1), Cmyk(c=1, m=1), Cmyk(c=0.5), Cmyk(m=0.75)]
    assert all(ink in inks for ink in [*wanted, GOLD, Spot("Gold", Cmyk(y=1), 0.5)])
    assert not any(isinstance(ink, Spot) and ink.name == "Cut" for ink in inks)


def test_each_plate_carries_its_own_name_and_the_targets(tmp_path: FilePath) -> None:
    page, out = _page(), tmp_path / "marks.pdf"
    chosen = Marks(plate_names=True, trim=False)
    media = marking(page, chosen, JOB).media
    export_pdf(Drawing("Marks", (page,), (GOLD,)), NoPixels(), out, PressSettings(marks=chosen))
    assert faults(out) == []
    (plates,) = separate(out, tmp_path / "plates", 144)
    scale = 144 / MM_PER_INCH
    above = round((media.y1 - page.bleed.y1 - 6) * scale)
    seen = {name: plates[name][:above] > 128 for name in (*PROCESS, "Gold")}
    assert all(each.sum() > 20 for each in seen.values())
    assert np.sum(list(seen.values()), axis=0).max() == 1  # staggered: no name lies over another
    for name in seen:
        assert plates[name][above : round((media.y1 - page.bleed.y1) * scale)].max() > 200, name


def test_technical_marks_have_layers_and_inks_of_their_own(tmp_path: FilePath) -> None:
    """Dropping them leaves no hole, and what is printed knows nothing of them."""
    _, drawing = carton()
    made = marking(drawing.pages[0], ALL, JOB)
    groups = {op.layer.name: op for op in made.ops if isinstance(op, Group) and op.layer}
    assert {name: group.layer.step for name, group in groups.items() if group.layer} == {
        "Dimensions": ProcessingStep("Dimensions"),
        "Legend": ProcessingStep("Legend"),
    }
    legend = list(_leaves(groups["Legend"].ops))
    assert all(
        drawn.overprint and isinstance(drawn.ink, Spot) for group in groups.values() for drawn in _leaves((group,))
    )
    assert {line.sample.ink for line in technical_lines(drawing.pages[0])} <= {drawn.ink for drawn in legend}


def test_dimensions_are_those_of_the_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    from core.press import lettering

    setting = lettering._line
    monkeypatch.setattr(lettering, "_line", lambda text, bold: (said.append(text), setting(text, bold))[1])
    made = outline()
    page = compose_dieline(made).pages[0]
    with_outline = Job(JOB.title, JOB.created, JOB.standard, JOB.condition, outline=made)
    marking(page, Marks(dimensions=True), with_outline)
    assert {f"{round(made.blank.width, 2):g}", f"{round(made.blank.height, 2):g}", "80"} <= set(said)


def test_the_job_line_is_on_every_plate() -> None:
    made = marking(_page(), Marks(trim=False, registration=False, job_line=True), JOB)
    assert {drawn.ink for drawn in _leaves(made.ops)} == {REGISTRATION}
    assert (
        JOB.line(_page(), 0) == "Tea   ·   2026-03-04 05:06   ·   PDF/X-4   ·   FOGRA39L coated   ·   Outside, 1 of 1"
    )


def test_inks_of_a_page() -> None:
    placed = Group(_page().ops, matrix=Affine.translation(1, 1))
    page = DrawPage("outside", Box(0, 0, 1, 1), Box(0, 0, 1, 1), (placed, *_page().ops))
    assert printed_spots(page) == (GOLD,)
    assert spot_called(page, "gold") == GOLD
    assert spot_called(page, "Legend").name == "Legend"
    assert purpose(LayerTag("x", ProcessingStep("Structural", "PartialCutting"))) == "Partial cutting"
    assert purpose(LayerTag("x", ProcessingStep("White"))) == "White"
    assert purpose(LayerTag("x")) == ""
