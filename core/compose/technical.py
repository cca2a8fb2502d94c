"""How the lines of the die are printed: a named spot, a layer and an ISO 19593-1 processing step for each type.

Names follow the usage of structural design programs (Cut, Crease, Perf...); no convention is universal, which is why
ISO 19593-1 exists and why a printer's preset may replace this table. Widths: 0.25 pt to 0.5 pt, always overprinting, so
that dropping a technical plate never leaves a hole in the artwork (ISO 19593-1, 6.3.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import FillPath, Group, LayerTag, Op, ProcessingStep, StrokePath
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


def _structural(
    name: str, step: str, alternate: Cmyk, *, width: float = HALF_POINT, dash: tuple[float, ...] = ()
) -> TechnicalInk:
    return TechnicalInk(Spot(name, alternate), name, ProcessingStep("Structural", step), width, dash)


STANDARD: TechnicalInks = {
    LineType.CUT: _structural("Cut", "Cutting", Cmyk(m=1)),
    LineType.CREASE: _structural("Crease", "Creasing", Cmyk(c=1), dash=(3, 1.5)),
    LineType.REVERSE_CREASE: _structural("Reverse crease", "ReverseCreasing", Cmyk(c=1, m=0.4), dash=(3, 1, 1, 1)),
    LineType.PERFORATION: _structural("Perf", "Perforating", Cmyk(c=0.6, m=1), dash=(1, 1)),
    LineType.HALF_CUT: _structural("Half cut", "PartialCutting", Cmyk(m=0.6, y=1)),
    LineType.CUT_CREASE: _structural("Cut crease", "CuttingCreasing", Cmyk(c=0.8, y=1), dash=(2, 1)),
    LineType.SLIT: _structural("Slit", "Cutting", Cmyk(m=1, y=0.6)),
    LineType.WINDOW: _structural("Window", "Cutting", Cmyk(m=0.8, k=0.2)),
    LineType.BLEED: _structural("Bleed", "Bleed", Cmyk(c=0.5, y=1), width=QUARTER_POINT),
    LineType.GLUE: _structural("Glue", "Gluing", Cmyk(m=0.1, y=0.5), width=QUARTER_POINT),
    LineType.VARNISH_FREE: _structural("Varnish free", "VarnishFree", Cmyk(c=0.2, m=0.2), width=QUARTER_POINT),
}


def technical_group(ink: TechnicalInk, *, lines: Path = NOTHING, area: Path = NOTHING) -> Group:
    """A layer with ``area`` filled and ``lines`` stroked, on the technical plate only."""
    ops: list[Op] = []
    if area.commands:
        ops.append(FillPath(area, ink.spot, overprint=True))
    if lines.commands:
        ops.append(StrokePath(lines, ink.spot, ink.width, ink.dash, overprint=True))
    return Group(tuple(ops), layer=LayerTag(ink.layer, ink.step))
