"""The steps of a run, its state, and the file that it leaves.

Adam at a rate that rises at first and later falls with the root of the steps, and an average of the weights: both are
good wherever the run is stopped, so nobody has to know its length beforehand.
"""

from __future__ import annotations

import copy
import math

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from core.errors import DieloomError
from core.gan.encoder import Encoder, EncoderConfig
from core.gan.model import Model
from core.jobs import Progress
from core.training.encoding.lessons import Lessons, fast
from core.training.encoding.spoiling import spoil
from core.training.sources import chance

FORMAT = "dieloom-encoding-1"
BATCH = 16  # of the model's own pictures
OTHERS = 4  # pictures from elsewhere: only what is drawn of them can be right or wrong
COMPARED = 4  # of its own pictures, the last, that are drawn again
RATE = 0.002
WARM = 50  # steps in which the rate rises
SETTLE = 1000  # from this step on it falls
PICTURE = 1.0  # what the picture of an answer counts, beside the answer
USUAL = 0.02  # what an answer's distance from the mean does where no truth holds it


class Teacher:
    """Teaches an encoder for ``model`` from the beginning, or on from ``start``; the same seed gives the same one."""

    def __init__(self, model: Model, seed: int, progress: Progress, start: Encoder | None = None) -> None:
        self.seed, self.steps, self._sha256 = seed, 0, model.sha256
        self.lessons = Lessons(model, seed, progress)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.encoder = Encoder(EncoderConfig.of(model.config), self.lessons.space)
        if start is not None:
            self._take(start)
        self.encoder = self.encoder.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.encoder).requires_grad_(False).eval()
        self._adam = torch.optim.Adam(self.encoder.parameters(), RATE, (0.9, 0.99))

    @property
    def pictures(self) -> int:
        """How many it was shown."""
        return self.steps * BATCH

    def step(self) -> dict[str, Tensor]:
        """Learn from one batch; what it cost, as scalars."""
        lessons = self.lessons
        self._adam.param_groups[0]["lr"] = RATE * min(
            1.0, (self.steps + 1) / WARM, math.sqrt(SETTLE / (self.steps + 1))
        )
        units = lessons.units(self.steps, BATCH)
        others = lessons.elsewhere(self.steps, OTHERS)
        pictures = torch.cat([lessons.pictures(units), others])
        with fast():
            answer = self.encoder.units(spoil(pictures, chance(self.seed, 3, self.steps)))
        wrong = lessons.wrong(answer[:BATCH], units)
        # Pictures are dear, and a few tell which way to go.
        with torch.no_grad():
            wanted = torch.cat([lessons.small(units[-COMPARED:]), lessons.wanted(others)])
        unlike = lessons.unlike(lessons.small(answer[-len(wanted) :]), wanted)
        loss = wrong + PICTURE * unlike + USUAL * answer[BATCH:].square().mean()
        self._adam.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self._adam.step()
        self.steps += 1
        self._follow()
        return {"wrong": wrong.detach(), "unlike": unlike.detach()}

    @torch.no_grad()
    def _follow(self) -> None:
        """The average comes nearer to the learning network; it remembers about the last tenth of the run."""
        share = max(1.0 / self.steps, 1.0 - 0.5 ** (1.0 / (0.05 * self.steps)))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.encoder.parameters()), share)

    # The state

    def state(self) -> bytes:
        """All that going on exactly takes, as safetensors."""
        tensors = {f"encoder.{name}": value for name, value in self.encoder.state_dict().items()}
        tensors |= {f"average.{name}": value for name, value in self.average.state_dict().items()}
        for index, kept in self._adam.state_dict()["state"].items():
            tensors |= {f"adam.{index}.{name}": value for name, value in kept.items()}
        metadata = {"format": FORMAT, "steps": str(self.steps), "seed": str(self.seed), "model": self._sha256}
        return save({name: value.contiguous() for name, value in tensors.items()}, metadata)

    def resume(self, data: bytes, metadata: dict[str, str]) -> None:
        """Go on from a state of the same model and seed; raises DieloomError for any other."""
        try:
            if (metadata["format"], metadata["seed"], metadata["model"]) != (FORMAT, str(self.seed), self._sha256):
                raise ValueError("another run's")
            tensors = load(data)
            for network, name in ((self.encoder, "encoder"), (self.average, "average")):
                network.load_state_dict(_under(tensors, name))
            rows = [_under(tensors, f"adam.{index}") for index in range(len(list(self.encoder.parameters())))]
            groups = self._adam.state_dict()["param_groups"]
            self._adam.load_state_dict({"state": dict(enumerate(rows)) if rows[0] else {}, "param_groups": groups})
            self.steps = int(metadata["steps"])
        except (SafetensorError, ValueError, KeyError, RuntimeError, TypeError) as error:
            raise DieloomError(
                f"The state there is not that of this training ({error}).",
                "Give the model and the seed that it began with, or another --out.",
            ) from error

    def _take(self, start: Encoder) -> None:
        """Begin with what another encoder knows: a model that was trained on from another has much the same w."""
        try:
            learned = {name: value for name, value in start.state_dict().items() if name not in _SPACE}
            self.encoder.load_state_dict(self.encoder.state_dict() | learned)
        except RuntimeError as error:
            raise DieloomError("That encoder is of another shape.", "Begin without it.") from error


_SPACE = ("centre", "axes", "spread")


def _under(tensors: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {key.removeprefix(name + "."): value for key, value in tensors.items() if key.startswith(name + ".")}
