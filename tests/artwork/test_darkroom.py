"""Edited photos are developed once; what is kept is never wrong and never missed."""

import hashlib
import io
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from core.artwork import darkroom, developing
from core.artwork.darkroom import Darkroom
from core.artwork.edits import Edit, enlargement
from core.errors import Cancelled, DieloomError
from core.imaging.values import EnhanceEdit, UpscaleEdit
from core.jobs import Progress
from core.style.values import PaletteEdit, PaletteShift, StyleEdit

Pixels = NDArray[np.uint8]

RED = PaletteEdit(shift=PaletteShift(colours=("#ff0000",)))
BLUE = PaletteEdit(shift=PaletteShift(colours=("#0000ff",)))


def png(width: int = 8, height: int = 6) -> bytes:
    kept = io.BytesIO()
    pixels = np.random.default_rng(1).integers(0, 256, (height, width, 4), np.uint8)
    Image.fromarray(pixels).save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that are done from now on; each fills the picture with a number of its own."""
    done: list[str] = []

    def fill(pixels: Pixels, edit: Edit, progress: Progress, repeats: tuple[bool, bool] = (False, False)) -> Pixels:
        progress.report(0.5)
        done.append(edit.digest())
        return np.full_like(pixels, len(done))

    monkeypatch.setattr(developing, "_done", fill)
    return done


def developed(room: Darkroom, data: bytes, edits: Sequence[Edit]) -> int:
    return int(room.develop(data, edits)[0, 0, 0])


def test_a_picture_is_developed_once(tmp_path: Path, steps: list[str]) -> None:
    data, room = png(), Darkroom(tmp_path)
    assert developed(room, data, [RED, BLUE]) == 2
    assert developed(Darkroom(tmp_path), data, [RED, BLUE]) == 2
    assert len(steps) == 2


def test_only_new_steps_are_done(tmp_path: Path, steps: list[str]) -> None:
    data, room = png(), Darkroom(tmp_path)
    developed(room, data, [RED])
    developed(room, data, [RED, BLUE])
    assert steps == [RED.digest(), BLUE.digest()]
    assert developed(room, data, [RED]) == 1  # undone


def test_order_values_and_picture_count(tmp_path: Path, steps: list[str]) -> None:
    data, room = png(), Darkroom(tmp_path)
    for edits in ([RED, BLUE], [BLUE, RED], [EnhanceEdit(contrast=0.5)], [EnhanceEdit(contrast=0.6)]):
        developed(room, data, edits)
    developed(room, png(9, 6), [RED])
    assert len(steps) == 2 + 2 + 1 + 1 + 1


def test_without_steps_it_is_the_picture(tmp_path: Path) -> None:
    assert Darkroom(tmp_path).picture(png(8, 6), [], 4, "0" * 64).shape == (3, 4, 4)
    assert Darkroom(tmp_path).holds("0" * 64, [])


def test_damage_is_developed_again(tmp_path: Path, steps: list[str]) -> None:
    data, room = png(), Darkroom(tmp_path)
    developed(room, data, [RED])
    for kept in tmp_path.glob("*.png"):
        kept.write_bytes(kept.read_bytes()[:40])
    assert developed(room, data, [RED]) == 2


def test_the_oldest_go(tmp_path: Path, steps: list[str]) -> None:
    room = Darkroom(tmp_path, kept_bytes=1)
    developed(room, png(), [RED])
    assert not list(tmp_path.glob("*.png"))
    assert developed(room, png(), [RED]) == 2


def test_a_folder_that_cannot_be_written_loses_nothing(tmp_path: Path, steps: list[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert developed(Darkroom(tmp_path / "file" / "within"), png(), [RED]) == 1


def test_a_step_that_fails_is_named_and_what_went_before_is_kept(tmp_path: Path) -> None:
    data, room = png(4, 4), Darkroom(tmp_path)
    with pytest.raises(DieloomError, match=r"^Step 2 \(upscale\): "):
        room.develop(data, [RED, UpscaleEdit(factor=2, model=str(tmp_path / "nothing.pth"))])
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_a_step_by_a_network_that_has_changed_is_done_again(
    tmp_path: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    networks, data, room = tmp_path / "networks", png(), Darkroom(tmp_path / "kept")
    networks.mkdir()
    monkeypatch.setattr("core.resources.root", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    mine, style = tmp_path / "mine.pth", tmp_path / "ink.style.safetensors"
    for edit, file in (
        (UpscaleEdit(), networks / "upscale.safetensors"),
        (EnhanceEdit(denoise=1), networks / "restore.safetensors"),
        (UpscaleEdit(model=str(mine)), mine),
        (UpscaleEdit(model="mine.pth"), mine),
        (StyleEdit(network=str(style)), style),
        (StyleEdit(network=str(tmp_path / "ink")), style),
    ):
        for size in (1, 2):
            file.write_bytes(bytes(size))
            before = len(steps)
            developed(room, data, [RED, edit])
            developed(room, data, [RED, edit])
            assert len(steps) == before + (2 if before == 0 else 1), file.name


def test_nobody_is_asked_for_a_network_on_another_machine(
    tmp_path: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, stat = [], Path.stat

    def noting(self: Path, *, follow_symlinks: bool = True) -> object:
        asked.append(str(self))
        return stat(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", noting)
    for share in (r"\\far\share\net.pth", "//far/share/net.pth"):
        for edit in (UpscaleEdit(model=share), StyleEdit(network=share)):
            Darkroom(tmp_path).holds("0" * 64, [edit])
    assert not any("far" in path for path in asked)


def test_what_is_too_large_to_be_kept_is_not_said_to_be_there(
    tmp_path: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, room = png(8, 6), Darkroom(tmp_path)
    monkeypatch.setattr(darkroom, "MOST_PIXELS", 47)
    developed(room, data, [RED])
    assert not room.holds(hashlib.sha256(data).hexdigest(), [RED])
    monkeypatch.setattr(darkroom, "MOST_PIXELS", 48)
    developed(room, data, [RED])
    assert room.holds(hashlib.sha256(data).hexdigest(), [RED])


def test_cancelling_stops_the_keeping_too(tmp_path: Path) -> None:
    progress, seen = Progress(), []

    class Told(Progress):
        def check(self) -> None:
            seen.append(len(seen))
            if len(seen) > 3:
                progress.cancel()
            progress.check()

    room = Darkroom(tmp_path)
    with pytest.raises(Cancelled):
        room._keep("name", np.random.default_rng(1).integers(0, 256, (400, 400, 4), np.uint8), Told())
    assert not list(tmp_path.iterdir())


def test_what_killed_writers_left_is_swept(tmp_path: Path, steps: list[str]) -> None:
    left = tmp_path / ".dieloom-killed"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    developed(Darkroom(tmp_path), png(), [RED])
    assert not left.exists()


def test_cancelling_keeps_nothing_half(tmp_path: Path, steps: list[str]) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        Darkroom(tmp_path).develop(png(), [RED], progress)
    assert not list(tmp_path.iterdir())


def test_pixels_grow_with_the_factors() -> None:
    assert enlargement([RED, UpscaleEdit(factor=2), UpscaleEdit(factor=4)]) == 8


def test_what_no_machine_can_hold_is_refused() -> None:
    wide = np.broadcast_to(np.zeros((1, 1, 4), np.uint8), (1 << 14, 1 << 14, 4))
    with pytest.raises(DieloomError, match="million pixels"):
        developing.develop(wide, [UpscaleEdit(factor=4)], Progress())
