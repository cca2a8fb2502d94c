"""A judge says the same of a picture whatever stands beside it, after the disk as before, and its threshold means
something; a file that is none is refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import ValidationError
from safetensors.numpy import load_file
from safetensors.torch import save

from core.errors import DieloomError
from core.training.calibration import Calibration, calibrate, fit, platt
from core.training.judge import FORMAT, Judge, find_judge, load_judge, plain, save_judge, write_judge
from core.training.networks import normalise
from tests.gan.conftest import make_generator
from tests.training.judges import CPU, SMALL, SOURCE, judged_model, make_discriminator

CHANCE = np.random.RandomState(7)
REAL, MADE = CHANCE.normal(1.0, 1.0, 400), CHANCE.normal(-1.0, 1.0, 400)


def calibration(**fields: Any) -> Calibration:
    usual = {"slope": 2.0, "offset": 0.5, "quantiles": (-1.0, 0.0, 2.0), "spread": 0.3, "real": 8, "made": 8}
    return Calibration(**(usual | fields))


# What a score is worth


def test_the_curve_is_that_of_the_two_kinds() -> None:
    """Of two normal distributions of one width, the logarithm of the odds is a straight line of known slope."""
    slope, offset = platt(REAL, MADE)
    assert slope == pytest.approx(2.0, rel=0.15)
    assert offset == pytest.approx(0.0, abs=0.2)


@pytest.mark.parametrize("scale", [1e-3, 1e4])
def test_the_scale_of_the_scores_does_not_matter(scale: float) -> None:
    one, other = fit(REAL, MADE, 0.1), fit(REAL * scale, MADE * scale, 0.1)
    assert np.allclose(one.realness(REAL), other.realness(REAL * scale), atol=1e-6)


def test_kinds_that_are_wholly_apart_still_give_a_curve() -> None:
    found = fit(np.linspace(5, 6, 20), np.linspace(-6, -5, 20), 0.1)
    assert 0.9 < found.realness(np.array([5.5]))[0] < 1.0
    assert 0.0 < found.realness(np.array([-5.5]))[0] < 0.1


def test_a_judge_that_holds_made_pictures_for_real_says_nothing() -> None:
    found = fit(MADE, REAL, 0.1)
    assert found.slope == 0.0
    assert np.allclose(found.realness(REAL), 0.5)


def test_a_threshold_lets_the_wanted_share_of_real_pictures_pass() -> None:
    found = fit(REAL, MADE, 0.1)
    for share in (0.05, 0.5, 0.95):
        threshold = found.threshold(share)
        assert (found.realness(REAL) >= threshold).mean() == pytest.approx(share, abs=0.02)
        assert found.share_passing(threshold) == pytest.approx(share, abs=1e-9)
    assert (found.share_passing(0.0), found.share_passing(1.0)) == (1.0, 0.0)


def test_scores_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(DieloomError, match="no numbers"):
        fit(np.array([1.0, np.nan]), MADE, 0.1)


@pytest.mark.parametrize("bad", [{"slope": -1.0}, {"quantiles": (1.0, 0.0)}, {"spread": float("nan")}, {"more": 1}])
def test_a_calibration_has_limits(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        calibration(**bad)


def test_calibrating_is_the_same_twice_and_uses_up_no_chance() -> None:
    discriminator, generator = plain(make_discriminator(), SMALL), make_generator(SMALL)
    before = torch.random.get_rng_state()
    one, other = (calibrate(discriminator, generator, SOURCE, CPU, 32) for _ in "ab")
    assert one == other
    assert (one.real, one.made) == (32, 32)
    assert torch.equal(before, torch.random.get_rng_state())
    assert one != calibrate(plain(make_discriminator(seed=1), SMALL), generator, SOURCE, CPU, 32)


def test_calibrating_looks_at_the_size_that_the_networks_have_reached() -> None:
    larger = SOURCE.at(64)
    discriminator, generator = plain(make_discriminator(), SMALL), make_generator(SMALL)
    assert calibrate(discriminator, generator, larger, CPU, 16) == calibrate(discriminator, generator, SOURCE, CPU, 16)


# The judge


def test_a_picture_is_judged_alone() -> None:
    judge = Judge(plain(make_discriminator(), SMALL), SMALL, calibration())
    batch = SOURCE.draw(0, 8, CPU)
    together = judge.realness(batch.pictures, batch.classes)
    alone = [judge.realness(batch.pictures[i : i + 1], batch.classes[i : i + 1])[0] for i in range(8)]
    assert np.allclose(together, alone, atol=1e-5)
    assert np.ptp(together) > 1e-3


def test_a_tile_of_bytes_is_judged_as_the_picture_it_shows() -> None:
    judge = Judge(plain(make_discriminator(), SMALL), SMALL, calibration())
    tile = np.random.RandomState(1).randint(0, 256, (16, 16, 3), np.uint8)
    picture = torch.from_numpy(tile).permute(2, 0, 1)[None].float() / 127.5 - 1
    by_class = [judge.tile_realness(tile, family) for family in (0, 1)]
    assert by_class == [judge.realness(picture, torch.eye(2)[i : i + 1])[0] for i in (0, 1)]
    assert by_class[0] != by_class[1]


def test_spectral_norm_is_worked_out_for_good() -> None:
    discriminator = make_discriminator()
    normalise(discriminator)
    batch = SOURCE.draw(0, 4, CPU)
    for _ in range(3):
        discriminator(batch.pictures, batch.classes)
    before = {name: value.clone() for name, value in discriminator.state_dict().items()}
    judge = plain(discriminator, SMALL)
    assert all(torch.equal(before[name], value) for name, value in discriminator.state_dict().items())
    assert not any("parametrizations" in name for name in judge.state_dict())
    wanted = discriminator.eval()(batch.pictures, batch.classes).detach()
    assert torch.allclose(judge(batch.pictures, batch.classes), wanted, rtol=0.02, atol=0.02 * float(wanted.std()))


# Its file


def test_what_is_written_is_read(tmp_path: Path) -> None:
    discriminator, path = make_discriminator(), tmp_path / "a.judge.safetensors"
    save_judge(path, discriminator, SMALL, calibration())
    judge = load_judge(path)
    assert (judge.config, judge.calibration) == (SMALL, calibration())
    assert len(judge.sha256) == 64
    batch = SOURCE.draw(0, 4, CPU)
    kept = Judge(plain(discriminator, SMALL), SMALL, calibration())
    assert np.array_equal(judge.realness(batch.pictures, batch.classes), kept.realness(batch.pictures, batch.classes))
    assert all(value.dtype == np.float16 for value in load_file(path).values())


def test_a_run_writes_what_it_has_learned(tmp_path: Path) -> None:
    path, discriminator, generator = tmp_path / "judge.safetensors", make_discriminator(), make_generator(SMALL)
    write_judge(path, discriminator, generator, SOURCE, CPU)
    assert load_judge(path).calibration == calibrate(plain(discriminator, SMALL), generator, SOURCE, CPU)
    assert discriminator.training
    assert next(discriminator.parameters()).requires_grad


def test_where_a_judge_is_found(tmp_path: Path) -> None:
    for name in ("model", "rose", "lone"):
        (tmp_path / f"{name}.safetensors").touch()
    assert find_judge(tmp_path / "model.safetensors") is None
    (tmp_path / "judge.safetensors").touch()
    (tmp_path / "rose.judge.safetensors").touch()
    assert find_judge(tmp_path / "model.safetensors") == tmp_path / "judge.safetensors"
    assert find_judge(tmp_path / "rose.safetensors") == tmp_path / "rose.judge.safetensors"
    assert find_judge(tmp_path / "lone.safetensors") is None


def facts(**changes: str | None) -> dict[str, str]:
    usual = {"format": FORMAT, "config": SMALL.to_json(), "calibration": calibration().model_dump_json()}
    return {name: value for name, value in (usual | changes).items() if value is not None}


def weights() -> dict[str, torch.Tensor]:
    return {name: value.half() for name, value in plain(make_discriminator(), SMALL).state_dict().items()}


def endless(tensors: dict[str, torch.Tensor]) -> bytes:
    return save(tensors | {"fc.bias": torch.full_like(tensors["fc.bias"], float("inf"))}, facts())


def larger(tensors: dict[str, torch.Tensor]) -> bytes:
    config = json.loads(SMALL.to_json()) | {"resolution": 4096, "channel_base": 1 << 20, "channel_max": 65536}
    return save(tensors, facts(config=json.dumps(config)))


HOSTILE: dict[str, Callable[[dict[str, torch.Tensor]], bytes]] = {
    "nothing": lambda tensors: b"",
    "no header": lambda tensors: b"\xff" * 64,
    "a pickle": lambda tensors: b"\x80\x04cos\nsystem\n.",
    "cut off": lambda tensors: save(tensors, facts())[:-500],
    "another format": lambda tensors: save(tensors, facts(format="dieloom-generator-1")),
    "no metadata": lambda tensors: save(tensors),
    "no config": lambda tensors: save(tensors, facts(config=None)),
    "a config that is none": lambda tensors: save(tensors, facts(config="[1]")),
    "no calibration": lambda tensors: save(tensors, facts(calibration=None)),
    "a calibration without end": lambda tensors: save(tensors, facts(calibration="[" * 5000)),
    "a tensor too few": lambda tensors: save(dict(list(tensors.items())[1:]), facts()),
    "a tensor too many": lambda tensors: save(tensors | {"more": torch.zeros(1)}, facts()),
    "infinite": endless,
    "a far larger network": larger,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_judge_is_refused_in_a_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bad.judge.safetensors"
    path.write_bytes(HOSTILE[kind](weights()))
    with pytest.raises(DieloomError):
        load_judge(path)


def test_a_missing_judge_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.judge.safetensors", tmp_path):
        with pytest.raises(DieloomError):
            load_judge(path)


def test_a_model_is_no_judge(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="no judge"):
        load_judge(judged_model(tmp_path))
