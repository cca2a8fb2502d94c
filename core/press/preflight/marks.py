"""A page's operations one by one, as they lie on the page: out of their groups, clips and layers kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from core.colour.inks import Cmyk
from core.compose.drawlist import DrawImage, FillPath, FillTile, Group, LayerTag, Op, StrokePath
from core.compose.strokes import stroked
from core.geometry import Affine, Box, Path, Point

UNIT = Path.rectangle(Box(0, 0, 1, 1))
_STRAY = 0.05  # mm that flattened curves may stray
_NO_INK = Cmyk()

Leaf = FillPath | StrokePath | DrawImage | FillTile


@dataclass(frozen=True)
class Mark:
    """One operation in the page's coordinates, mm. ``layer`` is the design layer it comes from; ``opacity`` that of
    all its groups together."""

    op: Leaf
    clips: tuple[Path, ...] = ()
    layer: str | None = None
    tag: LayerTag | None = None
    opacity: float = 1.0

    @property
    def technical(self) -> bool:
        return self.tag is not None and self.tag.technical

    @property
    def finish(self) -> bool:
        """Whether it is printed on a plate for more than colour: white, varnish, foil."""
        return self.tag is not None and self.tag.step is not None and self.tag.printed

    @cached_property
    def box(self) -> Box | None:
        """The box of what is seen of it; None where the clips leave nothing."""
        path = self._outline
        if not path.commands:
            return None
        box = path.bounds.grown(self.op.width / 2) if isinstance(self.op, StrokePath) else path.bounds
        for clip in self.clips:
            if not clip.commands:
                return None
            box = box.shared(clip.bounds)
        return box if box.width >= 0 and box.height >= 0 else None

    @cached_property
    def area(self) -> BaseGeometry:
        """What it covers, as shapely has it."""
        op = self.op
        if isinstance(op, StrokePath):
            area = polygons(stroked(op.path, op.width, op.dash, op.cap, op.join, op.mitre))
        else:
            area = area_of(self._outline, op.rule if isinstance(op, FillPath) else "nonzero")
        for clip in self.clips:
            area = area & area_of(clip)
        return area

    def area_in(self, box: Box) -> BaseGeometry:
        """What it covers, with all that lies in a box; of a long text, quicker than the whole."""
        if not isinstance(self.op, FillPath) or self.clips:
            return self.area
        near = [outline for outline in self.op.path.flattened(_STRAY) if Box.around(outline).meets(box)]
        return polygons(near, self.op.rule)

    @property
    def _outline(self) -> Path:
        match self.op:
            case FillPath() | StrokePath():
                return self.op.path
            case FillTile():
                return self.op.area
            case DrawImage():
                return UNIT.transformed(self.op.matrix)


def marks_of(ops: Sequence[Op]) -> list[Mark]:
    """All operations of a page, the lowest first."""
    return list(_marks(ops, Mark(StrokePath(Path(), _NO_INK, 0.0)), None))


def _marks(ops: Sequence[Op], around: Mark, matrix: Affine | None) -> Iterator[Mark]:
    for op in ops:
        if not isinstance(op, Group):
            yield replace(around, op=op if matrix is None else placed(op, matrix))
            continue
        own = matrix if op.matrix is None else op.matrix if matrix is None else matrix @ op.matrix
        clip = () if op.clip is None else (op.clip if own is None else op.clip.transformed(own),)
        inner = replace(
            around,
            clips=(*around.clips, *clip),
            layer=op.id or around.layer,
            tag=op.layer or around.tag,
            opacity=around.opacity * op.opacity,
        )
        yield from _marks(op.ops, inner, own)


def placed(op: Leaf, matrix: Affine) -> Leaf:
    """The operation where ``matrix`` puts it, its pen and dashes scaled along."""
    match op:
        case FillPath():
            return replace(op, path=op.path.transformed(matrix))
        case StrokePath():
            scale = math.sqrt(abs(matrix.determinant))
            dash = tuple(length * scale for length in op.dash)
            return replace(op, path=op.path.transformed(matrix), width=op.width * scale, dash=dash)
        case DrawImage():
            return replace(op, matrix=matrix @ op.matrix)
        case FillTile():
            return replace(op, area=op.area.transformed(matrix), matrix=matrix @ op.matrix)


def area_of(path: Path, rule: str = "nonzero") -> BaseGeometry:
    """A filled path as shapely has it."""
    return polygons(path.flattened(_STRAY), rule)


def polygons(outlines: list[list[Point]], rule: str = "nonzero") -> BaseGeometry:
    """Outlines filled. By the nonzero rule those that run like the largest add, and the others take away: so are
    glyphs, regions and strokes made."""
    rings = [Polygon(outline) for outline in outlines if len(set(outline)) > 2]
    rings = [ring for ring in rings if math.isfinite(ring.area)]
    if not rings:
        return Polygon()
    if rule == "evenodd":
        filled: BaseGeometry = Polygon()
        for ring in rings:
            filled = filled ^ shapely.make_valid(ring)
        return filled
    way = max(rings, key=lambda ring: ring.area).exterior.is_ccw
    sound = [(ring.exterior.is_ccw == way, ring if ring.is_valid else shapely.make_valid(ring)) for ring in rings]
    inside = shapely.union_all([ring for adds, ring in sound if adds])
    holes = [ring for adds, ring in sound if not adds]
    return inside - shapely.union_all(holes) if holes else inside


def box_of(shape: BaseGeometry) -> Box | None:
    """The box of a shape; None for an empty one."""
    return None if shape.is_empty else Box(*shape.bounds)
