"""A training in files: the network (its average), its state, a log and a sheet of samples."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors import SafetensorError, safe_open
from torch import Tensor

from core import files
from core.errors import DieloomError
from core.imaging.networks import enlarged, save_network
from core.imaging.teaching.teacher import Lessons, Teacher
from core.jobs import Progress

SAVE_EVERY_S = 60.0
LOG_EVERY = 25
MOST_STATE_BYTES = 64 << 20
_SHOWN = 6


class Run:
    """Goes on with a state that is there; raises DieloomError where it belongs to another training."""

    def __init__(self, teacher: Teacher, lessons: Lessons, out: Path, made_by: str, log_every: int = LOG_EVERY) -> None:
        self._teacher, self._lessons, self._out, self._made_by = teacher, lessons, out, made_by
        self._state, self._log = out.with_suffix(".state"), out.with_suffix(".log.jsonl")
        self._said: dict[str, list[Tensor]] = defaultdict(list)
        self._log_every = log_every
        if self._state.exists():
            teacher.resume(files.read_bytes(self._state, MOST_STATE_BYTES), _metadata(self._state))

    def train(
        self,
        progress: Progress,
        *,
        minutes: float,
        steps: int | None = None,
        whole: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Teach for so many minutes from now, or until ``steps`` are done in all; what was learned is saved also when
        this ends otherwise. ``whole``: these are the minutes of all of the training, whose rate falls to nothing by
        their end."""
        begun = saved = clock()
        if whole:
            begun -= self._teacher.seconds
        try:
            while (share := (clock() - begun) / (60 * minutes)) < 1.0 and (
                steps is None or self._teacher.steps < steps
            ):
                progress.report(share, f"{self._teacher.steps} steps")
                costs = self._teacher.step(share if whole else None)
                self._teacher.seconds = clock() - begun
                self._note(costs, self._teacher.seconds)
                if clock() - saved > SAVE_EVERY_S:
                    self.save()
                    saved = clock()
        finally:
            self.save()

    def save(self) -> None:
        files.write_bytes(self._state, self._teacher.state())
        card = {"made by": self._made_by, "steps": str(self._teacher.steps)}
        save_network(self._teacher.average, self._out, card)
        self._show()

    @torch.inference_mode()
    def _show(self) -> None:
        """What is given, made and wanted, three in a row."""
        lesson = self._lessons.at(2)
        strengths = lesson.strengths[::4] if lesson.strengths is not None else None
        given, wanted = lesson.given[::4], lesson.wanted[::4]
        made = self._teacher.average(given, lesson.factor, strengths)
        rows = torch.cat([enlarged(given, lesson.factor), made, wanted], 3)[:_SHOWN].clamp(0.0, 1.0)
        sheet = (rows.permute(0, 2, 3, 1).flatten(0, 1) * 255.0).round().byte().cpu().numpy()
        Image.fromarray(np.ascontiguousarray(sheet)).save(self._out.with_suffix(".png"))

    def _note(self, costs: dict[str, Tensor], seconds: float) -> None:
        """The costs stay on their device until they are written: to read one is to wait for it."""
        for name, value in costs.items():
            self._said[name].append(value)
        if self._teacher.steps % self._log_every:
            return
        means = {name: round(float(torch.stack(values).mean()), 4) for name, values in self._said.items()}
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps({"steps": self._teacher.steps, "seconds": round(seconds, 1)} | means) + "\n")
        self._said.clear()


def _metadata(state: Path) -> dict[str, str]:
    try:
        with safe_open(state, framework="np") as file:
            return dict(file.metadata() or {})
    except (OSError, SafetensorError) as error:
        raise DieloomError(f"{state.name} is no state of a training.", "Remove it to begin anew.") from error
