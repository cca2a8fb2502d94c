"""A run on disk: state that resumes exactly, a log, and pictures of the same seeds through time.

In the run's folder: ``state.pt`` (networks, optimisers, average, chance, position; replaced atomically),
``generator.safetensors`` (the average, ready to use), ``log.jsonl`` and ``samples/``.
"""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import torch

from core.errors import DieloomError
from core.files import replacing
from core.gan.files import save_model
from core.jobs import Progress
from core.training.plan import TrainingPlan
from core.training.samples import save_samples
from core.training.trainer import Trainer

SAVE_EVERY_S = 120.0
LOG_EVERY_STEPS = 128


class Run:
    """Training in a folder; the same call starts it and goes on with it."""

    def __init__(self, plan: TrainingPlan, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.folder, self.clock = folder, clock
        (folder / "samples").mkdir(parents=True, exist_ok=True)
        self.trainer = Trainer(plan)
        self._figures: dict[str, list[float]] = {}
        if self.state_path.exists():
            restore(self.trainer, self.state_path)

    @property
    def state_path(self) -> Path:
        return self.folder / "state.pt"

    def train(self, progress: Progress) -> None:
        """Learn to the end of the plan; when cancelled or broken off, at most two minutes of work are lost."""
        trainer, plan = self.trainer, self.trainer.plan
        saved = self.clock()
        while (resolution := plan.resolution_at(trainer.images)) is not None:
            if resolution > trainer.resolution:
                self.save()
                trainer.grow(resolution)
            report = trainer.step()
            progress.report(trainer.images / plan.images, f"{resolution} px, {trainer.images} pictures")
            self._note(report)
            if self.clock() - saved > SAVE_EVERY_S:
                self.save()
                saved = self.clock()
        self.save()

    def save(self) -> None:
        with replacing(self.state_path) as file:
            torch.save(snapshot(self.trainer), file)
        save_model(self.trainer.average, "generator", self.folder / "generator.safetensors", {}, {})
        save_samples(self.trainer.average, self.folder / "samples" / f"{self.trainer.images // 1000:05d}k.png")

    def _note(self, report: dict[str, float]) -> None:
        """Log the mean of each figure over some steps; single batches are too noisy to read."""
        for name, value in report.items():
            self._figures.setdefault(name, []).append(value)
        if self.trainer.steps % LOG_EVERY_STEPS:
            return
        means = {name: round(sum(values) / len(values), 4) for name, values in self._figures.items()}
        where = {"images": self.trainer.images, "resolution": self.trainer.resolution, "clock": round(self.clock(), 1)}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(where | means) + "\n")
        self._figures.clear()


def snapshot(trainer: Trainer) -> dict[str, object]:
    """All that a run needs to go on exactly."""
    return {
        "resolution": trainer.resolution,
        "images": trainer.images,
        "steps": trainer.steps,
        "chance": trainer.chance.get_state(),
        "generator": trainer.generator.state_dict(),
        "discriminator": trainer.discriminator.state_dict(),
        "average": trainer.average.state_dict(),
        "generator_adam": trainer.generator_adam.state_dict(),
        "discriminator_adam": trainer.discriminator_adam.state_dict(),
    }


def restore(trainer: Trainer, path: Path) -> None:
    """Put a trainer where a saved one stood. Raises DieloomError when the state is damaged or of other networks."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        trainer.grow(state["resolution"])
        for name in ("generator", "discriminator", "average", "generator_adam", "discriminator_adam"):
            getattr(trainer, name).load_state_dict(state[name])
        trainer.chance.set_state(state["chance"])
        trainer.images, trainer.steps = state["images"], state["steps"]
    except (OSError, RuntimeError, KeyError, ValueError, TypeError, EOFError, pickle.UnpicklingError) as error:
        raise DieloomError(
            f"{path} is no state of this training run ({error}).",
            "Give the run's own settings, or another folder to begin anew.",
        ) from error
