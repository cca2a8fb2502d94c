"""What a person typed as what a code holds: cleaned, completed with its check digit, or refused in words."""

from __future__ import annotations

from core.codes import gs1
from core.codes.gtin import check_digit
from core.codes.names import Symbology
from core.codes.rules import rule
from core.errors import DieloomError

MOST_CODE128 = 80
MOST_GS1_128 = 48  # GS1 General Specifications, 5.4.4.3: maximum symbol length
MOST_TEXT = 7089  # the digits of the largest QR Code: nothing longer can be encoded

_DIGITS: dict[Symbology, int] = {"ean13": 13, "ean8": 8, "upca": 12, "itf14": 14}
_WIDER: frozenset[Symbology] = frozenset({"ean13", "itf14"})  # numbers of which the next shorter one is a GTIN, too


def contents(symbology: Symbology, data: str) -> str:
    """The complete data: numbers with their check digit, GS1 data with its identifiers in parentheses.

    Spaces and hyphens between the digits of EAN, UPC and ITF-14 are dropped. The data of a matrix code is taken as it
    is, unless it begins with an application identifier of GS1 in parentheses. Raises DieloomError.
    """
    if symbology in _DIGITS:
        return _number(symbology, data)
    if not data.strip():
        raise DieloomError(f"The {rule(symbology).label} has no data.", "Type what it shall hold.")
    if len(data) > MOST_TEXT:
        raise DieloomError(f"{len(data)} characters are more than any code holds.", f"Use at most {MOST_TEXT}.")
    if symbology == "code128":
        return _plain(data)
    if symbology == "gs1_128":
        return _elements(data)
    if gs1.is_element_string(data):
        return gs1.written(gs1.parse(data))
    return _encodable(data)


def is_gs1(symbology: Symbology, complete: str) -> bool:
    """Whether data returned by `contents` are element strings of GS1."""
    return symbology == "gs1_128" or (symbology in ("datamatrix", "qr") and gs1.is_element_string(complete))


def other_number(symbology: Symbology, data: str) -> str | None:
    """The number that was perhaps meant by one without its check digit: the digits end in a right one already, as those
    of an EAN-13 typed for an ITF-14 do. None where they do not, or the data hold no such number.

    One true beginning in ten looks like this by chance.
    """
    digits = _digits(data)
    if symbology not in _WIDER or len(digits) != _DIGITS[symbology] - 1 or not digits.isdecimal():
        return None
    return f"0{digits}" if digits[-1] == check_digit(digits[:-1]) else None


def _digits(data: str) -> str:
    return "".join(sign for sign in data if not sign.isspace() and sign not in "-‐‑–")


def _number(symbology: Symbology, data: str) -> str:
    name, count = rule(symbology).label, _DIGITS[symbology]
    digits = _digits(data)
    for place, sign in enumerate(digits, 1):
        if sign not in "0123456789":
            raise DieloomError(f"{name} holds digits only, and character {place} is “{sign}”.", "Correct the number.")
    if len(digits) == count - 1:
        return digits + check_digit(digits)
    if len(digits) != count:
        raise DieloomError(
            f"{name} has {count} digits ({count - 1} without the check digit), and “{digits[:40]}” has {len(digits)}.",
            _kin(len(digits)),
        )
    right = check_digit(digits[:-1])
    if digits[-1] != right:
        raise DieloomError(
            f"{digits} ends in the check digit {digits[-1]}, which should be {right}.",
            "Look for a mistyped digit, or leave the check digit out to have it worked out.",
        )
    return digits


def _kin(length: int) -> str:
    """What a number of so many digits would suit."""
    kin = [rule(each).label for each, count in _DIGITS.items() if count == length]
    return f"A number of {length} digits suits {kin[0]}." if kin else "Correct the number."


def _plain(data: str) -> str:
    for place, sign in enumerate(data, 1):
        if not " " <= sign <= "~":
            raise DieloomError(
                f"Code 128 holds plain English letters, digits and signs, and character {place} is “{sign}”.",
                "Replace it, or choose Data Matrix or QR Code.",
            )
    if len(data) > MOST_CODE128:
        raise DieloomError(
            f"{len(data)} characters make a Code 128 that is too long to scan.",
            f"Use at most {MOST_CODE128}, or choose Data Matrix.",
        )
    return data


def _elements(data: str) -> str:
    elements = gs1.parse(data)
    count = gs1.characters(elements)
    if count > MOST_GS1_128:
        raise DieloomError(
            f"The GS1-128 would have to hold {count} characters; it holds {MOST_GS1_128}.",
            "Put the data into two codes, or choose Data Matrix.",
        )
    return gs1.written(elements)


def _encodable(data: str) -> str:
    try:
        data.encode()
    except UnicodeEncodeError as error:
        raise DieloomError(
            f"Character {error.start + 1} of the data is half of a pair and cannot be encoded.", "Type it anew."
        ) from error
    return data
