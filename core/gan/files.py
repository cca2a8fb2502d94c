"""A generator on disk, in and out. No code is ever read from a model file: :mod:`core.gan.reader` opens them all.

Ours is safetensors with the configuration in its metadata. Beside the network's own tensors it may hold
``extra.centres`` (the mean w of every class), ``extra.directions`` (principal directions of w, unit length) and
``extra.deviations`` (of w along them).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save
from torch import Tensor

from core import files
from core.gan.bundled import find_model
from core.gan.config import AliasFreeConfig, Config
from core.gan.model import Model
from core.gan.networks import Generator
from core.gan.reader import Stored, StoredTensor, Unreadable, naming, open_model
from core.gan.reader.model import EXTRA, FORMAT

__all__ = ["FORMAT", "convert_model", "find_model", "load_model", "save_model", "to_torch"]

_FIR = ".resample_filter"  # official networks store it in every layer; ours know it
_BINOMIAL = np.outer([1, 3, 3, 1], [1, 3, 3, 1]) / 64


def save_model(generator: Generator, name: str, path: Path, extra: dict[str, Tensor], card: dict[str, str]) -> None:
    """Write the weights as float16, in one step. ``extra`` holds centres, directions and deviations, or nothing."""
    tensors = generator.state_dict() | {EXTRA + key: value for key, value in extra.items()}
    halves = {key: value.detach().to(torch.float16).contiguous() for key, value in tensors.items()}
    files.write_bytes(path, save(halves, _metadata(name, generator.config, card)))


def _metadata(name: str, config: Config, card: dict[str, str]) -> dict[str, str]:
    return {"format": FORMAT, "name": name, "config": config.to_json(), "card": json.dumps(card)}


def load_model(path: Path) -> Model:
    """Read a generator from a file of any kind that the reader opens; its weights become float32.

    Raises DieloomError when the file is damaged, or holds no generator that we can build.
    """
    stored = open_model(path)
    with naming(path), stored.file.held():
        generator = _empty(stored)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        wanted = generator.state_dict().keys()
        weights = {name: to_torch(tensor).float() for name, tensor in stored.tensors.items() if name in wanted}
        extra = {name: to_torch(tensor).float() for name, tensor in stored.extra.items()}
        if not all(bool(torch.isfinite(value).all()) for value in (*weights.values(), *extra.values())):
            raise Unreadable("some of its weights are not numbers")
        generator.load_state_dict(weights, assign=True)
        generator.requires_grad_(False).eval()
        if isinstance(generator, Generator):
            generator = generator.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return _model(stored, sha256, generator, extra)


def convert_model(path: Path, out: Path) -> Stored:
    """Write the generator of ``path`` as safetensors, in one step: its state dict bit for bit, with its configuration.

    Returns what was read. Raises DieloomError as ``load_model`` does, and when ``out`` cannot be written.
    """
    stored = open_model(path)
    with naming(path), stored.file.held():
        _empty(stored)
        tensors = stored.tensors | {EXTRA + name: tensor for name, tensor in stored.extra.items()}
        data = save(
            {name: to_torch(tensor).contiguous() for name, tensor in tensors.items()},
            _metadata(stored.name, stored.config, stored.card),
        )
    files.write_bytes(out, data)
    return stored


def to_torch(tensor: StoredTensor) -> Tensor:
    """The numbers of a stored tensor, of its type and layout; raises Unreadable."""
    array = tensor.numpy()
    if tensor.dtype == "bfloat16":
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)


def _empty(stored: Stored) -> Any:
    """The network that the file describes, without memory: a forged one cannot ask for more than the file holds.

    Raises Unreadable unless the file's tensors fit it.
    """
    config = stored.config
    with torch.device("meta"):
        if isinstance(config, AliasFreeConfig):
            from core.gan.alias_free import AliasFreeGenerator

            generator: Any = AliasFreeGenerator(config)
        else:
            generator = Generator(config)
    wanted = {name: tuple(value.shape) for name, value in generator.state_dict().items()}
    given = {name: tensor.shape for name, tensor in stored.tensors.items()}
    if stored.kind == "stylegan2":
        _check_filters(stored)
        given = {name: shape for name, shape in given.items() if not name.endswith(_FIR)}
    if wanted != given:
        odd = sorted(wanted.items() ^ given.items())[0][0]
        raise Unreadable(f"it is damaged: {odd} does not fit the network it describes")
    return generator


def _check_filters(stored: Stored) -> None:
    for name, tensor in stored.tensors.items():
        if name.endswith(_FIR) and (tensor.shape != (4, 4) or not np.allclose(to_torch(tensor).float(), _BINOMIAL)):
            raise Unreadable(
                f"{name} is another filter than [1, 3, 3, 1], which Dieloom's networks do not have",
                "Choose a network with the usual one.",
            )


def _model(stored: Stored, sha256: str, generator: Any, extra: dict[str, Tensor]) -> Model:
    config = stored.config
    classes, w_dim = max(len(config.labels), 1), config.w_dim
    centres = extra.get("centres", generator.mapping.w_avg[None].expand(classes, -1))
    directions = extra.get("directions", torch.zeros(0, w_dim))
    deviations = extra.get("deviations", torch.zeros(0))
    count = len(directions)
    if (centres.shape, directions.shape, deviations.shape) != ((classes, w_dim), (count, w_dim), (count,)):
        raise Unreadable("it is damaged: its directions have other sizes than its networks")
    return Model(stored.name, sha256, config, generator, centres, directions, deviations, stored.card)
