"""The elements of an SVG file, read by expat with nothing resolved: no entities, no external parts, no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from core.errors import DieloomError

MOST_ELEMENTS = 200_000
DEEPEST = 100
LETTERS = "#text"
"""The tag of letters within a text element, which lie in order among its other children."""

_SVG = "http://www.w3.org/2000/svg"
_NAMES = {  # namespaces whose attributes mean something here
    "http://www.inkscape.org/namespaces/inkscape": "inkscape:",
    "http://www.w3.org/1999/xlink": "",
}


@dataclass(eq=False)
class Node:
    """One element: its name without a prefix (other vocabularies have none), attributes, children and line."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Page:
    """The root element, and what comments say of the program that wrote it."""

    root: Node
    comments: str


def parse(data: bytes, name: str) -> Page:
    """The elements; raises DieloomError that names the line."""
    builder = _Builder(name)
    return builder.build(data)


class _Builder:
    def __init__(self, name: str) -> None:
        self._name = name
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = self._comment
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        self._open: list[Node] = []
        self._root: Node | None = None
        self._count = 0
        self._comments = ""

    def build(self, data: bytes) -> Page:
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:  # an unknown encoding is a LookupError
            line = getattr(error, "lineno", self._parser.CurrentLineNumber)
            what = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
            raise self._error(f"is not sound XML ({what})", "Export it again as SVG.", line) from error
        if self._root is None or self._root.tag != "svg":
            raise self._error("is no svg element", "Export it again as SVG.", 1)
        return Page(self._root, self._comments)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            what = f"is past {MOST_ELEMENTS} elements, or {DEEPEST} within each other"
            raise self._error(what, "Export the layer of the die alone.")
        space, _, local = tag.rpartition(" ")
        known = {self._plain(key): value for key, value in attributes.items()}
        node = Node(local if space in ("", _SVG) else "", known, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        elif self._root is None:
            self._root = node
        self._open.append(node)

    @staticmethod
    def _plain(key: str) -> str:
        space, _, local = key.rpartition(" ")
        return _NAMES.get(space, f"{space}:" if space else "") + local

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open and self._open[-1].tag == "style":
            self._open[-1].text += text
        elif any(node.tag == "text" for node in self._open):
            self._open[-1].children.append(Node(LETTERS, {}, self._parser.CurrentLineNumber, text=text))

    def _comment(self, text: str) -> None:
        self._comments = (self._comments + text)[:2000]

    def _entity(self, name: str, *_rest: object) -> None:
        raise self._error(f'declares the entity "{name[:40]}", which is not read', "Export it again without entities.")

    def _external(self, *_rest: object) -> int:
        raise self._error("calls in another file, which is not read", "Export it again as one file.")

    def _error(self, what: str, hint: str, line: int | None = None) -> DieloomError:
        return DieloomError(f"{self._name}: line {line or self._parser.CurrentLineNumber} {what}.", hint)
