"""From what a person asks for to a run that can begin: pictures prepared, a plan made, a folder written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch

from core.errors import DieloomError
from core.gan.bundled import find_model
from core.gan.config import GeneratorConfig
from core.gan.files import load_model
from core.jobs import Progress
from core.training.auto import Facts, auto_plan
from core.training.data_choice import DIGITS, DRAWINGS, open_source
from core.training.presets import find_preset
from core.training.run import Order, begin
from core.training.sources import ProceduralSource, Source

SET = "set.zip"


def choose_device(name: str = "auto") -> torch.device:
    """``auto`` takes a GPU where there is one, and of several processes on a machine each takes its own.

    Raises DieloomError for a device that is not there.
    """
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = _own(name)
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError) as error:
        raise DieloomError(f"This machine has no device {name!r}.", "Use cpu, or leave the choice to auto.") from error
    return device


def _own(name: str) -> torch.device:
    """The device; where `torchrun` started a process for each GPU, that of this one."""
    place = os.environ.get("LOCAL_RANK", "")
    return torch.device("cuda", int(place)) if name == "cuda" and place.isdecimal() else torch.device(name)


def start(
    folder: Path,
    data: str | None,
    *,
    chosen: dict[str, Any] | None = None,
    preset: str = "auto",
    model: str | None = None,
    device: torch.device | None = None,
    tiles: bool = False,
    name: str | None = None,
    progress: Progress | None = None,
) -> Order:
    """Make the folder of a run; nothing is learned yet.

    ``data`` is a source's name, a prepared set or pictures (a folder, a zip), which are prepared into the run's folder
    first; ``chosen`` are fields of the plan; ``model`` is what to begin from. Raises DieloomError when something does
    not fit, and Cancelled; there is no run then.
    """
    chosen, device = dict(chosen or {}), device or torch.device("cpu")
    data = data or find_preset(preset).data
    if data is None:
        raise DieloomError("There are no pictures to learn from.", "Give a folder or zip of pictures, or procedural:1.")
    begins = _config(model) if model else None
    usual = find_preset(preset).fields.get("resolution", 0)
    if begins is not None and not usual:
        chosen.setdefault("resolution", min(begins.resolution, 256))
    wanted = int(chosen.get("resolution", usual))
    kept = _prepared(folder, data, wanted or (64 if device.type == "cpu" else 256), tiles, progress or Progress())
    source = _look(folder, kept, begins)
    facts = Facts(len(source), source.labels, source.periodic, device, isinstance(source, ProceduralSource), begins)
    plan = auto_plan(facts, chosen, preset)
    order = Order(plan, kept, name or folder.name or "model", str(find_model(model)) if model else None)
    begin(folder, order)
    return order


def _config(model: str) -> GeneratorConfig:
    config = load_model(find_model(model)).config
    if not isinstance(config, GeneratorConfig):
        raise DieloomError("Training goes on from StyleGAN2-type models only.", "Choose another model, or none.")
    return config


def _prepared(folder: Path, data: str, resolution: int, tiles: bool, progress: Progress) -> str:
    """``data`` as the order keeps it: sets by their full path, other pictures as a set in the run's folder."""
    path = Path(data)
    if data.startswith(DRAWINGS):
        return DRAWINGS + str(Path(data.removeprefix(DRAWINGS)).resolve())
    if data == DIGITS or (":" in data and not path.exists()):
        return data
    if not path.exists():
        raise DieloomError(f"There are no pictures at {data}.", "Give a folder or zip of pictures, or procedural:1.")
    from core import files
    from core.training.data import is_set, prepare

    if is_set(path):
        return str(path.resolve())
    if (folder / "plan.json").exists():
        raise DieloomError(f"{folder} holds a training run already.", "Resume it, or choose another folder.")
    files.make_folder(folder)
    prepare(path, folder / SET, resolution=resolution, tiles=tiles, progress=progress)
    return SET


def _look(folder: Path, data: str, begins: GeneratorConfig | None) -> Source:
    z_dim = begins.z_dim if begins else 64
    return open_source(data, 8, 0, z_dim=z_dim, folder=folder)
