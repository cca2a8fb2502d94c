"""Element strings of GS1: application identifiers (AI), each with its value, as in ``(01)09501101530003(10)AB-123``.

The table has the identifiers and formats of the GS1 General Specifications, section 3, in their own notation: N is a
digit, X one of the 82 allowed letters, digits and signs, ``..`` up to, brackets optional. To that is added ``*`` where
the last digit of a part checks it, and D for a date (YYMMDD; day 00 is the end of the month).
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from core.codes.gtin import check_digit
from core.errors import DieloomError

SEPARATOR = "\x1d"  # how readers report the FNC1 between two values

_FORMATS = {  # identifiers as a regular expression
    "00|8017|8018": "N18*",
    "01|02|03": "N14*",
    "10|21|22|243|254|420|4318|702[0-2]|71[0-7]|7240|8002|8012": "X..20",
    "1[1-35-7]|4326|7006": "D",
    "20|7241": "N2",
    "235": "X..28",
    "24[01]|25[01]|40[013]|4308|4319|7002|7023|8004|8010|90": "X..30",
    "242": "N..6",
    "253": "N13* [X..17]",
    "255": "N13* [N..12]",
    "30|37": "N..8",
    "(?:31[0-6]|3[24][0-9]|3[35][0-7]|36[0-9]|395)[0-5]|8005": "N6",
    "39[02][0-9]": "N..15",
    "423|425": "N3 [N..12]",
    "39[13][0-9]": "N3 N..15",
    "394[0-3]|8111": "N4",
    "402": "N17*",
    "41[0-7]": "N13*",
    "421": "N3 X..9",
    "42[246]": "N3",
    "427|7008": "X..3",
    "43[01][01]|4320": "X..35",
    "430[2-6]|431[2-6]|7257|8110|8112|8200": "X..70",
    "43[01]7": "X2",
    "4309": "N20",
    "432[1-3]|7252": "N1",
    "432[45]|7003": "D N4",
    "433[0-3]": "N6 [X1]",
    "7001": "N13",
    "7004": "N..4",
    "7005": "X..12",
    "7007": "D [D]",
    "7009|7255": "X..10",
    "7010": "X..2",
    "7011": "D [N4]",
    "703[0-9]": "N3 X..27",
    "7040": "N1 X3",
    "723[0-9]": "X2 X..28",
    "7041": "X..4",
    "7242|801[34]|8020": "X..25",
    "7250": "N8",
    "7251": "N12",
    "725[349]": "X..40",
    "7258": "X3",
    "8001": "N14",
    "8003": "N14* [X..16]",
    "8006|8026": "N14* N4",
    "8007": "X..34",
    "8008": "N8 [N2] [N2]",
    "8009": "X..50",
    "8011": "N..12",
    "8019": "N..10",
    "7256|8030|9[1-9]": "X..90",
    "804[01]": "N15",
    "8042": "N32",
    "8043": "N18 [N..2]",
}
_PREDEFINED = re.compile(r"0[0-4]|1[1-9]|20|3[1-6]|41")  # how those begin that no FNC1 ends (7.8.5)
_PART = re.compile(r"(\[?)(N|X|D)(\.\.)?(\d*)(\*?)\]?")
_SIGNS = {"N": "[0-9]", "X": r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]"}
_DATE = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])"
_AI = re.compile(r"\((\d{2,4})\)")


class Element(NamedTuple):
    """An application identifier and its value."""

    ai: str
    value: str

    @property
    def predefined(self) -> bool:
        """Whether its length is known from its first digits, so that nothing has to end it."""
        return _PREDEFINED.match(self.ai) is not None


def is_element_string(text: str) -> bool:
    """Whether text begins with an application identifier in parentheses."""
    first = _AI.match(text)
    return first is not None and _format_of(first[1]) is not None


def parse(text: str) -> list[Element]:
    """The elements of a string with identifiers in parentheses; check digits that are missing are added.

    Raises DieloomError for identifiers that do not exist and values that do not suit theirs.
    """
    text = text.strip()
    marks = list(_AI.finditer(text))
    if not marks or marks[0].start() != 0:
        raise DieloomError(
            f"GS1 data has to begin with an application identifier in parentheses, and “{text[:20]}” does not.",
            "Write it like this: (01)09501101530003(17)271231(10)AB-123.",
        )
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [_element(mark[1], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def scanned(text: str) -> list[Element] | None:
    """The elements of what a reader reports: no parentheses, values ended by a separator. None where it is not GS1."""
    elements: list[Element] = []
    while text:
        ai = next((text[:n] for n in (2, 3, 4) if _format_of(text[:n]) is not None), None)
        if ai is None:
            return None
        fixed = re.search(r"\d+", _format_of(ai) or "") if _PREDEFINED.match(ai) else None
        length = 6 if fixed is None else int(fixed[0])
        end = len(ai) + length if _PREDEFINED.match(ai) else (text + SEPARATOR).index(SEPARATOR)
        elements.append(Element(ai, text[len(ai) : end]))
        text = text[end:].removeprefix(SEPARATOR)
    return elements


def written(elements: list[Element]) -> str:
    """With parentheses, as printed below the bars."""
    return "".join(f"({each.ai}){each.value}" for each in elements)


def characters(elements: list[Element]) -> int:
    """How many characters a symbol has to hold, with the separators between them but not the FNC1 at its start."""
    separators = sum(not each.predefined for each in elements[:-1])
    return sum(len(each.ai) + len(each.value) for each in elements) + separators


@functools.lru_cache(maxsize=1024)
def _format_of(ai: str) -> str | None:
    return next((form for pattern, form in _FORMATS.items() if re.fullmatch(pattern, ai)), None)


def _element(ai: str, value: str) -> Element:
    form = _format_of(ai)
    if form is None:
        raise DieloomError(
            f"GS1 has no application identifier ({ai}).",
            "Common ones are (01) GTIN, (10) batch, (17) expiry date, (21) serial number and (00) SSCC.",
        )
    value = _completed(form, value)
    if not re.fullmatch("".join(_expression(part) for part in form.split()), value):
        raise DieloomError(
            f"({ai}) takes {_in_words(form)}, and “{value[:40]}” ({len(value)} characters) is something else.",
            f"Correct what follows ({ai}).",
        )
    _check(ai, form, value)
    return Element(ai, value)


def _completed(form: str, value: str) -> str:
    """With a check digit, if that is all that is missing; it can be told only where nothing may follow it."""
    whole = re.fullmatch(r"N(\d+)\*", form)
    if whole and len(value) == int(whole[1]) - 1 and value.isascii() and value.isdigit():
        return value + check_digit(value)
    return value


def _check(ai: str, form: str, value: str) -> None:
    checked = re.match(r"N(\d+)\*", form)
    if checked is None:
        return
    body, last = value[: int(checked[1]) - 1], value[int(checked[1]) - 1]
    if last != check_digit(body):
        raise DieloomError(
            f"The number after ({ai}) ends in the check digit {last}, which should be {check_digit(body)}.",
            "Look for a mistyped digit, or leave the check digit out to have it worked out.",
        )


def _expression(part: str) -> str:
    optional, kind, up_to, count, _ = _parts(part)
    found = _DATE if kind == "D" else _SIGNS[kind] + (f"{{1,{count}}}" if up_to else f"{{{count}}}")
    return f"(?:{found})?" if optional else found


def _in_words(form: str) -> str:
    """``N3 X..9`` as "3 digits and up to 9 characters"."""
    words = []
    for part in form.split():
        optional, kind, up_to, count, check = _parts(part)
        noun = "a date (YYMMDD)" if kind == "D" else f"{count} {'digits' if kind == 'N' else 'characters'}"
        noun = noun[:-1] if count == "1" else noun
        words.append(
            ("perhaps " if optional else "")
            + ("up to " if up_to else "")
            + noun
            + (" with the check digit" if check else "")
        )
    return " and ".join(words)


def _parts(part: str) -> tuple[str, str, str, str, str]:
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(part)
    optional, kind, up_to, count, check = found.groups(default="")
    return optional, kind, up_to, count, check
