"""LittleCMS's own program as the judge of our numbers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core import resources
from core.colour.condition import Intent
from core.colour.profiles import BUNDLED
from tests.programs import need

NUMBERS: dict[Intent, int] = {"perceptual": 0, "relative": 1, "saturation": 2, "absolute": 3}


def bundled(name: str) -> Path:
    return resources.path("icc", BUNDLED[name].file)


def transicc(
    values: ArrayLike, source: str | Path, target: str | Path, intent: Intent, black_point: bool = False
) -> NDArray[np.float64]:
    """[N, channels] through two profiles in floating point: sRGB in 0 to 255, inks in percent, Lab as it is."""
    rows = np.asarray(values)
    program = [need("transicc"), f"-i{source}", f"-o{target}", f"-t{NUMBERS[intent]}", "-n"]
    lines = "\n".join(" ".join(f"{number:.6f}" for number in row) for row in rows)
    answer = subprocess.run(
        program + ["-b"] * black_point, input=lines + "\n", capture_output=True, text=True, check=True
    )
    found = [line.split() for line in answer.stdout.splitlines() if line.strip()]
    return np.array([[float(number) for number in row] for row in found[: len(rows)]])
