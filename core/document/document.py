"""A document: the Design and the bytes of the pictures that it names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.document.model import Design


@dataclass(frozen=True)
class Document:
    """Immutable: each change makes a new one that shares the assets."""

    design: Design
    assets: Mapping[str, bytes] = field(default_factory=dict)

    def with_design(self, design: Design) -> Document:
        return replace(self, design=design)

    def with_asset(self, data: bytes) -> tuple[Document, str]:
        """The document with these bytes among its assets, and their hash."""
        digest = hashlib.sha256(data).hexdigest()
        return replace(self, assets={**self.assets, digest: data}), digest
