"""Advice comes where the curves or the plan call for it, and does what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.training.advice import Advice, advise
from core.training.log import Line
from core.training.plan import TrainingPlan

PLAN = TrainingPlan(resolution=64, rate=0.002)
AUGMENTED = replace(PLAN, augment="ada")
MANY = 5000

USUAL: Line = {"loss_d": 0.9, "real": 0.7, "fake": -0.8, "sign": 0.4, "gradient_d": 2.0, "gradient_g": 1.5}


def lines(count: int = 40, images: int = 128, **figures: Any) -> list[Line]:
    return [{"images": images * (n + 1), "resolution": 64, **USUAL, **figures} for n in range(count)]


def keys(advice: tuple[Advice, ...]) -> list[str]:
    return [each.key for each in advice]


def test_a_run_that_does_well_needs_none() -> None:
    assert advise(lines(), PLAN, MANY) == ()
    assert advise(lines(), PLAN, 0) == ()
    assert advise([], PLAN, 0) == ()


def test_against_explosion() -> None:
    advice = advise([*lines(), *lines(1, alarm="exploding")], PLAN, MANY)
    assert keys(advice) == ["clip", "spectral-norm", "slower"]
    assert advice[0].changes == {"gradient_clip": 4.0}  # twice what is usual
    assert [each.anew for each in advice] == [False, True, False]
    assert advice[2].changes == {"rate": 0.001, "discriminator_rate": 0.001}


def test_what_the_plan_does_already_is_not_advised() -> None:
    careful = replace(PLAN, gradient_clip=1.0, spectral_norm=True)
    assert keys(advise([*lines(), *lines(1, alarm="exploding")], careful, MANY)) == ["slower"]


def test_against_collapse() -> None:
    advice = advise([*lines(), *lines(1, alarm="collapse")], PLAN, MANY)
    assert keys(advice) == ["stronger-discriminator", "more-randomness", "look-ahead"]
    uneven = replace(PLAN, discriminator_rate=0.0001)
    assert keys(advise([*lines(), *lines(1, alarm="collapse")], uneven, MANY))[0] == "nearer-rates"
    tried = replace(PLAN, discriminator_steps=2, input_noise=0.1, unrolled_steps=3)
    (last,) = advise([*lines(), *lines(1, alarm="collapse")], tried, MANY)
    assert (last.key, last.anew) == ("capacity", True)


def test_against_a_discriminator_that_has_won() -> None:
    advice = advise([*lines(), *lines(1, alarm="saturated")], replace(PLAN, loss="minimax"), MANY)
    assert keys(advice) == ["another-loss", "augment", "stronger-penalty"]
    endless = advise([*lines(), *lines(1, alarm="saturated")], PLAN, 0)
    assert keys(endless) == ["stronger-penalty", "slower-discriminator"]


def test_an_old_alarm_is_forgotten() -> None:
    assert advise([*lines(1, alarm="collapse"), *lines(80)], PLAN, MANY) == ()


def test_a_set_known_by_heart_asks_for_augmentation() -> None:
    sure = lines(sign=0.95, images=16_000)
    assert keys(advise(sure, PLAN, MANY)) == ["augment", "more-pictures"]
    assert keys(advise(sure, AUGMENTED, MANY)) == ["freeze", "more-pictures"]
    assert advise(lines(sign=0.95), PLAN, MANY) == ()  # in the first passes it only learns
    assert advise(sure, PLAN, 0) == ()  # an endless source cannot be known
    assert advise(sure, replace(PLAN, loss="wasserstein"), MANY) == ()  # whose scores have no zero


@pytest.mark.parametrize("pictures", [50, 300])
def test_small_sets_begin_from_a_model(pictures: int) -> None:
    assert keys(advise([], PLAN, pictures)) == ["augment", "fine-tune"]
    assert keys(advise([], AUGMENTED, pictures)) == ["fine-tune"]
    assert keys(advise([], AUGMENTED, pictures, fine_tuned=True)) == (["freeze"] if pictures < 100 else [])


def test_getting_worse_asks_to_stop() -> None:
    fell = [line for distance in (9, 6, 4, 3) for line in lines(1, distance=distance)]
    assert advise([*fell, *lines(3, distance=3.5)], PLAN, MANY) == ()
    assert keys(advise([*fell, *lines(3, distance=8.0)], PLAN, MANY)) == ["stop-early"]
    grown = [line | {"resolution": 32} for line in fell]
    assert advise([*grown, *lines(3, distance=8.0)], PLAN, MANY) == ()


def test_at_most_three_the_most_urgent_first() -> None:
    troubled = [*lines(), *lines(1, alarm="collapse"), *lines(1, alarm="exploding")]
    assert keys(advise(troubled, PLAN, 50)) == ["clip", "spectral-norm", "slower"]


@pytest.mark.parametrize("alarm", ["exploding", "collapse", "saturated"])
@pytest.mark.parametrize("plan", [PLAN, replace(PLAN, loss="minimax", discriminator_rate=1e-5), AUGMENTED])
def test_all_changes_make_another_plan(alarm: str, plan: TrainingPlan) -> None:
    advice = advise([*lines(), *lines(1, alarm=alarm)], plan, 50)
    assert advice
    for each in advice:
        assert each.text.endswith(".")
        if each.changes:
            assert replace(plan, **each.changes) != plan
