"""Does a template file add up? Names, panels and figures, before any size is tried.

A slip in a formula then shows when the file is opened, and not months later at one odd size.
"""

from __future__ import annotations

import graphlib
from collections.abc import Callable, Iterator

from core.dieline.figure import corners_of
from core.dieline.formula import FUNCTIONS, Formula
from core.dieline.schema import Expression, Figure, TemplateFile
from core.errors import DieloomError

CALIPER = "caliper"  # the parameter that every template must have

ReadFormula = Callable[[str, str], Formula]  # its text, its name


def check_names(file: TemplateFile, read: ReadFormula) -> None:
    """Every formula can be read and uses only names it sees; raises DieloomError."""
    seen: set[str] = set()
    for each in file.parameters:
        for expression, what in ((each.min, "min"), (each.max, "max"), (each.default, "default")):
            _check_uses(expression, f"{each.name} {what}", seen, read)
        seen.add(each.name)
    _check_clashes(file, seen)
    seen |= file.formulas.keys()
    for expression, name, own in _expressions(file):
        _check_uses(expression, name, seen | own, read)


def _check_clashes(file: TemplateFile, parameters: set[str]) -> None:
    clashes = parameters & file.formulas.keys() | (parameters | file.formulas.keys()) & FUNCTIONS.keys()
    complete = parameters.issuperset({CALIPER, *file.size})
    if clashes or len(parameters) < len(file.parameters) or not complete:
        raise DieloomError(
            f"The names of {file.code} do not add up.",
            f"Names must differ, {CALIPER} and the size must be parameters. {', '.join(sorted(clashes))}".strip(),
        )


def _check_uses(expression: Expression, name: str, seen: set[str], read: ReadFormula) -> None:
    if isinstance(expression, str):
        formula = read(expression, name)
        for unknown in sorted(formula.names - seen):
            raise formula.error(f"uses the unknown name {unknown}", "Define it as a parameter or a formula.")


def check_panels(file: TemplateFile) -> None:
    """Panels have names of their own and hang on one root, and every figure has one boundary; raises DieloomError."""
    names = [panel.name for panel in file.panels]
    used = [panel.parent for panel in file.panels if panel.parent]
    used += [name for join in file.joins for name in (join.flap, join.mate)]
    used += [name for pair in (*file.walls, *file.uncut) for name in pair]
    for name in used:
        if name not in names:
            raise DieloomError(f'{file.code} has no panel "{name}".', f"It has {', '.join(names)}.")
    roots = [panel.name for panel in file.panels if not panel.parent]
    if len(set(names)) < len(names) or len(roots) != 1 or _goes_round(file):
        raise DieloomError(
            f"The panels of {file.code} do not make one tree.",
            "Names must differ, and following the parents must always end at the one panel without.",
        )
    for sizes, what in ((file.die, "die"), (file.outside, "outside")):
        if sizes and len(sizes) != len(file.size):
            raise DieloomError(f"The {what} sizes of {file.code} do not add up.", "Give one for each name in size.")
    for figure in (*file.panels, *file.marks):
        ways = [figure.size, figure.corners, figure.shape]
        if sum(way is not None for way in ways) != 1 or figure.shape not in {None, *file.shapes}:
            raise DieloomError(f"A figure of {file.code} needs one of size, corners or a known shape.")


def _goes_round(file: TemplateFile) -> bool:
    """True when a panel hangs on itself, directly or through others."""
    try:
        graphlib.TopologicalSorter({panel.name: [panel.parent] for panel in file.panels if panel.parent}).prepare()
    except graphlib.CycleError:
        return True
    return False


def _expressions(file: TemplateFile) -> Iterator[tuple[Expression, str, set[str]]]:
    """Every expression beside those of the parameters: what it says, whose it is, and the names only it sees."""
    yield from ((text, name, set()) for name, text in file.formulas.items())
    yield from ((each.require, f"constraint {i}", set()) for i, each in enumerate(file.constraints, start=1))
    yield from ((text, "inside", set()) for text in file.inside)
    yield from ((text, "blank", set()) for text in file.blank)
    yield from ((text, "die size", set()) for text in file.die)
    yield from ((text, "outer size", set()) for text in file.outside)
    for panel in file.panels:
        yield panel.angle, f"{panel.name} angle", set()
        if panel.bend is not None:
            yield panel.bend.angle, f"{panel.name} bend", set()
        yield from _figure_expressions(panel, panel.name, file)
    for i, mark in enumerate(file.marks, start=1):
        yield from _figure_expressions(mark, f"mark {i}", file)


def _figure_expressions(figure: Figure, name: str, file: TemplateFile) -> Iterator[tuple[Expression, str, set[str]]]:
    own: set[str] = set()
    for key, text in figure.let.items():
        yield text, f"{key} of {name}", set(own)
        own.add(key)
    at = figure.at
    yield from ((text, f"{name} place {axis}", own) for text, axis in ((at.x, "x"), (at.y, "y"), (at.turn, "turn")))
    if figure.shape is None or figure.shape in file.shapes:
        for i, corner in enumerate(corners_of(figure, file.shapes), start=1):
            for what in ("x", "y", "round", "bow"):
                yield getattr(corner, what), f"{name} corner {i} {what}", own
