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
    found = measure(operation, 96, 1)
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
def test_four_megapixels_take_less_than_a_gigabyte(operation: str) -> None:
    """Torch alone takes nearly half of it. `dieloom bench imaging --side 4096` says what sixteen take, in minutes."""
    assert bench_imaging(2048, 0, (operation,))[operation]["peak_mib"] < 1000
