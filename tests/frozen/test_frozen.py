"""The program as its users get it: frozen by PyInstaller, run with the network off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from desktop.startup import FLAG
from tests.imaging.test_foreign import compact

ROOT = Path(__file__).resolve().parents[2]

# One group: with --dist loadgroup one process builds the program and runs it, while others do the rest.
pytestmark = [pytest.mark.slow, pytest.mark.frozen, pytest.mark.timeout(1500), pytest.mark.xdist_group("frozen")]


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("frozen")
    places = [f"--distpath={work / 'dist'}", f"--workpath={work / 'build'}"]
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *places, "packaging.spec"]
    subprocess.run(build, cwd=ROOT, check=True)
    return work / "dist" / "dieloom" / "dieloom"


def offline(command: list[str]) -> list[str]:
    """The command in a network namespace without any interface, where this system has such a thing."""
    if not shutil.which("unshare"):
        pytest.skip("unshare, which takes the network away, is not on this system")
    return ["unshare", "--user", "--map-root-user", "--net", *command]


def clean_environment(home: Path) -> dict[str, str]:
    """A person's environment: no Python of ours, a home that was never used, no display."""
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PATH": "/usr/bin:/bin", "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def test_demo_runs_frozen_without_a_network(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    subprocess.run(
        offline([str(program), "demo", "--out", str(out)]), env=clean_environment(tmp_path), check=True, timeout=600
    )
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert set(report["files"]) == {"demo.dieloom", "demo.pdf", "pack.png", "proof.pdf", "window.png"}
    assert all(facts["bytes"] > 1000 for facts in report["files"].values())


def test_window_opens_frozen(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        offline([str(program), FLAG]),
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    # The offscreen platform's remark on every window that has a least size.
    said = [line for line in done.stderr.splitlines() if "does not support propagateSizeHints" not in line]
    assert (done.returncode, said) == (0, [])


def test_bad_input_is_one_line_and_status_2(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(program), "export", "missing.dieloom", "--out", "x.pdf"],
        env=clean_environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "missing.dieloom" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--data", "procedural:1:waves", "--resolution", "16", "--kimg", "0.016"),
        ("--preset", "classic-dcgan", "--kimg", "0.064"),  # on scikit-learn's digits
    ],
)
def test_a_model_is_trained_frozen_without_a_network(program: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        offline([str(program), "train", "--out", str(tmp_path / "run"), "--json", *words]),
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["finished"]


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (("palette", "apply", "photo.png", "--palette", "style.png"), "out.png"),
        (("style", "apply", "--content", "photo.png", "--style", "style.png"), "out.png"),
        (("image", "upscale", "photo.png", "--factor", "2"), "out.png"),
        (("image", "upscale", "photo.png", "--factor", "2", "--model", "theirs.pth"), "out.png"),
        (("image", "inpaint", "photo.png", "--mask", "mask.png"), "out.png"),
        (("image", "enhance", "photo.png", "--denoise", "0.5", "--contrast", "0.5"), "out.png"),
        (("image", "cutout", "photo.png"), "out.png"),
        (("image", "vectorise", "photo.png"), "out.svg"),
    ],
)
def test_pictures_are_edited_frozen_without_a_network(
    program: Path, tmp_path: Path, words: tuple[str, ...], made: str
) -> None:
    photo = Image.new("RGB", (96, 64), "white")
    ImageDraw.Draw(photo).ellipse([20, 8, 76, 56], fill=(200, 60, 40))
    photo.save(tmp_path / "photo.png")
    Image.fromarray(np.indices((64, 64)).sum(0).astype(np.uint8) // 8 % 2 * 255).save(tmp_path / "style.png")
    mask = Image.new("L", photo.size)
    ImageDraw.Draw(mask).rectangle([40, 28, 52, 36], fill=255)
    mask.save(tmp_path / "mask.png")
    if "--model" in words:
        torch.save(compact(2), tmp_path / "theirs.pth")
    done = subprocess.run(
        offline([str(program), *words, "--out", made, "--json"]),
        env=clean_environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / made).stat().st_size > 100
