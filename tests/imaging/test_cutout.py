from __future__ import annotations

import base64
import contextlib
import io

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image

from core.errors import DieloomError
from core.imaging.cutout import cut_out
from core.imaging.values import CutoutEdit
from core.jobs import Progress
from tests.imaging.packshots import SIDE, Pixels, Reals, covered, ground, mug, opaque, packshot, star

SHARP = CutoutEdit(feather_px=0)


def painted(area: NDArray[np.bool_]) -> str:
    file = io.BytesIO()
    Image.fromarray(area.astype(np.uint8) * 255).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def overlap(alpha: NDArray[np.floating], coverage: Reals) -> float:
    one, other = alpha > 0.5, coverage > 0.5
    return float((one & other).sum() / (one | other).sum())


@pytest.mark.parametrize(
    ("subject", "kind"),
    [*((mug, kind) for kind in ("white", "flat", "shading")), *((star, kind) for kind in ("white", "flat", "shadow"))],
)
def test_the_ground_goes_and_the_subject_stays(subject: object, kind: str) -> None:
    assert callable(subject)
    coverage = subject()
    photo, _ = packshot(coverage, kind)
    alpha = cut_out(photo, SHARP, Progress())[:, :, 3] / 255
    assert overlap(alpha, coverage) > 0.97
    assert np.abs(alpha - coverage).mean() < 0.012
    assert alpha[:10].max() == 0


def test_no_fringe_of_the_old_ground_is_left() -> None:
    """On a dark ground the edge of a dark subject from white must not shine."""
    coverage = cv2.GaussianBlur(star(), (0, 0), 1.2)
    photo, colours = packshot(coverage, "white", noise=0.5)
    cut = cut_out(photo, SHARP, Progress())
    edge = (cut[:, :, 3] > 40) & (cut[:, :, 3] < 220)
    ours = np.abs(cut[edge, :3] - colours[edge]).mean()
    assert ours < 0.35 * np.abs(photo[edge, :3] - colours[edge]).mean()


def test_the_handle_is_open_and_can_be_closed_by_hand() -> None:
    photo, _ = packshot(mug(), "flat")
    hole = np.zeros((SIDE, SIDE), bool)
    hole[112:128, 155:170] = True
    assert cut_out(photo, SHARP, Progress())[hole, 3].max() == 0
    kept = cut_out(photo, CutoutEdit(keep=painted(hole)), Progress())
    assert kept[hole, 3].min() == 255
    np.testing.assert_array_equal(kept[hole], photo[hole])


def test_what_is_painted_away_is_clear() -> None:
    photo, _ = packshot(star(), "white")
    away = np.zeros((SIDE, SIDE), bool)
    away[:, :120] = True
    cut = cut_out(photo, CutoutEdit(drop=painted(away)), Progress())
    assert cut[:, :118, 3].max() == 0
    assert cut[:, 124:, 3].max() == 255


def test_a_scene_is_refused_unless_the_person_paints() -> None:
    draws = np.random.default_rng(3)
    scene = opaque(cv2.resize(draws.integers(0, 256, (9, 9, 3)).astype(np.float32), (SIDE, SIDE)))
    with pytest.raises(DieloomError, match="no plain background"):
        cut_out(scene, SHARP, Progress())
    middle = np.zeros((SIDE, SIDE), bool)
    middle[90:150, 90:150] = True
    around = np.ones((SIDE, SIDE), bool)
    around[60:180, 60:180] = False
    cut = cut_out(scene, CutoutEdit(keep=painted(middle), drop=painted(around)), Progress())
    assert cut[middle, 3].min() == 255
    assert cut[:20, :, 3].max() == 0


def test_an_empty_ground_is_said() -> None:
    with pytest.raises(DieloomError, match="Nothing in the picture stands out"):
        cut_out(opaque(np.full((40, 60, 3), 240.0)), SHARP, Progress())


def test_what_is_clear_stays_clear_and_says_nothing_of_the_ground() -> None:
    photo, _ = packshot(star(), "white")
    photo[:, :60] = (0, 0, 0, 0)
    cut = cut_out(photo, SHARP, Progress())
    assert cut[:, :60, 3].max() == 0
    assert cut[100:140, 100:140, 3].min() == 255
    nothing = np.zeros((5, 7, 4), np.uint8)
    np.testing.assert_array_equal(cut_out(nothing, SHARP, Progress()), nothing)


def test_large_pictures_are_cut_as_finely() -> None:
    """More pixels than the outline is looked for in: the edge is found again at full size."""
    fine = np.zeros((4 * 900, 4 * 900), np.uint8)
    cv2.circle(fine, (1800, 1800), 1203, 255, -1)
    coverage = covered(fine)
    share = coverage[:, :, None]
    photo = opaque(np.float32([40, 90, 60]) * share + 250 * (1 - share))
    alpha = cut_out(photo, SHARP, Progress())[:, :, 3] / 255
    assert np.abs(alpha - coverage).max() < 0.15


def test_a_motif_on_a_tile_is_cut_across_its_seam() -> None:
    photo, _ = packshot(star(), "flat")
    moved = np.roll(photo, (70, 110), (0, 1))
    cut = cut_out(moved, SHARP, Progress(), (True, True))
    whole = cut_out(photo, SHARP, Progress())
    assert np.abs(np.roll(cut, (-70, -110), (0, 1))[:, :, 3].astype(float) - whole[:, :, 3]).mean() < 1.5


@given(arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(4))))
@settings(max_examples=25, deadline=None)
def test_any_picture_gives_its_size_or_one_message(pixels: NDArray[np.uint8]) -> None:
    with contextlib.suppress(DieloomError):
        assert cut_out(pixels, CutoutEdit(), Progress()).shape == pixels.shape


@pytest.mark.parametrize("shape", [(1, 1), (10, 30_000), (3000, 2)])
def test_odd_sizes(shape: tuple[int, int]) -> None:
    pixels: Pixels = opaque(np.full((*shape, 3), 250.0))
    with pytest.raises(DieloomError):
        cut_out(pixels, SHARP, Progress())
    pixels[shape[0] // 3 : shape[0] // 3 * 2 + 1, shape[1] // 3 : shape[1] // 2, :3] = 20
    with contextlib.suppress(DieloomError):
        assert cut_out(pixels, SHARP, Progress()).shape == pixels.shape


def test_the_shadow_of_these_tests_is_one() -> None:
    """Darker than white, and without an edge."""
    cast = ground("shadow", star())
    assert cast.min() < 215
    assert np.abs(np.diff(cast[:, :, 0], axis=1)).max() < 6
