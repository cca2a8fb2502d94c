"""What a prepress person should know about a page that is read: gathered, each kind once, with its first place."""

from __future__ import annotations

from dataclasses import dataclass

from core.geometry import Box

MOST_KINDS = 500


@dataclass(frozen=True)
class Note:
    """One sentence about the page; ``box`` holds all places that it is about, mm, as the page's operations."""

    code: str
    text: str
    box: Box | None = None


@dataclass
class _Found:
    count: int
    first: Box | None
    whole: Box | None


class Notes:
    """Collects notes; ``origin`` is the corner (mm) that places are told from: the trim's lower left."""

    def __init__(self, origin: Box) -> None:
        self._origin = origin
        self._found: dict[tuple[str, str], _Found] = {}

    def add(self, code: str, text: str, box: Box | None = None) -> None:
        """``text`` is a sentence without its full stop."""
        known = self._found.get((code, text))
        if known is None:
            if len(self._found) < MOST_KINDS:
                self._found[code, text] = _Found(1, box, box)
            return
        known.count += 1
        if box is not None:
            known.first = known.first or box
            known.whole = box if known.whole is None else known.whole.union(box)

    def all(self) -> tuple[Note, ...]:
        return tuple(
            Note(code, f"{text}{self._where(found)}.", found.whole) for (code, text), found in self._found.items()
        )

    def _where(self, found: _Found) -> str:
        times = f"{found.count} times" if found.count > 1 else ""
        place = ""
        if found.first is not None:
            x, y = found.first.x0 - self._origin.x0, found.first.y0 - self._origin.y0
            place = f"{'first ' if times else ''}at {x:.1f}, {y:.1f} mm"
        said = ", ".join(part for part in (times, place) if part)
        return f" ({said})" if said else ""
