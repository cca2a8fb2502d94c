"""What an SVG element looks like: attributes, simple style sheets as drawing programs write them, and inheritance."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from PIL import ImageColor

from core.dieline.intake.svg_xml import Node

_SELECTOR = re.compile(r"^(\*|[\w-]+)?(?:\.([\w-]+)|#([\w.:-]+))?$")
_OF_NO_LOOK = re.compile(r"@font-face|:(hover|focus|active|visited)")
_SHADE = re.compile(r"([\d.]+)(%?)")
_RGB = re.compile(
    r"rgba?\(\s*((?:\d+(?:\.\d+)?%?[\s,]+){2}\d+(?:\.\d+)?%?)", re.IGNORECASE
)  # pillow takes whole ones only
_PROPERTIES = ("stroke", "fill", "stroke-dasharray", "display", "visibility", "color")


class Look(NamedTuple):
    """The properties that matter to a die."""

    stroke: str = ""  # #rrggbb; empty for none
    filled: bool = True
    dashed: bool = False
    visible: bool = True
    shown: bool = True
    colour: str = "#000000"  # what currentColor means


Key = tuple[str, str, str]  # element, class and id that a rule is for; empty for any


class Sheet:
    """The style sheets of a file; selectors by element, class or id. The rest is left aside and counted: ``unread`` is
    how many of them say something that matters.
    """

    def __init__(self, texts: Iterable[str], properties: Collection[str] = _PROPERTIES) -> None:
        self._properties = properties
        self._rules: dict[Key, dict[str, str]] = {}
        self.unread = 0
        for text in texts:
            for part in _without_comments(text).split("}"):
                selectors, _, body = part.rpartition("{")
                for selector in selectors.split(","):
                    found = _SELECTOR.match(selector.strip())
                    if found and selector.strip():
                        tag, class_, id_ = (word or "" for word in found.groups())
                        self._rules.setdefault((tag.replace("*", ""), class_, id_), {}).update(self._declared(body))
                    elif selector.strip() and not _OF_NO_LOOK.search(selector):
                        self.unread += bool(self._declared(body))

    def look(self, node: Node, parent: Look) -> Look:
        """The element's own look, within its parent's."""
        return _over(parent, self.declared(node))

    def declared(self, node: Node) -> dict[str, str]:
        """The properties that the file states for the element itself: what is said of fewer elements wins."""
        own = {key: value for key, value in node.attributes.items() if key in self._properties}
        classes, id_ = node.attributes.get("class", "").split(), node.attributes.get("id", "")
        for class_ in ("", *classes):
            for tag in ("", node.tag):
                own |= self._rules.get((tag, class_, ""), {})
        if id_:
            own |= self._rules.get(("", "", id_), {}) | self._rules.get((node.tag, "", id_), {})
        return own | self._declared(node.attributes.get("style", ""))

    def _declared(self, body: str) -> dict[str, str]:
        pairs = (part.partition(":") for part in body.split(";"))
        found = {key.strip().lower(): value.replace("!important", "").strip() for key, _, value in pairs}
        return {key: value for key, value in found.items() if key in self._properties}


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (begin := text.find("/*", at)) >= 0:
        parts.append(text[at:begin])
        end = text.find("*/", begin + 2)
        if end < 0:
            return "".join(parts)
        at = end + 2
    return "".join([*parts, text[at:]])


def _over(parent: Look, own: Mapping[str, str]) -> Look:
    colour = colour_of(own.get("color", "inherit"), parent.colour, parent.colour)
    dashes = own.get("stroke-dasharray", "inherit")
    return Look(
        stroke=colour_of(own.get("stroke", "inherit"), parent.stroke, colour),
        filled=parent.filled if own.get("fill", "inherit") == "inherit" else own["fill"] != "none",
        dashed=parent.dashed if dashes == "inherit" else bool(re.search(r"[1-9]", dashes)),
        visible=parent.visible if own.get("visibility", "inherit") == "inherit" else own["visibility"] == "visible",
        shown=own.get("display", "inline") != "none",
        colour=colour,
    )


def colour_of(text: str, inherited: str, current: str) -> str:
    """A colour as #rrggbb; black for one that is no plain colour (a gradient), empty for none."""
    text = text.strip()
    if text == "inherit":
        return inherited
    if text.lower() == "currentcolor":
        return current
    if text in ("none", "transparent", ""):
        return ""
    if found := _RGB.match(text):
        shades = (float(number) * (2.55 if sign else 1) for number, sign in _SHADE.findall(found[1]))
        return "#" + "".join(f"{min(255, round(shade)):02x}" for shade in shades)
    try:
        red, green, blue = ImageColor.getrgb(text if text.startswith("hsl") else text.split()[0])[:3]
    except ValueError:
        return "#000000"
    return f"#{red:02x}{green:02x}{blue:02x}"
