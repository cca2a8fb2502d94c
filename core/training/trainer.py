"""Training of a pattern generator, in pieces: what is saved goes on exactly where it stopped.

StyleGAN2's recipe (arXiv 1912.04958) cut to what a small machine can do: non-saturating loss, lazy R1, an average of
the weights, style mixing; no path-length term and no noise. Networks start small and grow by a block at each stage;
a new block joins with no effect and learns its own (compare arXiv 1710.10196).
"""

from __future__ import annotations

import copy
import math
from contextlib import AbstractContextManager
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from core.errors import DieloomError
from core.gan.config import GeneratorConfig
from core.gan.discriminator import Discriminator
from core.gan.networks import Generator
from core.training.augment import move_on_torus
from core.training.losses import discriminator_loss, generator_loss, r1_penalty
from core.training.patterns import TAPE, render
from core.training.plan import TrainingPlan

GROUP = 4  # pictures of one family stand together, so that the discriminator can see how much they differ


class Trainer:
    """The networks, their optimisers and the chance they draw on; ``step`` learns from one batch."""

    def __init__(self, plan: TrainingPlan) -> None:
        self.plan = plan
        self.images = self.steps = 0
        self.chance = torch.Generator().manual_seed(plan.seed)
        self._build(plan.stages[0].resolution)

    @property
    def resolution(self) -> int:
        return self.config.resolution

    def _build(self, resolution: int) -> None:
        self.config: GeneratorConfig = self.plan.config(resolution)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.plan.seed + resolution)
            self.generator = Generator(self.config).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
            self.discriminator = Discriminator(self.config).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.generator).requires_grad_(False).eval()
        lazy = self.plan.r1_every / (self.plan.r1_every + 1)
        rate, boost = self.plan.rate, self.plan.mapping_boost
        mapping = {"params": self.generator.mapping.parameters(), "lr": rate * boost}
        self.generator_adam = _adam([mapping, {"params": self.generator.synthesis.parameters()}], rate, 0.99)
        self.discriminator_adam = _adam([{"params": self.discriminator.parameters()}], rate * lazy, 0.99**lazy)
        optimisers = (self.generator_adam, self.discriminator_adam)
        self._rates = [(adam, [group["lr"] for group in adam.param_groups]) for adam in optimisers]

    def _cool(self) -> None:
        share = self.plan.rate_share(self.images)
        for adam, rates in self._rates:
            for group, rate in zip(adam.param_groups, rates, strict=True):
                group["lr"] = rate * share

    def grow(self, resolution: int) -> None:
        """Add blocks up to a higher resolution; what is learned stays, and the new blocks start without effect."""
        learned = [net.state_dict() for net in (self.generator, self.discriminator, self.average)]
        before = self.config.resolutions
        self._build(resolution)
        for net, state in zip((self.generator, self.discriminator, self.average), learned, strict=True):
            net.load_state_dict(state, strict=False)
        fresh = [size for size in self.config.resolutions if size not in before]
        with torch.no_grad():
            for size in fresh:
                for net in (self.generator, self.average):
                    net.synthesis.block(size).torgb.weight.zero_()
                self.discriminator.get_parameter(f"b{size}.join").zero_()

    def step(self) -> dict[str, float]:
        """Both networks learn from one batch; returns the losses and scores."""
        self._cool()
        classes, real = self._draw()
        report = self._teach_discriminator(real, classes)
        if self.steps % self.plan.r1_every == 0:
            report["r1"] = self._penalise(real, classes)
        report["generator"] = self._teach_generator(classes)
        self._follow()
        self.steps += 1
        self.images += self.plan.batch
        if not all(math.isfinite(value) for value in report.values()):
            raise DieloomError(
                f"Training diverged at picture {self.images} ({report}).",
                "Go on from the last saved state with a lower rate or a stronger penalty.",
            )
        return report

    def _draw(self) -> tuple[Tensor, Tensor]:
        """One-hot classes [batch, families] and the pictures drawn for them."""
        labels = torch.randint(len(self.plan.families), (self.plan.batch // GROUP,), generator=self.chance)
        tapes = torch.randn(len(labels), GROUP, TAPE, generator=self.chance)
        names = [self.plan.families[label] for label in labels.tolist()]
        real = torch.cat([render(name, tape, self.resolution) for name, tape in zip(names, tapes, strict=True)])
        return F.one_hot(labels.repeat_interleave(GROUP), len(self.plan.families)).float(), real

    def _moved(self, pictures: Tensor) -> Tensor:
        return move_on_torus(pictures, self.chance, turns=self.plan.turns) if self.plan.moves else pictures

    def _fake(self, classes: Tensor) -> Tensor:
        ws = self._styles(classes)
        with self._fast():
            picture: Tensor = self.generator.synthesis(ws)
        return self._moved(picture)

    def _styles(self, classes: Tensor) -> Tensor:
        """w for every layer; sometimes the upper layers follow another z of the same family (style mixing)."""
        z, other = torch.randn(2, len(classes), self.config.z_dim, generator=self.chance)
        w = self.generator.mapping(z, classes)
        with torch.no_grad():
            self.generator.mapping.w_avg.lerp_(w.detach().mean(0), 0.002)
        ws: Tensor = w[:, None].expand(-1, self.config.w_layers, -1)
        if torch.rand((), generator=self.chance) < self.plan.mixing:
            cut = int(torch.randint(1, self.config.w_layers, (), generator=self.chance))
            second = self.generator.mapping(other, classes)[:, None].expand(-1, self.config.w_layers - cut, -1)
            ws = torch.cat([ws[:, :cut], second], 1)
        return ws

    def _fast(self) -> AbstractContextManager[None]:
        return torch.autocast("cpu", torch.bfloat16, enabled=self.plan.half)

    def _teach_discriminator(self, real: Tensor, classes: Tensor) -> dict[str, float]:
        with torch.no_grad():
            fake = self._fake(classes)
        with self._fast():
            real_scores = self.discriminator(self._moved(real), classes)
            fake_scores = self.discriminator(fake, classes)
        loss = discriminator_loss(real_scores, fake_scores)
        _descend(self.discriminator_adam, loss)
        return {"discriminator": loss.item(), "real": real_scores.mean().item(), "fake": fake_scores.mean().item()}

    def _penalise(self, real: Tensor, classes: Tensor) -> float:
        seen = self._moved(real).requires_grad_()
        penalty = r1_penalty(seen, self.discriminator(seen, classes))
        strength = self.plan.r1_strength * self.resolution**2
        _descend(self.discriminator_adam, penalty * (0.5 * strength * self.plan.r1_every))
        return penalty.item()

    def _teach_generator(self, classes: Tensor) -> float:
        self.discriminator.requires_grad_(False)
        fake = self._fake(classes)
        with self._fast():
            loss = generator_loss(self.discriminator(fake, classes))
        _descend(self.generator_adam, loss)
        self.discriminator.requires_grad_(True)
        return loss.item()

    def _follow(self) -> None:
        memory = min(self.plan.ema_kimg * 1000, max(self.images, 1) * 0.05)
        share = 1.0 - 0.5 ** (self.plan.batch / memory)
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.generator.parameters()), share)
            self.average.mapping.w_avg.copy_(self.generator.mapping.w_avg)


def _adam(groups: list[dict[str, Any]], rate: float, memory: float) -> torch.optim.Adam:
    return torch.optim.Adam(groups, lr=rate, betas=(0.0, memory), eps=1e-8, fused=True)


def _descend(optimiser: torch.optim.Adam, loss: Tensor) -> None:
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()
