"""Drawn patterns are exactly periodic, different from one another, and the same for the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from PIL import Image

from core.training.patterns import FAMILIES, ORNAMENTS, TAPE, render
from core.training.patterns.__main__ import main
from core.training.patterns.canvas import Canvas, centred, half_drop, wrap
from core.training.patterns.palettes import draw_palettes, oklab_to_srgb

BOTH = {**FAMILIES, **ORNAMENTS}


def tapes(count: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(count, TAPE, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("family", BOTH)
def test_a_family_is_periodic_both_ways(family: str) -> None:
    """One tile on, everything is drawn again."""
    here = BOTH[family](Canvas(tapes(4), 48))
    for axis in ("x", "y"):
        canvas = Canvas(tapes(4), 48)
        setattr(canvas, axis, getattr(canvas, axis) + 1.0)
        for (cover, ink), (moved, same_ink) in zip(here, BOTH[family](canvas), strict=True):
            assert ink == same_ink
            # A pixel in ten thousand may lie on a cell's corner and round the other way.
            assert ((cover - moved).abs() > 1e-2).float().mean() < 1e-4


@pytest.mark.parametrize("family", BOTH)
def test_a_tile_is_in_range_and_varies_with_its_numbers(family: str) -> None:
    pictures = render(family, tapes(4), 32)
    assert pictures.shape == (4, 3, 32, 32)
    assert pictures.abs().max() <= 1.0
    assert pictures.std((2, 3)).min() > 0.01
    assert (pictures[0] - pictures[1]).abs().mean() > 0.05
    assert torch.equal(pictures, render(family, tapes(4), 32))


@pytest.mark.parametrize("family", BOTH)
def test_a_small_tile_is_the_large_one_seen_from_afar(family: str) -> None:
    large = torch.nn.functional.avg_pool2d(render(family, tapes(4), 256), 2)
    assert (render(family, tapes(4), 128) - large).abs().mean() < 0.03


def test_families_differ() -> None:
    covers = torch.stack([render(family, tapes(1), 32)[0] for family in BOTH])
    gaps = torch.cdist(covers.flatten(1), covers.flatten(1)) + 1e9 * torch.eye(len(covers))
    assert gaps.min() > 5.0


def test_coverage_is_the_share_of_the_pixel() -> None:
    canvas = Canvas(tapes(1), 8)
    half_plane = canvas.cover(canvas.x - 0.3)
    assert float(half_plane.mean()) == pytest.approx(0.3, abs=1e-6)


def test_a_half_drop_moves_every_second_column() -> None:
    canvas = Canvas(tapes(1), 32)
    u, v, parity = half_drop(canvas, 2)
    assert set(parity.unique().tolist()) == {0.0, 1.0}
    assert u.abs().max() <= 0.5
    left, right = v[0, :, 0], v[0, :, 16]
    assert torch.allclose(wrap(left - right).abs(), torch.full((32,), 0.5), atol=1e-6)


def test_a_tape_that_is_too_short_is_told() -> None:
    with pytest.raises(IndexError, match="holds 3"):
        Canvas(torch.zeros(1, 3), 8).numbers(4)


def test_places_between_motifs_are_the_centred_lattice_moved_by_half_a_tile() -> None:
    u, v, parity = centred(Canvas(tapes(1), 32))
    assert (u.abs() + v.abs()).max() <= 0.5
    assert set(parity.unique().tolist()) == {0.0, 1.0}
    between = centred(Canvas(tapes(1), 32), 0.5)
    assert torch.allclose(torch.roll(torch.hypot(u, v), 16, 2), torch.hypot(*between[:2]), atol=1e-6)


def test_inks_stand_out_from_their_ground() -> None:
    colours = draw_palettes(Canvas(tapes(500), 1))
    assert colours.min() >= 0.0
    assert colours.max() <= 1.0
    linear = torch.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    luminance = linear @ torch.tensor([0.2126, 0.7152, 0.0722]) + 0.05
    high, low = luminance[:, :2].max(1).values, luminance[:, :2].min(1).values
    assert (high / low > 3.0).float().mean() > 0.97  # the contrast that WCAG 2 asks of shapes
    apart = torch.cdist(colours[:, 1:], colours[:, 1:]) + torch.eye(4)
    assert (apart.amin((1, 2)) > 0.1).float().mean() > 0.9
    assert 0.1 < (luminance[:, 0] < 0.2).float().mean() < 0.4


def test_oklab_white_and_black() -> None:
    ends = oklab_to_srgb(torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]))
    assert torch.allclose(ends, torch.tensor([[1.0] * 3, [0.0] * 3]), atol=1e-3)


@pytest.mark.parametrize("family", BOTH)
def test_a_small_change_of_the_numbers_is_a_small_change_of_the_picture(family: str) -> None:
    tape = tapes(4)
    moved = tape + 1e-3 * torch.randn(tape.shape, generator=torch.Generator().manual_seed(1))
    change = (render(family, moved, 64) - render(family, tape, 64)).abs().mean((1, 2, 3))
    assert change.max() < 0.01
    assert change.min() > 0.0


@pytest.mark.parametrize("family", BOTH)
def test_a_family_is_drawn_where_its_tape_lies(family: str) -> None:
    """Nothing is built on another device: the meta device takes no number from elsewhere but a lone scalar."""
    pictures = render(family, torch.zeros(2, TAPE, device="meta", dtype=torch.float64), 16)
    assert pictures.device.type == "meta"
    assert pictures.dtype == torch.float64


def test_there_are_enough_families() -> None:
    assert len(FAMILIES) >= 20
    assert len(ORNAMENTS) >= 8
    assert not set(FAMILIES) & set(ORNAMENTS)


def test_the_contact_sheet_has_a_row_for_every_family(tmp_path: Path) -> None:
    main([str(tmp_path / "sheet.png"), "--size", "16", "--columns", "3", "--families", "dots", "stars"])
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (3 * 16 + 2 * 4, 2 * 16 + 4)
