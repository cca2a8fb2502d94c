"""The person's own networks: ESRGAN, Compact, SwinIR, HAT ... for more pixels, LaMa ... for inpainting.

Their files are read by our own reader, so nothing in them is run; spandrel recognises the architecture by the names and
shapes of the weights and builds it. Both are the file's to choose, so what is built is held to what the file holds.
"""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.overrides import TorchFunctionMode

from core.errors import DieloomError
from core.files import on_network_share
from core.gan.reader.tensors import StoredTensor
from core.gan.reader.weights import open_weights
from core.gan.torchvision_compat import import_torchvision
from core.pictures.tiles import Tiling

Purpose = Literal["SR", "Inpainting"]
FACTORS = (2, 4)
KINDS = {"SR": "ESRGAN, Compact, SwinIR or HAT", "Inpainting": "LaMa"}

_WRAPPERS = ("params_ema", "params-ema", "params", "model_state_dict", "state_dict", "model", "net")
_MOST_BYTES = 1 << 30
_MOST_TENSORS = 8192
_MOST_CHANNELS = 2048
_SPARE_BYTES = 64 << 20  # of what an architecture keeps beside its weights
_PIECE_PX = 512  # px across a piece's result: a layer of 64 channels on it takes some 150 ms on a core
_MARGIN_PX, _FEATHER_PX = 16, 8

_REFUSALS = (
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,
    ArithmeticError,
    MemoryError,
    RecursionError,
)
"""What spandrel and the architectures raise where names and shapes do not fit together."""


@dataclass(frozen=True)
class ForeignModel:
    """A network in spandrel's form. ``descriptor`` takes pictures in 0..1 and fills them up to the sizes it wants."""

    name: str
    architecture: str
    scale: int
    descriptor: Any

    def enlarged(self, pictures: Tensor, factor: int) -> Tensor:
        """[1, 3, h, w] in 0..1 -> [1, 3, factor h, factor w]; made smaller where the network enlarges by more.

        A network of grey pictures gets each channel as one. Raises DieloomError where it breaks down.
        """
        channels = pictures.split_with_sizes(
            [self.descriptor.input_channels] * (3 // self.descriptor.input_channels), 1
        )
        try:
            made = torch.cat([self.descriptor(each) for each in channels], 1).nan_to_num()
        except _REFUSALS as error:
            raise DieloomError(f"{self.name} breaks down at work.", "Choose another model, or leave it out.") from error
        size = [side * factor for side in pictures.shape[2:]]
        if list(made.shape[2:]) != size:
            made = F.interpolate(made, size, mode="bicubic", antialias=True)
        return made

    def filled(self, picture: Tensor, hole: Tensor) -> Tensor:
        """[1, 3, h, w] in 0..1 with its ``hole`` [1, 1, h, w] (1 inside) filled; raises DieloomError where it breaks
        down."""
        try:
            made: Tensor = self.descriptor(picture, hole).nan_to_num()
        except _REFUSALS as error:
            raise DieloomError(f"{self.name} breaks down at work.", "Choose another model, or leave it out.") from error
        return made

    def tiling(self, factor: int, repeats: tuple[bool, bool]) -> Tiling:
        """Pieces go over into each other: these networks see farther than any margin, those with attention most.
        Raises DieloomError where the network enlarges by less than ``factor``."""
        if self.scale < factor:
            raise DieloomError(f"{self.name} enlarges by {self.scale} only.", f"Choose factor {self.scale}, or ours.")
        far = 1 if self.descriptor.tiling.name == "SUPPORTED" else 2
        margin, side = _MARGIN_PX * far, _PIECE_PX // self.scale
        return Tiling(side - 2 * margin, margin, factor, 1, repeats, _FEATHER_PX * far)


def find_weights(name: str) -> Path:
    """The file of this path; raises DieloomError when there is none, or it is a network share's."""
    if on_network_share(name):
        raise DieloomError(f"The model {name!r} is on a network share.", "Copy it to this machine and choose it there.")
    path = Path(name)
    with contextlib.suppress(OSError, ValueError):  # no name that a file can have
        if path.is_file():
            return path
    raise DieloomError(f"There is no model {name!r}.", "Choose the file of a model, or leave it out to use ours.")


def open_foreign(path: Path, purpose: Purpose) -> ForeignModel:
    """The network in a ``.pth`` or ``.safetensors`` file, ready to work.

    Raises DieloomError when the file is damaged, or holds no network for ``purpose`` that spandrel knows.
    """
    try:
        stamp = path.stat()
    except OSError as error:
        raise DieloomError(f"{path} cannot be read: {error.strerror or error}.", "Check its path.") from error
    return _opened(path, purpose, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=1)
def _opened(path: Path, purpose: Purpose, changed_ns: int, size: int) -> ForeignModel:
    if size > _MOST_BYTES:
        raise DieloomError(f"{path.name} is too large: {_MOST_BYTES >> 20} MB at most.", "Choose a smaller model.")
    weights = {name: _tensor(value, path) for name, value in _checked(_unwrapped(open_weights(path)), path).items()}
    descriptor = _built(weights, path)
    if descriptor.purpose != purpose:
        raise _unfit(path, purpose, f"is made for something else ({descriptor.purpose})")
    if descriptor.input_channels not in (1, 3) or descriptor.output_channels != descriptor.input_channels:
        raise _unfit(path, purpose, "does not take RGB pictures")
    if purpose == "SR" and descriptor.scale not in FACTORS:
        raise _unfit(path, purpose, f"enlarges by {descriptor.scale}, not by 2 or 4")
    descriptor.model.requires_grad_(False)
    return ForeignModel(path.name, descriptor.architecture.name, descriptor.scale, descriptor.eval())


def _unwrapped(tree: dict[str, Any]) -> dict[str, StoredTensor]:
    """The dictionary of tensors, in whatever the training program wrapped it; the average of the weights before the
    last ones."""
    for _ in range(4):
        inner = next((tree[key] for key in _WRAPPERS if isinstance(tree.get(key), dict)), None)
        if inner is None and len(tree) == 1:
            (inner,) = (value if isinstance(value, dict) else None for value in tree.values())
        if inner is None:
            break
        tree = inner
    tensors = {str(name): value for name, value in tree.items() if isinstance(value, StoredTensor)}
    # Beside the generator a checkpoint of an adversarial training holds its judge.
    drawing = {name: value for name, value in tensors.items() if name.startswith("generator.")}
    return drawing or tensors


def _checked(tensors: dict[str, StoredTensor], path: Path) -> dict[str, StoredTensor]:
    """Raises DieloomError for what no network has, and architectures would work on for hours."""
    most = max(64, len(tensors))
    indices = (int(part) if len(part) < 10 else most + 1 for name in tensors for part in re.findall(r"\d+", name))
    wide = (side for each in tensors.values() if len(each.shape) == 4 for side in each.shape[:2])
    counted = 0 < len(tensors) <= _MOST_TENSORS and max(indices, default=0) <= most
    if not counted or max(wide, default=0) > _MOST_CHANNELS:
        raise _useless(path)
    return tensors


def _tensor(stored: StoredTensor, path: Path) -> Tensor:
    tensor = torch.from_numpy(np.ascontiguousarray(stored.numpy()))
    if tensor.is_floating_point():
        tensor = tensor.float()
        if not bool(torch.isfinite(tensor).all()):
            raise DieloomError(f"{path.name} is damaged: some of its weights are not numbers.", "Download it again.")
    return tensor


def _built(weights: dict[str, Tensor], path: Path) -> Any:
    import_torchvision()  # spandrel's architectures import it
    import spandrel

    held = sum(tensor.nbytes for tensor in weights.values())
    # Architectures draw weights before they get them, and some call what torch is about to give up.
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _Bounded(4 * held + _SPARE_BYTES):
                return spandrel.ModelLoader().load_from_state_dict(weights)
        except (spandrel.UnsupportedModelError, *_REFUSALS) as error:
            raise _useless(path) from error


class _Bounded(TorchFunctionMode):
    """While it is entered, tensors are made of so many bytes in all; raises MemoryError beyond.

    Shapes come from a stranger's file, and a few bytes of it can ask for terabytes. What is made is counted before
    anything is written to it, so a refused one has cost no memory.
    """

    def __init__(self, most_bytes: int) -> None:
        super().__init__()
        self._left = most_bytes

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Iterable[type],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        made = func(*args, **(kwargs or {}))
        if isinstance(made, Tensor) and func.__name__ in _MAKERS:
            self._left -= made.nbytes + 64
            if self._left < 0:
                raise MemoryError
        return made


_MAKERS = (
    "empty",
    "zeros",
    "ones",
    "full",
    "rand",
    "randn",
    "arange",
    "linspace",
    "eye",
    "tensor",
    "repeat",
    "meshgrid",
)


def _useless(path: Path) -> DieloomError:
    return DieloomError(
        f"{path.name} holds no network that can be used.",
        "Choose weights of ESRGAN, Compact, SwinIR, HAT (more pixels) or LaMa (inpainting).",
    )


def _unfit(path: Path, purpose: Purpose, why: str) -> DieloomError:
    return DieloomError(f"{path.name} {why}.", f"Choose the weights of a network such as {KINDS[purpose]}.")
