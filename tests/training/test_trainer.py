"""Training at toy size: both networks learn, grow without a jump, and every choice brings made pictures nearer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import torch

from core.errors import DieloomError
from core.gan.networks import Generator
from core.training.losses import LOSSES
from core.training.plan import Stage, TrainingPlan
from core.training.presets import usual
from core.training.sources import ProceduralSource
from core.training.trainer import Trainer
from tests.training.toys import CPU, PLAN, Measure, dcgan, dots, plan, same, trained, trainer, weights

GROWING = plan(grown_from=(Stage(8, 0.032),), resolution=16, lazy_every=2, shifts=True)


def fall(of: TrainingPlan, steps: int) -> float:
    """The distance at the end, a mean of three, over that at the start; all figures and weights stay numbers."""
    learning = trainer(of)
    measure = Measure(learning)
    start, end = measure(), []
    for step in range(1, steps + 1):
        report = learning.step()
        assert all(torch.isfinite(value).all() for value in report.values())
        if step in (steps - 16, steps - 8, steps):
            end.append(measure())
    assert all(torch.isfinite(value).all() for value in weights(learning).values())
    assert min(each["diversity"] for each in end) > 0.35
    return sum(each["distance"] for each in end) / len(end) / float(start["distance"])


def test_it_learns() -> None:
    assert fall(PLAN, 96) < 0.2


STABILISERS: dict[str, dict[str, Any]] = {
    "spectral norm": {"spectral_norm": True},
    "clipping": {"gradient_clip": 1.0},
    "input noise": {"input_noise": 0.1},
    "unrolled steps": {"unrolled_steps": 3},
    "two discriminator steps": {"discriminator_steps": 2},
    "r2": {"r2_gamma": 0.1},
    "no penalty": {"r1_gamma": 0.0},
    "ada": {"augment": "ada", "augment_kimg": 2.0, "augment_strength": 0.2},
    "fixed augmentation": {"augment": "fixed", "augment_strength": 0.3, "augment_colour": True},
    "frozen blocks": {"frozen_blocks": 1},
    "mirror": {"mirror": True},
    "shifts": {"shifts": True},
    "mixing": {"mixing": 1.0},
    "half": {"half": True},
    "zero padding": {"padding": "zero", "augment": "fixed", "augment_strength": 0.3},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STABILISERS)
def test_every_stabiliser_learns(name: str) -> None:
    choices = STABILISERS[name]
    assert fall(plan(**choices), 112 * choices.get("discriminator_steps", 1)) < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("optimizer", ["adam", "rmsprop", "sgd"])
@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_learns_with_every_optimiser(loss: Any, optimizer: Any) -> None:
    choices = usual(loss, optimizer)
    chosen = plan(**choices, loss=loss, optimizer=optimizer)
    assert fall(chosen, 112 * min(chosen.discriminator_steps, 3)) < 0.5


@pytest.mark.parametrize("name", STABILISERS)
def test_every_stabiliser_changes_what_is_learned(name: str) -> None:
    """None is a switch without a wire."""
    of = plan(lazy_every=1)
    assert not same(trained(of, 4), trained(replace(of, **STABILISERS[name]), 4))


def test_ada_grows_stronger_against_a_discriminator_that_is_sure() -> None:
    """Where its real scores are the surer: of many that have been learned, not of any sign at the start."""
    adapting = plan(augment="ada", augment_kimg=1.0, augment_strength=0.5, augment_target=0.0, r1_gamma=0.0)
    learning = trainer(adapting)
    for _ in range(4):
        learning.step()
    assert learning.control.strength < 0.5  # an untrained one calls them all made
    low = learning.control.strength
    learning = trainer(replace(adapting, rate=0.0, discriminator_rate=0.01))
    for _ in range(40):
        learning.step()
    assert learning.control.strength > low


def test_labels_and_drawn_z_teach_too() -> None:
    families = ("rings", "waves")
    of = plan(labels=families, guided_kimg=0.04, guidance=1.0)
    learning = Trainer(of, ProceduralSource(1, families, 8, 48))
    guided = [learning.step() for _ in range(5)]
    assert all("guide" in report and "loss_d" not in report for report in guided)
    assert {"guide", "loss_d", "loss_g"} <= learning.step().keys()


def test_another_seed_is_another_run() -> None:
    assert not same(trained(PLAN, 1), trained(replace(PLAN, seed=2), 1))
    assert same(trained(PLAN, 2), trained(PLAN, 2))


def test_growing_keeps_what_both_networks_do() -> None:
    learning = trained(GROWING, 3)
    z, picture = torch.randn(4, 48), torch.randn(4, 3, 16, 16)
    small = torch.nn.functional.avg_pool2d(picture, 2)
    no_classes = torch.zeros(4, 0)
    before, score = learning.average(z), learning.discriminator(small, no_classes)
    learning.grow(16)
    after = torch.nn.functional.avg_pool2d(learning.average(z), 2)
    assert after.shape == before.shape
    assert (after - before).abs().mean() < 0.3 * before.std()
    assert torch.allclose(learning.discriminator(picture, no_classes), score, atol=1e-4)


def test_it_grows_when_the_plan_says_so() -> None:
    assert [trained(GROWING, steps).resolution for steps in (4, 5)] == [8, 16]


def test_growing_with_spectral_norm_keeps_its_vectors() -> None:
    learning = trained(replace(GROWING, spectral_norm=True), 3)
    before = learning.discriminator.state_dict()
    learning.grow(16)
    after = learning.discriminator.state_dict()
    assert before.keys() < after.keys()
    assert all(torch.equal(after[key], value) for key, value in before.items())


def test_the_discriminator_learns_to_tell_real_from_made() -> None:
    learning = trainer(plan(rate=0.0, discriminator_rate=0.01))
    losses = [float(learning.step()["loss_d"]) for _ in range(30)]
    assert sum(losses[-5:]) < 0.5 * sum(losses[:5])


def test_the_generator_learns_to_please_the_discriminator() -> None:
    learning = trainer(plan(rate=0.01, discriminator_rate=0.0))
    losses = [float(learning.step()["loss_g"]) for _ in range(20)]
    assert sum(losses[-5:]) < 0.5 * sum(losses[:5])


def test_the_average_follows_the_generator() -> None:
    learning = trainer(PLAN)
    assert isinstance(learning.average, Generator)
    assert isinstance(learning.generator, Generator)
    start = learning.average.synthesis.block(4).const.clone()
    for _ in range(4):
        learning.step()
    now, learned = learning.average.synthesis.block(4).const, learning.generator.synthesis.block(4).const
    assert (now - start).abs().max() > 0
    assert (now - start).abs().sum() < (learned - start).abs().sum() * 1.01


def test_the_average_is_as_quick_however_rarely_the_generator_steps() -> None:
    """Its half-life is in pictures: after as many of them, as much of the start is left."""
    left = {}
    for steps in (1, 4):
        learning = trainer(plan(discriminator_steps=steps, rate=0.0, average_kimg=0.016))
        with torch.no_grad():
            for parameter in learning.average.parameters():
                parameter.zero_()
        learning.images = 1_000_000  # long past the start, at which the average is quicker
        for _ in range(4):
            learning.step()
        mine, theirs = (next(net.parameters()) for net in (learning.average, learning.generator))
        left[steps] = ((theirs - mine).norm() / theirs.norm()).item()
    assert left[1] == pytest.approx(0.25, abs=1e-3)
    assert left[4] == pytest.approx(left[1], abs=1e-3)


def test_frozen_blocks_stay_and_the_others_learn() -> None:
    of = plan(resolution=16, frozen_blocks=1, lazy_every=2)
    before, after = weights(trainer(of)), weights(trained(of, 4))
    changed = {key for key, value in after.items() if not torch.equal(value, before[key])}
    assert not any(key.startswith("d.b16.") for key in changed)
    assert "d.b8.conv0.weight" in changed


def test_clipping_bounds_the_step() -> None:
    """Plain descent moves as far as its gradient is long."""
    of = plan(optimizer="sgd", rate=1.0, gradient_clip=0.01, r1_gamma=0.0)
    before, learning = weights(trainer(of)), trainer(of)
    report = learning.step()
    assert report["gradient_d"] > 0.01
    moved = [value - before[key] for key, value in weights(learning).items() if key.startswith("d.")]
    assert torch.cat([each.flatten() for each in moved]).norm().item() == pytest.approx(0.01, rel=1e-3)


def test_spectral_norm_bounds_every_layer() -> None:
    learning = trained(plan(spectral_norm=True, rate=0.01), 20)
    layers = [each for each in learning.discriminator.modules() if hasattr(each, "parametrizations")]
    assert len(layers) == 7
    for layer in layers:
        assert isinstance(layer.weight, torch.Tensor)
        assert torch.linalg.matrix_norm(layer.weight.flatten(1), 2).item() == pytest.approx(1.0, abs=0.1)


def test_input_noise_falls_to_nothing_at_the_end() -> None:
    learning = trainer(plan(input_noise=0.5))
    grey = torch.zeros(8, 3, 8, 8)
    from core.training.world import Draws

    draws = Draws(1, 0, slice(0, 8), 8, CPU)
    assert learning.seen(grey, draws, "real").std().item() == pytest.approx(0.5, rel=0.1)
    learning.images = learning.plan.images
    assert torch.equal(learning.seen(grey, draws, "real"), grey)


def test_the_lazy_penalties_come_when_they_should() -> None:
    learning = trainer(plan(lazy_every=3, r2_gamma=0.1))
    reports = [learning.step() for _ in range(7)]
    assert ["r1" in report and "r2" in report for report in reports] == [True, False, False] * 2 + [True]


def test_the_generator_steps_once_for_several_of_the_discriminator() -> None:
    learning = trainer(plan(discriminator_steps=3))
    assert ["loss_g" in learning.step() for _ in range(6)] == [True, False, False] * 2


@pytest.mark.parametrize("of", [PLAN, dcgan()], ids=["stylegan2", "dcgan"])
def test_the_rate_falls_to_nothing_in_the_last_share(of: TrainingPlan) -> None:
    learning = trainer(replace(of, kimg=0.08, cooldown=0.5))
    optimisers = (learning.generator_optimiser, learning.discriminator_optimiser)
    full = [group["lr"] for each in optimisers for group in each.param_groups]
    for images, share in ((0, 1.0), (40, 1.0), (60, 0.5), (80, 0.0)):
        learning.images = images
        learning.step()
        rates = [group["lr"] for each in optimisers for group in each.param_groups]
        assert rates == pytest.approx([share * rate for rate in full])


def test_a_batch_is_shared_by_groups_of_four() -> None:
    with pytest.raises(DieloomError, match="groups of four"):
        plan(batch=6)


@pytest.mark.parametrize("stages", [(Stage(8, 1.0), Stage(8, 2.0)), (Stage(16, 1.0),), (Stage(4, 2.0), Stage(8, 1.0))])
def test_sizes_that_do_not_grow_are_refused(stages: tuple[Stage, ...]) -> None:
    with pytest.raises(DieloomError, match="do not grow"):
        plan(resolution=16, grown_from=(*stages, Stage(16, 3.0)))


def test_the_plan_knows_its_stages() -> None:
    assert [GROWING.resolution_at(images) for images in (0, 31, 32, 5000)] == [8, 8, 16, 16]


def test_a_plan_is_the_same_after_the_disk() -> None:
    assert TrainingPlan.from_json(GROWING.to_json()) == GROWING
    with pytest.raises(DieloomError, match="plan cannot be read"):
        TrainingPlan.from_json('{"resolution": "large"}')


def test_the_pictures_do_not_depend_on_how_they_are_asked_for() -> None:
    source = dots()
    whole = source.draw(190, 20, CPU).pictures  # over the end of an epoch
    parts = torch.cat([source.draw(190, 7, CPU).pictures, source.draw(197, 13, CPU).pictures])
    assert torch.equal(whole, parts)
