"""Broken and hostile files: one clear message, soon, whatever is in them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import ezdxf
import pytest
from ezdxf.addons import r12writer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dieline import library
from core.dieline.formats.cf2 import cf2_of, write_cf2
from core.dieline.formats.dxf import write_dxf
from core.dieline.formats.svg import write_svg
from core.dieline.intake import SUFFIXES, guess, read_drawing, template_from
from core.dieline.outline import Outline
from core.dieline.template import Template
from core.errors import DieloomError
from core.press.dieline_pdf import write_dieline_pdf

CARTON = library.load("ECMA A20.20.01.01").outline({})
SMALL = library.load("HANG TAG FOLDED").outline({})


def files_of(outline: Outline) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        written = {}
        for suffix, write in (
            (".dxf", write_dxf),
            (".svg", write_svg),
            (".cf2", write_cf2),
            (".pdf", write_dieline_pdf),
        ):
            path = Path(folder) / f"die{suffix}"
            write(outline, path)
            written[suffix] = path.read_bytes()
        path = Path(folder) / "die.dxf"
        write_dxf(outline, path, version="R12")
        written[".r12"] = path.read_bytes()
    return written


FILES = files_of(SMALL)


def refusal(data: bytes, suffix: str, folder: Path) -> DieloomError | None:
    """The message about a file, or None when it is read and becomes a template; anything else raised is a defect."""
    path = folder / f"die{'.dxf' if suffix == '.r12' else suffix}"
    path.write_bytes(data)
    try:
        file, _ = template_from(read_drawing(path))
        Template(file).outline({})
    except DieloomError as error:
        return error
    return None


@pytest.mark.parametrize("suffix", FILES)
def test_whole_files_are_read(suffix: str, tmp_path: Path) -> None:
    assert refusal(FILES[suffix], suffix, tmp_path) is None


@pytest.mark.parametrize("part", [0.0, 0.02, 0.2, 0.5, 0.8, 0.97])
@pytest.mark.parametrize("suffix", FILES)
def test_files_cut_short_are_refused(suffix: str, part: float, tmp_path: Path) -> None:
    data = FILES[suffix]
    error = refusal(data[: int(len(data) * part)], suffix, tmp_path)
    assert error is not None
    assert error.message.startswith("die")
    assert error.hint


changes = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=12) | st.just(b"-1e308") | st.just(b"0\n")),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("suffix", FILES)
@given(changes=changes)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changed_files_are_read_or_refused(suffix: str, changes: list[tuple[int, int, bytes]], tmp_path: Path) -> None:
    data = FILES[suffix]
    for at, count, new in changes:
        place = at % len(data)
        data = data[:place] + new + data[place + count :]
    error = refusal(data, suffix, tmp_path)
    assert error is None or error.message


@pytest.mark.parametrize("suffix", [".dxf", ".svg", ".cf2"])
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exchanged_words_are_read_or_refused(suffix: str, data: st.DataObject, tmp_path: Path) -> None:
    lines = FILES[suffix].replace(b",", b",\n").splitlines(keepends=True)
    for _ in range(3):
        i, j = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines[i], lines[j] = lines[j], lines[i]
    text = b"".join(lines)
    error = refusal(text.replace(b",\n", b",") if suffix == ".cf2" else text, suffix, tmp_path)
    assert error is None or error.message


def test_a_dxf_of_200000_entities_is_refused(tmp_path: Path) -> None:
    with r12writer(tmp_path / "big.dxf") as dxf:
        for i in range(200_000):
            dxf.add_line((i % 500, i // 500), (i % 500 + 1, i // 500), layer="CUT")
    with pytest.raises(DieloomError, match=r"holds more than 60000 entities.*export the layers of the die alone"):
        read_drawing(tmp_path / "big.dxf")


def test_a_dxf_of_endless_blocks_is_refused(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    for i in range(8):
        block = dxf.blocks.new(f"B{i}")
        for k in range(10):
            block.add_blockref(f"B{i - 1}", (k, 0)) if i else block.add_line((0, 0), (1, k))
    dxf.modelspace().add_blockref("B7", (0, 0))
    grid = dxf.blocks.new("GRID")
    grid.add_line((0, 0), (1, 0))
    dxf.saveas(tmp_path / "die.dxf")
    with pytest.raises(DieloomError, match=r"more than 50000 lines|too often|too deep"):
        read_drawing(tmp_path / "die.dxf")
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    dxf.blocks.new("GRID").add_line((0, 0), (1, 0))
    many = {"row_count": 30_000, "column_count": 30_000, "row_spacing": 1, "column_spacing": 1}
    dxf.modelspace().add_blockref("GRID", (0, 0), dxfattribs=many)
    dxf.saveas(tmp_path / "die.dxf")
    with pytest.raises(DieloomError, match=r"more than 50000 lines|too often"):
        read_drawing(tmp_path / "die.dxf")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("AcDbLine\n", "AcDbLine\nwhat\n", r'line \d+ should be a DXF group code, not "what"'),
        ("AcDbLine\n", "AcDbLine\n 10\nnan\n", r'line \d+ should be a number, not "nan"'),
        ("AcDbLine\n", "AcDbLine\n 10\n12,5\n", r'line \d+ should be a number, not "12,5"'),
        ("EOF\n", "", r"is cut short: it stops at line \d+"),
    ],
)
def test_a_dxf_with_a_slip_is_refused_by_its_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    dxf.modelspace().add_line((0, 0), (50, 0))
    dxf.saveas(tmp_path / "die.dxf")
    text = (tmp_path / "die.dxf").read_text()
    assert text.count(old) == 1
    (tmp_path / "die.dxf").write_text(text.replace(old, new))
    with pytest.raises(DieloomError, match=said):
        read_drawing(tmp_path / "die.dxf")


def test_a_radius_of_nothing_names_its_entity(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    dxf.modelspace().add_circle((0, 0), 5).dxf.radius = -1
    dxf.saveas(tmp_path / "die.dxf")
    with pytest.raises(DieloomError, match=r"die\.dxf: CIRCLE #\w+ makes no sense \(its radius is not more than 0\)"):
        read_drawing(tmp_path / "die.dxf")


def test_hatched_artwork_is_refused_in_bounded_time(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    for i in range(3000):
        dxf.modelspace().add_open_spline(
            [(i, 0), (i + 5, 20), (i - 9, 40), (i + 3, 60), (i, 80), (i + 30, 100)], degree=3
        )
    dxf.saveas(tmp_path / "die.dxf")
    with pytest.raises(DieloomError, match="more free curves than 8000 arcs can follow"):
        read_drawing(tmp_path / "die.dxf")


def test_files_that_are_not_for_importing(tmp_path: Path) -> None:
    for name, data, said in (
        ("die.dwg", b"AC1032", "cannot be imported.*ends in .dxf, .svg, .cf2, .pdf, .ai"),
        ("die.dxf", b"", "is empty"),
        ("die.svg", b"\x1f\x8b\x08", "is compressed"),
        ("die.dxf", b"hello world", 'line 1 should be a DXF group code, not "hello world"'),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(DieloomError, match=said):
            read_drawing(tmp_path / name)
    for suffix in SUFFIXES:
        with pytest.raises(DieloomError, match="cannot be read"):
            read_drawing(tmp_path / f"none{suffix}")
    with pytest.raises(DieloomError, match='no unit "furlong"'):
        read_drawing(tmp_path / "die.dxf", "furlong")


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "die.svg").open("wb") as file:
        file.truncate(40_000_000)
    with pytest.raises(DieloomError, match=r"die\.svg is too large: 32 MB at most"):
        read_drawing(tmp_path / "die.svg")


def test_guesses_count_and_measure_every_group(tmp_path: Path) -> None:
    path = tmp_path / "die.cf2"
    path.write_text(cf2_of(CARTON))
    drawing = read_drawing(path)
    guesses = guess(drawing)
    assert sum(each.count for each in guesses) == len(drawing.strokes) == len(CARTON.lines)
    total = sum(line.segment.length for line in CARTON.lines)
    assert sum(each.length for each in guesses) == pytest.approx(total, abs=1e-3)


def test_one_entity_cannot_hold_a_file_full_of_lines(tmp_path: Path) -> None:
    corners = "".join(f"10\n{i % 100}\n20\n{i // 100}\n" for i in range(60_000))
    head = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n"
    line = f"0\nLWPOLYLINE\n5\n1A\n8\nCUT\n100\nAcDbEntity\n100\nAcDbPolyline\n90\n60000\n70\n0\n{corners}"
    (tmp_path / "die.dxf").write_text(f"{head}{line}0\nENDSEC\n0\nEOF\n")
    with pytest.raises(DieloomError, match=r"LWPOLYLINE #1A makes no sense \(it has 60000 corners\)"):
        read_drawing(tmp_path / "die.dxf")
    (tmp_path / "die.svg").write_text(f"<svg><path stroke='red' d='M{'0 1 ' * 60_000}'/></svg>")
    with pytest.raises(DieloomError, match=r"line 1, <path> makes no sense: its path has more than 50000 pieces"):
        read_drawing(tmp_path / "die.svg")
    (tmp_path / "die.svg").write_text(f"<svg><polygon stroke='red' points='{'0 1 ' * 600_000}'/></svg>")
    with pytest.raises(DieloomError, match=r"line 1, <polygon> makes no sense: it is drawn with more than 2000000"):
        read_drawing(tmp_path / "die.svg")
    (tmp_path / "die.cf2").write_bytes(b"$BOF\n" + b"\n" * 500_000)
    with pytest.raises(DieloomError, match="more than 400000 lines"):
        read_drawing(tmp_path / "die.cf2")


def test_style_sheets_that_never_end_are_read_once(tmp_path: Path) -> None:
    rules = "path{stroke:red}.a{stroke:blue}" * 20_000
    (tmp_path / "die.svg").write_text(
        f"<svg><style>{rules}{'/*' * 200_000}</style>" + "<path class='a' d='M0 0h50'/>" * 2000 + "</svg>"
    )
    drawing = read_drawing(tmp_path / "die.svg")
    assert {source.colour for source in drawing.sources} == {"#0000ff"}


def test_a_block_of_nothing_is_not_placed_for_ever(tmp_path: Path) -> None:
    dxf = ezdxf.new(units=4)  # type: ignore[attr-defined]
    dxf.blocks.new("EMPTY")
    grid = {"row_count": 30_000, "column_count": 30_000, "row_spacing": 1, "column_spacing": 1}
    dxf.modelspace().add_blockref("EMPTY", (0, 0), dxfattribs=grid)
    dxf.saveas(tmp_path / "die.dxf")
    with pytest.raises(DieloomError, match="too often"):
        read_drawing(tmp_path / "die.dxf")


def test_rules_of_no_length_are_not_placed_for_ever(tmp_path: Path) -> None:
    calls, rules = "C,DOT,0,0,0,1,1\n" * 20_000, "L,2,1,0,5,5,5,5,0,0\n" * 20_000
    text = f"$BOF\nV2\nMAIN,SHEET\nUM\n{calls}END\nSUB,DOT\nUM\n{rules}END\n$EOF\n"
    (tmp_path / "die.cf2").write_text(text)
    with pytest.raises(DieloomError, match="too often"):
        read_drawing(tmp_path / "die.cf2")


def test_shapes_of_no_length_are_not_placed_for_ever(tmp_path: Path) -> None:
    uses = "<use href='#dot'/>" * 2_000
    dot = f"<path id='dot' stroke='red' d='M5 5{'L5 5' * 10_000}'/>"
    (tmp_path / "die.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{dot}{uses}</svg>")
    with pytest.raises(DieloomError, match="too often"):
        read_drawing(tmp_path / "die.svg")


def test_a_colour_of_blanks_is_none(tmp_path: Path) -> None:
    square = "<path stroke='red' d='M0 0H90V90H0Z'/>"
    blank = "<path stroke=' ' d='M0 0H10V10H0Z'/>"
    (tmp_path / "die.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{square}{blank}</svg>")
    assert len(read_drawing(tmp_path / "die.svg").strokes) == 4
