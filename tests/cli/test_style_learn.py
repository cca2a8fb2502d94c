"""`dieloom style learn`: begun, gone on with by the same command, refused in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.style.learning.files import ENDING, find_style, read_info
from tests.cli.spoken import refused, said
from tests.style.learning.toys import folders

SMALL = ("--resolution", "64", "--crop-px", "32", "--batch", "1")


@pytest.fixture
def sets(tmp_path: Path) -> tuple[str, ...]:
    contents, styles = folders(tmp_path, 2, 1)
    return ("--content", str(contents), "--style", str(styles))


@pytest.mark.parametrize("out", ["blue", f"blue{ENDING}"])
def test_a_style_is_learned_and_the_same_command_goes_on(
    tmp_path: Path, sets: tuple[str, ...], capsys: pytest.CaptureFixture[str], out: str
) -> None:
    command = ("style", "learn", *sets, "--out", str(tmp_path / out), *SMALL)
    first = said(capsys, *command, "--kimg", "0.002", "--seed", "3")
    assert (first["images"], first["finished"], first["contents"], first["styles"]) == (2, True, 2, 1)
    style = find_style(str(tmp_path / out))
    assert str(style) == first["style"]
    assert read_info(style).name == "blue"
    shutil.rmtree(sets[1])  # the pictures were prepared into the run
    again = said(capsys, *command, "--kimg", "0.004", "--seed", "3")
    assert again["images"] == 4
    assert said(capsys, "style", "learn", "--resume", str(tmp_path / out))["images"] == 4
    assert "keeps its seed" in refused(capsys, *command, "--seed", "4")


def test_what_is_missing_or_does_not_go_is_told_in_a_line(
    tmp_path: Path, sets: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    out = ("--out", str(tmp_path / "blue"))
    assert "no pictures" in refused(capsys, "style", "learn", *out)
    assert "a place" in refused(capsys, "style", "learn", *sets)
    assert "No style is being learned" in refused(capsys, "style", "learn", "--resume", str(tmp_path / "none"))
    assert "no folder" in refused(capsys, "style", "learn", *sets, "--out", str(tmp_path / "none" / "blue"))
    assert "crop_px" in refused(capsys, "style", "learn", *sets, *out, "--crop-px", "33")
    assert "no device" in refused(capsys, "style", "learn", *sets, *out, "--device", "teapot")
    missing = ("--content", str(tmp_path / "none"), *sets[2:])
    assert "The pictures to change" in refused(capsys, "style", "learn", *missing, *out)
