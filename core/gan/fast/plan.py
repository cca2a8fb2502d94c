"""What the synthesizer needs of a prepared generator, whichever family it is of.

A plan is a row of stages. Each makes its state from the state before it and from its own w; a stage that can show a
picture may end a draft. States are never written to once made: the synthesizer keeps them and starts again from the
last one that still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from torch import Tensor

from core.gan.setting import Setting

State = Any
"""What one stage leaves for the next: tensors, in whatever shape the plan likes."""


@dataclass(frozen=True)
class Stage:
    """``first_w`` to ``last_w`` (included) are the w layers it reads, ``macs`` its multiplications for one picture of
    one cell, ``size`` the side in pixels of the picture it can show, 0 for none."""

    first_w: int
    last_w: int
    macs: int
    size: int


class Plan(Protocol):
    """A prepared generator on one device, in one number format."""

    stages: tuple[Stage, ...]

    def run(self, index: int, before: State, ws: Tensor, setting: Setting) -> State:
        """Stage ``index`` for ws [w_layers, w_dim]; ``before`` is None for the first."""
        ...

    def show(self, index: int, state: State, setting: Setting) -> Tensor:
        """The picture [C, H, W] float32, about -1..1, of a stage whose size is not 0."""
        ...
