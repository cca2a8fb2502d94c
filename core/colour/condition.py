"""How colours become inks: the printing condition of a job (ISO 12647-1, 3.33) and what a person chose about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from core.colour.profiles import OutputProfile, load_profile

Intent = Literal["relative", "perceptual", "saturation", "absolute"]


@dataclass(frozen=True)
class PrintingCondition:
    """The output profile, the rendering intent, black point compensation (ISO 18619), the ink limit.

    ``ink_limit`` is the most that all process inks together may cover, in percent (400 is every plate full); None is
    whatever the profile itself makes.
    """

    profile: OutputProfile = field(default_factory=load_profile)
    intent: Intent = "relative"
    black_point: bool = True
    ink_limit: float | None = None
