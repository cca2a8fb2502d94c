"""Learning a style, a batch at a time: the translator pleases the critic, and keeps every place known again.

CUT's recipe (arXiv 2007.15651) with the trainer's losses, lazy R1 (SinCUT's gradient penalty) and an average of the
weights. One translation of a batch serves both networks. All chance is a function of the seed and the step.
"""

from __future__ import annotations

import copy
from contextlib import AbstractContextManager

import torch
from torch import Tensor, nn

from core.style.learning.contrast import Heads, at_places, chosen_places, patch_nce
from core.style.learning.crops import Crops
from core.style.learning.grain import spread_evenly
from core.style.learning.networks import Critic, Translator
from core.style.learning.plan import LearningPlan
from core.style.learning.texture import Texture
from core.style.learning.tint import linear_transport
from core.training.losses import find_loss, zero_centred
from core.training.optimisers import Rates, make_optimiser
from core.training.world import Draws

Report = dict[str, Tensor]


class Learner:
    """The networks and their optimisers; ``step`` learns from one batch of contents and one of the style."""

    def __init__(self, plan: LearningPlan, contents: Crops, styles: Crops, device: torch.device | None = None) -> None:
        self.plan, self.contents, self.styles = plan, contents, styles
        self.device = device or torch.device("cpu")
        self.images = self.steps = 0
        self.loss = find_loss(plan.loss)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(plan.seed)
            self.translator, self.critic = Translator(plan.network), Critic(plan.critic_width)
            self.heads = Heads(self.translator.widths, plan.heads)
        for each in (self.translator, self.critic, self.heads):
            each.to(self.device)
        for network in (self.translator, self.critic):
            network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.texture = Texture().requires_grad_(False).to(self.device)
        self.average = copy.deepcopy(self.translator).requires_grad_(False).eval()
        lazy = plan.lazy_every / (plan.lazy_every + 1) if plan.r1_gamma else 1.0
        learning = [*self.translator.parameters(), *self.heads.parameters()]
        self.translator_optimiser = make_optimiser(plan, [{"params": learning}], plan.rate)
        self.critic_optimiser = make_optimiser(
            plan, [{"params": list(self.critic.parameters())}], plan.critic_rate * lazy, lazy
        )
        self._rates = Rates(self.translator_optimiser, self.critic_optimiser)

    @property
    def networks(self) -> dict[str, nn.Module]:
        return {
            "translator": self.translator,
            "heads": self.heads,
            "critic": self.critic,
            "average": self.average,
        }

    @property
    def optimisers(self) -> dict[str, torch.optim.Optimizer]:
        return {"translator": self.translator_optimiser, "critic": self.critic_optimiser}

    def begin(self) -> None:
        """Take over the style's colours, from which the networks then go on."""
        matrix, lift = linear_transport(self.contents.colours(), self.styles.colours())
        for network in (self.translator, self.average):
            network.get_buffer("tint").copy_(torch.from_numpy(matrix))
            network.get_buffer("lift").copy_(torch.from_numpy(lift))

    def step(self) -> Report:
        """Returns means over the batch, as scalars on the device."""
        plan = self.plan
        self._rates.scale(plan.rate_share(self.images))
        draws = Draws(plan.seed, self.steps, slice(0, plan.batch), plan.batch, self.device)
        contents = self._pictures(self.contents)
        styles = self._pictures(self.styles)
        made, keys = self._translated(contents, draws, "content")
        report = self._teach_critic(styles, made.detach())
        report |= self._teach_translator(made, keys, styles, draws)
        self._follow()
        self.steps += 1
        self.images += plan.batch
        return report

    def _pictures(self, crops: Crops) -> Tensor:
        pictures = crops.draw(self.images, self.plan.batch, self.device)
        return pictures.contiguous(memory_format=torch.channels_last)

    def _translated(self, pictures: Tensor, draws: Draws, purpose: str) -> tuple[Tensor, list[Tensor]]:
        """What the translator makes of pictures, and the features that it has seen on the way."""
        grain = spread_evenly(draws.even(f"grain {purpose}", 1, *pictures.shape[2:]))
        with self._fast():
            seen = self.translator.features(pictures)
            made = self.translator.drawn(pictures, seen[-1], grain)
        return made, [each.detach() for each in seen]

    def _fast(self) -> AbstractContextManager[None]:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.plan.half)

    def _scores(self, pictures: Tensor) -> Tensor:
        with self._fast():
            scores: Tensor = self.critic(pictures)
        return scores.float()

    def _teach_critic(self, styles: Tensor, made: Tensor) -> Report:
        real, fake = self._scores(styles), self._scores(made)
        loss = self.loss.discriminator(real, fake)
        self._descend(self.critic_optimiser, loss)
        report = {"loss_d": loss.detach(), "real": real.detach().mean(), "fake": fake.detach().mean()}
        if self.plan.r1_gamma and self.steps % self.plan.lazy_every == 0:
            at = styles.detach().requires_grad_()
            penalty = zero_centred(at, self.critic(at).mean((1, 2)))
            self._descend(self.critic_optimiser, penalty * (0.5 * self.plan.r1_gamma * self.plan.lazy_every))
            report["r1"] = penalty.detach()
        return report

    def _teach_translator(self, made: Tensor, keys: list[Tensor], styles: Tensor, draws: Draws) -> Report:
        plan = self.plan
        self.critic.requires_grad_(False)
        scores = self._scores(made)
        pleasing = self.loss.generator(torch.zeros_like(scores), scores)
        unlike = self._contrast(keys, made, draws, "content")
        report = {"loss_g": pleasing.detach(), "contrast": unlike.detach()}
        loss = pleasing + plan.contrast * unlike
        if plan.guidance:
            gap = self.texture(made, styles)
            report["texture"] = gap.detach()
            loss = loss + plan.guidance * gap
        if plan.identity:
            same, own = self._translated(styles, draws, "style")
            kept = self._contrast(own, same, draws, "style")
            report["identity"] = kept.detach()
            loss = loss + plan.identity * kept
        self._descend(self.translator_optimiser, loss)
        self.critic.requires_grad_(True)
        return report

    def _contrast(self, keys: list[Tensor], made: Tensor, draws: Draws, purpose: str) -> Tensor:
        """PatchNCE between the features of pictures and those of their translations, over all compared layers."""
        with self._fast():
            queries = self.translator.features(made)
        places = [
            chosen_places(draws.even(f"places {purpose} {layer}", each.shape[2] * each.shape[3]), self.plan.places)
            for layer, each in enumerate(keys)
        ]
        asked = self.heads([at_places(each.float(), at) for each, at in zip(queries, places, strict=True)])
        with torch.no_grad():
            known = self.heads([at_places(each.float(), at) for each, at in zip(keys, places, strict=True)])
        losses = [patch_nce(query, key, self.plan.temperature) for query, key in zip(asked, known, strict=True)]
        return torch.stack(losses).mean()

    @staticmethod
    def _descend(optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()

    @torch.no_grad()
    def _follow(self) -> None:
        """The average network comes nearer to the learning one."""
        memory = min(self.plan.average_kimg * 1000, max(self.images, 1) * 0.1)
        share = 1.0 - 0.5 ** (self.plan.batch / memory)
        torch._foreach_lerp_(list(self.average.parameters()), list(self.translator.parameters()), share)
