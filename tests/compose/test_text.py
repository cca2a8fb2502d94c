"""Text as outlines, with no fonts but the bundled ones unless a test brings its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.compose import text
from core.compose.fonts import FALLBACK_FAMILY, FontLibrary
from core.compose.text import Setter, missing_fonts, typeset
from core.document.model import TextLayer
from core.geometry import Path
from core.units import POINTS_PER_MM
from tests.compose.boxfont import box_font
from tests.compose.designs import design

EM = 12 / POINTS_PER_MM


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any font of its own."""
    library = FontLibrary([])
    typeset.cache_clear()
    monkeypatch.setattr(text, "system_fonts", lambda: library)
    yield
    typeset.cache_clear()


def setter(library: FontLibrary | None = None) -> Setter:
    library = library or FontLibrary([])
    return Setter(library, library.find(None), bold=False, italic=False)


def layer(words: str, **fields: object) -> TextLayer:
    return TextLayer.model_validate({"id": "t", "text": words, **fields})


def lines(path: Path) -> list[float]:
    """The heights of separate lines of text: where rows of letters begin."""
    starts = sorted({round(min(point.y for point in outline), 1) for outline in path.flattened()})
    return [start for start, before in zip(starts, [-1e9, *starts], strict=False) if start - before > EM / 2]


def test_text_shows_without_any_system_font() -> None:
    path = typeset(layer("Tea"), 100, 50)
    assert path.bounds.height == pytest.approx(0.73 * EM, rel=0.1)  # a capital of Vera is 0.73 em high
    assert path.bounds.y1 < 50


@pytest.mark.parametrize(("align", "edge"), [("left", "x0"), ("right", "x1")])
def test_lines_keep_to_their_edge(align: str, edge: str) -> None:
    path = typeset(layer("HHHH\nH", align=align), 100, 50)
    wanted = 0 if align == "left" else 100
    assert getattr(path.bounds, edge) == pytest.approx(wanted, abs=0.15 * EM)


def test_centred_text_is_in_the_middle_both_ways() -> None:
    path = typeset(layer("HOH", align="centre", valign="middle"), 100, 50)
    assert path.bounds.centre.x == pytest.approx(50, abs=0.1 * EM)
    assert path.bounds.centre.y == pytest.approx(25, abs=0.2 * EM)


def test_top_and_bottom_stay_in_the_box() -> None:
    top, bottom = (typeset(layer("Hg\nHg", valign=where), 100, 50).bounds for where in ("top", "bottom"))
    assert 50 - EM / 2 < top.y1 < 50
    assert 0 < bottom.y0 < EM / 2


def test_line_distance_is_the_leading_times_the_size() -> None:
    low, high = lines(typeset(layer("H\nH", leading=1.5), 100, 50))
    assert high - low == pytest.approx(1.5 * EM, abs=0.11)


def test_words_wrap_at_the_width_and_a_long_one_is_not_broken() -> None:
    words = "one two three four five"
    path = typeset(layer(words), 20, 50)
    assert len(lines(path)) == 3
    assert path.bounds.x1 <= 20
    assert typeset(layer("incomprehensibilities"), 10, 50).bounds.x1 > 10


def test_blank_lines_keep_their_room() -> None:
    assert len(lines(typeset(layer("H\n\nH"), 100, 50))) == 2
    low, high = lines(typeset(layer("H\n\nH"), 100, 50))
    assert high - low == pytest.approx(2 * 1.2 * EM, abs=0.11)


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n"])
def test_nothing_draws_nothing(nothing: str) -> None:
    assert typeset(layer(nothing), 10, 10) == Path()


def test_pairs_are_kerned() -> None:
    """Vera kerns A and V towards each other."""
    assert setter().width("AVAVAV") < 3 * setter().width("A") + 3 * setter().width("V")


def test_marks_stay_on_their_letters() -> None:
    assert setter().width("e\u0301") == pytest.approx(setter().width("e"))


def test_a_letter_comes_from_a_font_that_has_it(tmp_path: File) -> None:
    box_font(tmp_path, "Boxes", "茶道")
    with_boxes = setter(FontLibrary([tmp_path]))
    assert [face.family for face, _ in with_boxes._by_face("a茶b")] == [FALLBACK_FAMILY, "Boxes", FALLBACK_FAMILY]
    assert [run.width for run in with_boxes.runs("茶道")] == [2.0]
    path, width = with_boxes.line("a茶")
    assert path.bounds.x1 == pytest.approx(width - 0.1)


def test_a_space_does_not_change_the_font(tmp_path: File) -> None:
    box_font(tmp_path, "Boxes", "茶道")
    assert [part for _, part in setter(FontLibrary([tmp_path]))._by_face("茶 道 a")] == ["茶 道 ", "a"]


def test_cjk_text_breaks_between_letters(tmp_path: File, monkeypatch: pytest.MonkeyPatch) -> None:
    box_font(tmp_path, "Boxes", "茶道")
    library = FontLibrary([tmp_path])
    monkeypatch.setattr(text, "system_fonts", lambda: library)
    path = typeset(layer("茶道茶道茶"), 2.1 * EM, 50)
    assert len(lines(path)) == 3
    assert path.bounds.x1 <= 2.1 * EM


def test_a_letter_that_nothing_has_shows_as_missing() -> None:
    assert setter().line("\U00012000")[0].commands


def test_the_named_font_is_used_and_one_that_is_missing_is_reported(
    tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    box_font(tmp_path, "Boxes", "Tea")
    library = FontLibrary([tmp_path])
    monkeypatch.setattr(text, "system_fonts", lambda: library)
    assert typeset(layer("Tea", font="boxes"), 100, 50).bounds.x1 == pytest.approx(2.9 * EM)
    named = ({"kind": "text", "text": "a", "font": font} for font in ("Boxes", "Gone", None))
    assert missing_fonts(design(*named)) == ["Gone"]


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=60), width=st.floats(0.1, 200), size=st.floats(0.5, 200))
def test_any_text_can_be_set(words: str, width: float, size: float) -> None:
    path = typeset(layer(words, size=size), width, 50)
    assert all(abs(value) < 1e6 for point in path.points() for value in point)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.text(alphabet="abc茶", min_size=1, max_size=5), min_size=1, max_size=12), width=st.floats(2, 60)
)
def test_wrapping_loses_no_letter(words: list[str], width: float) -> None:
    sentence = " ".join(words)
    wrapped = list(text._wrapped(sentence, setter(), width))
    assert "".join(wrapped).replace(" ", "") == sentence.replace(" ", "")
    assert all(line == line.rstrip() for line in wrapped)
    assert all(not line.startswith(" ") for _, line in pairwise(wrapped))
