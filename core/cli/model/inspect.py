"""`dieloom model inspect`."""

from __future__ import annotations

import argparse
from typing import Any


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    """Not yet."""
