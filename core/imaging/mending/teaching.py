"""Teaches the network: ``python -m core.imaging.mending.teaching --pictures DIR... --out FILE --minutes M``.

It goes on where it was stopped: a state lies beside the file and is written every minute, with a log of JSON lines and
a sheet of samples. Files that :func:`core.imaging.mending.lessons.held_back` names are never looked at.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors import safe_open
from safetensors.torch import save
from torch import Tensor

from core import files
from core.gan.features import WIDTH, FeatureNet, shadows, unit_directions
from core.imaging.mending.lessons import Lessons, lessons
from core.imaging.mending.masks import painted
from core.imaging.mending.network import MendNet, spread
from core.training.patterns import FAMILIES, ORNAMENTS
from core.training.sources import ProceduralSource

SIDE_PX = 96
BATCH = 8
_DRAWN = 2  # of a batch are drawn patterns
_RATE = 1.5e-3
_WARMING = 100  # steps
_AVERAGED = 0.998
_EVERY_S = 60.0


class Loss:
    """How far a filled picture is from the true one: its colours in the hole, its features, and their statistics."""

    def __init__(self) -> None:
        self._net = FeatureNet()
        self._directions = unit_directions(WIDTH, 8, 5)

    def __call__(self, made: Tensor, true: Tensor, holes: Tensor) -> Tensor:
        """Of pictures [N, 3, H, W] that differ in ``holes`` [N, 1, H, W] only: one number."""
        share = holes.mean()
        colour = (made - true).abs().mean() / share
        with torch.no_grad():
            wanted = self._net(true)
        texture = made.new_zeros(())
        for got, want in zip(self._net(made), wanted, strict=True):
            texture = texture + (got - want).abs().mean() / share
            texture = texture + 0.5 * (self._sorted(got) - self._sorted(want)).abs().mean() / share
        return colour + texture

    def _sorted(self, features: Tensor) -> Tensor:
        return shadows(features.flatten(2).transpose(1, 2), self._directions)


class Teaching:
    """A network, its running average and its optimiser; what step n sees is a function of n alone."""

    def __init__(self, sources: Sequence[Lessons], minutes: float) -> None:
        torch.manual_seed(0)
        self.net, self.average = MendNet(), MendNet()
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average.load_state_dict(self.net.state_dict())
        self.average.requires_grad_(False)
        self.optimiser = torch.optim.Adam(self.net.parameters(), lr=_RATE, betas=(0.9, 0.98), fused=True)
        self.step, self.seconds, self._minutes = 0, 0.0, minutes
        self._sources, self._loss = sources, Loss()
        self._drawn = ProceduralSource(7, (*FAMILIES, *ORNAMENTS), SIDE_PX, together=1)

    @property
    def over(self) -> bool:
        return self.seconds >= 60 * self._minutes

    def batch(self, step: int) -> tuple[Tensor, Tensor]:
        """Pictures [BATCH, 3, SIDE, SIDE] in -1..1 and their holes."""
        chance = np.random.Generator(np.random.Philox([step, 11]))
        crops = list[NDArray[np.uint8]]()
        for _ in range(BATCH - _DRAWN):
            source = self._sources[int(chance.integers(len(self._sources)))]
            crops.append(source.crop(int(chance.integers(len(source.names))), SIDE_PX, chance))
        taken = torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2).float() / 127.5 - 1.0
        drawn = self._drawn.draw(step * _DRAWN, _DRAWN, torch.device("cpu")).pictures
        holes = np.stack([painted(SIDE_PX, chance) for _ in range(BATCH)])[:, None]
        return torch.cat([taken, drawn]), torch.from_numpy(holes).float()

    def learn(self) -> float:
        """One step; returns its loss."""
        began = time.process_time()  # a run that is paused, or shares its core, is taught no less
        pictures, holes = self.batch(self.step)
        pictures = pictures.to(memory_format=torch.channels_last)
        part = min(self.seconds / (60 * self._minutes), 1.0)
        rate = _RATE * min(1.0, (self.step + 1) / _WARMING) * (0.01 + 0.99 * (0.5 + 0.5 * math.cos(math.pi * part)))
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        loss = self._loss(self.net(pictures, holes), pictures, holes)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        kept = min(_AVERAGED, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.net.parameters(), strict=True):
                mean.lerp_(now, 1.0 - kept)
        self.step += 1
        self.seconds += time.process_time() - began
        return float(loss.detach())

    @torch.inference_mode()
    def judged(self) -> tuple[float, float]:
        """The average network's loss on lessons far ahead, and that of spreading alone."""
        ours, spreads = list[float](), list[float]()
        for number in range(4):
            pictures, holes = self.batch(10**8 + number)
            ours.append(float(self._loss(self.average(pictures, holes), pictures, holes)))
            spreads.append(float(self._loss(_spread(pictures, holes), pictures, holes)))
        return float(np.mean(ours)), float(np.mean(spreads))

    @torch.inference_mode()
    def sheet(self) -> NDArray[np.uint8]:
        """Rows of the picture with its hole, spread, filled, true."""
        pictures, holes = self.batch(10**8)
        columns = [pictures * (1 - holes), _spread(pictures, holes), self.average(pictures, holes), pictures]
        joined = torch.cat([torch.cat(list(column), 1) for column in columns], 2)
        return ((joined.clamp(-1, 1) + 1) * 127.5).round().byte().permute(1, 2, 0).numpy()

    def save(self, path: Path) -> None:
        """All that it takes to go on."""
        tensors = {f"net.{name}": value for name, value in self.net.state_dict().items()}
        tensors |= {f"average.{name}": value for name, value in self.average.state_dict().items()}
        for index, state in self.optimiser.state_dict()["state"].items():
            tensors |= {f"optimiser.{index}.{name}": value for name, value in state.items()}
        facts = json.dumps({"step": self.step, "seconds": self.seconds})
        files.write_bytes(path, save({name: value.contiguous() for name, value in tensors.items()}, {"run": facts}))

    def load(self, path: Path) -> None:
        with safe_open(path, "pt") as file:
            facts = json.loads(file.metadata()["run"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (it is no mapping)
        self.net.load_state_dict(_part(tensors, "net."))
        self.average.load_state_dict(_part(tensors, "average."))
        states: dict[int, dict[str, Tensor]] = {}
        for name, value in _part(tensors, "optimiser.").items():
            index, _, key = name.partition(".")
            states.setdefault(int(index), {})[key] = value
        whole: dict[str, Any] = self.optimiser.state_dict()
        self.optimiser.load_state_dict({**whole, "state": states})
        self.step, self.seconds = int(facts["step"]), float(facts["seconds"])

    def publish(self, path: Path) -> None:
        """The average network as float16."""
        halves = {name: value.half().contiguous() for name, value in self.average.state_dict().items()}
        files.write_bytes(path, save(halves, {"format": "dieloom-mend-1", "steps": str(self.step)}))


def _spread(pictures: Tensor, holes: Tensor) -> Tensor:
    return torch.where(holes > 0.5, spread(pictures, holes), pictures)


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def teach(teaching: Teaching, out: Path) -> None:
    """Until its time is over, with a state, a log and a sheet beside ``out``."""
    state, log = out.with_suffix(".state.safetensors"), out.with_suffix(".log.jsonl")
    if state.exists():
        teaching.load(state)
    losses, written = list[float](), time.monotonic()
    while not teaching.over:
        losses.append(teaching.learn())
        if time.monotonic() - written > _EVERY_S or teaching.over:
            ours, spreads = teaching.judged()
            facts = {
                "step": teaching.step,
                "seconds": round(teaching.seconds),
                "loss": round(float(np.mean(losses)), 4),
            }
            facts |= {"judged": round(ours, 4), "spread": round(spreads, 4)}
            with log.open("a") as lines:
                lines.write(json.dumps(facts) + "\n")
            Image.fromarray(teaching.sheet()).save(out.with_suffix(".sheet.png"))
            teaching.save(state)
            teaching.publish(out)
            losses, written = [], time.monotonic()


def main() -> None:
    parser = argparse.ArgumentParser(description="Teach the network that fills holes.")
    parser.add_argument("--pictures", type=Path, nargs="+", required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30.0)
    args = parser.parse_args()
    torch.set_num_threads(1)
    teach(Teaching([lessons(folder, "taught") for folder in args.pictures], args.minutes), args.out)


if __name__ == "__main__":
    main()
