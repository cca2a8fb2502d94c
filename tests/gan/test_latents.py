"""Seeds, truncation and directions."""

from __future__ import annotations

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DieloomError
from core.gan.directions import Direction, spread_of
from core.gan.latents import (
    direction_of,
    family_index,
    latent,
    mapped,
    on_map,
    step,
    strayed,
    truncate,
    w_of_seed,
)
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


def test_truncation_stops_at_the_cutoff(model: Model) -> None:
    ws = torch.randn(3, 8, 24, generator=torch.Generator().manual_seed(0))
    centre = model.centres[0]
    for cutoff in range(9):
        moved = truncate(ws, centre, 0.4, cutoff)
        assert torch.equal(moved[:, cutoff:], ws[:, cutoff:])
        assert torch.allclose(moved[:, :cutoff], torch.lerp(centre, ws[:, :cutoff], 0.4), atol=1e-6)
    assert torch.equal(truncate(ws, centre, 0.4, 60), truncate(ws, centre, 0.4))
    assert torch.equal(truncate(ws, centre, 1.0), ws)


@given(st.integers(0, 2**32 - 1), st.floats(0, 0.999), st.floats(0, 0.999))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_place_on_the_map_blends_four_seeds(model: Model, seed: int, x: float, y: float) -> None:
    w, centre = on_map(model, seed, "waves", (x, y))
    corners = [mapped(model, (seed + step) % 2**32, 1) for step in (0, 1, 100, 101)]
    top, bottom = torch.lerp(corners[0], corners[1], x), torch.lerp(corners[2], corners[3], x)
    assert torch.allclose(w, torch.lerp(top, bottom, y), atol=1e-5)
    assert torch.allclose(centre, model.centres[1], atol=1e-5)


def test_the_map_has_no_cracks_and_no_edge(model: Model) -> None:
    for seed, stride, place in ((7, 1, (1 - 1e-6, 0.0)), (7, 100, (0.0, 1 - 1e-6)), (2**32 - 1, 1, (1 - 1e-6, 0.0))):
        near, near_centre = on_map(model, seed, None, place)
        there, centre = on_map(model, (seed + stride) % 2**32, None, (0.0, 0.0))
        assert torch.allclose(near, there, atol=1e-4)
        assert torch.allclose(near_centre, centre, atol=1e-4)
    assert torch.equal(on_map(model, 7, None, (0.0, 0.0))[0], mapped(model, 7, 1))


def test_straying_is_as_far_as_asked_and_always_the_same(model: Model) -> None:
    spread, w = spread_of(model), mapped(model, 3, 0)
    assert torch.equal(strayed(w, spread, 0.5, 9), strayed(w, spread, 0.5, 9))
    assert torch.equal(strayed(w, spread, 0.0, 9), w)
    moves = torch.stack([strayed(w, spread, 0.5, seed) - w for seed in range(400)])
    measured, wanted = torch.cov(moves.T), 0.25 * spread.covariance.float()
    assert float((measured - wanted).norm() / wanted.norm()) < 0.3


def test_a_name_is_looked_for_in_the_model_then_beside_it_then_in_sefa(model: Model) -> None:
    saved = {name: Direction(name, "liked", torch.eye(24)[3], 2.0, "leafy") for name in ("liked1", "sefa1", "pc1")}
    assert torch.equal(step(model, "liked1", 1.5, saved), 3.0 * torch.eye(24)[3])
    assert direction_of(model, "pc1", saved).method == "own"
    assert direction_of(model, "sefa1", saved) is saved["sefa1"]
    assert direction_of(model, "sefa1").method == "sefa"
    with pytest.raises(DieloomError, match=r"liked1, .*sefa16"):
        step(model, "nonesuch", 1.0, saved)


def test_a_seed_is_mapped_once_and_nothing_writes_to_it(model: Model) -> None:
    w = mapped(model, 31, 0)
    before = w.clone()
    truncate(w[None], model.centres[0], 1.0).add_(1.0)
    on_map(model, 31, "dots", (0.0, 0.0))[0].add_(1.0)
    w_of_seed(model, 31, 0).add_(1.0)
    assert mapped(model, 31, 0) is w
    assert torch.equal(w, before)
