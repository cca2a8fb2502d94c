"""The .dieloom file: what is saved comes back, and no bad file or bad disk does harm."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.document.document import Document
from core.document.edits import with_layer
from core.document.file import MIMETYPE, load, save
from core.errors import DieloomError
from tests.document.designs import documents, gradient, png, sample

TWINS = b"""{"version": 1, "design": {"dieline": {"code": "x"},
  "layers": [{"kind": "shape", "id": "a"}, {"kind": "text", "id": "a", "text": "b"}]}}"""
IN_ONE_FOLDER = [HealthCheck.function_scoped_fixture]


@settings(max_examples=60, deadline=None, suppress_health_check=IN_ONE_FOLDER)
@given(documents())
def test_what_is_saved_comes_back(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "any.dieloom"
    save(document, path)
    assert load(path) == document


def test_it_is_a_zip_that_names_its_kind_first(tmp_path: Path) -> None:
    path = tmp_path / "a.dieloom"
    save(sample(), path, thumbnail=png())
    assert path.read_bytes()[30:].startswith(b"mimetype" + MIMETYPE)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:3] == ["mimetype", "manifest.json", "thumbnail.png"]
        assert json.loads(archive.read("manifest.json"))["version"] == 1
        stored = [member.compress_type for member in archive.infolist() if member.filename.startswith("assets/")]
        assert stored == [zipfile.ZIP_STORED]


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    save(sample(), tmp_path / "a.dieloom")
    save(load(tmp_path / "a.dieloom"), tmp_path / "b.dieloom")
    assert (tmp_path / "a.dieloom").read_bytes() == (tmp_path / "b.dieloom").read_bytes()


def test_pictures_that_no_layer_shows_are_left_out(tmp_path: Path) -> None:
    document, _ = sample().with_asset(png(colour=(0, 0, 0)))
    save(document, tmp_path / "a.dieloom")
    assert load(tmp_path / "a.dieloom").assets == sample().assets


def test_a_picture_that_is_missing_stops_the_save(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="picture"):
        save(Document(sample().design), tmp_path / "a.dieloom")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.dieloom"
    save(sample(), path)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DieloomError, match="No space left"):
        save(sample().with_design(sample().design.model_copy(update={"title": "New"})), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="nowhere"):
        save(sample(), tmp_path / "nowhere" / "a.dieloom")


def test_what_may_never_end_is_not_opened(tmp_path: Path) -> None:
    paths = [Path(os.devnull), tmp_path]
    if hasattr(os, "mkfifo"):
        paths.append(tmp_path / "pipe.dieloom")
        os.mkfifo(paths[-1])
    for path in paths:
        with pytest.raises(DieloomError, match="no file"):
            load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=r"gone\.dieloom"):
        load(tmp_path / "gone.dieloom")


SAVER = """
import sys
from pathlib import Path
from core.document.file import load, save
path = Path(sys.argv[1])
document = load(path)
print("ready", flush=True)
number = 0
while True:
    number += 1
    design = document.design.model_copy(update={"title": f"title {number}"})
    save(document.with_design(design), path, thumbnail=bytes(300_000))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9")
def test_a_kill_during_a_save_leaves_a_whole_document(tmp_path: Path) -> None:
    path = tmp_path / "a.dieloom"
    save(sample(), path)
    for wait in (0.02, 0.05, 0.11):
        with subprocess.Popen([sys.executable, "-c", SAVER, str(path)], stdout=subprocess.PIPE) as saver:
            assert saver.stdout is not None
            saver.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                saver.wait(wait)
            saver.kill()
        document = load(path)
        assert document.design.layers == sample().design.layers
        assert document.assets == sample().assets


@settings(max_examples=300, deadline=None, suppress_health_check=IN_ONE_FOLDER)
@given(data=st.data())
def test_damage_is_found_or_harmless(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "whole.dieloom"
    if not path.exists():
        save(sample(), path, thumbnail=png())
    damaged = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    (tmp_path / "damaged.dieloom").write_bytes(damaged[:cut] if data.draw(st.booleans()) else damaged)
    try:
        document = load(tmp_path / "damaged.dieloom")
    except DieloomError:
        return  # found
    assert document.assets == sample().assets


def rewritten(path: Path, **parts: bytes) -> Path:
    """A copy of a document with parts replaced or added; names are given with __ for a dot."""
    changed = {name.replace("__", "."): data for name, data in parts.items()}
    copy = path.with_name("copy.dieloom")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *changed]):
            kind = zipfile.ZIP_DEFLATED if name == "manifest.json" else zipfile.ZIP_STORED
            new.writestr(name, changed[name] if name in changed else old.read(name), kind)
    return copy


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"mimetype": b"application/zip"}, "no Dieloom document"),
        ({"manifest__json": b"{}"}, "no version"),
        ({"manifest__json": b'{"version": 2}'}, "version 2"),
        ({"manifest__json": b'{"version": 0}'}, "version 0"),
        ({"manifest__json": b'{"version": 1}'}, "design"),
        ({"manifest__json": b'{"version": 1, "design": {"dieline": {"code": "x"}, "colour": 1}}'}, "design.colour"),
        ({"manifest__json": TWINS}, "2 layers have the same id"),
        ({"manifest__json": b"[" * 100_000}, "damaged"),
        ({"manifest__json": b" " * 70_000_000}, "manifest.json"),
        ({"virus__exe": b"MZ"}, r"virus\.exe"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, parts: dict[str, bytes], message: str) -> None:
    save(sample(), tmp_path / "a.dieloom")
    with pytest.raises(DieloomError, match=message):
        load(rewritten(tmp_path / "a.dieloom", **parts))


def test_a_picture_that_is_not_the_one_named_is_refused(tmp_path: Path) -> None:
    save(sample(), tmp_path / "a.dieloom")
    (name,) = sample().assets
    with pytest.raises(DieloomError, match="picture"):
        load(rewritten(tmp_path / "a.dieloom", **{f"assets/{name}__png": png(colour=(1, 2, 3))}))


def test_a_zip_without_the_picture_is_refused(tmp_path: Path) -> None:
    save(sample(), tmp_path / "a.dieloom")
    with zipfile.ZipFile(tmp_path / "a.dieloom") as old, zipfile.ZipFile(tmp_path / "b.dieloom", "w") as new:
        for name in ("mimetype", "manifest.json"):
            new.writestr(name, old.read(name))
    with pytest.raises(DieloomError, match="missing"):
        load(tmp_path / "b.dieloom")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_pictures_of_every_format_come_back(tmp_path: Path, kind: str) -> None:
    document, asset = sample().with_asset(gradient("RGB", kind))
    document = document.with_design(with_layer(document.design, "logo", asset=asset))
    save(document, tmp_path / "pack.dieloom")
    assert load(tmp_path / "pack.dieloom").assets[asset] == document.assets[asset]


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        ("<svg/>".encode("utf-16"), "svg"),
        (bytes(36) + b"acsp" + bytes(88), "icc"),
        (gradient("L", "JPEG"), "jpg"),
        (b"?", "bin"),
    ],
)
def test_assets_are_named_for_what_they_are(tmp_path: Path, data: bytes, ending: str) -> None:
    document, asset = sample().with_asset(data)
    press = document.design.press.model_copy(update={"own_profile": asset})
    save(document.with_design(document.design.model_copy(update={"press": press})), tmp_path / "pack.dieloom")
    with zipfile.ZipFile(tmp_path / "pack.dieloom") as archive:
        assert f"assets/{asset}.{ending}" in archive.namelist()
    assert load(tmp_path / "pack.dieloom").assets[asset] == data
