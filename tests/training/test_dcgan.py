"""The classical DCGAN has the founding documents' shapes and the paper's beginnings."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from core.errors import DieloomError
from core.training.dcgan import DcganDiscriminator, DcganGenerator
from core.training.presets import PRESETS
from core.training.trainer import Trainer
from tests.training.toys import CPU, Measure, dcgan, dots


@pytest.mark.parametrize(("resolution", "first"), [(28, 7), (56, 7), (16, 8), (32, 8), (64, 8)])
def test_the_first_map_doubles_up_to_the_picture(resolution: int, first: int) -> None:
    generator, discriminator = DcganGenerator(resolution, 100), DcganDiscriminator(resolution)
    assert generator.dense.out_features == 128 * first * first
    made = generator(torch.randn(4, 100))
    assert made.shape == (4, 3, resolution, resolution)
    assert made.abs().max() <= 1.0
    assert discriminator(made).shape == (4,)
    assert discriminator.features(made).shape == (4, discriminator.out.in_features)


@pytest.mark.parametrize("resolution", [8, 7, 30, 48, 100])
def test_other_sizes_are_refused(resolution: int) -> None:
    with pytest.raises(DieloomError, match=f"does not draw {resolution} pixels"):
        DcganGenerator(resolution, 100)


def test_kernels_are_five_wide_with_batch_norm_between() -> None:
    generator = DcganGenerator(28, 100)
    convolutions = [each for each in generator.modules() if isinstance(each, nn.ConvTranspose2d)]
    assert [each.kernel_size for each in convolutions] == [(5, 5)] * 2
    assert sum(isinstance(each, nn.BatchNorm2d) for each in generator.modules()) == 2
    assert isinstance(generator.layers[-1], nn.Tanh)
    assert not any(isinstance(each, nn.ReLU) for each in generator.modules())


def test_weights_begin_as_the_papers() -> None:
    torch.manual_seed(0)
    for network in (DcganGenerator(28, 100), DcganDiscriminator(28)):
        layers = [each for each in network.modules() if isinstance(each, nn.Conv2d | nn.ConvTranspose2d | nn.Linear)]
        assert len(layers) == 3
        for layer in layers:
            assert layer.weight.std().item() == pytest.approx(0.02, rel=0.1)


def test_a_picture_of_the_average_network_is_its_own_matter() -> None:
    """Batch norm looks at the batch in training only."""
    learning = Trainer(dcgan(batch=16), dots(16), CPU)
    for _ in range(3):
        learning.step()
    z = torch.randn(4, learning.plan.z_dim)
    assert torch.allclose(learning.average(z)[:1], learning.average(z[:1]), atol=1e-5)


@pytest.mark.slow
def test_it_learns() -> None:
    """Five times as fast as the preset does, which has forty times as long."""
    learning = Trainer(dcgan(rate=1e-3), dots(16), CPU)
    measure = Measure(learning)
    start = measure()["distance"]
    for _ in range(240):
        learning.step()
    assert measure()["distance"] < 0.2 * start


def test_the_preset_is_the_founding_documents() -> None:
    fields = PRESETS["classic-dcgan"].fields
    assert (fields["z_dim"], fields["resolution"], fields["batch"], fields["keep_epochs"]) == (100, 28, 64, 50)
    assert (fields["optimizer"], fields["rate"], fields["momentum"]) == ("adam", 2e-4, 0.5)
    assert PRESETS["classic-dcgan"].data == "digits"
