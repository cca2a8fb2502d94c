"""Networks are taught from drawn patterns and folders, go on where they stopped, and never see what is held back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import DieloomError
from core.imaging.networks import NetworkConfig, PixelNetwork, load_network, save_network
from core.imaging.teaching import lessons
from core.imaging.teaching.__main__ import main
from core.imaging.teaching.lessons import RestoreLessons, UpscaleLessons
from core.imaging.teaching.measure import enlarging, restoring, table
from core.imaging.teaching.pictures import Drawn, held_back, kinds_in, photos_in
from core.imaging.teaching.teacher import Teacher

SMALL = NetworkConfig(features=8, blocks=1, factors=(2, 4))


def photos(folder: Path, count: int) -> Path:
    draws = np.random.default_rng(1)
    for number in range(count):
        pixels = draws.integers(0, 256, (40, 60, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


def test_what_is_held_back_is_never_learned_from(tmp_path: Path) -> None:
    folder = photos(tmp_path, 40)
    learned, held = photos_in(folder, held=False), photos_in(folder, held=True)
    assert len(learned) + len(held) == 40
    assert {path.name for path in held} == {path.name for path in folder.iterdir() if held_back(path.name)}
    assert held


def test_of_a_small_folder_the_last_are_held_back(tmp_path: Path) -> None:
    folder = photos(tmp_path, 9)
    assert [path.name for path in photos_in(folder, held=True)] == ["5.png", "6.png", "7.png", "8.png"]
    assert len(photos_in(folder, held=False)) == 5


def test_a_lesson_is_a_function_of_its_number(tmp_path: Path) -> None:
    kinds = kinds_in([photos(tmp_path, 6)], 1)
    for kind in (UpscaleLessons, RestoreLessons):
        one, two = kind(kinds, 1), kind(kinds, 1)
        two.at(0)
        torch.testing.assert_close(one.at(2).given, two.at(2).given, rtol=0, atol=0)
        assert not torch.equal(one.at(2).given, one.at(3).given[: len(one.at(2).given)])


def test_a_lesson_fits_its_factor() -> None:
    taught = UpscaleLessons([Drawn(1)], 1)
    for step in range(3):
        lesson = taught.at(step)
        assert lesson.wanted.shape[2:] == (96, 96)
        assert lesson.given.shape[2:] == (96 // lesson.factor, 96 // lesson.factor)
        assert len(lesson.given) == len(lesson.wanted)


def test_spoiling_is_as_strong_as_told() -> None:
    grey, draws = np.full((96, 96, 3), 128, np.uint8), np.random.default_rng(1)
    for strength in (0.0, 0.1, 0.4):
        made = lessons.worse(grey, strength, 0.0, draws)
        assert made.std() == pytest.approx(lessons.MOST_NOISE * strength, abs=0.5)


def test_it_learns_and_goes_on_as_if_it_had_not_stopped() -> None:
    taught = UpscaleLessons([Drawn(1)], 1)
    straight, first = Teacher(SMALL, taught, 1), Teacher(SMALL, taught, 1)
    for _ in range(4):
        straight.step()
    first.step()
    first.step()
    later = Teacher(SMALL, taught, 1)
    metadata = {"format": "dieloom-imaging-teaching-1", "steps": "2", "seed": "1"}
    later.resume(first.state(), metadata | {"config": SMALL.model_dump_json()})
    later.step()
    later.step()
    for one, other in zip(straight.average.parameters(), later.average.parameters(), strict=True):
        torch.testing.assert_close(one, other)
    with pytest.raises(DieloomError):
        Teacher(SMALL, taught, 2).resume(first.state(), metadata | {"config": SMALL.model_dump_json()})


def test_the_command_leaves_a_network_that_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    photos(folder, 6)
    out = tmp_path / "upscale.safetensors"
    assert main(["upscale", "--pictures", str(folder), "--out", str(out), "--steps", "1", "--minutes", "5"]) == 0
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".safetensors", ".state", ".png"}
    assert load_network(out).config.factors == (2, 4)
    assert main(["measure", str(out), "--pictures", str(folder), "--count", "1"]) == 0
    assert "| photos | lanczos |" in capsys.readouterr().out


def test_measuring_tells_better_from_worse() -> None:
    network = PixelNetwork(NetworkConfig(features=8, blocks=1, factors=(2,)))
    network.calm()
    with torch.no_grad():
        network.heads["2"].weight.zero_()  # plain interpolation
    figures = enlarging(network.eval(), [Drawn(1)], 2, 2)["patterns"]
    assert figures["network"].psnr == pytest.approx(figures["bicubic"].psnr, abs=0.1)
    assert figures["lanczos"].edge_error < figures["bicubic"].edge_error
    assert table({"patterns": figures}).count("\n") == 4


def test_restoring_is_measured_beside_a_filter() -> None:
    network = PixelNetwork(NetworkConfig(features=8, blocks=1, factors=(1,), planes=2, fold=2))
    figures = restoring(network.eval(), [Drawn(1)], (0.4, 0.0), 1)["patterns"]
    assert figures["nl means"].psnr > figures["as given"].psnr


def test_a_network_file_comes_back(tmp_path: Path) -> None:
    network, path = PixelNetwork(SMALL).eval(), tmp_path / "own.safetensors"
    save_network(network, path, {})
    given = torch.rand(1, 3, 12, 8)
    torch.testing.assert_close(load_network(path)(given, 2), network(given, 2).detach(), atol=2e-3, rtol=0)


def test_damaged_network_files(tmp_path: Path) -> None:
    path = tmp_path / "own.safetensors"
    save_network(PixelNetwork(SMALL), path, {})
    data = path.read_bytes()
    for made in (b"", data[:-40], data.replace(b'\\"features\\":8', b'\\"features\\":9'), b"x" * 100):
        path.write_bytes(made)
        with pytest.raises(DieloomError):
            load_network(path)


def test_strength_0_leaves_the_picture_alone() -> None:
    network = PixelNetwork(NetworkConfig(features=8, blocks=1, factors=(1,), planes=2, fold=2))
    given = torch.rand(2, 3, 8, 8)
    strengths = torch.tensor([[0.0, 0.0], [0.5, 0.0]])
    made = network(given, 1, strengths)
    torch.testing.assert_close(made[0], given[0], rtol=0, atol=0)
    assert not torch.allclose(made[1], given[1])
