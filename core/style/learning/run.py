"""Learning a style on disk: watched there, stopped at any time, and gone on with exactly from there.

The folder is that of a training run (:mod:`core.training.run`): ``plan.json``, ``state.safetensors``, a few older
states in ``snapshots``, ``log.jsonl`` and ``samples``; with ``content.zip`` and ``style.zip``, the prepared pictures.
The style itself, the average network, is written whenever the state is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from core import files
from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.style.learning.crops import Crops
from core.style.learning.files import StyleInfo, save_style
from core.style.learning.networks import Translator
from core.style.learning.plan import LearningPlan, suited
from core.style.learning.sheet import as_png, sample_sheet, thumbnail
from core.style.learning.trainer import Learner
from core.training.data import open_set, prepare
from core.training.log import EVERY_STEPS, Figures, Line, Log
from core.training.signals import held_back
from core.training.snapshots import Snapshots
from core.training.state import naming_state, put_back, read_state, write_state
from core.values import explain

FORMAT = "dieloom-learning-1"
CONTENT, STYLE = "content.zip", "style.zip"
CONTENT_SPREAD, STYLE_SPREAD = 1.8, 1.2
SAVE_EVERY_S = 60.0
SAMPLE_EVERY_S = 20.0  # it draws its samples,
TIMES_AS_LONG = 16  # though it learns for so many times as long as that took
MOST_LINES = 4000

Sources = Path | Sequence[Path]
"""A folder, a zip, a picture, or several of them."""


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Order:
    """What was asked for: the plan, the style's name, and the file that it goes to (as seen from the run's folder)."""

    plan: LearningPlan
    name: str
    out: str

    def to_json(self) -> bytes:
        return _ORDER.dump_json(self, indent=1)


_ORDER = TypeAdapter(Order)


def read_order(folder: Path) -> Order:
    """Of the run in ``folder``; raises DieloomError when there is none."""
    path = folder / "plan.json"
    if not path.is_file():
        raise DieloomError(f"No style is being learned in {folder}.", "Give what --out was.")
    try:
        return _ORDER.validate_json(files.read_bytes(path, 1 << 20))
    except ValidationError as error:
        raise DieloomError(f"{path} cannot be read: {explain(error)}.", "Begin anew in another folder.") from error


def begin(
    folder: Path,
    out: Path,
    contents: Sources,
    styles: Sources,
    *,
    name: str,
    chosen: Mapping[str, Any] | None = None,
    device: str = "cpu",
    progress: Progress | None = None,
) -> Order:
    """Prepare the pictures into the folder of a new run; nothing is learned yet.

    One picture of either kind is enough. ``chosen`` are fields of the plan, the others suit the type of ``device``.
    Raises DieloomError when a picture is missing or none can be used, and Cancelled; there is no run then.
    """
    progress = progress or Progress()
    if (folder / "plan.json").exists():
        raise DieloomError(f"A style is being learned in {folder} already.", "Resume it, or choose another name.")
    plan = suited(device, chosen or {})
    if plan.crop_px > plan.resolution:
        raise DieloomError(
            f"Pictures of {plan.resolution} px have no parts of {plan.crop_px} px.", "Choose a larger resolution."
        )
    files.make_folder(folder / "samples")
    files.make_folder(folder / "snapshots")
    for kind, given, member, share in (
        ("The pictures to change", contents, CONTENT, progress.part(0.0, 0.5)),
        ("The pictures of the style", styles, STYLE, progress.part(0.5, 1.0)),
    ):
        try:
            prepare(given, folder / member, resolution=plan.resolution, least=1, progress=share)
        except DieloomError as error:
            raise DieloomError(f"{kind}: {error.message}", error.hint) from error
    order = Order(plan, name, _seen_from(folder, out))
    files.write_bytes(folder / "plan.json", order.to_json())
    return order


def _seen_from(folder: Path, out: Path) -> str:
    """A style in the folder of its run, or beside it, stays with it wherever it is moved."""
    folder, out = folder.resolve(), out.absolute()
    for above, way in ((folder, ""), (folder.parent, "../")):
        if out.parent.resolve() == above:
            return way + out.name
    return str(out)


def extend(folder: Path, kimg: float) -> None:
    """Let the run in ``folder`` go on to ``kimg`` thousand crops."""
    order = read_order(folder)
    files.write_bytes(folder / "plan.json", replace(order, plan=replace(order.plan, kimg=kimg)).to_json())


class Run:
    """Learning in a folder that ``begin`` made, from where its state stands.

    Raises DieloomError when the folder holds no run, or its state or its pictures are damaged.
    """

    def __init__(
        self, folder: Path, device: torch.device | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.folder, self.clock = folder, clock
        self.order = read_order(folder)
        plan = self.order.plan
        contents, styles = (
            Crops(open_set(folder / name), plan.crop_px, plan.seed + kind, spread=spread, mirror=plan.mirror)
            for kind, (name, spread) in enumerate(((CONTENT, CONTENT_SPREAD), (STYLE, STYLE_SPREAD)))
        )
        self.learner = Learner(plan, contents, styles, device)
        self.log, self.figures = Log(folder / "log.jsonl"), Figures()
        self.snapshots = Snapshots(folder)
        self._seconds, self._logged = 0.0, (0, 0.0)
        self._every = max(EVERY_STEPS, round(plan.images / plan.batch / MOST_LINES))
        if self.state_path.exists():
            self._restore()
        else:
            self.learner.begin()

    @property
    def state_path(self) -> Path:
        return self.folder / "state.safetensors"

    @property
    def style_path(self) -> Path:
        return (self.folder / self.order.out).resolve()

    @property
    def images(self) -> int:
        return self.learner.images

    @property
    def done(self) -> bool:
        return self.images >= self.order.plan.images

    def _restore(self) -> None:
        files.sweep(self.folder)
        learner = self.learner
        with naming_state(self.state_path):
            facts, tensors = read_state(self.state_path, FORMAT, learner.device)
            put_back(tensors, learner.networks, learner.optimisers)
            learner.images, learner.steps = int(facts["images"]), int(facts["steps"])
            self._seconds = float(facts["seconds"])
            self.figures = Figures({name: (total, count) for name, (total, count) in facts["figures"].items()})
        self.log.cut(self.images)
        if lines := self.log.lines():
            self._logged = lines[-1]["images"], float(lines[-1].get("seconds", 0.0))

    def train(self, progress: Progress, minutes: float | None = None) -> None:
        """Learn to the end of the plan, or for so long. When stopped by the person, everything is saved first; when
        broken off, at most a minute of work is lost."""
        started = mark = sampled = saved = self.clock()
        pause = SAMPLE_EVERY_S
        end = started + 60.0 * minutes if minutes is not None else float("inf")
        if not self.state_path.exists():
            self.save()
        try:
            while not self.done and self.clock() < end:
                self._report(progress, started, minutes)
                with held_back():
                    self.figures.add(self.learner.step())
                    now = self.clock()
                    self._seconds, mark = self._seconds + now - mark, now
                    if self.learner.steps % self._every == 0:
                        self._write_line()
                    if now - sampled > pause:
                        self._draw_samples()
                        sampled = self.clock()
                        pause = max(SAMPLE_EVERY_S, TIMES_AS_LONG * (sampled - now))
                    if now - saved > SAVE_EVERY_S:
                        self.save()
                        saved = self.clock()
        except (Cancelled, KeyboardInterrupt):
            self.save(drawn=False)  # somebody waits
            raise
        self.save()

    def _report(self, progress: Progress, started: float, minutes: float | None) -> None:
        share = self.images / self.order.plan.images
        if minutes is not None:
            share = max(share, (self.clock() - started) / (60.0 * minutes))
        progress.report(share, f"{self.images / 1000:.2f} kimg")

    def _write_line(self) -> None:
        """Log the means of each figure since the last line; raises DieloomError when one is no number any more."""
        self.figures.check(self.images)
        images, seconds = self._logged
        line: Line = {"images": self.images, "seconds": round(self._seconds, 2), "resolution": self.order.plan.crop_px}
        line |= {"rate": round((self.images - images) / max(self._seconds - seconds, 1e-6), 2)}
        line |= self.figures.take()
        self.log.add(line)
        self._logged = self.images, self._seconds

    def _draw_samples(self) -> None:
        files.make_folder(self.folder / "samples")
        learner = self.learner
        sheet = sample_sheet(learner.average, learner.contents, learner.styles)
        files.write_bytes(self.folder / "samples" / f"{self.images:09d}.png", as_png(sheet))
        self.snapshots.thin_samples()

    def save(self, *, drawn: bool = True) -> None:
        """Replace the state, keep the one before as a snapshot, and write the style and (``drawn``) the samples.

        Raises DieloomError when the disk is full; what was there before stays, and the run goes on from it.
        """
        self.figures.check(self.images)
        learner = self.learner
        self.snapshots.keep(self.state_path)
        facts = {
            "format": FORMAT,
            "images": learner.images,
            "steps": learner.steps,
            "seconds": self._seconds,
            "figures": self.figures.sums(),
        }
        write_state(self.state_path, learner.networks, learner.optimisers, facts)
        average, picture = learner.average, thumbnail(learner.average, learner.contents, learner.styles)
        assert isinstance(average, Translator)
        info = StyleInfo(
            self.order.name, self.style_path, picture, self.images, len(learner.contents), len(learner.styles)
        )
        save_style(average, self.style_path, info)
        if drawn:
            self._draw_samples()
