"""Documents made by a script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.dieline import library
from core.document.script import from_script, start
from core.errors import DieloomError
from tests.dieline.tray import tray
from tests.document.designs import png


def written(folder: Path, *layers: dict[str, Any], **design: Any) -> Path:
    manifest = {"version": 1, "design": {"dieline": {"code": "TEST.1"}, "layers": layers, **design}}
    path = folder / "pack.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    return path


def picture(asset: str, name: str = "logo") -> dict[str, Any]:
    return {"kind": "image", "id": name, "asset": asset}


def test_pictures_are_read_from_beside_the_script(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "logo.png").write_bytes(png())
    path = written(tmp_path, picture("path:art/logo.png"), picture("path:art/logo.png", "again"), title="Tea")
    document = from_script(path)
    assert document.design.title == "Tea"
    assert [layer.asset for layer in document.design.layers] == list(document.assets) * 2
    assert list(document.assets.values()) == [png()]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b'<?xml version="1.0"?><svg/>', "<svg/>".encode("utf-16")])
def test_drawings_are_read_as_pictures_are(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "logo").write_bytes(data)
    document = from_script(written(tmp_path, {"kind": "vector", "id": "v", "asset": "path:logo"}))
    assert list(document.assets.values()) == [data]
    assert document.design.layers[0].asset in document.assets


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (picture("path:gone.png"), r"gone\.png"),
        (picture("path:nul\0.png"), "no file name"),
        (picture("path:pack.json"), r"pack\.json: The picture is damaged"),
        ({"kind": "vector", "id": "v", "asset": "path:pack.json"}, r"pack\.json: It is no PDF and no SVG"),
        ({"kind": "vector", "id": "v", "asset": "path:gone.svg"}, r"gone\.svg"),
        (picture("logo.png"), r"pack\.json: .*asset"),
        ({"kind": "text", "id": "t", "text": "x", "size": -1}, r"pack\.json: .*size"),
        ({"kind": "smell", "id": "t"}, "kind"),
    ],
)
def test_a_wrong_layer_is_named(tmp_path: Path, layer: dict[str, Any], message: str) -> None:
    with pytest.raises(DieloomError, match=message):
        from_script(written(tmp_path, layer))


def test_two_layers_with_one_id_are_refused(tmp_path: Path) -> None:
    text = {"kind": "text", "id": "t", "text": "x"}
    with pytest.raises(DieloomError, match="same id"):
        from_script(written(tmp_path, text, text))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": 1, "design": 3}', "[" * 100_000])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pack.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DieloomError):
        from_script(path)


def test_a_missing_script_is_named(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=r"gone\.json"):
        from_script(tmp_path / "gone.json")


def test_a_document_starts_on_a_template_at_a_size() -> None:
    document = start(library.load("A20.20.01.01"), {"L": 70, "W": 30, "H": 120})
    choice = document.design.dieline
    assert choice.outline().inside == (70, 30, 120)
    assert choice.own is None
    assert document.design.layers == ()


def test_a_template_of_ones_own_goes_along() -> None:
    choice = start(tray(), {"L": 70}).design.dieline
    assert choice.own == tray().file
    assert choice.outline().inside[0] == 70


def test_what_no_template_makes_is_refused() -> None:
    with pytest.raises(DieloomError, match="cannot be"):
        start(library.load("0201"), {"L": 1e9})


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = written(tmp_path, title="Tea")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert from_script(path).design.title == "Tea"
