"""What training costs is measured, on every device there is, and each number is what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import torch

from core.cli.main import main
from core.training import bench
from core.training.auto import Facts, auto_plan
from core.training.bench import GPU_SIZES, SIZES, measure
from core.training.networks import build
from core.training.patterns import FAMILIES


def test_a_size_is_measured_beside_its_convolutions() -> None:
    found = measure(8, 1, "cpu")
    plan = auto_plan(Facts(0, tuple(FAMILIES), True, torch.device("cpu"), drawn=True), {"resolution": 8})
    assert found["parameters"] == sum(each.numel() for each in build(plan, 8)[0].parameters())
    assert (found["batch"], found["half"]) == (plan.batch, plan.half)
    ratio = found["limit_images_per_second"] / found["images_per_second"]
    assert found["over_limit"] == pytest.approx(ratio, rel=0.05)
    assert found["peak_mib"] > 50  # Torch alone takes more


def test_a_gpu_is_measured_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(sizes: tuple[int, ...] = SIZES, runs: int = 3, device: str = "cpu") -> dict[str, Any]:
        return {str(size): f"{runs} runs on {device}" for size in sizes}

    monkeypatch.setattr(bench, "bench_training", told)
    for there in (False, True):
        monkeypatch.setattr(torch.cuda, "is_available", lambda there=there: there)
        monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "a large one")
        assert main(["bench", "train", "--runs", "2", "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["sizes"] == told(SIZES, 2, "cpu")
        assert data.get("gpu") == ({"device": "a large one", "sizes": told(GPU_SIZES, 2, "cuda")} if there else None)
