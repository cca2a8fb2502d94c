"""The base of every value that is written to a file: immutable, validated, nothing unknown let in."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel, ConfigDict, ValidationError


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
