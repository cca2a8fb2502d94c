"""Any file that a die comes in: looked at by what it is, not only by what it is called."""

from __future__ import annotations

from pathlib import Path

from core.dieline.intake.drawing import UNITS, Drawing
from core.errors import DieloomError
from core.files import read_bytes

SUFFIXES = (".dxf", ".svg", ".cf2", ".pdf", ".ai")
MOST_TEXT = 32_000_000  # bytes of a DXF, SVG or CF2
MOST_PDF = 300_000_000  # bytes; AI files carry pictures, which are not read


def read_drawing(path: Path, unit: str | None = None) -> Drawing:
    """The lines of a file in mm.

    ``unit`` overrides what the file says its lengths are in. Raises DieloomError that names the line or element.
    """
    if unit is not None and unit not in UNITS:
        raise DieloomError(f'There is no unit "{unit}".', f"There are {', '.join(UNITS)}.")
    suffix = path.suffix.lower()
    if suffix not in (*SUFFIXES, ".cff", ".cff2"):
        raise DieloomError(f"{path.name} cannot be imported.", f"Choose a file that ends in {', '.join(SUFFIXES)}.")
    data = read_bytes(path, MOST_PDF if suffix in (".pdf", ".ai") else MOST_TEXT)
    if not data.strip():
        raise DieloomError(f"{path.name} is empty.", "Export it again.")
    if suffix in (".pdf", ".ai"):
        return _pdf(path, data, unit)
    if data.startswith(b"\x1f\x8b"):
        raise DieloomError(f"{path.name} is compressed.", "Save it as plain SVG, or unpack it first.")
    if suffix == ".svg":
        from core.dieline.intake.svg import read_svg

        return read_svg(data, path.name, unit)
    if suffix == ".dxf":
        from core.dieline.intake.dxf import read_dxf

        return read_dxf(path, data, unit)
    from core.dieline.intake.cf2 import read_cf2

    return read_cf2(data, path.name, unit)


def _pdf(path: Path, data: bytes, unit: str | None) -> Drawing:
    if b"%PDF-" not in data[:1024]:
        old = data.startswith(b"%!PS")
        what = "is an old Illustrator or PostScript file" if old else "is no PDF"
        raise DieloomError(f"{path.name} {what}.", 'Save it from Illustrator with "Create PDF Compatible File".')
    from core.dieline.intake.pdf import read_pdf

    return read_pdf(path, unit)
