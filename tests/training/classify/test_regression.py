"""The rule is the best one of its kind, and the temperature mends confidence that is too great or too small."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from core.errors import Cancelled
from core.jobs import Progress
from core.training.classify.regression import best_temperature, logits, regression

CHANCE = torch.Generator().manual_seed(5)
CENTRES = torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [-1.0, -1.0, 0.0]])
LABELS = torch.arange(3).repeat(60)
ROWS = CENTRES[LABELS] + 0.7 * torch.randn(180, 3, generator=CHANCE)


def nothing() -> None:
    pass


def test_no_other_rule_is_better() -> None:
    weights = regression(ROWS, LABELS, 3, 0.01, nothing).double().requires_grad_()
    loss = F.cross_entropy(logits(weights, ROWS.double()), LABELS) + 0.005 * weights[:, :-1].square().sum()
    (slope,) = torch.autograd.grad(loss, weights)
    assert float(slope.abs().max()) < 1e-3
    assert float((logits(weights, ROWS.double()).argmax(1) == LABELS).double().mean()) > 0.8


def test_with_more_numbers_than_rows_it_is_the_same_rule() -> None:
    wide = torch.cat([ROWS[:12], torch.zeros(12, 40)], 1)
    turn = torch.linalg.qr(torch.randn(43, 43, generator=CHANCE))[0]
    one, other = (regression(rows, LABELS[:12], 3, 0.01, nothing) for rows in (ROWS[:12], wide @ turn))
    assert torch.allclose(logits(one, ROWS[:12]), logits(other, wide @ turn), atol=5e-3)


def test_a_penalty_makes_the_rule_simpler() -> None:
    sizes = [float(regression(ROWS, LABELS, 3, each, nothing)[:, :-1].norm()) for each in (1e-4, 1e-1, 10.0)]
    assert sizes[0] > 2 * sizes[1] > 4 * sizes[2]


def test_a_style_of_few_pictures_counts_as_much() -> None:
    few = torch.cat([torch.arange(60), torch.arange(60, 180, 12)])
    rows, labels = torch.zeros(len(few), 3), (few >= 60).long()
    shares = logits(regression(rows, labels, 2, 0.1, nothing), rows[:1]).softmax(1)[0]
    assert shares.tolist() == pytest.approx([0.5, 0.5], abs=1e-3)


def test_it_can_be_stopped_between_steps() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        regression(ROWS, LABELS, 3, 0.01, progress.check)


@pytest.mark.parametrize("wrong_by", [0.2, 1.0, 5.0])
def test_the_temperature_makes_confidence_what_it_should_be(wrong_by: float) -> None:
    honest = torch.randn(3000, 4, generator=torch.Generator().manual_seed(1)) * 1.5
    labels = torch.multinomial(honest.softmax(1), 1, generator=torch.Generator().manual_seed(2))[:, 0]
    assert best_temperature(honest * wrong_by, labels) == pytest.approx(wrong_by, rel=0.1)


def test_a_few_that_were_all_told_right_are_no_certainty() -> None:
    labels = torch.arange(2).repeat(4)
    found = F.one_hot(labels).float() * 30.0
    shares = (found / best_temperature(found, labels)).softmax(1)
    assert 0.8 < float(shares.max()) < 0.999
