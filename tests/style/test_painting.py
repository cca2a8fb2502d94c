"""Painting in a style: the style is taken, the picture stays what it was otherwise, and tiles show no seam."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from core.errors import Cancelled
from core.jobs import Progress
from core.style import painting
from core.style.codes import style_share
from core.style.painting import paint
from core.style.values import StyleEdit
from tests.style.pictures import ornamented, scene, woven


def luminance(pixels: np.ndarray) -> np.ndarray:
    return np.asarray(pixels[..., :3].astype(float) @ (0.2126, 0.7152, 0.0722))


def grain(pixels: np.ndarray) -> float:
    """The mean step from a pixel to the next."""
    light = luminance(pixels)
    return float(np.abs(np.diff(light, axis=0)).mean() + np.abs(np.diff(light, axis=1)).mean())


def mean_distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one[..., :3].reshape(-1, 3).mean(0) - other[..., :3].reshape(-1, 3).mean(0)).max())


def test_the_style_is_taken_and_the_picture_can_be_read() -> None:
    content = scene(192, 160)
    painted = paint(content, ornamented(), Progress())
    assert painted.shape == content.shape
    assert mean_distance(painted, woven()) < 20 < mean_distance(content, woven())
    assert grain(painted) > 2.0 * grain(content)
    disc = luminance(content) > 150
    assert luminance(painted)[disc].mean() > luminance(painted)[~disc].mean() + 20


def test_no_reference_changes_nothing() -> None:
    content = scene(64, 48)
    assert np.array_equal(paint(content, StyleEdit(), Progress()), content)


def test_strength_nought_changes_nothing() -> None:
    content = scene(64, 48)
    painted = paint(content, ornamented(colours=0.0, texture=0.0, structure=0.0), Progress())
    assert np.abs(painted.astype(int) - content).max() <= 8


def test_colours_can_be_kept() -> None:
    content = scene(192, 160)
    painted = paint(content, ornamented(keep_colour=True), Progress())
    assert mean_distance(painted, content) < 12
    assert grain(painted) > 1.5 * grain(content)


def test_strength_is_gradual() -> None:
    content = scene(128, 128)
    weak, strong = (paint(content, ornamented(texture=share, structure=share), Progress()) for share in (0.3, 1.0))
    assert grain(content) < grain(weak) < grain(strong)


def test_references_are_mixed_by_weight() -> None:
    content = scene(96, 96)
    red = np.full((128, 128, 3), (200, 30, 30), np.uint8)
    shares = (style_share(woven(), weight=0.2), style_share(red, weight=0.8))
    painted = paint(content, StyleEdit(shares=shares), Progress())
    whole = 0.2 * woven().reshape(-1, 3).mean(0) + 0.8 * red.reshape(-1, 3).mean(0)
    assert np.abs(painted[..., :3].reshape(-1, 3).mean(0) - whole).max() < 30


def test_pieces_show_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    content = scene(200, 136)
    whole = paint(content, ornamented(), Progress())
    monkeypatch.setattr(painting, "_PIECE_PX", 64)
    pieces = paint(content, ornamented(), Progress())
    assert np.abs(whole.astype(int) - pieces).max() <= 1


@pytest.mark.parametrize("size", [(128, 64), (100, 30)])
def test_a_tile_stays_one(size: tuple[int, int]) -> None:
    half = scene(*size)
    content = np.concatenate([half, half[::-1]])  # so that it goes on at its opposite edge
    painted = paint(content, ornamented(), Progress(), (True, True)).astype(int)
    for axis in (0, 1):
        across = np.abs(painted.take(0, axis) - painted.take(-1, axis)).mean()
        inside = np.abs(np.diff(painted, axis=axis)).mean((1 - axis, 2)).max()
        assert across <= inside


def test_a_tile_that_is_rolled_is_painted_rolled() -> None:
    """By the period of the swatch, which is where everything falls into place again. Colours are graded by samples, and
    those of the rolled picture are a few others."""
    content = scene(256, 128)
    moved = np.roll(content, 128, 1)
    painted, other = (paint(each, ornamented(), Progress(), (True, True)) for each in (content, moved))
    apart = np.abs(np.roll(painted, 128, 1).astype(int) - other)
    assert np.percentile(apart, 99) <= 4


def test_alpha_is_kept_and_clear_colours_do_not_bleed() -> None:
    content = scene(96, 96)
    content[:, :48, 3] = 0
    other = content.copy()
    other[:, :48, :3] = (0, 255, 0)
    painted, again = (paint(each, ornamented(), Progress()) for each in (content, other))
    assert np.array_equal(painted[..., 3], content[..., 3])
    assert np.array_equal(painted[:, 48:], again[:, 48:])


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (600, 2), (2, 75)])
@pytest.mark.parametrize("repeats", [(False, False), (True, True)])
def test_any_size(size: tuple[int, int], repeats: tuple[bool, bool]) -> None:
    content = scene(*size)
    assert paint(content, ornamented(), Progress(), repeats).shape == content.shape


def test_marks_can_be_larger() -> None:
    content = scene(256, 256)
    fine, large = (paint(content, ornamented(detail_px=size), Progress()) for size in (256, 96))
    assert fine.shape == large.shape == content.shape
    assert grain(large) < grain(fine)


def test_it_is_the_same_again_and_in_threads() -> None:
    content, edit = scene(96, 80), ornamented()
    first = paint(content, edit, Progress())
    found: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: found.append(paint(content, edit, Progress()))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(each, first) for each in found)
    assert len(found) == 2


def test_it_stops_when_asked() -> None:
    progress = Progress(lambda fraction, text: progress.cancel() if fraction > 0.3 else None)
    with pytest.raises(Cancelled):
        paint(scene(600, 600), ornamented(), progress)


def test_a_learned_style_is_asked_for_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}

    def apply(pixels: np.ndarray, path: object, progress: Progress, repeats: object, **strengths: object) -> np.ndarray:
        asked.update(strengths, path=str(path), repeats=repeats)
        return 255 - pixels

    monkeypatch.setattr("core.style.learning.applying.apply", apply)
    given = np.dstack([scene(24, 24)[..., :3], np.full((24, 24), 90, np.uint8)])
    edit = StyleEdit(network="Woodcut", colours=0.2, texture=0.4, structure=0.6, keep_colour=True)
    made = paint(given, edit, Progress(), (True, False))
    wanted = {"colours": 0.2, "texture": 0.4, "structure": 0.6, "keep_colour": True, "path": "Woodcut"}
    assert asked == {**wanted, "repeats": (True, False)}
    np.testing.assert_array_equal(made, np.dstack([255 - given[..., :3], given[..., 3]]))
