"""The networks against what they promise: tiles of the torus, and StyleGAN2's arithmetic."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.config import GeneratorConfig, Padding
from core.gan.discriminator import Discriminator
from core.gan.layers import StyledConv, double
from core.gan.networks import Generator
from tests.gan.conftest import CONFIG, make_generator


def rolled_error(generator: Generator, shifts: tuple[int, int]) -> float:
    """Largest difference of "roll the constant and noise, then draw" and "draw, then roll", as a part of the range."""
    config = generator.config
    ws = torch.randn(2, config.w_layers, config.w_dim, generator=torch.Generator().manual_seed(1))
    picture = generator.synthesis(ws)
    pixels = tuple(shift * config.resolution // 4 for shift in shifts)
    for resolution in config.resolutions if config.noise else ():
        block = generator.synthesis.block(resolution)
        for conv in ([] if block.first else [block.conv0]) + [block.conv1]:
            conv.noise_const.copy_(conv.noise_const.roll([shift * resolution // 4 for shift in shifts], (0, 1)))
    moved = generator.synthesis(ws, generator.synthesis.start(2).roll(shifts, (2, 3)))
    expected = picture.roll(pixels, (2, 3))
    return float((moved - expected).abs().max() / (picture.max() - picture.min()))


@pytest.mark.parametrize("shifts", [(0, 1), (1, 0), (2, 3)])
def test_rolling_the_constant_and_noise_rolls_the_picture(noisy: Generator, shifts: tuple[int, int]) -> None:
    assert rolled_error(noisy, shifts) < 1e-5


def test_padding_is_per_axis() -> None:
    generator = make_generator(replace(CONFIG, padding=("torus", "zero")))
    assert rolled_error(generator, (0, 1)) < 1e-5
    assert rolled_error(generator, (1, 0)) > 1e-2


def test_repeating_the_constant_repeats_the_tile() -> None:
    generator = make_generator()
    ws = torch.randn(1, CONFIG.w_layers, CONFIG.w_dim)
    tile = generator.synthesis(ws)
    wide = generator.synthesis(ws, generator.synthesis.start(1, (3, 2)))
    assert torch.allclose(wide, tile.repeat(1, 1, 2, 3), atol=1e-4)


def transposed(x: Tensor, weight: Tensor) -> Tensor:
    """The paper's upsampling: convolution transposed with stride 2, then the binomial filter, zeros outside."""
    binomial = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    kernel = (4 * torch.outer(binomial, binomial)).expand(len(weight), 1, 4, 4)
    wide = F.conv_transpose2d(x, weight.transpose(0, 1), stride=2)
    return F.conv2d(F.pad(wide, (1, 1, 1, 1)), kernel, groups=len(weight))


@pytest.mark.parametrize("up", [False, True])
def test_a_styled_convolution_is_the_papers(up: bool) -> None:
    layer = StyledConv(5, 7, 6, ("zero", "zero"), up=up, noise_size=16 if up else 8, clamp=None).requires_grad_(False)
    layer.noise_strength.fill_(0.3)
    layer.bias.normal_()
    x, w = torch.randn(1, 5, 8, 8), torch.randn(1, 6)
    style = F.linear(w, layer.affine.weight / math.sqrt(6), layer.affine.bias)
    weight = layer.weight * style[0, None, :, None, None]
    weight = weight * torch.rsqrt(weight.square().sum((1, 2, 3), keepdim=True) + 1e-8)
    y = transposed(x, weight) if up else F.conv2d(x, weight, padding=1)
    y = y + 0.3 * layer.noise_const + layer.bias[:, None, None]
    expected = F.leaky_relu(y, 0.2) * math.sqrt(2.0)
    assert torch.allclose(layer(x, w), expected, atol=1e-5)


def test_doubling_is_the_binomial_filter_on_inserted_zeros() -> None:
    picture = torch.randn(1, 1, 6, 6)
    spread = torch.zeros(1, 1, 12, 12)
    spread[:, :, ::2, ::2] = picture
    binomial = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    kernel = 4 * torch.outer(binomial, binomial)[None, None]
    for axes, mode in ((("torus", "torus"), "circular"), (("zero", "zero"), "constant")):
        expected = F.conv2d(F.pad(spread, (2, 1, 2, 1), mode=mode), kernel)
        assert torch.allclose(double(picture, axes), expected, atol=1e-6)


def test_the_state_has_the_official_names() -> None:
    names = set(make_generator(GeneratorConfig(8, 4, 4, 1, 64, 8, ("a", "b"), noise=True)).state_dict())
    conv = ["weight", "bias", "affine.weight", "affine.bias", "noise_strength", "noise_const"]
    rgb = ["weight", "bias", "affine.weight", "affine.bias"]
    expected = {f"synthesis.b8.{layer}.{each}" for layer in ("conv0", "conv1") for each in conv}
    expected |= {f"synthesis.b4.conv1.{each}" for each in conv} | {"synthesis.b4.const"}
    expected |= {f"synthesis.{block}.torgb.{each}" for block in ("b4", "b8") for each in rgb}
    expected |= {"mapping.w_avg", "mapping.embed.weight", "mapping.embed.bias", "mapping.fc0.weight"}
    assert names == expected | {"mapping.fc0.bias"}


def test_classes_and_latents_both_matter() -> None:
    generator = make_generator()
    z, classes = torch.randn(2, 16), torch.eye(2)
    ws = generator.mapping(z[:1].repeat(2, 1), classes)
    assert (ws[0] - ws[1]).abs().max() > 0.1
    assert (generator.mapping(z, classes[:1].repeat(2, 1)).diff(dim=0)).abs().max() > 0.1


@pytest.mark.parametrize("axes", [("torus", "torus"), ("zero", "zero"), ("torus", "zero")])
def test_the_discriminator_sees_a_border_where_the_generator_has_one(axes: tuple[Padding, Padding]) -> None:
    block = Discriminator(replace(CONFIG, padding=axes)).get_submodule("b32")
    pictures = torch.randn(2, 3, 32, 32)
    for axis, shift in ((0, (0, 16)), (1, (8, 0))):
        seen, moved = block(None, pictures), block(None, pictures.roll(shift, (2, 3)))
        same = torch.allclose(moved, seen.roll((shift[0] // 2, shift[1] // 2), (2, 3)), atol=1e-4)
        assert same == (axes[axis] == "torus")


def test_the_discriminator_judges_by_class() -> None:
    torch.manual_seed(0)
    critic, pictures, classes = Discriminator(CONFIG), torch.randn(4, 3, 32, 32), torch.eye(2).repeat(2, 1)
    assert (critic(pictures, classes.flip(0)) - critic(pictures, classes)).abs().max() > 1e-3
