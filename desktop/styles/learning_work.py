"""What learning a style has done in a process of its own; it imports no Qt, and the engine when the work begins."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from core import files
from core.errors import DieloomError
from core.jobs import Progress

NAME_CHARACTERS = 48
TOLD = "asked.json"
MOST_JSON = 1 << 20


@dataclass(frozen=True)
class StyleWish:
    """What a person asks of a new style: its pictures, its name, and for how long to learn."""

    name: str
    contents: tuple[Path, ...]
    styles: tuple[Path, ...]
    minutes: float


@dataclass(frozen=True)
class BegunStyle:
    """A style that was begun: the folder of its run, where its file lies, and for how long it was to be learned."""

    folder: Path
    name: str
    minutes: float

    @property
    def style(self) -> Path:
        from core.style.learning.files import ENDING

        return self.folder.parent.parent / f"{self.folder.name}{ENDING}"


def new_place(name: str) -> Path:
    """The folder for the run of a new style, which is not there yet; raises DieloomError."""
    from core.style.learning.files import ENDING, styles_folder

    styles = styles_folder()
    runs = styles / "runs"
    files.make_folder(runs)
    stem = re.sub(r"[^\w-]+", "-", name.strip().casefold()).strip("-")[:NAME_CHARACTERS] or "style"
    tried, number = stem, 2
    while (runs / tried).exists() or (styles / f"{tried}{ENDING}").exists():
        tried, number = f"{stem}-{number}", number + 1
    return runs / tried


def begun_styles() -> list[BegunStyle]:
    """Those that were begun, the one that was worked on last first. In the background; raises DieloomError."""
    from core.style.learning.files import styles_folder

    runs = styles_folder() / "runs"
    found = [path for path in runs.iterdir() if (path / "plan.json").is_file()] if runs.is_dir() else []
    return [_told(path) for path in sorted(found, key=_changed, reverse=True)]


def _changed(folder: Path) -> float:
    state = folder / "state.safetensors"
    return (state if state.is_file() else folder / "plan.json").stat().st_mtime


def _told(folder: Path) -> BegunStyle:
    """Of the small file beside the plan; the folder's own name where there is none that can be read."""
    try:
        told = json.loads(files.read_bytes(folder / TOLD, MOST_JSON))
        return BegunStyle(folder, str(told["name"]), float(told["minutes"]))
    except (DieloomError, ValueError, TypeError, KeyError):
        return BegunStyle(folder, folder.name, 20.0)


def learn_style(folder: Path, wish: StyleWish | None, minutes: float, progress: Progress) -> Path:
    """Begin the run that is wished for, unless the folder has one, learn for so long, and return the style's file.

    Raises DieloomError, and Cancelled when everything has been saved.
    """
    progress.report(0.0)
    import torch

    from core.style.learning.run import Run, begin
    from core.training.starting import choose_device
    from desktop.training.work import spare_threads

    torch.set_num_threads(spare_threads())
    device = choose_device()
    if wish is not None and not (folder / "plan.json").exists():
        style = BegunStyle(folder, wish.name, wish.minutes).style
        contents, styles = _one(wish.contents), _one(wish.styles)
        begin(folder, style, contents, styles, name=wish.name, device=device.type, progress=progress.silent())
        told = {key: value for key, value in asdict(wish).items() if key in ("name", "minutes")}
        files.write_bytes(folder / TOLD, json.dumps(told).encode())
    progress.check()
    run = Run(folder, device)
    run.train(progress, minutes)
    return run.style_path


def _one(paths: Sequence[Path]) -> Path | Sequence[Path]:
    """A single folder is looked into by itself: folders within are no names of pictures."""
    return paths[0] if len(paths) == 1 else paths
