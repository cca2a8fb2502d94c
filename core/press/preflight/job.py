"""What the checks of a document look at: the design, its blank, the drawing, the printer's limits, made out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import TypeVar

import shapely
from shapely import MultiLineString, Polygon
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from core.colour.condition import PrintingCondition
from core.compose.drawlist import Drawing, DrawPage, PixelSource
from core.compose.placing import Face
from core.dieline.checks import FOLDING, KNIVES
from core.dieline.contour import FINE, knife_area, polygon_of
from core.dieline.outline import LineType, Outline
from core.document.document import Document
from core.document.model import Layer
from core.geometry import Affine, Box
from core.jobs import Progress
from core.press.preflight.findings import Finding
from core.press.preflight.marks import Mark, marks_of
from core.press.presets import Limits, PrinterPreset


@dataclass(frozen=True)
class Printed:
    """One page of the drawing: its operations one by one, and the blank as it lies there."""

    number: int
    page: DrawPage
    face: Face
    marks: tuple[Mark, ...]

    def of(self, layer_id: str) -> list[Mark]:
        """What a layer of the design draws here."""
        return [mark for mark in self.marks if mark.layer == layer_id]

    @cached_property
    def blank(self) -> Polygon:
        """What the knife leaves standing, windows cut out; its rings have it on their left."""
        blank: Polygon = orient(turned(knife_area(self.face.outline), self.face.view))
        shapely.prepare(blank)
        return blank

    @cached_property
    def panels(self) -> dict[str, Polygon]:
        return {panel.name: turned(polygon_of(panel), self.face.view) for panel in self.face.outline.panels}

    @cached_property
    def knives(self) -> MultiLineString:
        return self._lines(*KNIVES)

    @cached_property
    def folds(self) -> MultiLineString:
        return self._lines(*FOLDING)

    def _lines(self, *types: LineType) -> MultiLineString:
        lines = [line.segment.flattened(FINE) for line in self.face.outline.lines_of(*types)]
        found = turned(MultiLineString(lines), self.face.view)
        shapely.prepare(found)
        return found


@dataclass(frozen=True)
class Job:
    """A document on its way to the press. ``pages`` are those of its drawing."""

    document: Document
    outline: Outline
    drawing: Drawing
    pixels: PixelSource
    preset: PrinterPreset
    condition: PrintingCondition
    progress: Progress = field(default_factory=Progress)

    @property
    def limits(self) -> Limits:
        return self.preset.limits

    @property
    def bleed(self) -> float:
        """The design's own, mm."""
        own = self.document.design.bleed
        return self.outline.bleed if own is None else own

    @cached_property
    def pages(self) -> tuple[Printed, ...]:
        return tuple(
            Printed(number, page, Face(page.side, self.outline, self.bleed), tuple(marks_of(page.ops)))
            for number, page in enumerate(self.drawing.pages)
        )

    def page_of(self, layer: Layer) -> Printed | None:
        """The page that a layer is on; None for one that is on no page, as all hidden ones are."""
        return next((each for each in self.pages if each.page.side == layer.place.side), None)

    def printed(self) -> Iterator[tuple[Layer, Printed, list[Mark]]]:
        """Every visible layer with its page and what it draws there, the lowest first."""
        for layer in self.document.design.layers:
            page = self.page_of(layer)
            if layer.visible and page is not None:
                yield layer, page, page.of(layer.id)


Shape = TypeVar("Shape", bound=BaseGeometry)
Check = Callable[[Job], Iterator[Finding]]


def called(layer: Layer) -> str:
    """A layer as a sentence begins with it."""
    return f"{layer.kind.capitalize()} “{layer.name or layer.id}”"


def seen(marks: list[Mark]) -> Box | None:
    """The box of what is seen of some marks."""
    boxes = [mark.box for mark in marks if mark.box is not None]
    return reduce(Box.union, boxes) if boxes else None


def turned(shape: Shape, by: Affine) -> Shape:
    """A shape mapped as points are."""
    mapped: Shape = affine_transform(shape, [by.a, by.c, by.b, by.d, by.e, by.f])
    return mapped
