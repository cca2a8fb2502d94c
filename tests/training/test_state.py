"""A run that goes on from its state is the undisturbed run, bit for bit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from core.errors import DieloomError
from core.training.plan import Stage, TrainingPlan
from core.training.state import load_state, save_state
from tests.training.toys import PLAN, dcgan, plan, same, trained, trainer

GROWING = {"resolution": 16, "grown_from": (Stage(8, 0.04),)}
PLANS = {
    "plain": plan(lazy_every=4),
    "growing, before": plan(**{**GROWING, "grown_from": (Stage(8, 0.08),)}),
    "growing, after": plan(**GROWING, lazy_every=3, shifts=True),
    "ada": plan(augment="ada", augment_kimg=0.1, augment_target=0.0, lazy_every=3),
    "spectral norm": plan(spectral_norm=True),
    "spectral norm, growing": plan(**GROWING, spectral_norm=True),
    "rmsprop": plan(optimizer="rmsprop", momentum=0.5),
    "sgd": plan(optimizer="sgd", momentum=0.9),
    "sgd without memory": plan(optimizer="sgd"),
    "several discriminator steps": plan(discriminator_steps=3, loss="wasserstein", r1_gamma=0.0),
    "unrolled": plan(unrolled_steps=2),
    "noise and cooldown": plan(input_noise=0.1, cooldown=1.0, kimg=0.1),
    "half": plan(half=True),
    "dcgan": dcgan(),
    "dcgan, spectral norm": dcgan(spectral_norm=True),
}


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("name", PLANS)
def test_going_on_from_a_state_changes_nothing(name: str, tmp_path: Path) -> None:
    """Saved after 7 of 11 steps: in the midst of ADA's, the lazy penalties' and the discriminator's rounds."""
    straight = trained(PLANS[name], 7)
    save_state(straight, tmp_path / "state.safetensors", {"seconds": 3.5})
    resumed = trainer(PLANS[name])
    assert load_state(resumed, tmp_path / "state.safetensors") == {"seconds": 3.5}
    assert same(straight, resumed)
    for _ in range(4):
        one, other = straight.step(), resumed.step()
        assert one.keys() == other.keys()
        assert all(torch.equal(one[key], other[key]) for key in one)
    assert same(straight, resumed)
    assert straight.control.strength == resumed.control.strength
    assert straight.images == resumed.images == 88


def test_saving_is_no_step(tmp_path: Path) -> None:
    saved, other = trained(PLAN, 3), trained(PLAN, 3)
    save_state(saved, tmp_path / "state.safetensors")
    saved.step(), other.step()
    assert same(saved, other)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells which files are mapped")
@pytest.mark.parametrize("of", [PLAN, plan(optimizer="sgd", momentum=0.9)])
def test_a_state_that_was_read_is_let_go_of(of: TrainingPlan, tmp_path: Path) -> None:
    """Windows replaces no file that is still mapped into memory, so no later state could be saved."""
    save_state(trained(of, 2), tmp_path / "gone-on-from.safetensors")
    resumed = trainer(of)
    load_state(resumed, tmp_path / "gone-on-from.safetensors")
    assert "gone-on-from" not in Path("/proc/self/maps").read_text()
    resumed.step()


def test_the_optimisers_memory_is_part_of_it(tmp_path: Path) -> None:
    """Without it the next step is another one."""
    straight = trained(PLAN, 3)
    save_state(straight, tmp_path / "state.safetensors")
    forgetful = trainer(PLAN)
    load_state(forgetful, tmp_path / "state.safetensors")
    forgetful.generator_optimiser.state.clear()
    straight.step(), forgetful.step()
    assert not same(straight, forgetful)


@pytest.mark.parametrize("other", [{"channel_max": 8}, {"spectral_norm": True}, {"resolution": 16}, {"w_dim": 8}])
def test_a_state_of_other_networks_is_refused(other: dict[str, int], tmp_path: Path) -> None:
    save_state(trained(PLAN, 1), tmp_path / "state.safetensors")
    with pytest.raises(DieloomError, match="no state of this training run"):
        load_state(trainer(replace(PLAN, **other)), tmp_path / "state.safetensors")


@pytest.mark.parametrize("length", [0, 7, 5000])
def test_a_damaged_state_is_refused(length: int, tmp_path: Path) -> None:
    path = tmp_path / "state.safetensors"
    save_state(trained(PLAN, 1), path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DieloomError, match="no state of this training run"):
        load_state(trainer(PLAN), path)


def test_a_state_says_where_it_stands_to_whoever_reads_its_header(tmp_path: Path) -> None:
    save_state(trained(PLAN, 2), tmp_path / "state.safetensors")
    with safe_open(tmp_path / "state.safetensors", "pt") as file:
        facts = json.loads(file.metadata()["run"])
    assert (facts["images"], facts["steps"], facts["resolution"]) == (16, 2, 8)
