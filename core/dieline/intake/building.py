"""A drawing becomes a template: its panels with numbers for corners, its other lines as marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely
from pydantic import ValidationError

from core.dieline.chains import Chain, chains
from core.dieline.intake.drawing import Drawing, Source
from core.dieline.intake.ends import ON
from core.dieline.intake.faces import neighbours
from core.dieline.intake.figures import chain_corners, ring_corners
from core.dieline.intake.healing import FOLDING, TOLERANCE, heal
from core.dieline.intake.network import Network, network_of
from core.dieline.intake.openings import opening
from core.dieline.intake.panels import Leaf, Tree, blank_of, tree_of
from core.dieline.intake.types import types_of
from core.dieline.outline import DieLine, LineType, PanelRole
from core.dieline.overlay import AREAS
from core.dieline.schema import LONGEST_CODE, MOST_MARKS, MOST_PANELS, MarkSpec, PanelSpec, Parameter, TemplateFile
from core.dieline.words import Words
from core.errors import DieloomError
from core.geometry import Box
from core.values import explain

AROUND = 30.0  # mm beyond the blank within which areas still belong to it
SMALL = 0.6  # a panel at the end of the tree with a smaller part of the root's area is a flap
CALIPER = 0.4  # mm
MOST_CALIPER = 20.0
MOST_TOLERANCE = 10.0  # mm; beyond it, lines that have nothing to do with each other would meet


@dataclass(frozen=True)
class _Found:
    network: Network
    tree: Tree
    aside: tuple[DieLine, ...]  # lines that bound areas, not panels


def template_from(
    drawing: Drawing,
    mapping: Mapping[str | Source, LineType | None] | None = None,
    *,
    code: str = "",
    title: str = "",
    caliper: float = CALIPER,
    tolerance: float = TOLERANCE,
) -> tuple[TemplateFile, tuple[str, ...]]:
    """A template of the person's own with the drawing's lines, and notes on what was done to them.

    ``mapping`` gives types to sources, or to layers, spots and colours by name (None leaves them out); the rest are
    guessed. Corners keep the drawing's coordinates. Raises DieloomError when there is no closed panel, and for a name
    or a measure that no template has.
    """
    if not 0 < caliper <= MOST_CALIPER:
        raise DieloomError(f"A board cannot be {caliper:g} mm thick.", f"Give a caliper of up to {MOST_CALIPER:g} mm.")
    if not 0 <= tolerance <= MOST_TOLERANCE:
        hint = f"Give a gap of 0 to {MOST_TOLERANCE:g} mm."
        raise DieloomError(f"Ends that are {tolerance:g} mm apart cannot be called one.", hint)
    lines, notes = _typed(drawing, mapping)
    healed = heal([line for line in lines if line.type not in AREAS], tolerance)
    network = network_of(healed.lines)
    tree = tree_of(network)
    if tree is None:
        where = opening(network)
        raise DieloomError(
            f"{drawing.name} has no closed panel{where and ': '}{where}.",
            "Check which layers are cut and crease, or close larger gaps with a higher tolerance.",
        )
    found = _Found(network, tree, tuple(line for line in lines if line.type in AREAS))
    try:
        file, more = _file(found, drawing, code, title, caliper)
    except ValidationError as error:
        raise DieloomError(f"{drawing.name} makes no template. {explain(error)}") from error
    return file, (*drawing.notes, *notes, *healed.notes, *more)


def _typed(drawing: Drawing, mapping: Mapping[str | Source, LineType | None] | None) -> tuple[list[DieLine], list[str]]:
    """The lines of the die, and what was left out."""
    types = types_of(drawing, mapping)
    lines = []
    ignored: Counter[str] = Counter()
    for segment, source in drawing.strokes:
        type_ = types[source]
        if type_ is None:
            ignored[source.name] += 1
        else:
            lines.append(DieLine(type_, segment))
    if not lines:
        raise DieloomError(f"{drawing.name}: none of its layers is a line of the die.", "Say which layer is cut.")
    notes = [f'Left out {count} lines of "{name}", which is no line of the die.' for name, count in ignored.items()]
    return lines, notes


def _file(
    found: _Found, drawing: Drawing, code: str, title: str, caliper: float
) -> tuple[TemplateFile, tuple[str, ...]]:
    tree = found.tree
    if len(tree.panels) > MOST_PANELS:
        raise DieloomError(f"{drawing.name} has {len(tree.panels)} panels.", f"A template has {MOST_PANELS} at most.")
    lines, lost = _beside_panels(found)
    marks = [_mark(type_, chain) for type_, chain in chains(lines)]
    if len(marks) > MOST_MARKS:
        raise DieloomError(
            f"{drawing.name} has {len(marks)} separate lines inside its panels.",
            f"A template has {MOST_MARKS} at most.",
        )
    root = next(leaf for leaf in tree.panels if leaf.parent is None)
    x0, y0, x1, y1 = root.face.area.bounds
    box = Box(*shapely.union_all([leaf.face.area for leaf in tree.panels]).bounds)
    name = re.sub(r"[^\w .-]+", " ", drawing.name.rpartition(".")[0]).strip() or "die"
    file = TemplateFile(
        schema_version=1,
        code=code or f"OWN {name}"[:LONGEST_CODE].strip(),
        title=Words(en=title or name, zh=title or name),
        source=f"Imported from {drawing.name}",
        parameters=(_caliper(caliper),),
        panels=tuple(_panels(found)),
        uncut=tuple((f"panel {i + 1}", f"panel {j + 1}") for i, j in sorted(tree.uncut)),
        marks=tuple(marks),
        inside=(round(x1 - x0, 3), round(y1 - y0, 3), 0.0),
        blank=(round(box.width, 6), round(box.height, 6)),
    )
    return file, tuple(_said(found, lost))


def _caliper(caliper: float) -> Parameter:
    label = Words(en="Board caliper", zh="纸板厚度")
    return Parameter(name="caliper", label=label, default=caliper, min=min(0.1, caliper), max=MOST_CALIPER)


def _panels(found: _Found) -> Iterable[PanelSpec]:
    """Parents are named before what hangs on them is drawn, so the order may be that of reading."""
    leaves = found.tree.panels
    beside = neighbours([leaf.face for leaf in leaves])
    parents = {leaf.parent for leaf in leaves}
    root = next(leaf for leaf in leaves if leaf.parent is None)
    glue = [line.segment.bounds.centre for line in found.aside if line.type is LineType.GLUE]
    for n, leaf in enumerate(leaves):
        yield PanelSpec(
            name=f"panel {n + 1}",
            label=Words(en=f"Panel {n + 1}", zh=f"面板 {n + 1}"),
            role=_role(leaf, root, glue, last=n not in parents),
            parent=None if leaf.parent is None else f"panel {leaf.parent + 1}",
            angle=-90.0 if leaf.crease is LineType.REVERSE_CREASE else 90.0,
            order=max(1, min(leaf.depth, 99)),
            crease=leaf.crease,
            corners=ring_corners(leaf.face.ring, found.network, lambda i, j: beside[i] == beside[j]),
        )


def _role(leaf: Leaf, root: Leaf, glue: Sequence[tuple[float, float]], *, last: bool) -> PanelRole:
    """Flaps are small and carry nothing; those with glue on them are glued."""
    if leaf is root or not last or leaf.face.area.area > SMALL * root.face.area.area:
        return PanelRole.PANEL
    glued = any(leaf.face.area.contains(shapely.Point(point)) for point in glue)
    return PanelRole.GLUE if glued else PanelRole.FLAP


def _beside_panels(found: _Found) -> tuple[list[DieLine], int]:
    """The lines that the panels' own edges do not draw, and how many lie outside the blank and are lost."""
    network, tree = found.network, found.tree
    drawn = _edges(network, tree)
    blank = blank_of(tree)
    shapely.prepare(blank)
    around = Box(*blank.bounds).grown(AROUND)
    lines = [line for line in found.aside if around.contains(line.segment.bounds.centre)]
    lost = len(found.aside) - len(lines)
    for k, piece in enumerate(network.pieces):
        if drawn.get(k) is piece.type:
            continue
        if k in drawn or blank.intersects(shapely.Point(_middle(piece.segment.flattened(0.1)))):
            lines.append(DieLine(piece.type, piece.segment))
        else:
            lost += 1
    return lines, lost


def _edges(network: Network, tree: Tree) -> dict[int, LineType]:
    """What the panels' edges are drawn as: the type of a hinge, a crease beside the folds, and else a cut."""
    types = {}
    for k, pair in neighbours([leaf.face for leaf in tree.panels]).items():
        types[k] = LineType.CUT
        if len(pair) == 2:
            child = next((n for n in pair if tree.panels[n].parent in pair), None)
            if child is not None:
                types[k] = tree.panels[child].crease
            elif (min(pair), max(pair)) in tree.uncut:
                types[k] = LineType.CREASE
    return types


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    (x0, y0), (x1, y1) = points[(len(points) - 1) // 2], points[len(points) // 2]
    return ((x0 + x1) / 2, (y0 + y1) / 2) if len(points) % 2 == 0 else points[len(points) // 2]


def _mark(type_: LineType, chain: Chain) -> MarkSpec:
    corners, closed = chain_corners(chain)
    return MarkSpec(type=type_, corners=corners, closed=closed)


def _said(found: _Found, lost: int) -> Iterable[str]:
    tree = found.tree
    if tree.elsewhere:
        yield f"{tree.elsewhere} panels hang on another blank, or in a hole, and keep at most their lines."
    edges = _edges(found.network, tree)
    idle = sum(piece.type in FOLDING and k not in edges for k, piece in enumerate(found.network.pieces))
    if idle:
        yield f"{idle} creases end before they part two panels, and fold nothing; a wider gap may be allowed."
    if lost:
        yield f"Left out {lost} lines outside the blank."
        where = opening(found.network, shapely.union_all([leaf.face.area for leaf in tree.panels]).buffer(ON))
        if where:
            yield f"The contour is open: {where}."
