"""How fine the placed pictures are at their printed size, against what the printer's preset wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from core.compose.layers import fitted
from core.compose.placing import Face
from core.compose.resolution import Size, developed_size, effective_ppi, missing_factor
from core.document.model import ImageLayer
from core.errors import DieloomError
from core.geometry import Affine
from core.pictures import images
from core.press import presets
from core.press.presets import Limits
from desktop.panels.templates import outline_of
from desktop.session import Session

Level = Literal["fine", "doubtful", "low"]

COLOURS: dict[Level, str] = {"fine": "#2c9a57", "doubtful": "#c98a00", "low": "#d63b3b"}
ICONS: dict[Level, str] = {"fine": "fine", "doubtful": "warning", "low": "error"}
"""Told apart by their shapes, too."""


@dataclass(frozen=True)
class Fineness:
    """A picture's pixels after its edits, how many lie on an inch, and how many times as many are missing."""

    size: Size
    ppi: float
    wanted: float
    level: Level
    matrix: Affine  # from the unit square to the page

    @property
    def factor(self) -> Literal[2, 4] | None:
        return missing_factor(self.ppi, self.wanted)

    def enlarged(self, factor: int) -> float:
        """Pixels to the inch with so many times as many of each side."""
        return effective_ppi(self.matrix, (self.size[0] * factor, self.size[1] * factor))


class Resolution(QObject):
    """Follows the session. Of a picture only the header is read, once, and that takes less than a frame."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sizes: dict[str, Size | None] = {}
        self._preset = ""
        self._limits = Limits()
        session.changed.connect(self._follow)
        self._follow()

    @property
    def pictures(self) -> list[ImageLayer]:
        """Those that are seen."""
        return [each for each in self._session.design.layers if isinstance(each, ImageLayer) and each.visible]

    def refresh(self) -> None:
        """The presets have changed."""
        self._preset = ""
        self._follow()
        self.changed.emit()

    def size(self, asset: str) -> Size | None:
        """A picture's own pixels; None for one that is not here, or cannot be read."""
        data = self._session.document.assets.get(asset)
        if data is not None and asset not in self._sizes:
            self._sizes[asset] = _size(data)
        return self._sizes.get(asset)

    def matrix(self, layer: ImageLayer) -> Affine | None:
        """From the unit square to where the picture lies on its page; None where it has none."""
        design, size = self._session.design, self.size(layer.asset)
        outline = outline_of(design.dieline)
        if outline is None or size is None:
            return None
        face = Face(layer.place.side, outline, outline.bleed if design.bleed is None else design.bleed)
        try:
            return fitted(face.place(layer.place), layer.fit, *size)
        except DieloomError:
            return None

    def of(self, layer: ImageLayer) -> Fineness | None:
        """None where the picture has no place, or cannot be read."""
        matrix, own = self.matrix(layer), self.size(layer.asset)
        if matrix is None or own is None:
            return None
        size, limits = developed_size(own, layer.edits), self._limits
        ppi = effective_ppi(matrix, size)
        level: Level = "low" if ppi < limits.ppi_error else "doubtful" if ppi < limits.ppi_warning else "fine"
        return Fineness(size, ppi, max(limits.ppi_warning, limits.ppi_error), level, matrix)

    def _follow(self, *_: object) -> None:
        preset = self._session.design.press.preset
        if preset != self._preset:
            self._preset = preset
            self._limits = _limits(self._preset)
            self.changed.emit()


def _size(data: bytes) -> Size | None:
    try:
        return images.size(data)
    except DieloomError:
        return None


def _limits(preset: str) -> Limits:
    """The usual ones where this machine lacks the preset."""
    try:
        return presets.load(preset).limits
    except DieloomError:
        return Limits()
