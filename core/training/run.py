"""A run on disk: it is watched there, opened there at any time, and goes on exactly from there.

In the run's folder: ``plan.json``, ``state.safetensors`` (the newest state) and a few older ones in ``snapshots``,
``model.safetensors`` (the average network, ready to use), ``judge.safetensors`` (the discriminator, as the quality
gate), ``log.jsonl``, and ``samples``, pictures of the same seeds through time.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from core import files
from core.errors import Cancelled, DieloomError
from core.gan.files import find_model
from core.jobs import Progress
from core.training.data_choice import open_source
from core.training.log import EVERY_STEPS, Figures, Line, Log
from core.training.measuring import Measuring
from core.training.models import begin_from, save_trained
from core.training.plan import TrainingPlan
from core.training.samples import save_samples
from core.training.signals import held_back
from core.training.snapshots import Snapshots
from core.training.sources import GROUP
from core.training.state import load_state, save_state
from core.training.trainer import Trainer
from core.training.watch import find_alarm
from core.training.world import World, join_world
from core.values import explain

SAVE_EVERY_S = 120.0
SAMPLE_EVERY_S = 30.0  # it measures itself and draws its samples,
TIMES_AS_LONG = 16  # though it learns for so many times as long as that took
MOST_LINES = 4000  # of the log, about
WATCHED = 2048  # newest lines; a fast machine measures itself on few of them


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Order:
    """What was asked for: the plan, the pictures (see ``open_source``), the model it began from, and its name."""

    plan: TrainingPlan
    data: str
    name: str = "model"
    start: str | None = None

    def to_json(self) -> bytes:
        return _ORDER.dump_json(self, indent=1)


_ORDER = TypeAdapter(Order)


def read_order(folder: Path) -> Order:
    """Of the run in ``folder``; raises DieloomError when there is none."""
    path = folder / "plan.json"
    if not path.is_file():
        raise DieloomError(f"There is no training run in {folder}.", "Give the folder that a training wrote.")
    try:
        return _ORDER.validate_json(files.read_bytes(path, 1 << 20))
    except ValidationError as error:
        raise DieloomError(
            f"{path} cannot be read: {explain(error)}.", "Begin the training anew in another folder."
        ) from error


def begin(folder: Path, order: Order) -> None:
    """Make the folder of a new run; raises DieloomError where there is one already."""
    if (folder / "plan.json").exists():
        raise DieloomError(f"{folder} holds a training run already.", "Resume it, or choose another folder.")
    files.make_folder(folder / "samples")
    files.make_folder(folder / "snapshots")
    files.write_bytes(folder / "plan.json", order.to_json())


def extend(folder: Path, kimg: float) -> None:
    """Let the run in ``folder`` go on to ``kimg`` thousand pictures."""
    order = read_order(folder)
    files.write_bytes(folder / "plan.json", replace(order, plan=replace(order.plan, kimg=kimg)).to_json())


class Run:
    """Training in a folder that ``begin`` made, from where its state stands.

    Raises DieloomError when the folder holds no run, or its state or its pictures are damaged.
    """

    def __init__(
        self,
        folder: Path,
        device: torch.device | None = None,
        world: World | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder, self.clock = folder, clock
        self.order = read_order(folder)
        self.device = device or torch.device("cpu")
        self.world = world or join_world(self.device)
        plan = self.order.plan
        source = open_source(
            self.order.data,
            plan.resolution,
            plan.seed,
            z_dim=plan.z_dim,
            folder=folder,
            together=1 if plan.guided_kimg >= plan.kimg else GROUP,  # only a discriminator sees how much they differ
            opening=round(plan.opening_kimg * 1000),
        )
        self.trainer = Trainer(plan, source, self.device, self.world)
        self.log, self.figures = Log(folder / "log.jsonl"), Figures()
        self.snapshots = Snapshots(folder)
        self._measuring = Measuring(self.trainer)
        self._seconds = 0.0
        self._every = max(EVERY_STEPS, round(plan.images / plan.batch / MOST_LINES))
        if self.state_path.exists():
            self._restore()
        elif self.order.start is not None:
            begin_from(self.trainer, find_model(self.order.start))
        lines = self.log.lines()
        self._recent = deque(lines[-WATCHED:], WATCHED)
        # The first figures of each size are what later ones are compared with.
        self._measured = {line["resolution"] for line in lines if "distance" in line}

    @property
    def state_path(self) -> Path:
        return self.folder / "state.safetensors"

    @property
    def images(self) -> int:
        return self.trainer.images

    def _restore(self) -> None:
        if self.world.first:
            files.sweep(self.folder)
        more = load_state(self.trainer, self.state_path)
        self.figures = Figures({name: (total, count) for name, (total, count) in more.get("figures", {}).items()})
        self._seconds = float(more.get("seconds", 0.0))
        if self.world.first:
            self.log.cut(self.images)

    def train(self, progress: Progress, minutes: float | None = None) -> None:
        """Learn to the end of the plan, or for so long. When stopped by the person, everything is saved first; when
        broken off, at most two minutes of work are lost."""
        started = mark = sampled = saved = self.clock()
        pause = SAMPLE_EVERY_S
        end = started + 60.0 * minutes if minutes is not None else float("inf")
        if not self.state_path.exists():
            self.save()
        try:
            while self.images < self.trainer.plan.images and self._goes_on(self.clock() < end):
                self._report(progress, started, minutes)
                with held_back():
                    self.figures.add(self.trainer.step())
                    now = self.clock()
                    self._seconds, mark = self._seconds + now - mark, now
                    due = now - sampled > pause or self.trainer.resolution not in self._measured
                    if self.trainer.steps % self._every == 0:
                        self._write_line(measured=due)
                        if due:
                            sampled = self.clock()
                            pause = max(SAMPLE_EVERY_S, TIMES_AS_LONG * (sampled - now))
                    self._keep_epoch()
                    if now - saved > SAVE_EVERY_S:
                        self.save()
                        saved = self.clock()
        except (Cancelled, KeyboardInterrupt):
            self.save(drawn=False)  # somebody waits
            raise
        self.save(final=True)

    def _keep_epoch(self) -> None:
        """The model after every so many passes through the pictures, in ``epochs``."""
        plan, pictures = self.trainer.plan, len(self.trainer.source)
        span = pictures * plan.keep_epochs
        if span and self.images // span > (self.images - plan.batch) // span and self.world.first:
            kept = self.folder / "epochs" / f"{self.images // pictures:05d}"
            files.make_folder(kept)
            save_trained(self.trainer, self.order.name, kept, judged=False)

    def _goes_on(self, wanted: bool) -> bool:
        """What the first process decides; clocks differ."""
        if self.world.size == 1:
            return wanted
        votes = torch.tensor([float(wanted)], device=self.device)
        torch.distributed.broadcast(votes, 0)
        return bool(votes.item())

    def _report(self, progress: Progress, started: float, minutes: float | None) -> None:
        share = self.images / self.trainer.plan.images
        if minutes is not None:
            share = max(share, (self.clock() - started) / (60.0 * minutes))
        progress.report(share, f"{self.images / 1000:.1f} kimg at {self.trainer.resolution} px")

    def _write_line(self, *, measured: bool) -> None:
        """Log the means of each figure since the last line; single batches are too noisy to read."""
        self.figures.check(self.images)
        line: Line = {"images": self.images, "seconds": round(self._seconds, 2), "resolution": self.trainer.resolution}
        line |= {"augment": round(self.trainer.control.strength, 5)}
        line |= {"rate": round(self._rate(), 2)}
        line |= self.figures.take()
        if not self.world.first:
            return
        if measured:
            self._measured.add(self.trainer.resolution)
            line |= self._measuring.figures()
            self._draw_samples()
        self._recent.append(line)
        if alarm := find_alarm(self._recent):
            line["alarm"] = alarm
        self.log.add(line)

    def _rate(self) -> float:
        """Images a second since the last line; before the first, since the start."""
        last = self._recent[-1] if self._recent else {"images": 0, "seconds": 0.0}
        return float((self.images - last["images"]) / max(self._seconds - last["seconds"], 1e-6))

    def _draw_samples(self) -> None:
        files.make_folder(self.folder / "samples")
        plan, path = self.trainer.plan, self.folder / "samples" / f"{self.images:09d}.png"
        save_samples(self.trainer.average, plan.z_dim, len(plan.labels), path)
        self.snapshots.thin_samples()

    def save(self, *, final: bool = False, drawn: bool = True) -> None:
        """Replace the state, keep the one before as a snapshot, and write the model and (``drawn``) its samples.

        Raises DieloomError when the disk is full; what was there before stays, and the run goes on from it.
        """
        self.figures.check(self.images)
        if not self.world.first:
            return
        self.snapshots.keep(self.state_path)
        save_state(self.trainer, self.state_path, {"figures": self.figures.sums(), "seconds": self._seconds})
        save_trained(self.trainer, self.order.name, self.folder, judged=final)
        if drawn:
            self._draw_samples()


def roll_back(folder: Path, snapshot: Path) -> None:
    """Go on from an older state: the newer ones are dropped when the run next saves."""
    Snapshots(folder).restore(snapshot)
