"""The alarm: silent over a run that learns, and given once for each of the troubles."""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest

from core.training.log import Line
from core.training.watch import LINES_APART, REPEATED, START, find_alarm
from tests.training.toys import PLAN, logged, plan, trainer

USUAL: Line = {
    "loss_d": 0.9,
    "loss_g": 1.2,
    "real": 0.7,
    "fake": -0.8,
    "sign": 0.5,
    "gradient_d": 2.0,
    "gradient_g": 1.5,
}


def lines(count: int, *, resolution: int = 64, first: int = 1, **figures: Any) -> list[Line]:
    return [{"images": 128 * (first + n), "resolution": resolution, **USUAL, **figures} for n in range(count)]


def measured(*diversity: float) -> list[Line]:
    """With a measured line in every three."""
    return [line for each in diversity for line in (*lines(2), *lines(1, diversity=each, distance=1.0))]


def alarms(of: list[Line]) -> list[tuple[int, str]]:
    """As a run gives them, line by line: the number of the line and its alarm."""
    told: list[Line] = []
    for line in of:
        alarm = find_alarm(deque([*told, line], 256))
        told.append(line | ({"alarm": alarm} if alarm else {}))
    return [(number, line["alarm"]) for number, line in enumerate(told) if "alarm" in line]


def test_a_run_that_learns_gives_no_alarm() -> None:
    assert [line["alarm"] for line in logged(trainer(PLAN), 160, every=4) if "alarm" in line] == []


def test_a_generator_far_too_fast_for_its_discriminator_collapses_and_is_told_of() -> None:
    """It makes one picture of every z, the one that its slow discriminator likes best just then."""
    collapsing = plan(rate=0.05, discriminator_rate=0.0005, r1_gamma=0.0, mapping_boost=100.0)
    found = logged(trainer(collapsing), 336)
    assert [line["alarm"] for line in found if "alarm" in line] == ["collapse"]
    assert found[-1]["diversity"] < 0.35 < found[0]["diversity"]


def test_a_discriminator_that_has_won_is_told_of() -> None:
    """With the minimax loss the generator then learns nothing."""
    lost = plan(loss="minimax", rate=0.1, discriminator_rate=0.002, r1_gamma=0.0, mapping_boost=100.0)
    found = logged(trainer(lost), 4 * (LINES_APART + 6), every=4, measured_every=10_000)
    assert [line["alarm"] for line in found if "alarm" in line] == ["saturated"]


def test_no_lines_no_alarm() -> None:
    assert find_alarm([]) is None
    assert find_alarm(lines(1)) is None


def test_the_start_of_a_run_is_no_collapse() -> None:
    """An untrained generator makes much the same of every z; then it learns."""
    assert alarms(measured(0.02, 0.03, 0.05, 0.2, 0.4, 0.6, 0.7, 0.65, 0.7)) == []


def test_a_run_that_never_gets_varied_is_one() -> None:
    found = alarms(measured(*[0.04] * (START + 4)))
    assert found == [(3 * START + 2, "collapse")]


@pytest.mark.parametrize(
    ("diversity", "told"),
    [
        ((0.8, 0.9, 0.8, 0.2, 0.85, 0.9), False),  # one odd measurement
        ((0.8, 0.9, 0.8, 0.2, 0.2, 0.2), True),
        ((0.8, 0.9, 0.6, 0.5, 0.45, 0.4), False),  # less varied, not collapsed
        ((2.0, 1.8, 1.2, 0.6, 0.6, 0.6), False),  # noise at first, varied pictures in the end
    ],
)
def test_collapse_is_a_lasting_fall(diversity: tuple[float, ...], told: bool) -> None:
    assert bool(alarms(measured(*diversity))) is told


@pytest.mark.parametrize("figure", ["gradient_d", "gradient_g"])
@pytest.mark.parametrize("times", [5.0, 100.0])
def test_gradients_many_times_the_usual_are_an_explosion(figure: str, times: float) -> None:
    found = alarms([*lines(20), *lines(4, **{figure: USUAL[figure] * times})])
    assert found == ([(21, "exploding")] if times > 50 else [])


def test_a_loss_that_runs_away_is_an_explosion() -> None:
    assert alarms([*lines(20), *lines(4, loss_g=300.0)]) == [(21, "exploding")]


def test_one_large_gradient_is_none() -> None:
    assert alarms([*lines(20), *lines(1, gradient_d=500.0), *lines(20)]) == []


def test_another_size_has_other_gradients() -> None:
    """Networks that have grown are compared with themselves."""
    assert alarms([*lines(20), *lines(20, resolution=128, gradient_d=500.0)]) == []


def test_a_sure_discriminator_is_told_of_only_when_it_stays_so() -> None:
    sure = {"loss_d": 0.005, "real": 7.0, "fake": -8.0, "sign": 1.0}
    assert alarms([*lines(LINES_APART), *lines(LINES_APART // 2 - 1, **sure), *lines(20)]) == []
    assert alarms([*lines(LINES_APART), *lines(80, **sure)]) == [(LINES_APART * 3 // 2, "saturated")]


def test_a_critic_at_its_zero_is_not_sure() -> None:
    """Wasserstein's loss is near 0 when the critic cannot tell real from made; all its scores may be positive."""
    assert alarms(lines(80, loss_d=0.01, real=3.02, fake=3.01, sign=1.0)) == []


def test_a_guided_start_has_no_discriminator_to_be_sure() -> None:
    guided = [{"images": 128 * n, "resolution": 64, "guide": 0.5, "gradient_g": 1e-6} for n in range(1, 60)]
    assert alarms(guided) == []


def test_an_alarm_is_given_once_while_it_stands() -> None:
    assert len(alarms([*measured(0.8, 0.9, 0.9), *measured(*[0.1] * 100)])) == 1


def test_it_is_given_again_when_it_had_been_over() -> None:
    well = [0.9] * (REPEATED // 3 + 1)
    found = alarms(measured(*well, 0.1, 0.1, 0.1, *well, 0.1, 0.1, 0.1))
    assert [alarm for _, alarm in found] == ["collapse"] * 2


def test_a_trouble_that_flickers_is_not_told_line_by_line() -> None:
    found = alarms(measured(0.9, 0.9, *[0.1, 0.1, 0.1, 0.5] * 6))
    assert len(found) <= 3


def test_an_explosion_is_told_although_a_collapse_stands() -> None:
    collapsed = [*measured(0.9, 0.9, 0.9), *measured(*[0.1] * 6)]
    assert [alarm for _, alarm in alarms([*collapsed, *lines(3, gradient_d=900.0)])] == ["collapse", "exploding"]


def test_figures_that_are_no_numbers_are_passed_over() -> None:
    assert alarms([*lines(30, gradient_d=float("nan"), diversity=None)]) == []
