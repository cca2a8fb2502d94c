"""The bundled digits are a labelled set of small pictures."""

from __future__ import annotations

import numpy as np
import pytest

from core.training.data import digits_set

pytest.importorskip("sklearn")


@pytest.mark.parametrize("resolution", [28, 32])
def test_digits_are_white_on_black_and_labelled(resolution: int) -> None:
    digits = digits_set(resolution)
    assert (len(digits), digits.resolution, digits.labels) == (1797, resolution, tuple("0123456789"))
    zero = digits.read(0)
    assert zero.shape == (resolution, resolution, 3)
    assert digits.label(0) == 0
    middle, edge = (
        zero[resolution // 2 - 2 : resolution // 2 + 2, resolution // 2 - 2 : resolution // 2 + 2],
        zero[:, 0],
    )
    assert middle.mean() < 60 < zero.max()
    assert edge.max() < 30
    assert (zero == zero[:, :, :1]).all()


def test_each_digit_looks_like_its_kind() -> None:
    """The mean picture of each label is nearest to itself on the other half of the set."""
    digits = digits_set(28)
    pixels = np.stack([digits.read(index)[:, :, 0] for index in range(len(digits))]).astype(float)
    labels = np.array([digits.label(index) for index in range(len(digits))])
    half = np.arange(len(digits)) % 2 == 0
    ones, others = (
        np.stack([pixels[(labels == number) & part].mean(axis=0).ravel() for number in range(10)])
        for part in (half, ~half)
    )
    nearest = np.linalg.norm(ones[:, None] - others, axis=2).argmin(axis=1)
    assert nearest.tolist() == list(range(10))


def test_digits_are_not_changed_when_viewed() -> None:
    digits = digits_set(28)
    assert np.array_equal(digits.view(5, 28, np.random.default_rng(1)), digits.read(5))
