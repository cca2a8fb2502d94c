"""The brush: what it sees, what it does at no strength, and its file."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from core.errors import DieloomError
from core.style.network import ALIGN_PX, REACH_PX, Brush, BrushConfig, read, write


@pytest.fixture(scope="module")
def brush() -> Brush:
    torch.manual_seed(3)
    made = Brush(BrushConfig(fine=8, coarse=16)).requires_grad_(False)
    torch.nn.init.normal_(made.paint.weight)
    return made


def noise(stream: int, width: int = 256) -> Tensor:
    return torch.rand(1, 3, 64, width, generator=torch.Generator().manual_seed(stream)) * 2.0 - 1.0


def test_it_sees_no_farther_than_its_reach(brush: Brush) -> None:
    content, plane, strengths = noise(1), noise(2), torch.ones(1, 2)
    code = brush.style(plane)
    first = brush(content, plane, code, strengths)
    content[..., 128:], plane[..., 128:] = 0.5, -0.5
    apart = (brush(content, plane, code, strengths) - first).abs().amax((0, 1, 2))
    assert apart[: 128 - REACH_PX].max() == 0.0
    assert apart[128:].max() > 0.01


def test_it_moves_with_the_picture(brush: Brush) -> None:
    content, plane, strengths = noise(1), noise(2), torch.ones(1, 2)
    code = brush.style(plane)
    first = brush(content, plane, code, strengths)
    moved = brush(content.roll(ALIGN_PX, 3), plane.roll(ALIGN_PX, 3), code, strengths)
    inner = slice(REACH_PX + ALIGN_PX, -REACH_PX)
    assert torch.allclose(moved[..., inner], first.roll(ALIGN_PX, 3)[..., inner], atol=1e-5)


def test_at_no_strength_it_draws_the_content(brush: Brush) -> None:
    content, plane = noise(1), noise(2)
    assert torch.equal(brush(content, plane, brush.style(plane), torch.zeros(1, 2)), content)


def test_a_style_is_the_same_wherever_its_swatch_begins(brush: Brush) -> None:
    swatch = noise(4, 64)
    assert torch.allclose(brush.style(swatch), brush.style(swatch.roll((16, 32), (2, 3))), atol=1e-5)


def test_its_file(brush: Brush, tmp_path: Path) -> None:
    path = tmp_path / "brush.safetensors"
    write(brush, path, {})
    again = read(path)
    content, plane = noise(1), noise(2)
    for one, other in zip(again.parameters(), brush.parameters(), strict=True):
        assert torch.equal(one, other.half().float())
    assert again(content, plane, again.style(plane), torch.ones(1, 2)).shape == content.shape


@pytest.mark.parametrize("data", [b"", b"no tensors", b"\xff" * 64])
def test_a_damaged_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brush.safetensors"
    path.write_bytes(data)
    with pytest.raises(DieloomError):
        read(path)


def test_another_shape_is_refused(brush: Brush, tmp_path: Path) -> None:
    path = tmp_path / "brush.safetensors"
    brush_of_another_size = Brush(BrushConfig(fine=4, coarse=8))
    object.__setattr__(brush_of_another_size, "config", brush.config)
    write(brush_of_another_size, path, {})
    with pytest.raises(DieloomError, match="do not fit"):
        read(path)
