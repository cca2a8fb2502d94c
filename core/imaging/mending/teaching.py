"""Teaches the network: ``python -m core.imaging.mending.teaching --pictures DIR... --out FILE --minutes M``.

It goes on where it was stopped: a state lies beside the file and is written every minute, with a log of JSON lines and
a sheet of samples. Files that :func:`core.imaging.mending.lessons.held_back` names are never looked at. With a graphics
processor: ``--device cuda --workers 3 --again 8 --batch 64 --crop 128``.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save
from torch import Tensor

from core import files
from core.errors import DieloomError
from core.gan.features import WIDTH, FeatureNet, shadows, unit_directions
from core.imaging.mending.lessons import byte_maker, lesson_maker
from core.imaging.mending.network import MendNet, spread
from core.imaging.teaching.options import add_machine, check, device_of
from core.imaging.teaching.pool import Pool
from core.imaging.teaching.teacher import restore_moments
from core.training.ahead import Ahead

SIDE_PX = 96
BATCH = 8
_POOLED = 32  # pictures that a pool takes at a time
_RATE = 1.5e-3
_WARMING = 100  # steps
_AVERAGED = 0.998
_EVERY_S = 60.0
_SHOWN = 8
_JUDGED, _FAR = 4, 10**8  # lessons that are judged by, and the number of the first

Batch = tuple[Tensor, Tensor]
"""Pictures [N, 3, S, S] in -1..1 and their holes [N, 1, S, S]."""


@dataclass(frozen=True)
class Seen:
    """What is taught: by step, and what is judged by; on one device."""

    at: Callable[[int], Batch]
    judged: Callable[[int], Batch]


def seen(ahead: Ahead, device: torch.device) -> Seen:
    """The lessons of :func:`core.imaging.mending.lessons.lesson_maker`, each once."""

    def at(step: int, once: bool = False) -> Batch:
        pictures, holes = (torch.from_numpy(each).to(device) for each in ahead.take(step, once))
        return pictures, holes

    return Seen(at, lambda number: at(_FAR + number, once=True))


def seen_again(ahead: Ahead, pool: Pool, batch: int, side: int, device: torch.device) -> Seen:
    """Those of :func:`core.imaging.mending.lessons.byte_maker`, kept in ``pool``."""

    def at(step: int) -> Batch:
        pictures, holes = pool.draw(step, batch, side, pool.chance(step))
        return pictures * 2.0 - 1.0, holes

    def judged(number: int) -> Batch:
        made = (torch.from_numpy(each).to(device) for each in ahead.take(_FAR + number, once=True))
        pictures, holes = (each.permute(0, 3, 1, 2).float() / 255.0 for each in made)
        return pictures * 2.0 - 1.0, holes

    return Seen(at, judged)


class Loss:
    """How far a filled picture is from the true one: its colours in the hole, its features, and their statistics."""

    def __init__(self, device: torch.device) -> None:
        self._net = FeatureNet().to(device)
        self._directions = unit_directions(WIDTH, 8, 5).to(device)

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

    def __init__(self, seen: Seen, minutes: float, device: torch.device, rate: float = _RATE) -> None:
        torch.manual_seed(0)
        self.net, self.average = MendNet(), MendNet()
        self.net.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average.load_state_dict(self.net.state_dict())
        self.average.requires_grad_(False)
        self.optimiser = torch.optim.Adam(self.net.parameters(), lr=rate, betas=(0.9, 0.98), fused=True)
        self.step, self.seconds, self._minutes, self._rate = 0, 0.0, minutes, rate
        self._seen, self._loss = seen, Loss(device)
        self._judged: list[Batch] = []
        # A run on a processor that is paused, or shares its core, is taught no less.
        self._clock = time.perf_counter if device.type == "cuda" else time.process_time

    @property
    def over(self) -> bool:
        return self.seconds >= 60 * self._minutes

    def begin(self, path: Path) -> None:
        """With the weights of a network that :meth:`publish` wrote; raises DieloomError."""
        try:
            weights = load_file(path)
            self.net.load_state_dict(weights)
            self.average.load_state_dict(weights)
        except (OSError, RuntimeError, SafetensorError) as error:
            raise DieloomError(f"{path.name} is no network that fills holes.", "Leave out --from.") from error

    def learn(self) -> Tensor:
        """One step; returns its loss, which may have to be waited for."""
        began = self._clock()
        pictures, holes = self._seen.at(self.step)
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        part = min(self.seconds / (60 * self._minutes), 1.0)
        rising = min(1.0, (self.step + 1) / _WARMING)
        for group in self.optimiser.param_groups:
            group["lr"] = self._rate * rising * (0.01 + 0.99 * (0.5 + 0.5 * math.cos(math.pi * part)))
        loss = self._loss(self.net(pictures, holes), pictures, holes)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        kept = min(_AVERAGED, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.net.parameters()), 1.0 - kept)
        self.step += 1
        self.seconds += self._clock() - began
        return loss.detach()

    def _far(self) -> list[Batch]:
        """What is judged by, made when it is first asked for."""
        if not self._judged:
            self._judged = [self._seen.judged(number) for number in range(_JUDGED)]
        return self._judged

    @torch.inference_mode()
    def judged(self) -> tuple[float, float]:
        """The average network's loss on lessons far ahead, and that of spreading alone."""
        ours, spreads = list[float](), list[float]()
        for pictures, holes in self._far():
            ours.append(float(self._loss(self.average(pictures, holes), pictures, holes)))
            spreads.append(float(self._loss(_spread(pictures, holes), pictures, holes)))
        return float(np.mean(ours)), float(np.mean(spreads))

    @torch.inference_mode()
    def sheet(self) -> NDArray[np.uint8]:
        """Rows of the picture with its hole, spread, filled, true."""
        pictures, holes = (each[:_SHOWN] for each in self._far()[0])
        columns = [pictures * (1 - holes), _spread(pictures, holes), self.average(pictures, holes), pictures]
        joined = torch.cat([torch.cat(list(column), 1) for column in columns], 2)
        return ((joined.clamp(-1, 1) + 1) * 127.5).round().byte().permute(1, 2, 0).cpu().numpy()

    def save(self, path: Path, small: bool = False) -> None:
        """All that it takes to go on; ``small``: nearly so, in five eighths of the bytes."""
        moments = torch.bfloat16 if small else torch.float32
        tensors = {f"net.{name}": value for name, value in self.net.state_dict().items()}
        averaged = self.average.state_dict()
        tensors |= {f"average.{name}": value.half() if small else value for name, value in averaged.items()}
        for index, state in self.optimiser.state_dict()["state"].items():
            for name, value in state.items():
                tensors[f"optimiser.{index}.{name}"] = value if name == "step" else value.to(moments)
        facts = json.dumps({"step": self.step, "seconds": self.seconds})
        plain = {name: value.cpu().contiguous() for name, value in tensors.items()}
        files.write_bytes(path, save(plain, {"run": facts}))

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
        restore_moments(self.optimiser, states)
        self.step, self.seconds = int(facts["step"]), float(facts["seconds"])

    def publish(self, path: Path) -> None:
        """The average network as float16."""
        halves = {name: value.half().cpu().contiguous() for name, value in self.average.state_dict().items()}
        files.write_bytes(path, save(halves, {"format": "dieloom-mend-1", "steps": str(self.step)}))


def _spread(pictures: Tensor, holes: Tensor) -> Tensor:
    return torch.where(holes > 0.5, spread(pictures, holes), pictures)


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def teach(teaching: Teaching, out: Path, steps: int | None = None, small: bool = False) -> None:
    """Until its time is over or ``steps`` are done, with a state, a log and a sheet beside ``out``."""
    state, log = out.with_suffix(".state.safetensors"), out.with_suffix(".log.jsonl")
    if state.exists():
        teaching.load(state)
    losses, written = list[Tensor](), time.monotonic()
    while not (teaching.over or teaching.step == steps):
        losses.append(teaching.learn())
        done = teaching.over or teaching.step == steps
        if time.monotonic() - written > _EVERY_S or done:
            ours, spreads = teaching.judged()
            facts = {
                "step": teaching.step,
                "seconds": round(teaching.seconds),
                "loss": round(float(torch.stack(losses).mean()), 4),
            }
            facts |= {"judged": round(ours, 4), "spread": round(spreads, 4)}
            with log.open("a") as lines:
                lines.write(json.dumps(facts) + "\n")
            Image.fromarray(teaching.sheet()).save(out.with_suffix(".sheet.png"))
            teaching.save(state, small)
            teaching.publish(out)
            losses, written = [], time.monotonic()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Teach the network that fills holes.")
    parser.add_argument("--pictures", type=Path, nargs="+", required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--steps", type=int, help="stop earlier, when so many are done in all")
    parser.add_argument("--small-state", action="store_true", help="less to keep; going on is not quite exact")
    add_machine(parser)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    try:
        _taught(options)
    except DieloomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _taught(options: argparse.Namespace) -> None:
    check(options)
    device, side, batch = device_of(options.device), options.crop or SIDE_PX, options.batch or BATCH
    if options.again:
        opened = partial(byte_maker, options.pictures, side, _POOLED)
    else:
        opened = partial(lesson_maker, options.pictures, side, batch)
    with Ahead(opened, options.workers) as ahead:
        if options.again:
            pool = Pool(ahead, 0, options.again, device)
            source = seen_again(ahead, pool, batch, side, device)
        else:
            source = seen(ahead, device)
        teaching = Teaching(source, options.minutes, device, options.rate or _RATE)
        if options.start is not None:
            teaching.begin(options.start)
        teach(teaching, options.out, options.steps, options.small_state)


if __name__ == "__main__":
    sys.exit(main())
