"""A latent as a recipe writes it: float32 numbers, little-endian, as base64 (the field ``Recipe.start``)."""

from __future__ import annotations

import base64

import numpy as np
import torch
from torch import Tensor

from core.errors import DieloomError


def floats(latent: Tensor) -> str:
    """The text of a latent of any shape, row after row; exact for float32."""
    return base64.b64encode(latent.detach().cpu().float().numpy().astype("<f4").tobytes()).decode()


def unfloats(text: str) -> Tensor:
    """The numbers of a recipe's text, [n] float32, on the CPU; raises DieloomError when one of them is no number.

    The text is that of the field's type (``Floats``), which has seen to base64 and the size.
    """
    numbers = torch.from_numpy(np.frombuffer(base64.b64decode(text), "<f4").astype(np.float32))
    if not bool(torch.isfinite(numbers).all()):
        raise DieloomError("The latent in the recipe holds infinite numbers.", "Find or draw it again.")
    return numbers
