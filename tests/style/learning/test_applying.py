"""A learned style on pictures: pieces join exactly, what repeats still does, any size comes through."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.style.learning import applying
from core.style.learning.applying import FULL, Bands, apply, painted
from core.style.learning.crops import as_pictures, as_pixels, as_values
from core.style.learning.files import ENDING, StyleInfo, load_style, save_style
from core.style.learning.grain import as_grain, grain_of
from tests.style.learning.toys import Pixels, lively

BANDS = [FULL, Bands(0.3, 0.8, 0.5)]


@pytest.fixture(scope="module")
def style(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("style") / f"lively{ENDING}"
    save_style(lively(), path, StyleInfo("lively", path))
    return path


def noise(height: int, width: int) -> Pixels:
    return np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)


def apart(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other.astype(int)).max())


@pytest.mark.parametrize("bands", BANDS)
def test_pieces_are_the_whole(style: Path, monkeypatch: pytest.MonkeyPatch, bands: Bands) -> None:
    picture = noise(150, 211)

    def made() -> Pixels:
        return apply(picture, style, texture=bands.texture, structure=bands.structure, colours=bands.colours)

    whole = made()
    monkeypatch.setattr(applying, "PIECE_PX", 48)
    assert apart(made(), whole) <= 1
    assert apart(whole, picture) > 20


def test_the_middle_of_a_picture_is_what_the_network_says(style: Path) -> None:
    picture = noise(200, 200)
    network = load_style(style)
    grain = as_grain(as_values(grain_of(200, 200)[None]))
    with torch.no_grad():
        wanted = as_pixels(network(as_pictures(picture[None]), grain))[0]
    inside = slice(network.reach_px, -network.reach_px)
    assert apart(apply(picture, style)[inside, inside], wanted[inside, inside]) <= 1


@pytest.mark.parametrize("bands", BANDS)
@pytest.mark.parametrize("size", [(64, 96), (32, 32), (4, 8)])
def test_a_tile_that_is_rolled_with_its_grain_gives_the_tile_rolled(size: tuple[int, int], bands: Bands) -> None:
    tile = np.dstack([noise(*size), grain_of(*size)])
    made, rolled = (
        painted(lively(), each, Progress(), (True, True), bands) for each in (tile, np.roll(tile, (8, -12), (0, 1)))
    )
    assert apart(np.roll(made, (8, -12), (0, 1)), rolled) <= 1


def test_a_tile_of_an_odd_size_meets_itself(style: Path) -> None:
    """Seven tiles in a row are styled like one: no column is told apart by lying at a seam."""
    y, x = np.mgrid[0:30, 0:50]
    tile = np.stack([127 + 100 * np.sin(2 * np.pi * x / 50), 127 + 100 * np.cos(2 * np.pi * y / 30), 0 * x], 2)
    made = apply(tile.astype(np.uint8), style, repeats=(True, True)).astype(int)
    steps = np.abs(np.diff(made, axis=1)).mean((0, 2))
    seam = np.abs(made[:, 0] - made[:, -1]).mean()
    assert seam <= steps.max()


def test_one_axis_may_repeat_alone() -> None:
    tile = np.dstack([noise(60, 64), grain_of(60, 64)])
    made, rolled = (painted(lively(), each, Progress(), (True, False)) for each in (tile, np.roll(tile, 16, 1)))
    assert apart(np.roll(made, 16, 1), rolled) <= 1


def test_the_grain_meets_itself_at_the_edge_of_a_tile(style: Path) -> None:
    """Two tiles beside each other are one picture of the network's: nothing tells where they meet."""
    made = apply(np.full((40, 64, 3), 128, np.uint8), style, repeats=(True, True)).astype(int)
    steps = np.abs(np.diff(np.hstack([made, made]), axis=1)).mean((0, 2))
    assert steps[63] <= 1.5 * np.delete(steps, 63).max()


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (3, 2), (333, 5)])
@pytest.mark.parametrize("repeats", [(False, False), (True, True)])
def test_any_size_comes_through(style: Path, size: tuple[int, int], repeats: tuple[bool, bool]) -> None:
    assert apply(noise(*size), style, repeats=repeats).shape == (*size, 3)


def test_no_strength_leaves_the_picture_and_full_strength_is_the_style(style: Path) -> None:
    picture = noise(40, 40)
    assert apart(apply(picture, style, texture=0.0, structure=0.0, colours=0.0), picture) <= 1
    nearly = apply(picture, style, texture=0.9999, structure=0.9999, colours=0.9999)
    assert apart(nearly, apply(picture, style)) <= 1


def test_colours_alone_keep_fine_detail(style: Path) -> None:
    picture = noise(96, 96) // 8 + 112  # far from black and white, where colours are cut
    made = apply(picture, style, texture=0.0, structure=0.0, colours=1.0).astype(float)
    kept = picture - made
    assert np.abs(np.diff(kept, axis=1)).mean() < 0.1 * np.abs(np.diff(picture.astype(float), axis=1)).mean()


def test_kept_colours_are_kept(style: Path) -> None:
    """Light changes and hue does not: the three channels of a grey picture stay alike."""
    grey = np.repeat(noise(60, 60)[..., :1] // 4 + 96, 3, 2)
    made = apply(grey, style, keep_colour=True).astype(int)
    assert np.ptp(made, axis=2).max() <= 1
    assert apart(made.astype(np.uint8), grey) > 10
    assert np.abs(made.mean((0, 1)) - grey.mean((0, 1))).max() < 2


def test_a_style_on_a_network_share_is_not_looked_for() -> None:
    with pytest.raises(DieloomError, match="network share"):
        apply(noise(4, 4), Path("//server/share/a.style.safetensors"))


def test_it_stops_when_asked(style: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        apply(noise(40, 40), style, progress)


def test_a_changed_file_is_read_again_and_a_missing_one_told(style: Path, tmp_path: Path) -> None:
    path = tmp_path / f"changing{ENDING}"
    save_style(lively(1), path, StyleInfo("one", path))
    first = apply(noise(24, 24), path)
    save_style(lively(2), path, StyleInfo("two", path))
    assert apart(apply(noise(24, 24), path), first) > 10
    path.unlink()
    with pytest.raises(DieloomError):
        apply(noise(24, 24), path)
