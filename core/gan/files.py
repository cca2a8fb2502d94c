"""A generator on disk: safetensors with the configuration in its metadata. No code is ever read from a model file.

Beside the network's own tensors a file may hold ``extra.centres`` (the mean w of every class), ``extra.directions``
(principal directions of w, unit length) and ``extra.deviations`` (of w along them).
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from core import files, resources
from core.errors import DieloomError
from core.gan.config import GeneratorConfig
from core.gan.model import Model
from core.gan.networks import Generator

FORMAT = "dieloom-generator-1"
MAX_BYTES = 2 << 30
_EXTRA = "extra."


def save_model(generator: Generator, name: str, path: Path, extra: dict[str, Tensor], card: dict[str, str]) -> None:
    """Write the weights as float16, in one step. ``extra`` holds centres, directions and deviations, or nothing."""
    tensors = generator.state_dict() | {_EXTRA + key: value for key, value in extra.items()}
    halves = {key: value.detach().to(torch.float16).contiguous() for key, value in tensors.items()}
    metadata = {"format": FORMAT, "name": name, "config": generator.config.to_json(), "card": json.dumps(card)}
    files.write_bytes(path, save(halves, metadata))


def find_model(name: str) -> Path:
    """The file of a bundled model's name, or of a path to a model; raises DieloomError when there is none."""
    if re.fullmatch(r"[\w-]+", name):
        bundled = resources.root() / "models" / f"{name}.safetensors"
        if bundled.is_file():
            return bundled
    if re.match(r"[\\/]{2}", name):
        # A document from elsewhere names its model: merely looking for it there would reach out to the network.
        raise DieloomError(f"The model {name!r} is on a network share.", "Copy it to this machine and choose it there.")
    path = Path(name)
    if not path.is_file():
        raise DieloomError(
            f"There is no model {name!r}.", "Give the name of a bundled model, such as loom, or a model file's path."
        )
    return path


def load_model(path: Path) -> Model:
    """Read a model; raises DieloomError when the file is damaged, too large, or no model of ours."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DieloomError(f"{path.name} is larger than {MAX_BYTES >> 30} GiB.", "Choose a smaller model.")
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            tensors = {key: file.get_tensor(key).float() for key in file.keys()}  # noqa: SIM118 (not a dict)
    except (OSError, SafetensorError) as error:
        raise DieloomError(
            f"{path.name} cannot be read as a model ({error}).", "Take the file from its source again."
        ) from error
    if metadata.get("format") != FORMAT:
        raise DieloomError(f"{path.name} is not a Dieloom generator.", "Choose a model that Dieloom made.")
    return _model(path.name, sha256, metadata, tensors)


def _model(file_name: str, sha256: str, metadata: dict[str, str], tensors: dict[str, Tensor]) -> Model:
    try:
        config = GeneratorConfig.from_json(metadata.get("config", ""))
        card = {str(key): str(value) for key, value in dict(json.loads(metadata.get("card", "{}"))).items()}
    except (ValueError, TypeError) as error:
        raise DieloomError(
            f"The card of {file_name} cannot be read.", "Take the file from its source again."
        ) from error
    if not all(bool(torch.isfinite(value).all()) for value in tensors.values()):
        raise _unfitting(file_name, "some weights are not numbers")
    extra = {key.removeprefix(_EXTRA): tensors.pop(key) for key in list(tensors) if key.startswith(_EXTRA)}
    generator = _generator(file_name, config, tensors)
    centres = extra.get("centres", generator.mapping.w_avg[None].expand(max(len(config.labels), 1), -1))
    directions = extra.get("directions", torch.zeros(0, config.w_dim))
    deviations = extra.get("deviations", torch.zeros(0))
    shapes = (centres.shape, directions.shape, deviations.shape)
    count = len(directions)
    if shapes != ((max(len(config.labels), 1), config.w_dim), (count, config.w_dim), (count,)):
        raise _unfitting(file_name, "its directions have other sizes than its networks")
    return Model(metadata.get("name", file_name), sha256, config, generator, centres, directions, deviations, card)


def _generator(file_name: str, config: GeneratorConfig, tensors: dict[str, Tensor]) -> Generator:
    # Built without memory first: a forged configuration cannot ask for more than the file holds.
    with torch.device("meta"):
        generator = Generator(config)
    wanted = {key: tuple(value.shape) for key, value in generator.state_dict().items()}
    given = {key: tuple(value.shape) for key, value in tensors.items()}
    if wanted != given:
        odd = sorted(wanted.items() ^ given.items())[0][0]
        raise _unfitting(file_name, f"{odd} does not fit the network it describes")
    generator.load_state_dict(tensors, assign=True)
    generator.requires_grad_(False).eval()
    return generator.to(memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


def _unfitting(file_name: str, why: str) -> DieloomError:
    return DieloomError(f"The model {file_name} is damaged: {why}.", "Take the file from its source again.")
