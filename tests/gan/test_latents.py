"""Seeds, truncation and directions."""

from __future__ import annotations

import pytest
import torch

from core.errors import DieloomError
from core.gan.latents import family_index, latent, step, w_of_seed
from core.gan.model import Model


def test_a_seed_means_the_same_for_ever() -> None:
    assert latent(4, 7)[0].tolist() == pytest.approx([1.6905257, -0.4659374, 0.03282016, 0.40751624])


def test_truncation_goes_from_the_centre_to_the_latent(model: Model) -> None:
    whole, half = w_of_seed(model, 5, 1), w_of_seed(model, 5, 1, 0.5)
    assert torch.equal(w_of_seed(model, 5, 1, 0.0), model.centres[1])
    assert torch.allclose(half, (whole + model.centres[1]) / 2, atol=1e-6)


def test_a_family_by_name_or_by_seed(model: Model) -> None:
    assert family_index(model, "waves", 0) == 1
    assert {family_index(model, None, seed) for seed in range(2)} == {0, 1}
    with pytest.raises(DieloomError, match="dots, waves"):
        family_index(model, "plaid", 0)


def test_directions_are_orthogonal_and_fall_in_width(model: Model) -> None:
    gram = model.directions @ model.directions.T
    assert torch.allclose(gram, torch.eye(4), atol=1e-2)
    assert model.deviations.tolist() == sorted(model.deviations.tolist(), reverse=True)


def test_a_step_is_in_standard_deviations(model: Model) -> None:
    assert step(model, "pc2", -2.0).norm() == pytest.approx(2 * float(model.deviations[1]), rel=1e-2)
    with pytest.raises(DieloomError, match="pc1, pc2"):
        step(model, "pc9", 1.0)


def test_the_first_direction_is_the_widest(model: Model) -> None:
    ws = torch.stack([w_of_seed(model, seed, 0) for seed in range(200)])
    spreads = (ws @ model.directions.T).std(0)
    assert float(spreads[0]) == pytest.approx(float(model.deviations[0]), rel=0.35)
    assert spreads[0] > (ws @ torch.nn.functional.normalize(torch.randn(24, 8), dim=0)).std(0).mean()
