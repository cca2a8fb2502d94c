"""Lessons made ahead: the processes that make them end with the one that asked for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil

from core.training.ahead import Arrays, Maker

ROOT = Path(__file__).parents[2]
FIRST = """
import multiprocessing, sys
from core.training.ahead import Ahead
from tests.training.test_ahead import opened
ahead = Ahead(opened, 1)
ahead.take(0, once=True)
print(multiprocessing.active_children()[0].pid, flush=True)
sys.stdin.read()
"""


def opened() -> Maker:
    def made(number: int) -> Arrays:
        return (np.full(2, number),)

    return made


def test_no_process_outlives_one_that_was_killed() -> None:
    path = os.pathsep.join([str(ROOT), *sys.path])
    with subprocess.Popen(
        [sys.executable, "-c", FIRST],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path},
        cwd=ROOT,
    ) as first:
        assert first.stdout is not None
        other = psutil.Process(int(first.stdout.readline()))
        first.kill()
    try:
        assert psutil.wait_procs([other], timeout=120)[1] == []
    finally:
        if other.is_running():
            other.kill()
