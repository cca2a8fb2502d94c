"""Random sizes that a template says it takes: half of them at the very ends of the ranges."""

from __future__ import annotations

import random
from collections.abc import Iterator

from core.dieline.template import CALIPER, Template


def sizes(template: Template, count: int, seed: int) -> Iterator[dict[str, float]]:
    rng = random.Random(seed)
    for _ in range(count):
        given: dict[str, float] = {}
        for parameter in template.parameters:
            if parameter.name in (*template.file.size, CALIPER) or rng.random() < 0.4:
                limits = template.limits(given)[parameter.name]
                between = rng.uniform(limits.min, limits.max)
                given[parameter.name] = rng.choice([limits.min, limits.max, between, between])
        yield given
