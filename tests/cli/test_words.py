"""What the command line's words accept."""

from __future__ import annotations

import argparse

import pytest

from core.cli import words


@pytest.mark.parametrize("text", ["80,40,140", "80x40x140", "80×40×140", " 80,40,140 "])
def test_sizes(text: str) -> None:
    assert words.size_mm(text) == (80, 40, 140)


@pytest.mark.parametrize("text", ["", "0,1,2", "-1,2,3", "1,2,3,4", "nan,1,2", "inf,1,1", "1;2"])
def test_sizes_that_are_none(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="size in mm"):
        words.size_mm(text)


def test_parameters() -> None:
    assert words.parameter("glue_flap=12.5") == ("glue_flap", 12.5)
