"""The file beside a model with the directions that a person found in it, and the names given to all of them.

``NAME.directions.safetensors`` holds ``directions`` [n, w_dim] (unit length) and ``deviations`` [n] (how far w spreads
along each); names, labels and locks are JSON in its metadata. A bundled model's is in the person's data folder, and so
is that of a model whose folder cannot be written to. Each names the model file that it belongs to by a fingerprint.
Torch is not needed.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import platformdirs
from numpy.typing import NDArray
from pydantic import Field, TypeAdapter
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load, save

from core import files, resources
from core.errors import DieloomError
from core.values import Value

FORMAT = "dieloom-directions-1"
ENDING = ".directions.safetensors"
MAX_BYTES = 64 << 20
MOST = 1024

Numbers = NDArray[np.float32]
Method = Literal["own", "sefa", "pca", "liked"]
Label = Annotated[str, Field(max_length=120)]
Layer = Annotated[int, Field(ge=0, le=255)]

_SAMPLE_BYTES = 16 << 10
_SAMPLES = 5


class DirectionInfo(Value):
    """A direction as the window lists it.

    ``label`` holds the person's words, empty until there are any; ``layers`` is the range that it was found for.
    ``step`` is the move by one deviation as a recipe writes it (:attr:`core.artwork.recipe.Move.step`), for a direction
    that only the file beside the model knows; None for one that the model itself gives (``own`` and most ``sefa``).
    """

    name: str = Field(min_length=1, max_length=64, pattern=r"^[^\s=]+$")
    label: Label = ""
    method: Method
    layers: tuple[Layer, Layer] | None = None
    locked: bool = False
    step: str | None = Field(None, exclude=True)


class Note(Value):
    """What a person said about a direction that the model itself gives."""

    label: Label = ""
    locked: bool = False


_INFOS = TypeAdapter(tuple[DirectionInfo, ...])
_NOTES = TypeAdapter(dict[str, Note])


@dataclass(frozen=True, eq=False)
class Sidecar:
    """What the file holds: a row of ``vectors`` [n, w_dim] and of ``deviations`` [n] for each of ``infos``."""

    infos: tuple[DirectionInfo, ...]
    vectors: Numbers
    deviations: Numbers
    notes: dict[str, Note]

    def __post_init__(self) -> None:
        count = len(self.infos)
        if self.vectors.ndim != 2 or len(self.vectors) != count or self.deviations.shape != (count,):
            raise DieloomError("The directions do not fit their names.", "Find them again.")
        if count > MOST:
            raise DieloomError(f"{count} directions are too many: {MOST} at most.", "Remove some.")

    def kept(self, rows: Sequence[int]) -> Sidecar:
        """Only these rows."""
        chosen = list(rows)
        infos = tuple(self.infos[row] for row in chosen)
        return Sidecar(infos, self.vectors[chosen], self.deviations[chosen], self.notes)

    def joined(self, news: Sidecar) -> Sidecar:
        """The rows of ``news`` after its own; one of the same name takes over the old one's label and lock."""
        before = {info.name: info for info in self.infos}
        names = {info.name for info in news.infos}
        rest = self.kept([row for row, info in enumerate(self.infos) if info.name not in names])
        infos = tuple(_named_like(info, before.get(info.name)) for info in news.infos)
        if not rest.infos:
            return Sidecar(infos, news.vectors, news.deviations, self.notes)
        vectors = np.concatenate([rest.vectors, news.vectors])
        return Sidecar((*rest.infos, *infos), vectors, np.concatenate([rest.deviations, news.deviations]), self.notes)


EMPTY = Sidecar((), np.zeros((0, 0), np.float32), np.zeros(0, np.float32), {})


def read_sidecar(model_path: Path) -> Sidecar:
    """The directions saved for a model, :data:`EMPTY` when there are none.

    Raises DieloomError when their file is damaged or belongs to another model.
    """
    path = place(model_path)
    if not path.is_file():
        return EMPTY
    fingerprint, sidecar = _read(path, stamp(path))
    if fingerprint != fingerprint_of(model_path):
        raise DieloomError(f"The directions in {path.name} are those of another model.", "Find them for this one.")
    return sidecar


def usable_sidecar(model_path: Path) -> Sidecar:
    """Like :func:`read_sidecar`, and empty when that refuses."""
    with contextlib.suppress(DieloomError):
        return read_sidecar(model_path)
    return EMPTY


def read_directions(path: Path) -> Sidecar:
    """What any such file holds, whichever model it was found in; raises DieloomError when it is none."""
    return _read(path, stamp(path))[1]


def write_sidecar(model_path: Path, sidecar: Sidecar) -> Path:
    """Save the directions beside the model, or in the person's data folder where that cannot be; returns the place.

    That of another model beside this one (a .pkl and what it was converted to share a name) is left alone; any other
    file that cannot be used is kept under another name. Raises DieloomError.
    """
    path, data = place(model_path), to_bytes(sidecar, fingerprint_of(model_path))
    users = _in_data_folder(model_path)
    if path != users and not _of_a_twin(model_path, path):
        with contextlib.suppress(DieloomError, OSError):  # a folder that cannot be written to
            _set_aside(model_path, path)
            files.write_bytes(path, data)
            return path
    users.parent.mkdir(parents=True, exist_ok=True)
    files.write_bytes(users, data)
    return users


def to_bytes(sidecar: Sidecar, fingerprint: str) -> bytes:
    """The file's content."""
    metadata = {
        "format": FORMAT,
        "model": fingerprint,
        "directions": _INFOS.dump_json(sidecar.infos).decode(),
        "notes": _NOTES.dump_json(sidecar.notes).decode(),
    }
    tensors = {"directions": sidecar.vectors, "deviations": sidecar.deviations}
    return save({name: np.ascontiguousarray(value) for name, value in tensors.items()}, metadata)


def place(model_path: Path) -> Path:
    """Where the directions of a model are, or would be written; raises DieloomError when there is no such model."""
    users = _in_data_folder(model_path)
    bundled = model_path.resolve().is_relative_to(resources.root().resolve())
    return users if bundled or users.is_file() else model_path.with_name(model_path.stem + ENDING)


def fingerprint_of(model_path: Path) -> str:
    """Tells model files apart by their size and samples of their bytes, quickly however large they are."""
    return _fingerprint(model_path, stamp(model_path))


def stamp(path: Path) -> tuple[int, int]:
    """Changes with a file; raises DieloomError when it is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise DieloomError(f"{path} cannot be read.", "Check its path.") from error
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _fingerprint(path: Path, stamp: tuple[int, int]) -> str:
    size = stamp[1]
    found = hashlib.sha256(str(size).encode())
    try:
        with path.open("rb") as file:
            for part in range(_SAMPLES):
                file.seek(max(0, size - _SAMPLE_BYTES) * part // (_SAMPLES - 1))
                found.update(file.read(_SAMPLE_BYTES))
    except OSError as error:
        raise DieloomError(f"{path} cannot be read: {error.strerror or error}.", "Check its path.") from error
    return found.hexdigest()[:32]


@lru_cache(maxsize=16)
def _read(path: Path, stamp: tuple[int, int]) -> tuple[str, Sidecar]:
    """The model's fingerprint and the directions; the ``stamp`` is there to read the file again once it changed."""
    data = files.read_bytes(path, MAX_BYTES)
    try:
        with safe_open(path, framework="np") as file:
            metadata = file.metadata() or {}
        if metadata.get("format") != FORMAT:
            raise ValueError("another format")
        return metadata["model"], _parsed(load(data), metadata)
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, DieloomError) as error:
        raise DieloomError(
            f"The directions in {path.name} cannot be read.", "Remove the file, or find the directions again."
        ) from error


def _parsed(tensors: dict[str, NDArray[np.float32]], metadata: dict[str, str]) -> Sidecar:
    """Raises ValueError, KeyError or DieloomError for what is no sidecar."""
    vectors, deviations = tensors["directions"], tensors["deviations"]
    if any(each.dtype != np.float32 or not np.isfinite(each).all() for each in (vectors, deviations)):
        raise ValueError("its numbers are no float32")
    infos = _INFOS.validate_json(metadata["directions"])
    steps = (vectors * deviations[:, None]).astype("<f4")
    known = [
        info.model_copy(update={"step": base64.b64encode(step.tobytes()).decode()})
        for info, step in zip(infos, steps, strict=True)
    ]
    return Sidecar(tuple(known), vectors, deviations, _NOTES.validate_json(metadata.get("notes", "{}")))


def _named_like(info: DirectionInfo, old: DirectionInfo | None) -> DirectionInfo:
    return info.model_copy(update={"label": old.label or info.label, "locked": old.locked}) if old else info


def _in_data_folder(model_path: Path) -> Path:
    name = f"{model_path.stem[:100]}-{fingerprint_of(model_path)[:12]}{ENDING}"
    return Path(platformdirs.user_data_path("Dieloom", appauthor=False)) / "directions" / name


def _of_a_twin(model_path: Path, path: Path) -> bool:
    """Whether the file at ``path`` is that of another model file of the same name."""
    twins = (model_path.with_suffix(ending) for ending in (".pkl", ".safetensors", ".pth", ".pt"))
    others = [twin for twin in twins if twin.name != model_path.name and twin.is_file()]
    with contextlib.suppress(DieloomError):
        return path.is_file() and _read(path, stamp(path))[0] in [fingerprint_of(other) for other in others]
    return False


def _set_aside(model_path: Path, path: Path) -> None:
    """Keep a file that cannot be used: it may be another model's, and the work of hours."""
    if path.is_file() and usable_sidecar(model_path) is EMPTY:
        path.replace(path.with_name(path.name.removesuffix(ENDING) + ".directions.old"))
