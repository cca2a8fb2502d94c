"""Dieloom's engine. It knows no Qt; see the README for the rooms and what may import what."""

__version__ = "0.1.0"
