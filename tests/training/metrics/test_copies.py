"""A generator that returns training pictures is called a copyist, also when it moves them; one that does not is not."""

from __future__ import annotations

import pytest
import torch

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.training.metrics.copies import Pair, memorisation
from core.training.metrics.places import Turn, best_places, turns
from tests.training.metrics.small import Kept, Made, patterns

TILES = (True, True)
PHOTOS = (False, False)


def noise(count: int, seed: int, size: int = 16) -> torch.Tensor:
    """Soft clouds: pictures as unlike as any."""
    coarse = torch.randn(count, 3, size // 4, size // 4, generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.interpolate(coarse, scale_factor=4.0, mode="bilinear").clamp(-1, 1)


def pairs_of(made: Made, source: Kept, count: int) -> list[Pair]:
    """Each training picture is looked at once: these sources show no other views."""
    return memorisation(made, source, count, Progress(), scanned=1)


def test_a_copyist_is_found_and_the_pictures_that_it_copied() -> None:
    pairs = pairs_of(Made(patterns(40, 1)[10:]), Kept(patterns(40, 1)), 8)
    assert all(pair.suspicious and pair.distance < 0.01 for pair in pairs)
    assert sorted((pair.number, pair.nearest) for pair in pairs) == [(i, i + 10) for i in range(8)]


def test_one_that_makes_its_own_pictures_is_not() -> None:
    pairs = pairs_of(Made(noise(20, 1)), Kept(noise(60, 2)), 20)
    assert not any(pair.suspicious for pair in pairs)
    assert 0.8 < torch.tensor([pair.distance for pair in pairs]).median() < 1.2


def test_the_worst_comes_first() -> None:
    made = noise(8, 1)
    made[5] = noise(40, 2)[7]
    pairs = pairs_of(Made(made), Kept(noise(40, 2)), 8)
    assert (pairs[0].number, pairs[0].nearest) == (5, 7)
    assert [pair.suspicious for pair in pairs] == [True] + [False] * 7


def test_a_pale_picture_is_no_copy_of_another_pale_one() -> None:
    """Their bare distance is small; that of a true copy among them is smaller still."""
    real = torch.cat([noise(40, 1), 0.05 * noise(40, 2)])
    made = torch.cat([0.05 * noise(6, 3), real[50:51]])
    pairs = pairs_of(Made(made), Kept(real), 7)
    assert [pair.number for pair in pairs if pair.suspicious] == [6]


@pytest.mark.parametrize("turn", turns(TILES))
def test_a_moved_and_turned_tile_is_a_copy_and_is_laid_back(turn: Turn) -> None:
    real = patterns(24, 1, 16)
    moved = turn.back(real[6].roll((5, -9), (1, 2)))
    pair = pairs_of(Made(moved[None]), Kept(real), 1)[0]
    assert (pair.nearest, pair.suspicious) == (6, True)
    torch.testing.assert_close(pair.laid_under(real[6]), moved, atol=1e-5, rtol=0)


def test_a_photo_moved_a_little_or_mirrored_is_a_copy() -> None:
    real = noise(30, 1)
    moved = torch.cat([real[3:4].roll((1, -2), (2, 3)), real[4:5].flip(3)])
    moved[0, :, :1], moved[0, :, :, -2:] = 0.0, 0.0  # what came in at its edges is other than what went out
    pairs = pairs_of(Made(moved, repeats=PHOTOS), Kept(real, periodic=False), 2)
    assert sorted(pair.nearest for pair in pairs) == [3, 4]
    assert all(pair.suspicious for pair in pairs)
    mirrored = next(pair for pair in pairs if pair.nearest == 4)
    torch.testing.assert_close(mirrored.laid_under(real[4]), moved[1])
    assert {pair.shift for pair in pairs} == {(0.0, 0.0)}  # what is no tile is never laid across its own edges


def test_a_photo_moved_by_half_is_no_place_that_is_tried() -> None:
    one = noise(1, 1)
    assert best_places(one.roll(8, 3), one, PHOTOS).gaps > 0.2
    assert best_places(one.roll(8, 3), one, TILES).gaps < 1e-3


def test_places_by_trying_each() -> None:
    one, other = noise(1, 1), noise(1, 2)
    gaps = [(one - other.roll((-y, -x), (2, 3))).square().mean().sqrt() for y in range(16) for x in range(16)]
    turned = [best_places(turn(one), other, (True, False)).gaps for turn in (Turn(), Turn(mirrored=True))]
    least = best_places(one, other, TILES)
    assert float(least.gaps) <= float(min(gaps)) + 1e-4
    assert float(best_places(one, other, (True, False)).gaps) == pytest.approx(float(min(turned)), abs=1e-4)


def test_an_endless_source_is_scanned_as_far_as_asked() -> None:
    source = Kept(patterns(40, 1, 16), endless=True)
    found = [
        memorisation(Made(patterns(40, 1, 16)[30:]), source, 4, Progress(), scanned=n)[0].distance for n in (20, 40)
    ]
    assert found[1] < 0.01 < found[0]


def test_it_is_the_same_again_and_stops_when_asked() -> None:
    maker, source = Made(noise(6, 1)), Kept(noise(20, 2))
    assert pairs_of(maker, source, 6) == pairs_of(maker, source, 6)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        memorisation(maker, source, 6, progress)


def test_three_pictures_are_too_few() -> None:
    with pytest.raises(DieloomError, match="four or more"):
        pairs_of(Made(noise(2, 1)), Kept(noise(3, 2)), 2)


def test_a_copy_of_a_large_tile_may_lie_between_the_small_pixels() -> None:
    """At 128 px a step of one is half a pixel of what is compared; fine stripes would show it."""
    real = patterns(12, 1, 128)
    moved = real[[1, 2]].roll((13, 27), (2, 3))
    pairs = memorisation(Made(moved), Kept(real), 2, Progress(), scanned=1)
    assert sorted(pair.nearest for pair in pairs) == [1, 2]
    assert all(pair.distance < 0.3 for pair in pairs)
