"""Fonts are found by family, style and letters; bad files are passed over."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path as File

import pytest

from core.compose import fonts
from core.compose.fonts import BUNDLED, FALLBACK_FAMILY, FontLibrary, font_folders
from tests.compose.boxfont import box_font

BARE = FontLibrary([])
VERA = BUNDLED[-1]


def test_the_bundled_family_is_there_in_four_styles() -> None:
    files = {BARE.find(FALLBACK_FAMILY, bold=bold, italic=italic).file.name for bold in (0, 1) for italic in (0, 1)}
    assert files == {"Vera.ttf", "VeraBd.ttf", "VeraIt.ttf", "VeraBI.ttf"}


@pytest.mark.parametrize("family", [None, "", "No Such Font"])
def test_an_unknown_family_gives_the_bundled_one(family: str | None) -> None:
    assert BARE.find(family).family == FALLBACK_FAMILY


def test_families_are_found_in_any_case() -> None:
    assert BARE.has("bitstream VERA sans")
    assert not BARE.has("Vera")
    assert FALLBACK_FAMILY in BARE.families()


def test_a_letter_is_looked_for_in_every_font() -> None:
    face = BARE.covering(ord("é"))
    assert face is not None
    assert ord("é") in face.letters
    assert BARE.covering(ord("茶")) is None


def test_a_face_on_its_own_style_wins_over_one_of_another() -> None:
    regular, bold = (BARE.covering(ord("H"), bold=bold) for bold in (False, True))
    assert regular is not None
    assert bold is not None
    assert bold.style.weight > regular.style.weight


def test_damaged_and_foreign_files_are_passed_over(tmp_path: File) -> None:
    whole = (VERA / "Vera.ttf").read_bytes()
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "text.otf").write_text("no font")
    (tmp_path / "cut.ttf").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "noise.ttc").write_bytes(bytes(range(256)) * 8)
    box_font(tmp_path / "below", "Boxes", "a")
    library = FontLibrary([tmp_path, tmp_path / "gone"])
    assert library.find("Boxes").file == tmp_path / "below" / "Boxes.ttf"
    assert sorted(set(library.families()) - set(BARE.families())) == ["Boxes"]


def test_the_bundled_fonts_come_first_wherever_they_are_installed_again(tmp_path: File) -> None:
    shutil.copy(VERA / "Vera.ttf", tmp_path)
    assert FontLibrary([tmp_path]).find(FALLBACK_FAMILY).file.parent == VERA


def test_glyphs_are_drawn_once() -> None:
    face = BARE.find(None)
    glyph = face.font.get_nominal_glyph(ord("H"))
    assert face.glyph(glyph) is face.glyph(glyph)
    assert face.glyph(glyph).bounds.height == pytest.approx(0.73 * face.units_per_em, rel=0.02)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [("win32", "Fonts"), ("darwin", "/System/Library/Fonts"), ("linux", "/usr/share/fonts")],
)
def test_each_system_has_its_folders(monkeypatch: pytest.MonkeyPatch, platform: str, expected: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("XDG_DATA_DIRS", raising=False)
    folders = [folder.as_posix() for folder in font_folders()]
    assert any(folder.endswith(expected) for folder in folders)
    assert len(folders) >= 2


def test_the_machines_fonts_are_read_once() -> None:
    assert fonts.system_fonts() is fonts.system_fonts()
