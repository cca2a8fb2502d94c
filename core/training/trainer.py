"""Training a generator against a discriminator, a batch at a time.

StyleGAN2's recipe (arXiv 1912.04958): a loss of choice, lazy penalties, style mixing, an average of the weights; no
path-length term and no noise. Networks may begin small and grow by blocks; a new block joins with no effect and learns
its own (compare arXiv 1710.10196). All chance is a function of the plan's seed and the number of the step, so a run
needs no random state to go on exactly, and is the same however it is split over processes.
"""

from __future__ import annotations

import copy
from contextlib import AbstractContextManager

import torch
from torch import Tensor, nn

from core.gan.networks import Generator
from core.training.augment import NUMBERS, Control, augment, move_on_torus
from core.training.guidance import unlikeness
from core.training.lookahead import unrolled_scores
from core.training.losses import between, find_loss, one_centred, zero_centred
from core.training.networks import build, freeze, learning, mixed_styles, parameter_groups
from core.training.optimisers import Rates, make_optimiser
from core.training.plan import TrainingPlan
from core.training.sources import Batch, Source
from core.training.world import Draws, World

Report = dict[str, Tensor]


class Trainer:
    """The networks and their optimisers; ``step`` learns from one batch."""

    def __init__(
        self,
        plan: TrainingPlan,
        source: Source,
        device: torch.device | None = None,
        world: World | None = None,
    ) -> None:
        self.plan, self.source = plan, source
        self.device, self.world = device or torch.device("cpu"), world or World()
        self.images = self.steps = 0
        self.loss = find_loss(plan.loss)
        self.control = Control(
            plan.augment_strength if plan.augment != "none" else 0.0,
            plan.augment_target if plan.augment == "ada" else None,
            plan.augment_kimg,
        )
        self._rows = self.world.rows(plan.batch)
        self.signs: list[Tensor] = []
        self._build(plan.resolution_at(0))

    def _build(self, resolution: int) -> None:
        plan = self.plan
        self.resolution, self._sized = resolution, self.source.at(resolution)
        self.generator, self.discriminator = (net.to(self.device) for net in build(plan, resolution))
        freeze(self.discriminator, plan.frozen_blocks)
        self.average = copy.deepcopy(self.generator).requires_grad_(False).eval()
        lazy = plan.lazy_every / (plan.lazy_every + 1) if plan.r1_gamma or plan.r2_gamma else 1.0
        rate = plan.rate if plan.discriminator_rate is None else plan.discriminator_rate
        self.generator_optimiser = make_optimiser(plan, parameter_groups(plan, self.generator), plan.rate)
        groups = [{"params": list(learning(self.discriminator))}]
        self.discriminator_optimiser = make_optimiser(plan, groups, rate * lazy, lazy)
        self._rates = Rates(self.generator_optimiser, self.discriminator_optimiser)

    def grow(self, resolution: int) -> None:
        """Add blocks up to a higher resolution; what is learned stays, and the new blocks start without effect."""
        learned = [net.state_dict() for net in (self.generator, self.discriminator, self.average)]
        self._build(resolution)
        for net, state in zip((self.generator, self.discriminator, self.average), learned, strict=True):
            missing = net.load_state_dict(state, strict=False).missing_keys
            with torch.no_grad():
                for name in missing:
                    # What a new block adds: its share of the picture, and its way past the older blocks.
                    if name.endswith(("torgb.weight", "join")):
                        net.get_parameter(name).zero_()

    @property
    def guided(self) -> bool:
        """Whether only the drawn pictures teach now."""
        return self.images < self.plan.guided_kimg * 1000

    def step(self) -> Report:
        """Both networks learn from one batch; returns means over it, as scalars on the device."""
        if (wanted := self.plan.resolution_at(self.images)) > self.resolution:
            self.grow(wanted)
        self._rates.scale(self.plan.rate_share(self.images))
        draws = Draws(self.plan.seed, self.steps, self._rows, self.plan.batch, self.device)
        count = self._rows.stop - self._rows.start
        batch = self._sized.draw(self.images + self._rows.start, count, self.device)
        report: Report = {}
        if not self.guided:
            report |= self._teach_discriminator(batch, draws)
        if self.steps % self.plan.discriminator_steps == 0:
            report |= self._teach_generator(batch, draws)
            self._follow()
        self.steps += 1
        self.images += self.plan.batch
        self.world.average(report.values())
        self._adjust(report)
        return report

    def _moved(self, pictures: Tensor, numbers: Tensor) -> Tensor:
        return move_on_torus(pictures, numbers) if self.plan.shifts else pictures

    def seen(self, pictures: Tensor, draws: Draws, kind: str) -> Tensor:
        """Pictures as the discriminator sees them."""
        plan = self.plan
        if plan.shifts or plan.augment != "none":
            numbers = draws.even(f"augment {kind}", NUMBERS + 4)
            pictures = self._moved(pictures, numbers[:, NUMBERS:])
            pictures = augment(
                pictures, numbers, self.control.strength, periodic=self._sized.periodic, colour=plan.augment_colour
            )
        if plan.input_noise:
            deviation = plan.input_noise * max(1.0 - self.images / plan.images, 0.0)
            pictures = pictures + deviation * draws.normal(f"noise {kind}", *pictures.shape[1:])
        return pictures

    def _make(self, z: Tensor, classes: Tensor, draws: Draws, purpose: str, *, mix: bool) -> Tensor:
        generator = self.generator
        if not isinstance(generator, Generator):
            made: Tensor = generator(z, classes)
            return made
        layers = generator.config.w_layers
        chosen, where = draws.common(f"mixing {purpose}", 2)
        cut = 1 + int(where * (layers - 1)) if mix and chosen < self.plan.mixing else layers
        w, ws = mixed_styles(generator, z, draws.normal(f"mixed z {purpose}", self.plan.z_dim), classes, cut)
        with torch.no_grad():
            mean = w.detach().mean(0)
            self.world.average([mean])
            generator.mapping.w_avg.lerp_(mean, 0.002)
        with self._fast():
            picture: Tensor = generator.synthesis(ws)
        return picture.float()

    def _fast(self) -> AbstractContextManager[None]:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.plan.half)

    def _scores(self, pictures: Tensor, classes: Tensor) -> Tensor:
        with self._fast():
            scores: Tensor = self.discriminator(pictures, classes)
        return scores.float()

    def _teach_discriminator(self, batch: Batch, draws: Draws) -> Report:
        plan, classes = self.plan, batch.classes
        with torch.no_grad():
            z = draws.normal("z of discriminator", plan.z_dim)
            fake = self._make(z, classes, draws, "discriminator", mix=True)
        real = self.seen(self._mirrored(batch.pictures, draws), draws, "real")
        fake = self.seen(fake, draws, "fake")
        real_scores, fake_scores = self._scores(real, classes), self._scores(fake, classes)
        loss = self.loss.discriminator(real_scores, fake_scores)
        penalty = self._wasserstein(real, fake, classes, draws) if plan.loss == "wasserstein" else loss.new_zeros(())
        norm = self._descend(self.discriminator, self.discriminator_optimiser, loss + penalty)
        report = {
            "loss_d": loss.detach(),
            "real": real_scores.detach().mean(),
            "fake": fake_scores.detach().mean(),
            "sign": self.loss.sureness(real_scores.detach(), fake_scores.detach()),
            "gradient_d": norm,
        }
        if (plan.r1_gamma or plan.r2_gamma) and self.steps % plan.lazy_every == 0:
            report |= self._penalise(real, fake, classes)
        return report

    def _mirrored(self, pictures: Tensor, draws: Draws) -> Tensor:
        if not self.plan.mirror:
            return pictures
        turned = draws.even("mirror")[:, None, None, None] < 0.5
        return torch.where(turned, pictures.flip(3), pictures)

    def _wasserstein(self, real: Tensor, fake: Tensor, classes: Tensor, draws: Draws) -> Tensor:
        midway = between(real, fake, draws.even("between")).detach().requires_grad_()
        return self.plan.wasserstein_weight * one_centred(midway, self.discriminator(midway, classes))

    def _penalise(self, real: Tensor, fake: Tensor, classes: Tensor) -> Report:
        """The lazy penalties, in full precision: half a squared slope has no digits to lose."""
        report, loss = {}, torch.zeros((), device=self.device)
        for name, gamma, pictures in (("r1", self.plan.r1_gamma, real), ("r2", self.plan.r2_gamma, fake)):
            if gamma:
                at = pictures.detach().requires_grad_()
                penalty = zero_centred(at, self.discriminator(at, classes))
                report[name] = penalty.detach()
                loss = loss + penalty * (0.5 * gamma * self.plan.lazy_every)
        self._descend(self.discriminator, self.discriminator_optimiser, loss)
        return report

    def _teach_generator(self, batch: Batch, draws: Draws) -> Report:
        """By the discriminator, by the drawn pictures of the same z, or by both."""
        plan, classes = self.plan, batch.classes
        shown = batch.z if plan.guidance or self.guided else None
        z = shown if shown is not None else draws.normal("z of generator", plan.z_dim)
        self.discriminator.requires_grad_(False)
        fake = self._make(z, classes, draws, "generator", mix=shown is None)
        report: Report = {}
        loss = fake.new_zeros(())
        if not self.guided:
            loss = self._pleasing(fake, batch, draws)
            report["loss_g"] = loss.detach()
        if shown is not None:
            unlike = unlikeness(fake, batch.pictures)
            report["guide"] = unlike.detach()
            loss = loss + unlike * (1.0 if self.guided else plan.guidance)
        report["gradient_g"] = self._descend(self.generator, self.generator_optimiser, loss)
        self.discriminator.requires_grad_(True)
        freeze(self.discriminator, plan.frozen_blocks)
        return report

    def _pleasing(self, fake: Tensor, batch: Batch, draws: Draws) -> Tensor:
        """The generator's loss."""
        plan, classes = self.plan, batch.classes
        seen = self.seen(fake, draws, "generator")
        if plan.unrolled_steps:
            real = self.seen(batch.pictures, draws, "ahead")
            rate = self.discriminator_optimiser.param_groups[0]["lr"]
            even = plan.optimizer != "sgd"
            scores = unrolled_scores(
                self.discriminator, seen, real, classes, self.loss, plan.unrolled_steps, rate, even=even
            )
        else:
            scores = self._scores(seen, classes)
        real_scores = torch.zeros_like(scores)
        if self.loss.relative:
            with torch.no_grad():
                real_scores = self._scores(self.seen(batch.pictures, draws, "real"), classes)
        return self.loss.generator(real_scores, scores)

    def _descend(self, network: nn.Module, optimiser: torch.optim.Optimizer, loss: Tensor) -> Tensor:
        """One step down the loss; the length of the gradient before it is clipped."""
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self.world.average_gradients(network)
        most = float("inf") if self.plan.gradient_clip is None else self.plan.gradient_clip
        norm = nn.utils.clip_grad_norm_(list(learning(network)), most)
        optimiser.step()
        return norm.detach()

    def _follow(self) -> None:
        """The average network comes nearer to the learning one."""
        memory = min(self.plan.average_kimg * 1000, max(self.images, 1) * 0.05)
        share = 1.0 - 0.5 ** (self.plan.batch * self.plan.discriminator_steps / memory)
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.generator.parameters()), share)
            for mine, theirs in zip(self.average.buffers(), self.generator.buffers(), strict=True):
                mine.copy_(theirs)

    def _adjust(self, report: Report) -> None:
        if self.plan.augment != "ada" or "sign" not in report:
            return
        self.signs.append(report["sign"])
        if self.steps % self.control.every == 0:
            self.control.adjust(float(torch.stack(self.signs).mean()), self.plan.batch * len(self.signs))
            self.signs.clear()
