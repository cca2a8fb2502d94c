"""Imports torchvision on a torch that was built without its compiled operators.

torchvision's wheel on the package index is built for CUDA. On a CPU-only torch its library does not load, and then
``import torchvision`` stops, because it registers shapes for the operators ``torchvision::nms`` and ``qnms`` that do
not exist. Declaring the two schemas first is enough. Where the library does load, its operators exist already or are
added under the same names, and nothing is declared here.
"""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

_SCHEMAS = {
    "nms": "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms": "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
}


def import_torchvision(name: str = "torchvision") -> ModuleType:
    """``torchvision`` or a module of it."""
    try:
        return importlib.import_module(name)
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise
    _declare()
    return importlib.import_module(name)


_library = None


def _declare() -> None:
    global _library  # torch takes the declarations back when the library object is collected
    import torch

    _library = torch.library.Library("torchvision", "FRAGMENT")  # type: ignore[no-untyped-call]
    for operator, schema in _SCHEMAS.items():
        if not hasattr(torch.ops.torchvision, operator):
            _library.define(schema)  # type: ignore[no-untyped-call]
