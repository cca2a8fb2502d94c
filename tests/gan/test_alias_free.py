"""StyleGAN3's network: against the published algorithm step by step, and against the official implementation."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from core.errors import DieloomError
from core.gan.alias_free import AliasFreeGenerator
from core.gan.bands import bands_of, layers_of
from core.gan.config import AliasFreeConfig
from core.gan.filters import low_pass
from core.gan.resample import Resampling
from core.gan.yardsticks3 import plain_pictures
from tests.gan.alias_free_networks import VARIETIES, R, T, make, random_ws

_VECTORS = os.environ.get("DIELOOM_VECTORS")


@pytest.mark.parametrize("name", VARIETIES)
def test_draws_what_the_published_algorithm_draws(name: str) -> None:
    config = VARIETIES[name]
    generator, ws = make(config), random_ws(config, 2)
    wanted = plain_pictures(generator, ws)
    assert wanted.shape == (2, config.image_channels, config.resolution, config.resolution)
    assert (generator.synthesis(ws) - wanted).abs().max() <= 1e-5 * (wanted.max() - wanted.min())


@pytest.mark.parametrize("config", [T, R], ids=["t", "r"])
def test_gradient_is_that_of_the_published_algorithm(config: AliasFreeConfig) -> None:
    generator, weights = make(replace(config, clamp=1.0)), torch.randn(1, 3, 32, 32)
    ws = random_ws(config, 1).requires_grad_()
    (generator.synthesis(ws) * weights).sum().backward()
    (wanted,) = torch.autograd.grad((plain_pictures(generator, ws) * weights).sum(), ws)
    assert ws.grad is not None
    assert (ws.grad - wanted).abs().max() <= 1e-4 * wanted.abs().max()


def test_features_stop_where_they_are_no_longer_asked_for() -> None:
    generator = make(T)
    ws = random_ws(T, 1)
    maps = list(generator.synthesis.features(ws))
    assert [each.shape[2] for each in maps] == [band.size for band in (bands_of(T)[0], *bands_of(T))]
    assert torch.equal(maps[-1], generator.synthesis(ws))
    ws[:, 3:] = math.nan
    some = generator.synthesis.features(ws)
    assert torch.equal([next(some) for _ in range(3)][-1], maps[2])


def test_transform_moves_and_turns_the_input() -> None:
    source, w = make(T).synthesis.input, random_ws(T, 2)[:, 0]
    before = source(w)
    source.transform[0, 2] = 3 / source.band.rate
    assert torch.allclose(source(w)[..., :-3], before[..., 3:], atol=1e-4)
    source.transform.copy_(torch.tensor([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]))
    assert torch.allclose(source(w), before.rot90(1, (2, 3)), atol=1e-4)


def test_a_class_changes_w() -> None:
    generator = make(VARIETIES["conditional"])
    z = torch.randn(2, T.z_dim)
    dots, waves = (generator.mapping(z, torch.eye(2)[[each, each]]) for each in range(2))
    assert (dots - waves).abs().max() > 0.01
    assert generator(z, torch.eye(2)).shape == (2, 3, 32, 32)


def test_meta_device_needs_no_compiler() -> None:
    code = (
        "import sys, torch\n"
        "from core.gan.alias_free import AliasFreeGenerator\n"
        "from core.gan.config import AliasFreeConfig\n"
        "with torch.device('meta'):\n"
        "    AliasFreeGenerator(AliasFreeConfig(32, 8, 12, 2, 256, 12, use_radial_filters=True))\n"
        "assert 'torch._dynamo' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@st.composite
def _configs(draw: st.DrawFn) -> AliasFreeConfig:
    layers = draw(st.integers(2, 16))
    return AliasFreeConfig(
        resolution=draw(st.integers(8, 1024)),
        z_dim=4,
        w_dim=4,
        mapping_layers=2,
        channel_base=draw(st.integers(16, 65536)),
        channel_max=draw(st.integers(1, 1024)),
        num_layers=layers,
        num_critical=draw(st.integers(0, layers - 1)),
        margin_size=draw(st.integers(0, 16)),
        conv_kernel=draw(st.sampled_from([1, 3])),
        filter_size=draw(st.integers(1, 8)),
        lrelu_upsampling=draw(st.sampled_from([1, 2, 4])),
    )


@given(_configs())
def test_bands_follow_the_papers_rules(config: AliasFreeConfig) -> None:
    bands, layers = bands_of(config), layers_of(config)
    assert len(layers) == config.num_layers + 1
    assert bands[-1].size == bands[-2].size == config.resolution
    assert bands[-1].channels == config.image_channels
    for before, after in pairwise(bands):
        assert before.cutoff <= after.cutoff * (1 + 1e-12)
        assert before.rate <= after.rate
    for band in bands:
        assert band.rate & (band.rate - 1) == 0
        assert band.rate >= min(2 * band.stopband, config.resolution)
    for layer in layers:
        assert layer.before.rate * layer.up == layer.after.rate * layer.down == layer.fine_rate
        middle_before = layer.up * (layer.convolved - 1) / 2 + layer.lead - (layer.up_taps - 1) / 2
        middle_after = (layer.down * (layer.after.size - 1) + layer.down_taps - 1) / 2
        assert 0 <= middle_before - middle_after <= 0.5
        _, size, channels = layer.name.split("_")
        assert (int(size), int(channels)) == (layer.after.size, layer.after.channels)


def test_official_layer_names() -> None:
    """As the names of the published networks are: the 256 px and 1024 px T, and the 1024 px R."""
    small = layers_of(AliasFreeConfig(256, 512, 512, 2, 32768, 512))
    large = layers_of(AliasFreeConfig(1024, 512, 512, 2, 32768, 512))
    turned = layers_of(AliasFreeConfig(1024, 512, 512, 2, 65536, 1024, conv_kernel=1, use_radial_filters=True))
    assert [small[index].name for index in (0, 13, 14)] == ["L0_36_512", "L13_256_128", "L14_256_3"]
    assert [each.name for each in large[:3]] == ["L0_36_512", "L1_36_512", "L2_52_512"]
    assert [each.name for each in large[13:]] == ["L13_1024_32", "L14_1024_3"]
    assert [turned[index].name for index in (0, 13, 14)] == ["L0_36_1024", "L13_1024_64", "L14_1024_3"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"num_layers": 0},
        {"num_critical": 5},
        {"num_critical": -1},
        {"first_cutoff": 0.0},
        {"first_cutoff": math.nan},
        {"last_stopband_rel": 0.1},
        {"filter_size": 0},
        {"lrelu_upsampling": 0},
        {"margin_size": -1},
        {"resolution": 1 << 20},
        {"channel_max": 1 << 20},
        {"conv_kernel": 0},
        {"resolution": 4},
    ],
)
def test_a_description_of_no_network_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(DieloomError):
        layers_of(replace(T, **wrong))  # type: ignore[arg-type]


@given(
    st.integers(1, 24), st.sampled_from([(1, 1), (2, 1), (4, 1), (1, 2), (1, 4)]), st.integers(-9, 30),
    st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**31),
)  # fmt: skip
def test_resampling_is_its_matrix(
    taps: int, factors: tuple[int, int], lead: int, before: int, after: int, seed: int
) -> None:
    stream = torch.Generator().manual_seed(seed)
    values = torch.randn(taps, generator=stream)
    matrix = torch.zeros(after, before)
    for row in range(after):
        for column in range(before):
            tap = factors[0] * column + lead - factors[1] * row
            if 0 <= tap < taps:
                matrix[row, column] = values[tap]
    made = Resampling(values, *factors, lead, before, after)
    x = torch.randn(before, 5, generator=stream)
    assert torch.allclose(made.columns(x), matrix @ x, atol=1e-5)
    assert torch.allclose(made.lines(x[None])[0], matrix @ x, atol=1e-5)
    y = torch.randn(after, 5, generator=stream)
    assert torch.allclose(made.transposed(before).columns(y), matrix.T @ y, atol=1e-5)


@given(st.integers(4, 12), st.floats(0.1, 0.4), st.booleans())
def test_a_filter_passes_what_is_below_and_stops_what_is_above(size: int, cutoff: float, radial: bool) -> None:
    taps = low_pass(8 * size, cutoff, 0.4 * cutoff, 1.6, radial=radial)
    assert math.isclose(taps.sum(), 1.0)
    line = taps.sum(0) if radial else taps
    response = np.abs(np.fft.rfft(line, 1024))
    frequencies = np.fft.rfftfreq(1024, 1 / 1.6)
    width = 2.0 * 1.6 / (8 * size)
    assert np.allclose(response[frequencies < cutoff - 0.4 * cutoff - width], 1.0, atol=0.1)
    assert response[frequencies > cutoff + 0.4 * cutoff + width].max(initial=0.0) < 0.1
    if radial:
        assert np.allclose(taps, taps.T)
        assert np.allclose(taps, taps[::-1])


@pytest.mark.skipif(_VECTORS is None, reason="DIELOOM_VECTORS names no folder of reference vectors")
@pytest.mark.parametrize("name", ["stylegan3-t-64", "stylegan3-r-64"])
class TestReference:
    @pytest.fixture
    def folder(self) -> Path:
        return Path(str(_VECTORS))

    def test_designed_filters_are_the_stored_ones(self, folder: Path, name: str) -> None:
        config, state = _read(folder, name)
        made = AliasFreeGenerator(config).state_dict()
        stored = {key for key in state if key.endswith("_filter")}
        assert stored == {key for key in made if key.endswith("_filter")}
        assert max(float((made[key] - state[key]).abs().max()) for key in stored) < 1e-7

    def test_outputs(self, folder: Path, name: str) -> None:
        config, state = _read(folder, name)
        with torch.device("meta"):
            generator = AliasFreeGenerator(config)
        generator.load_state_dict(state, assign=True)
        with np.load(folder / f"{name}.npz") as stored, torch.inference_mode():
            vectors = {key: torch.tensor(stored[key]) for key in stored.files}
            w = generator.mapping(vectors["z"], vectors["c"] if config.labels else None)
            for key, psi, cutoff in (("psi1.0", 1.0, None), ("psi0.7", 0.7, None), ("psi0.5_cutoff3", 0.5, 3)):
                ws = w[:, None].repeat(1, config.w_layers, 1)
                ws[:, :cutoff] = generator.mapping.w_avg.lerp(ws[:, :cutoff], psi)
                _check(ws, vectors[f"ws_{key}"], 1e-5)
                _check(generator.synthesis(ws), vectors[f"img_{key}"], 1e-5)
            ws = vectors["ws_psi1.0"]
            _check(generator.synthesis(torch.cat([ws[:1, :8], ws[1:2, 8:]], 1)), vectors["img_mix_0to8_1"], 1e-5)
            generator.synthesis.input.transform.copy_(vectors["input_transform"])
            _check(generator.synthesis(ws), vectors["img_transformed"], 1e-5)


def _read(folder: Path, name: str) -> tuple[AliasFreeConfig, dict[str, torch.Tensor]]:
    given = json.loads((folder / f"{name}.json").read_text())
    config = AliasFreeConfig(
        resolution=given["img_resolution"],
        z_dim=given["z_dim"],
        w_dim=given["w_dim"],
        mapping_layers=given["mapping_kwargs"]["num_layers"],
        channel_base=given["channel_base"],
        channel_max=given["channel_max"],
        labels=tuple(str(each) for each in range(given["c_dim"])),
        conv_kernel=given.get("conv_kernel", 3),
        use_radial_filters=given.get("use_radial_filters", False),
    )
    return config, load_file(folder / f"{name}.safetensors")


def _check(made: torch.Tensor, wanted: torch.Tensor, tolerance: float) -> None:
    assert made.shape == wanted.shape
    assert (made - wanted).abs().max() <= tolerance * (wanted.max() - wanted.min())
