"""StyleGAN2's discriminator against its arithmetic written down the long way, and its official names."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.config import GeneratorConfig
from core.gan.stylegan2_discriminator import Architecture, Stylegan2Discriminator

CONFIG = GeneratorConfig(16, 8, 8, 2, 64, 8, labels=("a", "b", "c"), clamp=256.0)


def made(config: GeneratorConfig, architecture: Architecture) -> Stylegan2Discriminator:
    torch.manual_seed(0)
    net = Stylegan2Discriminator(config, architecture, 2).requires_grad_(False).eval()
    for name, parameter in net.named_parameters():
        if name.endswith("bias"):
            parameter.normal_()
    return net


def filtered(x: Tensor, padding: int) -> Tensor:
    line = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    kernel = torch.outer(line, line).expand(x.shape[1], 1, 4, 4)
    return F.conv2d(F.pad(x, (padding,) * 4), kernel, groups=x.shape[1])


def longhand(state: dict[str, Tensor], x: Tensor, classes: Tensor | None) -> Tensor:
    """The residual discriminator of the paper for one group of pictures, from its state alone."""

    def scaled(name: str) -> Tensor:
        weight = state[f"{name}.weight"]
        return weight / math.sqrt(weight[0].numel())

    def bent(y: Tensor, name: str, gain: float = 1.0) -> Tensor:
        y = F.leaky_relu(y + state[f"{name}.bias"][:, None, None], 0.2) * math.sqrt(2) * gain
        return y.clamp(-256 * gain, 256 * gain)

    def dense(y: Tensor, name: str, rate: float = 1.0) -> Tensor:
        return y @ scaled(name).T * rate + state[f"{name}.bias"] * rate

    half = math.sqrt(0.5)
    x = bent(F.conv2d(x, scaled("b16.fromrgb")), "b16.fromrgb")
    for block in ("b16", "b8"):
        skip = F.conv2d(filtered(x, 1)[:, :, ::2, ::2], scaled(f"{block}.skip")) * half
        y = bent(F.conv2d(x, scaled(f"{block}.conv0"), padding=1), f"{block}.conv0")
        y = F.conv2d(filtered(y, 2), scaled(f"{block}.conv1"), stride=2)
        x = skip + bent(y, f"{block}.conv1", half)
    spread = (x - x.mean(0)).square().mean(0).add(1e-8).sqrt().mean()
    x = torch.cat([x, spread.expand(len(x), 1, 4, 4)], 1)
    x = bent(F.conv2d(x, scaled("b4.conv"), padding=1), "b4.conv").flatten(1)
    x = F.leaky_relu(dense(x, "b4.fc"), 0.2) * math.sqrt(2)
    scores = dense(x, "b4.out")
    if classes is None:
        return scores[:, 0]
    y = dense(classes, "mapping.embed")
    y = y / y.square().mean(1, keepdim=True).add(1e-8).sqrt()
    for layer in ("mapping.fc0", "mapping.fc1"):
        y = F.leaky_relu(dense(y, layer, 0.01), 0.2) * math.sqrt(2)
    return (scores * y).sum(1) / math.sqrt(y.shape[1])


@pytest.mark.parametrize("labels", [(), ("a", "b", "c")])
def test_the_scores_are_the_papers(labels: tuple[str, ...]) -> None:
    net = made(replace(CONFIG, labels=labels), "resnet")
    pictures = torch.randn(4, 3, 16, 16)
    classes = torch.eye(3)[torch.tensor([0, 2, 1, 1])] if labels else None
    expected = longhand(net.state_dict(), pictures, classes)
    assert torch.allclose(net(pictures, classes), expected, rtol=1e-4, atol=1e-4)


def test_groups_are_strided_as_in_the_official_training() -> None:
    """Of eight pictures the even ones are one group and the odd ones the other."""
    net = made(replace(CONFIG, labels=()), "resnet")
    pictures = torch.randn(8, 3, 16, 16)
    together, apart = net(pictures), torch.empty(8)
    apart[::2], apart[1::2] = net(pictures[::2]), net(pictures[1::2])
    assert torch.allclose(together, apart, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("architecture", "own"),
    [
        ("resnet", {"b8.skip.weight"}),
        ("skip", {"b8.fromrgb.weight", "b8.fromrgb.bias", "b4.fromrgb.weight", "b4.fromrgb.bias"}),
        ("orig", set()),
    ],
)
def test_names_of_each_architecture(architecture: Architecture, own: set[str]) -> None:
    config = replace(CONFIG, labels=(), image_channels=1)
    state = made(config, architecture).state_dict()
    common = {f"b8.{conv}.{part}" for conv in ("conv0", "conv1") for part in ("weight", "bias")}
    common |= {f"b4.{layer}.{part}" for layer in ("conv", "fc", "out") for part in ("weight", "bias")}
    assert {name for name in state if name.startswith(("b8", "b4"))} == common | own
    assert state["b16.fromrgb.weight"].shape == (4, 1, 1, 1)
    assert made(config, architecture)(torch.randn(2, 1, 16, 16)).shape == (2,)


def test_it_can_be_trained() -> None:
    net = made(CONFIG, "resnet").requires_grad_(True)
    net(torch.randn(4, 3, 16, 16), torch.eye(3)[[0, 1, 2, 0]]).sum().backward()
    assert all(parameter.grad is not None for parameter in net.parameters())
