"""The person's own weights: official forms of files, and hostile ones. The networks are small and know nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from core.errors import Cancelled, DieloomError
from core.gan.torchvision_compat import import_torchvision
from core.imaging.foreign import ForeignModel, find_weights, open_foreign
from core.imaging.upscale import upscale
from core.imaging.values import UpscaleEdit
from core.jobs import Progress

import_torchvision()

from spandrel.architectures.Compact import Compact  # noqa: E402
from spandrel.architectures.ESRGAN import ESRGAN  # noqa: E402
from spandrel.architectures.HAT import HAT  # noqa: E402
from spandrel.architectures.SwinIR import SwinIR  # noqa: E402

COMPACT = "RealESRGAN Compact"
State = dict[str, Tensor]


def esrgan(scale: int = 4, **given: Any) -> State:
    torch.manual_seed(1)
    return ESRGAN(num_filters=8, num_blocks=2, scale=scale, **given).state_dict()


def newer(old: State) -> State:
    """The names that BasicSR and Real-ESRGAN write, from those of the first ESRGAN."""
    made = {}
    for name, value in old.items():
        name = re.sub(r"model\.1\.sub\.(\d)\.RDB(\d)\.conv(\d)\.0", r"body.\1.rdb\2.conv\3", name)
        name = name.replace("model.1.sub.2", "conv_body").replace("model.0", "conv_first")
        for place, word in (("3", "conv_up1"), ("6", "conv_up2"), ("8", "conv_hr"), ("10", "conv_last")):
            name = re.sub(rf"model\.{place}\.(weight|bias)", rf"{word}.\1", name)
        made[name] = value
    return made


def compact(scale: int = 2) -> State:
    torch.manual_seed(2)
    return Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=3, upscale=scale).state_dict()


def swinir() -> State:
    torch.manual_seed(3)
    network = SwinIR(
        img_size=16,
        embed_dim=12,
        depths=[2],
        num_heads=[2],
        window_size=8,
        mlp_ratio=2,
        upscale=2,
        upsampler="pixelshuffledirect",
    )
    return network.state_dict()


def hat() -> State:
    torch.manual_seed(4)
    network = HAT(
        img_size=16,
        embed_dim=60,
        depths=(2,),
        num_heads=(2,),
        window_size=16,
        mlp_ratio=2,
        upscale=2,
        upsampler="pixelshuffle",
    )
    return network.state_dict()


def saved(folder: Path, state: Any, name: str = "own.pth") -> Path:
    path = folder / name
    torch.save(state, path)
    return path


def picture(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (height, width, 4), np.uint8)


@pytest.mark.parametrize(
    ("state", "architecture", "scale"),
    [
        (esrgan(), "ESRGAN", 4),
        ({"params_ema": newer(esrgan())}, "ESRGAN", 4),
        ({"params": newer(esrgan()), "params_ema": newer(esrgan())}, "ESRGAN", 4),
        (esrgan(scale=2), "ESRGAN", 2),
        ({"params": compact()}, COMPACT, 2),
        ({"state_dict": {f"module.{name}": value for name, value in compact(4).items()}}, COMPACT, 4),
        ({"params": swinir()}, "SwinIR", 2),
        ({"params_ema": hat()}, "HAT", 2),
    ],
)
def test_official_forms_load_and_run(tmp_path: Path, state: Any, architecture: str, scale: int) -> None:
    path = saved(tmp_path, state)
    model = open_foreign(path, "SR")
    assert (model.architecture, model.scale) == (architecture, scale)
    made = upscale(picture(20, 33), UpscaleEdit(factor=2, model=str(path)), Progress())
    assert made.shape == (40, 66, 4)
    assert made[:, :, :3].std() > 1


def test_the_weights_are_those_of_the_file(tmp_path: Path) -> None:
    state = esrgan()
    given = torch.rand(1, 3, 16, 16)
    network = ESRGAN(num_filters=8, num_blocks=2, scale=4)
    network.load_state_dict(state)
    wanted = network.eval()(given).clamp(0, 1)
    for form in (state, newer(state)):
        model = open_foreign(saved(tmp_path, form, f"{len(form)}{next(iter(form))}.pth"), "SR")
        torch.testing.assert_close(model.enlarged(given, 4), wanted.detach())


def test_safetensors_and_halves(tmp_path: Path) -> None:
    path = tmp_path / "own.safetensors"
    save_file({name: value.half().contiguous() for name, value in compact().items()}, path)
    assert open_foreign(path, "SR").enlarged(torch.rand(1, 3, 9, 7), 2).shape == (1, 3, 18, 14)


def test_pieces_go_over_into_each_other_and_a_tile_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import core.imaging.foreign as module

    path = saved(tmp_path, compact())
    monkeypatch.setattr(module, "_PIECE_PX", 128)
    given = picture(64, 96)
    given[:, :, 3] = 255
    edit = UpscaleEdit(factor=2, model=str(path))
    pieces = upscale(given, edit, Progress(), (True, True)).astype(int)
    rolled = upscale(np.roll(given, (32, 32), (0, 1)), edit, Progress(), (True, True))
    assert np.abs(rolled - np.roll(pieces, (64, 64), (0, 1))).max() <= 1
    monkeypatch.setattr(module, "_PIECE_PX", 512)
    whole = upscale(given, edit, Progress(), (True, True))
    assert np.abs(whole - pieces).max() <= 1  # this one sees less far than the margin


def test_it_stops_within_a_piece(tmp_path: Path) -> None:
    edit, progress, asked = UpscaleEdit(factor=4, model=str(saved(tmp_path, esrgan()))), Progress(), list[int]()
    check = progress.check

    def counted() -> None:
        asked.append(1)
        if len(asked) == 30:
            progress.cancel()
        check()

    progress.check = counted  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        upscale(picture(30, 30), edit, progress)
    assert len(asked) < 60


def test_a_network_for_another_purpose_or_factor(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="something else"):
        open_foreign(saved(tmp_path, compact()), "Inpainting")
    single = saved(tmp_path, compact(1), "single.pth")
    with pytest.raises(DieloomError, match="something else"):
        open_foreign(single, "SR")
    with pytest.raises(DieloomError, match="by 3"):
        open_foreign(saved(tmp_path, compact(3), "three.pth"), "SR")
    double = saved(tmp_path, compact(2), "double.pth")
    with pytest.raises(DieloomError, match="by 2 only"):
        upscale(picture(9, 9), UpscaleEdit(factor=4, model=str(double)), Progress())


class Broken:
    """A network whose shapes fit only until it works."""

    input_channels = 3

    def __call__(self, pictures: Tensor) -> Tensor:
        raise RuntimeError("The size of tensor a (3) must match the size of tensor b (4)\nat dimension 1")


def test_a_network_that_breaks_down_at_work() -> None:
    with pytest.raises(DieloomError, match="breaks down"):
        ForeignModel("own.pth", "Odd", 2, Broken()).enlarged(torch.rand(1, 3, 8, 8), 2)


def test_grey_networks_get_each_channel(tmp_path: Path) -> None:
    torch.manual_seed(7)
    state = Compact(num_in_ch=1, num_out_ch=1, num_feat=8, num_conv=2, upscale=2).state_dict()
    model, given = open_foreign(saved(tmp_path, state), "SR"), torch.rand(1, 3, 12, 10)
    made = model.enlarged(given, 2)
    assert made.shape == (1, 3, 24, 20)
    torch.testing.assert_close(made.flip(1), model.enlarged(given.flip(1), 2))


def hostile() -> dict[str, Any]:
    good = newer(esrgan())
    huge = dict(compact())
    huge["body.0.weight"] = torch.zeros(1).expand(60_000, 3, 3, 3)  # takes little room in the file
    wide = {
        "body.0.weight": torch.zeros(2000, 3, 3, 3),
        "body.1.weight": torch.zeros(2000),
        "body.40.bias": torch.zeros(12),
    }
    endless = {**compact(), "body.999999999999.bias": torch.zeros(12)}
    return {
        "huge": huge,
        "wide": wide,
        "endless": endless,
        "deep": {**good, "body.9999.rdb1.conv1.weight": torch.zeros(1)},
        "short": {name: value for name, value in good.items() if "conv_last" not in name},
        "misshapen": {**good, "conv_body.weight": torch.zeros(8, 8, 5, 5)},
        "flat": {**good, "conv_first.weight": torch.zeros(3)},
        "none": {},
        "numbers": {"params": {"conv_first.weight": 3}},
        "text": {"params": "weights"},
        "other": {"fc.weight": torch.zeros(3, 3)},
        "infinite": {**compact(), "body.0.bias": torch.full((8,), float("nan"))},
        "words": {**compact(), "body.x.weight": torch.zeros(1)},
    }


@pytest.mark.parametrize("kind", list(hostile()))
def test_hostile_files_give_one_line(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, hostile()[kind])
    with pytest.raises(DieloomError) as caught:
        open_foreign(path, "SR")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_files_that_are_no_weights(tmp_path: Path) -> None:
    path = tmp_path / "own.pth"
    for data in (b"", b"\x80\x02cos\nsystem\n(S'true'\ntR.", b"no weights at all", b"PK\x03\x04"):
        path.write_bytes(data)
        with pytest.raises(DieloomError):
            open_foreign(path, "SR")


@pytest.mark.parametrize(
    "name", ["//host/share/own.pth", r"\\host\share\own.pth", "no such.pth", "a\0b.pth", "x" * 5000]
)
def test_names_that_are_not_followed(name: str) -> None:
    with pytest.raises(DieloomError):
        find_weights(name)
