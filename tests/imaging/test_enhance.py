from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.colour.oklab import oklab
from core.errors import Cancelled
from core.imaging.enhance import enhance
from core.imaging.measuring import auto_enhance, blur_of, noise_of
from core.imaging.values import EnhanceEdit
from core.imaging.white import adaptation, find_cast, linear
from core.jobs import Progress
from tests.imaging.packshots import Pixels, mug, opaque, packshot

BALANCE, CONTRAST = EnhanceEdit(white_balance=1), EnhanceEdit(contrast=1)


def scene(seed: int = 0, side: int = 160) -> Pixels:
    """Grey and coloured patches of every lightness."""
    draws = np.random.default_rng(seed)
    light, tint = draws.uniform(20, 235, (12, 12, 1)), draws.normal(0, 18, (12, 12, 3))
    return opaque(cv2.resize((light + tint).clip(0, 255), (side, side), interpolation=cv2.INTER_NEAREST))


def lit(pixels: Pixels, red: float, green: float, blue: float) -> Pixels:
    """The same under another light."""
    light = (linear(pixels[:, :, :3]) * np.float32([red, green, blue])).clip(0, 1)
    return opaque(255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055))


def tint(pixels: Pixels) -> float:
    """How far from grey the picture is as a whole."""
    return float(np.hypot(*oklab(pixels[:, :, :3]).mean((0, 1))[1:]))


def test_nothing_asked_is_nothing_done() -> None:
    given = scene()
    given[:20, :, 3] = 7
    made = enhance(given, EnhanceEdit(), Progress())
    np.testing.assert_array_equal(made, given)
    assert made is not given


@pytest.mark.parametrize("light", [(1.0, 0.85, 0.55), (0.75, 0.9, 1.0)])
def test_a_cast_is_taken_out(light: tuple[float, float, float]) -> None:
    given = lit(scene(), *light)
    whole = enhance(given, BALANCE, Progress())
    half = enhance(given, EnhanceEdit(white_balance=0.5), Progress())
    assert tint(whole) < 0.5 * tint(given)
    assert tint(whole) < tint(half) < tint(given)


def test_a_picture_full_of_one_colour_keeps_it() -> None:
    draws = np.random.default_rng(1)
    tomatoes = opaque(np.float32([200, 40, 30]) * draws.uniform(0.4, 1.2, (60, 60, 1)))
    assert find_cast(tomatoes).trust < 0.2
    assert tint(enhance(tomatoes, BALANCE, Progress())) > 0.85 * tint(tomatoes)


def test_a_white_ground_is_the_best_evidence() -> None:
    photo = lit(packshot(mug(), "white")[0], 0.95, 0.88, 0.7)
    assert find_cast(photo).trust == 1
    made = enhance(photo, BALANCE, Progress())
    border = made[:5, :, :3].astype(float)
    assert np.ptp(border.mean((0, 1))) < 3
    white, _ = packshot(mug(), "white", noise=0)
    np.testing.assert_array_equal(enhance(white, BALANCE, Progress())[:5], white[:5])


def test_the_light_becomes_white_by_bradford() -> None:
    cast = find_cast(lit(packshot(mug(), "white")[0], 0.95, 0.88, 0.7))
    np.testing.assert_allclose(adaptation(cast, 1.0) @ cast.light, np.ones(3), atol=1e-3)
    np.testing.assert_allclose(adaptation(cast, 0.0), np.eye(3), atol=1e-3)


def test_contrast_spreads_a_pale_picture_without_halos() -> None:
    pale = opaque(scene()[:, :, :3] * 0.4 + 100)
    made = enhance(pale, CONTRAST, Progress())
    assert made[:, :, :3].std() > 1.5 * pale[:, :, :3].std()
    # A step between two plain halves stays one: no light seam beside it.
    step = np.full((96, 96, 3), 70.0)
    step[:, 48:] = 180
    light = oklab(enhance(opaque(step), CONTRAST, Progress())[:, :, :3])[48, :, 0]
    assert np.abs(light[2:46] - np.median(light[2:46])).max() < 0.02
    assert np.abs(light[50:94] - np.median(light[50:94])).max() < 0.02


@pytest.mark.parametrize("shape", [(64, 64), (600, 520), (130, 77)])
def test_what_repeats_still_does(shape: tuple[int, int]) -> None:
    """Made from two tiles side by side, the seam between them and the one at the edge are the same."""
    draws = np.random.default_rng(2)
    coarse = np.tile(draws.uniform(60, 190, (6, 6, 3)).astype(np.float32), (3, 3, 1))
    smooth = cv2.resize(coarse, (shape[1] * 3, shape[0] * 3), interpolation=cv2.INTER_CUBIC)
    tile = opaque(smooth[shape[0] : 2 * shape[0], shape[1] : 2 * shape[1]])
    made = enhance(tile, EnhanceEdit(contrast=1, white_balance=1), Progress(), (True, True))[:, :, :3].astype(float)
    across, down = np.abs(made[:, 0] - made[:, -1]).mean(), np.abs(made[0] - made[-1]).mean()
    assert across <= 1.5 * np.abs(np.diff(made, axis=1)).mean(axis=(0, 2)).max()
    assert down <= 1.5 * np.abs(np.diff(made, axis=0)).mean(axis=(1, 2)).max()


def test_strips_show_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    edit = EnhanceEdit(contrast=0.7, white_balance=0.6)
    whole = enhance(scene(), edit, Progress())
    monkeypatch.setattr("core.imaging.enhance._STRIP_PX", 9 * 160)
    np.testing.assert_array_equal(enhance(scene(), edit, Progress()), whole)


def test_noise_and_blur_are_measured() -> None:
    smooth = cv2.GaussianBlur(scene(side=256)[:, :, 0].astype(np.float32), (0, 0), 0.8)
    draws = np.random.default_rng(0)
    for deviation in (3.0, 10.0):
        noisy = smooth + draws.normal(0, deviation, smooth.shape).astype(np.float32)
        assert noise_of(noisy) == pytest.approx(deviation, rel=0.25)
    assert noise_of(smooth) < 1
    for deviation in (1.5, 2.5):
        assert blur_of(cv2.GaussianBlur(smooth, (0, 0), (deviation**2 - 0.64) ** 0.5)) == pytest.approx(deviation, 0.25)


def test_the_proposal_mends_what_is_wrong_and_leaves_what_is_right() -> None:
    good = scene(side=256)
    noisy = opaque(good[:, :, :3] + np.random.default_rng(0).normal(0, 12, (256, 256, 3)))
    blurred = cv2.GaussianBlur(good, (0, 0), 2.0)
    pale = opaque(good[:, :, :3] * 0.3 + 110)
    right = auto_enhance(good)
    assert (right.denoise, right.deblur) == (0, 0)
    assert auto_enhance(noisy).denoise > 0.1
    assert auto_enhance(blurred).deblur > 0.5
    assert auto_enhance(pale).contrast > 0.3 > right.contrast
    assert auto_enhance(np.zeros((9, 9, 4), np.uint8)) == EnhanceEdit()


@given(arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(4))))
@settings(max_examples=40, deadline=None)
def test_any_picture_keeps_its_size_and_its_alpha(pixels: NDArray[np.uint8]) -> None:
    auto_enhance(pixels)
    for repeats in ((False, False), (True, True)):
        made = enhance(pixels, EnhanceEdit(contrast=1, white_balance=1), Progress(), repeats)
        np.testing.assert_array_equal(made[:, :, 3], pixels[:, :, 3])


def test_it_stops_when_the_job_does() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        enhance(scene(), CONTRAST, progress)
