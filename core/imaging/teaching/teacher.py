"""The steps of a training and its state.

Adam at a rate that rises at first and later falls with the root of the steps, and an average of the weights: both are
good wherever the training is stopped, so nobody has to know its length beforehand. Where the length is known, the rate
falls to nothing by its end instead, which takes a network further.
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from typing import Protocol

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from core.errors import DieloomError
from core.gan.features import FeatureNet
from core.imaging.networks import NetworkConfig, PixelNetwork
from core.imaging.teaching.lessons import Lesson

FORMAT = "dieloom-imaging-teaching-1"
CPU = torch.device("cpu")
RATE = 0.001
WARM = 50  # steps in which the rate rises
SETTLE = 800  # from this step on it falls
EDGE = 4  # px of a crop's rim that are not judged: the network sees nothing beyond
SOFT = 1e-3  # where the absolute error turns round (Charbonnier)
COMPARED = 4  # every so many crops are compared by features too: they take as long as the network
TEXTURE = 0.02  # what unlike features count beside unlike pixels
LAST = 0.01  # share of the rate that is left at the end of a training of known length


class Lessons(Protocol):
    def at(self, step: int) -> Lesson: ...


@dataclass(frozen=True)
class Manner:
    """How it is taught: where, and at what rate at its highest."""

    device: torch.device = CPU
    rate: float = RATE


class Teacher:
    """Teaches a network of ``config``; the same seed and lessons give the same one. ``seconds`` is for who counts."""

    def __init__(self, config: NetworkConfig, lessons: Lessons, seed: int, manner: Manner | None = None) -> None:
        self.seed, self.steps, self.seconds, self._lessons = seed, 0, 0.0, lessons
        self._manner = manner or Manner()
        device = self._manner.device
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.network = PixelNetwork(config)
        self.network.calm()
        self.network = self.network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.network).requires_grad_(False).eval()
        self._features = FeatureNet().to(device)
        fused = True if device.type == "cuda" else None
        self._adam = torch.optim.Adam(self.network.parameters(), self._manner.rate, (0.9, 0.99), fused=fused)

    def begin(self, network: PixelNetwork) -> None:
        """With the weights of a network that there is; raises DieloomError when it is made otherwise."""
        if network.config != self.network.config:
            raise DieloomError("The network to begin with is made otherwise.", "Leave out --blocks, or begin anew.")
        self.network.load_state_dict(network.state_dict())
        self.average.load_state_dict(network.state_dict())

    def step(self, share: float | None = None) -> dict[str, Tensor]:
        """Learn from one lesson; what it cost, and its signal-to-noise ratio in dB by factor. ``share`` is how much
        of a training of known length is over."""
        number = self.steps
        self._adam.param_groups[0]["lr"] = self._rate(share)
        lesson = self._lessons.at(number)
        given = lesson.given.contiguous(memory_format=torch.channels_last)
        made = _within(self.network(given, lesson.factor, lesson.strengths), lesson)
        wanted = _within(lesson.wanted, lesson)
        square = (made - wanted).square()
        pixels = (square + SOFT**2).sqrt().mean()
        loss = pixels + TEXTURE * self._unlike(made[::COMPARED], wanted[::COMPARED])
        self._adam.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._adam.step()
        self.steps += 1
        self._follow()
        ratio = -10.0 * torch.log10(square.detach().mean((1, 2, 3)) + 1e-10).mean()
        return {"loss": loss.detach(), f"psnr x{lesson.factor}": ratio}

    def _rate(self, share: float | None) -> float:
        rising = (self.steps + 1) / WARM
        if share is None:
            return self._manner.rate * min(1.0, rising, math.sqrt(SETTLE / (self.steps + 1)))
        return self._manner.rate * min(1.0, rising) * (LAST + (1.0 - LAST) * (0.5 + 0.5 * math.cos(math.pi * share)))

    def _unlike(self, made: Tensor, wanted: Tensor) -> Tensor:
        pairs = zip(self._features(2.0 * made - 1.0), self._features(2.0 * wanted - 1.0), strict=True)
        return torch.stack([(one - other).abs().mean() for one, other in pairs]).sum()

    @torch.no_grad()
    def _follow(self) -> None:
        """The average comes nearer to the learning network; it remembers about the last tenth of the steps."""
        share = max(1.0 / self.steps, 1.0 - 0.5 ** (1.0 / (0.05 * self.steps)))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), share)

    # The state

    def state(self) -> bytes:
        """All that going on exactly takes, as safetensors."""
        tensors = {f"network.{name}": value for name, value in self.network.state_dict().items()}
        tensors |= {f"average.{name}": value for name, value in self.average.state_dict().items()}
        for index, kept in self._adam.state_dict()["state"].items():
            tensors |= {f"adam.{index}.{name}": value for name, value in kept.items()}
        metadata = {"format": FORMAT, "steps": str(self.steps), "seed": str(self.seed)}
        metadata["seconds"] = str(self.seconds)
        metadata["config"] = self.network.config.model_dump_json()
        return save({name: value.cpu().contiguous() for name, value in tensors.items()}, metadata)

    def resume(self, data: bytes, metadata: dict[str, str]) -> None:
        """Go on from a state of the same network and seed; raises DieloomError for any other."""
        try:
            config = self.network.config.model_dump_json()
            if (metadata["format"], metadata["seed"], metadata["config"]) != (FORMAT, str(self.seed), config):
                raise ValueError("another training's")
            tensors = load(data)
            self.network.load_state_dict(_under(tensors, "network"))
            self.average.load_state_dict(_under(tensors, "average"))
            rows = {index: _under(tensors, f"adam.{index}") for index in range(len(list(self.network.parameters())))}
            restore_moments(self._adam, rows)
            self.steps, self.seconds = int(metadata["steps"]), float(metadata.get("seconds", 0.0))
        except (SafetensorError, ValueError, KeyError, RuntimeError, TypeError) as error:
            raise DieloomError(
                f"The state there is not that of this training ({error}).",
                "Give the seed that it began with, or another --out.",
            ) from error


def restore_moments(adam: torch.optim.Adam, rows: dict[int, dict[str, Tensor]]) -> None:
    """Give an optimiser the moments of its parameters by number; those without any have had no lesson yet."""
    parameters = [each for group in adam.param_groups for each in group["params"]]

    def laid(value: Tensor, parameter: Tensor) -> Tensor:
        """As the parameter lies in memory: fused steps go through both in that order and do not look."""
        return torch.empty_like(parameter).copy_(value) if value.shape == parameter.shape else value

    state = {
        index: {
            name: value if name == "step" else laid(value, parameters[index].detach()) for name, value in row.items()
        }
        for index, row in rows.items()
        if row
    }
    adam.load_state_dict({"state": state, "param_groups": adam.state_dict()["param_groups"]})


def _within(pictures: Tensor, lesson: Lesson) -> Tensor:
    rim = EDGE * lesson.factor
    return pictures[:, :, rim:-rim, rim:-rim]


def _under(tensors: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {key.removeprefix(name + "."): value for key, value in tensors.items() if key.startswith(name + ".")}
