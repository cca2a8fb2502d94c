"""Our compact networks: more pixels, or cleaner ones.

A body of residual blocks works at the picture's own size or at half of it, a head puts the pixels in place (sub-pixel
convolution, Shi et al., arXiv 1609.05158), and what comes out is added to the interpolated picture, so that the network
learns only what interpolation lacks. Nothing is normalised over the picture (Lim et al., arXiv 1707.02921): a pixel
depends on its surroundings alone, and tiles come out as the whole picture would.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import torch
import torch.nn.functional as F
from pydantic import Field, ValidationError
from safetensors import SafetensorError, safe_open
from safetensors.torch import load, save
from torch import Tensor, nn

from core import files
from core.errors import DieloomError
from core.values import Value

FORMAT = "dieloom-imaging-1"
MAX_BYTES = 64 << 20


class NetworkConfig(Value):
    """What a network is made of. ``fold`` is how often finer the picture is than the body works; ``planes`` are the
    strengths that it is told beside the picture."""

    features: Annotated[int, Field(ge=4, le=256)] = 48
    blocks: Annotated[int, Field(ge=1, le=32)] = 6
    factors: tuple[Annotated[int, Field(ge=1, le=4)], ...] = (2, 4)
    planes: Annotated[int, Field(ge=0, le=4)] = 0
    fold: Annotated[int, Field(ge=1, le=2)] = 1

    @property
    def seen_px(self) -> int:
        """How far a pixel of the result looks, in pixels of the picture."""
        return self.fold * (2 * self.blocks + 2) + 2

    @property
    def margin_px(self) -> int:
        """The same, whole in the fours that pieces of pictures are aligned to."""
        return -(-self.seen_px // 4) * 4


UPSCALE = NetworkConfig()
RESTORE = NetworkConfig(factors=(1,), planes=2, fold=2)


class _Block(nn.Module):
    def __init__(self, features: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(features, features, 3, padding=1)
        self.second = nn.Conv2d(features, features, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = x + self.second(F.leaky_relu(self.first(x), 0.1))
        return made


class PixelNetwork(nn.Module):
    """Pictures [N, 3, H, W] in 0..1, as sRGB encodes them -> [N, 3, factor H, factor W], not clamped.

    sRGB and not light, because that is where eyes see even steps, and where pictures are made smaller and drawn with
    soft edges by nearly every program.
    """

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        width, folded = config.features, 3 * config.fold**2
        self.entry = nn.Conv2d(folded + config.planes, width, 3, padding=1)
        self.body = nn.Sequential(*(_Block(width) for _ in range(config.blocks)))
        self.heads = nn.ModuleDict(
            {str(factor): nn.Conv2d(width, folded * factor**2, 3, padding=1) for factor in config.factors}
        )

    def forward(self, pictures: Tensor, factor: int = 1, strengths: Tensor | None = None) -> Tensor:
        """``strengths`` [N, planes] in 0..1 are told to the network as planes of one value (FFDNet, Zhang et al., arXiv
        1710.04026), and its correction is in proportion to them: at 0 the picture is left alone."""
        x = F.pixel_unshuffle(pictures, self.config.fold)
        if strengths is not None:
            planes = strengths[:, :, None, None].expand(-1, -1, *x.shape[2:])
            x = torch.cat([x, planes], 1)
        entered = self.entry(x)
        made = self.heads[str(factor)](self.body(entered) + entered)
        correction = F.pixel_shuffle(made, self.config.fold * factor)
        if strengths is not None:
            correction = correction * strengths.sum(1).clamp(max=1.0)[:, None, None, None]
        return enlarged(pictures, factor) + correction

    def calm(self) -> None:
        """Begin as plain interpolation: corrections of nothing, and blocks that hardly change what passes."""
        with torch.no_grad():
            for block in self.body:
                assert isinstance(block, _Block)
                block.second.weight.mul_(0.1)
            for head in self.heads.values():
                assert isinstance(head, nn.Conv2d)
                assert head.bias is not None
                head.weight.mul_(0.1)
                head.bias.zero_()


def enlarged(pictures: Tensor, factor: int) -> Tensor:
    """By cubic convolution with a = -0.5 (Keys 1981), as Pillow has it."""
    if factor == 1:
        return pictures
    return F.interpolate(pictures, scale_factor=factor, mode="bicubic", antialias=True)


def save_network(network: PixelNetwork, path: Path, card: dict[str, str]) -> None:
    """Write it as float16 in one step; raises DieloomError."""
    halves = {name: value.detach().half().contiguous() for name, value in network.state_dict().items()}
    metadata = {"format": FORMAT, "config": network.config.model_dump_json(), "card": json.dumps(card)}
    files.write_bytes(path, save(halves, metadata))


def load_network(path: Path) -> PixelNetwork:
    """The network in a file, ready to work; raises DieloomError when it is damaged or holds none."""
    data = files.read_bytes(path, MAX_BYTES)
    try:
        with safe_open(path, framework="np") as file:
            metadata: dict[str, Any] = file.metadata() or {}
        if metadata.get("format") != FORMAT:
            raise ValueError("another format")
        with torch.device("meta"):  # a forged file cannot ask for more than it holds
            network = PixelNetwork(NetworkConfig.model_validate_json(metadata["config"]))
        weights = {name: tensor.float() for name, tensor in load(data).items()}
        if not all(bool(torch.isfinite(value).all()) for value in weights.values()):
            raise ValueError("some of its weights are not numbers")
        network.load_state_dict(weights, assign=True)
    except (OSError, SafetensorError, ValidationError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise DieloomError(f"{path.name} is no network that can be read.", "Install Dieloom again.") from error
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return network.requires_grad_(False).eval()
