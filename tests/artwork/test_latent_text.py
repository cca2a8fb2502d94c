"""A latent must come back from its text as it was."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.artwork.latent_text import floats, unfloats
from core.artwork.recipe import Recipe
from core.errors import DieloomError


@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1, max_size=40))
def test_numbers_come_back_exactly(numbers: list[float]) -> None:
    latent = torch.tensor(numbers)
    recipe = Recipe(start=floats(latent))
    assert recipe.start is not None
    assert torch.equal(unfloats(recipe.start), latent)


def test_rows_follow_each_other() -> None:
    ws = torch.arange(6.0).reshape(2, 3)
    assert torch.equal(unfloats(floats(ws)), torch.arange(6.0))
    assert floats(ws.T.contiguous().T) == floats(ws)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(bad: float) -> None:
    with pytest.raises(DieloomError, match="infinite"):
        unfloats(floats(torch.tensor([0.0, bad])))
