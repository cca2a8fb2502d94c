"""Models on the disk: good ones, a pickle that would run something, and pieces of a file."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.panels.conftest import lane, model, models, session, write_model

__all__ = ["lane", "model", "models", "session"]  # fixtures


class Evil:
    """What a hostile pickle asks for."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self._mark}",)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A pickle that makes the file ``ran`` beside itself if anybody runs it."""
    path = tmp_path / "faces.pkl"
    path.write_bytes(pickle.dumps({"G_ema": Evil(tmp_path / "ran")}))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A person's models: two, one of them deeper, and files that are none."""
    where = tmp_path / "mine"
    (where / "deeper").mkdir(parents=True)
    write_model(where / "linen.safetensors", (), 3)
    write_model(where / "deeper" / "damask.safetensors", (), 3)
    (where / "linen.directions.safetensors").write_bytes(b"")
    (where / "notes.txt").write_text("no model")
    return where
