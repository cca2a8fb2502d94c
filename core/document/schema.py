"""The manifest: what a document says about itself, and the JSON Schema that is published for scripts.

In a file a picture is named by the hash of its bytes. A script names it by path instead, ``path:logo.png``, relative
to the script's JSON file; the published schema allows both.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from pydantic import Field, ValidationError

from core.document.migrations import migrate
from core.document.model import Design
from core.errors import DieloomError
from core.values import Value, explain

PATH = "path:"
"""What begins the ``asset`` of a picture that a script names by path."""


class Manifest(Value):
    """The ``manifest.json`` of a Dieloom document."""

    version: Literal[1] = Field(1, description="Version of the manifest's format")
    design: Design


def parse(raw: Any) -> Manifest:
    """A manifest from JSON values of any known version; raises DieloomError saying where it is wrong."""
    current = migrate(raw)
    try:
        manifest = Manifest.model_validate(current)
    except ValidationError as error:
        raise DieloomError(f"The manifest is wrong at {explain(error)}.", "See `dieloom schema`.") from error
    ids = Counter(layer.id for layer in manifest.design.layers)
    for name, times in ids.items():
        if times > 1:
            raise DieloomError(f"{times} layers have the same id, {name!r}.", "Give each layer an id of its own.")
    return manifest


def manifest_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a manifest as a script writes it."""
    schema = Manifest.model_json_schema()
    for kind in ("ImageLayer", "VectorLayer"):
        asset = schema["$defs"][kind]["properties"]["asset"]
        by_hash = {key: asset.pop(key) for key in ("type", "pattern")}
        by_path = {"type": "string", "pattern": f"^{PATH}.+$"}
        asset["anyOf"] = [by_hash, by_path]
        asset["description"] = f"In a script {PATH} and the file's path, relative to the script; in a file its SHA-256"
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["required"] = ["version", "design"]
    return schema
