"""Where a model's file is: by the name of a bundled one, or by its path. Torch is not needed."""

from __future__ import annotations

import re
from pathlib import Path

from core import resources
from core.errors import DieloomError
from core.files import on_network_share

BEST = "pattern"
"""The bundled model that new artwork begins with. A recipe that names no model is one of the first version's, and
means ``loom``."""


def find_model(name: str) -> Path:
    """The file of a bundled model's name, or of a path to a model; raises DieloomError when there is none."""
    if re.fullmatch(r"[\w-]+", name):
        bundled = resources.root() / "models" / f"{name}.safetensors"
        if bundled.is_file():
            return bundled
    if on_network_share(name):
        raise DieloomError(f"The model {name!r} is on a network share.", "Copy it to this machine and choose it there.")
    path = Path(name)
    if not path.is_file():
        raise DieloomError(
            f"There is no model {name!r}.", "Give the name of a bundled model, such as pattern, or a model file's path."
        )
    return path
