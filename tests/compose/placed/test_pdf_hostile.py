"""Whatever a file holds, reading it ends in a page that every device can draw, or in words."""

from __future__ import annotations

import io
import math
import re
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, StreamDecodeLevel

from core.compose.drawlist import DrawImage, FillTile, Group, Op, PdfImage
from core.compose.placed import pdf as reader
from core.compose.placed.objects import SLIPS, inflated, unpacked
from core.compose.placed.pdf import PlacedPage, read_page
from core.compose.placed.pictures import pdf_image
from core.compose.placed.run import Run
from core.compose.raster import render
from core.errors import DieloomError
from core.geometry import MoveTo
from core.jobs import Progress
from tests.compose.placed import test_pdf_masks, test_pdf_parts, test_pdf_reference, test_pdf_text
from tests.compose.placed.pages import PagePixels, form, make, media_page, read

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TOKENS = (
    *(b"q", b"Q", b"cm", b"re", b"f", b"W n", b"BT", b"ET", b"Tj", b"BI", b"ID", b"EI", b"Do", b"sh", b"scn", b"gs"),
    *(b"1e9", b"-999999999", b"0", b"/F", b"<<", b">>", b"[", b"]", b"(", b")", b"\xff", b"99999999999", b"null"),
    *(b"endobj", b"stream", b"endstream", b"1 0 R", b"5 0 R", b"true", b"/DeviceN", b"/Pattern", b"/Identity-H"),
)


def plain(data: bytes) -> bytes:
    """Without packing, so that a change of a byte is one of what it says."""
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            file,
            static_id=True,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.generalized,
            object_stream_mode=ObjectStreamMode.disable,
            qdf=True,
        )
    return file.getvalue()


def seeds() -> Iterator[bytes]:
    yield plain(make(b"\n".join(test_pdf_reference.SWATCHES), test_pdf_reference.inks))
    text = b"BT /F 10 Tf 20 30 Td (AB\xc4) Tj 1 Tr [(A) 20 (B)] TJ 7 Tr (A) Tj ET 0 0 99 99 re f"
    for font in ("TrueType", "Type 1", "CFF"):
        yield plain(make(text, test_pdf_text.EMBEDDED[font]))
    yield plain(make(b"BT /F 10 Tf <000100020001> Tj ET", test_pdf_text.COMPOSITE["CFF"]))
    yield plain(make(b"BT /F 20 Tf (aa) Tj ET", lambda pdf: test_pdf_text.drawn(pdf, b"8 0 0 0 5 5 d1 0 0 5 5 re f")))
    tiles = b"/Pattern cs /P scn 0 0 50 40 re f* 9 9 m 50 9 l 9 60 l h W* n 0 0 99 99 re B"
    yield plain(make(tiles, lambda pdf: {"Pattern": {"P": test_pdf_parts.tiling(pdf, b"1 1 4 4 re f")}}))
    for mask in (b"/S sh", b"q 100 0 0 100 50 50 cm /I Do Q"):
        yield plain(test_pdf_masks.masked(mask, b"/M gs /X Do 9 9 99 99 re f"))


SEEDS = list(seeds())


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """A sound file with some bytes changed, cut out, doubled or put in, or numbers made strange."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        match draw(st.integers(0, 4)):
            case 0:
                data[at] = draw(st.integers(0, 255))
            case 1:
                del data[at : at + draw(st.sampled_from([1, 3, 40]))]
            case 2:
                data[at:at] = b" " + draw(st.sampled_from(TOKENS)) + b" "
            case 3:
                data[at:at] = data[at : at + draw(st.integers(1, 60))]
            case _:
                if number := re.compile(rb"-?\d+").search(bytes(data), at):
                    strange = draw(st.sampled_from([b"0", b"1", b"-1", b"255", b"1000000", b"-0.0001", b"4294967296"]))
                    data[number.start() : number.end()] = strange
        if not data:
            return b"%PDF-1.4"
    return bytes(data)


MISSING = "A picture in the PDF is missing or damaged."


def words(job: Callable[[], object]) -> str | None:
    """What a person is told, without the names of files; None when all goes well."""
    try:
        job()
    except DieloomError as error:
        return re.sub(r" [0-9a-f]{12}…", "", error.message)
    return None


def taken(data: bytes) -> PlacedPage | None:
    """The page; what slips through while it is read is a fault of ours, and not caught here as it is for a person."""
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            page = pdf.pages[0].obj
            return reader._read(pdf, page, "asset", Progress())
    except DieloomError:
        return None
    except SLIPS as error:
        if error.__traceback__ is not None and _within_read(error):
            raise
        return None


def _within_read(error: BaseException) -> bool:
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_name == "_read":
            return True
        trace = trace.tb_next
    return False


def drawable(ops: tuple[Op, ...], depth: int = 0) -> list[int]:
    """Check every number, and list the pictures."""
    assert depth < 100
    found: list[int] = []
    for op in ops:
        match op:
            case Group():
                found += drawable(op.ops, depth + 1)
                outlines = [op.clip] if op.clip else []
                numbers = list(op.matrix or ())
            case DrawImage():
                outlines, numbers = [], list(op.matrix)
                found += [op.source.number] if isinstance(op.source, PdfImage) else []
            case FillTile():
                raise AssertionError("no tiles in a PDF")
            case _:
                outlines, numbers = [op.path], []
        for path in outlines:
            assert not path.commands or isinstance(path.commands[0], MoveTo)
            numbers += [value for point in path.points() for value in point]
        assert all(math.isfinite(number) and abs(number) < 1e10 for number in numbers)
    return found


@SLOW
@given(mutants())
@example(b"%PDF-1.4")
def test_a_damaged_file_is_a_page_or_words(data: bytes) -> None:
    page = taken(data)
    if page is None:
        return
    for number in drawable(page.ops)[:3]:
        assert words(lambda number=number: pdf_image(data, number, 16)) in (None, MISSING)


@SLOW
@given(mutants(), st.integers(8, 20))
def test_what_is_read_of_it_can_be_drawn(data: bytes, ppi: int) -> None:
    page = taken(data)
    if page is None or max(page.media.width, page.media.height) > 200 or len(page.ops) > 300:
        return
    # A picture may be too large to be tried while the page is read.
    assert words(lambda: render(media_page(page), PagePixels(data), ppi)) in (None, MISSING)


@SLOW
@given(st.binary(max_size=400))
def test_any_instructions_are_played(content: bytes) -> None:
    drawable(read(content).ops)


@SLOW
@given(st.lists(st.sampled_from([*TOKENS, *b"1 7 /X m l c h S b* d w Tf Tm".split()])))
def test_any_order_of_instructions_is_played(tokens: list[bytes]) -> None:
    def resources(pdf: Pdf) -> dict[str, dict[str, object]]:
        pattern = test_pdf_parts.tiling(pdf, b"1 1 4 4 re f")
        return test_pdf_text.FONT(pdf) | {"Pattern": {"X": pattern}, "XObject": {"X": pattern}}

    drawable(read(b" ".join(tokens), resources).ops)


ENTRIES = ("Contents", "Resources", "MediaBox", "TrimBox", "Rotate", "UserUnit", "Annots", "Group")
NONSENSE = (None, 7, -1e30, True, "text", Array([]), Array([1, "x", 3, None]), Dictionary(A=1), Name.X)


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("value", NONSENSE)
def test_any_entry_of_a_page_may_be_nonsense(name: str, value: object) -> None:
    pdf = Pdf.open(io.BytesIO(make(b"/X gs 0 0 9 9 re f")))
    if value is None:
        del pdf.pages[0].obj["/Contents" if f"/{name}" not in pdf.pages[0].obj else f"/{name}"]
    else:
        pdf.pages[0].obj[f"/{name}"] = value  # type: ignore[assignment]
    file = io.BytesIO()
    pdf.save(file)
    fault = words(lambda: drawable(read_page(file.getvalue()).ops))
    # None that is one; a number that no PDF can hold spoils the page's object itself.
    assert fault in (None, "The PDF has no page.", "The PDF cannot be read (no pages found).")


def test_calls_that_multiply_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.compose.placed.run.MOST_OPERATORS", 50_000)

    def resources(pdf: Pdf) -> dict[str, dict[str, object]]:
        inner = form(pdf, b"0 0 9 9 re f")
        for _ in range(12):
            inner = form(pdf, b"/X Do " * 20, Resources=Dictionary(XObject=Dictionary(X=inner)))
        return {"XObject": {"X": inner}}

    with pytest.raises(DieloomError, match="instructions"):
        read(b"/X Do", resources)


@pytest.mark.parametrize("calls", [2, 8])
def test_calls_that_end_at_the_depth_are_counted_too(calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree deeper than forms may lie in each other: most of its calls are refused, and each of them takes time."""
    asked = 0

    def counted(run: Run, key: object) -> bool:
        nonlocal asked
        asked += 1
        return deeper(run, key)

    deeper = Run.deeper
    monkeypatch.setattr(Run, "deeper", counted)

    def resources(pdf: Pdf) -> dict[str, dict[str, object]]:
        inner = form(pdf, b"0 0 9 9 re f")
        for _ in range(40):
            inner = form(pdf, b"/X Do " * calls, Resources=Dictionary(XObject=Dictionary(X=inner)))
        return {"XObject": {"X": inner}}

    with pytest.raises(DieloomError, match="instructions"):
        read(b"/X Do", resources)
    assert asked <= 20_000


def test_a_stream_is_unpacked_within_its_limit_only() -> None:
    pdf = Pdf.new()
    data = zlib.compress(bytes(5_000_000))
    stream = pdf.make_stream(b"")
    stream.write(data, filter=Name.FlateDecode)
    assert len(unpacked(stream, 5_000_000)) == 5_000_000
    for most in (4_999_999, 100):
        with pytest.raises(ValueError, match="more than"):
            unpacked(stream, most)
    assert inflated(data[:1000], 10**9) == bytes(len(inflated(data[:1000], 10**9)))  # what there is of it
    stream.write(zlib.compress(data), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    with pytest.raises(ValueError, match="more than"):
        unpacked(stream, 100_000)


def test_nothing_but_words_reaches_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "Layers", lambda root: 1 / 0)
    with pytest.raises(DieloomError, match="cannot be read"):
        read(b"")
