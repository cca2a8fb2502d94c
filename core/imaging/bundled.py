"""The networks that come with the program, each loaded once."""

from __future__ import annotations

from functools import cache

from core import resources
from core.imaging.networks import PixelNetwork, load_network


@cache
def bundled(name: str) -> PixelNetwork:
    """``upscale`` or ``restore``; raises DieloomError when the installation lacks it."""
    return load_network(resources.path("networks", f"{name}.safetensors"))
