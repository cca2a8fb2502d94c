"""Dielines from other programs: their files read as true lines and arcs, lines named by type, and panels found."""

from core.dieline.intake.drawing import Drawing, Source, Stroke
from core.dieline.intake.reading import SUFFIXES, read_drawing
from core.dieline.intake.types import Guess, guess

__all__ = ["SUFFIXES", "Drawing", "Guess", "Source", "Stroke", "guess", "read_drawing"]
