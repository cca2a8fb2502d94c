"""Codes of ECMA group A, the glued tubes: A{bottom}.{top}.{panel the bottom hangs on}.{panel the top hangs on}.

Panel 01 is the back and 03 the front; 00 says that an end hangs on no panel in particular.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.dieline.ends import EndFile, Side, all_ends
from core.errors import DieloomError

PANELS = {"01": "back", "03": "front"}
NONE = "00"

_APART = r"[\W_]*"
_CODE = re.compile(_APART.join(["", "(?:ecma)?", r"a", r"(\d\d)", r"(\d\d)", rf"(?:(\d\d){_APART}(\d\d))?", ""]))


@dataclass(frozen=True, order=True)
class Code:
    """One carton: the numbers of its ends and the panels that they hang on."""

    bottom: str
    top: str
    bottom_on: str
    top_on: str

    def __str__(self) -> str:
        return f"ECMA {self.short}"

    @property
    def short(self) -> str:
        return f"A{self.bottom}.{self.top}.{self.bottom_on}.{self.top_on}"

    @property
    def reversed(self) -> bool:
        """True when the two ends hang on opposite panels."""
        return NONE not in (self.bottom_on, self.top_on) and self.bottom_on != self.top_on


def looks_like(text: str) -> bool:
    """True for text that is spelled as a code of the group, whether or not there is such a carton."""
    return _CODE.fullmatch(text.casefold()) is not None


def parse(text: str) -> Code:
    """The carton of a code in any spelling: ``A60.20.00.03``, ``ecma a20-20-03-01``, ``A20.20``.

    Panels that are left out, or 00, are those that the ends usually hang on; for an end that hangs on no panel the
    digits do not matter. Raises DieloomError for what is no code and for ends that there are not.
    """
    found = _CODE.fullmatch(text.casefold())
    if found is None:
        raise DieloomError(f'"{text}" is no code of a tube carton.', "Write it as A20.20.01.01: bottom, top, panels.")
    bottom, top, bottom_on, top_on = found.groups(default=NONE)
    return Code(bottom, top, _panel(end(bottom, "bottom"), bottom_on), _panel(end(top, "top"), top_on))


def end(number: str, side: Side) -> EndFile:
    """The end of that number; raises DieloomError when there is none for that side."""
    suiting = [each for each in all_ends().values() if side in each.suits]
    for each in suiting:
        if each.number == number:
            return each
    known = ", ".join(f"{each.number} ({each.short.en})" for each in suiting)
    raise DieloomError(f"There is no {side} end {number}.", f"There are {known}.")


def _panel(end: EndFile, digits: str) -> str:
    if not end.hung:
        return NONE
    if digits == NONE:
        return end.hung
    if digits not in PANELS:
        raise DieloomError(f"No end can hang on panel {digits}.", "01 is the back, 03 the front.")
    return digits


def listed() -> tuple[Code, ...]:
    """The usual cartons: each top with the bottoms that it is made with, and reverse where that has a name."""
    found = set()
    for top in all_ends().values():
        for number in top.bottoms:
            bottom = end(number, "bottom")
            found.add(Code(number, top.number, bottom.hung or NONE, top.hung or NONE))
            if bottom is top and top.reverse is not None:
                found.add(Code(number, top.number, "03", "01"))
    return tuple(sorted(found))
