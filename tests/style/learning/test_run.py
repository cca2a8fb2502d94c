"""A run's folder: it goes on exactly, whatever ended it, and what it has learned is never lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.style.learning.files import read_info
from core.style.learning.run import STYLE, Run, begin, extend, read_order
from core.style.learning.sheet import translated
from core.training.log import read_log
from core.training.snapshots import KEPT, Snapshots
from tests.style.learning.toys import SMALL, blobs, folders, learner, plan, stripes

WORKER = """
import signal, sys, torch
from pathlib import Path
from core.jobs import Progress
from core.style.learning.run import Run
torch.set_num_threads(1)
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background job ignores
Run(Path(sys.argv[1])).train(Progress())
"""


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Sums over several threads come in any order."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return folders(tmp_path_factory.mktemp("pictures"))


def begun(folder: Path, pictures: tuple[Path, Path], **chosen: Any) -> Path:
    begin(folder, folder / "mine.style.safetensors", *pictures, name="Mine", chosen=SMALL | chosen)
    return folder


def weights(run: Run) -> dict[str, torch.Tensor]:
    nets = run.learner.networks.items()
    return {f"{name}.{key}": value.clone() for name, net in nets for key, value in net.state_dict().items()}


def same(one: Run, other: Run) -> bool:
    first, second = weights(one), weights(other)
    return first.keys() == second.keys() and all(torch.equal(first[key], second[key]) for key in first)


def stopping_at(images: int, kimg: float) -> Progress:
    """Cancelled when so many have been learned from: one more step is taken."""

    def listen(fraction: float, _: str) -> None:
        if fraction * kimg * 1000 >= images - 0.5:
            progress.cancel()

    progress = Progress(listen)
    return progress


def stopped(folder: Path, images: int) -> Run:
    run = Run(folder)
    with pytest.raises(Cancelled):
        run.train(stopping_at(images - 2, run.order.plan.kimg))
    return run


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, pictures: tuple[Path, Path]) -> Run:
    torch.set_num_threads(1)
    run = Run(begun(tmp_path_factory.mktemp("runs") / "whole", pictures))
    run.train(Progress())
    return run


def test_a_run_leaves_a_style_a_log_and_samples(undisturbed: Run) -> None:
    assert undisturbed.done
    info = read_info(undisturbed.style_path)
    assert (info.name, info.images, info.contents, info.styles) == ("Mine", 16, 3, 1)
    assert info.thumbnail.startswith(b"\x89PNG")
    sheets = sorted((undisturbed.folder / "samples").glob("*.png"))
    assert [int(path.stem) for path in sheets] == [0, 16]
    assert Image.open(sheets[-1]).height * 2 > 6 * 64


def test_going_on_is_exact(tmp_path: Path, pictures: tuple[Path, Path], undisturbed: Run) -> None:
    folder = begun(tmp_path / "pieces", pictures)
    stopped(folder, 6)
    stopped(folder, 10)
    run = Run(folder)
    assert run.images == 10
    run.train(Progress())
    assert same(run, undisturbed)


@pytest.mark.parametrize("choices", [{"identity": 1.0}, {"r1_gamma": 0.0, "loss": "hinge", "half": True}])
def test_going_on_is_exact_for_other_plans(
    tmp_path: Path, pictures: tuple[Path, Path], choices: dict[str, Any]
) -> None:
    whole = Run(begun(tmp_path / "whole", pictures, **choices))
    whole.train(Progress())
    folder = begun(tmp_path / "pieces", pictures, **choices)
    stopped(folder, 8)
    run = Run(folder)
    run.train(Progress())
    assert same(run, whole)


def test_learning_brings_the_strokes_of_the_style() -> None:
    """Soft blobs come to be as busy as stripes, which the transport of colours does not make them."""
    made = learner(plan(kimg=2.0, batch=4, rate=0.02))
    shown, style = (crops.draw(10**6, 8, made.device) for crops in (made.contents, made.styles))

    def busy(pictures: torch.Tensor) -> float:
        return float((pictures.clamp(-1, 1).diff(dim=3)).abs().mean())

    before = busy(made.translator.tinted(shown))
    for _ in range(60):
        made.step()
    with torch.no_grad():
        after = busy(translated(made.translator, shown))
    assert abs(busy(style) - after) < 0.75 * abs(busy(style) - before)


def test_cancelling_saves_everything(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    folder = begun(tmp_path / "cancelled", pictures)
    run = stopped(folder, 6)
    assert run.images == 6
    assert same(Run(folder), run)
    assert read_info(run.style_path).images == 6


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_ended_from_outside_it_goes_on(tmp_path: Path, pictures: tuple[Path, Path], number: signal.Signals) -> None:
    folder = begun(tmp_path / "ended", pictures, kimg=50.0)
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], stderr=subprocess.DEVNULL)
    try:
        while not read_log(folder / "log.jsonl") and worker.poll() is None:
            time.sleep(0.05)
        assert worker.poll() is None
        worker.send_signal(number)
        assert worker.wait(60) != 0
    finally:
        worker.kill()  # it would learn for as long as the machine is up
    run = Run(folder)
    assert run.images > 0 or number == signal.SIGKILL
    assert read_info(run.style_path).images == run.images
    assert all(line["images"] <= run.images for line in read_log(folder / "log.jsonl"))
    before = run.images
    stopped(folder, before + 4)
    assert Run(folder).images == before + 4


def test_a_state_that_was_half_written_is_none(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    folder = begun(tmp_path / "torn", pictures)
    run = stopped(folder, 6)
    (folder / ".dieloom-half").write_bytes(b"half a state")
    os.utime(folder / ".dieloom-half", (time.time() - 3600,) * 2)
    assert same(Run(folder), run)
    assert not (folder / ".dieloom-half").exists()
    (folder / "state.safetensors").write_bytes(b"damaged")
    with pytest.raises(DieloomError, match="no state of this training run"):
        Run(folder)


def test_few_older_states_are_kept(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    run = Run(begun(tmp_path / "many", pictures))
    for _ in range(KEPT + 3):
        run.save(drawn=False)
        run.learner.step()
    kept = Snapshots(run.folder).paths()
    assert len(kept) == KEPT
    Snapshots(run.folder).restore(kept[0])
    assert Run(run.folder).images == int(kept[0].stem)


def test_a_run_ends_after_its_minutes_and_goes_on_when_given_more(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    ticks = iter(range(10_000))
    folder = begun(tmp_path / "timed", pictures)
    Run(folder, clock=lambda: float(next(ticks))).train(Progress(), minutes=0.2)
    assert 0 < Run(folder).images < 16
    Run(folder).train(Progress())
    extend(folder, 0.02)
    run = Run(folder)
    assert not run.done
    run.train(Progress())
    assert run.images == 20


def test_a_divergence_stops_the_run_and_spares_its_state(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    run = stopped(begun(tmp_path / "odd", pictures), 6)
    with torch.no_grad():
        run.learner.critic.get_parameter("out.bias").fill_(torch.nan)
    with pytest.raises(DieloomError, match="diverged"):
        run.train(Progress())
    assert Run(run.folder).images == 6


def test_a_style_lies_where_it_was_asked_for_also_when_both_are_moved(
    tmp_path: Path, pictures: tuple[Path, Path]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    begin(home / "a.run", home / "a.style.safetensors", *pictures, name="a", chosen=SMALL)
    away = home.rename(tmp_path / "away")
    run = Run(away / "a.run")
    run.save()
    assert run.style_path == (away / "a.style.safetensors").resolve()
    assert read_info(away / "a.style.safetensors").name == "a"


# Pictures of all kinds


def odd(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    picture = Image.fromarray(stripes(90, 1))
    match name:
        case "tiny.png":
            Image.new("RGB", (1, 1), "red").save(path)
        case "cmyk.jpg":
            picture.convert("CMYK").save(path)
        case "animated.gif":
            picture.save(path, save_all=True, append_images=[Image.fromarray(blobs(90, 2))])
        case "deep.png":
            Image.fromarray(blobs(90, 2)[..., 0].astype(np.uint16) * 257).save(path)
        case "alpha.png":
            picture.putalpha(Image.fromarray(blobs(90, 3)[..., 0]))
            picture.save(path)
        case "long.png":
            Image.fromarray(np.tile(stripes(90, 1), (1, 20, 1))).save(path)
        case "text.png":
            path.write_text("no picture")
        case "blank.png":
            Image.new("RGB", (90, 90), "white").save(path)
    return path


@pytest.mark.parametrize("name", ["cmyk.jpg", "animated.gif", "deep.png", "alpha.png", "long.png"])
def test_odd_pictures_are_mended(tmp_path: Path, pictures: tuple[Path, Path], name: str) -> None:
    folder = tmp_path / "run"
    begin(folder, folder / "a.style.safetensors", pictures[0], odd(tmp_path, name), name="a", chosen=SMALL)
    run = Run(folder)
    run.learner.step()
    assert len(run.learner.styles) == 1


@pytest.mark.parametrize("name", ["tiny.png", "text.png", "blank.png"])
def test_pictures_that_cannot_be_used_are_told_in_a_line(
    tmp_path: Path, pictures: tuple[Path, Path], name: str
) -> None:
    path = odd(tmp_path / "odd", name)
    folder = tmp_path / "run"
    with pytest.raises(DieloomError, match=r"The pictures of the style: There is no picture.*Left out") as told:
        begin(folder, folder / "a.style.safetensors", pictures[0], path, name="a", chosen=SMALL)
    assert "\n" not in told.value.message
    assert not (folder / "plan.json").exists()
    with pytest.raises(DieloomError, match="No style is being learned"):
        Run(folder)


def test_one_picture_of_each_kind_is_enough(tmp_path: Path) -> None:
    contents, styles = folders(tmp_path, 1, 1)
    folder = tmp_path / "run"
    begin(folder, folder / "a.style.safetensors", contents / "0.png", styles / "0.png", name="a", chosen=SMALL)
    run = Run(folder)
    run.train(Progress())
    assert run.done


def test_what_is_not_there_or_does_not_go_is_told(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    folder, out = tmp_path / "run", tmp_path / "run" / "a.style.safetensors"
    with pytest.raises(DieloomError, match="The pictures to change"):
        begin(folder, out, tmp_path / "missing", pictures[1], name="a", chosen=SMALL)
    with pytest.raises(DieloomError, match="crop_px"):
        begin(folder, out, *pictures, name="a", chosen=SMALL | {"crop_px": 33})
    with pytest.raises(DieloomError, match="larger resolution"):
        begin(folder, out, *pictures, name="a", chosen=SMALL | {"crop_px": 128})
    begin(folder, out, *pictures, name="a", chosen=SMALL)
    with pytest.raises(DieloomError, match="already"):
        begin(folder, out, *pictures, name="a", chosen=SMALL)
    (folder / "plan.json").write_text(json.dumps({"plan": {"batch": "many"}}))
    with pytest.raises(DieloomError, match=r"plan\.json cannot be read"):
        read_order(folder)


def test_a_damaged_set_is_told(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    folder = begun(tmp_path / "run", pictures)
    with zipfile.ZipFile(folder / STYLE, "w") as archive:
        archive.writestr("set.json", "{}")
    with pytest.raises(DieloomError, match="damaged"):
        Run(folder)


def test_preparing_stops_when_asked(tmp_path: Path, pictures: tuple[Path, Path]) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        begin(tmp_path / "run", tmp_path / "a", *pictures, name="a", chosen=SMALL, progress=progress)
    assert not (tmp_path / "run" / "plan.json").exists()
