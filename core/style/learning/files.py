"""Learned styles as files: ``NAME.style.safetensors``, read by the safe reader, and the folder where a person's lie.

The metadata says the network's shape and where the style comes from: its name, how many pictures it saw, and a small
picture of it. Torch is imported only where weights are wanted.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import platformdirs
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from core import files
from core.errors import DieloomError
from core.gan.reader import StoredTensor, Unreadable, naming, safe
from core.gan.reader.spans import File
from core.style.learning.config import NetworkConfig

if TYPE_CHECKING:
    from core.style.learning.networks import Translator

FORMAT = "dieloom-style-1"
ENDING = ".style.safetensors"
RUN_ENDING = ".run"
MAX_BYTES = 64 << 20
MOST_THUMBNAIL = 128 << 10
MOST_LISTED = 200
_PNG = b"\x89PNG\r\n\x1a\n"


@with_config(ConfigDict(extra="ignore"))
@dataclass(frozen=True)
class _Facts:
    """The metadata of a file, which are texts; numbers are read from theirs."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    config: Annotated[str, Field(max_length=4096)]
    images: Annotated[int, Field(ge=0)] = 0
    contents: Annotated[int, Field(ge=0)] = 0
    styles: Annotated[int, Field(ge=0)] = 0
    thumbnail: Annotated[str, Field(max_length=MOST_THUMBNAIL * 4 // 3 + 4)] = ""


@dataclass(frozen=True)
class StyleInfo:
    """A learned style: ``thumbnail`` is a PNG, or empty; it saw ``images`` crops of so many ``contents`` and
    ``styles``."""

    name: str
    path: Path
    thumbnail: bytes = b""
    images: int = 0
    contents: int = 0
    styles: int = 0


def save_style(translator: Translator, path: Path, info: StyleInfo) -> None:
    """Write the network as float16 in one step; raises DieloomError."""
    from safetensors.torch import save

    halves = {name: value.detach().half().cpu().contiguous() for name, value in translator.state_dict().items()}
    metadata = {
        "format": FORMAT,
        "name": info.name,
        "config": _configs().dump_json(translator.config).decode(),
        "images": str(info.images),
        "contents": str(info.contents),
        "styles": str(info.styles),
        "thumbnail": base64.b64encode(info.thumbnail).decode(),
    }
    files.write_bytes(path, save(halves, metadata))


def read_info(path: Path) -> StyleInfo:
    """What a file says of itself, without its weights; raises DieloomError for what is no learned style."""
    return _open(path)[0]


def load_style(path: Path) -> Translator:
    """The network, to translate with; raises DieloomError when the file is damaged or holds no learned style."""
    _, config, stored = _open(path)
    import torch

    from core.gan.files import to_torch
    from core.style.learning.networks import Translator

    with naming(path), torch.device("meta"):
        translator = Translator(config)  # without memory: a forged file cannot ask for more than it holds
    wanted = translator.state_dict()
    with naming(path):
        if stored.keys() != wanted.keys() or any(stored[name].shape != tuple(wanted[name].shape) for name in wanted):
            raise Unreadable("its weights are not those of a style's network", "Learn the style again.")
        weights = {name: to_torch(tensor).float() for name, tensor in stored.items()}
        if not all(bool(torch.isfinite(value).all()) for value in weights.values()):
            raise Unreadable("some of its weights are not numbers", "Learn the style again.")
        translator.load_state_dict(weights, assign=True)
    translator.requires_grad_(False).eval()
    return translator.to(memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


def _open(path: Path) -> tuple[StyleInfo, NetworkConfig, dict[str, StoredTensor]]:
    with naming(path):
        files.refuse_endless(path)
        file = File(path)
        if file.length > MAX_BYTES:
            raise Unreadable("it is far larger than any learned style")
        with file.held():
            stored, metadata = safe.tensors_and_metadata(file)
        if metadata.get("format") != FORMAT:
            raise Unreadable("it is no learned style", "Choose a file that dieloom style learn wrote.")
        try:
            facts = _facts().validate_python(metadata)
            config = _configs().validate_json(facts.config)
            thumbnail = base64.b64decode(facts.thumbnail, validate=True)
        except (ValidationError, binascii.Error) as error:
            raise Unreadable("what it says of itself is damaged", "Learn the style again.") from error
    if not thumbnail.startswith(_PNG):
        thumbnail = b""
    name = "".join(letter if letter.isprintable() else "?" for letter in facts.name)
    return StyleInfo(name, path, thumbnail, facts.images, facts.contents, facts.styles), config, stored


@cache
def _facts() -> TypeAdapter[_Facts]:
    return TypeAdapter(_Facts)


@cache
def _configs() -> TypeAdapter[Any]:
    return TypeAdapter(NetworkConfig)


# Where they lie


def styles_folder() -> Path:
    """The per-user folder of learned styles; made when absent."""
    folder = Path(platformdirs.user_data_path("Dieloom", appauthor=False)) / "styles"
    files.make_folder(folder)
    return folder


def list_styles(folder: Path | None = None) -> list[StyleInfo]:
    """Those of the person's folder, or of another, by name; files that cannot be read are left out."""
    return sorted(_readable(folder or styles_folder()), key=lambda info: info.name.casefold())


def _readable(folder: Path) -> Iterator[StyleInfo]:
    for path in sorted(folder.glob(f"*{ENDING}"))[:MOST_LISTED]:
        try:
            yield read_info(path)
        except DieloomError:
            continue


def find_style(name: str) -> Path:
    """The file of a learned style: by its path with or without the ending, by the folder of the run that learned it, or
    by its name in the person's folder. Raises DieloomError when there is none."""
    if files.on_network_share(name):
        raise DieloomError(f"The style {name!r} is on a network share.", "Copy it to this machine and choose it there.")
    for path in _candidates(name):
        try:
            if path.is_file():
                return path
        except (OSError, ValueError):  # a name that no file can have
            continue
    raise DieloomError(f"There is no learned style {name!r}.", "Give a file that dieloom style learn wrote.")


def _candidates(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.name.endswith(ENDING):
        yield path
    elif path.name:
        yield path.with_name(path.name + ENDING)
        yield path / f"{path.name.removesuffix(RUN_ENDING)}{ENDING}"
    if re.fullmatch(r"[\w-]+", name):
        yield styles_folder() / f"{name}{ENDING}"


def places(out: Path) -> tuple[Path, Path]:
    """The folder of the run, and the file of the style, that ``out`` asks for.

    A file ``NAME.style.safetensors`` has its run beside it, in ``NAME.run``; any other name is the folder of the run,
    in which the style lies.
    """
    if out.name.endswith(ENDING):
        return out.with_name(out.name.removesuffix(ENDING) + RUN_ENDING), out
    out = out.absolute() if not out.name else out
    return out, out / f"{out.name.removesuffix(RUN_ENDING)}{ENDING}"
