"""What the discriminator sees: changes keep what they should, and the generator's gradient passes through them."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core.training.augment import CUT, NUMBERS, SHIFTED, Control, augment, move_on_torus

seeds = st.integers(0, 2**32 - 1)
sizes = st.sampled_from([2, 4, 8, 16])
few = settings(max_examples=25, deadline=None)


def drawn(seed: int, count: int, size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures none of whose values occurs twice or is 0, and the numbers of their changes."""
    chance = torch.Generator().manual_seed(seed)
    values = torch.randperm(count * 3 * size * size, generator=chance).float() + 1.0
    return values.view(count, 3, size, size), torch.rand(count, NUMBERS, generator=chance)


def only(numbers: torch.Tensor, change: int) -> torch.Tensor:
    """The same, with just one of colour, translation and cut-out sure to come at a strength of a half."""
    numbers = numbers.clone()
    numbers[:, :3] = 1.0
    numbers[:, change] = 0.0
    return numbers


@few
@given(seed=seeds, size=sizes)
def test_moves_on_the_torus_keep_every_pixel_of_every_picture(seed: int, size: int) -> None:
    pictures, numbers = drawn(seed, 5, size)
    moved = move_on_torus(pictures, numbers)
    assert torch.equal(moved.flatten(2).sort().values, pictures.flatten(2).sort().values)


@few
@given(seed=seeds, size=sizes)
def test_moves_on_the_torus_keep_who_stands_beside_whom(seed: int, size: int) -> None:
    pictures, numbers = drawn(seed, 4, size)

    def neighbours(picture: torch.Tensor) -> set[frozenset[float]]:
        pairs = [torch.stack([picture, picture.roll(1, axis)], -1).view(-1, 2) for axis in (0, 1)]
        return {frozenset(pair) for pair in torch.cat(pairs).tolist()}

    for before, after in zip(pictures, move_on_torus(pictures, numbers), strict=True):
        assert neighbours(before[0]) == neighbours(after[0])


def test_moves_on_the_torus_reach_every_place_and_every_turn() -> None:
    """A marked pixel comes to lie anywhere, and the way to its neighbour points in all four directions, both hands."""
    picture = torch.zeros(1, 3, 4, 4)
    picture[0, 0, 0, 0], picture[0, 1, 0, 1], picture[0, 2, 1, 0] = 1.0, 1.0, 1.0
    numbers = torch.rand(2000, 4, generator=torch.Generator().manual_seed(1))
    places = move_on_torus(picture.expand(2000, -1, -1, -1), numbers).flatten(2).argmax(2)
    assert len(places.unique(dim=0)) == 16 * 8


@few
@given(seed=seeds, periodic=st.booleans(), colour=st.booleans())
def test_no_strength_is_no_change(seed: int, periodic: bool, colour: bool) -> None:
    pictures, numbers = drawn(seed, 3, 8)
    assert torch.equal(augment(pictures, numbers, 0.0, periodic=periodic, colour=colour), pictures)


@few
@given(seed=seeds, strength=st.floats(0.05, 0.95))
def test_a_picture_is_changed_only_where_its_numbers_are_below_the_strength(seed: int, strength: float) -> None:
    pictures, numbers = drawn(seed, 8, 8)
    numbers[:, 0] = 1.0
    changed = (augment(pictures, numbers, strength, periodic=True, colour=True) != pictures).flatten(1).any(1)
    assert torch.equal(changed, numbers[:, 2] < strength)


@few
@given(seed=seeds)
def test_translation_moves_what_stays_and_leaves_grey(seed: int) -> None:
    pictures, numbers = drawn(seed, 4, 16)
    numbers = only(numbers, 1)
    moved = augment(pictures, numbers, 0.5, periodic=False, colour=False)
    for before, after, number in zip(pictures, moved, numbers, strict=True):
        down, across = (round(float((value * 2 - 1) * SHIFTED) * 16) for value in number[6:8])
        wanted = torch.zeros_like(before)
        rows = slice(max(down, 0), 16 + min(down, 0)), slice(max(-down, 0), 16 + min(-down, 0))
        columns = slice(max(across, 0), 16 + min(across, 0)), slice(max(-across, 0), 16 + min(-across, 0))
        wanted[:, rows[0], columns[0]] = before[:, rows[1], columns[1]]
        assert torch.equal(after, wanted)


def test_tiles_are_not_translated() -> None:
    """They are shifted on the torus instead: no border may come in."""
    pictures, numbers = drawn(3, 4, 16)
    assert torch.equal(augment(pictures, only(numbers, 1), 0.5, periodic=True, colour=False), pictures)


@few
@given(seed=seeds)
def test_the_cut_out_is_one_grey_square_of_half_the_side_at_most(seed: int) -> None:
    pictures, numbers = drawn(seed, 4, 16)
    cut = augment(pictures, only(numbers, 2), 0.5, periodic=False, colour=False)
    gone = (cut == 0.0).all(1)
    assert torch.equal(cut, torch.where(gone[:, None], 0.0, pictures))
    for each in gone:
        rows, columns = each.any(1), each.any(0)
        assert torch.equal(each, rows[:, None] & columns[None])
        for lines in (rows, columns):
            places = lines.nonzero()[:, 0]
            assert 16 * CUT / 2 - 1 <= len(places) <= 16 * CUT
            assert len(places) == int(places[-1] - places[0]) + 1


def test_colour_changes_keep_the_drawing() -> None:
    """Brightness, contrast and saturation: greys stay grey, and the lighter the lighter."""
    numbers = only(torch.rand(8, NUMBERS, generator=torch.Generator().manual_seed(2)), 0)
    grey = torch.linspace(-0.5, 0.5, 16).view(1, 1, 4, 4).expand(8, 3, 4, 4)
    changed = augment(grey, numbers, 0.5, periodic=True, colour=True)
    assert torch.allclose(changed[:, 0], changed[:, 1], atol=1e-6)
    assert (changed[:, 0].flatten(1).diff() > 0).all()
    assert not torch.allclose(changed, grey)


def test_without_leave_no_colour_changes() -> None:
    pictures, numbers = drawn(4, 4, 8)
    assert torch.equal(augment(pictures, only(numbers, 0), 0.5, periodic=True, colour=False), pictures)


@few
@given(seed=seeds, periodic=st.booleans())
def test_the_gradient_passes_through_every_change(seed: int, periodic: bool) -> None:
    pictures, numbers = drawn(seed, 4, 8)
    pictures = (pictures / pictures.max()).requires_grad_()
    seen = augment(move_on_torus(pictures, numbers), numbers, 1.0, periodic=periodic, colour=True)
    seen.square().sum().backward()
    assert pictures.grad is not None
    assert torch.isfinite(pictures.grad).all()
    assert (pictures.grad.flatten(1).abs().amax(1) > 0).all()


def test_ada_holds_its_target() -> None:
    """Too sure of real pictures: stronger; the other way: weaker; within 0 and 1; none to full in so many pictures."""
    control = Control(0.0, 0.6, 1.0)
    control.adjust(0.9, 250)
    assert math.isclose(control.strength, 0.25)
    control.adjust(0.3, 100)
    assert math.isclose(control.strength, 0.15)
    control.adjust(0.3, 10_000)
    assert control.strength == 0.0
    control.adjust(0.9, 10_000)
    assert control.strength == 1.0


@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_a_fixed_strength_stays(sign: float) -> None:
    control = Control(0.3, None, 1.0)
    control.adjust(sign, 1000)
    assert control.strength == 0.3
