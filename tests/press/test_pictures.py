"""Pictures on the plates: their own inks untouched, tiles of any size in rows, and never more ink than the limit."""

from __future__ import annotations

from pathlib import Path as FilePath

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.colour.condition import PrintingCondition
from core.colour.convert import srgb_to_cmyk
from core.compose.drawlist import ArtImage, AssetImage, DrawImage, Drawing, DrawPage, FillTile, Op, PictureSource
from core.geometry import Affine, Box, Path
from core.jobs import Progress
from core.press import rasters
from core.press.dieline_pdf import NoPixels
from core.press.pdf import export_pdf
from core.press.rasters import Separator, tiled
from core.press.settings import PressSettings
from tests.press.gate import faults
from tests.press.plates import PROCESS, Plates, separate

Pixels = NDArray[np.uint8]
SHEET = Box(0, 0, 40, 30)
PPI = 254.0  # 10 pixels a mm


class Inked(NoPixels):
    """A picture that brings inks [H, W, 5]; in sRGB it would be all red."""

    def __init__(self, inks: Pixels) -> None:
        self._inks = inks
        self.asked: list[int | None] = []

    def image(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        return np.full((*self._inks.shape[:2], 4), (255, 0, 0, 255), np.uint8)

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        self.asked.append(max_width_px)
        return self._inks


class Photo(NoPixels):
    """One sRGB picture [H, W, 3]."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels

    def image(self, source: PictureSource, max_width_px: int | None = None) -> Pixels:
        return np.dstack([self._pixels, np.full(self._pixels.shape[:2], 255, np.uint8)])

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> None:
        return None


class Endless(NoPixels):
    """Tiles whose pixels say where they are, whole or in rows."""

    def __init__(self) -> None:
        self.rows_asked: list[int] = []

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        return self._at(width_px, np.arange(height_px))

    def rows(self, source: ArtImage, width_px: int, height_px: int, top: int, count: int) -> Pixels:
        assert 0 <= top < top + count <= height_px
        self.rows_asked.append(count)
        return self._at(width_px, np.arange(top, top + count))

    @staticmethod
    def _at(width: int, rows: NDArray[np.int64]) -> Pixels:
        across, down = np.meshgrid(np.arange(width), rows)
        return np.stack([across % 251, down % 241, (across + down) % 239], axis=2).astype(np.uint8)


def _page(*ops: Op, sheet: Box = SHEET) -> Drawing:
    return Drawing("Pictures", (DrawPage("outside", sheet, sheet, ops),))


def _placed(box: Box) -> DrawImage:
    return DrawImage(AssetImage("0" * 64), Affine(box.width, 0, 0, box.height, box.x0, box.y0))


def _plates(drawing: Drawing, pixels: NoPixels, folder: FilePath, settings: PressSettings) -> Plates:
    out = folder / f"{settings.standard}.pdf"
    export_pdf(drawing, pixels, out, settings)
    assert faults(out, settings.standard) == []
    return separate(out, folder / settings.standard, 254)[0]


@pytest.mark.parametrize("standard", ["x4", "x1a"])
@pytest.mark.parametrize("soft", [False, True])
def test_a_cmyk_picture_reaches_the_plates_untouched(standard: str, soft: bool, tmp_path: FilePath) -> None:
    """Every number as it was, even 400 % of ink, which no limit touches."""
    rng = np.random.default_rng(3)
    inks = np.repeat(np.repeat(rng.integers(0, 256, (30, 40, 5), dtype=np.uint8), 10, axis=0), 10, axis=1)
    inks[..., 4] = 128 if soft else 255
    inks[:10, :10, :4] = 255
    settings = PressSettings(ppi=PPI, marks=False, ink_limit=240, standard=standard)
    page = _plates(_page(_placed(SHEET)), Inked(inks), tmp_path, settings)
    for channel, name in enumerate(PROCESS):
        wanted = inks[..., channel].astype(float) * (128 / 255 if soft else 1)
        found = page[name].astype(float)
        middles = np.s_[5::10, 5::10]
        assert np.abs(found[middles] - wanted[middles]).max() <= 1, name


def test_a_pictures_inks_are_asked_for_at_the_size_that_is_printed(tmp_path: FilePath) -> None:
    inked = Inked(np.full((30, 40, 5), 255, np.uint8))
    export_pdf(_page(_placed(Box(0, 0, 20, 15))), inked, tmp_path / "x.pdf", PressSettings(ppi=PPI, marks=False))
    assert set(inked.asked) == {200}
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        picture = pdf.pages[0].Resources.XObject.Im0
        assert (picture.Width, picture.Height, picture.ColorSpace) == (40, 30, pikepdf.Name.DeviceCMYK)


@pytest.mark.parametrize("standard", ["x4", "x1a"])
@pytest.mark.parametrize("limit", [240, 280])
def test_no_photograph_has_more_ink_than_the_limit(standard: str, limit: float, tmp_path: FilePath) -> None:
    """Dark, saturated and noisy: what a photograph has in its shadows."""
    rng = np.random.default_rng(5)
    slopes = np.add.outer(np.linspace(0, 90, 300), np.linspace(0, 60, 400))[..., None] * np.array([1.0, 0.6, 0.3])
    photo = (slopes + rng.normal(20, 25, (300, 400, 3))).clip(0, 255).astype(np.uint8)
    settings = PressSettings(ppi=PPI, marks=False, ink_limit=limit, standard=standard)
    page = _plates(_page(_placed(SHEET)), Photo(photo), tmp_path, settings)
    total = sum(page[name].astype(float) for name in PROCESS) / 2.55
    assert total.max() <= limit + 0.8  # a step of each plate
    assert total.max() > limit - 15


@pytest.mark.parametrize("held", [5, 10_000])
def test_a_tile_in_rows_is_the_tile_held_whole(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the area begins in the repeat, and however often it repeats."""
    monkeypatch.setattr(rasters, "MAX_HELD_PX", held)
    monkeypatch.setattr(rasters, "_STRIP_BYTES", 4 * 700)
    area = Path.rectangle(Box(-3.3, 1.7, 8.2, 17.9))
    op = FillTile(area, ArtImage(Recipe()), Affine.translation(1, 2) @ Affine.scaling(7, 5))
    pixels = Endless()
    raster, matrix = tiled(op, pixels, PPI)
    separator = Separator(pixels, PrintingCondition(), Progress())
    found = np.concatenate(list(raster.strips(separator)))
    assert bool(pixels.rows_asked) == (held == 5)
    assert found.shape == (raster.height_px, raster.width_px, 4)
    repeat = srgb_to_cmyk(pixels.tile(op.source, 70, 50))
    corner = matrix.apply((0, 1))  # of the first pixel, in mm
    left, top = round((corner.x - 1) * 10), round((2 - corner.y) * 10)
    wanted = repeat[(top + np.arange(raster.height_px)) % 50][:, (left + np.arange(raster.width_px)) % 70]
    assert np.array_equal(found, wanted)


def test_a_repeat_too_large_to_hold_keeps_its_resolution_where_it_comes_in_rows() -> None:
    sheet = FillTile(Path.rectangle(Box(0, 0, 1000, 1000)), ArtImage(Recipe()), Affine.scaling(1000))
    streamed, _ = tiled(sheet, Endless(), 300)
    capped, _ = tiled(sheet, NoPixels(), 300)
    assert streamed.repeat_px == (11811, 11811)
    assert capped.repeat_px == (rasters.MAX_HELD_PX, rasters.MAX_HELD_PX)
    rows = next(iter(streamed.strips(Separator(Endless(), PrintingCondition(), Progress()))))
    assert rows.nbytes < 2 * 2**20
