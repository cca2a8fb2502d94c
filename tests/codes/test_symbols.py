"""Symbols as the trade draws them: check digits, the grid of modules, guard and bearer bars, text, sizes, messages."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import Symbol, Symbology, encode, fits, rule
from core.codes.bars import outlines
from core.errors import DieloomError
from core.geometry import Box, Path
from tests.codes.pixels import picture
from tests.codes.samples import DATA, KINDS, LINEAR, RETAIL

GRID: dict[Symbology, float] = {"itf14": 0.5}  # parts of a module, since a wide element has two and a half


def _boxes(path: Path) -> list[Box]:
    return [Box.around(outline) for outline in path.flattened()]


def _bars(symbol: Symbol) -> list[Box]:
    """From left to right, without bearer bars."""
    return sorted(box for box in _boxes(symbol.bars) if box.width < symbol.width / 2)


@given(st.sampled_from((*RETAIL, "itf14")), st.data())
def test_check_digits(symbology: Symbology, data: st.DataObject) -> None:
    """Against the definition: the weighted sum of all digits is a multiple of ten."""
    body = data.draw(DATA[symbology])
    complete = encode(symbology, body, module=0.3).data
    assert complete[:-1] == body
    weights = [3 if i % 2 else 1 for i in range(len(complete))][::-1]
    assert sum(weight * int(digit) for weight, digit in zip(weights, complete, strict=True)) % 10 == 0
    assert encode(symbology, complete, module=0.3).data == complete
    wrong = complete[:-1] + str((int(complete[-1]) + 3) % 10)
    with pytest.raises(DieloomError, match=f"should be {complete[-1]}"):
        encode(symbology, wrong, module=0.3)


@pytest.mark.parametrize(
    ("symbology", "typed", "complete"),
    [
        ("ean13", "5901234123457", "5901234123457"),
        ("ean13", "978-3-16-148410-0", "9783161484100"),
        ("ean13", "4 006381 33393", "4006381333931"),
        ("ean8", "7351353", "73513537"),
        ("upca", "03600029145", "036000291452"),
        ("itf14", "1540014128876", "15400141288763"),
        ("datamatrix", "(01)0950110153000", "(01)09501101530003"),
        ("qr", "(0711) 123", "(0711) 123"),
    ],
)
def test_published_numbers(symbology: Symbology, typed: str, complete: str) -> None:
    assert encode(symbology, typed, module=0.5).data == complete


@pytest.mark.parametrize("symbology", KINDS)
@given(st.data())
@settings(max_examples=15)
def test_every_edge_is_on_the_grid_of_modules(symbology: Symbology, data: st.DataObject) -> None:
    content = data.draw(DATA[symbology])
    module = data.draw(st.floats(0.2, 1.0))
    symbol = encode(symbology, content, module=module)
    step = module * GRID.get(symbology, 1)
    matrix = symbology in ("datamatrix", "qr")
    for point in symbol.bars.points():
        assert point.x / step == pytest.approx(round(point.x / step), abs=1e-6)
        if matrix:
            assert point.y / step == pytest.approx(round(point.y / step), abs=1e-6)
    bounds = symbol.bars.bounds
    assert (bounds.x0, bounds.x1, bounds.y1) == pytest.approx((0, symbol.width, symbol.height), abs=1e-9)
    assert bounds.y0 >= -1e-9
    quiet = rule(symbology).quiet
    assert symbol.quiet == pytest.approx([modules * module for modules in quiet])


@pytest.mark.parametrize("symbology", LINEAR)
@given(st.data())
@settings(max_examples=15)
def test_reduction_narrows_each_bar_about_its_middle(symbology: Symbology, data: st.DataObject) -> None:
    content = data.draw(DATA[symbology])
    reduction = data.draw(st.floats(0, 0.2))
    full, reduced = (_bars(encode(symbology, content, module=0.33, reduction=each)) for each in (0, reduction))
    assert len(full) == len(reduced)
    for before, after in zip(full, reduced, strict=True):
        assert after.width == pytest.approx(before.width - reduction)
        assert after.centre == pytest.approx(before.centre)
        assert after.height == pytest.approx(before.height)


@given(st.integers(1, 9), st.integers(1, 9), st.data(), st.floats(0, 0.6))
@settings(max_examples=200)
def test_outlines_enclose_the_dark_modules(rows: int, columns: int, data: st.DataObject, reduction: float) -> None:
    """Against areas: each dark module loses a strip at each light neighbour, and grows no other."""
    cells = data.draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns))
    dark = np.array(cells).reshape(rows, columns)
    rings = outlines(dark, 1.0, reduction).flattened()
    area = sum((a.x * b.y - b.x * a.y) / 2 for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    padded, half = np.pad(dark, 1), reduction / 2
    expected = 0.0
    for y, x in np.argwhere(dark):
        window = padded[y : y + 3, x : x + 3]
        left, right, up, down = window[1, 0], window[1, 2], window[0, 1], window[2, 1]
        expected += (1 - half * (2 - int(left) - int(right))) * (1 - half * (2 - int(up) - int(down)))
        # A light module at an inner corner takes a square.
        for side, level, corner in (
            (left, up, window[0, 0]),
            (right, up, window[0, 2]),
            (left, down, window[2, 0]),
            (right, down, window[2, 2]),
        ):
            expected -= half * half * int(side and level and not corner)
    assert area == pytest.approx(expected, abs=1e-9)


def test_a_ring_has_a_hole_and_corners_stay_apart() -> None:
    ring = np.ones((3, 3), bool)
    ring[1, 1] = False
    outer, inner = outlines(ring, 1.0, 0.2).flattened()
    assert Box.around(outer) == pytest.approx((0.1, 0.1, 2.9, 2.9))
    assert Box.around(inner) == pytest.approx((0.9, 0.9, 2.1, 2.1))
    assert len(outlines(np.eye(3, dtype=bool), 1.0, 0.0).flattened()) == 3


@pytest.mark.parametrize(
    ("symbology", "modules", "long_bars"),
    [("ean13", 95, (0, 2, 46, 48, 92, 94)), ("ean8", 67, (0, 2, 32, 34, 64, 66)), ("upca", 95, None)],
)
@given(st.data())
@settings(max_examples=15)
def test_guard_bars(symbology: Symbology, modules: int, long_bars: tuple[int, ...] | None, data: st.DataObject) -> None:
    content = data.draw(DATA[symbology])
    module = 0.33
    symbol = encode(symbology, content, module=module)
    bars = _bars(symbol)
    assert symbol.width == pytest.approx(modules * module)
    assert symbol.bar_height == pytest.approx(rule(symbology).usual_height)
    short_foot = symbol.height - symbol.bar_height
    feet = {round(bar.y0 - short_foot, 9) for bar in bars}
    assert feet == {0.0, round(-5 * module, 9)}
    at = [round(bar.x0 / module) for bar in bars if bar.y0 < short_foot - 1e-9]
    if long_bars is not None:
        assert tuple(at) == long_bars
        return
    assert {0, 2, 46, 48, 92, 94} <= set(at)
    assert len(at) == 6 + 4  # two bars each of the first and the last digit
    assert all(where < 10 or 45 <= where < 50 or where >= 85 for where in at)


def test_nominal_sizes() -> None:
    """GS1 General Specifications: EAN-13 at 0.330 mm is 37.29 x 25.93 mm with its quiet zone, EAN-8 26.73 x 21.31 mm;
    ITF-14 at 1.016 mm is 142.75 mm wide."""
    for symbology, data, module, width, height in (
        ("ean13", "4006381333931", 0.33, 37.29, 25.93),
        ("upca", "036000291452", 0.33, 37.29, 25.93),
        ("ean8", "96385074", 0.33, 26.73, 21.31),
        ("itf14", "15400141288763", 1.016, 142.75, None),
    ):
        symbol = encode(symbology, data, module=module)  # type: ignore[arg-type]
        assert symbol.width + symbol.quiet[0] + symbol.quiet[1] == pytest.approx(width, abs=0.005)
        if height is not None:
            assert symbol.height == pytest.approx(height, abs=0.005)


@pytest.mark.parametrize(("module", "thickness"), [(1.016, 4.826), (0.495, 2.351), (5.0, 10.0)])
def test_bearer_bars_of_itf14(module: float, thickness: float) -> None:
    symbol = encode("itf14", "15400141288763", module=module, reduction=0.1)
    bearers = [box for box in _boxes(symbol.bars) if box.width > symbol.width / 2]
    bars = _bars(symbol)
    low, high = sorted(bearers, key=lambda box: box.y0)
    assert (low.height, high.height) == pytest.approx((thickness, thickness), abs=0.001)
    assert (low.width, high.width) == pytest.approx((symbol.width, symbol.width))
    assert {(round(bar.y0, 6), round(bar.y1, 6)) for bar in bars} == {(round(low.y1, 6), round(high.y0, 6))}
    assert {round((bar.width + 0.1) / module, 6) for bar in bars} == {1, 2.5}
    assert symbol.bar_height == 31.75


def test_text_as_the_trade_prints_it() -> None:
    ean = encode("ean13", "4006381333931", module=0.33).labels
    assert "".join(label.text for label in ean) == "4006381333931"
    assert ean[0].x + ean[0].width < 0  # outside, on the left
    assert ean[0].x >= -11 * 0.33
    assert [label.x / 0.33 for label in ean[1:]] == pytest.approx(
        [3 + 7 * i for i in range(6)] + [50 + 7 * i for i in range(6)]
    )
    upc = encode("upca", "036000291452", module=0.33)
    assert "".join(label.text for label in upc.labels) == "036000291452"
    first, *inner, last = upc.labels
    assert first.x + first.width < 0
    assert last.x > upc.width
    assert first.size == last.size < min(label.size for label in inner)
    assert [label.text for label in encode("itf14", "15400141288763", module=0.5).labels] == ["1 54 00141 28876 3"]
    data = "(01)09501101530003(10)AB-123"
    assert [label.text for label in encode("gs1_128", data, module=0.5).labels] == [data]
    assert [label.text for label in encode("code128", "Lot 7", module=0.5).labels] == ["Lot 7"]


@pytest.mark.parametrize("symbology", LINEAR)
@given(st.data())
@settings(max_examples=15)
def test_text_keeps_clear_of_the_bars_and_within_the_symbol(symbology: Symbology, data: st.DataObject) -> None:
    content = data.draw(DATA[symbology])
    module = data.draw(st.floats(0.2, 1.0))
    symbol = encode(symbology, content, module=module)
    left, right, _, _ = symbol.quiet
    boxes = _boxes(symbol.bars)
    for label in symbol.labels:
        box = Box(label.x, label.baseline, label.x + label.width, label.baseline + label.size)
        assert box.y0 >= 0
        assert -left - 1e-9 <= box.x0 < box.x1 <= symbol.width + right + 1e-9
        for bar in boxes:
            assert min(box.x1, bar.x1) - max(box.x0, bar.x0) < 1e-9 or box.y1 < bar.y0
    assert encode(symbology, content, module=module, text=False).labels == ()


def test_heights() -> None:
    assert encode("ean13", "4006381333931", module=0.264).bar_height == pytest.approx(18.28)
    assert encode("ean13", "4006381333931", module=0.33, height=12).bar_height == 12
    assert encode("gs1_128", "(10)A", module=0.7).bar_height == 31.75
    bare = encode("code128", "A", module=0.3, height=9, text=False)
    assert (bare.height, bare.bar_height) == (9, 9)
    matrix = encode("datamatrix", "square, please, at any length", module=0.4)
    assert matrix.width == matrix.height == matrix.bar_height


@pytest.mark.parametrize("symbology", KINDS)
def test_rules_are_in_order(symbology: Symbology) -> None:
    each = rule(symbology)
    assert 0 < each.smallest <= each.usual <= each.largest
    if each.least_height is None:
        assert each.height(1.0) is None
        assert each.least(1.0) is None
    else:
        assert each.usual_height is not None
        assert 0 < each.least_height <= each.usual_height
        assert each.height(each.usual) == pytest.approx(each.usual_height)
        assert each.least(each.smallest) == pytest.approx(each.least_height)


def test_higher_levels_need_more_modules() -> None:
    widths = [encode("qr", "x" * 200, module=1.0, level=level).width for level in ("L", "M", "Q", "H")]
    assert widths == sorted(set(widths))


@pytest.mark.parametrize(
    ("symbology", "data", "message"),
    [
        ("ean13", "12345", "13 digits (12 without the check digit), and “12345” has 5"),
        ("ean13", "", "has 0"),
        ("ean13", "400638133393I", "character 13 is “I”"),
        ("ean13", "40063813339٣1", "character 12 is “٣”"),
        ("ean13", "4006381333930", "check digit 0, which should be 1"),
        ("ean8", "4006381333931", "A number of 13 digits suits EAN-13."),
        ("upca", "036000291453", "should be 2"),
        ("itf14", "15400141288760", "should be 3"),
        ("code128", "", "has no data"),
        ("code128", "  ", "has no data"),
        ("code128", "Größe", "character 3 is “ö”"),
        ("code128", "A" * 81, "81 characters"),
        ("gs1_128", "hello", "begin with an application identifier"),
        ("gs1_128", "(02)09501101530003(37)12345678(10)" + "A" * 20, "hold 49 characters; it holds 48"),
        ("datamatrix", "(99)" + "A" * 90 + ("(10)" + "A" * 20) * 150, "A Data Matrix cannot hold"),
        ("qr", "(99)" + "A" * 90 + ("(10)" + "A" * 20) * 200, "A QR Code cannot hold"),
        ("datamatrix", "(01)1", "(01) takes 14 digits"),
        ("datamatrix", "A" * 3000, "A Data Matrix cannot hold these 3000 characters. Shorten them."),
        ("qr", "A" * 6000, "lower error correction"),
        ("qr", "é" * 2000, "lower error correction"),
        ("qr", "A" * 8000, "more than any code holds"),
        ("qr", "a\ud800", "Character 2"),
        ("qr", "", "has no data"),
    ],
)
def test_bad_data(symbology: Symbology, data: str, message: str) -> None:
    with pytest.raises(DieloomError, match=re.escape(message)) as caught:
        encode(symbology, data, module=0.5)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"module": 0.0}, "module of 0 mm"),
        ({"module": float("nan")}, "module of nan mm"),
        ({"module": 11.0}, "module of 11 mm"),
        ({"module": 0.33, "height": 0.0}, "Bars 0 mm high"),
        ({"module": 0.33, "height": float("inf")}, "Bars inf mm high"),
        ({"module": 0.33, "reduction": 0.23}, "leaves too little.*from 0 to 0.22 mm"),
        ({"module": 0.33, "reduction": -0.1}, "reduction of -0.1 mm"),
        ({"module": 0.33, "reduction": float("nan")}, "reduction of nan"),
    ],
)
def test_bad_sizes(sizes: dict[str, float], message: str) -> None:
    with pytest.raises(DieloomError, match=message):
        encode("ean13", "4006381333931", **sizes)  # type: ignore[arg-type]


@given(st.sampled_from(KINDS), st.text(max_size=60))
@settings(max_examples=300)
def test_anything_typed_is_encoded_or_refused_in_words(symbology: Symbology, data: str) -> None:
    try:
        symbol = encode(symbology, data, module=0.5)
    except DieloomError:
        return
    assert symbol.bars.commands


@pytest.mark.parametrize("symbology", KINDS)
@given(st.data())
@settings(max_examples=10, deadline=None)
def test_the_largest_module_that_fits(symbology: Symbology, data: st.DataObject) -> None:
    content = data.draw(DATA[symbology])
    allowed = rule(symbology)
    box = data.draw(st.floats(5, 200)), data.draw(st.floats(5, 80))
    module = fits(symbology, content, *box)
    if module is None:
        assert not _inside(symbology, content, allowed.smallest, box)
        return
    assert allowed.smallest <= module <= allowed.largest
    assert _inside(symbology, content, module, box)
    assert module > allowed.largest - 0.001 or not _inside(symbology, content, module + 0.001, box)


def _inside(symbology: Symbology, content: str, module: float, box: tuple[float, float]) -> bool:
    symbol = encode(symbology, content, module=module)
    left, right, bottom, top = symbol.quiet
    return symbol.width + left + right <= box[0] + 1e-6 and symbol.height + bottom + top <= box[1] + 1e-6


def test_a_millimetre_around_the_quiet_zone_is_light() -> None:
    for symbology, content in (("ean13", "400638133393"), ("qr", "x")):
        symbol = encode(symbology, content, module=0.5)  # type: ignore[arg-type]
        dark = np.argwhere(picture(symbol) < 128)
        left = (symbol.quiet[0] + 1) * 600 / 25.4
        assert dark[:, 1].min() == pytest.approx(left, abs=1)
