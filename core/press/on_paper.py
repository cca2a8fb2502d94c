"""Finishes as an office printer can show them, on proofs: no plate of its own for white, varnish or an embossing.

An overprinting object that is simulated in process inks would hide what it lies on (no reader multiplies it), so what
is clear on the pack is translucent here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.compose.drawlist import Group, Op

_SHOWN = {"White": 0.0, "Varnish": 0.25, "Embossing": 0.25, "Debossing": 0.25, "Braille": 0.6}
"""By the type of the processing step, or its group where it has no type; foils cover."""


def on_paper(ops: Iterable[Op]) -> tuple[Op, ...]:
    """The operations of a page; a white that lies under the print is left out."""
    shown = ((op, _opacity(op)) for op in ops)
    return tuple(
        replace(op, opacity=op.opacity * opacity) if isinstance(op, Group) and opacity < 1 else op
        for op, opacity in shown
        if opacity > 0
    )


def _opacity(op: Op) -> float:
    if not isinstance(op, Group) or op.layer is None or op.layer.step is None or not op.layer.printed:
        return 1.0
    return _SHOWN.get(op.layer.step.type or op.layer.step.group, 1.0)
