"""What a person may do when the curves of a run ask for it, in plain words and as changes of the plan.

The remedies are those of the founding documents: against mode collapse more capacity, nearer learning rates, a stronger
discriminator and more randomness; against vanishing and exploding gradients clipping and spectral norm; for small sets
augmentation, fine-tuning, frozen blocks (FreezeD) and an early stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from core.training.log import Line
from core.training.plan import TrainingPlan
from core.training.watch import values_of

MOST = 3
RECENT = 64  # lines in which an alarm still calls for advice

SMALL_SET = 500  # pictures
TINY_SET = 100
EPOCHS_OVERFIT = 20.0  # passes through a set after which the discriminator may know it by heart
SURE_SIGN = 0.8  # mean sign of real scores at which it does (arXiv 2006.06676 holds 0.6)
UNEQUAL = 8.0  # one rate over the other
WORSE = 1.3  # distance over the best so far
LINES_WORSE = 3  # measured ones, in a row


@dataclass(frozen=True)
class Advice:
    """``changes`` are fields of the plan that would do it; none where it is something to do, not to set."""

    key: str
    text: str
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def anew(self) -> bool:
        """Whether a run has to begin anew with the changes, as other networks than its states hold."""
        return not _OF_NETWORKS.isdisjoint(self.changes)


_OF_NETWORKS = {"spectral_norm", "channel_base", "channel_max", "network", "z_dim", "w_dim", "mapping_layers"}


def advise(lines: Sequence[Line], plan: TrainingPlan, pictures: int, *, fine_tuned: bool = False) -> tuple[Advice, ...]:
    """At most three remedies, the most urgent first; () when nothing calls for one.

    ``lines`` are those of the run's log in order; ``pictures`` is the size of the set, 0 for an endless source;
    ``fine_tuned`` says that the run began from a trained model.
    """
    found: dict[str, Advice] = {}
    for each in _all(lines, plan, pictures, fine_tuned):
        found.setdefault(each.key, each)
    return tuple(found.values())[:MOST]


def _all(lines: Sequence[Line], plan: TrainingPlan, pictures: int, fine_tuned: bool) -> Iterator[Advice]:
    alarms = {line["alarm"] for line in lines[-RECENT:] if "alarm" in line}
    if "exploding" in alarms:
        yield from _against_explosion(lines, plan)
    if "collapse" in alarms:
        yield from _against_collapse(plan)
    if "saturated" in alarms:
        yield from _against_saturation(plan, pictures)
    if _getting_worse(lines):
        yield Advice(
            "stop-early",
            "The pictures were better some time ago and have been getting worse since. Stop here, and go back to the "
            "snapshot from before.",
        )
    if _knows_by_heart(lines, plan, pictures):
        yield from _against_overfitting(plan)
    if pictures and pictures < SMALL_SET:
        yield from _for_small_sets(plan, pictures, fine_tuned)


def _against_explosion(lines: Sequence[Line], plan: TrainingPlan) -> Iterator[Advice]:
    usual = sorted(values_of(lines, "gradient_d") + values_of(lines, "gradient_g"))
    if plan.gradient_clip is None and usual:
        longest = float(f"{max(2.0 * usual[len(usual) // 2], 0.1):.1g}")
        yield Advice(
            "clip",
            f"The networks were changed far too much at once. Limit each step: clip gradients at {longest:g}.",
            {"gradient_clip": longest},
        )
    if not plan.spectral_norm:
        yield Advice(
            "spectral-norm",
            "Spectral norm keeps the judging network from overreacting to small differences.",
            {"spectral_norm": True},
        )
    yield Advice(
        "slower",
        "Learn at half the rate: slower, and steadier.",
        {"rate": plan.rate / 2, "discriminator_rate": _judge_rate(plan) / 2},
    )


def _against_collapse(plan: TrainingPlan) -> Iterator[Advice]:
    if not 1 / UNEQUAL < _judge_rate(plan) / max(plan.rate, 1e-12) < UNEQUAL:
        yield Advice(
            "nearer-rates",
            "One of the two networks learns far faster than the other. Let both learn at nearly the same rate.",
            {"discriminator_rate": plan.rate},
        )
    if plan.loss != "wasserstein" and plan.discriminator_steps == 1:
        yield Advice(
            "stronger-discriminator",
            "All pictures are becoming alike. Let the judging network learn twice for each step of the drawing one, so "
            "that it notices.",
            {"discriminator_steps": 2},
        )
    if plan.input_noise == 0.0:
        yield Advice(
            "more-randomness",
            "Mix noise into what the judging network sees, so that one good picture is not enough to please it.",
            {"input_noise": 0.1},
        )
    if plan.unrolled_steps == 0:
        yield Advice(
            "look-ahead",
            "Let the drawing network look some steps ahead, so that it does not chase what the judge believes now. "
            "Each step takes longer.",
            {"unrolled_steps": 3},
        )
    yield Advice(
        "capacity",
        "Begin anew with wider networks: they have room for more kinds of pictures.",
        {"channel_base": plan.channel_base * 2, "channel_max": plan.channel_max * 2},
    )


def _against_saturation(plan: TrainingPlan, pictures: int) -> Iterator[Advice]:
    if plan.loss == "minimax":
        yield Advice(
            "another-loss",
            "The judging network has won, and with this loss the drawing one learns nothing from a judge that is sure. "
            "Take the non-saturating loss.",
            {"loss": "non-saturating"},
        )
    if pictures and plan.augment == "none":
        yield _augment()
    if plan.loss != "wasserstein":
        yield Advice(
            "stronger-penalty",
            "The judging network is sure of every picture. A stronger penalty keeps it from overreacting.",
            {"r1_gamma": max(plan.r1_gamma * 4, 0.1)},
        )
    if _judge_rate(plan) >= plan.rate:
        yield Advice(
            "slower-discriminator",
            "Let the judging network learn at half the rate, so that the drawing one can keep up.",
            {"discriminator_rate": _judge_rate(plan) / 2},
        )


def _against_overfitting(plan: TrainingPlan) -> Iterator[Advice]:
    if plan.augment == "none":
        yield _augment()
    elif plan.frozen_blocks == 0:
        yield _freeze()
    yield Advice(
        "more-pictures",
        "The judging network knows your pictures by heart. Add more pictures, or stop while what is made still looks "
        "good.",
    )


def _for_small_sets(plan: TrainingPlan, pictures: int, fine_tuned: bool) -> Iterator[Advice]:
    if plan.augment == "none":
        yield _augment()
    if not fine_tuned and plan.network != "dcgan":
        yield Advice(
            "fine-tune",
            f"{pictures} pictures are few to learn from nothing. Begin from one of the models that come with the "
            "program.",
        )
    elif plan.frozen_blocks == 0 and pictures < TINY_SET and plan.network != "dcgan":
        yield _freeze()


def _augment() -> Advice:
    return Advice(
        "augment",
        "Let pictures be changed at random before they are judged, as much as the set is small: the judging network "
        "then does not learn them by heart.",
        {"augment": "ada"},
    )


def _freeze() -> Advice:
    return Advice(
        "freeze",
        "Keep the first layers of the judging network as they were learned from many pictures.",
        {"frozen_blocks": 3},
    )


def _judge_rate(plan: TrainingPlan) -> float:
    return plan.rate if plan.discriminator_rate is None else plan.discriminator_rate


def _getting_worse(lines: Sequence[Line]) -> bool:
    same_size = [line for line in lines if line.get("resolution") == lines[-1].get("resolution")]
    distance = values_of(same_size, "distance")
    newest = distance[-LINES_WORSE:]
    return len(distance) > 2 * LINES_WORSE and min(newest) > WORSE * max(min(distance), 0.0)


def _knows_by_heart(lines: Sequence[Line], plan: TrainingPlan, pictures: int) -> bool:
    """The discriminator is sure of real pictures that it has met often; only where the sign of a score means that."""
    signs = values_of(lines[-8:], "sign")
    if not pictures or not signs or plan.loss in ("wasserstein", "relativistic"):
        return False
    return lines[-1]["images"] / pictures > EPOCHS_OVERFIT and fmean(signs) > SURE_SIGN
