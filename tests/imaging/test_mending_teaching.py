"""The network that fills holes is taught by lessons that depend on their number alone, and goes on where it stopped."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from core.errors import DieloomError
from core.imaging.mending.lessons import byte_maker, lesson_maker
from core.imaging.mending.teaching import Teaching, main, seen
from core.training.ahead import Ahead

CPU = torch.device("cpu")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made, draws = tmp_path / "photos", np.random.default_rng(1)
    made.mkdir()
    for number in range(5):
        Image.fromarray(draws.integers(0, 256, (60, 70, 3), np.uint8)).save(made / f"{number}.png")
    return made


def teaching(folder: Path) -> Teaching:
    return Teaching(seen(Ahead(lambda: lesson_maker([folder], 32, 4), 0), CPU), 1e6, CPU)


def test_a_lesson_is_a_function_of_its_number(folder: Path) -> None:
    one, other = lesson_maker([folder], 32, 4), lesson_maker([folder], 32, 4)
    other(0)
    pictures, holes = one(3)
    assert pictures.shape == (4, 3, 32, 32)
    assert holes.shape == (4, 1, 32, 32)
    np.testing.assert_array_equal(other(3)[0], pictures)
    np.testing.assert_array_equal(other(3)[1], holes)
    assert not np.array_equal(one(4)[0], pictures)


def test_a_large_crop_shows_more_about_a_hole(folder: Path) -> None:
    holes = np.concatenate([lesson_maker([folder], 128, 4)(step)[1] for step in range(6)])[:, 0] > 0
    for hole in holes:
        rows, columns = (np.flatnonzero(hole.any(axis)) for axis in (1, 0))
        assert rows[-1] - rows[0] < 96
        assert columns[-1] - columns[0] < 96
        assert 0.03 * 96**2 <= hole.sum() <= 0.4 * 96**2


def test_bytes_for_a_pool_are_the_same_lesson(folder: Path) -> None:
    pictures, holes = lesson_maker([folder], 32, 4)(2)
    pixels, marks = byte_maker([folder], 32, 4)(2)
    assert pixels.shape == (4, 32, 32, 3)
    assert set(np.unique(marks)) == {0, 255}
    np.testing.assert_allclose(pixels.transpose(0, 3, 1, 2) / 127.5 - 1, pictures, atol=0.5 / 127.5 + 1e-6)
    np.testing.assert_array_equal(marks.transpose(0, 3, 1, 2) > 0, holes > 0)


@pytest.mark.parametrize(("small", "within"), [(False, 1e-6), (True, 2e-3)])
def test_it_goes_on_as_if_it_had_not_stopped(tmp_path: Path, folder: Path, small: bool, within: float) -> None:
    straight, first, later = teaching(folder), teaching(folder), teaching(folder)
    for _ in range(3):
        straight.learn()
    first.learn()
    first.learn()
    path = tmp_path / "own.state.safetensors"
    first.save(path, small)
    later.load(path)
    later.learn()
    assert later.step == 3
    for one, other in zip(straight.net.parameters(), later.net.parameters(), strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=within)
    weights = sum(each.numel() for each in first.net.parameters())
    assert path.stat().st_size < (11 if small else 17) * weights


def test_the_command(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, given = (
        tmp_path / "new" / "own.safetensors",
        ["--pictures", str(folder), str(folder), "--crop", "32", "--batch", "4"],
    )
    assert main([*given, "--out", str(out), "--steps", "1", "--again", "2", "--small-state"]) == 0
    assert main([*given, "--out", str(out), "--steps", "2", "--again", "2", "--small-state", "--device", "auto"]) == 0
    steps = [json.loads(line)["step"] for line in out.with_suffix(".log.jsonl").read_text().splitlines()]
    assert steps == [1, 2]
    begun = tmp_path / "begun.safetensors"
    assert main([*given, "--out", str(begun), "--steps", "1", "--from", str(out), "--rate", "1e-9"]) == 0
    for name, value in load_file(begun).items():
        torch.testing.assert_close(value, load_file(out)[name], rtol=0, atol=2e-3)
    assert main([*given, "--out", str(begun), "--from", str(folder / "0.png")]) == 2
    assert "--from" in capsys.readouterr().err


def test_a_network_of_another_kind_is_refused(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "none.safetensors").write_bytes(b"x" * 40)
    with pytest.raises(DieloomError):
        teaching(folder).begin(tmp_path / "none.safetensors")
