"""What an export costs on this machine: a full sheet of artwork, written by a child process of its own."""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import psutil

from core.artwork.recipe import Recipe
from core.colour.convert import Pixels
from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import (
    ArtImage,
    Drawing,
    DrawPage,
    FillTile,
    Group,
    LayerTag,
    ProcessingStep,
    StrokePath,
)
from core.geometry import Affine, Box, Path
from core.press.dieline_pdf import NoPixels
from core.press.pdf import export_pdf

SHEET = 1000.0
REPEAT = 40.0
_MIB = 2**20


def bench_export(edge: float = SHEET) -> dict[str, Any]:
    """Seconds and peak memory of exporting ``edge`` by ``edge`` mm of tiled artwork at 300 ppi."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measure, edge).result()


def _measure(edge: float) -> dict[str, Any]:
    before = _peak_rss()
    with tempfile.TemporaryDirectory() as folder:
        out = FilePath(folder) / "sheet.pdf"
        started = time.perf_counter()
        export_pdf(_sheet(edge), _Noise(), out)
        seconds = time.perf_counter() - started
        size = out.stat().st_size
    return {
        "sheet_mm": edge,
        "seconds": round(seconds, 2),
        "peak_rss_mib": round(_peak_rss() / _MIB),
        "rss_before_mib": round(before / _MIB),
        "file_mib": round(size / _MIB, 1),
    }


class _Noise(NoPixels):
    """Artwork that compresses as badly as any: noise, the same each time."""

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        return np.random.default_rng(source.recipe.seed).integers(0, 256, (height_px, width_px, 3), dtype=np.uint8)


def _sheet(edge: float) -> Drawing:
    trim = Box(0, 0, edge, edge)
    bleed = trim.grown(3)
    cut = Spot("Cut", Cmyk(m=1))
    art = FillTile(Path.rectangle(bleed), ArtImage(Recipe()), Affine.scaling(REPEAT))
    line = StrokePath(Path.rectangle(trim), cut, 0.2, overprint=True)
    die = Group((line,), layer=LayerTag("Cut", ProcessingStep("Structural", "Cutting")))
    return Drawing("Bench", (DrawPage("outside", trim, bleed, (art, die)),), (cut,))


def _peak_rss() -> int:
    """The most memory that this process has had, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
