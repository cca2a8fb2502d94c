"""Drawn patterns are exactly periodic, different from one another, and the same for the same numbers."""

from __future__ import annotations

import pytest
import torch

from core.training.patterns import FAMILIES, TAPE, render
from core.training.patterns.canvas import Canvas, half_drop, wrap
from core.training.patterns.palettes import draw_palettes, oklab_to_srgb


def tapes(count: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(count, TAPE, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_periodic_both_ways(family: str) -> None:
    """One tile on, everything is drawn again."""
    here = FAMILIES[family](Canvas(tapes(4), 48))
    for axis in ("x", "y"):
        canvas = Canvas(tapes(4), 48)
        setattr(canvas, axis, getattr(canvas, axis) + 1.0)
        if family == "truchet":
            canvas.x, canvas.y = torch.remainder(canvas.x, 1.0), torch.remainder(canvas.y, 1.0)
        for (cover, ink), (moved, same_ink) in zip(here, FAMILIES[family](canvas), strict=True):
            assert ink == same_ink
            # A pixel in ten thousand may lie on a cell's corner and round the other way.
            assert ((cover - moved).abs() > 1e-2).float().mean() < 1e-4


@pytest.mark.parametrize("family", FAMILIES)
def test_a_tile_is_in_range_and_varies_with_its_numbers(family: str) -> None:
    pictures = render(family, tapes(4), 32)
    assert pictures.shape == (4, 3, 32, 32)
    assert pictures.abs().max() <= 1.0
    assert pictures.std((2, 3)).min() > 0.01
    assert (pictures[0] - pictures[1]).abs().mean() > 0.05
    assert torch.equal(pictures, render(family, tapes(4), 32))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_small_tile_is_the_large_one_seen_from_afar(family: str) -> None:
    large = torch.nn.functional.avg_pool2d(render(family, tapes(4), 128), 4)
    assert (render(family, tapes(4), 32) - large).abs().mean() < 0.12


def test_families_differ() -> None:
    covers = torch.stack([render(family, tapes(1), 32)[0] for family in FAMILIES])
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


def test_inks_stand_out_from_their_ground() -> None:
    colours = draw_palettes(Canvas(tapes(500), 1))
    assert colours.min() >= 0.0
    assert colours.max() <= 1.0
    luma = colours @ torch.tensor([0.299, 0.587, 0.114])
    assert ((luma[:, 1] - luma[:, 0]).abs() > 0.15).float().mean() > 0.9


def test_oklab_white_and_black() -> None:
    ends = oklab_to_srgb(torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]))
    assert torch.allclose(ends, torch.tensor([[1.0] * 3, [0.0] * 3]), atol=1e-3)
