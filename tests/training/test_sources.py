"""Pictures of a set are the same however they are fetched."""

from __future__ import annotations

import numpy as np
import torch

from core.training.data import MemorySet, Views
from core.training.sources import PictureSource


def test_views_made_at_once_are_those_made_one_after_the_other() -> None:
    chance = np.random.default_rng(4)
    pictures = MemorySet(chance.integers(0, 255, (10, 24, 30, 3), dtype=np.uint8), (), [], views=Views())
    source = PictureSource(pictures, 16, seed=3)
    indices = [source.index(number) for number in range(8, 32)]  # over the ends of two epochs
    one, other = (source.views(indices, 8, at_once=at_once) for at_once in (False, True))
    assert all(np.array_equal(*pair) for pair in zip(one, other, strict=True))
    drawn = source.draw(8, 24, torch.device("cpu")).pictures
    assert torch.equal(drawn, torch.from_numpy(np.stack(one)).permute(0, 3, 1, 2).float() / 127.5 - 1.0)
    assert len({view.tobytes() for view in one}) == 24  # the same picture is met in another view
