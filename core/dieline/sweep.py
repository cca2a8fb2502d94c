"""A template tried at random sizes: how many it takes, and whether each blank cuts, folds and closes.

Half of the values lie at the very ends of their ranges, where templates break.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from core.dieline.checks import check
from core.dieline.consistency import CALIPER
from core.dieline.template import Template
from core.errors import DieloomError
from core.jobs import Progress

BLANK_TOLERANCE = 1e-6  # mm between the blank's formulas and its drawing


@dataclass(frozen=True)
class Failure:
    """A set of parameters that made no sound blank, and why."""

    given: dict[str, float]
    reason: str


@dataclass(frozen=True)
class SweepReport:
    """``refused`` sizes were turned down with a reason; ``unsound`` ones made a blank that fails a check."""

    code: str
    tried: int
    refused: tuple[Failure, ...]
    unsound: tuple[Failure, ...]

    @property
    def accepted(self) -> int:
        return self.tried - len(self.refused)

    @property
    def sound(self) -> bool:
        """At least 95 % accepted, and none of those unsound."""
        return not self.unsound and self.accepted >= 0.95 * self.tried


def random_sizes(template: Template, count: int, seed: int) -> Iterator[dict[str, float]]:
    """Random parameters in the ranges that the template gives at the values before them."""
    rng = random.Random(seed)
    for _ in range(count):
        given: dict[str, float] = {}
        for parameter in template.parameters:
            if parameter.name in (*template.file.size, CALIPER) or rng.random() < 0.4:
                limits = template.limits(given)[parameter.name]
                between = rng.uniform(limits.min, limits.max)
                given[parameter.name] = rng.choice([limits.min, limits.max, between, between])
        yield given


def sweep(template: Template, count: int, seed: int = 1, progress: Progress | None = None) -> SweepReport:
    """Try ``count`` random sizes. Raises Cancelled, and DieloomError for ranges that give no numbers."""
    refused, unsound = [], []
    for i, given in enumerate(random_sizes(template, count, seed)):
        if progress is not None:
            progress.report(i / count, template.code)
        try:
            problems = _problems(template, given)
        except DieloomError as error:
            refused.append(Failure(given, str(error)))
            continue
        if problems:
            unsound.append(Failure(given, problems[0]))
    return SweepReport(template.code, count, tuple(refused), tuple(unsound))


def _problems(template: Template, given: dict[str, float]) -> list[str]:
    outline = template.outline(given)
    problems = [finding.message for finding in check(outline)]
    width, height = template.blank(given)
    if max(abs(outline.blank.width - width), abs(outline.blank.height - height)) > BLANK_TOLERANCE:
        problems.append(f"The blank's formulas say {width:g} x {height:g} mm, the drawing has another size.")
    return problems
