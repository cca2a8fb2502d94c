"""The two networks of a run, built from its plan: StyleGAN2's kind, or the classical DCGAN."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

from core.gan.discriminator import Discriminator
from core.gan.networks import Generator
from core.training.dcgan import DcganDiscriminator, DcganGenerator
from core.training.plan import TrainingPlan


def build(plan: TrainingPlan, resolution: int) -> tuple[nn.Module, nn.Module]:
    """Generator and discriminator for one size; the same plan and size give the same weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(plan.seed * 8192 + resolution)
        generator: nn.Module
        discriminator: nn.Module
        if plan.network == "dcgan":
            generator, discriminator = DcganGenerator(plan.resolution, plan.z_dim), DcganDiscriminator(plan.resolution)
        else:
            config = plan.config(resolution)
            generator, discriminator = Generator(config), Discriminator(config)
        if plan.spectral_norm:
            normalise(discriminator)
    return generator.to(memory_format=torch.channels_last), discriminator.to(memory_format=torch.channels_last)  # type: ignore[call-overload]


def normalise(network: nn.Module) -> None:
    """Divide every layer's weight by its largest singular value (Miyato et al. 2018, arXiv 1802.05957)."""
    for layer in list(network.modules()):
        weight = getattr(layer, "weight", None)
        if isinstance(weight, nn.Parameter) and weight.ndim >= 2:
            spectral_norm(layer)
            # An equalised layer would divide a second time.
            for gain in ("gain", "weight_gain"):
                if hasattr(layer, gain):
                    setattr(layer, gain, 1.0)


def freeze(discriminator: nn.Module, blocks: int) -> None:
    """Keep the first ``blocks`` blocks from the picture on as they are (Mo et al. 2020, arXiv 2002.10964)."""
    resolutions = getattr(discriminator, "resolutions", ())
    for resolution in tuple(resolutions)[:blocks]:
        discriminator.get_submodule(f"b{resolution}").requires_grad_(False)


def learning(network: nn.Module) -> Iterator[nn.Parameter]:
    """The parameters that are not frozen."""
    return (each for each in network.parameters() if each.requires_grad)


def parameter_groups(plan: TrainingPlan, generator: nn.Module) -> list[dict[str, object]]:
    """The mapping learns at a rate of its own."""
    if not isinstance(generator, Generator):
        return [{"params": list(generator.parameters())}]
    mapping = {"params": list(generator.mapping.parameters()), "lr": plan.rate * plan.mapping_boost}
    return [mapping, {"params": list(generator.synthesis.parameters())}]


def mixed_styles(generator: Generator, z: Tensor, other: Tensor, classes: Tensor, cut: int) -> tuple[Tensor, Tensor]:
    """w of z [N, w_dim], and ws [N, w_layers, w_dim] whose layers from ``cut`` on follow another z."""
    labels = classes if classes.shape[1] else None
    w, layers = generator.mapping(z, labels), generator.config.w_layers
    ws = w[:, None].expand(-1, min(cut, layers), -1)
    if cut < layers:
        second = generator.mapping(other, labels)[:, None].expand(-1, layers - cut, -1)
        ws = torch.cat([ws, second], 1)
    return w, ws
