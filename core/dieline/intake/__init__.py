"""Dielines from other programs: their files read as true lines and arcs, lines named by type, and panels found."""

from core.dieline.intake.building import template_from
from core.dieline.intake.drawing import UNITS, Drawing, Source, Stroke
from core.dieline.intake.reading import SUFFIXES, read_drawing
from core.dieline.intake.types import IGNORE, Guess, guess

__all__ = [
    "IGNORE",
    "SUFFIXES",
    "UNITS",
    "Drawing",
    "Guess",
    "Source",
    "Stroke",
    "guess",
    "read_drawing",
    "template_from",
]
