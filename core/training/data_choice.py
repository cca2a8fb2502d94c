"""The source that a text names.

``procedural:SEED`` and ``ornament:SEED`` (or with families: ``procedural:1:waves,scales``), ``drawings:FOLDER`` of flat
SVG tiles, ``digits``, or a prepared set's file.
"""

from __future__ import annotations

from pathlib import Path

from core.errors import DieloomError
from core.training.patterns import FAMILIES, ORNAMENTS
from core.training.sources import GROUP, PictureSource, ProceduralSource, Source

GROUPS = {"procedural": FAMILIES, "ornament": ORNAMENTS}
DIGITS = "digits"
DRAWINGS = "drawings:"  # a folder of flat SVG tiles and motifs


def drawn_families(data: str) -> tuple[str, ...]:
    """The families that ``data`` names, such as ``procedural:1`` or ``procedural:1:waves,scales``; () for pictures.

    Raises DieloomError for a family that is not there.
    """
    group, _, rest = data.partition(":")
    if group not in GROUPS or not rest:
        return ()
    asked = rest.partition(":")[2]
    families = tuple(asked.split(",")) if asked else tuple(GROUPS[group])
    unknown = sorted(set(families) - set(FAMILIES) - set(ORNAMENTS))
    if unknown:
        known = ", ".join([*FAMILIES, *ORNAMENTS])
        raise DieloomError(f"There is no pattern family {', '.join(unknown)}.", f"There are {known}.")
    return families


def open_source(
    data: str,
    resolution: int,
    seed: int,
    *,
    z_dim: int = 64,
    folder: Path | None = None,
    together: int = GROUP,
    opening: int = 0,
) -> Source:
    """``folder`` is where a relative path begins; ``together`` and ``opening`` are those of a drawn source.

    What may be mirrored is for the plan to say. Raises DieloomError when ``data`` names nothing, or a damaged set.
    """
    if drawn := drawn_families(data):
        number = data.split(":")[1]
        if not number.isdecimal() or int(number) >= 1 << 32:
            raise DieloomError(f"{data!r} names no seed.", "Write procedural:1, or another whole number.")
        return ProceduralSource(int(number), drawn, resolution, z_dim, together, opening)
    if data.startswith(DRAWINGS):
        from core.training.patterns.tiles import VectorTiles

        return PictureSource(VectorTiles((folder or Path()) / data.removeprefix(DRAWINGS)), resolution, seed)
    from core.training.data import Views, digits_set, open_set

    if data == DIGITS:
        return PictureSource(digits_set(), resolution, seed)
    return PictureSource(open_set((folder or Path()) / data, Views(mirror=False)), resolution, seed)
