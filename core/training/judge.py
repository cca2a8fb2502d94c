"""A trained discriminator, kept beside its model to say how real a picture is: the judge of the quality gate.

The file holds the discriminator's weights as float16 and, as JSON, what it is built from and what its scores are worth
(:mod:`core.training.calibration`). It lies beside ``NAME.safetensors`` as ``NAME.judge.safetensors``, and in a run's
folder beside ``model.safetensors`` as ``judge.safetensors``. No code is ever read from it.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from pydantic import ValidationError
from safetensors.torch import save
from torch import Tensor
from torch.nn.utils import parametrize

from core import files, resources
from core.gan.config import GeneratorConfig
from core.gan.discriminator import Discriminator
from core.gan.files import to_torch
from core.gan.networks import Generator
from core.gan.reader import Unreadable, naming
from core.gan.reader.safe import tensors_and_metadata
from core.gan.reader.spans import File
from core.gan.reader.tensors import StoredTensor
from core.training.calibration import Calibration, calibrate
from core.values import explain

if TYPE_CHECKING:
    from core.training.sources import Source

FORMAT = "dieloom-judge-1"
ENDING = ".judge.safetensors"


@dataclass(frozen=True, eq=False)
class Judge:
    """``discriminator`` of plain float32 weights; ``sha256`` of the file that it came from."""

    discriminator: Discriminator
    config: GeneratorConfig
    calibration: Calibration
    sha256: str = ""

    @torch.inference_mode()
    def realness(self, pictures: Tensor, classes: Tensor | None = None) -> NDArray[np.float64]:
        """How real each of the pictures [N, 3, R, R] in -1..1 is, [N] from 0 to 1, whatever stands beside it.

        ``classes`` are one-hot [N, labels], needed where the judge knows classes.
        """
        scores = self.discriminator(pictures, classes, self.calibration.spread)
        return self.calibration.realness(scores.cpu().numpy())

    def tile_realness(self, tile: NDArray[np.uint8], family: int) -> float:
        """The same of one picture [R, R, 3] of a class."""
        picture = torch.from_numpy(tile.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1.0
        labels = len(self.config.labels)
        classes = F.one_hot(torch.tensor([family]), labels).float() if labels else None
        return float(self.realness(picture, classes)[0])


def find_judge(model: Path) -> Path | None:
    """The judge's file beside a model's, or None where there is none."""
    beside = model.with_name(model.stem + ENDING)
    if beside.is_file():
        return beside
    in_run = model.with_name("judge.safetensors")
    return in_run if model.stem == "model" and in_run.is_file() else None


def bundled_judge() -> Path | None:
    """The judge of the bundled pattern model, or None where that has none."""
    return find_judge(resources.root() / "models" / "pattern.safetensors")


def write_judge(
    path: Path, discriminator: Discriminator, generator: Generator, source: Source, device: torch.device
) -> None:
    """Calibrate a discriminator, which is on the device, against its average generator, and save it as the judge.

    Neither is changed, nor is any chance used up. Raises DieloomError when its scores are no numbers, or the disk
    refuses.
    """
    config = generator.config
    judge = plain(discriminator, config).to(device)
    save_judge(path, judge, config, calibrate(judge, generator, source, device))


def save_judge(path: Path, discriminator: Discriminator, config: GeneratorConfig, calibration: Calibration) -> None:
    """Write the weights as float16, in one step."""
    halves = {name: value.half().contiguous() for name, value in plain(discriminator, config).state_dict().items()}
    facts = {"format": FORMAT, "config": config.to_json(), "calibration": calibration.model_dump_json()}
    files.write_bytes(path, save(halves, facts))


def load_judge(path: Path) -> Judge:
    """Raises DieloomError when the file is no judge, or damaged."""
    with naming(path):
        files.refuse_endless(path)
        file = File(path)
        with file.held():
            tensors, facts = tensors_and_metadata(file)
            if facts.get("format") != FORMAT:
                raise Unreadable("it holds no judge", "Choose a NAME.judge.safetensors that a training wrote.")
            if sum(tensor.size for tensor in tensors.values()) > file.length:
                raise Unreadable("its tensors claim more data than it has")
            config = GeneratorConfig.from_json(facts.get("config", ""))
            calibration = _calibration(facts.get("calibration", ""))
            discriminator = built(config, tensors)
        with path.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        return Judge(discriminator, config, calibration, sha256)


def _calibration(text: str) -> Calibration:
    try:
        return Calibration.model_validate_json(text)
    except ValidationError as error:
        raise Unreadable(f"its calibration is damaged ({explain(error)})") from error


def built(config: GeneratorConfig, tensors: Mapping[str, StoredTensor]) -> Discriminator:
    """The discriminator of a file's tensors; raises Unreadable unless they are exactly what it is made of."""
    with torch.device("meta"):  # a forged description cannot ask for more memory than the file holds
        discriminator = Discriminator(config)
    wanted = {name: tuple(value.shape) for name, value in discriminator.state_dict().items()}
    given = {name: tensor.shape for name, tensor in tensors.items()}
    if wanted != given:
        odd = sorted(wanted.items() ^ given.items())[0][0]
        raise Unreadable(f"it is damaged: {odd} does not fit the network it describes")
    weights = {name: to_torch(tensor).float() for name, tensor in tensors.items()}
    if not all(bool(torch.isfinite(value).all()) for value in weights.values()):
        raise Unreadable("some of its weights are not numbers")
    discriminator.load_state_dict(weights, assign=True)
    return discriminator.requires_grad_(False).eval()


@torch.no_grad()
def plain(discriminator: Discriminator, config: GeneratorConfig) -> Discriminator:
    """A copy on the CPU with the weights that a file will hold, float16's, and without spectral norm.

    Norms are worked out once and for all: the same scores from ordinary weights.
    """
    source = copy.deepcopy(discriminator).eval().cpu()  # reading a norm in training moves it
    with torch.device("meta"):
        judge = Discriminator(config)
    weights = {name: value for name, value in source.state_dict().items() if ".parametrizations." not in f".{name}"}
    for name, layer in source.named_modules():
        if parametrize.is_parametrized(layer):
            # The norm took away the gain of the equalised layer.
            gain = "gain" if hasattr(layer, "gain") else "weight_gain"
            weights[f"{name}.weight"] = layer.weight * (getattr(layer, gain) / getattr(judge.get_submodule(name), gain))
    judge.load_state_dict({name: value.half().float() for name, value in weights.items()}, assign=True)
    return judge.requires_grad_(False).eval()
