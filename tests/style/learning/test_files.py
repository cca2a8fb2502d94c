"""Learned styles as files: whole ones are read, forged ones refused in a sentence."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from core.errors import DieloomError
from core.style.learning import files
from core.style.learning.files import ENDING, StyleInfo, find_style, list_styles, load_style, places, read_info
from tests.style.learning.toys import lively


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def style(tmp_path: Path) -> Path:
    path = tmp_path / f"stripes{ENDING}"
    files.save_style(lively(), path, StyleInfo("Stripes", path, png(), 4200, 24, 1))
    return path


def forged(path: Path, tensors: dict[str, torch.Tensor] | None = None, **facts: str) -> Path:
    """The same file with other tensors, or another description."""
    header = json.loads(path.read_bytes()[8:].split(b"\0", 1)[0][: int.from_bytes(path.read_bytes()[:8], "little")])
    made = path.with_name(f"forged{ENDING}")
    save_file(tensors or load_file(path), made, header["__metadata__"] | facts)
    return made


def test_what_was_saved_is_read(style: Path) -> None:
    assert read_info(style) == StyleInfo("Stripes", style, png(), 4200, 24, 1)
    picture, grain = torch.rand(1, 3, 16, 16) * 2 - 1, torch.randn(1, 1, 16, 16)
    assert torch.allclose(
        load_style(style)(picture, grain), lively()(picture, grain), atol=0.05
    )  # it is kept as float16


def test_the_list_holds_the_readable_ones_by_name(tmp_path: Path, style: Path) -> None:
    other = tmp_path / f"a{ENDING}"
    files.save_style(lively(), other, StyleInfo("acanthus", other))
    (tmp_path / f"damaged{ENDING}").write_bytes(b"nothing")
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    assert [info.name for info in list_styles(tmp_path)] == ["acanthus", "Stripes"]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"format": "dieloom-model-1"}, "no learned style"),
        ({"config": "{}" * 3}, "says of itself"),
        ({"config": '{"width": 1000000, "deep": 8, "blocks": 2}'}, "says of itself"),
        ({"config": '{"width": 256, "deep": 512, "blocks": 16}'}, "not those of a style's network"),
        ({"name": ""}, "says of itself"),
        ({"name": "x" * 4000}, "says of itself"),
        ({"images": "-3"}, "says of itself"),
        ({"images": "9" * 9000}, "says of itself"),
        ({"thumbnail": "*"}, "says of itself"),
        ({"thumbnail": "A" * 400_000}, "says of itself"),
    ],
)
def test_forged_descriptions_are_refused(style: Path, facts: dict[str, str], why: str) -> None:
    path = forged(style, None, **facts)
    with pytest.raises(DieloomError, match=why) as told:
        load_style(path)
    assert "\n" not in told.value.message


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31mred", "\u202eevil"])
def test_a_name_is_one_line_that_can_be_shown(style: Path, name: str) -> None:
    assert read_info(forged(style, name=name)).name.isprintable()


def test_a_thumbnail_that_is_no_png_is_left_out(style: Path) -> None:
    assert read_info(forged(style, thumbnail="AAAA")).thumbnail == b""


def _without(tensors: dict[str, torch.Tensor]) -> None:
    del tensors["last.weight"]


def _more(tensors: dict[str, torch.Tensor]) -> None:
    tensors["more"] = torch.zeros(3)


def _shorter(tensors: dict[str, torch.Tensor]) -> None:
    tensors["tint"] = torch.zeros(2, 3)


def _nan(tensors: dict[str, torch.Tensor]) -> None:
    tensors["lift"] = torch.full((3,), torch.nan)


def _whole(tensors: dict[str, torch.Tensor]) -> None:
    tensors["tint"] = torch.ones(3, 3, dtype=torch.int64)


@pytest.mark.parametrize("forge", [_without, _more, _shorter, _nan])
def test_forged_weights_are_refused(style: Path, forge: Any) -> None:
    tensors = load_file(style)
    forge(tensors)
    with pytest.raises(DieloomError, match="weights") as told:
        load_style(forged(style, tensors))
    assert "\n" not in told.value.message


def test_weights_of_another_type_are_numbers_all_the_same(style: Path) -> None:
    tensors = load_file(style)
    _whole(tensors)
    assert load_style(forged(style, tensors)).tint.dtype == torch.float32


@pytest.mark.parametrize("length", [0, 4, 9, 300, 5000])
def test_a_file_that_breaks_off_is_refused(style: Path, length: int) -> None:
    style.write_bytes(style.read_bytes()[:length])
    with pytest.raises(DieloomError) as told:
        load_style(style)
    assert "\n" not in told.value.message


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DieloomError):
        read_info(tmp_path / f"missing{ENDING}")
    with pytest.raises(DieloomError):
        read_info(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / f"pipe{ENDING}")
        with pytest.raises(DieloomError):
            read_info(tmp_path / f"pipe{ENDING}")


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / f"huge{ENDING}"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    with pytest.raises(DieloomError, match="far larger"):
        read_info(path)


def test_a_style_is_found_by_file_folder_and_name(tmp_path: Path, style: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "styles_folder", lambda: tmp_path)
    run = tmp_path / "runs" / "mine"
    run.mkdir(parents=True)
    inside = run / f"mine{ENDING}"
    inside.write_bytes(style.read_bytes())
    assert find_style(str(style)) == style
    assert find_style(str(style).removesuffix(ENDING)) == style
    assert find_style(str(run)) == inside
    assert find_style("stripes") == style
    for name in ("nothing", "", "no\0name", str(tmp_path), "x" * 5000):
        with pytest.raises(DieloomError, match="no learned style"):
            find_style(name)


@pytest.mark.parametrize("name", [r"\\server\share\a.style.safetensors", "//server/share/a.style.safetensors"])
def test_a_style_on_a_network_share_is_not_even_looked_for(name: str) -> None:
    with pytest.raises(DieloomError, match="network share"):
        find_style(name)


def test_where_a_run_and_its_style_lie(tmp_path: Path) -> None:
    assert places(tmp_path / f"blue{ENDING}") == (tmp_path / "blue.run", tmp_path / f"blue{ENDING}")
    assert places(tmp_path / "blue") == (tmp_path / "blue", tmp_path / "blue" / f"blue{ENDING}")
    assert places(tmp_path / "blue.run") == (tmp_path / "blue.run", tmp_path / "blue.run" / f"blue{ENDING}")


def test_a_thumbnail_survives_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / f"t{ENDING}"
    files.save_style(lively(), path, StyleInfo("t", path, png()))
    assert np.asarray(Image.open(io.BytesIO(read_info(path).thumbnail)))[0, 0].tolist() == [255, 0, 0]
