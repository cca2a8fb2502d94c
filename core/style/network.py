"""The brush: a small network that draws a picture with the marks of a swatch.

Its three parts are those of micro-encoder style transfer (MicroAST, Wang et al. 2022, arXiv 2211.15313): a content
encoder, a style encoder and a decoder whose convolutions the style modulates. Convolutions of stride-4 features alone
cannot draw a texture where the picture is flat, because nothing there differs from place to place; so the swatch is
laid over the plane, and the network sees it beside the picture. Nothing inside looks at the whole picture: a piece with
a margin of ``REACH_PX`` comes out as it does in the whole.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save
from torch import Tensor, nn

from core import files
from core.gan.files import to_torch
from core.gan.reader import Unreadable, naming
from core.gan.reader.safe import tensors_and_metadata
from core.gan.reader.spans import File

ALIGN_PX = 4
REACH_PX = 64  # no pixel farther away has a part in what is drawn
_SLOPE = 0.2


@dataclass(frozen=True)
class BrushConfig:
    """``fine`` and ``coarse`` channels at stride 2 and 4; residual blocks of each; numbers of a style's code."""

    fine: int = 32
    coarse: int = 64
    fine_blocks: int = 2
    coarse_blocks: int = 3
    code: int = 128


class Modulated(nn.Module):
    """A 3x3 convolution whose inputs a style scales, outputs scaled back to variance 1 (StyleGAN2, Karras et al. 2020,
    section 2.2). Scaling the features is the same as scaling the weights, and needs no convolution per picture."""

    def __init__(self, inputs: int, outputs: int, code: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3) / (3.0 * inputs**0.5))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.affine = nn.Linear(code, inputs)
        nn.init.normal_(self.affine.weight, std=0.3 / code**0.5)
        nn.init.ones_(self.affine.bias)

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        scale = self.affine(code)
        power = self.weight.square().sum((2, 3)) @ scale.square().T
        even = (power + 1e-6).rsqrt().T
        y = F.conv2d(x * scale[:, :, None, None], self.weight, padding=1)
        scaled: Tensor = y * even[:, :, None, None] + self.bias[None, :, None, None]
        return scaled


class Block(nn.Module):
    """Two modulated convolutions beside the identity."""

    def __init__(self, channels: int, code: int) -> None:
        super().__init__()
        self.first = Modulated(channels, channels, code)
        self.second = Modulated(channels, channels, code)
        self.share = nn.Parameter(torch.tensor(0.3))

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        y = F.leaky_relu(self.first(x, code), _SLOPE)
        changed: Tensor = x + self.share * self.second(y, code)
        return changed


class StyleEncoder(nn.Module):
    """A swatch's mean and spread of features at three scales, as a code; its mean colour comes last."""

    def __init__(self, code: int) -> None:
        super().__init__()
        widths = (12, 32, 48, 64)
        self.layers = nn.ModuleList(
            nn.Conv2d(inputs, outputs, 3, 2 if number else 1, 1, padding_mode="circular")
            for number, (inputs, outputs) in enumerate(itertools.pairwise(widths))
        )
        self.read = nn.Sequential(nn.Linear(2 * sum(widths[1:]), 192), nn.LeakyReLU(_SLOPE), nn.Linear(192, code))

    def forward(self, swatch: Tensor) -> Tensor:
        x, facts = F.pixel_unshuffle(swatch, 2), []
        for layer in self.layers:
            x = F.leaky_relu(layer(x), _SLOPE)
            facts += [x.mean((2, 3)), (x.var((2, 3), unbiased=False) + 1e-5).sqrt()]
        return torch.cat([self.read(torch.cat(facts, 1)), swatch.mean((2, 3))], 1)


class Brush(nn.Module):
    def __init__(self, config: BrushConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or BrushConfig()
        told = config.code + 3 + 2  # the code at its strength, the mean colour with it, and both strengths
        self.style = StyleEncoder(config.code)
        self.stem = nn.Conv2d(4 * 9, config.fine, 3, padding=1)
        self.down = nn.Conv2d(config.fine, config.coarse, 3, 2, 1)
        self.coarse = nn.ModuleList(Block(config.coarse, told) for _ in range(config.coarse_blocks))
        self.up = nn.Conv2d(config.coarse, config.fine, 1)
        self.fine = nn.ModuleList(Block(config.fine, told) for _ in range(config.fine_blocks))
        self.paint = nn.Conv2d(config.fine, 4 * 6, 3, padding=1)
        nn.init.normal_(self.paint.weight, std=0.01)

    def forward(self, content: Tensor, plane: Tensor, code: Tensor, strengths: Tensor) -> Tensor:
        """``content`` and the swatch laid as a ``plane`` [N, 3, H, W] in -1..1 with sides that are multiples of
        ``ALIGN_PX``, ``code`` [N, config.code + 3], ``strengths`` [N, 2] in 0..1 of texture and structure: the picture
        [N, 3, H, W], not clipped.
        """
        texture, structure = strengths[:, 0, None, None, None], strengths[:, 1, None, None, None]
        broad = blurred(plane)
        marks, shapes = (plane - broad) * texture, (broad - code[:, -3:, None, None]) * structure
        x = F.leaky_relu(self.stem(F.pixel_unshuffle(torch.cat([content, marks, shapes], 1), 2)), _SLOPE)
        fine, coarse = (torch.cat([code * strengths[:, i, None], strengths], 1) for i in (0, 1))
        y = F.leaky_relu(self.down(x), _SLOPE)
        for block in self.coarse:
            y = block(y, coarse)
        x = x + F.interpolate(self.up(y), scale_factor=2.0, mode="nearest")
        for block in self.fine:
            x = block(x, fine)
        much, more = F.pixel_shuffle(self.paint(x), 2).chunk(2, 1)
        drawn: Tensor = (
            content + (0.5 + much) * marks + 0.3 * shapes + more * (1.0 - (1.0 - texture) * (1.0 - structure))
        )
        return drawn


def blurred(plane: Tensor) -> Tensor:
    """What is larger than some 12 px, by way of a quarter of the size; sides are multiples of ``ALIGN_PX``."""
    small = F.pad(F.avg_pool2d(plane, 4), (1, 1, 1, 1), mode="replicate")
    return F.interpolate(F.avg_pool2d(small, 3, 1), scale_factor=4.0, mode="bilinear")


FORMAT = "dieloom-brush-1"


def write(brush: Brush, path: Path, facts: Mapping[str, str]) -> None:
    """A brush's weights as float16 with its description, in one step."""
    halves = {name: value.half().contiguous() for name, value in brush.state_dict().items()}
    described = {"format": FORMAT, "config": json.dumps(asdict(brush.config)), **facts}
    files.write_bytes(path, save(halves, described))


def read(path: Path) -> Brush:
    """A brush's file, in float32. Raises DieloomError when it is none, or damaged."""
    with naming(path):
        files.refuse_endless(path)
        file = File(path)
        with file.held():
            tensors, facts = tensors_and_metadata(file)
            if facts.get("format") != FORMAT:
                raise Unreadable("it holds no style brush", "Choose a file that the style teaching wrote.")
            try:
                config = BrushConfig(**json.loads(facts.get("config", "")))
            except (ValueError, TypeError) as error:
                raise Unreadable("its description is damaged") from error
            with torch.device("meta"):
                brush = Brush(config)
            wanted = {name: tuple(value.shape) for name, value in brush.state_dict().items()}
            if wanted != {name: tensor.shape for name, tensor in tensors.items()}:
                raise Unreadable("it is damaged: its weights do not fit the network it describes")
            weights = {name: to_torch(tensor).float() for name, tensor in tensors.items()}
    brush.load_state_dict(weights, assign=True)
    return brush.requires_grad_(False).eval()
