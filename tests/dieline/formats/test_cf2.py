"""CFF2 by its own rules: records, numbers, units, sub-drawings."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.dieline import library
from core.dieline.formats.cf2 import Placement, cf2_layout_of, cf2_of, write_cf2_layout
from core.dieline.outline import LineType

CARTON = library.load("ECMA A20.20.01.01").outline({})


def records(text: str, kind: str) -> list[list[str]]:
    return [line.split(",") for line in text.split("\r\n") if line.startswith(f"{kind},")]


def test_the_frame_of_the_file() -> None:
    lines = cf2_of(CARTON).split("\r\n")
    assert lines[:6] == ["$BOF", "V2", "ORDER", "END", "MAIN,ECMA A20.20.01.01", "UM"]
    corners = [float(word) for line in lines[6:8] for word in line.split(",")[1:]]
    assert corners == pytest.approx(CARTON.blank, abs=1e-6)
    assert [line[:3] for line in lines[6:8]] == ["LL,", "UR,"]
    assert lines[8] == "SCALE,1,1"
    assert lines[-3:] == ["END", "$EOF", ""]


def test_rules_are_numbered_as_die_shops_number_them() -> None:
    text = cf2_of(CARTON)
    numbers = [int(record[2]) for record in (*records(text, "L"), *records(text, "A"))]
    assert numbers.count(1) == len(CARTON.lines_of(LineType.CUT, LineType.SLIT, LineType.WINDOW))
    assert numbers.count(2) == len(CARTON.lines_of(LineType.CREASE))
    assert len(numbers) == len(CARTON.lines)


def test_arcs_run_about_their_centres() -> None:
    for record in records(cf2_of(CARTON), "A"):
        x1, y1, x2, y2, cx, cy, way = map(float, record[4:11])
        assert abs(complex(x1 - cx, y1 - cy)) == pytest.approx(abs(complex(x2 - cx, y2 - cy)), abs=1e-5)
        assert way in (1, -1)
        assert len(record) == 13


def test_a_layout_places_one_drawing_many_times(tmp_path: Path) -> None:
    placements = [Placement(0, 0), Placement(690.123456, 980, 180), Placement(5, 6, -90)]
    text = cf2_layout_of(CARTON, placements, (700, 1000))
    assert records(text, "C") == [
        ["C", "BLANK", "0", "0", "0", "1", "1"],
        ["C", "BLANK", "690.123456", "980", "180", "1", "1"],
        ["C", "BLANK", "5", "6", "-90", "1", "1"],
    ]
    assert text.index("MAIN,") < text.index("SUB,BLANK") < text.index("$EOF")
    assert len(records(text, "L")) == len(records(cf2_of(CARTON), "L"))
    write_cf2_layout(CARTON, placements, (700, 1000), tmp_path / "sheet.cf2")
    assert (tmp_path / "sheet.cf2").read_bytes() == text.encode("ascii")


def test_names_stay_one_field() -> None:
    from dataclasses import replace

    assert "MAIN,Box_ _ B_T\r\n" in cf2_of(replace(CARTON, code="Box, 盒 B/T"))
    assert "MAIN,DIE\r\n" in cf2_of(replace(CARTON, code=" "))
