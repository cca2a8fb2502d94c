"""What a page's instructions really use: operators that set colours, and the resources that they name.

A file may carry much that nothing draws with; that is no fault of its print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Stream

from core.compose.placed.objects import SLIPS, get, identity, unpacked, word
from core.compose.placed.tokens import instructions

_MOST_BYTES = 64 * 2**20  # of all content of a page
_MOST_STREAMS = 5000
_MOST_SPACES = 1000  # of one resources dictionary
_DEEPEST = 30
_CATEGORIES = {
    "cs": "ColorSpace",
    "CS": "ColorSpace",
    "gs": "ExtGState",
    "Tf": "Font",
    "sh": "Shading",
    "Do": "XObject",
    "scn": "Pattern",
    "SCN": "Pattern",
}
_SETTING = frozenset(["rg", "RG", "g", "G", "k", "K"])


@dataclass
class Used:
    """By kind, each object once. ``operators`` are those that set colours; ``declared`` are the colour spaces of all
    resources, used or not; ``inline`` the dictionaries of inline images; ``groups`` of transparency; ``unseen`` says
    what could not be looked at."""

    operators: set[str] = field(default_factory=set)
    spaces: list[Any] = field(default_factory=list)
    declared: list[Any] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)
    fonts: list[Any] = field(default_factory=list)
    shadings: list[Any] = field(default_factory=list)
    images: list[Any] = field(default_factory=list)
    forms: list[Any] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    groups: list[Any] = field(default_factory=list)
    inline: list[dict[str, Any]] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def used_by(page: Any) -> Used:
    """Everything that a page object's content uses, and what that uses in turn."""
    walker = _Walker()
    if (group := get(page, "Group")) is not None:
        walker.used.groups.append(group)
    try:
        resources = inherited(page, "Resources")
        for stream in _contents(get(page, "Contents")):
            walker.content(stream, resources, 0)
    except SLIPS as error:
        walker.used.unseen.append(f"the content of the page ({error})"[:200])
    return walker.used


def inherited(page: Any, key: str) -> Any:
    """An entry of a page or of the nodes above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(_DEEPEST):
        found = get(page, key)
        if found is not None or page is None:
            return found
        page = get(page, "Parent")
    return None


class _Walker:
    def __init__(self) -> None:
        self.used = Used()
        self._seen: set[tuple[int, int]] = set()
        self._declared: set[tuple[int, int]] = set()
        self._bytes = 0
        self._streams = 0

    def content(self, stream: Any, resources: Any, depth: int) -> None:
        self._streams += 1
        if depth > _DEEPEST or self._streams > _MOST_STREAMS:
            return
        try:
            data = unpacked(stream, _MOST_BYTES - self._bytes)
        except SLIPS:
            self.used.unseen.append("a content stream that is damaged or too large")
            return
        self._bytes += len(data)
        if isinstance(declared := get(resources, "ColorSpace"), Dictionary):
            self.used.declared += [each for each in list(declared.values())[:_MOST_SPACES] if self._news(each)]
        seen: set[tuple[str, str]] = set()
        for operator, operands in instructions(data, lambda _: None):
            if operator in _SETTING:
                self.used.operators.add(operator)
            elif operator in _CATEGORIES:
                name = next((each for each in operands[::-1] if isinstance(each, str)), None)
                if name is not None and (operator, name) not in seen:
                    seen.add((operator, name))
                    self._named(operator, name, resources, depth)
            elif operator == "BI" and operands and isinstance(operands[0], dict):
                self.used.inline.append(operands[0])

    def _named(self, operator: str, name: str, resources: Any, depth: int) -> None:
        category = _CATEGORIES[operator]
        found = get(resources, category, name)
        if found is None and category == "ColorSpace":
            self.used.spaces.append(name)  # a device space, or nothing at all
        if found is None or self._looked_at(found):
            return
        match category:
            case "ColorSpace":
                self.used.spaces.append(found)
            case "Shading":
                self._shading(found)
            case "ExtGState":
                self._state(found, resources, depth)
            case "Font":
                self._font(found, resources, depth)
            case "XObject":
                self._object(found, resources, depth)
            case "Pattern":
                self._pattern(found, resources, depth)

    def _looked_at(self, found: Any) -> bool:
        key = identity(found)
        if key is None:
            return False
        known = key in self._seen
        self._seen.add(key)
        return known

    def _news(self, space: Any) -> bool:
        key = identity(space)
        known = key is not None and key in self._declared
        if key is not None:
            self._declared.add(key)
        return not known

    def _state(self, state: Any, resources: Any, depth: int) -> None:
        self.used.states.append(state)
        mask = get(state, "SMask", "G")
        if isinstance(mask, Stream):
            self._form(mask, resources, depth)

    def _font(self, font: Any, resources: Any, depth: int) -> None:
        self.used.fonts.append(font)
        if word(get(font, "Subtype")) == "Type3" and isinstance(glyphs := get(font, "CharProcs"), Dictionary):
            own = get(font, "Resources")
            for glyph in list(glyphs.values())[:_MOST_STREAMS]:
                self.content(glyph, resources if own is None else own, depth + 1)

    def _shading(self, shading: Any) -> None:
        self.used.shadings.append(shading)
        self.used.spaces.append(get(shading, "ColorSpace"))

    def _object(self, found: Any, resources: Any, depth: int) -> None:
        match word(get(found, "Subtype")):
            case "Image":
                self.used.images.append(found)
                if not get(found, "ImageMask"):
                    self.used.spaces.append(get(found, "ColorSpace"))
            case "Form":
                self._form(found, resources, depth)
            case _:
                self.used.others.append(found)

    def _form(self, form: Any, resources: Any, depth: int) -> None:
        self.used.forms.append(form)
        if (group := get(form, "Group")) is not None:
            self.used.groups.append(group)
        own = get(form, "Resources")
        self.content(form, resources if own is None else own, depth + 1)

    def _pattern(self, pattern: Any, resources: Any, depth: int) -> None:
        if isinstance(pattern, Stream):
            own = get(pattern, "Resources")
            self.content(pattern, resources if own is None else own, depth + 1)
        elif (shading := get(pattern, "Shading")) is not None:
            self._shading(shading)


def _contents(contents: Any) -> Iterator[Any]:
    """The streams of a page. An instruction may go on from one to the next; none that is asked for here does."""
    if isinstance(contents, Array):
        yield from list(contents)[:_MOST_STREAMS]
    elif contents is not None:
        yield contents
