"""The bench measures what it says, and its yardsticks are what they are called."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

import core.gan.yardsticks3
from core.cli import bench as verb
from core.cli.outcome import Host
from core.errors import Cancelled
from core.gan.bench import bench_stylegan2, bench_synthesis, official
from core.gan.fast.device import bfloat16_is_fast
from core.gan.yardsticks import floor_layers, plain_forward
from core.jobs import Progress
from tests.gan.conftest import CONFIG, make_generator

SMALL = replace(official(16), channel_base=256, channel_max=16, z_dim=8, w_dim=8)


def test_the_bench_reports_its_figures(model_path: Path) -> None:
    figures = bench_synthesis(3, str(model_path))
    assert figures["model"] == "small"
    assert figures["resolution"] == 32
    assert all(float(figures[name]) > 0 for name in ("image_ms", "fine_layer_ms", "plain_forward_ms"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_plain_forward_is_the_networks(count: int) -> None:
    generator = make_generator(replace(CONFIG, noise=True, clamp=2.0, padding=("zero", "zero")))
    ws = torch.randn(count, 8, 24)
    expected = generator.synthesis(ws)
    assert (plain_forward(generator, ws) - expected).abs().max() < 1e-5 * (expected.max() - expected.min())


def test_the_floor_is_every_convolution_once() -> None:
    made = [tuple(each().shape for each in layouts) for layouts in floor_layers(SMALL)]
    assert all(first == last for first, last in made)
    assert [tuple(first) for first, _ in made] == [
        (1, 16, 4, 4),
        (1, 3, 4, 4),
        (1, 16, 9, 9),
        (1, 16, 8, 8),
        (1, 3, 8, 8),
        (1, 16, 17, 17),
        (1, 16, 16, 16),
        (1, 3, 16, 16),
    ]


def test_a_network_is_measured_beside_its_yardsticks() -> None:
    figures = bench_stylegan2(SMALL, 1)
    assert figures["macs"] == 9 * 16 * 16 * (16 + 16 + 64 + 64 + 256) + 3 * 16 * (16 + 64 + 256)
    assert [each["layer"] for each in figures["incremental"]] == [5, 4, 3, 1]
    assert figures["incremental"][0]["share"] == round(3 * 16 * 256 / figures["macs"], 4)
    assert figures["last_block"]["layer"] == 3
    assert figures["error"] < 1e-5
    assert all(each["error"] < 1e-6 for each in figures["incremental"])
    assert (figures["bfloat16"] is not None) == bfloat16_is_fast()
    if figures["bfloat16"]:
        assert 1e-5 < figures["bfloat16"]["error"] < 0.1
    assert set(figures["marks"]) == {"full", "bfloat16", "incremental", "last_block", "draft"}
    assert all(mark["kept"] in (True, False, None) for mark in figures["marks"].values())


def test_measuring_can_be_stopped() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        bench_stylegan2(SMALL, 1, progress)


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    verb.register(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
    return parser.parse_args(["bench", *words])


def test_the_verb_prints_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.gan.yardsticks3, "bench_alias_free", lambda runs: {"runs": runs})
    monkeypatch.setattr("core.gan.bench.official", lambda size: replace(SMALL, resolution=size))
    outcome = verb._run(parsed("synth", "--sizes", "8,16", "--runs", "1"), Host())
    assert json.loads(outcome.text) == outcome.data
    assert list(outcome.data["stylegan2"]) == ["8", "16"]
    assert outcome.data["stylegan3"] == {"runs": 1}
    assert outcome.data["machine"]["bfloat16"] == bfloat16_is_fast()


@pytest.mark.parametrize("sizes", ["", "100", "8,", "4", "4096", "big", "-8"])
def test_sizes_that_no_network_has_are_refused(sizes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed("synth", f"--sizes={sizes}")
    assert "powers of two" in capsys.readouterr().err
