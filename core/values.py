"""The base of every value that is written to a file: immutable, validated, nothing unknown let in."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

HexColour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$", description="sRGB, #rrggbb in lower case")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of an asset's bytes")]


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def _floats(text: str) -> str:
    size = len(_bytes(text))
    if size == 0 or size % 4:
        raise ValueError(f"{size} bytes are not a number of float32")
    return text


def _png(text: str) -> str:
    if not _bytes(text).startswith(b"\x89PNG\r\n"):
        raise ValueError("not a PNG")
    return text


Floats = Annotated[
    str, AfterValidator(_floats), Field(description="float32 numbers, little-endian, as base64", max_length=1 << 20)
]
"""Numbers as they are written in a file: exact, and a tenth of what decimal digits take."""

MOST_MASK = 8 << 20
Mask = Annotated[
    str, AfterValidator(_png), Field(description="A grey PNG as base64: white where it holds", max_length=MOST_MASK)
]


class Value(BaseModel):
    """A frozen value with a published JSON Schema; unknown fields and NaN are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def digest(self) -> str:
        """SHA-256 of the value as JSON: values that share it are equal."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def explain(error: ValidationError) -> str:
    """The first problem of a validation as one line: where, what."""
    problem = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in problem["loc"]) or "the file"
    more = error.error_count() - 1
    return f"{where}: {problem['msg']}" + (f" (and {more} more)" if more else "")
