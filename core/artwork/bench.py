"""What editing pictures costs on this machine: each edit in a process of its own, so that the peak memory is its own.

Beside each time stands that of Pillow doubling the same picture by Lanczos, in turns, so that both meet the same load.
How fast an edit stops is measured by asking it to at several moments of its work.
"""

from __future__ import annotations

import base64
import io
import multiprocessing
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from core.artwork.developing import develop
from core.artwork.edits import Edit
from core.errors import Cancelled
from core.imaging.values import CutoutEdit, EnhanceEdit, InpaintEdit, UpscaleEdit
from core.jobs import Progress
from core.style.values import PaletteEdit, PaletteShift, StyleEdit

Pixels = NDArray[np.uint8]

OPERATIONS = ("palette", "style", "upscale-2", "upscale-4", "inpaint", "enhance", "cutout", "vectorise")
_MOMENTS = (0.1, 0.3, 0.5, 0.7, 0.9)  # of the work, at which it is asked to stop
_MIB = 1 << 20


def bench_imaging(side_px: int = 1024, runs: int = 3, operations: tuple[str, ...] = OPERATIONS) -> dict[str, Any]:
    """For each operation what :func:`measure` says, on a square picture of that side."""
    context = multiprocessing.get_context("spawn")
    found: dict[str, Any] = {}
    for operation in operations:
        with context.Pool(1) as pool:
            found[operation] = pool.apply(measure, (operation, side_px, runs))
    return found


def measure(operation: str, side_px: int, runs: int) -> dict[str, float]:
    """Seconds for each megapixel of the picture, beside Pillow's; peak memory in MiB; and the longest wait, in
    milliseconds, for the work to stop when asked. Without runs only the memory of doing it once."""
    picture = packshot(side_px)
    work = _work(operation, picture)
    work(Progress())  # loads its network
    peak = _peak_mib()
    if not runs:
        return {"peak_mib": peak}
    image = Image.fromarray(picture)
    took, lanczos = [], []
    for _ in range(runs):
        took.append(_seconds(lambda: work(Progress())))
        lanczos.append(_seconds(lambda: image.resize((2 * side_px, 2 * side_px), Image.Resampling.LANCZOS)))
    seconds, megapixels = statistics.median(took), side_px**2 / 1e6
    return {
        "seconds_per_megapixel": round(seconds / megapixels, 4),
        "over_lanczos": round(seconds / statistics.median(lanczos), 2),
        "peak_mib": peak,
        "longest_wait_to_cancel_ms": round(max(_wait_ms(work, seconds * moment) for moment in _MOMENTS), 1),
    }


def packshot(side_px: int) -> Pixels:
    """[S, S, 4]: flat shapes with lettering's edges over a soft shaded ground, with grain; the same every time."""
    chance = np.random.default_rng(5)
    place = np.linspace(0, 1, side_px, dtype=np.float32)
    ground = (215 + 30 * place[:, None] - 18 * place[None, :]).astype(np.uint8)
    image = Image.fromarray(np.dstack([ground] * 3))
    pen = ImageDraw.Draw(image)
    pen.ellipse([0.2 * side_px, 0.2 * side_px, 0.8 * side_px, 0.8 * side_px], fill=(40, 90, 160))
    for number in range(60):
        x, y = (0.28 + 0.44 * chance.random(2)) * side_px
        reach, colour = (
            (0.01 + 0.03 * chance.random()) * side_px,
            tuple(int(part) for part in chance.integers(256, size=3)),
        )
        shape = pen.ellipse if number % 2 else pen.rectangle
        shape([x - reach, y - reach, x + reach, y + reach], fill=colour)
    soft = np.asarray(image.filter(ImageFilter.GaussianBlur(0.8)), np.int16)
    grainy = np.clip(soft + chance.integers(-4, 5, soft.shape, np.int16), 0, 255).astype(np.uint8)
    return np.dstack([grainy, np.full(grainy.shape[:2], 255, np.uint8)])


def _work(operation: str, picture: Pixels) -> Callable[[Progress], object]:
    if operation == "vectorise":
        from core.imaging.vectorise import vectorise

        return lambda progress: vectorise(picture, progress)
    edit = _edit(operation, picture)
    return lambda progress: develop(picture, [edit], progress)


def _edit(operation: str, picture: Pixels) -> Edit:
    palette = PaletteShift(colours=("#f4ecd8", "#c8553d", "#28536b", "#f28f3b", "#1b1b1e"))
    match operation:
        case "palette":
            return PaletteEdit(shift=palette)
        case "style":
            from core.style.codes import style_share

            return StyleEdit(shares=(style_share(picture[::4, ::4]),))
        case "upscale-2":
            return UpscaleEdit(factor=2)
        case "upscale-4":
            return UpscaleEdit(factor=4)
        case "inpaint":
            return InpaintEdit(mask=_mask(len(picture)))
        case "enhance":
            return EnhanceEdit(denoise=0.5, deblur=0.5, contrast=0.5, white_balance=0.5)
        case "cutout":
            return CutoutEdit()
    raise ValueError(f"there is no operation {operation!r}")


def _mask(side_px: int) -> str:
    """A scratch, a spot and a rectangle: about two hundredths of the picture."""
    image = Image.new("L", (side_px, side_px))
    pen = ImageDraw.Draw(image)
    pen.line([0.25 * side_px, 0.7 * side_px, 0.75 * side_px, 0.45 * side_px], fill=255, width=max(1, side_px // 100))
    pen.ellipse([0.4 * side_px, 0.3 * side_px, 0.48 * side_px, 0.38 * side_px], fill=255)
    pen.rectangle([0.05 * side_px, 0.05 * side_px, 0.15 * side_px, 0.13 * side_px], fill=255)
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return base64.b64encode(kept.getvalue()).decode()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _wait_ms(work: Callable[[Progress], object], after_s: float) -> float:
    """How long the work goes on once it is asked to stop, in milliseconds; 0 when it had ended before."""
    progress, ended = Progress(), threading.Event()

    def run() -> None:
        try:
            work(progress)
        except Cancelled:
            pass
        finally:
            ended.set()

    thread = threading.Thread(target=run)
    thread.start()
    if ended.wait(after_s):
        thread.join()
        return 0.0
    asked = time.perf_counter()
    progress.cancel()
    thread.join()
    return (time.perf_counter() - asked) * 1000


def _peak_mib() -> int:
    """Of this process; what Linux says to `getrusage` begins with the size of the process that started this one."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset / _MIB)
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // _MIB if sys.platform == "darwin" else peak // 1024
