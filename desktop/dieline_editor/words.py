"""What line types, roles and parts of the blank are called in the editor."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.dieline.editing.items import Item
from core.dieline.outline import Group, LineType, PanelRole
from core.dieline.schema import TemplateFile

translate = QCoreApplication.translate

HINGES = (LineType.CREASE, LineType.REVERSE_CREASE, LineType.PERFORATION, LineType.HALF_CUT, LineType.CUT_CREASE)


def line_type(kind: LineType) -> str:
    return {
        LineType.CUT: translate("LineType", "Cut"),
        LineType.CREASE: translate("LineType", "Crease"),
        LineType.REVERSE_CREASE: translate("LineType", "Reverse crease"),
        LineType.PERFORATION: translate("LineType", "Perforation"),
        LineType.HALF_CUT: translate("LineType", "Half cut"),
        LineType.CUT_CREASE: translate("LineType", "Cut-crease"),
        LineType.SLIT: translate("LineType", "Slit"),
        LineType.BLEED: translate("LineType", "Bleed"),
        LineType.SAFE: translate("LineType", "Safe area"),
        LineType.GLUE: translate("LineType", "Glue area"),
        LineType.VARNISH_FREE: translate("LineType", "Varnish-free area"),
        LineType.WINDOW: translate("LineType", "Window"),
    }[kind]


def line_types(kinds: tuple[LineType, ...] = tuple(LineType)) -> list[tuple[str, LineType]]:
    """For a choice."""
    return [(line_type(kind), kind) for kind in kinds]


def roles() -> list[tuple[str, PanelRole]]:
    return [
        (translate("PanelRole", "Panel"), PanelRole.PANEL),
        (translate("PanelRole", "Flap"), PanelRole.FLAP),
        (translate("PanelRole", "Glue flap"), PanelRole.GLUE),
    ]


def groups() -> list[tuple[str, Group]]:
    return [
        (translate("Group", "Tube"), Group.TUBE),
        (translate("Group", "Tray"), Group.TRAY),
        (translate("Group", "Corrugated"), Group.CORRUGATED),
        (translate("Group", "Sleeve"), Group.SLEEVE),
        (translate("Group", "Display"), Group.DISPLAY),
        (translate("Group", "Label"), Group.LABEL),
        (translate("Group", "Pouch"), Group.POUCH),
        (translate("Group", "Garment"), Group.GARMENT),
        (translate("Group", "Tag"), Group.TAG),
        (translate("Group", "Own"), Group.OWN),
    ]


def measure(name: str) -> str:
    """What a cut-out's own measure is called; other names as they are."""
    known = {
        "cut_width": translate("Measure", "Width"),
        "cut_height": translate("Measure", "Height"),
        "cut_radius": translate("Measure", "Radius"),
    }
    return known.get(name, name)


def is_measure(name: str) -> bool:
    """Whether a figure's own name is for people: those that a cut-out works out from its measures are not."""
    return not name.startswith("cut_") or measure(name) != name


def item_name(file: TemplateFile, item: Item) -> str:
    """A panel by its name, a mark by its type and number."""
    if item.kind == "panels":
        return file.panels[item.number].name
    kind = file.marks[item.number].type
    number = sum(mark.type is kind for mark in file.marks[: item.number + 1])
    return f"{line_type(kind)} {number}"
