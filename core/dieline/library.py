"""The templates of this installation, found by any of their names."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from pydantic import ValidationError

from core import resources
from core.dieline.schema import TemplateFile
from core.dieline.template import Template
from core.errors import DieloomError
from core.files import read_bytes
from core.values import explain

MAX_FILE_BYTES = 1_000_000


def codes() -> tuple[str, ...]:
    """The codes of the templates, sorted."""
    return tuple(sorted(template.code for template in _bundled()))


def load(code: str) -> Template:
    """The template of that code or alias, in any spelling of case, spaces and hyphens; raises DieloomError."""
    for template in _bundled():
        if _plain(code) in map(_plain, (template.code, *template.file.aliases)):
            return template
    raise DieloomError(f'There is no dieline template "{code}".', f"There are {', '.join(codes())}.")


def read(path: Path) -> Template:
    """A template from a TOML file; raises DieloomError that says what in the file is wrong."""
    try:
        data = tomllib.loads(read_bytes(path, MAX_FILE_BYTES).decode("utf-8"))
        return Template(TemplateFile.model_validate(data))
    except UnicodeDecodeError as error:
        raise DieloomError(f"{path.name} is not text in UTF-8.", "Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise DieloomError(f"{path.name} is not a TOML file: {error}.") from error
    except ValidationError as error:
        raise DieloomError(f"{path.name} is not a dieline template. {explain(error)}") from error


@functools.cache
def _bundled() -> tuple[Template, ...]:
    return tuple(read(path) for path in sorted(resources.path("dielines").glob("*.toml")))


def _plain(code: str) -> str:
    return "".join(letter for letter in code.casefold() if letter.isalnum() or letter == ".")
