"""Sheets show what they say: the classes at their places, the same seeds, real pictures of the same classes."""

from __future__ import annotations

import numpy as np
import torch

from core.gan.files import find_model, load_model
from core.jobs import Progress
from core.training.metrics.copies import memorisation
from core.training.metrics.makers import ModelMaker
from core.training.metrics.paper import GAP, MARGIN, RED, fitting, font, thumb
from core.training.metrics.sheets import beside_sheet, copies_sheet, plan_cells, samples_sheet
from tests.gan.small import alias_free_model
from tests.training.metrics.small import NAMES, Kept, Made, patterns

PX = 32  # of the small pictures below, as they are shown


def shown(sheet: object, picture: torch.Tensor, px: int = PX, repeats: tuple[bool, bool] = (True, True)) -> bool:
    """Whether the picture stands on the sheet, whole, anywhere."""
    whole, wanted = np.asarray(sheet).astype(int), np.asarray(thumb(picture, px, repeats)).astype(int)
    for y, x in np.argwhere((whole == wanted[0, 0]).all(2)):
        part = whole[y : y + px, x : x + px]
        if part.shape == wanted.shape and np.array_equal(part, wanted):
            return True
    return False


def test_rows_belong_to_classes_where_there_are_enough() -> None:
    plan = plan_cells(2, 3, 4)
    assert [kind for _, kind in plan] == [0] * 6 + [1] * 6
    assert [number for number, _ in plan] == [0, 1, 2, 3, 4, 5] * 2


def test_with_more_classes_than_rows_all_have_their_turn() -> None:
    plan = plan_cells(29, 8, 8)
    kinds = [kind for _, kind in plan]
    assert kinds == sorted(kinds)
    assert set(kinds) == set(range(29))
    assert {number for number, _ in plan} == {0, 1, 2}


def test_without_classes_each_cell_has_a_seed_of_its_own() -> None:
    assert plan_cells(0, 2, 2) == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_samples_of_every_kind_of_model_are_drawn() -> None:
    for model, columns, rows in ((load_model(find_model("loom")), 2, 2), (alias_free_model(), 2, 1)):
        maker = ModelMaker(model, 0.7)
        sheet = samples_sheet(maker, "A", "b", columns, rows, Progress())
        px = 2 * model.config.resolution
        assert shown(sheet, maker.draw([0], [0], Progress())[0], px, maker.repeats)


def test_it_is_the_same_sheet_again() -> None:
    model = load_model(find_model("loom"))
    one, two = (samples_sheet(ModelMaker(model), "A", "b", 2, 2, Progress()) for _ in "ab")
    assert np.array_equal(np.asarray(one), np.asarray(two))


def test_real_pictures_stand_beside_made_ones_of_their_class() -> None:
    made, real = patterns(256, 1, 16), Kept(patterns(256, 2, 16), NAMES)
    sheet = beside_sheet({"a": Made(made, NAMES), "b": Made(made, NAMES)}, real, "real", "t", "n", Progress())
    whole = np.asarray(sheet)
    step = PX + GAP
    right = whole.shape[1] - MARGIN - 8 * step + GAP
    top = whole.shape[0] - MARGIN - 8 * step + GAP
    for row in range(8):  # eight rows of four classes: two of each
        part = whole[top + row * step : top + row * step + PX, right : right + PX]
        kinds = [
            index % 4 for index in range(256) if np.array_equal(part, thumb(real.pictures[index], PX, (True, True)))
        ]
        assert kinds == [row // 2]


def test_a_set_too_small_for_the_sheet_leaves_places_empty() -> None:
    sheet = beside_sheet({"a": Made(patterns(64, 1, 16))}, Kept(patterns(10, 2, 16)), "real", "t", "n", Progress())
    assert shown(sheet, patterns(10, 2, 16)[9])


def test_a_suspicious_pair_is_framed_and_another_is_not() -> None:
    real = Kept(patterns(24, 1, 16))
    for made, red in ((real.pictures[:1], True), (patterns(1, 7, 16), False)):
        maker = Made(made)
        pairs = memorisation(maker, real, 1, Progress(), scanned=1)
        sheet = copies_sheet(maker, real, pairs, "t", "n", Progress())
        assert bool((np.asarray(sheet) == RED).all(2).any()) == red
        assert shown(sheet, made[0])


def test_what_is_too_long_is_cut() -> None:
    assert fitting("short", 200) == "short"
    cut = fitting("a name that is far too long for a cell", 100)
    assert cut.endswith("…")
    assert font(13).getlength(cut) <= 100


def test_a_maker_of_a_model_draws_the_picture_of_a_seed() -> None:
    model = load_model(find_model("loom"))
    one = ModelMaker(model).draw([3, 5], [1, 2], Progress())
    assert torch.equal(one[1], ModelMaker(model).draw([5], [2], Progress())[0])
    assert not torch.equal(one[1], ModelMaker(model, 0.5).draw([5], [2], Progress())[0])
