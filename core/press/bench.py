"""What an export costs on this machine: a full sheet of artwork that never repeats, against the least that it can cost.

The yardstick is what no writer can do without: LittleCMS's fast conversion of the same pixels to inks, and zlib's of
the inks, on one core, with nothing written. Each runs in a child process of its own.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray
from PIL import Image, ImageCms

from core.artwork.recipe import Recipe
from core.colour.inks import Cmyk, Spot
from core.colour.profiles import load_profile
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
from core.press.splice import LEVEL
from core.units import pixels_at

Pixels = NDArray[np.uint8]
Measured = dict[str, float]

SHEET = 1000.0  # mm
PPI = 300.0
_MB = 10**6
_STRIP_ROWS = 256  # pillow's own cost for each picture is then next to nothing


def bench_press(edge: float = SHEET, runs: int = 1) -> dict[str, Any]:
    """Time and memory of ``edge`` by ``edge`` mm of noisy sRGB artwork as PDF/X-4; medians of ``runs``.

    ``time_ratio`` is the median of each run's export against its own yardstick, measured right before it.
    """
    bare, exports = [], []
    for _ in range(runs):
        bare.append(_in_child(_yardstick, edge))
        exports.append(_in_child(_export, edge))
    ratios = [export["seconds"] / alone["seconds"] for export, alone in zip(exports, bare, strict=True)]
    pixels = pixels_at(edge, PPI)
    return {
        "sheet_mm": edge,
        "ppi": PPI,
        "pixels": [pixels, pixels],
        "runs": runs,
        "seconds": _median(exports, "seconds"),
        "baseline_seconds": _median(bare, "seconds"),
        "time_ratio": round(statistics.median(ratios), 3),
        "peak_rss_mb": round(max(each["peak_rss_mb"] for each in exports), 1),
        "rss_before_mb": _median(exports, "rss_before_mb"),
        "file_mb": _median(exports, "file_mb"),
        "baseline_file_mb": _median(bare, "file_mb"),
        "baseline": f"LittleCMS in 8 bits and zlib level {LEVEL} of the same strips, on one core, nothing written",
    }


def _in_child(work: Callable[[float], Measured], edge: float) -> Measured:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, edge).result()


def _median(runs: list[Measured], key: str) -> float:
    return round(statistics.median(run[key] for run in runs), 2)


def _export(edge: float) -> Measured:
    before = peak_rss()
    with tempfile.TemporaryDirectory() as folder:
        out = FilePath(folder) / "sheet.pdf"
        started = time.perf_counter()
        export_pdf(_sheet(edge), NoisyArtwork(), out)
        seconds = time.perf_counter() - started
        size = out.stat().st_size
    return {
        "seconds": seconds,
        "file_mb": size / _MB,
        "rss_before_mb": before / _MB,
        "peak_rss_mb": peak_rss() / _MB,
    }


def _yardstick(edge: float) -> Measured:
    """Conversion and compression alone; the making of the pixels is not counted."""
    _keep_to_one_core()
    printer = ImageCms.ImageCmsProfile(io.BytesIO(load_profile().data))
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), printer, "RGB", "CMYK", intent, flags)
    artwork, squeeze, width = NoisyArtwork(), zlib.compressobj(LEVEL), pixels_at(edge, PPI)
    seconds, size = 0.0, 0
    for top in range(0, width, _STRIP_ROWS):
        rows = artwork.strip(width, top, min(_STRIP_ROWS, width - top))
        started = time.perf_counter()
        inks = ImageCms.applyTransform(Image.fromarray(rows), transform)
        size += len(squeeze.compress(np.asarray(inks).data))
        seconds += time.perf_counter() - started
    started = time.perf_counter()
    size += len(squeeze.flush())
    return {"seconds": seconds + time.perf_counter() - started, "file_mb": size / _MB}


class NoisyArtwork(NoPixels):
    """Slanting waves of colour under noise of a quarter of the scale: it never repeats and is never held whole."""

    def tile(self, source: ArtImage, width_px: int, height_px: int) -> Pixels:
        return self.strip(width_px, 0, height_px)

    def rows(self, source: ArtImage, width_px: int, height_px: int, top: int, count: int) -> Pixels:
        return self.strip(width_px, top, count)

    def strip(self, width: int, top: int, count: int) -> Pixels:
        """The same rows, however they are cut into strips."""
        rows = [np.frombuffer(np.random.default_rng(y).bytes(3 * width), np.uint8) for y in range(top, top + count)]
        noise = np.stack(rows).reshape(count, width, 3) & 63
        wave = _wave(2 * width)
        pixels: Pixels = np.stack([wave[y % width : y % width + width] for y in range(top, top + count)]) + noise
        return pixels


def _wave(length: int) -> Pixels:
    """One row [length, 3] that is at most 192."""
    at = np.arange(length)[:, None] * np.array([0.011, 0.007, 0.003])
    wave: Pixels = (96 + 96 * np.sin(at)).astype(np.uint8)
    return wave


def _sheet(edge: float) -> Drawing:
    """One repeat of the artwork is as large as the sheet."""
    trim = Box(0, 0, edge, edge)
    cut = Spot("Cut", Cmyk(m=1))
    art = FillTile(Path.rectangle(trim), ArtImage(Recipe()), Affine.scaling(edge))
    line = StrokePath(Path.rectangle(trim), cut, 0.2, overprint=True)
    die = Group((line,), layer=LayerTag("Cut", ProcessingStep("Structural", "Cutting")))
    return Drawing("Bench", (DrawPage("outside", trim, trim.grown(3), (art, die)),), (cut,))


def _keep_to_one_core() -> None:
    if sys.platform != "darwin":  # which has no such thing; the yardstick has one thread anyway
        process = psutil.Process()
        process.cpu_affinity(process.cpu_affinity()[:1])


def peak_rss() -> int:
    """The most memory that this process has had, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
