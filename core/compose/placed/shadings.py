"""Blends of a PDF (ISO 32000-1, 8.7.4.5): axial and radial ones as gradients, others by their mean colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.colour.inks import Cmyk, Rgb
from core.compose.drawlist import DrawImage, FillPath, Gradient, Group, Op
from core.compose.placed.colours import Space, Tinted
from core.compose.placed.functions import function, samples
from core.compose.placed.objects import box, get, items, number, numbers, unpacked
from core.compose.placed.run import Run
from core.geometry import Affine, Box, Path

Floats = NDArray[np.float64]

_SAMPLES = 513
_NEAR = 0.5 / 255  # how far a stop that is left out may stray
_MOST_MESH = 64 * 2**20
_KINDS = {1: "by a function", 4: "of free triangles", 5: "of a lattice", 6: "of Coons patches", 7: "of tensor patches"}


def shading_ops(run: Run, shading: Any, placed: Affine, bounds: Box, *, background: bool) -> list[Op]:
    """The blend over ``bounds`` (mm); ``placed`` maps its space to mm. Raises ValueError and what damage raises."""
    space = run.reading.spaces.find(get(shading, "ColorSpace"), run.frame.resources)
    for code, text in space.codes:
        run.note(code, text, bounds)
    if isinstance(space, Tinted) and not space.only_process:
        run.note("spot-shading", "A blend of spot colours is printed in process inks", bounds)
    ops: list[Op] = []
    behind = get(shading, "Background")
    if background and behind is not None:
        ops += [FillPath(Path.rectangle(bounds), ink) for ink in space.inks(numbers(behind, space.size))]
    kind = int(number(get(shading, "ShadingType")))
    if kind in (2, 3):
        ops.append(_gradient(shading, kind, space, placed, bounds))
    else:
        run.note("shading", f"A blend {_KINDS[kind]} is drawn in its mean colour", bounds)
        mean = tuple(float(value) for value in _mean(shading, kind, space))
        ops += [FillPath(Path.rectangle(bounds), run.reading.palette.ink(ink)) for ink in space.inks(mean)]
    limits = get(shading, "BBox")
    if limits is None:
        return ops
    return [Group(tuple(ops), clip=Path.rectangle(box(limits)).transformed(placed))]


def _gradient(shading: Any, kind: int, space: Space, placed: Affine, bounds: Box) -> DrawImage:
    """On a square in the blend's own space, so that circles stay round."""
    wanted = Path.rectangle(bounds).transformed(placed.inverse()).bounds
    side = max(wanted.width, wanted.height)
    if side <= 0:
        raise ValueError("a blend of no size")
    points = np.array(numbers(get(shading, "Coords"), 4 if kind == 2 else 6))
    corner = np.array([wanted.x0, wanted.y0, *([0.0] if kind == 3 else [])])
    points = (points - np.concatenate([corner, corner])) / side
    extend = get(shading, "Extend")
    before, after = (False, False) if extend is None else (bool(each) for each in items(extend)[:2])
    source = Gradient(
        "linear" if kind == 2 else "radial", tuple(map(float, points)), tuple(_stops(shading, space)), (before, after)
    )
    return DrawImage(source, placed @ Affine(side, 0, 0, side, wanted.x0, wanted.y0))


def _stops(shading: Any, space: Space) -> Iterator[tuple[float, Cmyk | Rgb, float]]:
    places = np.linspace(0, 1, _SAMPLES)
    domain = get(shading, "Domain")
    low, high = (0.0, 1.0) if domain is None else numbers(domain, 2)
    values = function(get(shading, "Function"))((low + places * (high - low))[:, None])
    if values.shape[1] < space.size:
        raise ValueError("a blend of too few colours")
    colours = np.clip(space.convert(values[:, : space.size]), 0, 1)
    for index in _kept(places, colours):
        row = tuple(float(value) for value in colours[index])
        yield float(places[index]), Cmyk(*row) if space.process else Rgb(*row), 1.0


def _kept(places: Floats, colours: Floats) -> list[int]:
    """The samples that straight blends between them need (Douglas and Peucker, 1973)."""
    kept = {0, len(places) - 1}
    open_ = [(0, len(places) - 1)]
    while open_:
        first, last = open_.pop()
        if last - first < 2:
            continue
        share = ((places[first : last + 1] - places[first]) / (places[last] - places[first]))[:, None]
        stray = np.abs(colours[first] + share * (colours[last] - colours[first]) - colours[first : last + 1]).max(
            axis=1
        )
        worst = first + int(stray.argmax())
        if stray.max() > _NEAR:
            kept.add(worst)
            open_ += [(first, worst), (worst, last)]
    return sorted(kept)


def _mean(shading: Any, kind: int, space: Space) -> Floats:
    """The mean of what a blend shows, in the numbers of its space."""
    rule = get(shading, "Function")
    if kind == 1:
        domain = get(shading, "Domain")
        x0, x1, y0, y1 = (0.0, 1.0, 0.0, 1.0) if domain is None else numbers(domain, 4)
        grid = np.stack(np.meshgrid(np.linspace(x0, x1, 17), np.linspace(y0, y1, 17)), axis=-1).reshape(-1, 2)
        return np.asarray(function(rule)(grid).mean(axis=0))
    colours = np.array(list(_vertices(shading, kind, 1 if rule is not None else space.size)))
    if not len(colours):
        raise ValueError("a mesh without corners")
    return np.asarray((colours if rule is None else function(rule)(colours)).mean(axis=0))


def _vertices(shading: Any, kind: int, parts: int) -> Iterable[Floats]:
    """The colours of a mesh's corners (8.7.4.5.5 to 8.7.4.5.8)."""
    place, shade = (int(number(get(shading, key))) for key in ("BitsPerCoordinate", "BitsPerComponent"))
    flags = 0 if kind == 5 else int(number(get(shading, "BitsPerFlag")))
    if not (1 <= place <= 32 and 1 <= shade <= 16 and 0 <= flags <= 8):
        raise ValueError("a mesh of no sound numbers")
    decode = np.array(numbers(get(shading, "Decode"))).reshape(-1, 2)[2 : 2 + parts]
    data = np.unpackbits(np.frombuffer(unpacked(shading, _MOST_MESH)[:1_000_000], np.uint8))
    at = 0
    while at < len(data):
        flag = int(_number(data, at, flags)) & 3 if flags else 0
        points, corners = {6: (12, 4), 7: (16, 4)}.get(kind, (1, 1))
        if kind in (6, 7) and flag:
            points, corners = points - 4, 2
        at += flags + points * 2 * place
        for _ in range(corners):
            if at + parts * shade > len(data):
                return
            raw = samples(np.packbits(data[at : at + parts * shade]).tobytes(), parts, shade)
            yield decode[:, 0] + raw / (2.0**shade - 1) * (decode[:, 1] - decode[:, 0])
            at += parts * shade
        at = -(-at // 8) * 8  # each record begins on a byte


def _number(data: NDArray[np.uint8], at: int, bits: int) -> int:
    return int("".join(map(str, data[at : at + bits])) or "0", 2)
