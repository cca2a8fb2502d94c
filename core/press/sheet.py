"""What a file is made of before it is finished: its leaves, rasters and layers, gathered while it is drawn.

A leaf is one stream of page content: a printed page, or a group with an opacity of its own, which becomes a
transparency group that its page calls.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeVar

from core.compose.drawlist import Group, LayerTag
from core.geometry import Box
from core.press.rasters import Raster

T = TypeVar("T")


@dataclass
class Leaf:
    """One content stream, the boxes of its page (mm) and what it uses by number."""

    media: Box
    bleed: Box
    trim: Box
    group: Group | None = None
    rasters: set[int] = field(default_factory=set)
    layers: set[int] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)

    @property
    def kind(self) -> Literal["page", "group"]:
        return "page" if self.group is None else "group"


@dataclass
class Sheet:
    """The leaves of a file in the order drawn, and what they share; numbers are places in these lists."""

    leaves: list[Leaf] = field(default_factory=list)
    rasters: list[Raster] = field(default_factory=list)
    layers: list[LayerTag] = field(default_factory=list)

    def raster(self, raster: Raster) -> int:
        """The number of a raster, which brings its mask along; equal ones are written once."""
        if raster.mask is not None:
            _number(self.rasters, raster.mask)
        return _number(self.rasters, raster)

    def layer(self, layer: LayerTag) -> int:
        return _number(self.layers, layer)

    @property
    def pages(self) -> list[Leaf]:
        return [leaf for leaf in self.leaves if leaf.kind == "page"]


def _number(items: list[T], item: T) -> int:
    if item not in items:
        items.append(item)
    return items.index(item)


def raster_name(number: int) -> str:
    return f"Im{number}"


def layer_name(number: int) -> str:
    return f"Layer{number}"


def group_name(number: int) -> str:
    return f"Group{number}"
