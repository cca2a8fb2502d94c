"""An encoder at toy size learns to invert, goes on exactly where it stopped, and leaves whole files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from core.errors import DieloomError
from core.gan.config import GeneratorConfig
from core.gan.directions import analyse_w
from core.gan.encoder import find_encoder, load_encoder, place
from core.gan.files import load_model, save_model
from core.gan.model import Model
from core.jobs import Progress
from core.training.encoding import lessons, run, teaching
from core.training.encoding.__main__ import main
from core.training.encoding.lessons import Lessons
from core.training.encoding.run import Run
from core.training.encoding.spoiling import spoil
from core.training.encoding.teaching import Teacher
from tests.gan.conftest import make_generator
from tests.gan.small import model_of

CONFIG = GeneratorConfig(16, 8, 12, 1, 128, 16, labels=("dots", "waves"))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "small.safetensors"
    generator = make_generator(CONFIG)
    save_model(generator, "small", path, analyse_w(generator, 4, 64), {})
    return path


@pytest.fixture(scope="module")
def model(path: Path) -> Model:
    return load_model(path)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching, "BATCH", 8)
    monkeypatch.setattr(teaching, "OTHERS", 2)
    monkeypatch.setattr(lessons, "PROBES", 16)
    monkeypatch.setattr(run, "LOG_EVERY", 2)


def weights(teacher: Teacher) -> list[torch.Tensor]:
    return [*teacher.encoder.state_dict().values(), *teacher.average.state_dict().values()]


def test_it_learns_to_say_what_a_picture_was_drawn_from(model: Model) -> None:
    teacher = Teacher(model, 1, Progress())
    lessons = teacher.lessons
    units = lessons.units(10**6, 32)
    pictures, wanted = lessons.pictures(units), lessons.small(units)

    others = lessons.elsewhere(10**6, 32)

    def costs() -> tuple[float, float, float]:
        with torch.no_grad():
            answer, guess = teacher.average.units(pictures), teacher.average.units(others)
            unlike = float(lessons.unlike(lessons.small(answer), wanted))
            elsewhere = float(lessons.unlike(lessons.small(guess), lessons.wanted(others)))
            return float(lessons.wrong(answer, units)), unlike, elsewhere

    before = costs()
    for _ in range(80):
        teacher.step()
    after = costs()
    assert after[0] < 0.85 * before[0]
    assert after[1] < 0.7 * before[1]
    assert after[2] < 0.7 * before[2]


def test_it_begins_with_the_mean(model: Model) -> None:
    teacher = Teacher(model, 1, Progress())
    answer = teacher.encoder(torch.rand(2, 3, 16, 16))
    assert torch.allclose(answer, teacher.lessons.space.centre.expand_as(answer), atol=1e-5)


def test_what_shows_more_counts_more(model: Model) -> None:
    teacher = Lessons(model, 1, Progress())
    assert teacher.weights.shape == (model.config.w_layers, model.config.w_dim)
    assert float(teacher.weights.mean()) == pytest.approx(1.0, rel=1e-4)
    # The coordinate that counts most changes the picture more than the one that counts least.
    moves = torch.eye(teacher.weights.numel())[torch.stack([teacher.weights.argmax(), teacher.weights.argmin()])]
    units = teacher.units(5, 16)
    shown = [
        (teacher.pictures(units + 0.3 * move.view_as(teacher.weights)) - teacher.pictures(units)).square().mean()
        for move in moves
    ]
    assert shown[0] > 2 * shown[1]


def test_small_pictures_are_those_of_the_endless_pattern() -> None:
    """The model's tiles are cut out of it elsewhere; pictures that are compared stand in the same place."""
    model = model_of(make_generator(replace(CONFIG, cut=(5, 3))))
    teacher = Lessons(model, 1, Progress())
    units = teacher.units(1, 4)
    small, pictures = teacher.small(units).clamp(-1, 1), teacher.pictures(units)
    assert torch.allclose(teacher.wanted(pictures), small, atol=0.05)  # bfloat16
    assert not torch.allclose(pictures, small, atol=0.1)


def test_pictures_from_elsewhere_repeat(model: Model) -> None:
    teacher = Lessons(model, 1, Progress())
    one, again, other = (teacher.elsewhere(step, 3) for step in (7, 7, 8))
    assert one.shape == (3, 3, 16, 16)
    assert torch.equal(one, again)
    assert not torch.equal(one, other)


def test_lessons_are_of_one_w_and_of_two(model: Model) -> None:
    units = Lessons(model, 1, Progress()).units(3, 64)
    different = [len(torch.unique(each, dim=0)) for each in units]
    assert set(different) == {1, 2}


def test_a_training_that_was_stopped_goes_on_exactly(path: Path, tmp_path: Path) -> None:
    straight, pieces = tmp_path / "straight.encoder.safetensors", tmp_path / "pieces.encoder.safetensors"
    one = Run(path, straight, 3, None, Progress())
    one.train(Progress(), minutes=10, steps=6)
    for steps in (2, 6):
        other = Run(path, pieces, 3, None, Progress())
        other.train(Progress(), minutes=10, steps=steps)
    assert other.teacher.steps == 6
    assert all(torch.equal(a, b) for a, b in zip(weights(one.teacher), weights(other.teacher), strict=True))
    lines = [json.loads(line) for line in pieces.with_suffix(".log.jsonl").read_text().splitlines()]
    assert [line["pictures"] for line in lines] == [16, 32, 48]
    assert {"wrong", "unlike", "seconds"} <= lines[0].keys()


def test_the_command_leaves_an_encoder_that_is_found_beside_its_model(path: Path, model: Model, tmp_path: Path) -> None:
    out = place(path)
    assert main([str(path), "--out", str(out), "--minutes", "5", "--steps", "2"]) == 0
    found = find_encoder(path, model)
    assert found is not None
    assert found(torch.rand(2, 3, 16, 16)).shape == (2, model.config.w_layers, model.config.w_dim)
    # Another model may begin with it.
    begun = Run(path, tmp_path / "other.encoder.safetensors", 1, out, Progress())
    assert torch.allclose(begun.teacher.encoder.out.weight, load_encoder(out)[0].out.weight, atol=1e-3)
    out.unlink()


def test_a_clock_ends_it(path: Path, tmp_path: Path) -> None:
    ticks = iter(range(0, 6000, 10))
    run = Run(path, tmp_path / "a.encoder.safetensors", 1, None, Progress())
    run.train(Progress(), minutes=1, clock=lambda: float(next(ticks)))
    assert 0 < run.teacher.steps < 5


@pytest.mark.parametrize("damage", ["seed", "bytes", "missing"])
def test_a_state_of_another_training_is_refused(path: Path, tmp_path: Path, damage: str) -> None:
    out = tmp_path / "a.encoder.safetensors"
    Run(path, out, 1, None, Progress()).train(Progress(), minutes=1, steps=1)
    state = out.with_suffix(".state")
    if damage == "bytes":
        state.write_bytes(b"damaged")
    elif damage == "missing":
        from safetensors.torch import save_file

        save_file({"encoder.out.bias": torch.zeros(3)}, state, {"format": teaching.FORMAT, "seed": "1"})
    with pytest.raises(DieloomError, match="state"):
        Run(path, out, 2 if damage == "seed" else 1, None, Progress())


def test_bad_words_are_refused(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(path), "--out", str(tmp_path / "a.safetensors")]) == 2
    assert main(["nothing-there", "--out", str(tmp_path / "a.encoder.safetensors")]) == 2
    said = capsys.readouterr().err
    assert ".encoder.safetensors" in said
    assert "no model" in said


def test_spoiled_pictures_keep_their_places_and_repeat() -> None:
    pictures = torch.rand(16, 3, 16, 16, generator=torch.Generator().manual_seed(0)) * 2 - 1
    pictures = torch.nn.functional.interpolate(pictures[:, :, :4, :4], size=(16, 16))
    one, other = (spoil(pictures, torch.Generator().manual_seed(4)) for _ in range(2))
    assert torch.equal(one, other)
    changed = (one - pictures).abs().mean((1, 2, 3))
    assert 0 < float((changed > 1e-6).float().mean()) < 1
    assert float(changed.max()) < 0.35
    for each, original in zip(one, pictures, strict=True):
        assert float(torch.corrcoef(torch.stack([each.flatten(), original.flatten()]))[0, 1]) > 0.75


@pytest.mark.parametrize("size", [4, 8, 32])
def test_pictures_of_any_size_are_spoiled(size: int) -> None:
    made = spoil(torch.rand(8, 3, size, size), torch.Generator().manual_seed(1))
    assert made.shape == (8, 3, size, size)
    assert float(made.abs().max()) <= 1.0
