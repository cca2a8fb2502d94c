"""The whole evaluation on makers whose worth is known: a perfect one, one of noise, a collapsed one, a copyist."""

from __future__ import annotations

import pytest
import torch

from core.errors import Cancelled, DieloomError
from core.gan.files import find_model, load_model
from core.jobs import Progress
from core.training.metrics.evaluation import Evaluation, evaluate
from core.training.metrics.makers import ModelMaker
from core.training.sources import ProceduralSource
from tests.training.metrics.small import NAMES, Kept, Made, patterns


def judged(made: torch.Tensor, source: Kept | None = None, count: int = 48, copies: int = 0) -> Evaluation:
    source = source or Kept(patterns(96, 1, 16), NAMES)
    return evaluate(Made(made, NAMES), source, Progress(), count=count, copies=copies)


def test_other_pictures_of_the_same_kind_are_as_good_as_real_ones() -> None:
    row = judged(patterns(48, 2, 16)).overall
    assert row.made is not None
    assert row.real is not None
    assert abs(row.made.distance.value) < 4 * row.made.distance.error + 0.2
    assert row.made.overlap.coverage > 0.7
    assert row.made.diversity == pytest.approx(1.0, abs=0.2)
    assert row.real.overlap.coverage > 0.7


def test_the_very_pictures_cover_all_at_no_distance() -> None:
    row = judged(patterns(48, 1, 16)).overall.made
    assert row is not None
    assert row.distance.value <= 0.0
    assert (row.overlap.precision, row.overlap.recall, row.overlap.coverage) == (1.0, 1.0, 1.0)


def test_noise_is_neither_precise_nor_near() -> None:
    row = judged(torch.rand(48, 3, 16, 16, generator=torch.Generator().manual_seed(1)) * 2 - 1).overall.made
    assert row is not None
    assert (row.overlap.precision, row.overlap.coverage) == (0.0, 0.0)
    assert row.distance.value > 10


def test_one_picture_over_and_over_recalls_nothing() -> None:
    row = judged(patterns(1, 1, 16)).overall.made
    assert row is not None
    assert row.overlap.precision == 1.0
    assert row.overlap.recall < 0.05
    assert row.overlap.coverage < 0.3
    assert row.diversity < 0.01


def test_a_class_that_has_collapsed_shows_in_its_own_row() -> None:
    made = patterns(96, 2, 16)
    made[1::4] = made[1]
    rows = judged(made, count=96).classes
    assert tuple(rows) == NAMES
    spread = {label: row.made.diversity for label, row in rows.items() if row.made}
    assert spread["dots"] < 0.01
    assert min(value for label, value in spread.items() if label != "dots") > 0.5


def test_a_class_of_few_pictures_has_no_figures() -> None:
    rows = judged(patterns(48, 2, 16), count=48).classes
    assert all(row.made is None for row in rows.values())


def test_a_small_set_is_held_against_its_own_halves() -> None:
    row = judged(patterns(48, 2, 16), Kept(patterns(60, 1, 16)), count=1000).overall
    assert row.made is not None
    assert row.real is not None
    assert (row.made.count, row.real.count) == (60, 30)


def test_labels_that_the_maker_does_not_know_give_no_rows_of_classes() -> None:
    assert judged(patterns(48, 2, 16), Kept(patterns(96, 1, 16), ("a", "b"))).classes == {}


def test_a_copyist_is_called_one() -> None:
    found = judged(patterns(96, 1, 16)[7:], copies=6)
    assert (found.suspicious, len(found.pairs)) == (6, 6)
    assert found.to_dict()["memorisation"]["worst"] < 0.01


def test_a_seam_shows() -> None:
    ramp = torch.linspace(-1, 1, 16).expand(48, 3, 16, 16)
    good, bad = (judged(made).overall.made for made in (patterns(48, 2, 16), ramp))
    assert good is not None
    assert bad is not None
    assert good.seamless is not None
    assert good.seamless > 0.8
    assert bad.seamless == 0.0


def test_nineteen_pictures_are_refused_and_a_cancel_is_heard() -> None:
    with pytest.raises(DieloomError, match="too few"):
        judged(patterns(19, 2, 16), Kept(patterns(19, 1, 16)))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        evaluate(Made(patterns(20, 2, 16)), Kept(patterns(20, 1, 16)), progress)


def test_the_comparison_itself_stops_when_asked() -> None:
    """Nothing is reported after it here, so that only the comparison can hear."""

    def listen(_: float, text: str) -> None:
        if text == "Comparing the sets":
            progress.cancel()

    progress = Progress(listen)
    with pytest.raises(Cancelled):
        evaluate(Made(patterns(40, 2, 16)), Kept(patterns(40, 1, 16)), progress, copies=0)


def test_a_model_is_judged_by_the_pictures_of_its_seeds_and_the_same_each_time() -> None:
    model = load_model(find_model("loom"))
    source = ProceduralSource(1, model.families, 64)
    one, two = (evaluate(ModelMaker(model), source, Progress(), count=32, copies=0) for _ in "ab")
    assert one == two
    assert one.overall.made is not None
    assert one.overall.made.seamless == 1.0


def test_truncation_makes_pictures_alike() -> None:
    model = load_model(find_model("loom"))
    wide, narrow = (
        evaluate(ModelMaker(model, psi), ProceduralSource(1, model.families, 64), Progress(), count=40, copies=0)
        for psi in (1.0, 0.3)
    )
    assert wide.overall.made is not None
    assert narrow.overall.made is not None
    assert narrow.overall.made.diversity < wide.overall.made.diversity
