"""The classical DCGAN (Radford et al. 2016, arXiv 1511.06434), kept for teaching and as a baseline.

z -> dense 7x7 or 8x8 -> transposed 5x5 convolutions with batch norm -> tanh; the discriminator mirrors it with strided
convolutions. Weights begin as the paper's, normal with a deviation of 0.02. It has no w, so the studio's sliders do not
apply to it.
"""

from __future__ import annotations

from torch import Tensor, nn

from core.errors import DieloomError

SLOPE = 0.2
DEVIATION = 0.02


def _steps(resolution: int) -> tuple[int, int]:
    """Side of the first map, and how often it doubles."""
    for first in (7, 8):
        power = resolution // first
        if power >= 2 and power & (power - 1) == 0 and first * power == resolution:
            return first, power.bit_length() - 1
    raise DieloomError(f"A DCGAN does not draw {resolution} pixels.", "It draws 28, 56 or 112, or 16, 32, 64 or 128.")


def _begin(network: nn.Module) -> None:
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
            nn.init.normal_(layer.weight, 0.0, DEVIATION)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
        elif isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.weight, 1.0, DEVIATION)


class DcganGenerator(nn.Module):
    """z [N, z_dim] -> pictures [N, 3, R, R] in -1..1; classes are ignored."""

    def __init__(self, resolution: int, z_dim: int, width: int = 128) -> None:
        super().__init__()
        self.resolution, self.z_dim, self.width = resolution, z_dim, width
        self.first, doublings = _steps(resolution)
        self.dense = nn.Linear(z_dim, width * self.first**2, bias=False)
        layers: list[nn.Module] = [nn.BatchNorm2d(width), nn.LeakyReLU(SLOPE)]
        channels = width
        for index in range(doublings):
            last = index == doublings - 1
            after = 3 if last else max(channels // 2, 16)
            layers.append(nn.ConvTranspose2d(channels, after, 5, 2, 2, 1, bias=last))
            layers += [nn.Tanh()] if last else [nn.BatchNorm2d(after), nn.LeakyReLU(SLOPE)]
            channels = after
        self.layers = nn.Sequential(*layers)
        _begin(self)

    def forward(self, z: Tensor, classes: Tensor | None = None) -> Tensor:
        picture: Tensor = self.layers(self.dense(z).view(len(z), self.width, self.first, self.first))
        return picture


class DcganDiscriminator(nn.Module):
    """Pictures [N, 3, R, R] -> one score each, [N]; classes are ignored."""

    def __init__(self, resolution: int, width: int = 32) -> None:
        super().__init__()
        self.resolution, self.width = resolution, width
        first, halvings = _steps(resolution)
        layers: list[nn.Module] = []
        channels = 3
        for index in range(halvings):
            layers.append(nn.Conv2d(channels, width << index, 5, 2, 2, bias=not index))
            layers += ([nn.BatchNorm2d(width << index)] if index else []) + [nn.LeakyReLU(SLOPE)]
            channels = width << index
        self.layers = nn.Sequential(*layers)
        self.out = nn.Linear(channels * first**2, 1)
        _begin(self)

    def features(self, pictures: Tensor, classes: Tensor | None = None) -> Tensor:
        """[N, C] before the last layer."""
        features: Tensor = self.layers(pictures).flatten(1)
        return features

    def forward(self, pictures: Tensor, classes: Tensor | None = None) -> Tensor:
        score: Tensor = self.out(self.features(pictures))[:, 0]
        return score
