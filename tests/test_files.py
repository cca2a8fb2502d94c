"""Saving whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import DieloomError
from core.files import replacing, write_bytes


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
