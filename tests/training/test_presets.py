"""Every preset, and what goes well with every loss and optimiser, makes a plan."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest

from core.errors import DieloomError
from core.training.losses import LOSSES, LossName
from core.training.networks import build
from core.training.plan import OptimizerName, TrainingPlan
from core.training.presets import PRESETS, find_preset, usual


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_plan_with_a_title_and_a_sentence(name: str) -> None:
    preset = find_preset(name)
    plan = TrainingPlan.from_json(TrainingPlan(**preset.fields).to_json())
    assert all(getattr(plan, field) == value for field, value in preset.fields.items())
    assert preset.title
    assert preset.sentence.endswith(".")


def test_there_are_the_three_that_were_promised() -> None:
    assert list(PRESETS) == ["auto", "classic-dcgan", "product-256"]
    assert PRESETS["product-256"].fields["resolution"] == 256
    assert not PRESETS["auto"].fields


def test_an_unknown_preset_is_named_with_those_there_are() -> None:
    with pytest.raises(DieloomError, match="no training preset 'best'") as raised:
        find_preset("best")
    assert "product-256" in raised.value.hint


def test_the_classic_networks_are_built() -> None:
    generator, discriminator = build(TrainingPlan(**PRESETS["classic-dcgan"].fields), 28)
    assert type(generator).__name__ == "DcganGenerator"
    assert type(discriminator).__name__ == "DcganDiscriminator"


@pytest.mark.parametrize("optimizer", get_args(OptimizerName))
@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_usual_is_a_plan(loss: LossName, optimizer: OptimizerName) -> None:
    known = {field.name for field in fields(TrainingPlan)}
    chosen = usual(loss, optimizer)
    assert set(chosen) <= known
    TrainingPlan(**chosen, loss=loss, optimizer=optimizer)


def test_the_usual_choices_are_the_papers() -> None:
    assert usual("non-saturating", "adam") == {}
    wasserstein = usual("wasserstein", "adam")
    assert (wasserstein["discriminator_steps"], wasserstein["r1_gamma"]) == (5, 0.0)
    assert usual("hinge", "adam")["spectral_norm"]
    assert usual("relativistic", "adam", 0.4) == {"r1_gamma": 0.4, "r2_gamma": 0.4}
    assert usual("non-saturating", "sgd")["rate"] > TrainingPlan().rate
