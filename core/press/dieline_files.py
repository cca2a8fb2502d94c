"""A blank as a file, for a die maker, another program or a printer: the format by the name's ending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.dieline.formats.cf2 import write_cf2
from core.dieline.formats.dxf import Version, write_dxf
from core.dieline.formats.json import write_json
from core.dieline.formats.presets import Preset, standard
from core.dieline.formats.svg import write_svg
from core.dieline.outline import Outline, Side
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from core.press.dieline_pdf import write_dieline_pdf


@dataclass(frozen=True)
class DielineFile:
    """What is written and how: the template goes along where the format can hold it."""

    outline: Outline
    template: TemplateFile | None = None
    side: Side = "outside"
    preset: Preset | None = None
    dxf: Version = "R2000"

    def write(self, path: Path) -> None:
        """Raises DieloomError for an ending that is no format, and when the file cannot be saved."""
        write = _WRITERS.get(path.suffix.lower())
        if write is None:
            raise DieloomError(f"Cannot write {path.name}.", f"Use a name that ends in {', '.join(SUFFIXES)}.")
        write(self, path, self.preset or standard())


def _dxf(file: DielineFile, path: Path, preset: Preset) -> None:
    write_dxf(file.outline, path, side=file.side, preset=preset, version=file.dxf)


def _svg(file: DielineFile, path: Path, preset: Preset) -> None:
    write_svg(file.outline, path, side=file.side, preset=preset)


def _cf2(file: DielineFile, path: Path, preset: Preset) -> None:
    write_cf2(file.outline, path, side=file.side, preset=preset)


def _pdf(file: DielineFile, path: Path, preset: Preset) -> None:
    write_dieline_pdf(file.outline, path, side=file.side, preset=preset)


def _json(file: DielineFile, path: Path, preset: Preset) -> None:
    write_json(file.outline, path, file.template)


_WRITERS: dict[str, Callable[[DielineFile, Path, Preset], None]] = {
    ".dxf": _dxf,
    ".cf2": _cf2,
    ".svg": _svg,
    ".pdf": _pdf,
    ".json": _json,
}
SUFFIXES = tuple(_WRITERS)
