"""The bundled model's tiles have no seam, on pictures as a person sees them (8 bits)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from core.errors import DieloomError
from core.gan.files import find_model, load_model
from core.gan.latents import w_of_seed
from core.gan.model import Model
from core.gan.seams import ordinary_lines
from core.gan.setting import Setting
from core.gan.synthesis import Synthesizer, to_pixels
from tests.gan.conftest import make_generator
from tests.gan.test_networks import rolled_error


def seam_is_hidden(tile: NDArray[np.uint8], axis: int) -> bool:
    """Whether the mean step across the seam lies within the range of the mean steps between interior lines."""
    steps = np.abs(tile.astype(np.int16) - np.roll(tile, 1, axis).astype(np.int16)).mean((1 - axis, 2))
    return bool(steps[1:].min() <= steps[0] <= steps[1:].max())


def hidden_share(count: int) -> float:
    model = load_model(find_model("loom"))
    synthesizer, hidden = Synthesizer(model.generator), 0
    for seed in range(count):
        w = w_of_seed(model, seed, seed % len(model.families), 0.8).repeat(model.config.w_layers, 1)
        tile = to_pixels(synthesizer.picture(w))
        hidden += seam_is_hidden(tile, 0) and seam_is_hidden(tile, 1)
    return hidden / count


def test_the_check_sees_a_seam() -> None:
    ramp = np.repeat(np.arange(64, dtype=np.uint8)[None, :, None], 64, 0).repeat(3, 2)
    assert not seam_is_hidden(ramp, 1)
    assert seam_is_hidden(ramp, 0)


def test_the_cut_is_laid_through_an_ordinary_line() -> None:
    """The steps between these columns are 135 (over the cut), 100, 30, 0 and 5."""
    tiles = torch.tensor([0.0, 100.0, 130.0, 130.0, 135.0])[None, None, None, :].expand(5, 3, 5, 5)
    for turned, axis in ((tiles, 3), (tiles.transpose(2, 3), 2)):
        shares = ordinary_lines(turned, axis)
        assert (shares > 0.9).tolist() == [False, True, True, False, True]
        assert int(shares.argmax()) == 2  # the middle one of five


def test_a_cut_only_rolls_the_tile(model: Model) -> None:
    ws = torch.randn(model.config.w_layers, model.config.w_dim)
    other = make_generator(replace(model.config, cut=(5, 30)))
    other.load_state_dict(model.generator.state_dict())
    for draft in (False, True):
        whole, cut = (Synthesizer(each).picture(ws, Setting((2, 1)), draft=draft) for each in (model.generator, other))
        assert torch.allclose(cut, whole.roll((-30, -5), (1, 2)), atol=1e-5)
    with pytest.raises(DieloomError, match="torus"):
        replace(model.config, cut=(5, 0), padding=("zero", "torus"))


def test_the_bundled_model_rolls_exactly() -> None:
    generator = load_model(find_model("loom")).generator
    assert rolled_error(generator, (1, 0)) < 1e-5
    assert rolled_error(generator, (0, 1)) < 1e-5


def test_seams_do_not_show() -> None:
    """So few tell less surely: two of them may be out of range."""
    assert hidden_share(64) >= 62 / 64


@pytest.mark.slow
def test_seams_do_not_show_in_a_thousand() -> None:
    assert hidden_share(1000) >= 0.99
