"""Colour spaces of inks beyond process: one plate (ISO 32000-1, 8.6.6.4), or many in one picture (8.6.6.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from core.colour.inks import REGISTRATION, Cmyk, Spot
from core.colour.lab import D50
from core.press.rasters import Plates

_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def separation(spot: Spot) -> Array:
    """The plate, and a straight way from bare board to its full ink for where it is missing (8.6.6.4, 7.10.3)."""
    if spot.lab is None or spot.name == REGISTRATION.name:
        space: Object = Name.DeviceCMYK
        board, full = [0, 0, 0, 0], _levels(spot.alternate)
    else:
        white = Dictionary(WhitePoint=Array([round(float(value), 4) for value in D50]), Range=Array([-128, 127] * 2))
        space = Array([Name.Lab, white])
        board, full = [100, 0, 0], list(spot.lab)
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=board, C1=[round(value, 4) for value in full], N=1)
    return Array([Name.Separation, Name(f"/{spot.name}"), space, tint])


def device_n(pdf: Pdf, plates: Plates, spots: Sequence[Object]) -> Array:
    """All plates of a picture in one; ``spots`` are the spots' own spaces. Where a plate is missing, inks add up."""
    names = [*(_PROCESS if plates.process else ()), *(spot.name for spot in plates.spots)]
    process = [[float(row == column) for column in range(4)] for row in range(4)] if plates.process else []
    function = Stream(pdf, _adding([*process, *(_levels(spot.alternate) for spot in plates.spots)]).encode("ascii"))
    function.FunctionType, function.Domain, function.Range = 4, Array([0, 1] * len(names)), Array([0, 1] * 4)
    colorants = Dictionary({f"/{spot.name}": space for spot, space in zip(plates.spots, spots, strict=True)})
    attributes = [Dictionary(Colorants=colorants)] if plates.spots else []
    named = Array([Name(f"/{name}") for name in names])
    return Array([Name.DeviceN, named, Name.DeviceCMYK, pdf.make_indirect(function), *attributes])


def _adding(levels: Sequence[Sequence[float]]) -> str:
    """A PostScript calculator (7.10.5) that adds up what each channel puts on the four process plates."""
    count = len(levels)
    words = [word for plate in range(4) for word in _sum([row[plate] for row in levels], plate)]
    return " ".join(["{", *words, f"{count + 4} 4 roll", *["pop"] * count, "}"])


def _sum(shares: Sequence[float], done: int) -> Iterator[str]:
    """One plate's sum, with the channels and ``done`` sums below it on the stack."""
    yield "0"
    for channel, share in enumerate(shares):
        if share:
            yield f"{len(shares) - channel + done} index {share:g} mul add"


def _levels(ink: Cmyk) -> list[float]:
    return [round(value, 4) for value in (ink.c, ink.m, ink.y, ink.k)]
