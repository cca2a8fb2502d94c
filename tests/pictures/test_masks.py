"""Masks travel in documents, and so in little room."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from core.errors import DieloomError
from core.imaging.values import InpaintEdit
from core.pictures import masks


def read(text: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(text))).convert("L"))


def test_shades_are_kept_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    mask = np.random.default_rng(1).integers(0, 256, (40, 60), np.uint8)
    text = masks.packed(mask)
    np.testing.assert_array_equal(read(text), mask)
    assert InpaintEdit(mask=text).mask == text
    monkeypatch.setattr(masks, "MOST_MASK", len(text) - 1)
    np.testing.assert_array_equal(read(masks.packed(mask)), np.where(mask > 127, 255, 0))
    monkeypatch.setattr(masks, "MOST_MASK", 100)
    for each in (mask, mask > 127):
        with pytest.raises(DieloomError, match="ragged"):
            masks.packed(each)


def test_what_a_mask_picture_holds() -> None:
    grey = np.dstack([np.full((2, 2, 3), 200, np.uint8), np.full((2, 2), 255, np.uint8)])
    assert (masks.shown(grey) == 200).all()
    grey[0, 0, 3] = 30
    assert masks.shown(grey).tolist() == [[30, 255], [255, 255]]
