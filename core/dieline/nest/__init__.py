"""Many blanks on one sheet, by their true contours: how many, where, and how much board is wasted."""

from core.dieline.nest.search import allowed_turns, nest
from core.dieline.nest.sheet import Grain, Layout, Placement, Sheet

__all__ = ["Grain", "Layout", "Placement", "Sheet", "allowed_turns", "nest"]
