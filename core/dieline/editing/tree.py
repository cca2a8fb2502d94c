"""The fold tree: which panel hangs on which, and what goes with a panel that is renamed or removed."""

from __future__ import annotations

import itertools

from core.dieline.editing.items import put, with_fields
from core.dieline.schema import PanelSpec, TemplateFile
from core.errors import DieloomError


def children(file: TemplateFile, name: str) -> list[str]:
    return [panel.name for panel in file.panels if panel.parent == name]


def descendants(file: TemplateFile, name: str) -> list[str]:
    """The panels that hang on this one, directly and through others."""
    found: list[str] = []
    waiting = children(file, name)
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            found.append(each)
            waiting += children(file, each)
    return found


def set_parent(file: TemplateFile, child: str, parent: str) -> TemplateFile:
    """``child`` and all that hangs on it hang on ``parent`` from now on; raises DieloomError for a circle."""
    if next(panel for panel in file.panels if panel.name == child).parent is None:
        raise DieloomError(f'"{child}" is the panel that stays put.', "Make another panel stay put first.")
    if parent == child or parent in descendants(file, child):
        raise DieloomError(f'"{parent}" hangs on "{child}".', "Choose a panel that does not.")
    return _with(file, child, parent=parent)


def set_root(file: TemplateFile, name: str) -> TemplateFile:
    """The panel that stays put; the folds between it and the former one go the other way round."""
    chain, by_name = [name], {panel.name: panel for panel in file.panels}
    while (parent := by_name[chain[-1]].parent) is not None:
        chain.append(parent)
    for child, parent in itertools.pairwise(chain):
        fold = by_name[child]
        file = _with(file, parent, parent=child, angle=fold.angle, order=fold.order, crease=fold.crease)
    return _with(file, name, parent=None)


def rename_panel(file: TemplateFile, old: str, new: str) -> TemplateFile:
    """The panel under another name, in its children, joins and walls too; raises DieloomError for one that is taken."""
    if new == old:
        return file
    if new in {panel.name for panel in file.panels}:
        raise DieloomError(f'There is a panel "{new}" already.', "Choose another name.")

    def now(name: str) -> str:
        return new if name == old else name

    panels = tuple(
        with_fields(panel, name=now(panel.name), parent=now(panel.parent) if panel.parent else None)
        for panel in file.panels
    )
    joins = tuple(with_fields(join, flap=now(join.flap), mate=now(join.mate)) for join in file.joins)
    walls, uncut = (tuple((now(one), now(other)) for one, other in pairs) for pairs in (file.walls, file.uncut))
    return with_fields(file, panels=panels, joins=joins, walls=walls, uncut=uncut)


def panel_users(file: TemplateFile, name: str) -> list[str]:
    """What goes when the panel goes: the panels that hang on it, and the joins and walls that name one of them."""
    gone = {name, *descendants(file, name)}
    joins = [f"{join.flap} - {join.mate}" for join in file.joins if gone & {join.flap, join.mate}]
    pairs = [f"{one} - {other}" for one, other in (*file.walls, *file.uncut) if gone & {one, other}]
    return [*descendants(file, name), *joins, *pairs]


def remove_panel(file: TemplateFile, name: str) -> TemplateFile:
    """Without the panel and all of :func:`panel_users`; raises DieloomError for the one that stays put."""
    if next(panel for panel in file.panels if panel.name == name).parent is None:
        raise DieloomError(f'"{name}" is the panel on which all others hang.', "Make another panel stay put first.")
    gone = {name, *descendants(file, name)}
    return with_fields(
        file,
        panels=tuple(panel for panel in file.panels if panel.name not in gone),
        joins=tuple(join for join in file.joins if not gone & {join.flap, join.mate}),
        walls=tuple(pair for pair in file.walls if not gone & set(pair)),
        uncut=tuple(pair for pair in file.uncut if not gone & set(pair)),
    )


def _with(file: TemplateFile, name: str, **fields: object) -> TemplateFile:
    panels: list[PanelSpec] = [with_fields(each, **fields) if each.name == name else each for each in file.panels]
    return put(file, ("panels",), tuple(panels))
