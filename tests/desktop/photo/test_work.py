"""What the darkroom's child processes do, here in the test's own: it leaves pixels in the cache, or gives paths."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.artwork.darkroom import Darkroom
from core.compose.pens import svg_path
from core.imaging.values import CutoutEdit
from core.jobs import Progress
from core.style.values import PaletteEdit, PaletteShift
from desktop.photo import work

ASSET = "0" * 64
RED, WHITE = "#c01830", "#f4f4f4"


@pytest.fixture(autouse=True)
def cache(home: Path) -> None:
    """The darkroom's folder is the test's own."""


def packshot(side: int = 96) -> bytes:
    """A red disc of a third of the side on white."""
    y, x = np.mgrid[:side, :side]
    disc = (x - side / 2 + 0.5) ** 2 + (y - side / 2 + 0.5) ** 2 <= (side / 3) ** 2
    pixels = np.where(disc[..., None], (192, 24, 48), (244, 244, 244)).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def test_a_step_is_left_in_the_cache() -> None:
    edit = PaletteEdit(shift=PaletteShift(colours=("#103080", "#ffffff")))
    work.develop(packshot(), ASSET, (edit,), Progress())
    assert Darkroom().holds(ASSET, (edit,))


def test_a_clipping_path_runs_round_the_subject() -> None:
    path = svg_path(work.clipped(packshot(), ASSET, (), CutoutEdit(), Progress()))
    box = path.bounds
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((1 / 6, 1 / 6, 5 / 6, 5 / 6), abs=0.03)


def test_flat_artwork_becomes_paths_in_the_colours_that_are_wanted() -> None:
    svg = work.vectorised(packshot(), ASSET, (), (RED, WHITE), None, 0.5, Progress()).decode()
    assert svg.count("<path") == 2
    assert RED in svg
    assert WHITE in svg


def test_the_palette_of_a_reference_tells_whose_it_is() -> None:
    asset, palette = work.palette_of(packshot(), ASSET, Progress())
    assert asset == ASSET
    assert set(palette.colours) == {"#c01830", "#f4f4f4"}


def test_a_dull_picture_lacks_contrast() -> None:
    pixels = np.asarray(Image.open(io.BytesIO(packshot()))) // 8 + 110
    stream = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(stream, "PNG")
    assert work.measured(stream.getvalue(), ASSET, (), Progress()).contrast > 0
