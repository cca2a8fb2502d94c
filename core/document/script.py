"""Documents without the window: from a JSON file in the published schema, or a first one from a template."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from core.dieline.template import Template
from core.document import vectors
from core.document.document import Document
from core.document.model import Design, DielineChoice
from core.document.schema import PATH, parse
from core.errors import DieloomError
from core.files import read_bytes
from core.pictures import images

MAX_BYTES = 64 * 1024 * 1024


def from_script(path: Path) -> Document:
    """The document that a JSON file describes, its pictures and drawings read in; raises DieloomError."""
    try:
        # Windows programs begin UTF-8 with a byte order mark, which is no JSON.
        raw = from_json(read_bytes(path, MAX_BYTES).removeprefix(codecs.BOM_UTF8))
    except ValueError as error:
        raise DieloomError(f"{path.name} is no JSON file: {error}.", "See `dieloom schema`.") from error
    assets: dict[str, bytes] = {}
    for layer in _layers(raw):
        asset = layer.get("asset")
        if isinstance(asset, str) and asset.startswith(PATH):
            read = vectors.read_file if layer.get("kind") == "vector" else images.read_file
            data = read(path.parent / asset.removeprefix(PATH))
            layer["asset"] = hashlib.sha256(data).hexdigest()
            assets[layer["asset"]] = data
    try:
        design = parse(raw).design
    except DieloomError as error:
        raise DieloomError(f"{path.name}: {error.message}", error.hint) from error
    return Document(design, assets)


def start(template: Template, parameters: dict[str, float]) -> Document:
    """An empty document on a template; raises DieloomError where the template cannot be made so."""
    outline = template.outline(parameters)
    return Document(Design(title=outline.title, dieline=DielineChoice.of(template, parameters)))


def _layers(raw: Any) -> list[dict[str, Any]]:
    """The layers of JSON that may yet turn out to be no manifest."""
    design = raw.get("design") if isinstance(raw, dict) else None
    layers = design.get("layers") if isinstance(design, dict) else None
    return [layer for layer in layers if isinstance(layer, dict)] if isinstance(layers, list) else []
