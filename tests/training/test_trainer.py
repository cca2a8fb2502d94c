"""Training at toy size: it learns, grows without a jump, and goes on exactly where it stopped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from core.errors import Cancelled, DieloomError
from core.gan.files import load_model
from core.jobs import Progress
from core.training.__main__ import main
from core.training.augment import move_on_torus
from core.training.losses import discriminator_loss, generator_loss, r1_penalty
from core.training.plan import Stage, TrainingPlan
from core.training.publish import publish
from core.training.run import Run
from core.training.trainer import Trainer

TINY = TrainingPlan(
    stages=(Stage(8, 0.032), Stage(16, 0.032)),
    families=("rings", "waves"),
    z_dim=8,
    w_dim=8,
    mapping_layers=1,
    channel_base=64,
    channel_max=8,
    batch=8,
    r1_every=2,
    moves=True,
)


def weights(trainer: Trainer) -> dict[str, torch.Tensor]:
    nets = {"g": trainer.generator, "d": trainer.discriminator, "a": trainer.average}
    return {f"{tag}.{key}": value for tag, net in nets.items() for key, value in net.state_dict().items()}


def same(one: Trainer, other: Trainer) -> bool:
    first, second = weights(one), weights(other)
    return first.keys() == second.keys() and all(torch.equal(first[key], second[key]) for key in first)


def stopped_at(images: int) -> Progress:
    wanted = images / TINY.images
    progress = Progress(lambda fraction, text: progress.cancel() if fraction >= wanted else None)
    return progress


def test_a_run_that_was_stopped_goes_on_exactly(tmp_path: Path) -> None:
    straight = Run(TINY, tmp_path / "straight")
    straight.train(Progress())
    for stop in (16, 40):
        run = Run(TINY, tmp_path / "pieces")
        with pytest.raises(Cancelled):
            run.train(stopped_at(stop + 8))
        run.save()
    resumed = Run(TINY, tmp_path / "pieces")
    resumed.train(Progress())
    assert resumed.trainer.images == straight.trainer.images == TINY.images
    assert same(straight.trainer, resumed.trainer)


def test_another_seed_is_another_run() -> None:
    one, other = Trainer(TINY), Trainer(replace(TINY, seed=2))
    one.step(), other.step()
    assert not same(one, other)


def test_growing_keeps_what_both_networks_do() -> None:
    trainer = Trainer(TINY)
    for _ in range(3):
        trainer.step()
    z, classes, picture = torch.randn(4, 8), torch.eye(2).repeat(2, 1), torch.randn(4, 3, 16, 16)
    small = torch.nn.functional.avg_pool2d(picture, 2)
    before, score = trainer.average(z, classes), trainer.discriminator(small, classes)
    trainer.grow(16)
    after = torch.nn.functional.avg_pool2d(trainer.average(z, classes), 2)
    assert after.shape == before.shape
    assert (after - before).abs().mean() < 0.3 * before.std()
    assert torch.allclose(trainer.discriminator(picture, classes), score, atol=1e-4)


def test_the_discriminator_learns_to_tell_drawn_from_made() -> None:
    trainer = Trainer(replace(TINY, rate=0.01))
    classes, real = trainer._draw()
    losses = [trainer._teach_discriminator(real, classes)["discriminator"] for _ in range(30)]
    assert sum(losses[-5:]) < 0.5 * sum(losses[:5])


def test_the_generator_learns_to_please_the_discriminator() -> None:
    trainer = Trainer(replace(TINY, rate=0.01))
    classes, _ = trainer._draw()
    losses = [trainer._teach_generator(classes) for _ in range(20)]
    assert sum(losses[-5:]) < 0.5 * sum(losses[:5])


def test_the_average_follows_the_generator() -> None:
    trainer = Trainer(TINY)
    start = trainer.average.synthesis.block(4).const.clone()
    for _ in range(4):
        trainer.step()
    now, learned = trainer.average.synthesis.block(4).const, trainer.generator.synthesis.block(4).const
    assert (now - start).abs().max() > 0
    assert (now - start).abs().sum() < (learned - start).abs().sum() * 1.01


def test_a_divergence_stops_the_run() -> None:
    trainer = Trainer(TINY)
    with torch.no_grad():
        trainer.discriminator.out.bias.fill_(torch.nan)
    with pytest.raises(DieloomError, match="diverged at picture 8"):
        trainer.step()


def test_what_a_run_leaves_behind(tmp_path: Path) -> None:
    out = tmp_path / "run"
    arguments = ["--out", str(out), "--stages", "8:0.016", "--batch", "8", "--channel-base", "64"]
    assert main(arguments) == 0
    assert main(arguments) == 0  # nothing left to do
    assert load_model(out / "generator.safetensors").config.resolution == 8
    assert [path.name for path in (out / "samples").iterdir()] == ["00000k.png"]
    model = load_model(publish(out, "mine", tmp_path))
    assert (model.name, len(model.directions)) == ("mine", 16)
    with Image.open(tmp_path / "mine.png") as sheet:
        assert sheet.size == (8 * (8 + 2) + 2, len(model.families) * (8 + 2) + 2)


def test_the_log_has_a_line_for_each_span(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.training.run.LOG_EVERY_STEPS", 2)
    Run(TINY, tmp_path).train(Progress())
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["images"] for line in lines] == [16, 32, 48, 64]
    assert all({"discriminator", "generator", "r1", "resolution"} <= line.keys() for line in lines)


def test_a_state_of_other_networks_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(TINY, tmp_path).save()
    with pytest.raises(DieloomError, match="no state of this training run"):
        Run(replace(TINY, channel_max=4), tmp_path)
    (tmp_path / "state.pt").write_bytes(b"damaged")
    assert main(["--out", str(tmp_path)]) == 2
    assert "no state of this training run" in capsys.readouterr().err


@pytest.mark.parametrize("plan", [{"stages": ()}, {"batch": 6}, {"batch": 0}, {"families": ("plaid",)}])
def test_a_plan_that_cannot_be_is_refused(plan: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(DieloomError):
        replace(TINY, **plan)


def test_the_plan_knows_its_stages() -> None:
    assert [TINY.resolution_at(images) for images in (0, 31, 32, 63, 64)] == [8, 8, 16, 16, None]


@pytest.mark.parametrize("turns", [False, True])
def test_moves_of_the_torus_keep_every_pixel(turns: bool) -> None:
    pictures = torch.arange(8 * 3 * 16, dtype=torch.float32).reshape(8, 3, 4, 4)
    moved = move_on_torus(pictures, torch.Generator().manual_seed(0), turns=turns)
    assert torch.equal(moved.flatten(2).sort().values, pictures.flatten(2).sort().values)
    rows = [{frozenset(row) for row in picture[0].tolist()} for picture in (*pictures, *moved)]
    assert (rows[:8] == rows[8:]) != turns


def test_losses_by_hand() -> None:
    zero = torch.zeros(3)
    assert float(generator_loss(zero)) == pytest.approx(0.693147)
    assert float(discriminator_loss(zero + 9, zero - 9)) == pytest.approx(0.0, abs=1e-3)
    real = torch.ones(2, 1, 2, 2, requires_grad=True)
    assert r1_penalty(real, real.square().sum((1, 2, 3))).item() == pytest.approx(16.0)
