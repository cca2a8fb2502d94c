"""Over the whole range of every parameter, each blank cuts, folds and closes, and none is refused."""

from __future__ import annotations

import pytest

from core.dieline import library
from core.dieline.checks import check
from tests.dieline.samples import sizes


def sweep(code: str, count: int, seed: int) -> None:
    template = library.load(code)
    for given in sizes(template, count, seed):
        outline = template.outline(given)
        assert check(outline) == (), given
        width, height = template.blank(given)
        assert (outline.blank.width, outline.blank.height) == pytest.approx((width, height), abs=1e-6), given


@pytest.mark.parametrize("code", library.codes())
def test_every_size_in_range_is_sound(code: str) -> None:
    sweep(code, 80, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("code", library.codes())
def test_a_thousand_sizes_are_sound(code: str) -> None:
    sweep(code, 1000, seed=2)
