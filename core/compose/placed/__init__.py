"""Artwork of other programs, placed as vectors: PDF and SVG read into drawing operations."""
