"""The templates of this installation and the person's own, found by any of their names or by their file."""

from __future__ import annotations

import difflib
import functools
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs
from pydantic import ValidationError

from core import resources
from core.dieline import assembly, ecma
from core.dieline.schema import TemplateFile
from core.dieline.template import Template
from core.errors import DieloomError
from core.files import make_folder, read_bytes, write_bytes
from core.values import explain

MAX_FILE_BYTES = 4_000_000
SUFFIXES = (".toml", ".json")


def codes() -> tuple[str, ...]:
    """The codes of the templates, sorted; the person's own last."""
    return (*sorted({entry.code for entry in _entries().values()}), *(template.code for template in own()))


def load(code: str) -> Template:
    """The template of that code, alias or file; codes in any spelling of case, spaces and hyphens.

    A code of a tube carton need not be listed: any bottom goes with any top.

    Raises DieloomError for a code that is not here and for a file that is no template.
    """
    if code.endswith(SUFFIXES):
        return read(Path(code))
    if _plain(code) in _entries():
        return _entries()[_plain(code)].make()
    for template in own():
        if _plain(code) in map(_plain, (template.code, *template.file.aliases)):
            return template
    if ecma.looks_like(code):
        return _assembled(str(ecma.parse(code)))
    alike = difflib.get_close_matches(code, codes(), n=4, cutoff=0.4)
    hint = f"Did you mean {', '.join(alike)}?" if alike else ""
    raise DieloomError(f'There is no dieline template "{code}".', f"{hint} See: dieloom dieline list".strip())


def read(path: Path) -> Template:
    """A template from a TOML or JSON file; raises DieloomError that says what in the file is wrong.

    A JSON file may also be a blank as `dieloom dieline make` writes it, which carries its template.
    """
    text = read_bytes(path, MAX_FILE_BYTES)
    try:
        data = json.loads(text) if path.suffix == ".json" else tomllib.loads(text.decode("utf-8"))
        return of_file(TemplateFile.model_validate(_template_in(data)))
    except UnicodeDecodeError as error:
        raise DieloomError(f"{path.name} is not text in UTF-8.", "Save it as UTF-8.") from error
    except ValidationError as error:
        raise DieloomError(f"{path.name} is not a dieline template. {explain(error)}") from error
    except (ValueError, RecursionError) as error:  # the readers refuse a number of thousands of digits by themselves
        kind = "JSON" if path.suffix == ".json" else "TOML"
        raise DieloomError(f"{path.name} is not a {kind} file: {error}.") from error


def of_file(file: TemplateFile) -> Template:
    """The template of a file's content, checked once for each value; raises DieloomError."""
    return _checked(_Same(file))


def write(file: TemplateFile, path: Path) -> None:
    """Save a template as JSON, to share or to keep; raises DieloomError when it cannot be saved."""
    write_bytes(path, file.model_dump_json(indent=2, exclude_defaults=True).encode())


def is_bundled(template: Template) -> bool:
    """True for a template that every installation has."""
    return (
        template not in own()
        and (_plain(template.code) in _entries() or ecma.looks_like(template.code))
        and (load(template.code) is template)
    )


def own() -> tuple[Template, ...]:
    """The person's own templates, by code. A file that cannot be read is left out: :func:`own_problems` tells."""
    return tuple(each for each in _own().values() if isinstance(each, Template))


def own_problems() -> tuple[DieloomError, ...]:
    """What is wrong with files of the person's own folder."""
    return tuple(each for each in _own().values() if isinstance(each, DieloomError))


def save_own(file: TemplateFile) -> Path:
    """Keep a template in the person's own library, in place of their older one of this code; returns its path.

    Raises DieloomError for a code that the program itself uses, and when it cannot be saved.
    """
    if _plain(file.code) in _entries() or ecma.looks_like(file.code):
        raise DieloomError(f'"{file.code}" is a template of the program.', "Give your own another code.")
    of_file(file)
    folder = own_folder()
    make_folder(folder)
    path = folder / f"{re.sub(r'[^A-Za-z0-9]+', '-', file.code).strip('-').lower() or 'template'}.json"
    if path.exists() and _plain(read(path).code) != _plain(file.code):
        raise DieloomError(f'"{file.code}" would take the place of another template.', "Give it another code.")
    write(file, path)
    return path


def remove_own(code: str) -> None:
    """Take a template out of the person's own library; documents that use it keep it. Raises DieloomError."""
    for path, template in _own().items():
        if isinstance(template, Template) and _plain(template.code) == _plain(code):
            try:
                path.unlink()
            except OSError as error:
                raise DieloomError(f"Cannot remove {path}: {error.strerror or error}.", "Check its rights.") from error
            return
    raise DieloomError(f'"{code}" is not in your own library.')


def own_folder() -> Path:
    """Where the person's own templates are kept."""
    return Path(platformdirs.user_data_path("Dieloom", appauthor=False)) / "dielines"


def _own() -> dict[Path, Template | DieloomError]:
    """What each file of the person's own folder is, or what is wrong with it."""
    folder = own_folder()
    paths = sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES) if folder.is_dir() else []
    return {path: _own_one(path, path.stat().st_mtime_ns) for path in paths}


@functools.lru_cache(maxsize=500)
def _own_one(path: Path, changed_ns: int) -> Template | DieloomError:
    try:
        return read(path)
    except DieloomError as error:
        return error


class _Entry(NamedTuple):
    """A template that is made when it is first asked for: there are many, and a window needs one to begin with."""

    code: str
    make: Callable[[], Template]


@functools.cache
def _entries() -> dict[str, _Entry]:
    """The program's templates by each of their names, plainly spelt."""
    entries: dict[str, _Entry] = {}
    for path in resources.path("dielines").glob("*.toml"):
        named = tomllib.loads(path.read_text(encoding="utf-8"))
        entry = _Entry(named["code"], functools.partial(_from_file, path))
        entries |= {_plain(name): entry for name in (named["code"], *named.get("aliases", ()))}
    for code in assembly.codes():
        entry = _Entry(code, functools.partial(_assembled, code))
        entries |= {_plain(name): entry for name in (code, *assembly.aliases(code))}
    return entries


@functools.cache
def _from_file(path: Path) -> Template:
    return read(path)


@functools.cache
def _assembled(code: str) -> Template:
    return Template(assembly.assemble(code))


@dataclass(frozen=True, eq=False)
class _Same:
    """A file as a key: the very same value, since comparing or hashing its whole content would cost more."""

    file: TemplateFile

    def __hash__(self) -> int:
        return id(self.file)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.file is self.file


@functools.lru_cache(maxsize=64)
def _checked(same: _Same) -> Template:
    return Template(same.file)


def _template_in(data: Any) -> Any:
    """The template of a blank's JSON, or the data itself."""
    return data["template"] if isinstance(data, dict) and "template" in data and "panels" in data else data


def _plain(code: str) -> str:
    return "".join(letter for letter in code.casefold() if letter.isalnum() or letter == ".")
