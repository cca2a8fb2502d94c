"""The directions of a model file as the window lists and edits them, without Torch (see :mod:`core.gan.sidecar`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from safetensors import SafetensorError, safe_open

from core.errors import DieloomError
from core.gan.sidecar import (
    DirectionInfo,
    Note,
    Sidecar,
    read_sidecar,
    stamp,
    usable_sidecar,
    write_sidecar,
)

__all__ = ["SEFA_COUNT", "DirectionInfo", "list_directions", "lock", "problem", "remove", "rename"]

SEFA_COUNT = 16
"""How many SeFa directions every model has, ``sefa1`` first."""


def list_directions(model_path: Path) -> tuple[DirectionInfo, ...]:
    """Every direction that a slider can name: the model's own, those of the file beside it, then SeFa's.

    Each name is listed once, for the first that has it. A file beside the model that cannot be used counts as none;
    :func:`problem` says what is wrong with it.
    """
    sidecar = usable_sidecar(model_path)
    own = [DirectionInfo(name=f"pc{number}", method="own") for number in range(1, _own_count(model_path) + 1)]
    sefa = [DirectionInfo(name=f"sefa{number}", method="sefa") for number in range(1, SEFA_COUNT + 1)]
    known: dict[str, DirectionInfo] = {}
    for info in (*(_noted(info, sidecar) for info in own), *sidecar.infos, *(_noted(info, sidecar) for info in sefa)):
        known.setdefault(info.name, info)
    return tuple(known.values())


def problem(model_path: Path) -> str:
    """Why the directions beside a model cannot be used, for the person; empty when nothing is wrong."""
    try:
        read_sidecar(model_path)
    except DieloomError as error:
        return str(error)
    return ""


def rename(model_path: Path, name: str, label: str) -> None:
    """Give a direction the person's words; raises DieloomError for an unknown one, or when the disk refuses."""
    words = " ".join(label.split())[:120]
    _change(model_path, name, lambda info: info.model_copy(update={"label": words}))


def lock(model_path: Path, name: str, locked: bool) -> None:
    """Keep a direction's slider where it is, or let it go; raises DieloomError like :func:`rename`."""
    _change(model_path, name, lambda info: info.model_copy(update={"locked": locked}))


def remove(model_path: Path, name: str) -> None:
    """Take a saved direction out of the file; raises DieloomError for one that the model itself gives."""
    sidecar = read_sidecar(model_path)
    rows = [row for row, info in enumerate(sidecar.infos) if info.name != name]
    if len(rows) == len(sidecar.infos):
        raise DieloomError(f"No direction {name!r} is saved.", "Only directions that you found can be removed.")
    write_sidecar(model_path, sidecar.kept(rows))


def _change(model_path: Path, name: str, change: Callable[[DirectionInfo], DirectionInfo]) -> None:
    before = next((info for info in list_directions(model_path) if info.name == name), None)
    if before is None:
        raise DieloomError(f"The model has no direction {name!r}.", "Choose one from its list.")
    after, sidecar = change(before), usable_sidecar(model_path)
    infos, notes = sidecar.infos, sidecar.notes
    if any(info.name == name for info in infos):
        infos = tuple(after if info.name == name else info for info in infos)
    else:
        notes = notes | {name: Note(label=after.label, locked=after.locked)}
    write_sidecar(model_path, Sidecar(infos, sidecar.vectors, sidecar.deviations, notes))


def _noted(info: DirectionInfo, sidecar: Sidecar) -> DirectionInfo:
    note = sidecar.notes.get(info.name)
    return info.model_copy(update={"label": note.label, "locked": note.locked}) if note else info


def _own_count(model_path: Path) -> int:
    """How many principal directions a model of ours holds; 0 for other files."""
    try:
        return _counted(model_path, stamp(model_path))
    except DieloomError:
        return 0


@lru_cache(maxsize=32)
def _counted(model_path: Path, stamp: tuple[int, int]) -> int:
    try:
        with safe_open(model_path, framework="np") as file:
            known = "extra.directions" in file.keys()  # noqa: SIM118 (not a dict)
            return int(file.get_slice("extra.directions").get_shape()[0]) if known else 0
    except (OSError, SafetensorError):
        return 0
