"""What printers call the lines of a die: layer, group and spot names, colours, dashes and numbers as data.

No convention is universal, so every file format takes its names from one preset; ``resources/presets`` holds those that
come along, and a person may give a file of their own.
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import Field, ValidationError, field_validator

from core import resources
from core.colour.inks import RESERVED_NAMES
from core.dieline.outline import LineType
from core.dieline.words import Words
from core.errors import DieloomError
from core.files import read_bytes
from core.values import Value, explain

STANDARD = "standard"
MAX_FILE_BYTES = 100_000

Share = Annotated[float, Field(ge=0, le=1)]
Length = Annotated[float, Field(gt=0, le=100)]
Label = Annotated[str, Field(min_length=1, max_length=60, pattern=r'^[^\x00-\x1f\x7f<>/\\":;?*|=`]+$')]


class Pen(Value):
    """How one line type is named and drawn, whichever the format."""

    layer: Label = Field(description="DXF layer")
    group: Label = Field(description="SVG group; the layer's name in a preset that gives no other")
    spot: Label = Field(description="Separation and layer in PDF")
    cmyk: tuple[Share, Share, Share, Share] = Field(description="What stands for the spot where its plate is missing")
    colour: str = Field(pattern=r"^#[0-9a-f]{6}$", description="SVG and screen")
    aci: int = Field(ge=1, le=255, description="AutoCAD colour index")
    cf2: tuple[Annotated[int, Field(ge=1, le=99)], Annotated[int, Field(ge=0, le=99)]] = Field(
        description="CFF2 line type and auxiliary type"
    )
    dash: tuple[Length, ...] = Field((), max_length=8, description="Lengths on and off, mm")


class Preset(Value):
    """A pen for every line type."""

    title: Words
    lines: dict[LineType, Pen]
    press: dict[str, Any] = Field(default_factory=dict, description="What the press reads of the same file")
    preflight: dict[str, Any] = Field(default_factory=dict, description="What preflight reads of the same file")

    @field_validator("lines")
    @classmethod
    def _complete(cls, lines: dict[LineType, Pen]) -> dict[LineType, Pen]:
        missing = [each.value for each in LineType if each not in lines]
        if missing:
            raise ValueError(f"there is no pen for {', '.join(missing)}")
        plates: dict[str, object] = {}
        for pen in lines.values():
            if pen.spot.casefold() in RESERVED_NAMES:
                raise ValueError(f"a spot cannot be called {pen.spot}")
            if plates.setdefault(pen.spot.casefold(), (pen.spot, pen.cmyk)) != (pen.spot, pen.cmyk):
                raise ValueError(f"the spot {pen.spot} is spelt or mixed in two ways")
        return lines

    def __getitem__(self, type_: LineType) -> Pen:
        return self.lines[type_]


def with_pen(preset: Preset, type_: LineType, **fields: Any) -> Preset:
    """The preset with other fields in one pen; raises DieloomError for what a pen cannot be.

    What shares a plate stays mixed alike: another mixture is that of all its lines, and a line that moves to a plate
    takes the mixture that is there. A layer names the group, too, as in a file.
    """
    before = preset[type_]
    if "layer" in fields:
        fields = {"group": fields["layer"], **fields}
    others = {each: pen for each, pen in preset.lines.items() if each != type_}
    if "spot" in fields:
        there = next((pen for pen in others.values() if pen.spot.casefold() == fields["spot"].casefold()), None)
        fields |= {"spot": there.spot, "cmyk": there.cmyk} if there else {}
    mixed = {"cmyk": fields["cmyk"]} if "cmyk" in fields and "spot" not in fields else {}
    try:
        pens = {each: _pen(pen, mixed) if pen.spot == before.spot else pen for each, pen in others.items()}
        return Preset.model_validate(
            {**dict(preset), "lines": {each: (pens | {type_: _pen(before, fields)})[each] for each in preset.lines}}
        )
    except ValidationError as error:
        raise DieloomError(f"That cannot be: {explain(error)}.") from error


def _pen(pen: Pen, fields: dict[str, Any]) -> Pen:
    return Pen.model_validate(pen.model_dump() | fields)


def folder() -> Path:
    """Where a person's own presets are."""
    return Path(platformdirs.user_data_path("Dieloom", appauthor=False)) / "presets"


def names() -> tuple[str, ...]:
    """The presets of this installation, the standard one first, then the person's own."""
    bundled = sorted(path.stem for path in resources.path("presets").glob("*.toml"))
    own = sorted(path.stem for path in folder().glob("*.toml") if path.stem not in bundled)
    return (STANDARD, *(name for name in bundled if name != STANDARD), *own)


def is_own(name: str) -> bool:
    """Whether a preset is the person's, to change and to throw away."""
    return not _path(name).is_file() and (folder() / f"{name}.toml").is_file()


def load(name: str) -> Preset:
    """A preset by its name, or from a TOML file of the person's own; raises DieloomError.

    A file says only what differs from the standard.
    """
    if re.fullmatch(r"[^/\\\x00]+", name) and _path(name).is_file():
        return _bundled(name)
    if is_own(name):
        return read(folder() / f"{name}.toml")
    if name.lower().endswith(".toml"):
        return read(Path(name))
    raise DieloomError(f'There is no preset "{name}".', f"There are {', '.join(names())}, or give a .toml file.")


def standard() -> Preset:
    """The names that every format uses when nothing else is asked for."""
    return _bundled(STANDARD)


def read(path: Path) -> Preset:
    """A preset from a file; raises DieloomError that says what in it is wrong."""
    data = _table(path)
    lines = data.get("lines", {})  # a house may differ in what it wants of files alone
    if path != _path(STANDARD) and isinstance(lines, dict):
        known = {type_.value: pen.model_dump() for type_, pen in standard().lines.items()}
        data["lines"] = known | {key: _over(known.get(key), own) for key, own in lines.items()}
    data.setdefault("title", {"en": path.stem, "zh": path.stem})
    try:
        return Preset.model_validate(data)
    except ValidationError as error:
        raise DieloomError(f"{path.name} is not a preset. {explain(error)}") from error


def _over(known: dict[str, object] | None, own: object) -> object:
    if not isinstance(own, dict):
        return own
    group = {"group": own["layer"]} if "layer" in own else {}
    return {**(known or {}), **group, **own}


def _table(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(read_bytes(path, MAX_FILE_BYTES).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DieloomError(f"{path.name} is not text in UTF-8.", "Save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # the reader refuses a number of thousands of digits by itself
        raise DieloomError(f"{path.name} is not a TOML file: {error}.") from error


def _path(name: str) -> Path:
    return resources.path("presets") / f"{name}.toml"


@functools.cache
def _bundled(name: str) -> Preset:
    return read(_path(name))
