"""Layers (ISO 32000-1, 8.11; ISO 15930-7, 6.9) and their processing steps (ISO 19593-1; GWG Processing Steps)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name

from core.compose.placed.objects import get, identity, items, text, word
from core.press.preflight.findings import Finding, found
from core.press.preflight.pdf.job import PdfJob, name_of

STRUCTURAL = frozenset(
    """
    Cutting PartialCutting ReversePartialCutting Creasing ReverseCreasing CuttingCreasing ReverseCuttingCreasing
    PartialCuttingCreasing ReversePartialCuttingCreasing Drilling Gluing FoilStamping ColdFoilStamping Embossing
    Debossing Perforating Bleed VarnishFree InkFree InkVarnishFree Folding Punching Stapling
    """.split()  # noqa: SIM905  # thirty quoted words are no easier to read
)
POSITIONS = frozenset(["Hologram", "Barcode", "ContentArea", "CodingMarking", "Imprinting"])
UNTYPED = frozenset(["Dimensions", "Braille", "Legend", "White", "Varnish"])

_OWN = re.compile(r"[A-Za-z0-9]{4}_.+")  # a registered prefix makes a name of one's own
_MOST = 5000


def check_layers(job: PdfJob) -> Iterator[Finding]:
    """A default configuration that lists every layer, and layers that have names and do not switch by themselves."""
    properties = get(job.root, "OCProperties")
    if properties is None:
        return
    groups = _array(get(properties, "OCGs"))
    default = get(properties, "D")
    if not isinstance(default, Dictionary):
        yield found("layers-default", "The layers have no default configuration.")
        return
    if get(default, "AS") is not None:
        yield found("layers-switch", "Layers switch on and off by themselves, which PDF/X does not take.")
    if _array(get(properties, "Configs")):
        yield found("layers-switch", "The layers have other configurations, of which a press knows nothing.")
    order = get(default, "Order")
    listed = set(_flat(order, 0)) if order is not None else None
    if groups and listed is not None and not {identity(group) for group in groups} <= listed:
        yield found("layers-default", "The order of layers does not list all of them.")
    elif groups and listed is None and job.standard.startswith("PDF/X"):
        yield found("layers-default", "The layers have no order.")


def check_steps(job: PdfJob) -> Iterator[Finding]:
    """Names of layers, and groups and types of processing steps."""
    for group in _array(get(job.root, "OCProperties", "OCGs")):
        name = get(group, "Name")
        if name is None or not text(name):
            yield found("layer-unnamed", "A layer has no name.")
        step = get(group, "GTS_Metadata")
        problem = None if step is None else _step(step)
        if problem:
            yield found("step-unknown", f"The layer {name_of(name)} {problem}.")


def _step(step: Any) -> str | None:
    given, kind = get(step, "GTS_ProcStepsGroup"), get(step, "GTS_ProcStepsType")
    if given is None:
        return None if kind is None else "has a processing step of no group"
    group = word(given) if isinstance(given, Name) else ""
    typed = {"Structural": STRUCTURAL, "Positions": POSITIONS}.get(group)
    if typed is not None:
        if kind is None:
            return f"has a processing step of {group} without a type"
        return (
            None if word(kind) in typed or _OWN.fullmatch(word(kind)) else f"has the unknown step {group}/{word(kind)}"
        )
    if group in UNTYPED:
        return None if kind is None or _OWN.fullmatch(word(kind)) else f"has a type for {group}, which has none"
    return None if _OWN.fullmatch(group) else f"has a processing step of the unknown group “{group}”"


def _array(value: Any) -> list[Any]:
    return items(value)[:_MOST] if isinstance(value, Array) else []


def _flat(value: Any, depth: int) -> Iterator[tuple[int, int] | None]:
    for each in _array(value):
        if isinstance(each, Array):
            if depth < 20:
                yield from _flat(each, depth + 1)
        else:
            yield identity(each)
