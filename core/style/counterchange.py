"""A style of flat colours, the drawing of a tile say, taken over by a picture in counterchange.

A drawing laid over a picture is lost where it meets its own colour. Ornament's old answer is counterchange: where the
ground takes the figure's colour, the figure takes the ground's (L. F. Day, "The Anatomy of Pattern", 1887). The picture
is reduced to the drawing's colours, in about its shares, and the drawing's lines cross all of it, wider where the
picture comes near to their tone. No network has a part in it: edges stay sharp, and no colour comes in but the style's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import Colours, oklab, srgb
from core.jobs import Progress
from core.pictures.bands import bands
from core.style.colouring import grading, samples
from core.style.palette import recoloured
from core.style.palette_clusters import flat_colours, histogram

Pixels = NDArray[np.uint8]
Planes = NDArray[np.float32]
Repeats = tuple[bool, bool]

_FLAT = 16  # colours at most
_FINE = 4  # places for each pixel at which the drawing is looked up
_THIN = 0.4  # what is left of the lines' width where the whole picture is drawn on
_SWELL = 0.5  # how much wider or thinner the picture's tone makes them
_EVEN = 0.15  # how far the two sides' shares are brought together, so that there is room for the picture
_SOFT = 0.0016  # of the squared distance in OKLab within which a colour lies between two
_STRETCH = 0.05  # of the picture that one colour fills
_TO_GROUND = 1e-3  # of the squared distance by which a colour between a line's and the ground's goes to the ground's
_CALM = 3.0  # half the window in px in which what is small is smoothed away, at full structure
_PIXELS = 1 << 15  # that are worked on at once
_SHARES = np.linspace(0.0, 1.0, 257)
_SAMPLES = 1 << 13
_NEAR = 96  # places that are looked at beyond the drawing's edge at first


@dataclass(frozen=True, eq=False)
class Drawing:
    """A flat swatch's lines (its smaller part, light or dark) and ground, ``_FINE`` places for each pixel.

    ``distance`` [h, w] in px from the lines' edge, below 0 within; the colours [h, w, 3] that a line and the ground
    have nearest to each place. ``colours`` [n, 3] in OKLab, of which those that ``are_lines``, with their ``shares``.
    """

    distance: Planes
    line: Pixels
    ground: Pixels
    colours: Colours
    are_lines: NDArray[np.bool_]
    shares: NDArray[np.float64]

    @property
    def share(self) -> float:
        """Of the area that is lines."""
        return float((self.distance < 0.0).mean())


def drawing_of(swatch: Pixels) -> Drawing | None:
    """Of a swatch [S, S, 3] that repeats; None where it is shaded, or of one colour."""
    found = flat_colours(histogram(swatch), _FLAT)
    if found is None or len(found.lab) < 2:
        return None
    fine = _enlarged(swatch)
    owner = _nearest(oklab(fine.reshape(-1, 3)), found.lab).reshape(fine.shape[:2])
    dark = _darker(owner, found.lab[:, 0])
    are_lines = dark if found.shares[dark].sum() < 0.5 else ~dark
    lines = are_lines[owner]
    outside, nearest_line = _distances(~lines)
    inside, nearest_ground = _distances(lines)
    palette = srgb(found.lab)
    return Drawing(
        distance=((outside - inside) / _FINE).astype(np.float32),
        line=palette[owner[nearest_line]],
        ground=palette[owner[nearest_ground]],
        colours=found.lab,
        are_lines=are_lines,
        shares=found.shares / found.shares.sum(),
    )


def counterchanged(
    content: Pixels,
    drawing: Drawing,
    strengths: tuple[float, float, float],
    progress: Progress,
    repeats: Repeats = (False, False),
    seen: Colours | None = None,
) -> Pixels:
    """``content`` [H, W, 3] drawn so. Along an axis that repeats the drawing fits a whole number of times.

    ``strengths``, 0..1 each, are those of texture (the lines' width), of structure (how far small shapes give way to
    large ones) and of colours (how far the picture's go over to the drawing's); ``seen`` [n, 3] are OKLab colours of
    what will be visible of the picture, all of it else. Raises Cancelled.
    """
    texture, structure, colours = strengths
    calm = _calmed(content, round(_CALM * structure), progress.part(0.0, 0.3), repeats)
    thin = _THIN * texture * drawing.share
    own = samples(calm) if seen is None else seen
    reduced = recoloured(calm, _reducing(own, drawing, thin, progress), progress.part(0.3, 0.6))
    tones, edges = _ranks(own[:, 0]), np.quantile(drawing.distance, _SHARES).astype(np.float64)
    (height, width), (tall, wide) = content.shape[:2], drawing.distance.shape
    rows, columns = _places(height, tall, repeats[1]), _places(width, wide, repeats[0])
    made = np.empty_like(content)
    for band in bands(content.shape, progress.part(0.6, 1.0), _PIXELS, "Laying the drawing"):
        there = np.ix_(rows[band], columns)
        ground = reduced[band].astype(np.float32)
        on_line = _on_lines(oklab(reduced[band]), drawing)
        light = oklab(calm[band])[..., :1]
        tone = np.interp(light[..., 0], *tones).astype(np.float32)
        inked = _inked(_width(tone, on_line, thin, drawing), edges, drawing.distance[there])
        line, other = (each[there].astype(np.float32) for each in (drawing.line, drawing.ground))
        drawn = ground + inked * (line + on_line[..., None] * (other - line) - ground)
        made[band] = np.rint(drawn)
        if colours < 1.0:
            made[band] = _in_own_colours(
                content[band], made[band], np.where(light > 0.5, -inked, inked), drawing, colours
            )
    return made


def _ranks(lightness: Planes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each lightness of a picture in rising order, and how much of it is darker: half of what is as light, too."""
    levels, owner = np.unique(np.round(np.quantile(lightness, _SHARES), 3), return_inverse=True)
    return levels.astype(np.float64), np.bincount(owner, _SHARES) / np.bincount(owner)


def _inked(width: Planes, edges: NDArray[np.float64], distance: Planes) -> Planes:
    """How much of each pixel [H, W, 1] is covered by lines that take a share ``width`` of the area, where ``edges`` are
    the distances in the whole drawing, by their rank."""
    edge = np.interp(width, _SHARES, edges) - distance
    return np.asarray(np.where(width > 0.0, np.clip(edge + 0.5, 0.0, 1.0), 0.0)[..., None], np.float32)


def _in_own_colours(content: Pixels, drawn: Pixels, lighter: Planes, drawing: Drawing, colours: float) -> Pixels:
    """Between the picture's own colours, with lines that are lighter, or darker below 0, and the drawing's."""
    own = oklab(content)
    light, deep = (np.average(drawing.colours[each, 0], weights=drawing.shares[each]) for each in _sides(drawing))
    step = 0.5 * abs(light - deep)
    own[..., :1] = np.clip(own[..., :1] + step * lighter, 0.0, 1.0)
    return srgb(own + np.float32(colours) * (oklab(drawn) - own))


def _sides(drawing: Drawing) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return drawing.are_lines, ~drawing.are_lines


def _reducing(own: Colours, drawing: Drawing, thin: float, progress: Progress) -> Callable[[Colours], Colours]:
    """Of colours to the drawing's, with the shares that leave those of the whole as they are when the lines are drawn,
    somewhat evened."""
    wanted = drawing.share + _EVEN * (0.5 - drawing.share)
    area = min(max((wanted - thin) / (1.0 - 2.0 * thin), 0.05), 0.95)
    shares = drawing.shares.copy()
    for side, much in zip(_sides(drawing), (area, 1.0 - area), strict=True):
        shares[side] *= much / shares[side].sum()
    counts = np.maximum(1, np.rint(shares * _SAMPLES)).astype(np.intp)
    moves = grading(own, np.repeat(drawing.colours, counts, 0))
    names, areas = np.unique(_names(own), return_counts=True)
    filling = names[areas >= _STRETCH * len(own)]

    def reduced(lab: Colours) -> Colours:
        apart = np.square(moves(lab)[:, None] - drawing.colours).sum(2)
        share = np.exp((apart.min(1, keepdims=True) - apart) / _SOFT)
        # What fills a stretch lies in the middle of what it stands for, between two colours maybe: no line would show.
        whole = np.isin(_names(lab), filling)
        chosen = (apart[whole] + _TO_GROUND * drawing.are_lines).argmin(1)
        share[whole] = np.eye(len(drawing.colours), dtype=share.dtype)[chosen]
        return np.asarray(share @ drawing.colours / share.sum(1, keepdims=True), np.float32)

    def all_reduced(lab: Colours) -> Colours:
        parts = []
        for start in range(0, len(lab), _PIXELS):
            progress.check()
            parts.append(reduced(lab[start : start + _PIXELS]))
        return np.concatenate(parts)

    return all_reduced


def _names(lab: Colours) -> NDArray[np.int64]:
    """Colours [n, 3] as a number each, the same where they are nearly the same."""
    return np.asarray(np.rint(lab * 1000.0).astype(np.int64) @ np.array([1 << 24, 1 << 12, 1]))


def _on_lines(lab: Colours, drawing: Drawing) -> Planes:
    """How far each of these colours [..., 3] is one of the lines', 0..1."""
    apart = np.sqrt(np.square(lab[..., None, :] - drawing.colours).sum(-1))
    line, ground = (apart[..., side].min(-1) for side in _sides(drawing))
    return np.asarray(ground / np.maximum(line + ground, 1e-6), np.float32)


def _width(lightness: Planes, on_line: Planes, thin: float, drawing: Drawing) -> Planes:
    """Share of the area that lines take where the picture is so light (as a rank, 0..1): more where it comes near to
    their tone, and on a ground of theirs where it comes near to the ground's."""
    line, ground = (drawing.colours[side, 0].mean() for side in _sides(drawing))
    near = lightness if line > ground else 1.0 - lightness
    near = near + on_line * (1.0 - 2.0 * near)
    return np.asarray(thin * (1.0 + _SWELL * (2.0 * near - 1.0)), np.float32)


def _calmed(content: Pixels, reach: int, progress: Progress, repeats: Repeats) -> Pixels:
    """Without what is smaller than ``reach`` px: medians of windows keep edges where they are."""
    if reach == 0:
        return content
    import cv2

    made = np.empty_like(content)
    margin = reach + 2
    height, width = content.shape[:2]
    columns = _around(-margin, width + margin, width, repeats[0])
    for band in bands(content.shape, progress, _PIXELS, "Looking at the shapes"):
        rows = _around(band.start - margin, band.stop + margin, height, repeats[1])
        piece = cv2.medianBlur(np.ascontiguousarray(content[rows[:, None], columns]), 2 * reach + 1)
        made[band] = cv2.GaussianBlur(piece, (5, 5), 0.7)[margin:-margin, margin:-margin]
    return made


def _around(start: int, stop: int, length: int, repeats: bool) -> NDArray[np.intp]:
    places = np.arange(start, stop)
    return places % length if repeats else np.clip(places, 0, length - 1)


def _places(length: int, period: int, repeats: bool) -> NDArray[np.intp]:
    """Where each pixel of a side looks the drawing up, whose period is so many places."""
    times, within = (max(1, round(length * _FINE / period)) * period, length) if repeats else (_FINE, 1)
    return np.asarray((2 * np.arange(length) + 1) * times // (2 * within) % period)


def _enlarged(swatch: Pixels) -> Pixels:
    """``_FINE`` times, smoothly, across the seam."""
    import cv2

    margin = 4
    wide = np.pad(swatch, ((margin, margin), (margin, margin), (0, 0)), "wrap")
    large = cv2.resize(wide, None, fx=_FINE, fy=_FINE, interpolation=cv2.INTER_LINEAR)
    return np.asarray(large[margin * _FINE : -margin * _FINE, margin * _FINE : -margin * _FINE], np.uint8)


def _distances(inside: NDArray[np.bool_]) -> tuple[Planes, tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """For every place of a plane that repeats the distance to the nearest that is not ``inside``, and where it is."""
    from scipy.ndimage import distance_transform_edt

    height, width = inside.shape
    margin = _NEAR
    while True:
        down, across = min(margin, height // 2), min(margin, width // 2)
        wide = np.pad(inside, ((down, down), (across, across)), "wrap")
        distance, (rows, columns) = distance_transform_edt(wide, return_indices=True)
        middle = (slice(down, down + height), slice(across, across + width))
        if distance[middle].max() <= margin or margin >= max(height, width) // 2:
            break
        margin *= 4  # something nearer may lie farther out
    return np.asarray(distance[middle], np.float32), (
        (rows[middle] - down) % height,
        (columns[middle] - across) % width,
    )


def _darker(owner: NDArray[np.intp], lightness: Planes) -> NDArray[np.bool_]:
    """The colours darker than the rest, where to part them so that most outlines of the drawing lie between the two."""
    order = np.argsort(lightness)
    rank = np.argsort(order)[owner]
    cuts = np.zeros(len(order), np.intp)
    for one, other in ((rank, np.roll(rank, 1, 0)), (rank, np.roll(rank, 1, 1))):
        low, high = np.minimum(one, other).ravel(), np.maximum(one, other).ravel()
        cuts += np.bincount(low, minlength=len(cuts)) - np.bincount(high, minlength=len(cuts))
    return np.asarray(np.argsort(order) <= int(np.cumsum(cuts)[:-1].argmax()))


def _nearest(lab: Colours, colours: Colours) -> NDArray[np.intp]:
    """One colour after the other: all of them at once would take a gigabyte where the swatch is large."""
    owner, least = np.zeros(len(lab), np.intp), np.full(len(lab), np.inf, np.float32)
    for number, colour in enumerate(colours):
        apart = np.square(lab - colour).sum(1)
        nearer = apart < least
        owner[nearer], least[nearer] = number, apart[nearer]
    return owner
