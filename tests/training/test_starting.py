"""From what a person asks for to a plan: nothing has to be known, everything can be chosen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import DieloomError
from core.gan.bundled import find_model
from core.gan.files import load_model
from core.gan.networks import unit
from core.jobs import Progress
from core.training.auto import Facts, auto_plan
from core.training.data_choice import drawn_families, open_source
from core.training.judge import load_judge, save_judge
from core.training.networks import build
from core.training.plan import Stage
from core.training.run import Run, read_order
from core.training.sources import ProceduralSource
from core.training.starting import choose_device, start
from tests.training.judges import judged_model

CPU = torch.device("cpu")
FEW = Facts(120, (), False, CPU)
DRAWN = Facts(0, ("rings",), True, CPU, drawn=True)


def photos(folder: Path, count: int = 12) -> Path:
    folder.mkdir()
    chance = np.random.default_rng(3)
    for number in range(count):
        pixels = chance.integers(0, 255, (6, 6, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((40, 32), Image.Resampling.BICUBIC).save(folder / f"{number}.png")
    return folder


def test_few_pictures_get_augmentation_and_drawn_ones_none() -> None:
    assert auto_plan(FEW, {}).augment == "ada"
    assert auto_plan(DRAWN, {}).augment == "none"
    assert auto_plan(FEW, {}).padding == "zero"
    assert auto_plan(DRAWN, {}).padding == "torus"


def test_gamma_grows_with_the_pixels() -> None:
    small, large = (auto_plan(FEW, {"resolution": size}) for size in (32, 128))
    assert large.r1_gamma == pytest.approx(16 * small.r1_gamma)


def test_a_choice_comes_before_a_preset_and_that_before_what_is_found() -> None:
    assert auto_plan(FEW, {}, "product-256").resolution == 256
    assert auto_plan(FEW, {"resolution": 64}, "product-256").resolution == 64
    assert auto_plan(FEW, {"rate": 0.5}).rate == 0.5
    with pytest.raises(DieloomError, match="no speed"):
        auto_plan(FEW, {"speed": 1})


@pytest.mark.parametrize(
    ("field", "value"), [("momentum", 1.0), ("lazy_every", 0), ("batch", 0), ("rate", -1.0), ("gradient_clip", -1.0)]
)
def test_what_is_out_of_bounds_is_told_before_there_is_a_run(tmp_path: Path, field: str, value: float) -> None:
    with pytest.raises(DieloomError, match=f"no such training: {field}"):
        start(tmp_path / "run", "procedural:1:waves", chosen={field: value})
    assert not (tmp_path / "run" / "plan.json").exists()


@pytest.mark.parametrize("field", ["guidance", "guided_kimg"])
def test_pictures_of_unknown_z_cannot_guide(field: str) -> None:
    assert getattr(auto_plan(DRAWN, {field: 1.0}), field) == 1.0
    with pytest.raises(DieloomError, match="nobody knows which z"):
        auto_plan(FEW, {field: 1.0})


def test_half_precision_is_for_processors_that_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for fast in (True, False):
        monkeypatch.setattr("core.training.auto.bfloat16_is_fast", lambda fast=fast: fast)
        assert auto_plan(FEW, {}).half is fast


def test_a_preset_keeps_its_size_whatever_it_begins_from(tmp_path: Path) -> None:
    order = start(tmp_path / "run", "procedural:1:waves", preset="product-256", model="loom")
    assert order.plan.resolution == 256
    assert start(tmp_path / "other", "procedural:1:waves", model="loom").plan.resolution == 64


def test_small_sizes_come_first_unless_a_model_is_there() -> None:
    assert [stage.resolution for stage in auto_plan(FEW, {"resolution": 64}).grown_from] == [16, 32]
    begun = Facts(120, (), False, CPU, begins=auto_plan(DRAWN, {"resolution": 64}).config(64))
    plan = auto_plan(begun, {})
    assert plan.grown_from == ()
    assert plan.config(64).channel_base == begun.begins.channel_base  # type: ignore[union-attr]
    assert auto_plan(FEW, {"grown_from": (Stage(32, 1),)}).grown_from == (Stage(32, 1),)


def test_a_folder_is_prepared_into_the_run(tmp_path: Path) -> None:
    order = start(tmp_path / "run", str(photos(tmp_path / "in")), chosen={"resolution": 16, "kimg": 0.016})
    assert order == read_order(tmp_path / "run")
    assert (order.data, order.name, order.plan.resolution) == ("set.zip", "run", 16)
    Run(tmp_path / "run").train(Progress())
    assert load_model(tmp_path / "run" / "model.safetensors").config.padding == ("zero", "zero")


def test_a_run_begins_from_a_model(tmp_path: Path) -> None:
    order = start(tmp_path / "run", "procedural:1:waves,rings", chosen={"resolution": 32}, model="loom")
    assert order.plan.config(32).channel_max == load_model(Path(order.start or "")).config.channel_max
    run = Run(tmp_path / "run")
    loom = load_model(Path(order.start or "")).generator.state_dict()
    for name, value in run.trainer.generator.state_dict().items():
        if "embed" not in name:
            assert torch.equal(value, loom[name]), name


def test_a_dcgan_has_no_classes_so_its_sheet_shows_other_pictures_in_each_row(tmp_path: Path) -> None:
    choices = {"kimg": 0.008, "batch": 8}
    assert start(tmp_path / "run", None, chosen=choices, preset="classic-dcgan").plan.labels == ()
    Run(tmp_path / "run").train(Progress())
    with Image.open(max((tmp_path / "run" / "samples").glob("*.png"))) as sheet:
        rows = np.asarray(sheet)[2:].reshape(8, 30, -1)
    assert len({row.tobytes() for row in rows}) == 8


def test_a_model_of_other_sizes_joins_without_effect(tmp_path: Path) -> None:
    start(tmp_path / "run", "procedural:1:waves", chosen={"resolution": 128}, model="loom")
    generator = Run(tmp_path / "run").trainer.generator
    assert not generator.get_parameter("synthesis.b128.torgb.weight").any()
    assert generator.get_parameter("synthesis.b64.torgb.weight").any()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "no pictures to learn from"),
        ("nowhere", "no pictures at nowhere"),
        ("procedural:x", "names no seed"),
        ("procedural:1:plaid", "no pattern family plaid"),
    ],
)
def test_pictures_that_are_not_there(tmp_path: Path, data: str | None, said: str) -> None:
    with pytest.raises(DieloomError, match=said):
        start(tmp_path / "run", data)
    assert not (tmp_path / "run" / "plan.json").exists()


def test_too_few_pictures_make_no_run(tmp_path: Path) -> None:
    with pytest.raises(DieloomError):
        start(tmp_path / "run", str(photos(tmp_path / "in", 3)))
    assert not (tmp_path / "run" / "plan.json").exists()


def test_a_run_is_not_begun_twice(tmp_path: Path) -> None:
    start(tmp_path / "run", "procedural:1:waves")
    with pytest.raises(DieloomError, match="holds a training run already"):
        start(tmp_path / "run", "procedural:1:waves")


def test_devices() -> None:
    assert choose_device("cpu") == CPU
    with pytest.raises(DieloomError, match="no device"):
        choose_device("tpu")


def test_each_process_takes_a_gpu_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "zeros", lambda *size, device: None)  # as if it were there
    assert choose_device("cuda") == torch.device("cuda")
    monkeypatch.setenv("LOCAL_RANK", "1")
    assert choose_device("cuda") == torch.device("cuda", 1)
    assert choose_device("cuda:0") == torch.device("cuda", 0)
    assert choose_device("cpu") == CPU


def test_families_are_named() -> None:
    assert drawn_families("procedural:7:waves,damask") == ("waves", "damask")
    assert len(drawn_families("procedural:7")) >= 16
    assert len(drawn_families("ornament:7")) >= 8
    assert drawn_families("photos/") == ()
    source = open_source("ornament:3", 16, 0)
    assert isinstance(source, ProceduralSource)
    assert source.seed == 3


def test_palettes_open(tmp_path: Path) -> None:
    source = ProceduralSource(1, ("waves",), 16, opening=900)
    grey, some, full = (source.draw(first, 8, CPU).pictures for first in (0, 600, 900))

    def chroma(pictures: torch.Tensor) -> float:
        return float((pictures - pictures.mean(1, keepdim=True)).abs().mean())

    assert 2.0 * chroma(grey) < chroma(some)
    assert grey.std(0).max() < some.std(0).max()  # one palette, and many
    assert torch.equal(full, ProceduralSource(1, ("waves",), 16).draw(900, 8, CPU).pictures)


def test_what_was_learned_of_classes_is_found_by_their_names(tmp_path: Path) -> None:
    start(tmp_path / "run", "procedural:1:terrazzo,argyle,waves", chosen={"resolution": 16}, model="loom")
    loom = load_model(find_model("loom"))
    learned = loom.generator.get_parameter("mapping.embed.weight")
    own = Run(tmp_path / "run").trainer.generator.get_parameter("mapping.embed.weight")
    for place, label in ((0, "terrazzo"), (2, "waves")):
        assert torch.equal(own[:, place], learned[:, loom.families.index(label)])
    assert not any(torch.equal(own[:, 1], each) for each in learned.T)


def test_a_model_of_classes_maps_as_it_did_where_there_are_none(tmp_path: Path) -> None:
    """Each z leads to the w that the mean of all classes would lead it to."""
    start(tmp_path / "run", str(photos(tmp_path / "in")), chosen={"resolution": 16}, model="loom")
    mapping = load_model(find_model("loom")).generator.mapping
    z = torch.randn(5, 64, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        classes = unit(mapping.embed(torch.eye(mapping.embed.weight.shape[1]))).mean(0)
        wanted = torch.cat([unit(z), classes.expand(len(z), -1)], 1)
        for index in range(mapping.layers):
            wanted = mapping.get_submodule(f"fc{index}")(wanted)
        assert torch.allclose(Run(tmp_path / "run").trainer.generator.mapping(z), wanted, atol=1e-4)


def test_a_models_judge_is_the_discriminator_that_a_run_begins_with(tmp_path: Path) -> None:
    """As a whole or, where spectral norm makes other layers of it, not at all."""
    model, data = str(judged_model(tmp_path)), "procedural:1:rings,waves"
    found = load_judge(tmp_path / "small.judge.safetensors")
    found.discriminator.get_parameter("b16.conv0.bias").fill_(0.5)
    save_judge(tmp_path / "small.judge.safetensors", found.discriminator, found.config, found.calibration)
    judge = found.discriminator.state_dict()
    for normed in (False, True):
        folder = tmp_path / f"run {normed}"
        order = start(folder, data, chosen={"resolution": 16, "spectral_norm": normed}, model=model)
        given = Run(folder).trainer.discriminator.state_dict()
        fresh = build(order.plan, 16)[1].state_dict()
        assert all(torch.equal(given[name], (fresh if normed else judge)[name]) for name in given)


def test_a_discriminator_that_has_seen_nothing_is_no_judge(tmp_path: Path) -> None:
    start(tmp_path / "run", "procedural:1:waves", chosen={"resolution": 8, "kimg": 0.016, "guided_kimg": 1.0})
    Run(tmp_path / "run").train(Progress())
    assert (tmp_path / "run" / "model.safetensors").exists()
    assert not (tmp_path / "run" / "judge.safetensors").exists()
