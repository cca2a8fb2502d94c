"""Optional content (ISO 32000-1, 8.11) as layers, with their processing steps (ISO 19593-1)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Name

from core.compose.drawlist import LayerTag, ProcessingStep
from core.compose.finishes import PRINTED, STEPS
from core.compose.placed.objects import get, identity, items, text, word

_PRINTED = {STEPS[use] for use in PRINTED}
_MOST_GROUPS = 5000


class Layers:
    """Knows which content groups of a file are shown, and what they are called."""

    def __init__(self, root: Any) -> None:
        default = get(root, "OCProperties", "D")
        if word(get(default, "BaseState")) == "OFF":
            self._off = _several(get(root, "OCProperties", "OCGs")) - _several(get(default, "ON"))
        else:
            self._off = _several(get(default, "OFF"))

    def shown(self, content: Any) -> bool:
        """Whether a group, or a membership by its policy, is switched on (8.11.2.2); visibility expressions aside."""
        if word(get(content, "Type")) != "OCMD":
            return identity(content) not in self._off
        states = [identity(group) not in self._off for group in _members(content)]
        match word(get(content, "P")):
            case "AllOn":
                return all(states)
            case "AnyOff":
                return not states or not all(states)
            case "AllOff":
                return not any(states)
        return not states or any(states)

    @staticmethod
    def tag(content: Any) -> LayerTag:
        """The layer of a group, or of the first in a membership."""
        if word(get(content, "Type")) == "OCMD":
            content = next(iter(_members(content)), None)
        name = get(content, "Name")
        step = _step(get(content, "GTS_Metadata"))
        return LayerTag("" if name is None else text(name), step, printed=step in _PRINTED)


def _members(content: Any) -> list[Any]:
    groups = get(content, "OCGs")
    if groups is None:
        return []
    return items(groups)[:_MOST_GROUPS] if isinstance(groups, Array) else [groups]


def _several(groups: Any) -> set[tuple[int, int] | None]:
    return {identity(group) for group in groups} - {None} if isinstance(groups, Array) else set()


def _step(metadata: Any) -> ProcessingStep | None:
    group, kind = (get(metadata, key) for key in ("GTS_ProcStepsGroup", "GTS_ProcStepsType"))
    if not isinstance(group, Name):
        return None
    return ProcessingStep(text(group), text(kind) if isinstance(kind, Name) else None)
