"""Plane geometry in millimetres, y up: points, boxes, affine maps, segments (lines and arcs) and drawable paths."""

from core.geometry.affine import Affine
from core.geometry.path import Close, CurveTo, LineTo, MoveTo, Path
from core.geometry.points import Box, Point
from core.geometry.segments import Arc, Line, Segment

__all__ = ["Affine", "Arc", "Box", "Close", "CurveTo", "Line", "LineTo", "MoveTo", "Path", "Point", "Segment"]
