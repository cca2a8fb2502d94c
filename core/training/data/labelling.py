"""What a picture is called: by a table (CSV) of file names and labels, or by the folder that it lies in."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from core.errors import DieloomError
from core.files import read_bytes
from core.training.data.gathering import Gathered, Item, Refused, shown

TABLE = "labels.csv"
MOST_LABELS = 1000
_MOST_BYTES = 64 << 20
_WANTED = "Give a CSV with a file name and a label on each line."


@dataclass(frozen=True)
class Labelling:
    """A label for each item, or None: by ``table``, or by its folder, below the ``depth`` folders that all lie in.

    Folders count only once two of them hold pictures, so that is asked last.
    """

    table: dict[str, str] | None = None
    depth: int = 0

    def label(self, item: Item) -> str | None:
        inner = item.place.parts[self.depth :]
        if self.table is None:
            return shown(inner[0]) if len(inner) > 1 else None
        return next((self.table[name] for name in _names(item, self.depth) if name in self.table), None)

    def labels(self, used: set[str]) -> tuple[str, ...]:
        """Those of the set, in order, for the labels of its pictures; raises DieloomError for far too many."""
        if len(used) > MOST_LABELS:
            raise DieloomError(
                f"There are {len(used)} labels, and {MOST_LABELS} is the most.", "Use one label for many pictures."
            )
        return tuple(sorted(used)) if self.table is not None or len(used) > 1 else ()


def labelling(found: Gathered, given: Path | None) -> Labelling:
    """By the given table, else by ``labels.csv`` among what was found (which is then no item), else by folders.

    Raises DieloomError for a table that cannot be used.
    """
    depth = _shared_depth(found.items)
    if given is not None:
        return Labelling(_table(read_bytes(given, _MOST_BYTES), given.name, found.items, depth), depth)
    for index, item in enumerate(found.items):
        if item.place.parts[depth:] == (TABLE,):
            del found.items[index]
            return Labelling(_table(_content(item), item.name, found.items, depth), depth)
    return Labelling(depth=depth)


def _shared_depth(items: Sequence[Item]) -> int:
    """How many folders all items lie in: a zip file often holds one folder and nothing else."""
    places = [item.place.parts for item in items]
    if not places:
        return 0
    # What the first and the last in order share, all between them share too.
    folders = zip(min(places)[:-1], max(places)[:-1], strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], folders))


def _names(item: Item, depth: int) -> tuple[str, ...]:
    """What a table may call it, the fullest first."""
    return str(item.place), str(PurePosixPath(*item.place.parts[depth:])), item.place.name


def _content(item: Item) -> bytes:
    if item.size > _MOST_BYTES:
        raise DieloomError(f"{item.name} is too large for a table of labels.", _WANTED)
    try:
        with item.open() as file:
            return file.read(_MOST_BYTES)
    except (OSError, Refused) as error:
        raise DieloomError(f"{item.name} cannot be read.", _WANTED) from error


def _table(data: bytes, name: str, items: Sequence[Item], depth: int) -> dict[str, str]:
    """Labels by file name; a first line that names no file is a heading."""
    text = data.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row]
    except csv.Error as error:
        raise DieloomError(f"{name} is no table: {error}.", _WANTED) from error
    table = {_slashed(row[0]): shown(row[1].strip()) for row in rows if len(row) > 1 and row[1].strip()}
    known = {each for item in items for each in _names(item, depth)}
    if not known & table.keys():
        raise DieloomError(f"{name} names none of the files.", _WANTED)
    return {file: label for file, label in table.items() if file in known}


def _slashed(name: str) -> str:
    return str(PurePosixPath(name.strip().replace("\\", "/")))
