"""The run that teaches the brush: resumable, on one processor core or a graphics processor."""

from __future__ import annotations

import copy
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors.torch import load, save
from torch import Tensor

from core import files
from core.gan.features import FeatureNet
from core.style.network import Brush, BrushConfig
from core.style.teaching.losses import TextureLoss, marks_loss, structure_loss
from core.style.teaching.pairs import Pairs, to_pixels

_SAVE_S = 60.0
_SHEET_S = 300.0
_LOG_STEPS = 50
_TOGETHER = 10  # steps that a graphics processor may be behind
_RIM_PX = 8  # where the crop ends, so does what the network sees


@dataclass(frozen=True)
class Lesson:
    """``structure`` weighs the content's shapes against the style's texture; ``rate`` is Adam's at its highest."""

    minutes: float
    batch: int = 4
    rate: float = 2e-3
    structure: float = 6.0
    marks: float = 1.0
    calm: float = 0.02
    average: float = 0.998


class Source(Protocol):
    def draw(self, number: int, count: int, /) -> Pairs: ...


class Teacher:
    """The network, its running average, the optimiser and the clock. Pairs are drawn on ``device``."""

    def __init__(
        self,
        lesson: Lesson,
        source: Source,
        config: BrushConfig | None = None,
        device: torch.device | None = None,
    ) -> None:
        torch.manual_seed(1)
        self.lesson, self.source, self.device = lesson, source, device or torch.device("cpu")
        self.brush = Brush(config).to(self.device)
        self.average = copy.deepcopy(self.brush).requires_grad_(False)
        self.adam = torch.optim.Adam(self.brush.parameters(), lesson.rate, (0.9, 0.99))
        self.texture = TextureLoss(FeatureNet().to(self.device))
        self.steps, self.seconds = 0, 0.0

    @property
    def share(self) -> float:
        """How much of the time is over, 0..1."""
        return min(self.seconds / (60.0 * self.lesson.minutes), 1.0)

    def step(self) -> dict[str, Tensor]:
        """One batch; what was wrong, by name, on the device: to read it is to wait for it."""
        start = time.perf_counter()
        rate = (
            self.lesson.rate
            * min((self.steps + 1) / 100, 1.0)
            * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * self.share)))
        )
        for group in self.adam.param_groups:
            group["lr"] = rate
        chance = torch.Generator(self.device).manual_seed(self.steps)
        pairs = self.source.draw(self.steps, self.lesson.batch)
        strengths = torch.rand(self.lesson.batch, 2, generator=chance, device=self.device)
        whole = torch.rand(self.lesson.batch, 1, generator=chance, device=self.device) < 0.6
        strengths = torch.where(whole, 1.0, strengths)
        wrong = self.wrong(self.brush, pairs, strengths, chance)
        self.adam.zero_grad(set_to_none=True)
        torch.autograd.backward(wrong["all"])
        torch.nn.utils.clip_grad_norm_(self.brush.parameters(), 1.0)
        self.adam.step()
        decay = min(self.lesson.average, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.brush.parameters()), 1.0 - decay)
        self.steps += 1
        if self.device.type == "cuda" and self.steps % _TOGETHER == 0:
            torch.cuda.synchronize(self.device)  # or the clock would stop while work queues up
        self.seconds += time.perf_counter() - start
        return {name: value.detach() for name, value in wrong.items()}

    def wrong(self, brush: Brush, pairs: Pairs, strengths: Tensor, chance: torch.Generator) -> dict[str, Tensor]:
        """The loss of a batch ("all") and its parts. Weaker texture or structure asks less of the style's fine or
        large scales, and more of the content's likeness."""
        drawn = brush(pairs.contents, pairs.planes, brush.style(pairs.swatches), strengths)
        made, content = _inner(drawn), _inner(pairs.contents)
        texture, structure = strengths.T
        asked = torch.stack([0.5 * (texture + structure), texture, 0.5 * (texture + structure), structure], 1)
        apart = self.texture(made, _inner(pairs.styles), chance)
        full = 0.5 * (texture + structure)
        shapes = structure_loss(made, content) * (3.0 - 2.0 * full)
        same = (1.0 - full).square() * F.smooth_l1_loss(made, content, reduction="none", beta=0.1).mean((1, 2, 3))
        outside = F.relu(drawn.abs() - 1.0).mean((1, 2, 3))
        marks = marks_loss(made, _inner(pairs.planes)) * texture
        change = drawn - pairs.contents
        calm = _variation(change)
        parts = {
            "colours": (apart[:, 0] * asked[:, 0]).mean(),
            "texture": (apart[:, 1:] * asked[:, 1:]).sum(1).mean(),
            "structure": shapes.mean(),
            "marks": marks.mean(),
            "same": same.mean(),
            "outside": outside.mean(),
            "calm": calm.mean(),
        }
        all_of_it = (
            parts["colours"]
            + parts["texture"]
            + self.lesson.structure * parts["structure"]
            + self.lesson.marks * parts["marks"]
            + 3.0 * parts["same"]
            + 2.0 * parts["outside"]
            + self.lesson.calm * parts["calm"]
        )
        return {"all": all_of_it, **parts}

    def save(self, path: Path) -> None:
        """All that a resumed run needs, in one step."""
        tensors = {f"brush.{name}": value for name, value in self.brush.state_dict().items()}
        tensors |= {f"average.{name}": value for name, value in self.average.state_dict().items()}
        for number, state in self.adam.state_dict()["state"].items():
            tensors |= {f"adam.{number}.{name}": torch.as_tensor(value) for name, value in state.items()}
        tensors = {name: value.cpu() for name, value in tensors.items()}
        clock = {"steps": str(self.steps), "seconds": str(self.seconds)}
        files.write_bytes(
            path, save({name: value.contiguous() for name, value in tensors.items()}, {"clock": json.dumps(clock)})
        )

    def resume(self, path: Path) -> None:
        """Take up a run's state; a run of other networks is refused by torch."""
        data = path.read_bytes()
        tensors = load(data)
        header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
        clock = json.loads(header["__metadata__"]["clock"])
        self.brush.load_state_dict(_below(tensors, "brush."))
        self.average.load_state_dict(_below(tensors, "average."))
        states: dict[int, dict[str, Tensor]] = {}
        for name, value in _below(tensors, "adam.").items():
            number, _, field = name.partition(".")
            states.setdefault(int(number), {})[field] = value
        self.adam.load_state_dict({**self.adam.state_dict(), "state": states})
        self.steps, self.seconds = int(clock["steps"]), float(clock["seconds"])


def _below(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def _inner(pictures: Tensor) -> Tensor:
    return pictures[:, :, _RIM_PX:-_RIM_PX, _RIM_PX:-_RIM_PX]


def _variation(pictures: Tensor) -> Tensor:
    across = (pictures[:, :, :, 1:] - pictures[:, :, :, :-1]).abs().mean((1, 2, 3))
    down = (pictures[:, :, 1:] - pictures[:, :, :-1]).abs().mean((1, 2, 3))
    return across + down


@torch.no_grad()
def sheet(teacher: Teacher, pairs: Pairs) -> Image.Image:
    """A row for each pair: content, swatch, drawn at full strength, texture alone, structure alone."""
    brush = teacher.average
    code = brush.style(pairs.swatches)
    columns = [pairs.contents, pairs.swatches]
    for texture, structure in ((1.0, 1.0), (1.0, 0.3), (0.3, 1.0)):
        strengths = torch.tensor([[texture, structure]], device=code.device).expand(len(code), 2)
        columns.append(brush(pairs.contents, pairs.planes, code, strengths))
    return Image.fromarray(np.concatenate([np.concatenate(list(to_pixels(row)), 0) for row in columns], 1))


def teach(teacher: Teacher, out: Path, fixed: Pairs) -> None:
    """Until the time is over; beside ``out`` lie its state, its log and its sheets."""
    state, log = out.with_suffix(".state"), out.with_suffix(".jsonl")
    saved = shown = time.monotonic()
    fixed = Pairs(*(part.to(teacher.device) for part in vars(fixed).values()))
    sums: dict[str, Tensor] = {}
    since = 0
    while teacher.share < 1.0:
        for name, value in teacher.step().items():
            sums[name] = sums[name] + value if name in sums else value
        since += 1
        now = time.monotonic()
        if since == _LOG_STEPS or teacher.share >= 1.0:
            line: dict[str, Any] = {"step": teacher.steps, "seconds": round(teacher.seconds)}
            line |= {name: round(float(value) / since, 4) for name, value in sums.items()}
            with log.open("a", encoding="utf-8") as opened:
                opened.write(json.dumps(line) + "\n")
            sums, since = {}, 0
        if now - saved > _SAVE_S:
            teacher.save(state)
            saved = now
        if now - shown > _SHEET_S or (teacher.steps == 200):
            sheet(teacher, fixed).save(out.with_suffix(f".{round(teacher.seconds / 60):03d}.png"))
            write_brush(teacher, out)
            shown = now
    teacher.save(state)
    write_brush(teacher, out)
    sheet(teacher, fixed).save(out.with_suffix(".png"))


def write_brush(teacher: Teacher, out: Path) -> None:
    """The running average's weights as float16."""
    from core.style.network import write

    write(teacher.average, out, {"steps": str(teacher.steps), "minutes": str(round(teacher.seconds / 60))})
