"""Ways through w begin and end where they should, and have no jumps."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from core.artwork.paths import Easing, path, place_of
from core.errors import DieloomError

easings = st.sampled_from(["linear", "smooth", "flowing"])


def points(count: int) -> list[Tensor]:
    return list(torch.randn(count, 2, 3, generator=torch.Generator().manual_seed(count)))


@given(st.integers(2, 5), st.integers(2, 40), easings)
def test_an_open_path_goes_from_the_first_to_the_last(count: int, frames: int, easing: Easing) -> None:
    stops = points(count)
    found = path(stops, frames, easing=easing)
    assert len(found) == frames
    assert torch.equal(found[0], stops[0])
    assert torch.allclose(found[-1], stops[-1], atol=1e-5)


@given(st.integers(2, 5), st.integers(1, 12), easings)
def test_a_loop_passes_every_point_and_ends_before_its_beginning(count: int, each: int, easing: Easing) -> None:
    stops = points(count)
    found = path(stops, max(count * each, 2), loop=True, easing=easing)
    for index, stop in enumerate(stops):
        assert torch.allclose(found[index * each], stop, atol=1e-5)
        assert place_of(index * each, len(found), count, True) == index


@pytest.mark.parametrize("easing", ["linear", "smooth", "flowing"])
def test_frames_follow_each_other_closely(easing: Easing) -> None:
    found = path(points(4), 400, loop=True, easing=easing)
    steps = [float((one - other).norm()) for one, other in zip(found, found[1:] + found[:1], strict=True)]
    mean = sum(steps) / len(steps)
    assert max(steps) < 4 * mean
    turns = [float((b - a - (c - b)).norm()) for a, b, c in zip(found, found[1:], found[2:], strict=False)]
    assert (max(turns) < 0.2 * mean) == (easing != "linear")  # straight lines have corners


def test_a_straight_line_is_straight() -> None:
    one, other = points(2)
    middle = path([one, other], 3)[1]
    assert torch.allclose(middle, (one + other) / 2, atol=1e-6)
    assert torch.allclose(path([one, other], 3, easing="smooth")[1], middle, atol=1e-6)
    assert [place_of(frame, 5, 2, False) for frame in range(5)] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(("count", "frames"), [(1, 5), (0, 5), (2, 1)])
def test_a_path_needs_two_of_both(count: int, frames: int) -> None:
    with pytest.raises(DieloomError, match="two"):
        path(points(5)[:count], frames)
