"""What the synthesizer needs of a prepared generator, whichever family it is of.

A plan is a row of stages. Each makes its state from the state before it and from its own w; a stage that can show a
picture may end a draft. The synthesizer keeps the states and starts again from the last one that still holds; a state
that no longer holds is handed back as ``spare``, and only then may it be written to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from torch import Tensor

from core.gan.setting import Setting

State = Any
"""What one stage leaves for the next: a tensor, or a tuple of tensors and None."""


@dataclass(frozen=True)
class Stage:
    """``first_w`` to ``last_w`` (included) are the w layers it reads, ``macs`` its multiplications for one picture of
    one cell, ``size`` the side in pixels of the picture it can show, 0 for none."""

    first_w: int
    last_w: int
    macs: int
    size: int


def unchecked() -> None:
    """Nobody asks this run to stop."""


class Plan(Protocol):
    """A prepared generator on one device, in one number format."""

    stages: tuple[Stage, ...]

    def run(
        self,
        index: int,
        before: State,
        ws: Tensor,
        setting: Setting,
        *,
        spare: State = None,
        check: Callable[[], None] = unchecked,
    ) -> State:
        """Stage ``index`` for ws [w_layers, w_dim]; ``before`` is None for the first.

        The memory of ``spare``, an old state of this stage, may become the new one's: fresh pages cost as much as the
        arithmetic. Long stages call ``check``, which raises Cancelled.
        """
        ...

    def show(self, index: int, state: State, setting: Setting) -> Tensor:
        """The picture [C, H, W] float32, about -1..1, of a stage whose size is not 0; not to be written to."""
        ...


def tensors(state: State) -> Iterator[Tensor]:
    """Those that a state is made of."""
    if isinstance(state, Tensor):
        yield state
    elif isinstance(state, tuple):
        for part in state:
            yield from tensors(part)
