"""The rate of the last part of a run."""

from __future__ import annotations

import pytest

from core.training.plan import Stage, TrainingPlan
from core.training.trainer import Trainer

PLAN = TrainingPlan(stages=(Stage(8, 0.08),), channel_base=64, channel_max=8, z_dim=8, w_dim=8, batch=4, half=False)


def test_the_rate_falls_to_nothing_in_the_last_share() -> None:
    assert [PLAN.rate_share(images) for images in (0, 64)] == pytest.approx([1.0, 1.0])
    assert [PLAN.rate_share(images) for images in (72, 80)] == pytest.approx([0.5, 0.0])


def test_both_networks_learn_at_that_rate_in_every_group() -> None:
    trainer = Trainer(PLAN)
    rates = [
        [group["lr"] for group in adam.param_groups] for adam in (trainer.generator_adam, trainer.discriminator_adam)
    ]
    trainer.images = 72
    trainer.step()
    cooled = [
        [group["lr"] for group in adam.param_groups] for adam in (trainer.generator_adam, trainer.discriminator_adam)
    ]
    for before, after in zip(rates, cooled, strict=True):
        assert after == pytest.approx([0.5 * rate for rate in before])
