"""The kernel distance tells like from unlike, and says how sure it is."""

from __future__ import annotations

import pytest
import torch

from core.training.metrics.describing import Scaling, describe
from core.training.metrics.distance import estimate_distance, kernel_distance
from core.training.patterns import TAPE, render


def descriptions(family: str, seed: int, count: int = 64) -> torch.Tensor:
    return describe(render(family, torch.randn(count, TAPE, generator=torch.Generator().manual_seed(seed)), 32))


def normal(count: int, seed: int, moved: float = 0.0) -> torch.Tensor:
    return torch.randn(count, 6, generator=torch.Generator().manual_seed(seed)).double() + moved


def test_one_kind_is_near_and_another_far() -> None:
    rings = descriptions("rings", 1)
    near, far = (kernel_distance(descriptions(family, 2), rings) for family in ("rings", "waves"))
    assert abs(near) < 0.25 * far


def test_the_distance_is_that_of_its_formula() -> None:
    """By hand: real ones at -1 and 1 have a spread of 1; the kernel of the two is 0, all others are 1."""
    real, made = torch.tensor([[-1.0], [1.0]]), torch.zeros(2, 1)
    assert kernel_distance(made, real) == pytest.approx(0.0 + 1.0 - 2.0)


def test_it_falls_to_nothing_for_the_very_same_pictures() -> None:
    """Even a little below: a picture is not compared with itself within a set, but meets itself across."""
    real = normal(50, 1)
    assert -1.0 < kernel_distance(real, real) <= 0.0


def test_twenty_pictures_give_an_unbiased_distance() -> None:
    """Over many small sets of one kind the distances come to nothing together, within their error."""
    values = torch.tensor([estimate_distance(normal(20, 2 * i), normal(20, 2 * i + 1)).value for i in range(200)])
    assert abs(values.mean()) < 3.0 * values.std() / 200**0.5


def test_the_error_is_how_far_such_distances_scatter() -> None:
    found = [estimate_distance(normal(80, 2 * i, 0.5), normal(60, 2 * i + 1)) for i in range(200)]
    scatter = torch.tensor([each.value for each in found]).std()
    told = torch.tensor([each.error for each in found]).median()
    assert 0.7 * scatter < told < 1.4 * scatter


def test_leaving_each_picture_out_is_what_the_error_is_made_of() -> None:
    """The quick way through sums of rows gives what doing it all again without each picture gives."""
    one, other = normal(7, 1, 1.0), normal(5, 2)
    fewer = [estimate_distance(one[torch.arange(7) != i], other).value for i in range(7)]
    less = [estimate_distance(one, other[torch.arange(5) != i]).value for i in range(5)]
    variance = 6 * torch.tensor(fewer).var(correction=0) + 4 * torch.tensor(less).var(correction=0)
    assert estimate_distance(one, other).error == pytest.approx(float(variance.sqrt()), rel=1e-5)


def test_what_never_differs_in_real_pictures_has_a_scale_too() -> None:
    same = torch.zeros(20, 3)
    assert torch.isfinite(Scaling.of(same)(same + 0.01)).all()


def test_a_description_does_not_depend_on_where_a_tile_is_cut() -> None:
    tile = render("daisies", torch.randn(1, TAPE, generator=torch.Generator().manual_seed(1)), 32)
    torch.testing.assert_close(describe(tile), describe(tile.roll((8, 16), (2, 3))), atol=1e-5, rtol=0)
    assert (describe(tile) - describe(tile.flip(3))).abs().max() < 1.0
