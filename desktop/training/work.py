"""What the studio has done in a process of its own. It imports no Qt, and the engine only when the work begins."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.jobs import Progress

if TYPE_CHECKING:
    import torch

    from core.training.data import Report

TEACHING = "classic-dcgan"  # the preset whose network is its own


@dataclass(frozen=True)
class Wish:
    """What a person asks of a new run; None leaves the choice to the engine, ``chosen`` are fields of the plan."""

    name: str
    data: str
    preset: str = "auto"
    resolution: int | None = None
    minutes: float | None = None
    kimg: float | None = None
    start: str | None = None
    tiles: bool | None = None
    device: str = ""
    chosen: dict[str, Any] = field(default_factory=dict)


def prepare_pictures(sources: Sequence[Path], out: Path, resolution: int, tiles: bool, progress: Progress) -> Report:
    """A set of the person's pictures; one that is prepared already is taken as it is. Raises DieloomError."""
    from core.training.data import is_set, open_set, prepare

    if len(sources) == 1 and is_set(sources[0]):
        report = open_set(sources[0]).report
        shutil.copyfile(sources[0], out)
        return report
    one = sources[0] if len(sources) == 1 else list(sources)
    return prepare(one, out, resolution=resolution, tiles=tiles, progress=progress)


@dataclass(frozen=True)
class Further:
    """How a run goes on: on which device, for how long from now, and how much further than its plan says."""

    device: str = ""
    minutes: float | None = None
    kimg: float | None = None


def train(folder: Path, wish: Wish | None, further: Further, progress: Progress) -> None:
    """Begin the run that is wished for, unless the folder has one, and train it until its end or its pause.

    Raises DieloomError, and Cancelled when the state has been saved.
    """
    progress.report(0.0)
    import torch

    from core.training.run import Run, extend

    torch.set_num_threads(spare_threads())
    if wish is not None and not (folder / "plan.json").exists():
        _begin(folder, wish, progress)
    if further.kimg is not None:
        extend(folder, further.kimg)
    progress.check()
    Run(folder, device_of(further.device or (wish.device if wish else ""))).train(progress, further.minutes)


def spare_threads() -> int:
    """All cores but one: that is the window's."""
    return max((os.cpu_count() or 2) - 1, 1)


def device_of(name: str) -> torch.device:
    """The device of that name; for none, the fastest there is."""
    import torch

    return torch.device(name or ("cuda" if torch.cuda.is_available() else "cpu"))


def _begin(folder: Path, wish: Wish, progress: Progress) -> None:
    """Write the run's plan: what was chosen, and the rest by its pictures and this machine. Raises DieloomError."""
    from core.training.starting import start

    teaching = wish.preset == TEACHING
    padding = None if wish.tiles is None or teaching else "torus" if wish.tiles else "zero"
    asked = {"resolution": None if teaching else wish.resolution, "padding": padding, "kimg": wish.kimg}
    start(
        folder,
        str(folder / wish.data),
        chosen={key: value for key, value in asked.items() if value is not None} | wish.chosen,
        preset=wish.preset,
        model=None if teaching else wish.start,
        device=device_of(wish.device),
        name=wish.name,
        progress=progress.silent(),
    )


def change_plan(folder: Path, changes: dict[str, Any], _: Progress) -> None:
    """Let the run in ``folder`` go on with other choices; raises DieloomError for those that do not go together."""
    from core import files
    from core.training.plan import TrainingPlan
    from core.training.run import read_order

    order = read_order(folder)
    plan = TrainingPlan.from_json(replace(order.plan, **changes).to_json())
    files.write_bytes(folder / "plan.json", replace(order, plan=plan).to_json())


def go_back(folder: Path, snapshot: Path, progress: Progress) -> None:
    """Put the run where it was at ``snapshot``, its model, its log and its samples as well. Raises DieloomError."""
    from core.training.run import Run, roll_back

    roll_back(folder, snapshot)
    progress.check()
    Run(folder).save()


@dataclass(frozen=True)
class Likeness:
    """A made picture beside the training picture that is most like it, both PNG; ``distance`` 0 is the same one."""

    made: bytes
    real: bytes
    name: str
    distance: float
    suspicious: bool


def find_copies(folder: Path, count: int, progress: Progress) -> list[Likeness]:
    """Those most alike first. Raises DieloomError."""
    progress.report(0.0)
    import torch

    from core.gan.files import load_model
    from core.training.data import open_set
    from core.training.metrics.copies import memorisation
    from core.training.metrics.makers import ModelMaker
    from core.training.run import read_order
    from core.training.sources import PictureSource

    torch.set_num_threads(spare_threads())
    model = load_model(folder / "model.safetensors")
    pictures = open_set(folder / read_order(folder).data)
    source = PictureSource(pictures, model.config.resolution, 0)
    maker = ModelMaker(model)
    found = []
    for pair in memorisation(maker, source, count, progress):
        made = maker.draw([pair.number], [pair.label], progress.silent())[0]
        real = source.draw(pair.nearest, 1, torch.device("cpu")).pictures[0]
        real = pair.laid_under(real) if all(maker.repeats) else pair.turn.back(real)
        name = pictures.name(source.index(pair.nearest))
        found.append(Likeness(_png(made), _png(real), name, pair.distance, pair.suspicious))
    return found


def _png(picture: torch.Tensor) -> bytes:
    """Of [3, R, R] in -1..1."""
    import io

    from PIL import Image

    file = io.BytesIO()
    pixels = (picture.clamp(-1.0, 1.0) * 127.5 + 128.0).clamp(0, 255).byte().permute(1, 2, 0).contiguous()
    Image.fromarray(pixels.numpy()).save(file, "PNG")
    return file.getvalue()
