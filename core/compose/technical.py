"""How the lines of the die are printed: a named spot, a layer and an ISO 19593-1 processing step for each type.

Names follow the usage of structural design programs (Cut, Crease, Perf...); no convention is universal, which is why
ISO 19593-1 exists and why the names come from a preset, which a printer's own may replace. Widths: 0.25 pt to 0.5 pt,
always overprinting, so that dropping a technical plate never leaves a hole in the artwork (ISO 19593-1, 6.3.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
from core.dieline.formats.presets import Pen, Preset, standard
from core.dieline.outline import LineType
from core.geometry import Path
from core.units import POINTS_PER_MM

HALF_POINT = 0.5 / POINTS_PER_MM
QUARTER_POINT = 0.25 / POINTS_PER_MM
NOTHING = Path()


@dataclass(frozen=True)
class TechnicalInk:
    """The spot, the layer's name, the processing step and the pen (mm) of one line type."""

    spot: Spot
    layer: str
    step: ProcessingStep
    width: float = HALF_POINT
    dash: tuple[float, ...] = ()


TechnicalInks = Mapping[LineType, TechnicalInk]


def _structural(step: str) -> ProcessingStep:
    return ProcessingStep("Structural", step)


# What each line type is for (ISO 19593-1), and how wide it is drawn.
_STEPS: Mapping[LineType, tuple[ProcessingStep, float]] = {
    LineType.CUT: (_structural("Cutting"), HALF_POINT),
    LineType.CREASE: (_structural("Creasing"), HALF_POINT),
    LineType.REVERSE_CREASE: (_structural("ReverseCreasing"), HALF_POINT),
    LineType.PERFORATION: (_structural("Perforating"), HALF_POINT),
    LineType.HALF_CUT: (_structural("PartialCutting"), HALF_POINT),
    LineType.CUT_CREASE: (_structural("CuttingCreasing"), HALF_POINT),
    LineType.SLIT: (_structural("Cutting"), HALF_POINT),
    LineType.WINDOW: (_structural("Cutting"), HALF_POINT),
    LineType.BLEED: (_structural("Bleed"), QUARTER_POINT),
    LineType.SAFE: (ProcessingStep("Positions", "ContentArea"), QUARTER_POINT),
    LineType.GLUE: (_structural("Gluing"), QUARTER_POINT),
    LineType.VARNISH_FREE: (_structural("VarnishFree"), QUARTER_POINT),
}


def technical_inks(preset: Preset) -> TechnicalInks:
    """The inks by a printer's names."""
    return {type_: _ink(preset[type_], step, width) for type_, (step, width) in _STEPS.items()}


def _ink(pen: Pen, step: ProcessingStep, width: float) -> TechnicalInk:
    return TechnicalInk(Spot(pen.spot, Cmyk(*pen.cmyk)), pen.spot, step, width, pen.dash)


STANDARD = technical_inks(standard())


def technical_group(ink: TechnicalInk, *, lines: Path = NOTHING, area: Path = NOTHING) -> Group:
    """A layer with ``area`` filled and ``lines`` stroked, on the technical plate only."""
    ops: list[Op] = []
    if area.commands:
        ops.append(FillPath(area, ink.spot, overprint=True))
    if lines.commands:
        ops.append(StrokePath(lines, ink.spot, ink.width, ink.dash, overprint=True))
    return Group(tuple(ops), layer=LayerTag(ink.layer, ink.step))
