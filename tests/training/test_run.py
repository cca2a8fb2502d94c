"""A run's folder: watched, stopped by anything, rolled back; what is in it is never lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from core.errors import Cancelled, DieloomError
from core.gan.files import load_model
from core.jobs import Progress
from core.training.judge import load_judge
from core.training.log import read_log
from core.training.plan import TrainingPlan
from core.training.run import Order, Run, begin, extend, read_order, roll_back
from core.training.snapshots import KEPT, Snapshots
from core.training.trainer import Trainer

PLAN = TrainingPlan(
    resolution=8,
    kimg=0.128,
    z_dim=48,
    w_dim=8,
    mapping_layers=1,
    channel_base=64,
    channel_max=8,
    labels=("rings", "waves"),
    lazy_every=2,
    shifts=True,
    augment="ada",
    augment_kimg=0.1,
    half=False,
)
ORDER = Order(PLAN, "procedural:1:rings,waves", "mine")

WORKER = """
import sys, torch
from pathlib import Path
from core.jobs import Progress
import core.training.run as run
torch.set_num_threads(1)
run.SAVE_EVERY_S = 0.0
run.Run(Path(sys.argv[1])).train(Progress(lambda share, text: print(share, flush=True)))
"""


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def begun(folder: Path, plan: TrainingPlan = PLAN) -> Path:
    begin(folder, replace(ORDER, plan=plan))
    return folder


def stopping_at(images: int) -> Progress:
    wanted = images / PLAN.images
    progress = Progress(lambda share, text: progress.cancel() if share >= wanted else None)
    return progress


def curve(folder: Path) -> list[dict[str, object]]:
    """The log without what a clock decides."""
    odd = {"seconds", "rate", "diversity", "distance", "alarm"}
    return [{key: value for key, value in line.items() if key not in odd} for line in read_log(folder / "log.jsonl")]


def same(one: Path, other: Path) -> bool:
    first, second = (load_file(folder / "state.safetensors") for folder in (one, other))
    return first.keys() == second.keys() and all(torch.equal(first[key], second[key]) for key in first)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    folder = begun(tmp_path_factory.mktemp("runs") / "straight")
    Run(folder).train(Progress())
    return folder


def test_what_a_run_leaves_behind(undisturbed: Path) -> None:
    model = load_model(undisturbed / "model.safetensors")
    assert (model.name, model.config.resolution, model.families) == ("mine", 8, ("rings", "waves"))
    assert len(model.directions) == 8
    assert 0.0 <= load_judge(undisturbed / "judge.safetensors").calibration.realness(torch.zeros(1).numpy())[0] <= 1.0
    with Image.open(sorted((undisturbed / "samples").glob("*.png"))[-1]) as sheet:
        assert sheet.size == (8 * (8 + 2) + 2, 2 * (8 + 2) + 2)
    lines = read_log(undisturbed / "log.jsonl")
    assert [line["images"] for line in lines] == [128]
    assert {"loss_d", "loss_g", "r1", "sign", "gradient_d", "gradient_g", "augment", "resolution"} <= lines[0].keys()


def test_a_run_that_was_stopped_goes_on_exactly(tmp_path: Path, undisturbed: Path) -> None:
    folder = begun(tmp_path / "pieces")
    for images in (24, 72):
        with pytest.raises(Cancelled):
            Run(folder).train(stopping_at(images))
    Run(folder).train(Progress())
    assert same(undisturbed, folder)
    assert curve(undisturbed) == curve(folder)


def test_a_run_that_was_killed_goes_on_exactly(tmp_path: Path, undisturbed: Path) -> None:
    folder = begun(tmp_path / "killed")
    for steps in (5, 3):
        worker = subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], stdout=subprocess.PIPE)
        assert worker.stdout is not None
        for _ in range(steps):
            assert worker.stdout.readline()
        time.sleep(0.02)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
    Run(folder).train(Progress())
    assert same(undisturbed, folder)
    assert curve(undisturbed) == curve(folder)


def test_ctrl_c_within_a_step_is_heard_at_its_end(
    tmp_path: Path, undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its midst one network has learned from the batch and the other has not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # which a run in the background ignores
    folder, taught = begun(tmp_path / "interrupted"), Trainer._teach_generator

    def interrupted(self: Trainer, *given: Any) -> Any:
        if self.steps == 5:
            signal.raise_signal(signal.SIGINT)
        return taught(self, *given)

    monkeypatch.setattr(Trainer, "_teach_generator", interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            Run(folder).train(Progress())
    finally:
        signal.signal(signal.SIGINT, before)
    monkeypatch.undo()
    run = Run(folder)
    assert run.images == 6 * PLAN.batch
    run.train(Progress())
    assert same(undisturbed, folder)
    assert curve(undisturbed) == curve(folder)


def test_what_a_killed_writer_left_is_swept_away_and_what_one_writes_now_is_not(tmp_path: Path) -> None:
    folder = begun(tmp_path / "left")
    Run(folder).save()
    for name, age in (("old", 3600), ("new", 0)):
        (folder / f".dieloom-{name}").write_bytes(b"half a state")
        os.utime(folder / f".dieloom-{name}", (time.time() - age,) * 2)
    Run(folder)
    assert [path.name for path in folder.glob(".dieloom-*")] == [".dieloom-new"]


def test_half_a_line_of_the_log_is_dropped(tmp_path: Path, undisturbed: Path) -> None:
    folder = begun(tmp_path / "torn")
    with pytest.raises(Cancelled):
        Run(folder).train(stopping_at(64))
    with (folder / "log.jsonl").open("a") as log:
        log.write('{"images": 999, "loss_d": 1}\n{"images": 1')
    Run(folder).train(Progress())
    assert curve(folder) == curve(undisturbed)


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are of POSIX")
def test_a_full_disk_leaves_the_last_good_state(tmp_path: Path, undisturbed: Path) -> None:
    folder = begun(tmp_path / "full")
    with pytest.raises(Cancelled):
        Run(folder).train(stopping_at(64))
    before = (folder / "state.safetensors").read_bytes()
    limited = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limited += "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
    done = subprocess.run([sys.executable, "-c", limited + WORKER, str(folder)], capture_output=True, text=True)
    assert done.returncode
    assert "Cannot save" in done.stderr
    assert (folder / "state.safetensors").read_bytes() == before
    Run(folder).train(Progress())
    assert same(undisturbed, folder)


def test_rolling_back_goes_on_from_the_older_state(tmp_path: Path, undisturbed: Path) -> None:
    folder = begun(tmp_path / "back")
    for images in (32, 64, 96):
        with pytest.raises(Cancelled):
            Run(folder).train(stopping_at(images))
    older = Snapshots(folder).paths()
    assert 1 <= len(older) <= KEPT
    roll_back(folder, older[-1])
    run = Run(folder)
    assert run.images == int(older[-1].stem)
    assert all(line["images"] <= run.images for line in read_log(folder / "log.jsonl"))
    run.train(Progress())
    assert same(undisturbed, folder)


def test_few_snapshots_are_kept_and_the_newest_is_one(tmp_path: Path) -> None:
    folder = begun(tmp_path / "many")
    run = Run(folder)
    for _ in range(KEPT + 4):
        run.save()
        run.trainer.step()
    kept = [int(path.stem) for path in Snapshots(folder).paths()]
    assert len(kept) == KEPT
    assert kept[-1] == run.images - 2 * PLAN.batch


def test_a_finished_run_goes_on_when_it_is_given_more(tmp_path: Path) -> None:
    folder = begun(tmp_path / "more", replace(PLAN, kimg=0.016))
    Run(folder).train(Progress())
    assert Run(folder).images == 16
    Run(folder).train(Progress())
    extend(folder, 0.032)
    run = Run(folder)
    run.train(Progress())
    assert run.images == 32


def test_a_run_ends_after_its_minutes(tmp_path: Path) -> None:
    ticks = iter(range(10_000))
    run = Run(begun(tmp_path / "timed"), clock=lambda: float(next(ticks)))
    run.train(Progress(), minutes=0.5)
    assert 0 < run.images < PLAN.images
    assert run.state_path.exists()


@pytest.mark.parametrize(("cost", "measured"), [(1.0, 4), (100.0, 1)])
def test_a_run_learns_far_longer_than_it_measures_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cost: float, measured: int
) -> None:
    now = [0.0]
    run = Run(begun(tmp_path / "dear"), clock=lambda: now[0])
    learn, run._every = run.trainer.step, 1

    def step() -> Any:
        now[0] += 10.0
        return learn()

    def figures() -> dict[str, float]:
        now[0] += cost
        return {"distance": 1.0}

    monkeypatch.setattr(run.trainer, "step", step)
    monkeypatch.setattr(run._measuring, "figures", figures)
    run.train(Progress())
    assert sum("distance" in line for line in run.log.lines()) == measured  # of 16 steps of 10 s


def test_models_are_kept_by_epochs(tmp_path: Path) -> None:
    order = Order(replace(PLAN, labels=(), kimg=3.6, keep_epochs=1, augment="none", batch=200), "digits")
    begin(tmp_path / "epochs", order)
    Run(tmp_path / "epochs").train(Progress())
    kept = sorted(path.name for path in (tmp_path / "epochs" / "epochs").iterdir())
    assert kept == ["00001", "00002"]
    assert load_model(tmp_path / "epochs" / "epochs" / "00001" / "model.safetensors").config.resolution == 8


def test_a_divergence_stops_the_run_and_spares_its_state(tmp_path: Path) -> None:
    folder = begun(tmp_path / "odd")
    run = Run(folder)
    run.save()
    with torch.no_grad():
        run.trainer.discriminator.out.bias.fill_(torch.nan)
    with pytest.raises(DieloomError, match="diverged by picture 128"):
        run.train(Progress())
    assert all(bool(torch.isfinite(each).all()) for each in load_file(run.state_path).values())


def test_damaged_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="no training run"):
        Run(tmp_path)
    folder = begun(tmp_path / "run")
    with pytest.raises(DieloomError, match="holds a training run already"):
        begin(folder, ORDER)
    Run(folder).save()
    (folder / "state.safetensors").write_bytes(b"damaged")
    with pytest.raises(DieloomError, match="no state of this training run"):
        Run(folder)
    (folder / "plan.json").write_text(json.dumps({"plan": {"batch": "many"}}))
    with pytest.raises(DieloomError, match=r"plan\.json cannot be read"):
        read_order(folder)


def test_another_process_may_read_while_the_run_writes(tmp_path: Path) -> None:
    folder = begun(tmp_path / "read")
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], stdout=subprocess.DEVNULL)
    opened = 0
    while worker.poll() is None:
        if (folder / "model.safetensors").exists():
            try:
                load_model(folder / "model.safetensors")
            except DieloomError as error:
                if "has changed since it was opened" not in str(error):  # replaced while it was read: it opens again
                    raise
                continue
            opened += 1
    assert worker.returncode == os.EX_OK
    assert opened
