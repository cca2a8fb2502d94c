"""Will the barcode scan? Its size against the trade's rules, what comes too near, how it lies, and a trial reading.

A scanner sees red light (ISO/IEC 15416: 670 nm nominal): cyan and black take it, magenta and yellow let it pass, so
that red bars are white to it. What it sees is made of the rendered plates, and read back by the reader that is no part
of how codes are made.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from core.codes import Rule, Symbol, matches, other_number, read, rule
from core.colour.inks import Ink, Spot
from core.compose.barcodes import ground_of, symbol_at, symbol_of
from core.compose.drawlist import FillPath, StrokePath
from core.compose.paints import is_white
from core.dieline.words import Words
from core.document.document import Document
from core.document.edits import moved
from core.document.model import BarcodeLayer, CmykPaint, SpotPaint
from core.errors import DieloomError
from core.geometry import Affine, Box, Point
from core.press.plates import Separations, separate
from core.press.preflight.findings import Finding, Fix, found
from core.press.preflight.fixes import placing, setting
from core.press.preflight.job import Job, Printed, called
from core.press.preflight.lines import plates
from core.press.preflight.marks import box_of
from core.units import MM_PER_INCH

LEAST_CONTRAST = 0.4
"""Of the reflectance of light and dark elements, grade C of ISO/IEC 15416: what retailers ask for is 1.5 and better."""

_CORRUGATED = 1.0  # mm of board from which on there are flutes
_AROUND = 1 / 6  # of a cylinder's circumference that a code may take with its bars along the axis
_MODULE_PX, _MOST_PX = 6, 3_000_000
_SLACK = 1e-6
_CYAN, _BLACK = 0.93, 0.97  # of red light, that full cyan and full black take

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Code:
    """A barcode layer as it lies on its page."""

    layer: BarcodeLayer
    page: Printed
    symbol: Symbol

    @property
    def rule(self) -> Rule:
        return rule(self.layer.symbology)

    @cached_property
    def at(self) -> Affine:
        """From the symbol's own coordinates to the page."""
        return symbol_at(self.symbol, self.page.face.place(self.layer.place))

    @cached_property
    def bars(self) -> Polygon:
        return self._on_page(Box(0, 0, self.symbol.width, self.symbol.height))

    @cached_property
    def ground(self) -> Polygon:
        """With the quiet zone."""
        return self._on_page(ground_of(self.symbol))

    @property
    def box(self) -> Box:
        return Box(*self.ground.bounds)

    def _on_page(self, box: Box) -> Polygon:
        x0, y0, x1, y1 = box
        return Polygon([self.at.apply(corner) for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))])


def codes(job: Job) -> Iterator[Code]:
    """The barcodes of a job."""
    for layer, page, marks in job.printed():
        if isinstance(layer, BarcodeLayer) and marks:
            yield Code(layer, page, symbol_of(layer))


def check_size(job: Job) -> Iterator[Finding]:
    """Modules and bars of the sizes that the trade takes."""
    for code in codes(job):
        asked, module = code.rule, code.layer.module
        if not asked.smallest - _SLACK <= module <= asked.largest + _SLACK:
            wanted = min(max(module, asked.smallest), asked.largest)
            text = (
                f"{called(code.layer)} has modules of {module:g} mm; {asked.label} takes {asked.smallest:g} to "
                f"{asked.largest:g} mm."
            )
            fix = setting(code.layer, f"Make its modules {wanted:g} mm", f"模块宽度设为 {wanted:g} mm", module=wanted)
            yield _about(code, "code-module", text, fix)
        least = asked.least(module)
        if least is not None and code.symbol.bar_height < least - 0.01:
            text = f"{called(code.layer)} has bars {code.symbol.bar_height:.1f} mm high; {least:.1f} mm are the least."
            fix = setting(code.layer, "Give its bars their usual height", "使用标准条高", bar_height=None)
            yield _about(code, "code-height", text, fix)


def check_number(job: Job) -> Iterator[Finding]:
    """Whole numbers of a shorter kind, which are completed by another check digit: an EAN-13 typed for an ITF-14."""
    for code in codes(job):
        meant = other_number(code.layer.symbology, code.layer.data)
        if meant is not None:
            text = (
                f"{called(code.layer)} holds {code.symbol.data}, but its digits end in a check digit without the last."
            )
            fix = setting(code.layer, f"Make it {meant}", f"改为 {meant}", data=meant)
            yield _about(code, "code-number", text, fix)


def check_quiet(job: Job) -> Iterator[Finding]:
    """What is drawn over a code or its quiet zone, and lines of the die that run through it."""
    for code in codes(job):
        over = _over(code)
        if over is not None:
            text = f"{called(code.layer)} has something drawn over it or its quiet zone."
            fix = Fix(Words(en="Bring it to the front", zh="移至最前"), partial(_to_front, code.layer.id))
            yield found("code-quiet", text, over, code.page.number, code.layer.id, fix)
            continue
        inner = code.ground.buffer(-_SLACK)
        if inner.intersects(code.page.knives) or inner.intersects(code.page.folds):
            yield _about(code, "code-quiet", f"{called(code.layer)} has a cut or crease in its quiet zone.")


def check_direction(job: Job) -> Iterator[Finding]:
    """Bars along the flutes of corrugated board, and around a curved panel, if they are many."""
    for code in codes(job):
        if code.rule.least_height is None:
            continue  # a matrix code has no direction
        wanted = _flutes(job) or _ladder(code)
        if wanted is None:
            continue
        axis, why = wanted
        angle = math.degrees(math.atan2(code.at.d, code.at.c))  # of the bars, on the page
        if abs(math.sin(math.radians(angle - (0 if axis == "x" else 90)))) > math.sin(math.radians(20)):
            turned = code.layer.place.rotation + (90 if code.layer.place.rotation < 270 else -270)
            fix = placing(code.layer, "Turn it by 90°", "旋转 90°", rotation=turned)
            yield _about(code, "code-direction", f"{called(code.layer)} has bars across {why}.", fix)


def check_inks(job: Job) -> Iterator[Finding]:
    """Bars in several inks, whose edges blur as plates stray, or in an ink that mirrors or is clear."""
    uses = {spot.name: spot.use for spot in job.document.design.spots}
    for code in codes(job):
        paint = code.layer.paint
        use = uses.get(paint.name, "colour") if isinstance(paint, SpotPaint) else "colour"
        ink = _ink(code)
        if use != "colour":
            text = f"{called(code.layer)} is printed in {use.replace('_', ' ')}, which scanners do not see as bars."
        elif ink is not None and not isinstance(ink, Spot) and (count := plates(ink, job.condition)) > 1:
            text = f"{called(code.layer)} has bars in {count} inks; one ink keeps their edges."
        else:
            continue
        yield _about(code, "code-inks", text, _black(code.layer))


def check_reading(job: Job) -> Iterator[Finding]:
    """Contrast in red light, and a trial reading of the rendered plates."""
    for code in codes(job):
        job.progress.check()
        try:
            reflected = _reflected(job, code)
        except DieloomError:
            continue  # a picture under it is missing or damaged, which another check says
        contrast = float(np.percentile(reflected, 90) - np.percentile(reflected, 10))
        if _light_on_dark(reflected, code):
            text = f"{called(code.layer)} has light bars on a dark ground, which most scanners cannot read."
            yield _about(code, "code-contrast", text, _black(code.layer))
        elif contrast < LEAST_CONTRAST:
            text = f"{called(code.layer)} has {contrast:.0%} of contrast in red light; {LEAST_CONTRAST:.0%} are wanted."
            yield _about(code, "code-contrast", text, _black(code.layer))
        elif not any(matches(code.symbol.data, each) for each in read(_grey(reflected))):
            text = f"{called(code.layer)} could not be read back from its plates."
            yield _about(code, "code-unread", text, _black(code.layer))


def seen_in_red(found: Separations, alternates: dict[str, tuple[float, float]]) -> Reals:
    """[H, W] reflectance in red light, 0 to 1; ``alternates`` has the cyan and black that stand for a spot."""
    light = np.ones(found.inks.shape[:2])
    takes = {"Cyan": (1.0, 0.0), "Black": (0.0, 1.0)} | alternates
    for number, name in enumerate(found.names):
        cyan, black = takes.get(name, (0.0, 0.0))
        if cyan or black:
            tint = found.inks[:, :, number] / 255
            light *= (1 - _CYAN * cyan * tint) * (1 - _BLACK * black * tint)
    return light


def _reflected(job: Job, code: Code) -> Reals:
    box, module = code.box, code.layer.module
    ppi = MM_PER_INCH / module * _MODULE_PX
    ppi = min(ppi, MM_PER_INCH * math.sqrt(_MOST_PX / (box.width * box.height)), 10_000)
    found = separate(code.page.page, job.pixels, job.condition, ppi, box=box, technical=False, progress=job.progress)
    alternates = {spot.name: (spot.alternate.c, spot.alternate.k) for spot in job.drawing.spots}
    return seen_in_red(found, alternates)


def _light_on_dark(reflected: Reals, code: Code) -> bool:
    """Whether the symbol is lighter than the edge of its quiet zone."""
    edge = np.concatenate([reflected[0], reflected[-1], reflected[:, 0], reflected[:, -1]])
    return bool(np.median(edge) < LEAST_CONTRAST / 2 and reflected.mean() > np.median(edge) + LEAST_CONTRAST / 4)


def _grey(reflected: Reals) -> NDArray[np.uint8]:
    """With a margin as light as the board around it: a quiet zone of nothing but paper is judged elsewhere."""
    return np.pad((reflected * 255).round().astype(np.uint8), 4 * _MODULE_PX, constant_values=255)


def _over(code: Code) -> Box | None:
    """Where later layers draw on a code: on its bars in any ink, on its quiet zone in any but white."""
    ids = [mark.layer for mark in code.page.marks]
    last = len(ids) - 1 - ids[::-1].index(code.layer.id)
    for mark in code.page.marks[last + 1 :]:
        if mark.technical or mark.box is None or not shapely.box(*mark.box).intersects(code.ground):
            continue
        white = isinstance(mark.op, FillPath | StrokePath) and is_white(mark.op.ink)
        shared = mark.area & (code.bars if white else code.ground)
        if shared.area > 0.01:
            return box_of(shared)
    return None


def _flutes(job: Job) -> tuple[str, str] | None:
    """The axis of the page that flutes run along, where the board has some."""
    grain = job.document.design.dieline.grain or job.outline.grain
    return (grain, "the flutes of the board") if grain and job.outline.caliper >= _CORRUGATED else None


def _ladder(code: Code) -> tuple[str, str] | None:
    """Across the axis of a curved panel, where the code goes too far around it."""
    outline = code.page.face.outline
    panel = next((each for each in outline.panels if each.name == code.layer.place.panel and each.bend), None)
    if panel is None or panel.bend is None or not panel.bend.angle_deg:
        return None
    box = Box.around([Point(*point) for point in panel.polygon()])
    across = box.width if panel.bend.along == "y" else box.height
    around = across * 360 / abs(panel.bend.angle_deg)
    if code.symbol.width <= around * _AROUND:
        return None
    return ("x" if panel.bend.along == "y" else "y"), "a curve that is too tight for it"


def _ink(code: Code) -> Ink | None:
    """What the bars are printed with: they come first, or second where they have a ground."""
    fills = [mark.op for mark in code.page.of(code.layer.id) if isinstance(mark.op, FillPath)]
    number = 0 if code.layer.ground is None else 1
    return fills[number].ink if number < len(fills) else None


def _about(code: Code, kind: str, text: str, fix: Fix | None = None) -> Finding:
    return found(kind, text, code.box, code.page.number, code.layer.id, fix)


def _black(layer: BarcodeLayer) -> Fix:
    words = ("Print it in black on white", "改为白底黑条")
    return setting(layer, *words, paint=CmykPaint(k=1), ground=CmykPaint(), opacity=1.0)


def _to_front(layer_id: str, document: Document) -> Document:
    return document.with_design(moved(document.design, layer_id, len(document.design.layers)))
