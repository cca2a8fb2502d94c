"""A folded pack into a file: a picture for the client (.png) or a model for renderers (.glb).

These functions take paths and plain values, so that the window can run them in a child process.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.compose.compose import compose
from core.compose.drawlist import Drawing, DrawPage, PixelSource
from core.compose.pixels import DocumentPixels, TileMaker
from core.compose.raster import render
from core.dieline.outline import Outline, Side
from core.document.document import Document
from core.document.model import ArtworkLayer
from core.errors import DieloomError
from core.files import write_bytes
from core.geometry import Box
from core.jobs import Progress
from core.mockup import raster
from core.mockup.camera import Camera, View, view_of
from core.mockup.gltf import glb
from core.mockup.look import BOARDS, Board, Finish, usual_board
from core.mockup.mesh import Mesh, folded
from core.mockup.skin import Print, effect_of, printed, without_effects
from core.units import MM_PER_INCH

MODEL_PPI = 200.0
MOST_PPI = 600.0
MOST_TEXELS = 24e6  # of one print
MODEL_SIDE = 4096  # texels that every renderer can take
MOST_PIXELS = 100e6
PORTRAIT = (1000, 760)  # pixels


@dataclass(frozen=True)
class Shot:
    """How a pack is shown. ``amount`` is 0 (flat) to 1 (closed); without a ``board`` it is the usual one for the
    thickness; ``width`` and ``height`` are the picture's, in pixels."""

    amount: float = 1.0
    camera: Camera = field(default_factory=Camera)
    board: str | None = None
    finish: Finish = Finish.MATTE
    width: int = 1600
    height: int = 1200

    def board_of(self, outline: Outline) -> Board:
        """Raises DieloomError for a board that is not known."""
        name = self.board or usual_board(outline.caliper)
        if name not in BOARDS:
            raise DieloomError(f"There is no board called {name}.", f"Choose one of {', '.join(BOARDS)}.")
        return BOARDS[name]


def export_mockup(source: Path, out: Path, progress: Progress | None = None, *, shot: Shot | None = None) -> None:
    """Write the pack of a document file; raises DieloomError."""
    from core.document.file import load

    document = load(source)
    write_mockup(document, document.design.dieline.outline(), out, shot or Shot(), progress)


def write_mockup(
    document: Document, outline: Outline, out: Path, shot: Shot, progress: Progress | None = None
) -> dict[str, Any]:
    """Write ``out`` (.png or .glb); returns what was written. Raises DieloomError, and leaves an older file as it was,
    for a design that cannot be drawn on this outline or a picture beyond all bounds."""
    progress = progress or Progress()
    if not 0 <= shot.amount <= 1:
        raise DieloomError(f"A pack cannot be folded by {shot.amount:g}.", "Choose from 0 (flat) to 1 (closed).")
    if shot.width * shot.height > MOST_PIXELS:
        raise DieloomError(
            f"The picture would have {shot.width} x {shot.height} pixels.",
            f"Choose at most {MOST_PIXELS / 1e6:g} million.",
        )
    board, mesh = shot.board_of(outline), folded(outline, shot.amount)
    facts: dict[str, Any] = {"file": str(out), "code": outline.code, "amount": shot.amount}
    width, height, depth = (round(float(each), 3) for each in mesh.high - mesh.low)
    facts["size"] = {"width": width, "height": height, "depth": depth}
    if out.suffix.lower() == ".glb":
        drawing, pixels = compose(document, outline), DocumentPixels(document, _artist_for(document))
        ppi = min(MODEL_PPI, MODEL_SIDE / max(outline.blank.width, outline.blank.height) * MM_PER_INCH * 0.95)
        prints = prints_of(outline, drawing, pixels, board, shot.finish, ppi, progress.part(0, 0.9))
        write_bytes(out, glb(mesh, prints, board, shot.finish, document.design.title))
        return facts
    write_bytes(out, _png(_picture(document, outline, mesh, shot, progress)))
    return {**facts, "width": shot.width, "height": shot.height}


def folded_view(
    document: Document, outline: Outline, shot: Shot | None = None, progress: Progress | None = None
) -> NDArray[np.uint8]:
    """The picture [H, W, 3] sRGB, for whoever puts it on a page; raises DieloomError as ``write_mockup`` does."""
    shot = shot or Shot()
    return _picture(document, outline, folded(outline, shot.amount), shot, progress or Progress())


def portrait(source: Path, progress: Progress | None = None) -> NDArray[np.uint8] | None:
    """The pack of a document file folded up, [H, W, 3] sRGB, for its proof; None for one that cannot be folded.

    Raises DieloomError for a file that cannot be read, and Cancelled.
    """
    from core.document.file import load

    document = load(source)
    outline = document.design.dieline.outline()
    try:
        return folded_view(document, outline, Shot(width=PORTRAIT[0], height=PORTRAIT[1]), progress)
    except DieloomError:
        return None


def _picture(document: Document, outline: Outline, mesh: Mesh, shot: Shot, progress: Progress) -> NDArray[np.uint8]:
    board, view = shot.board_of(outline), view_of(shot.camera, mesh, shot.width, shot.height)
    drawing, pixels = compose(document, outline), DocumentPixels(document, _artist_for(document))
    ppi = texture_ppi(mesh, view, drawing.pages[0].bleed)
    prints = prints_of(outline, drawing, pixels, board, shot.finish, ppi, progress.part(0, 0.4))
    return raster.picture(mesh, view, prints, board, shot.finish, progress.part(0.4, 0.98))


def texture_ppi(mesh: Mesh, view: View, box: Box) -> float:
    """The resolution of prints that has a texel for each pixel of the nearest face."""
    points = mesh.strips.corners.reshape(-1, 3)
    nearest = float(view.project(points)[:, 2].min()) if len(points) else mesh.radius
    focal = float(np.linalg.norm(view.matrix[0, :3] - view.matrix[2, :3] * view.width / 2))
    wanted = focal / max(nearest, 1.0) * MM_PER_INCH
    most = MM_PER_INCH * math.sqrt(MOST_TEXELS / (box.width * box.height))
    return max(10.0, min(wanted, MOST_PPI, most))


def prints_of(
    outline: Outline,
    drawing: Drawing,
    pixels: PixelSource,
    board: Board,
    finish: Finish,
    ppi: float,
    progress: Progress | None = None,
) -> tuple[Print, Print]:
    """The outside and the inside as they look on this board."""
    progress = progress or Progress()
    pages = {page.side: page for page in drawing.pages}

    def shown(page: DrawPage | None, part: Progress) -> NDArray[np.uint8] | None:
        return None if page is None else render(page, pixels, ppi, technical=False, progress=part).pixels

    def side(name: Side, part: Progress) -> Print:
        page = pages.get(name)
        art = shown(page and without_effects(page), part.part(0, 0.8))
        effect = shown(page and effect_of(page, finish), part.part(0.8, 1))
        return printed(outline, name, board, finish, art, effect, drawing.pages[0].bleed)

    return side("outside", progress.part(0, 0.5)), side("inside", progress.part(0.5, 1))


class _Unasked:
    """The artist of designs without artwork."""

    def tile(self, recipe: object) -> NDArray[np.uint8]:
        raise AssertionError("a design without artwork asked for a tile")


def _artist_for(document: Document) -> TileMaker:
    """Torch takes seconds to import: only where there is something to grow."""
    if not any(isinstance(layer, ArtworkLayer) for layer in document.design.layers):
        return _Unasked()
    from core.artwork.artist import Artist

    return Artist()


def _png(picture: NDArray[np.uint8]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return file.getvalue()
