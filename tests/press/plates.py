"""Plates of a PDF by Ghostscript: an array of ink, 0 to 255, for each plate of a page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.programs import need

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
Plates = dict[str, NDArray[np.uint8]]


def separate(pdf: Path, folder: Path, ppi: int) -> list[Plates]:
    """The plates of each page; row 0 is the top of the MediaBox."""
    folder.mkdir()
    quiet = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER"]
    device = ["-sDEVICE=tiffsep", "-dMaxSpots=32", f"-r{ppi}", f"-sOutputFile={folder}/%d.tif"]
    subprocess.run([need("gs"), *quiet, *device, str(pdf)], check=True, capture_output=True)
    pages: dict[int, Plates] = {}
    for file in sorted(folder.glob("*(*).tif")):
        number, name = re.fullmatch(r"(\d+)\((.*)\)", file.stem).groups()  # type: ignore[union-attr]
        with Image.open(file) as plate:
            pages.setdefault(int(number), {})[unquote(name)] = 255 - np.asarray(plate.convert("L"))
    return [pages[number] for number in sorted(pages)]
