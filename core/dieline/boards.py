"""The table of boards: what a style takes up in thickness, what the pack weighs and costs.

The bundled table (`resources/boards.toml`) holds typical figures; a person's own table replaces it as a whole, since
calipers and allowances are those of their board maker and die.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs
from pydantic import Field, ValidationError

from core import resources
from core.dieline.consistency import CALIPER
from core.dieline.words import Words
from core.errors import DieloomError
from core.files import make_folder, read_bytes, write_bytes
from core.values import Value, explain

if TYPE_CHECKING:
    from core.dieline.template import Template

MAX_FILE_BYTES = 1_000_000
FILE_NAME = "boards.json"

Flute = Literal["", "N", "F", "E", "B", "C", "A", "EB", "BC", "AC"]


class Board(Value):
    """One board; lengths in mm, ``price`` per m2 in the person's own currency.

    ``inside_loss`` and ``outside_gain`` are what a die size loses to the inside and gains to the outside, for those who
    know theirs; otherwise the template works them out from the caliper. ``allowances`` are given to a template's
    parameters of those names (panel_allowance, height_allowance, flap_allowance ...).
    """

    name: str = Field(min_length=1, max_length=60, pattern=r"^\S(.*\S)?$")
    label: Words
    caliper: float = Field(gt=0, le=20)
    grammage: float = Field(gt=0, le=5000, description="g/m2")
    flute: Flute = ""
    inside_loss: float | None = Field(None, ge=0, le=40)
    outside_gain: float | None = Field(None, ge=0, le=40)
    allowances: dict[str, float] = Field(default_factory=dict, max_length=10)
    price: float | None = Field(None, ge=0, le=1e6)

    def parameters_of(self, template: Template) -> dict[str, float]:
        """What this board sets on a template: its caliper, and the allowances that the template has."""
        known = {each.name for each in template.parameters}
        return {CALIPER: self.caliper, **{name: value for name, value in self.allowances.items() if name in known}}


class BoardTable(Value):
    """Boards in the order in which they are listed; names differ."""

    schema_version: Literal[1] = 1
    boards: tuple[Board, ...] = Field((), max_length=500)


def table(own: Path | None = None) -> tuple[Board, ...]:
    """The person's boards where they have a table of their own, else the bundled ones; raises DieloomError."""
    path = own or own_path()
    return _read(path) if path.exists() else bundled()


@functools.cache
def bundled() -> tuple[Board, ...]:
    """The boards that came with the program."""
    return _read(resources.path("boards.toml"))


def named(name: str) -> Board:
    """The board of that name, in any case; raises DieloomError."""
    boards = table()
    for board in boards:
        if name.casefold() in (board.name.casefold(), board.label.en.casefold(), board.label.zh.casefold()):
            return board
    raise DieloomError(f'There is no board "{name}".', f"There are {', '.join(board.name for board in boards)}.")


def save(boards: tuple[Board, ...], own: Path | None = None) -> None:
    """Make these the person's own boards; raises DieloomError for two of one name and for a disk that refuses."""
    names = [board.name.casefold() for board in boards]
    for name in names:
        if names.count(name) > 1:
            raise DieloomError(f'Two boards are called "{name}".', "Give each a name of its own.")
    path = own or own_path()
    make_folder(path.parent)
    write_bytes(path, BoardTable(boards=boards).model_dump_json(indent=2).encode())


def own_path() -> Path:
    """Where a person's own table is kept."""
    return Path(platformdirs.user_data_path("Dieloom", appauthor=False)) / FILE_NAME


def _read(path: Path) -> tuple[Board, ...]:
    text = read_bytes(path, MAX_FILE_BYTES)
    try:
        if path.suffix == ".toml":
            return BoardTable.model_validate(tomllib.loads(text.decode())).boards
        return BoardTable.model_validate_json(text).boards
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DieloomError(f"{path.name} is not a table of boards: {error}.") from error
    except ValidationError as error:
        raise DieloomError(f"{path.name} is not a table of boards. {explain(error)}", "Mend or delete it.") from error
