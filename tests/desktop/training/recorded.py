"""A run as training leaves it on the disk, without any training: plan, log, samples, snapshots."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

SAMPLE_PX = 16
COLUMNS = 4


def write_run(folder: Path, lines: int = 40, name: str = "Rosebud", kimg: float = 10.0, **told: Any) -> Path:
    """A run of so many lines of the log, 128 pictures apart; samples with every tenth."""
    (folder / "samples").mkdir(parents=True)
    (folder / "snapshots").mkdir()
    order = {"plan": {"kimg": kimg, "resolution": 64, "labels": []}, "data": "pictures.zip", "name": name}
    (folder / "plan.json").write_text(json.dumps(order))
    (folder / "studio.json").write_text(json.dumps(told))
    add_lines(folder, range(1, lines + 1))
    for number in range(10, lines + 1, 10):
        write_samples(folder, number * 128)
    return folder


def add_lines(folder: Path, numbers: Iterable[int], **figures: Any) -> None:
    with (folder / "log.jsonl").open("a") as log:
        for number in numbers:
            log.write(json.dumps(line(number) | figures) + "\n")


def line(number: int) -> dict[str, Any]:
    """As training writes it; number 1 is the first."""
    found: dict[str, Any] = {
        "images": number * 128,
        "seconds": number * 10.0,
        "resolution": 64,
        "rate": 12.8,
        "loss_d": 1.0 + math.exp(-number / 10),
        "loss_g": 1.2 - math.exp(-number / 10) / 2,
        "real": 0.5,
        "fake": -0.5,
        "sign": 0.4,
        "augment": number / 1000,
    }
    if number % 5 == 0:
        found |= {"diversity": 0.6, "distance": 2.0 / number}
    return found


def write_samples(folder: Path, images: int) -> Path:
    """A sheet whose grey is its number of pictures, by 256."""
    path = folder / "samples" / f"{images:09d}.png"
    side = COLUMNS * SAMPLE_PX
    Image.fromarray(np.full((side, side, 3), images // 128 % 256, np.uint8)).save(path)
    return path


def write_snapshot(folder: Path, images: int) -> Path:
    """Not a state: good enough to be listed."""
    path = folder / "snapshots" / f"{images:09d}.safetensors"
    path.write_bytes(b"state")
    return path
