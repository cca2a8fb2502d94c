"""A run is the same however it is split over processes, and its chance needs no memory."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.distributed as dist
import torch.multiprocessing as processes
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import DieloomError
from core.training.plan import Stage, TrainingPlan
from core.training.world import Draws, World, join_world, leave_world
from tests.training.toys import CPU, plan, trainer

STEPS = 20
PLANS = {
    "default": plan(lazy_every=4),
    "growing, ada, shifts": plan(
        resolution=16, grown_from=(Stage(8, 0.08),), augment="ada", augment_kimg=0.5, shifts=True
    ),
    "relativistic": plan(loss="relativistic", r2_gamma=0.1, gradient_clip=1.0, input_noise=0.1),
    "wasserstein": plan(loss="wasserstein", r1_gamma=0.0, discriminator_steps=2),
}


def reports(of: TrainingPlan, world: World) -> list[dict[str, float]]:
    learning = trainer(of, world)
    return [{key: float(value) for key, value in learning.step().items()} for _ in range(STEPS)]


def one_of_two(rank: int, folder: str) -> None:
    torch.set_num_threads(1)
    os.environ["WORLD_SIZE"] = "2"
    dist.init_process_group("gloo", init_method=f"file://{folder}/meeting", rank=rank, world_size=2)
    world = join_world(CPU)
    found = {name: reports(of, world) for name, of in PLANS.items()}
    leave_world(world)
    (Path(folder) / f"{rank}.json").write_text(json.dumps(found))


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What each of two processes reported."""
    folder = tmp_path_factory.mktemp("two")
    processes.spawn(one_of_two, (str(folder),), nprocs=2)
    return [json.loads((folder / f"{rank}.json").read_text()) for rank in range(2)]


@pytest.mark.parametrize("name", PLANS)
def test_two_processes_give_the_losses_of_one(name: str, split: list[dict[str, Any]]) -> None:
    alone = reports(PLANS[name], World())
    assert split[0][name] == split[1][name]
    for step, (mine, theirs) in enumerate(zip(alone, split[0][name], strict=True)):
        assert mine.keys() == theirs.keys()
        for key, value in mine.items():
            # Sums in another order differ in the last digit, by which some neuron may switch: then Adam takes notice.
            if step < 4 or key.startswith("loss"):
                assert theirs[key] == pytest.approx(value, rel=1e-3, abs=1e-5 if step < 4 else 1e-3), (step, key)


def test_shares_of_a_batch_make_it_up() -> None:
    rows = [World(rank, 3).rows(24) for rank in range(3)]
    assert [index for share in rows for index in range(24)[share]] == list(range(24))
    with pytest.raises(DieloomError, match="cannot be shared by 3 processes"):
        World(0, 3).rows(16)


seeds = st.integers(0, 2**32 - 1)
steps = st.integers(0, 10**9)
purposes = st.text("abc efg", min_size=1, max_size=9)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, step=steps, purpose=purposes, asked_before=st.lists(purposes, max_size=3))
def test_chance_is_a_pure_function_of_seed_step_and_purpose(
    seed: int, step: int, purpose: str, asked_before: list[str]
) -> None:
    fresh, used = (Draws(seed, step, slice(0, 8), 8, CPU) for _ in "ab")
    for each in asked_before:
        used.normal(each, 3)
    torch.rand(1)  # nor does anybody else's chance matter
    assert torch.equal(fresh.normal(purpose, 5), used.normal(purpose, 5))
    assert fresh.common(purpose, 2) == used.common(purpose, 2)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, step=steps, purpose=purposes, ranks=st.sampled_from([1, 2, 4]))
def test_the_processes_share_out_the_same_numbers(seed: int, step: int, purpose: str, ranks: int) -> None:
    whole = Draws(seed, step, slice(0, 16), 16, CPU).even(purpose, 3)
    parts = [Draws(seed, step, World(rank, ranks).rows(16), 16, CPU).even(purpose, 3) for rank in range(ranks)]
    assert torch.equal(torch.cat(parts), whole)


@pytest.mark.parametrize("other", [{"seed": 2}, {"step": 1}, {"purpose": "b"}])
def test_another_seed_step_or_purpose_gives_other_numbers(other: dict[str, Any]) -> None:
    def numbers(seed: int = 1, step: int = 0, purpose: str = "a") -> torch.Tensor:
        return Draws(seed, step, slice(0, 4), 4, CPU).normal(purpose, 8)

    assert not torch.equal(numbers(), numbers(**other))


def test_a_run_of_one_process_exchanges_nothing() -> None:
    held = [torch.tensor([1.0, 2.0])]
    World().average(held)
    assert held[0].tolist() == [1.0, 2.0]
    assert join_world(CPU) == World()


def test_a_plan_is_split_only_where_its_batch_can_be() -> None:
    with pytest.raises(DieloomError, match="batch of 8"):
        trainer(replace(plan(), batch=8), World(0, 4))
