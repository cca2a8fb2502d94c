"""A small template of the tests' own: a base with one wall and a lug on it."""

from __future__ import annotations

import copy
from typing import Any

from core.dieline.schema import TemplateFile
from core.dieline.template import Template

FILE: dict[str, Any] = {
    "schema_version": 1,
    "code": "TEST TRAY",
    "title": {"en": "Tray", "zh": "托盘"},
    "source": "the tests",
    "size": ["L", "W"],
    "parameters": [
        {"name": "L", "label": {"en": "Length", "zh": "长"}, "default": 60, "min": 20, "max": 100},
        {"name": "W", "label": {"en": "Width", "zh": "宽"}, "default": "L / 2", "min": 10, "max": "L"},
        {"name": "caliper", "label": {"en": "Caliper", "zh": "厚度"}, "default": 0.5, "min": 0.2, "max": 2},
        {"name": "tilt", "label": {"en": "Tilt", "zh": "倾角"}, "default": 90, "min": 0, "max": 120, "unit": "deg"},
    ],
    "formulas": {"wall": "lug * 2", "lug": "W / 4"},
    "constraints": [{"require": "L * W <= 8000", "message": "The base is too large.", "hint": "Make it smaller."}],
    "shapes": {
        "tab": [{"x": 0, "y": 0}, {"x": "w", "y": 0}, {"x": "w", "y": "lug", "round": 2}, {"x": 0, "y": "lug"}],
    },
    "panels": [
        {"name": "base", "label": {"en": "Base", "zh": "底"}, "size": ["L", "W"]},
        {
            "name": "wall",
            "label": {"en": "Wall", "zh": "壁"},
            "size": ["L", "wall"],
            "at": {"y": "W"},
            "parent": "base",
            "angle": "tilt",
        },
        {
            "name": "lug",
            "label": {"en": "Lug", "zh": "耳"},
            "role": "flap",
            "shape": "tab",
            "let": {"w": "wall - 2"},
            "at": {"x": "L", "y": "W + 1", "turn": -90, "mirror": "x"},
            "read": 90,
            "parent": "wall",
            "order": 2,
        },
    ],
    "marks": [{"type": "window", "corners": [{"x": 5, "y": 3}, {"x": 9, "y": 3}, {"x": 9, "y": 7}, {"x": 5, "y": 7}]}],
    "inside": ["L", "W", "wall"],
    "blank": ["L + lug", "W + wall"],
}


def tray(**changes: Any) -> Template:
    """The template, with whole entries of its file replaced."""
    return Template(TemplateFile.model_validate({**copy.deepcopy(FILE), **changes}))
