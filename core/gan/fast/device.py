"""On what, and in which number format, pictures are computed. Everything here is asked of Torch, never assumed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch

from core.gan.fast.kernels import packing_works

_CPU = torch.device("cpu")
_FAST_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16")
"""Instructions that multiply bfloat16: of x86 servers since 2020, of AMX, of Arm. Without them it is only emulated."""


@dataclass(frozen=True)
class Format:
    """Where and in which number format a plan computes."""

    dtype: torch.dtype = torch.float32
    device: torch.device = _CPU

    @property
    def in_strips(self) -> bool:
        """Whether maps larger than a cache are made piece by piece (:mod:`core.gan.fast.kernels`)."""
        return self.device.type == "cpu"


def final_format() -> Format:
    """For pictures that are kept: the same from a recipe on every machine, up to rounding."""
    return Format()


@lru_cache(maxsize=1)
def preview_format() -> Format:
    """For pictures while something moves: a graphics processor in half precision, or the processor's bfloat16."""
    if torch.cuda.is_available() and _works(torch.device("cuda")):
        return Format(torch.float16, torch.device("cuda"))
    if torch.backends.mps.is_available() and _works(torch.device("mps")):
        return Format(torch.float16, torch.device("mps"))
    return Format(torch.bfloat16 if bfloat16_is_fast() else torch.float32)


@lru_cache(maxsize=1)
def bfloat16_is_fast() -> bool:
    """Whether this processor multiplies bfloat16 faster than float32."""
    found: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return any(found.get(name) for name in _FAST_BFLOAT16) and packing_works(torch.bfloat16)


def _works(device: torch.device) -> bool:
    """A driver may be found that then fails: too old, or without memory."""
    try:
        x = torch.ones(1, 8, 8, 8, device=device, dtype=torch.float16)
        return float(torch.nn.functional.conv2d(x, x)[0, 0, 0, 0]) == 512.0
    except (RuntimeError, NotImplementedError):
        return False
