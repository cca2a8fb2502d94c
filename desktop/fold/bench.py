"""What the folded view costs on this machine, as rows of milliseconds; medians over a turn and over a fold."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from core.dieline import library
from core.dieline.layout import Hinge, lay_out
from core.dieline.outline import LineType, Outline, Panel, PanelRole
from core.geometry import Affine, Box, Line, Point
from core.mockup.camera import Camera
from core.mockup.look import BOARDS, Finish
from core.mockup.skin import Print
from desktop.fold.pack import pack_of
from desktop.fold.painter import Dress, backdrop, fine_picture, picture
from desktop.fold.skins import skin_of

SIZE = QSize(1200, 800)
TEXTURE_PX = 2048
FRAMES = 24
FOLDED = ("ECMA A20.20.01.01", "FEFCO 0427", "ECMA A60.20.00.01", "PILLOW BOX")


def bench_fold(codes: Iterable[str]) -> dict[str, dict[str, float]]:
    """For a concertina of 24 panels and for each style, fully printed on both sides: its panels, and the ms to turn it
    (half folded and closed), to fold it on by a step, and to paint it fine, at 1200 x 800 pixels.

    Needs a QGuiApplication; ``QT_QPA_PLATFORM=offscreen`` will do.
    """
    if QGuiApplication.instance() is None:
        raise RuntimeError("the folded view paints with Qt: make a QGuiApplication first")
    rows = {"24 panels": _row(concertina(24))}
    return rows | {code: _row(library.load(code).outline({})) for code in codes}


def concertina(count: int, width: float = 40.0, height: float = 120.0) -> Outline:
    """So many panels side by side, folded to and fro: most of the picture is painted several times over."""
    panels = [
        Panel(
            f"panel {i}",
            PanelRole.PANEL,
            _rectangle(i * width, width, height),
            Affine.translation(i * width, 0),
            width,
            height,
        )
        for i in range(count)
    ]
    hinges = [
        Hinge(f"panel {i}", f"panel {i + 1}", 110.0 if i % 2 else -110.0, i + 1, LineType.CREASE)
        for i in range(count - 1)
    ]
    laid, lines, folds = lay_out(panels, hinges, "a concertina")
    return Outline(
        code="CONCERTINA",
        title="Concertina",
        parameters=(),
        caliper=0.4,
        lines=tuple(lines),
        panels=tuple(laid),
        root="panel 0",
        folds=tuple(folds),
        joins=(),
        inside=(0.0, 0.0, 0.0),
        bleed=3.0,
    )


def _rectangle(left: float, width: float, height: float) -> tuple[Line, ...]:
    corners = [Point(left, 0), Point(left + width, 0), Point(left + width, height), Point(left, height)]
    return tuple(Line(corner, corners[(i + 1) % 4]) for i, corner in enumerate(corners))


def _row(outline: Outline) -> dict[str, float]:
    dress, empty, camera = _dress(outline.blank), backdrop(SIZE), Camera()
    turning = []
    for amount in (0.5, 1.0):
        pack = pack_of(outline, amount)
        turning += _timed(lambda i, pack=pack: picture(pack, dress, camera.turned(360 / FRAMES * i, 0), empty), FRAMES)
    folding = _timed(lambda i: picture(pack_of(outline, i / FRAMES), dress, camera, empty), FRAMES)
    closed = pack_of(outline, 1.0)
    fine = _timed(lambda _: fine_picture(closed, dress, camera, SIZE), 3)
    rows = {"turn_ms": turning, "fold_ms": folding, "fine_ms": fine}
    return {"panels": len(outline.panels), **{name: round(statistics.median(ms), 2) for name, ms in rows.items()}}


def _timed(work: Callable[[int], object], times: int) -> list[float]:
    spent = []
    for i in range(times):
        begun = time.perf_counter()
        work(i)
        spent.append(1000 * (time.perf_counter() - begun))
    return spent


def _dress(blank: Box) -> Dress:
    """Prints that no filter can take a short way with."""
    rng = np.random.default_rng(1)
    scale = TEXTURE_PX / max(blank.width, blank.height)
    shape = round(blank.height * scale), round(blank.width * scale), 3
    skin = skin_of(Print(rng.integers(0, 256, shape, dtype=np.uint8), blank))
    return Dress((skin, skin), BOARDS["white"], Finish.GLOSS)
