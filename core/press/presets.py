"""Printers' presets: what one printing house wants of a file, as data that a person can change.

One TOML file holds it all: the names of the die's lines (:mod:`core.dieline.formats.presets`), in ``[press]`` the
standard, the profile, the marks and the ink limit, and in ``[preflight]`` what to look for and how bad it is. A file
says only what differs from the defaults here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import tomli_w
from pydantic import Field, ValidationError

from core.colour.profiles import DEFAULT
from core.compose.technical import TechnicalInks, technical_inks
from core.dieline.formats import presets as lines
from core.dieline.formats.presets import STANDARD, Preset
from core.errors import DieloomError
from core.files import make_folder, write_bytes
from core.values import Value, explain

Standard = Literal["x4", "x1a"]
Millimetres = Annotated[float, Field(ge=0, le=100)]
Percent = Annotated[float, Field(ge=0, le=1600)]
V = TypeVar("V", bound=Value)


class Marks(Value):
    """What is printed in the slug, outside the bleed."""

    trim: bool = True
    registration: bool = True
    colour_bar: bool = Field(False, description="Solids, overprints and tints of the process inks, and every spot")
    plate_names: bool = Field(False, description="Each plate's name in its own ink")
    job_line: bool = Field(False, description="Title, date, standard and profile")
    dimensions: bool = Field(False, description="The pack's measures, in a Dimensions layer")
    legend: bool = Field(False, description="What the lines of the die mean, in a Legend layer")
    offset: Millimetres = Field(1.0, description="Gap between the bleed and the marks")
    length: Annotated[float, Field(gt=0, le=100)] = 5.0

    @property
    def any(self) -> bool:
        """Whether there is anything to be printed outside the bleed."""
        strips = self.colour_bar or self.plate_names or self.job_line or self.legend
        return self.trim or self.registration or strips or self.dimensions


class Press(Value):
    """``[press]``: how a file is made for this house."""

    standard: Standard = "x4"
    profile: str = Field(DEFAULT, description="A bundled profile's name, or the path of a CMYK printer profile")
    ppi: Annotated[float, Field(ge=36, le=2400)] = Field(300.0, description="Resolution of artwork")
    ink_limit: Annotated[float, Field(ge=100, le=400)] = Field(300.0, description="Most process ink together, %")
    bleed: Millimetres | None = Field(None, description="The bleed that is wanted; the design's own when absent")
    marks: Marks = Marks()


Severity = Literal["error", "warning", "note", "off"]


class Limits(Value):
    """``[preflight]``: the limits that a file is held to (GWG 2022 for packaging where nothing else is said)."""

    ppi_error: float = Field(150.0, ge=0, description="Effective resolution below which a picture is unfit")
    ppi_warning: float = Field(225.0, ge=0, description="Effective resolution below which a picture is doubtful")
    bleed: Millimetres = Field(3.0, description="Least bleed of artwork that reaches the cut")
    safe: Millimetres = Field(3.0, description="Least distance of text and codes from cut and crease")
    ink: Percent = Field(300.0, description="Most process ink together over ``ink_area``")
    ink_all: Percent = Field(320.0, description="Most ink of all plates together over ``ink_area``")
    ink_area: Annotated[float, Field(gt=0, le=10_000)] = Field(15.0, description="mm2")
    line: Millimetres = Field(0.0882, description="Thinnest line in one ink, mm (0.25 pt)")
    line_many: Millimetres = Field(0.1764, description="Thinnest line in several inks or knocked out, mm (0.5 pt)")
    text: Annotated[float, Field(ge=0, le=100)] = Field(5.0, description="Smallest text in one ink, points")
    text_many: Annotated[float, Field(ge=0, le=100)] = Field(8.0, description="Smallest text in several inks, points")
    text_reversed: Annotated[float, Field(ge=0, le=100)] = Field(6.0, description="Smallest text knocked out, points")
    severities: dict[str, Severity] = Field(default_factory=dict, description="By finding, where not the usual one")


@dataclass(frozen=True)
class PrinterPreset:
    """One house's wishes."""

    name: str
    lines: Preset
    press: Press
    limits: Limits

    @property
    def inks(self) -> TechnicalInks:
        """How the lines of the die are printed for this house."""
        return technical_inks(self.lines)


def load(name: str = STANDARD) -> PrinterPreset:
    """A preset by its name, or from a TOML file; raises DieloomError that says what is wrong."""
    return of_lines(name, lines.load(name))


def of_lines(name: str, preset: Preset) -> PrinterPreset:
    """The whole preset from what was read of its file; raises DieloomError."""
    return PrinterPreset(name, preset, _part(name, Press, preset.press), _part(name, Limits, preset.preflight))


def save(preset: PrinterPreset, name: str) -> Path:
    """Keep a preset among the person's own, under ``name``; raises DieloomError."""
    if name in lines.names() and not lines.is_own(name):
        raise DieloomError(f"The preset {name} comes with Dieloom.", "Choose another name.")
    if not name.strip() or any(letter in '<>:"/\\|?*' or ord(letter) < 32 for letter in name):
        raise DieloomError(f"A preset cannot be called {name!r}.", "Use letters, digits, spaces and dashes.")
    path = lines.folder() / f"{name}.toml"
    make_folder(path.parent)
    write_bytes(path, _toml(preset).encode())
    return path


def remove(name: str) -> None:
    """Throw one of the person's own presets away; raises DieloomError."""
    if not lines.is_own(name):
        raise DieloomError(f"The preset {name} comes with Dieloom.", "Only your own can be removed.")
    try:
        (lines.folder() / f"{name}.toml").unlink()
    except OSError as error:
        raise DieloomError(f"The preset {name} cannot be removed: {error.strerror}.", "Check its rights.") from error


def _toml(preset: PrinterPreset) -> str:
    whole = preset.lines.model_dump(mode="json", exclude={"press", "preflight"})
    table: dict[str, Any] = {
        **whole,
        "press": preset.press.model_dump(mode="json", exclude_none=True),
        "preflight": preset.limits.model_dump(mode="json", exclude_none=True),
    }
    return tomli_w.dumps(table)


def _part(name: str, kind: type[V], table: dict[str, Any]) -> V:
    try:
        return kind.model_validate(table)
    except ValidationError as error:
        raise DieloomError(f"The preset {name} cannot be used: {kind.__doc__}: {explain(error)}.") from error
