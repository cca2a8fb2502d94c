"""What the studio has done in a process of its own, here in this one: beginning, changing and going back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import DieloomError
from core.jobs import Progress
from core.training.log import read_log
from core.training.run import read_order
from core.training.snapshots import images_of
from desktop.training.work import TEACHING, Further, Wish, change_plan, go_back, prepare_pictures, spare_threads, train

TINY = {"resolution": 8, "channel_max": 8, "w_dim": 16, "z_dim": 16, "batch": 4, "augment": "none", "half": False}


@pytest.fixture
def folder(photos: Path, tmp_path: Path) -> Path:
    made = tmp_path / "run"
    made.mkdir()
    prepare_pictures((photos,), made / "pictures.zip", 64, False, Progress())
    return made


def wish(**asked: Any) -> Wish:
    return Wish("Rosebud", "pictures.zip", **({"kimg": 0.2, "device": "cpu", "chosen": TINY} | asked))


class Stop(Progress):
    """Stops the training once its plan is written."""

    def report(self, fraction: float, text: str = "") -> None:
        if text:
            self.cancel()
        super().report(fraction, text)


def begun(folder: Path, asked: Wish) -> Any:
    """The plan of a run that was begun as it was asked for."""
    from core.errors import Cancelled

    with pytest.raises(Cancelled):
        train(folder, asked, Further("cpu"), Stop())
    return read_order(folder)


def test_what_is_wished_for_comes_into_the_plan(folder: Path) -> None:
    order = begun(folder, wish(tiles=True, chosen=TINY | {"loss": "hinge", "mirror": True}))
    assert order.name == "Rosebud"
    assert (order.plan.kimg, order.plan.loss, order.plan.mirror, order.plan.padding) == (0.2, "hinge", True, "torus")
    assert order.plan.resolution == 8
    assert order.start is None
    assert images_of(folder / "state.safetensors") == 0, "its first state is saved"


def test_a_model_to_begin_from_gives_its_widths(folder: Path) -> None:
    order = begun(folder, wish(start="loom", resolution=64, tiles=False, chosen={"batch": 4}))
    assert order.start is not None
    assert order.start.endswith("loom.safetensors")
    assert (order.plan.w_dim, order.plan.resolution, order.plan.padding) == (128, 64, "zero")


def test_the_textbooks_network_begins_from_nothing(folder: Path) -> None:
    order = begun(folder, wish(preset=TEACHING, start="loom", resolution=64, tiles=True, chosen={"batch": 4}))
    assert (order.plan.network, order.plan.resolution, order.start) == ("dcgan", 28, None)


def test_a_run_trains_to_its_end_and_further(folder: Path) -> None:
    train(folder, wish(), Further("cpu"), Progress())
    assert images_of(folder / "state.safetensors") == 200
    train(folder, None, Further("cpu", kimg=0.3), Progress())
    assert images_of(folder / "state.safetensors") == 300
    assert read_order(folder).plan.kimg == 0.3


def test_going_back_takes_the_model_the_log_and_the_samples_along(folder: Path) -> None:
    train(folder, wish(), Further("cpu"), Progress())
    learned = (folder / "model.safetensors").read_bytes()
    assert read_log(folder / "log.jsonl")
    first = folder / "snapshots" / "000000000.safetensors"
    go_back(folder, first, Progress())
    assert images_of(folder / "state.safetensors") == 0
    assert read_log(folder / "log.jsonl") == []
    assert [path.name for path in (folder / "samples").iterdir()] == ["000000000.png"]
    assert (folder / "model.safetensors").read_bytes() != learned
    with pytest.raises(DieloomError, match="no snapshot"):
        go_back(folder, folder / "snapshots" / "000000007.safetensors", Progress())


def test_the_plan_can_be_changed_but_not_to_nonsense(folder: Path) -> None:
    begun(folder, wish())
    change_plan(folder, {"rate": 0.0005, "discriminator_steps": 2}, Progress())
    plan = read_order(folder).plan
    assert (plan.rate, plan.discriminator_steps) == (0.0005, 2)
    with pytest.raises(DieloomError):
        change_plan(folder, {"batch": 3}, Progress())
    assert read_order(folder).plan == plan


def test_one_core_is_left_to_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert spare_threads() == 7
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert spare_threads() == 1
