"""SVG read into drawing operations."""

from core.compose.placed.svg.reader import PlacedSvg, picture, read_svg

__all__ = ["PlacedSvg", "picture", "read_svg"]
