"""`dieloom invert`: a picture as a latent."""

from __future__ import annotations

import argparse
from typing import Any


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Not yet."""
