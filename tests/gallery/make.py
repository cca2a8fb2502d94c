"""`python -m tests.gallery.make`: make the README's pictures anew from the demo; needs pdftoppm (poppler)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from desktop.__main__ import main as dieloom

HERE = Path(__file__).parent
WIDTH_PX = 1400


def main() -> int:
    """Returns the exit status."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        status = dieloom(["demo", "--out", scratch])
        if status:
            return status
        for picture in ("window.png", "pack.png"):
            _shrink(out / picture, HERE / picture)
        for pdf, picture in (("demo.pdf", "sheet.png"), ("proof.pdf", "proof.png")):
            _shrink(_first_page(out / pdf), HERE / picture)
    return 0


def _first_page(pdf: Path) -> Path:
    """The page as another program sees it, not as we do."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-f", "1", "-singlefile", "-png", str(pdf), str(stem)], check=True)
    return stem.with_suffix(".png")


def _shrink(source: Path, target: Path) -> None:
    """At a README's size, in few enough colours to be a small file."""
    with Image.open(source) as picture:
        picture = picture.convert("RGB")
        picture.thumbnail((WIDTH_PX, WIDTH_PX), Image.Resampling.LANCZOS)
        picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
