"""Several palettes as one, each by its weight."""

from __future__ import annotations

from collections.abc import Sequence

from core.style.values import PaletteShift

MOST = 16  # colours of a palette


def blended(palettes: Sequence[tuple[PaletteShift, float]], strength: float = 1.0) -> PaletteShift:
    """The colours of all, each with its share times its palette's weight; the largest shares where there are too many.

    Raises ValueError where there is no palette, or none with a weight.
    """
    total = sum(weight for _, weight in palettes)
    if total <= 0:
        raise ValueError("nothing to blend")
    shares: dict[str, float] = {}
    for palette, weight in palettes:
        own = palette.shares or (1.0,) * len(palette.colours)
        for colour, share in zip(palette.colours, own, strict=True):
            shares[colour] = shares.get(colour, 0.0) + share / sum(own) * weight / total
    largest = sorted(shares.items(), key=lambda each: -each[1])[:MOST]
    return PaletteShift(
        colours=tuple(colour for colour, _ in largest),
        shares=tuple(round(share, 4) for _, share in largest),
        strength=strength,
    )
