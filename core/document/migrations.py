"""Documents of older versions, brought up to date one version at a time, before they are validated.

A change of the manifest that an older file would not survive raises :data:`VERSION` and adds the step from the version
before to :data:`STEPS`; steps work on plain JSON values, because the models only know the present.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.errors import DieloomError

VERSION = 1

Manifest = dict[str, Any]
Step = Callable[[Manifest], Manifest]

STEPS: Mapping[int, Step] = {}
"""By version: the step from it to the next."""


def migrate(manifest: Any, steps: Mapping[int, Step] = STEPS, version: int = VERSION) -> Manifest:
    """The manifest as ``version`` writes it; raises DieloomError for one that is newer, unknown or no manifest."""
    found = manifest.get("version") if isinstance(manifest, dict) else None
    if not isinstance(found, int) or isinstance(found, bool):
        raise DieloomError("The manifest states no version.", f'It begins with "version": {version}.')
    if found > version:
        raise DieloomError(f"It has version {found}; this Dieloom knows {version}.", "Open it in a newer Dieloom.")
    for step in range(found, version):
        if step not in steps:
            raise DieloomError(f"It has version {found}, which no Dieloom wrote.", "Check where it comes from.")
        manifest = {**steps[step](manifest), "version": step + 1}
    return dict(manifest)
