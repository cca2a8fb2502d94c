"""Small sheets of every kind of operation, and their plates by Ghostscript to hold ours against."""

from __future__ import annotations

from pathlib import Path as FilePath

import numpy as np
from numpy.typing import NDArray

from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk, Rgb, Spot
from core.compose.drawlist import (
    ArtImage,
    AssetImage,
    DrawImage,
    Drawing,
    DrawPage,
    FillPath,
    FillTile,
    Group,
    LayerTag,
    Op,
    PictureSource,
    ProcessingStep,
    StrokePath,
)
from core.geometry import Affine, Box, Path, Point
from core.press.pdf import export_pdf
from core.press.settings import NO_MARKS, PressSettings
from tests.press.plates import separate

PPI = 150
FINER = 4  # Ghostscript draws no soft edges here: it draws so many times finer, and pixels are averaged
SHEET = Box(0, 0, 50.8, 25.4)  # 300 x 150 pixels

TYPED = Cmyk(0.6, 0.0, 0.7, 0.4)
BLACK, WHITE = Cmyk(k=1), Cmyk()
GOLD, BLUE = Spot("Gold", Cmyk(0.2, 0.4, 1)), Spot("Blue", Cmyk(1, 0.6))
ART, PHOTO, OWN = ArtImage(Recipe()), AssetImage("photo"), AssetImage("own")


class SheetPixels:
    """A smooth tile, a picture that fades out, and one that is in inks already."""

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> NDArray[np.uint8]:
        x = (np.arange(width_px)[None, :] + 0.5) / width_px * 2 * np.pi
        y = (np.arange(height_px)[:, None] + 0.5) / height_px * 2 * np.pi
        waves = np.broadcast_arrays(np.sin(x), np.cos(y), np.sin(x + y))
        return np.stack([128 + 100 * wave for wave in waves], axis=-1).astype(np.uint8)

    def image(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8]:
        height, width = 90, 120
        pixels = np.zeros((height, width, 4), np.uint8)
        pixels[:, :, 0] = np.linspace(30, 220, width)
        pixels[:, :, 1] = np.linspace(40, 200, height)[:, None]
        pixels[:, :, 2] = 90
        pixels[:, :, 3] = np.linspace(255, 0, width).astype(np.uint8) if source == PHOTO else 255
        return pixels

    def inks(self, source: PictureSource, max_width_px: int | None = None) -> NDArray[np.uint8] | None:
        if source != OWN:
            return None
        return np.broadcast_to(np.array([10, 20, 30, 200, 255], np.uint8), (4, 5, 5))


def box(x0: float, y0: float, x1: float, y1: float) -> Path:
    return Path.rectangle(Box(x0, y0, x1, y1))


ART_ALL_OVER = FillTile(Path.rectangle(SHEET), ART, Affine.scaling(30))
GROUND = FillPath(Path.rectangle(SHEET), Cmyk(77 / 255, 51 / 255, 128 / 255, 26 / 255))
_CURVE = Path.ellipse(Box(8, 4, 40, 22))
_ZIGZAG = Path(Path.polygon([Point(6, 5), Point(20, 20), Point(30, 6), Point(44, 20)]).commands[:-1])
_PAIR = (FillPath(box(8, 5, 26, 20), Cmyk(m=0.8)), FillPath(Path.ellipse(Box(18, 4, 42, 21)), Cmyk(c=0.7, k=0.2)))
_DIE = LayerTag("Cut", ProcessingStep("Structural", "Cutting"))

CASES: dict[str, tuple[Op, ...]] = {
    "typed inks": (FillPath(box(5, 5, 40, 20), TYPED),),
    "knockout of process by process": (GROUND, FillPath(_CURVE, Cmyk(m=0.6))),
    "an sRGB ink is separated": (GROUND, FillPath(_CURVE, Rgb(0.8, 0.2, 0.1))),
    "tint of a spot knocks out": (GROUND, FillPath(_CURVE, Spot("Gold", GOLD.alternate, 0.35))),
    "process knocks out a spot": (FillPath(box(2, 2, 30, 22), GOLD), FillPath(_CURVE, TYPED)),
    "black overprints": (GROUND, FillPath(box(1, 1, 9, 9), GOLD), FillPath(_CURVE, BLACK, overprint=True)),
    "white knocks out": (GROUND, FillPath(_CURVE, WHITE)),
    "white overprinting vanishes": (GROUND, FillPath(_CURVE, WHITE, overprint=True)),
    "two inks overprint": (GROUND, FillPath(_CURVE, Cmyk(m=0.9, k=0.4), overprint=True)),
    "an sRGB ink overprints": (GROUND, FillPath(_CURVE, Rgb(1.0, 0.9, 0.0), overprint=True)),
    "spots over spots": (
        FillPath(box(2, 2, 30, 22), GOLD),
        FillPath(box(10, 5, 45, 15), Spot("Blue", BLUE.alternate, 0.5), overprint=True),
        FillPath(box(20, 10, 50, 24), BLUE),
    ),
    "a spot overprints process": (GROUND, FillPath(_CURVE, GOLD, overprint=True)),
    "even and odd": (FillPath(_CURVE + Path.ellipse(Box(15, 8, 33, 18)), TYPED, "evenodd"),),
    "strokes mitred": (StrokePath(_ZIGZAG, TYPED, 3),),
    "strokes round": (StrokePath(_ZIGZAG, TYPED, 3, cap="round", join="round"),),
    "strokes square": (StrokePath(_ZIGZAG, TYPED, 3, cap="square", join="bevel"),),
    "strokes dashed": (StrokePath(_CURVE, GOLD, 1.5, dash=(4, 2, 1, 2)),),
    "strokes overprint": (GROUND, StrokePath(_ZIGZAG, BLACK, 2, overprint=True)),
    "a mitre ends": (StrokePath(_ZIGZAG, TYPED, 2, mitre=1.2),),
    "a tile": (ART_ALL_OVER,),
    "a turned tile": (FillTile(_CURVE, ART, Affine.translation(9, 4) @ Affine.rotation(33) @ Affine.scaling(15)),),
    "a tile knocks out spots": (FillPath(box(2, 2, 30, 22), GOLD), FillTile(_CURVE, ART, Affine.scaling(20))),
    "a picture fades": (
        GROUND,
        FillPath(box(2, 2, 30, 22), GOLD),
        DrawImage(PHOTO, Affine.translation(5, 3) @ Affine.scaling(40, 19)),
    ),
    "a picture on its side": (GROUND, DrawImage(PHOTO, Affine(0, 18, -40, 0, 45, 3))),
    "a picture turned": (
        GROUND,
        DrawImage(PHOTO, Affine.translation(20, 1) @ Affine.rotation(20) @ Affine.scaling(20)),
    ),
    "a picture in inks": (GROUND, DrawImage(OWN, Affine.translation(5, 3) @ Affine.scaling(40, 19))),
    "a clip": (GROUND, Group((FillPath(box(0, 0, 30, 25), TYPED),), clip=_CURVE)),
    "clips in clips": (Group((Group(_PAIR, clip=box(5, 6, 38, 18)),), clip=_CURVE),),
    "an opacity": (GROUND, Group(_PAIR, opacity=0.4)),
    "opacities in opacities": (
        GROUND,
        Group((Group(_PAIR, opacity=0.5), FillPath(box(2, 2, 9, 9), BLACK)), opacity=0.6),
    ),
    "a clipped opacity over a spot": (FillPath(box(2, 2, 30, 22), GOLD), Group(_PAIR, clip=_CURVE, opacity=0.5)),
    "a matrix": (
        GROUND,
        Group(
            (*_PAIR, StrokePath(_ZIGZAG, GOLD, 1, dash=(3, 1))),
            clip=box(5, 5, 45, 20),
            matrix=Affine.translation(10, 2) @ Affine.rotation(10) @ Affine.scaling(0.7, 0.9),
        ),
    ),
    "the die": (
        ART_ALL_OVER,
        Group((StrokePath(_CURVE, Spot("Cut", Cmyk(m=1)), 0.5, overprint=True),), layer=_DIE),
    ),
}


def page(ops: tuple[Op, ...], sheet: Box = SHEET) -> DrawPage:
    return DrawPage("outside", sheet, sheet, ops)


def by_ghostscript(folder: FilePath) -> dict[str, dict[str, NDArray[np.float64]]]:
    """The plates of each case at PPI, soft at the edges, from a PDF with a page for each."""
    pdf = folder / "sheets.pdf"
    drawing = Drawing("Sheets", tuple(page(ops) for ops in CASES.values()))
    export_pdf(drawing, SheetPixels(), pdf, PressSettings(ppi=300, marks=NO_MARKS))
    pages = separate(pdf, folder / "plates", PPI * FINER)
    soft = [{name: averaged(plate) for name, plate in found.items()} for found in pages]
    return dict(zip(CASES, soft, strict=True))


def averaged(plate: NDArray[np.uint8]) -> NDArray[np.float64]:
    """A plate by FINER times fewer pixels."""
    height, width = (side // FINER for side in plate.shape)
    whole = plate[: height * FINER, : width * FINER].reshape(height, FINER, width, FINER)
    mean: NDArray[np.float64] = whole.mean(axis=(1, 3))
    return mean


def flat(plate: NDArray[np.float64], by: float = 1.0) -> NDArray[np.bool_]:
    """[H, W]: where all neighbours are alike, within ``by``: no edge is near."""
    padded = np.pad(plate, 2, mode="edge")
    around = np.lib.stride_tricks.sliding_window_view(padded, (5, 5))
    level: NDArray[np.bool_] = np.ptp(around, axis=(2, 3)) <= by
    return level
