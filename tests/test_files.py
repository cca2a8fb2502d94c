"""Saving whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import DieloomError
from core.files import on_network_share, read_bytes, replacing, write_bytes


def test_the_new_file_takes_the_place_of_the_old_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "pack"
    path.write_text("before")
    path.chmod(0o640)
    write_bytes(path, b"after")
    assert path.read_text() == "after"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_gets_the_rights_that_any_new_file_gets(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_bytes(tmp_path / "pack", b"")
    assert (tmp_path / "pack").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_full_disk_leaves_what_was_there_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pack"
    path.write_text("before")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DieloomError, match=r"Cannot save .*pack: No space left on device\. .* unchanged"):
        write_bytes(path, b"after")
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["pack"]


def test_an_error_of_the_writer_passes_through_and_leaves_nothing(tmp_path: Path) -> None:
    def write_half() -> None:
        with replacing(tmp_path / "pack") as file:
            file.write(b"half")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="No such file or directory"):
        write_bytes(tmp_path / "none" / "pack", b"")


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "pack").write_text("before")
    (tmp_path / "link").symlink_to("pack")
    write_bytes(tmp_path / "link", b"after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "pack").read_text() == "after"


def test_the_longest_name_that_a_file_can_have_will_do(tmp_path: Path) -> None:
    write_bytes(tmp_path / ("y" * 255), b"after")
    assert [len(each.name) for each in tmp_path.iterdir()] == [255]


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(b"12345")
    assert read_bytes(tmp_path / "pack", 5) == b"12345"
    with pytest.raises(DieloomError, match="pack is too large"):
        read_bytes(tmp_path / "pack", 4)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    # The null device stands for those that never end.
    for path, message in ((Path(os.devnull), "no file"), (tmp_path, "no file"), (tmp_path / "a\0b", "no file name")):
        with pytest.raises(DieloomError, match=message):
            read_bytes(path, 100)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_nothing_but_a_file_is_replaced(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "die.dxf"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for place in (pipe, link, tmp_path):
        with pytest.raises(DieloomError, match="a folder or a device"):
            write_bytes(place, b"x")
    assert pipe.is_fifo()


def test_a_reader_in_the_way_is_waited_for_and_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows replaces no file that is open."""
    monkeypatch.setattr("core.files._PATIENCE_S", (0.0, 0.0))
    path, replace, in_the_way = tmp_path / "a", Path.replace, [True, True]

    def refusing(self: Path, target: Path) -> Path:
        if in_the_way and in_the_way.pop():
            raise PermissionError(13, "It is open")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    in_the_way[:] = [True] * 3
    with pytest.raises(DieloomError, match="It is open"):
        write_bytes(path, b"newer")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", [r"\\far\share\a", "//far/share/a", r"\/far/a", r"\\?\UNC\far\a", "//"])
def test_another_machine_is_told_by_the_path_alone(name: str) -> None:
    assert on_network_share(name)


@pytest.mark.parametrize("name", ["", "/", "a", "/home/a//b", r"C:\a\\b", "./a", r"\a"])
def test_what_is_here_is_no_share(name: str) -> None:
    assert not on_network_share(name)
