"""Styles are told apart by what differs, told honestly, and a picture like none of them is said to be."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.training.classify import learning
from core.training.classify.classifier import Classifier, strangeness
from core.training.classify.describing import Describer, views
from core.training.classify.learning import fit_styles
from core.training.data import MemorySet
from tests.training.classify.styles import SIZE, a_set, small_judge, speckle, stripes, three_styles


def learned(pictures: MemorySet) -> Classifier:
    return fit_styles(pictures, small_judge(), Progress())


@pytest.fixture(scope="module")
def three() -> Classifier:
    return learned(three_styles())


def test_pictures_that_were_not_learned_are_told(three: Classifier) -> None:
    others = three_styles(5, first=50)
    said = [three.opinion(others.read(index)) for index in range(len(others))]
    right = [opinion.style == others.labels[others.label(index) or 0] for index, opinion in enumerate(said)]
    assert sum(right) >= 14
    for opinion in said:
        assert sum(share for _, share in opinion.shares) == pytest.approx(1.0, abs=1e-5)
        assert opinion.confidence >= opinion.runner_up[1]
        assert opinion.runner_up[0] != opinion.style


def test_the_table_is_of_every_picture_once(three: Classifier) -> None:
    facts = three.facts
    assert facts.labels == ("across", "speckle", "upright")
    assert [sum(row) for row in facts.confusion] == [6, 6, 6] == list(facts.counts)
    low, high = facts.accuracy_interval
    assert 0.7 < low < facts.accuracy <= high <= 1.0
    assert high - low > 0.1, "eighteen pictures are no certainty"


def test_what_cannot_be_told_is_not_said_to_be() -> None:
    """Views of a picture that is held back must not be learned from: noise would be told by heart."""
    noise = [speckle(number) for number in range(24)]
    facts = learned(a_set(a=noise[::4], b=noise[1::4], c=noise[2::4], d=noise[3::4])).facts
    assert facts.accuracy < 0.6
    assert facts.accuracy_interval[0] < 0.4


def test_what_differs_decides_what_counts(three: Classifier) -> None:
    reds, blues = (
        [speckle(number, (160, 90, 90)) for number in range(6)],
        [speckle(number, (90, 90, 160)) for number in range(6, 12)],
    )
    by_colour = learned(a_set(red=reds, blue=blues))
    assert by_colour.facts.accuracy == 1.0
    assert "colour" in by_colour.facts.aspects
    # What was no help is not kept, nor is the judge.
    assert (by_colour.describer.judge is None) == ("judge" not in by_colour.facts.aspects)
    assert by_colour.describer.resolution == 16
    assert by_colour.opinion(speckle(99, (170, 80, 80))).style == "red"
    assert "texture" in three.facts.aspects


def test_it_is_the_same_twice(three: Classifier) -> None:
    again = learned(three_styles())
    assert again.facts == three.facts
    assert torch.equal(again.rule, three.rule)


def test_a_picture_like_none_is_strange(three: Classifier) -> None:
    ramp = np.linspace(0, 255, SIZE, dtype=np.uint8)
    blot = np.zeros((SIZE, SIZE, 3), np.uint8)
    blot[4:12, 6:16] = 255
    assert three.opinion(blot).strange
    assert three.opinion(np.stack([ramp[:, None].repeat(SIZE, 1)] * 3, 2)).strange
    usual = [three.opinion(stripes(number)).strange for number in range(60, 70)]
    assert sum(usual) <= 2


def test_strangeness_is_relative_to_how_alike_pictures_are() -> None:
    known = torch.tensor([[0.0, 0.0], [0.1, 0.0], [9.0, 0.0], [10.0, 0.0]])
    found = strangeness(torch.tensor([[0.0, 0.2], [9.0, 0.2]]), known)
    assert found.tolist() == pytest.approx([2.0, 0.2], rel=1e-4)


def test_one_style_or_too_few_pictures_are_refused() -> None:
    with pytest.raises(DieloomError, match="only one style"):
        learned(a_set(a=[stripes(number) for number in range(9)]))
    with pytest.raises(DieloomError, match="only one style"):
        learned(MemorySet(np.stack([stripes(number) for number in range(9)]), (), ()))
    few = a_set(a=[stripes(number) for number in range(9)], b=[speckle(number) for number in range(3)])
    with pytest.raises(DieloomError, match="'b' has 3 good pictures"):
        learned(few)


def test_of_very_many_pictures_an_even_choice_is_learned_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST", 5)
    assert learned(three_styles(9)).facts.counts == (5, 5, 5)


def stopping(when: float) -> Progress:
    progress = Progress(lambda fraction, text: progress.cancel() if fraction > when else None)
    return progress


def test_it_stops_when_asked_and_reports_to_the_end() -> None:
    told: list[float] = []
    fit_styles(three_styles(4), small_judge(), Progress(lambda fraction, text: told.append(fraction)))
    assert told == sorted(told)
    assert len(told) > 50
    for when in (0.2, 0.7):
        progress = stopping(when)
        with pytest.raises(Cancelled):
            fit_styles(three_styles(4), small_judge(), progress)


def test_without_a_judge_colours_and_textures_are_looked_at() -> None:
    assert Describer().aspects == ("texture", "colour")
    widths = Describer().widths()
    seen = views(np.random.RandomState(0).randint(0, 256, (70, 90, 3), np.uint8), 64, 2)
    described = Describer()(seen)
    assert {aspect: numbers.shape for aspect, numbers in described.items()} == {a: (2, w) for a, w in widths.items()}
    assert all(bool(torch.isfinite(numbers).all()) for numbers in described.values())


def test_the_histogram_holds_every_pixel_once() -> None:
    colours = Describer()(torch.rand(3, 3, 64, 64, generator=torch.Generator().manual_seed(1)) * 2 - 1)["colour"]
    assert colours[:, 6:].square().sum(1).tolist() == pytest.approx([1.0] * 3, abs=1e-4)
    white = Describer()(torch.ones(1, 3, 64, 64))["colour"][0, 6:]
    assert (float(white[-1]), float(white[:-1].abs().max())) == (1.0, 0.0)
