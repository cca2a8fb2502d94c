"""Lessons made ahead, kept in a pool and spoiled in batches: nothing but the time depends on the machine."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.errors import DieloomError
from core.imaging.networks import NetworkConfig, PixelNetwork, load_network, save_network
from core.imaging.teaching.__main__ import main
from core.imaging.teaching.lessons import MOST_BLUR, MOST_NOISE, RestoreLessons
from core.imaging.teaching.making import LessonsAhead, lesson_maker
from core.imaging.teaching.pictures import Drawn
from core.imaging.teaching.pool import KEPT, OPENING, Pool
from core.imaging.teaching.run import Run
from core.imaging.teaching.spoiling import PooledRestoreLessons, spoiled
from core.imaging.teaching.teacher import Manner, Teacher
from core.jobs import Progress
from core.training.ahead import Ahead, Arrays, Maker

SMALL = NetworkConfig(features=8, blocks=1, factors=(1,), planes=2, fold=2)
CPU = torch.device("cpu")


def numbered() -> Maker:
    """Two pictures of one grey, which is the lesson's number, and a white one."""

    def made(number: int) -> Arrays:
        return np.full((2, 40, 40, 3), number % 256, np.uint8), np.full((1, 32, 32, 1), 255, np.uint8)

    return made


def sharp() -> Maker:
    def made(number: int) -> Arrays:
        return (np.random.default_rng(number).integers(0, 256, (4, 40, 40, 3), np.uint8),)

    return made


def ending() -> Maker:
    raise SystemExit(3)


def greys(drawn: torch.Tensor) -> set[int]:
    return set((drawn[:, 0, 0, 0] * 255.0).round().int().tolist())


def test_lessons_are_the_same_however_many_processes_make_them() -> None:
    opened = partial(lesson_maker, RestoreLessons, [], 1, 2, 4, 32)
    with Ahead(opened, 2) as ahead:
        lessons = LessonsAhead(ahead, CPU)
        made = [lessons.at(step) for step in (0, 1, 2, 5, 1)]
        last = ahead.take(9, once=True)
    plain = RestoreLessons([Drawn(1)], 1, 4, 32)
    for step, one in zip((0, 1, 2, 5, 1), made, strict=True):
        other = plain.at(step)
        assert one.strengths is not None
        assert other.strengths is not None
        torch.testing.assert_close(one.given, other.given, rtol=0, atol=0)
        torch.testing.assert_close(one.wanted, other.wanted, rtol=0, atol=0)
        torch.testing.assert_close(one.strengths, other.strengths, rtol=0, atol=0)
    np.testing.assert_array_equal(last[1], plain.at(9).wanted.numpy())


def test_processes_that_end_are_told() -> None:
    with Ahead(ending, 1) as ahead, pytest.raises(DieloomError, match="fewer workers"):
        ahead.take(0)


def test_a_pool_takes_a_lesson_every_so_many_steps_and_forgets_the_oldest() -> None:
    pool = Pool(Ahead(numbered, 0), 1, 2, CPU, kept=10)
    first, white = pool.draw(0, 64, 32, pool.chance(0))
    assert first.shape == (64, 3, 32, 32)
    assert white.shape == (64, 1, 32, 32)
    assert greys(first) == set(range(OPENING))
    assert greys(white) == {255}
    later, _ = pool.draw(20, 200, 32, pool.chance(20))
    assert greys(later) == set(range(OPENING, OPENING + 10))


def test_a_pool_that_begins_later_is_as_if_it_had_gone_on() -> None:
    straight = Pool(Ahead(sharp, 0), 1, 1, CPU, kept=4)
    for step in range(7):
        (wanted,) = straight.draw(step, 8, 32, straight.chance(step))
    later = Pool(Ahead(sharp, 0), 1, 1, CPU, kept=4)
    torch.testing.assert_close(later.draw(6, 8, 32, later.chance(6))[0], wanted, rtol=0, atol=0)
    assert not torch.equal(later.draw(7, 8, 32, later.chance(7))[0], wanted)
    assert KEPT > OPENING


def test_a_batch_is_spoiled_as_strongly_as_told() -> None:
    grey, strengths = torch.full((3, 3, 96, 96), 0.5), torch.tensor([0.0, 0.1, 0.4])
    made = spoiled(grey, strengths, torch.zeros(3), torch.Generator().manual_seed(1)) * 255.0
    for each, strength in zip(made, strengths.tolist(), strict=True):
        assert float(each.std()) == pytest.approx(MOST_NOISE * strength, abs=0.5)


@pytest.mark.parametrize("blur", [0.0, 0.1, 0.5, 1.0])
def test_a_batch_is_blurred_as_pillow_does_it(blur: float) -> None:
    pixels: NDArray[np.uint8] = np.random.default_rng(1).integers(0, 256, (40, 32, 3), np.uint8)
    wanted = np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(MOST_BLUR * blur)))
    given = torch.from_numpy(pixels).permute(2, 0, 1)[None].float() / 255.0
    made = spoiled(given, torch.zeros(1), torch.tensor([blur]), torch.Generator())
    found = (made[0] * 255.0).round().permute(1, 2, 0).numpy()
    apart = np.abs(found - wanted.astype(np.float32))
    assert apart[7:-7, 7:-7].max() <= 3  # Pillow rounds after each of six passes
    assert apart[7:-7, 7:-7].mean() < 1


def test_pooled_lessons_tell_what_was_done_to_them() -> None:
    pool = Pool(Ahead(sharp, 0), 1, 2, CPU)
    lesson = PooledRestoreLessons(pool, 32, 32).at(3)
    assert lesson.strengths is not None
    same = (lesson.given == lesson.wanted).all(3).all(2).all(1)
    assert not (same & (lesson.strengths.sum(1) > 0.05)).any()
    assert same[lesson.strengths.sum(1) == 0].all()
    assert 0.0 < float((lesson.strengths == 0).float().mean()) < 0.6


def test_a_training_of_known_length_ends_then_and_falls_to_nothing(tmp_path: Path) -> None:
    lessons = PooledRestoreLessons(Pool(Ahead(sharp, 0), 1, 2, CPU), 4, 32)
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 1.0
        return now

    def run(steps: int | None) -> Teacher:
        teacher = Teacher(SMALL, lessons, 1, Manner())
        Run(teacher, lessons, tmp_path / "own.safetensors", "").train(
            Progress(), minutes=1.0, steps=steps, whole=True, clock=clock
        )
        return teacher

    first = run(6)
    assert first.steps == 6
    assert first.seconds < 30
    whole = run(None)
    assert 55 < whole.seconds < 65
    rate = whole._adam.param_groups[0]["lr"]
    assert rate < 0.02 * Manner().rate


def test_the_network_to_begin_with_has_to_be_made_alike(tmp_path: Path) -> None:
    lessons, network = PooledRestoreLessons(Pool(Ahead(sharp, 0), 1, 2, CPU), 4, 32), PixelNetwork(SMALL)
    teacher = Teacher(SMALL, lessons, 1)
    save_network(network, tmp_path / "own.safetensors", {})
    teacher.begin(load_network(tmp_path / "own.safetensors"))
    torch.testing.assert_close(teacher.average.entry.weight, network.entry.weight, rtol=0, atol=1e-3)
    with pytest.raises(DieloomError):
        teacher.begin(PixelNetwork(SMALL.model_copy(update={"blocks": 2})))


def test_the_command_with_a_pool_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "own.safetensors"
    given = ["restore", "--out", str(out), "--again", "2", "--batch", "4", "--crop", "32", "--blocks", "2"]
    assert main([*given, "--whole", "--minutes", "60", "--steps", "1"]) == 0
    assert main([*given, "--whole", "--minutes", "60", "--steps", "2", "--device", "auto"]) == 0
    assert load_network(out).config.blocks == 2
    assert main([*given, "--steps", "3", "--crop", "50"]) == 2
    assert "multiple of 16" in capsys.readouterr().err
    if not torch.cuda.is_available():
        assert main([*given, "--steps", "3", "--device", "cuda"]) == 2
        assert "--device cpu" in capsys.readouterr().err
