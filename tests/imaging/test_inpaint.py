"""Holes are filled from what is around them, and nothing else changes."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import save

from core.errors import Cancelled, DieloomError
from core.gan.torchvision_compat import import_torchvision
from core.imaging import foreign
from core.imaging.inpaint import fill_holes, inpaint
from core.imaging.mending import network
from core.imaging.values import InpaintEdit
from core.jobs import Progress

Pixels = NDArray[np.uint8]
Where = NDArray[np.bool_]


def edit_of(mask: Where) -> InpaintEdit:
    drawn = io.BytesIO()
    Image.fromarray(mask).save(drawn, "PNG")
    return InpaintEdit(mask=base64.b64encode(drawn.getvalue()).decode())


def noise(height: int, width: int, seed: int = 0) -> Pixels:
    made = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    made[..., 3] = 255
    return made


def motif(height: int, width: int, period: int = 16) -> Pixels:
    """Rings in two colours that repeat every ``period`` px, over a ground."""
    y, x = np.mgrid[:height, :width] % period - period // 2
    ring = (np.hypot(y, x) < period * 0.4) & (np.hypot(y, x) > period * 0.2)
    dot = (np.abs(y) < 2) & (np.abs(x) < 3)
    made = np.full((height, width, 4), (240, 230, 210, 255), np.uint8)
    made[ring], made[dot] = (30, 90, 140, 255), (200, 40, 60, 255)
    return made


def box(height: int, width: int, top: int, left: int, tall: int, wide: int) -> Where:
    made = np.zeros((height, width), np.bool_)
    made[top : top + tall, left : left + wide] = True
    return made


def steps_across(made: Pixels, true: Pixels, hole: Where) -> float:
    return float(np.abs(made.astype(int) - true.astype(int))[hole].mean())


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(st.integers(1, 40), st.integers(1, 40)),
    st.booleans(),
    st.booleans(),
    st.integers(0, 2**32 - 1),
    st.sampled_from(["dust", "boxes", "most", "one pixel"]),
)
def test_any_picture_and_mask(size: tuple[int, int], across: bool, down: bool, seed: int, kind: str) -> None:
    chance = np.random.default_rng(seed)
    pixels = chance.integers(0, 256, (*size, 4), np.uint8)
    pixels[..., 3] = np.where(chance.random(size) < 0.2, 0, pixels[..., 3])
    mask = {
        "dust": chance.random(size) < 0.05,
        "boxes": np.kron(chance.random((5, 5)) < 0.3, np.ones((8, 8)))[: size[0], : size[1]] > 0,
        "most": chance.random(size) < 0.95,
        "one pixel": np.arange(size[0] * size[1]).reshape(size) == size[1] // 2,
    }[kind]
    seen = pixels[..., 3] > 0
    if (mask & seen).any() and not (seen & ~mask).any():
        with pytest.raises(DieloomError, match="covers the whole"):
            fill_holes(pixels, mask, Progress(), (across, down))
        return
    before = pixels.copy()
    made = fill_holes(pixels, mask, Progress(), (across, down))
    np.testing.assert_array_equal(pixels, before)
    np.testing.assert_array_equal(made[..., 3], pixels[..., 3])
    np.testing.assert_array_equal(made[~(mask & seen)], pixels[~(mask & seen)])


def test_what_is_filled_comes_from_the_picture() -> None:
    flat = np.full((40, 60, 4), (200, 120, 40, 255), np.uint8)
    hole = box(40, 60, 10, 20, 14, 18)
    stained = flat.copy()
    stained[hole] = (0, 0, 255, 255)
    assert steps_across(fill_holes(stained, hole, Progress()), flat, hole) <= 2


def test_a_pattern_goes_on() -> None:
    true = motif(96, 112)
    hole = box(96, 112, 30, 40, 37, 33)
    stained = np.where(hole[..., None], np.uint8(128), true)
    stained[..., 3] = 255
    made = fill_holes(stained, hole, Progress())
    diffused = cv2.inpaint(stained[..., :3], hole.astype(np.uint8), 5, cv2.INPAINT_TELEA)
    assert steps_across(made, true, hole) < 2
    assert steps_across(diffused, true[..., :3], hole) > 20


def test_a_hole_wider_than_what_repeats_beside_it_is_filled() -> None:
    true = motif(64, 96)
    hole = box(64, 96, 0, 52, 64, 44)
    stained = np.where(hole[..., None], np.uint8(0), true)
    stained[..., 3] = 255
    assert steps_across(fill_holes(stained, hole, Progress()), true, hole) < 8


@pytest.mark.parametrize("repeats", [(True, False), (False, True), (True, True)])
def test_a_tile_rolled_is_filled_alike(repeats: tuple[bool, bool]) -> None:
    tile = noise(40, 56, 3)
    tile[..., :3] = cv2.GaussianBlur(np.tile(tile[..., :3], (3, 3, 1)), (0, 0), 2)[40:80, 56:112]
    hole = box(40, 56, 12, 20, 9, 14)
    move = (-17 if repeats[1] else 0, 31 if repeats[0] else 0)
    made = fill_holes(tile, hole, Progress(), repeats)
    rolled = fill_holes(np.roll(tile, move, (0, 1)), np.roll(hole, move, (0, 1)), Progress(), repeats)
    np.testing.assert_array_equal(rolled, np.roll(made, move, (0, 1)))


def test_a_hole_that_runs_right_round_leaves_no_seam() -> None:
    y, x = np.mgrid[:48, :64]
    tile = np.full((48, 64, 4), 255, np.uint8)
    tile[..., 0] = 128 + 100 * np.sin(2 * np.pi * x / 64)
    tile[..., 1] = 128 + 100 * np.sin(2 * np.pi * y / 48)
    hole = box(48, 64, 20, 0, 8, 64)
    made = fill_holes(tile, hole, Progress(), (True, True))[20:28].astype(int)
    seam, inside = np.abs(made[:, 0] - made[:, -1]).mean(), np.abs(np.diff(made, axis=1)).mean((0, 2))
    assert seam <= inside.max()


def test_holes_do_not_depend_on_each_other() -> None:
    """Rolled round, they come in another order."""
    tile = noise(40, 96, 5)
    holes = box(40, 96, 10, 10, 12, 12) | box(40, 96, 20, 60, 12, 12)
    made = fill_holes(tile, holes, Progress(), (True, True))
    assert (made[holes] != tile[holes]).any()
    rolled = fill_holes(np.roll(tile, 60, 1), np.roll(holes, 60, 1), Progress(), (True, True))
    np.testing.assert_array_equal(rolled, np.roll(made, 60, 1))


def test_colours_of_clear_pixels_are_not_copied() -> None:
    pixels = np.full((40, 80, 4), (250, 250, 250, 255), np.uint8)
    pixels[:, 40:] = (255, 0, 255, 0)
    hole = box(40, 80, 10, 25, 15, 15)
    made = fill_holes(pixels, hole, Progress())
    assert made[hole].min() >= 245


def test_a_large_hole_is_filled_at_full_size() -> None:
    true = motif(500, 560, 20)
    hole = box(500, 560, 120, 130, 200, 270)
    stained = np.where(hole[..., None], np.uint8(128), true)
    stained[..., 3] = 255
    made = fill_holes(stained, hole, Progress())
    np.testing.assert_array_equal(made[~hole], true[~hole])
    # As sharp as the pattern is: its steepest steps are there.
    assert np.percentile(np.abs(np.diff(made[120:320, 130:400, 0].astype(int))), 99.5) > 100


def test_a_long_scratch_is_cut_into_pieces() -> None:
    true = motif(48, 420)
    hole = box(48, 420, 22, 5, 4, 410)
    stained = np.where(hole[..., None], np.uint8(0), true)
    stained[..., 3] = 255
    assert steps_across(fill_holes(stained, hole, Progress()), true, hole) < 8


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (10, 3000)])
def test_an_empty_mask_gives_the_picture(shape: tuple[int, int]) -> None:
    pixels = noise(*shape)
    np.testing.assert_array_equal(inpaint(pixels, edit_of(np.zeros(shape, np.bool_)), Progress()), pixels)


def test_a_long_strip() -> None:
    pixels = noise(10, 3000)
    hole = box(10, 3000, 0, 1490, 10, 8)
    made = inpaint(pixels, edit_of(hole), Progress())
    np.testing.assert_array_equal(made[~hole], pixels[~hole])


def test_a_mask_of_another_size_is_stretched() -> None:
    pixels = noise(40, 60)
    made = inpaint(pixels, edit_of(box(20, 30, 5, 5, 5, 10)), Progress())
    hole = (made != pixels).any(2)
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    assert (rows[0], rows[-1], columns[0], columns[-1]) == (10, 19, 10, 29)


def test_a_mask_over_everything_is_refused() -> None:
    with pytest.raises(DieloomError, match="covers the whole picture"):
        inpaint(noise(8, 8), edit_of(np.ones((8, 8), np.bool_)), Progress())


def test_a_broken_mask_is_refused() -> None:
    edit = InpaintEdit(mask=base64.b64encode(b"\x89PNG\r\n\x1a\n broken").decode())
    with pytest.raises(DieloomError):
        inpaint(noise(8, 8), edit, Progress())


def test_it_stops_when_asked() -> None:
    told = list[float]()

    def listen(fraction: float, text: str) -> None:
        told.append(fraction)
        if len(told) == 3:
            progress.cancel()

    progress = Progress(listen)
    with pytest.raises(Cancelled):
        fill_holes(noise(60, 60), box(60, 60, 20, 20, 20, 20), progress)
    assert len(told) == 3


def test_progress_rises_to_its_end() -> None:
    told = list[float]()
    hole = box(40, 60, 5, 5, 6, 6) | box(40, 60, 30, 45, 6, 6)
    fill_holes(noise(40, 60), hole, Progress(lambda fraction, _: told.append(fraction)))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_network_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    find: Callable[..., object] = network.resources.path
    monkeypatch.setattr(network.resources, "path", lambda *parts: read.append(parts) or find(*parts))
    network.mend_net.cache_clear()
    for seed in range(2):
        fill_holes(noise(32, 32, seed), box(32, 32, 10, 10, 8, 8), Progress())
    assert read == [("networks", "mend.safetensors")]


class Grey:
    """Stands for a person's network: it paints everything grey."""

    name = "grey.pth"

    def filled(self, picture: torch.Tensor, hole: torch.Tensor) -> torch.Tensor:
        assert picture.shape[2:] == hole.shape[2:]
        assert set(hole.unique().tolist()) == {0.0, 1.0}
        return torch.full_like(picture, 0.5)


def test_a_persons_network_fills_holes_of_any_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    weights = tmp_path / "grey.pth"
    weights.write_bytes(b"weights")
    asked: list[tuple[Path, str]] = []
    monkeypatch.setattr(foreign, "open_foreign", lambda path, purpose: asked.append((path, purpose)) or Grey())
    pixels = noise(500, 420)
    hole = box(500, 420, 50, 30, 400, 300)
    made = inpaint(pixels, edit_of(hole).model_copy(update={"model": str(weights)}), Progress())
    assert asked == [(weights, "Inpainting")]
    assert np.abs(made[hole][:, :3].astype(int) - 128).max() <= 1
    np.testing.assert_array_equal(made[~hole], pixels[~hole])


def test_a_network_for_something_else_is_refused(tmp_path: Path) -> None:
    for name, data in (("broken.pth", b"no weights"), ("empty.safetensors", save({"a": torch.zeros(3)}))):
        (tmp_path / name).write_bytes(data)
        edit = edit_of(box(20, 20, 5, 5, 4, 4)).model_copy(update={"model": str(tmp_path / name)})
        with pytest.raises(DieloomError, match=name):
            inpaint(noise(20, 20), edit, Progress())


@pytest.mark.slow
def test_weights_of_lama_are_used(tmp_path: Path) -> None:
    import_torchvision()
    from spandrel.architectures.LaMa import LaMa

    torch.manual_seed(0)
    drawn = LaMa(in_nc=4, out_nc=3).state_dict()
    path = tmp_path / "lama.safetensors"
    path.write_bytes(save({name: value.contiguous() for name, value in drawn.items()}))
    pixels, hole = noise(41, 53), box(41, 53, 10, 12, 9, 14)
    made = inpaint(pixels, edit_of(hole).model_copy(update={"model": str(path)}), Progress())
    np.testing.assert_array_equal(made[~hole], pixels[~hole])
    assert (made[hole] != pixels[hole]).any()
