"""Every edit can be measured, and no edit of a large picture takes more memory than a workstation has to spare."""

from __future__ import annotations

import json

import numpy as np
import pytest

from core.artwork.bench import OPERATIONS, bench_imaging, measure, packshot
from core.cli.main import main


def test_the_picture_is_the_same_every_time() -> None:
    np.testing.assert_array_equal(packshot(64), packshot(64))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_operation_is_measured(operation: str) -> None:
    found = measure(operation, 64, 1)
    assert found["seconds_per_megapixel"] > 0
    assert found["over_lanczos"] > 0
    assert found["peak_mib"] > 20
    assert found["longest_wait_to_cancel_ms"] >= 0


def test_the_command_tells_what_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"palette": {"peak_mib": 90}}
    monkeypatch.setattr("core.artwork.bench.bench_imaging", lambda side, runs: told if (side, runs) == (128, 2) else {})
    assert main(["bench", "imaging", "--side", "128", "--runs", "2", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["operations"] == told


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_large_picture_takes_no_more_memory_than_there_is_to_spare(operation: str) -> None:
    """Four megapixels in less than a gigabyte, of which Torch alone takes nearly half; what enlarges gets one, which
    is four or sixteen afterwards. `dieloom bench imaging --side 4096` says what sixteen take, in minutes."""
    side_px, most_mib = (1024, 650) if operation.startswith("upscale") else (2048, 1000)
    assert bench_imaging(side_px, 0, (operation,))[operation]["peak_mib"] < most_mib
