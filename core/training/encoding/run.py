"""A training of an encoder in files: the encoder itself, its state, and a log."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from core import files
from core.errors import DieloomError
from core.gan.encoder import ENDING, load_encoder, save_encoder
from core.gan.files import load_model
from core.jobs import Progress
from core.training.encoding.teaching import Teacher

SAVE_EVERY_S = 60.0
LOG_EVERY = 25
MOST_STATE_BYTES = 256 << 20


class Run:
    """Training to files: the encoder (the average network), its state and its log; goes on with a state that is there.

    Raises DieloomError for a model or state that does not serve.
    """

    def __init__(self, model: Path, out: Path, seed: int, start: Path | None, progress: Progress) -> None:
        if not out.name.endswith(ENDING):
            raise DieloomError(f"{out.name} is no name for an encoder.", f"Give one that ends in {ENDING}.")
        self._out, self._state, self._log = out, out.with_suffix(".state"), out.with_suffix(".log.jsonl")
        self._model = load_model(model)
        self.teacher = Teacher(self._model, seed, progress, load_encoder(start)[0] if start else None)
        self._costs: list[dict[str, Tensor]] = []
        if self._state.exists():
            data = files.read_bytes(self._state, MOST_STATE_BYTES)
            self.teacher.resume(data, _metadata(self._state))

    def train(
        self,
        progress: Progress,
        *,
        minutes: float,
        steps: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Teach for so many minutes from now, or until ``steps`` are done in all; what was learned is saved also when
        this ends otherwise."""
        begun = saved = clock()
        try:
            while clock() - begun < 60 * minutes and (steps is None or self.teacher.steps < steps):
                done = (clock() - begun) / (60 * minutes)
                progress.report(done, f"{self.teacher.pictures} pictures")
                self._note(self.teacher.step(), clock() - begun)
                if clock() - saved > SAVE_EVERY_S:
                    self.save()
                    saved = clock()
        finally:
            self.save()

    def save(self) -> None:
        files.write_bytes(self._state, self.teacher.state())
        card = {
            "made by": f"python -m core.training.encoding, seed {self.teacher.seed}",
            "pictures": str(self.teacher.pictures),
        }
        save_encoder(self.teacher.average, self._out, self._model.sha256, card)

    def _note(self, costs: dict[str, Tensor], seconds: float) -> None:
        self._costs.append(costs)
        if self.teacher.steps % LOG_EVERY:
            return
        means = {name: round(float(torch.stack([each[name] for each in self._costs]).mean()), 4) for name in costs}
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps({"pictures": self.teacher.pictures, "seconds": round(seconds, 1)} | means) + "\n")
        self._costs.clear()


def _metadata(state: Path) -> dict[str, str]:
    try:
        with safe_open(state, framework="np") as file:
            return dict(file.metadata() or {})
    except (OSError, SafetensorError) as error:
        raise DieloomError(f"{state.name} is no state of a training.", "Remove it to begin anew.") from error
