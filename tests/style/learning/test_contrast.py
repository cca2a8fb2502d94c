"""What PatchNCE promises, on features at hand."""

from __future__ import annotations

import math

import pytest
import torch
import torch.nn.functional as F

from core.style.learning.contrast import Heads, at_places, chosen_places, patch_nce

CHANCE = torch.Generator().manual_seed(3)


def units(*shape: int) -> torch.Tensor:
    return F.normalize(torch.randn(*shape, generator=CHANCE), dim=-1)


def test_places_that_are_known_again_cost_nothing_and_strangers_cost_chance() -> None:
    keys = torch.eye(16)[None]
    assert patch_nce(keys, keys, 0.07) < 1e-4
    everywhere_the_same = torch.ones(1, 16, 4) / 2
    assert patch_nce(everywhere_the_same, everywhere_the_same, 0.07) == pytest.approx(math.log(16), abs=1e-5)


def test_places_that_have_been_exchanged_cost_most() -> None:
    keys = units(2, 32, 24)
    right, shifted = patch_nce(keys, keys, 0.07), patch_nce(keys.roll(1, 1), keys, 0.07)
    assert right < math.log(32) < shifted


def test_only_places_of_the_same_picture_are_compared() -> None:
    """A picture beside another costs what it costs alone, whatever the other holds."""
    one, other = units(1, 20, 8), units(1, 20, 8)
    asked = F.normalize(one + 0.3 * units(1, 20, 8), dim=-1)
    alone = patch_nce(asked, one, 0.07)
    together = patch_nce(torch.cat([asked, other]), torch.cat([one, other]), 0.07)
    beside = patch_nce(other, other, 0.07)
    assert float(together) == pytest.approx((float(alone) + float(beside)) / 2, rel=1e-5)


def test_a_query_learns_to_come_to_its_key_and_the_key_stays() -> None:
    keys = units(1, 12, 8).requires_grad_()
    queries = units(1, 12, 8).requires_grad_()
    before = patch_nce(queries, keys, 0.2)
    before.backward()  # type: ignore[no-untyped-call]
    assert keys.grad is None
    assert queries.grad is not None
    moved = F.normalize(queries.detach() - 0.5 * queries.grad / queries.grad.norm(), dim=-1)
    assert patch_nce(moved, keys, 0.2) < before


def test_places_are_different_ones_and_the_same_in_both_pictures() -> None:
    order = torch.rand(3, 40, generator=CHANCE)
    places = chosen_places(order, 16)
    assert places.shape == (3, 16)
    assert all(len(set(row.tolist())) == 16 for row in places)
    assert chosen_places(order, 999).shape == (3, 40)
    features = torch.arange(3 * 2 * 5 * 8).view(3, 2, 5, 8).float()
    picked = at_places(features, places)
    assert picked.shape == (3, 16, 2)
    row, place = 1, int(places[1, 4])
    assert torch.equal(picked[1, 4], features[row, :, place // 8, place % 8])


def test_heads_answer_with_unit_vectors_for_each_layer() -> None:
    seen = [torch.randn(2, 10, 6, generator=CHANCE), torch.randn(2, 7, 9, generator=CHANCE)]
    answers = Heads((6, 9), 5)(seen)
    assert [tuple(each.shape) for each in answers] == [(2, 10, 5), (2, 7, 5)]
    for each in answers:
        assert torch.allclose(each.norm(dim=-1), torch.ones(each.shape[:2]), atol=1e-5)
