"""Files that are cut short, bent at random or made to harm end in findings or in one DieloomError, and soon."""

from __future__ import annotations

import functools
import io
import random
import re
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.press.preflight import Finding, preflight_pdf
from core.press.preflight.pdf import checks
from core.press.preflight.pdf.content import Deadline, TooLong
from core.press.presets import Limits
from tests.press.preflight.pages import codes, found, image, page_of, pdf, resource

LIMITS = Limits()


def judged(data: bytes | Path) -> list[Finding] | None:
    """The findings; None for a file that is refused in words."""
    try:
        return preflight_pdf(data, LIMITS)
    except DieloomError as error:
        refusal = error
    assert refusal.message.endswith(".")
    assert refusal.hint
    return None


@functools.cache
def _rich() -> bytes:
    """A page with a bit of everything."""
    placed = b"q 50 0 0 50 100 100 cm /I Do Q BT 9 Tf (x) Tj ET 0 1 0 0 k 100 200 30 30 re f 1 w 9 9 m 99 99 l S"
    return pdf(placed, resource("XObject", "I", image(64, 64)), object_stream_mode=pikepdf.ObjectStreamMode.disable)


def test_every_length_of_a_file() -> None:
    rich = _rich()
    for length in range(0, len(rich), len(rich) // 60):
        judged(rich[:length])
    assert judged(rich) is not None


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5999), st.integers(0, 255)), min_size=1, max_size=12))
def test_bytes_at_random(changes: list[tuple[int, int]]) -> None:
    """Within the first and the last 3000 bytes: between lies the profile, which is no fun to bend."""
    bent = bytearray(_rich())
    for at, value in changes:
        bent[at if at < 3000 else at - 6000] = value
    judged(bytes(bent))


@pytest.mark.parametrize("real", [False, True])
def test_one_thing_said_instead_of_another(real: bool, carton_pdf: Path) -> None:
    """Three hundred times with a small file, thirty with a real export."""
    data, chance = carton_pdf.read_bytes() if real else _rich(), random.Random(7)
    words = [b"/Pages", b"/Kids", b"/Type", b"/Count", b"/Length", b"/Filter", b"/Resources", b"/ColorSpace", b" 0 R"]
    words += [b"<<", b">>", b"[", b"]", b"/MediaBox", b"/OCGs", b"/Group", b"/SMask", b"/XObject", b"obj", b"stream"]
    words += [b"/Metadata", b"/OutputIntents", b"/Order", b"/Width", b"/N", b"trailer", b"/Root", b"/Separation"]
    for _ in range(30 if real else 300):
        one, other = chance.sample(words, 2)
        places = [found.start() for found in re.finditer(re.escape(one), data)]
        if places:
            at = chance.choice(places)
            judged(data[:at] + other.ljust(len(one))[: len(one)] + data[at + len(one) :])


def _loop(made: Pdf) -> None:
    made.Root.Pages.Kids.append(made.Root.Pages)


def _form_in_itself(made: Pdf) -> Any:
    stream = made.make_stream(b"/X Do 1 0 0 rg 0 0 9 9 re f")
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    stream.Resources = Dictionary(XObject=Dictionary(X=stream))
    return stream


def test_a_page_tree_that_bites_its_tail() -> None:
    judged(pdf(change=_loop))


def test_a_form_that_draws_itself() -> None:
    assert "rgb" in codes(b"/X Do", resource("XObject", "X", _form_in_itself))


def test_forms_that_double_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PATIENCE", 2.0)

    def doubling(made: Pdf) -> Any:
        inner = None
        for _ in range(28):
            stream = made.make_stream(b"/X Do /X Do" if inner is not None else b"0 0 9 9 re f")
            stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
            stream.Resources = Dictionary(XObject=Dictionary(X=inner)) if inner is not None else Dictionary()
            inner = made.make_indirect(stream)
        return inner

    data = pdf(b"/X Do", resource("XObject", "X", doubling))
    assert "pdf-unseen" in {each.code for each in judged(data) or ()}


def _bomb(made: Pdf) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(400)) + packer.flush()
    stream = made.make_stream(b"")
    stream.write(packed, filter=Name.FlateDecode)
    page_of(made).Contents = made.make_indirect(stream)


def test_a_stream_that_unpacks_to_gigabytes() -> None:
    data = pdf(change=_bomb, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert len(data) < 3_000_000
    tracemalloc.start()
    found = judged(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found is not None
    assert "pdf-unseen" in {each.code for each in found}
    assert peak < 400e6


def test_an_object_stream_that_unpacks_to_gigabytes() -> None:
    """The whole file's objects are in one stream that is mostly nothing."""
    packer = zlib.compressobj(9)
    body = b"1 0 2 40 " + b"<</Type/Catalog/Pages 2 0 R>>".ljust(40) + b"<</Type/Pages/Kids[]/Count 0>>"
    packed = packer.compress(body)
    packed += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(400)) + packer.flush()
    head = b"%PDF-1.6\n"
    objects = b"3 0 obj<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    objects += packed + b"\nendstream endobj\n"
    at = len(head) + len(objects)
    rows = b"".join(
        bytes([kind]) + where.to_bytes(4, "big") + bytes([last])
        for kind, where, last in ((0, 0, 255), (2, 3, 0), (2, 3, 1), (1, len(head), 0), (1, at, 0))
    )
    table = b"4 0 obj<</Type/XRef/Size 5/Root 1 0 R/W[1 4 1]/Length %d>>stream\n" % len(rows) + rows
    judged(head + objects + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % at)


VALUES = (b"/X", b"7", b"[]", b"[1 /X]", b"[/Separation]", b"<< >>", b"(x)", b"true")


@pytest.mark.parametrize("value", VALUES, ids=str)
@pytest.mark.parametrize("key", ["OCProperties", "OutputIntents", "Names", "AcroForm", "OpenAction", "AA"])
def test_wrong_types_in_the_catalogue(key: str, value: bytes) -> None:
    def change(made: Pdf) -> None:
        made.Root[f"/{key}"] = Object.parse(value)

    assert judged(pdf(change=change)) is not None


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_wrong_types_for_metadata(value: bytes) -> None:
    assert judged(re.sub(rb"/Metadata \d+ 0 R", b"/Metadata " + value, _rich())) is not None


@pytest.mark.parametrize("value", VALUES, ids=str)
@pytest.mark.parametrize(
    "key", ["MediaBox", "TrimBox", "BleedBox", "Contents", "Resources", "Annots", "Group", "AA", "UserUnit", "Rotate"]
)
def test_wrong_types_in_the_page(key: str, value: bytes) -> None:
    def change(made: Pdf) -> None:
        page_of(made)[f"/{key}"] = Object.parse(value)

    judged(pdf(b"0 0 9 9 re f", change))


@pytest.mark.parametrize("kind", ["ColorSpace", "ExtGState", "Font", "XObject", "Pattern", "Shading", "Properties"])
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_wrong_types_in_the_resources(kind: str, value: bytes) -> None:
    drawn = b"/R cs /R gs /R 9 Tf (x) Tj /R Do /R sh /R scn 0 0 9 9 re f /OC /R BDC EMC"

    def change(made: Pdf) -> None:
        page_of(made).Resources[f"/{kind}"] = Dictionary(R=Object.parse(value))

    assert judged(pdf(drawn, change)) is not None


def test_what_is_no_pdf(tmp_path: Path) -> None:
    for data in (b"", b"\0" * 5000, b"%PDF-1.6\n", b"GIF89a", b"%PDF-1.6\n%%EOF"):
        assert judged(data) is None
    assert judged(tmp_path) is None
    assert judged(tmp_path / "nowhere.pdf") is None


def test_a_locked_file() -> None:
    with pytest.raises(DieloomError, match="password"):
        preflight_pdf(pdf(encryption=pikepdf.Encryption(owner="o", user="u", R=4)), LIMITS)


def test_contents_that_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PATIENCE", -1.0)
    assert "pdf-unseen" in {each.code for each in found()}


def _work(patience: Deadline) -> None:
    while True:
        patience.check()


def test_patience_is_of_work_not_of_waiting() -> None:
    patience = Deadline(Progress(), 0.2)
    time.sleep(0.4)
    patience.check()
    with pytest.raises(TooLong):
        _work(patience)


def test_dashes_without_end() -> None:
    assert codes(b"[0.01 0.01] 0 d 1 w 20 20 m 300 300 l S") == set()


def test_curves_that_leave_for_another_country() -> None:
    """The ink of what stays on the page is measured all the same."""
    far = b" ".join(b"%d 0 m 9 2500000 2500000 %d %d 2500000 c S" % (at, at * 7, at * 3) for at in range(400))
    inked = b" 1 1 1 0.5 k 60 60 200 200 re f"
    assert codes(b"1 w " + far + inked) == {"ink-limit"}


def test_a_cancelled_preflight_stops() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        preflight_pdf(pdf(), LIMITS, progress)


def test_limits_of_the_library_are_put_back() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    judged(b"%PDF-1.6\n")
    judged(pdf())
    assert pikepdf.settings.get_qpdf_limits() == before


def test_metadata_that_grow() -> None:
    bomb = (
        b"<!DOCTYPE x [<!ENTITY a '"
        + b"lol" * 50
        + b"'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 50) for i in range(8))
    )
    bomb += b"]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&i;</x:xmpmeta>"

    def change(made: Pdf) -> None:
        made.Root.Metadata = made.make_stream(bomb, Type=Name.Metadata, Subtype=Name.XML)

    assert "pdf-metadata" in codes(change=change)


def test_pages_without_end() -> None:
    made = Pdf.open(io.BytesIO(pdf()))
    for _ in range(60):
        made.pages.append(made.pages[0])
    out = io.BytesIO()
    made.save(out)
    assert judged(out.getvalue()) is not None
