"""Valid data for each kind of code, as a person may type them."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from core.codes import Symbology

KINDS: tuple[Symbology, ...] = ("ean13", "ean8", "upca", "itf14", "code128", "gs1_128", "datamatrix", "qr")
LINEAR: tuple[Symbology, ...] = ("ean13", "ean8", "upca", "itf14", "code128", "gs1_128")
RETAIL: tuple[Symbology, ...] = ("ean13", "ean8", "upca")

_SIGNS = string.ascii_letters + string.digits + "!\"%&'*+,-./_:;<=>?"  # no parentheses: they would begin an identifier


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


_ELEMENTS = st.tuples(
    _digits(13).map(lambda body: f"(01){body}"),
    st.dates().map(lambda day: f"(17){day:%y%m%d}"),
    st.text(_SIGNS, min_size=1, max_size=9).map(lambda batch: f"(10){batch}"),
    st.one_of(st.just(""), _digits(4).map(lambda serial: f"(21){serial}")),
).map("".join)

# What is not ASCII is left to a test of its own: how a reader guesses at character sets is not the point here.
_TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=60).filter(
    lambda text: text.strip() and not text.startswith("(")
)

DATA: dict[Symbology, st.SearchStrategy[str]] = {
    "ean13": _digits(12),
    "ean8": _digits(7),
    "upca": _digits(11),
    "itf14": _digits(13),
    "code128": _TEXT.map(lambda text: text[:30]).filter(str.strip),
    "gs1_128": _ELEMENTS,
    "datamatrix": st.one_of(_TEXT, _ELEMENTS),
    "qr": st.one_of(_TEXT, _ELEMENTS),
}
