"""Our Adam must take the steps of Torch's."""

from __future__ import annotations

import pytest
import torch

from core.gan.adam import Adam


@pytest.mark.parametrize("betas", [(0.9, 0.95), (0.8, 0.999)])
def test_it_steps_like_torch(betas: tuple[float, float]) -> None:
    stream = torch.Generator().manual_seed(0)
    matrix, start = torch.randn(6, 6, generator=stream), torch.randn(6, generator=stream)
    ours, theirs = (start.clone().requires_grad_() for _ in range(2))
    own, official = Adam([ours], 0.05, betas), torch.optim.Adam([theirs], lr=0.05, betas=betas)
    for index in range(50):
        own.rate = 0.05 / (1 + index)
        official.param_groups[0]["lr"] = own.rate
        official.zero_grad()
        for each in (ours, theirs):
            (matrix @ each).square().sum().backward()
        own.step()
        official.step()
        assert torch.allclose(ours, theirs, rtol=1e-5, atol=1e-6)
    assert ours.grad is None


def test_what_has_no_gradient_stays() -> None:
    still, moving = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
    adam = Adam([still, moving], 0.1)
    moving.sum().backward()
    adam.step()
    assert torch.equal(still.detach(), torch.ones(2))
    assert torch.allclose(moving.detach(), torch.full((2,), 0.9))
