"""The tools by name: what they are called, their keys and icons, and how one is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.dieline.editing import cutouts
from core.dieline.outline import LineType
from desktop.dieline_editor.canvas.placing import AreaTool, FlapTool, LineTool, ShapeTool, StampTool
from desktop.dieline_editor.canvas.shaping import BowTool, CreaseTool, MeasureTool, RoundTool, SplitTool
from desktop.dieline_editor.canvas.tools import Tool
from desktop.dieline_editor.session import EditorSession

translate = QCoreApplication.translate

ROUNDING = 5.0  # mm, of a rounded window's corners
HOLE = 8.0  # mm across
WINDOW, AREA = (40.0, 40.0), (30.0, 15.0)  # mm, where a click puts one


@dataclass(frozen=True)
class Entry:
    """One tool as the menu has it."""

    text: str
    keys: str
    icon: str
    make: Callable[[], Tool | None]  # None is the pointer


def adding(session: EditorSession) -> list[Entry | None]:
    """What puts something new on the blank; None stands for a line between."""

    def shape(text: str, kind: LineType, form: Callable[[float, float], cutouts.Cutout]) -> Callable[[], Tool]:
        return lambda: ShapeTool(session, text, kind, form, WINDOW)

    def area(text: str, kind: LineType) -> Callable[[], Tool]:
        return lambda: AreaTool(session, text, kind, cutouts.rectangle, AREA)

    def line(text: str, kind: LineType) -> Callable[[], Tool]:
        return lambda: LineTool(session, text, kind)

    def rounded(width: float, height: float) -> cutouts.Cutout:
        return cutouts.rectangle(width, height, ROUNDING)

    window, oval = translate("toolbox", "Add window"), translate("toolbox", "Add oval window")
    hanger, hole = translate("toolbox", "Add euro hole"), translate("toolbox", "Add round hole")
    return [
        Entry(translate("toolbox", "&Flap on an Edge"), "P", "flap", lambda: FlapTool(session)),
        Entry(translate("toolbox", "Cr&ease across a Panel"), "C", "crease-line", lambda: CreaseTool(session)),
        None,
        Entry(translate("toolbox", "&Window"), "W", "window", shape(window, LineType.WINDOW, cutouts.rectangle)),
        Entry(
            translate("toolbox", "&Rounded Window"), "Shift+W", "window-round", shape(window, LineType.WINDOW, rounded)
        ),
        Entry(translate("toolbox", "&Oval Window"), "O", "oval", shape(oval, LineType.WINDOW, cutouts.oval)),
        Entry(
            translate("toolbox", "&Hanger (Euro Hole)"),
            "H",
            "hanger",
            lambda: StampTool(session, hanger, cutouts.euro_slot()),
        ),
        Entry(
            translate("toolbox", "Roun&d Hole"),
            "Shift+H",
            "hole",
            lambda: StampTool(session, hole, cutouts.circle(HOLE)),
        ),
        None,
        Entry(translate("toolbox", "&Slit"), "S", "slit", line(translate("toolbox", "Add slit"), LineType.SLIT)),
        Entry(
            translate("toolbox", "&Perforation"),
            "F",
            "perforation",
            line(translate("toolbox", "Add perforation"), LineType.PERFORATION),
        ),
        Entry(
            translate("toolbox", "Half &Cut"),
            "K",
            "half-cut",
            line(translate("toolbox", "Add half cut"), LineType.HALF_CUT),
        ),
        None,
        Entry(
            translate("toolbox", "&Glue Area"),
            "G",
            "glue-area",
            area(translate("toolbox", "Add glue area"), LineType.GLUE),
        ),
        Entry(
            translate("toolbox", "&Varnish-free Area"),
            "N",
            "varnish-free",
            area(translate("toolbox", "Add varnish-free area"), LineType.VARNISH_FREE),
        ),
        Entry(
            translate("toolbox", "&Bleed Area"),
            "B",
            "bleed-area",
            area(translate("toolbox", "Add bleed"), LineType.BLEED),
        ),
        Entry(
            translate("toolbox", "S&afe Area"),
            "A",
            "safe-area",
            area(translate("toolbox", "Add safe area"), LineType.SAFE),
        ),
    ]


def shaping(session: EditorSession) -> list[Entry]:
    """What works on the corners and edges that are there, and the measure."""
    return [
        Entry(translate("toolbox", "&Round Corner"), "R", "round-corner", lambda: RoundTool(session)),
        Entry(translate("toolbox", "&Bow Edge"), "Q", "bow", lambda: BowTool(session)),
        Entry(translate("toolbox", "Split &Edge"), "T", "split", lambda: SplitTool(session)),
        Entry(translate("toolbox", "&Measure"), "M", "measure", lambda: MeasureTool(session)),
    ]
