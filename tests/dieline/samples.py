"""Random sizes that a template says it takes."""

from __future__ import annotations

from core.dieline.sweep import random_sizes as sizes

__all__ = ["sizes"]
