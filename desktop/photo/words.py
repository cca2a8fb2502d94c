"""The steps of a picture as the window speaks of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from core.artwork.edits import Edit
from core.imaging.values import CutoutEdit, EnhanceEdit, InpaintEdit, UpscaleEdit
from core.style.values import PaletteEdit, StyleEdit

translate = QCoreApplication.translate

ICONS = {
    "palette": "colours",
    "style": "style",
    "upscale": "upscale",
    "inpaint": "mend",
    "enhance": "enhance",
    "cutout": "cutout",
}


def kind_words(kind: str) -> str:
    """What a step of this kind does, as a button and an undo step say it."""
    return {
        "palette": translate("photo", "Colours"),
        "style": translate("photo", "Style"),
        "upscale": translate("photo", "Enlarge"),
        "inpaint": translate("photo", "Fill in"),
        "enhance": translate("photo", "Enhance"),
        "cutout": translate("photo", "Cut out"),
    }[kind]


def full_words() -> str:
    """Why a layer takes no further step."""
    return translate("photo", "The layer has as many steps as it can have: remove one first")


def words_of(edit: Edit) -> str:
    """A step in a list: what it does, and how."""
    return translate("photo", "{0}: {1}").format(kind_words(edit.kind), _how(edit))


def _how(edit: Edit) -> str:
    match edit:
        case PaletteEdit(shift=shift):
            count = translate("photo", "{0} colours").format(len(shift.colours))
            return f"{count}, {shift.strength:.0%}"
        case StyleEdit(shares=shares):
            return translate("photo", "{0} references").format(len(shares)) if shares else _file(edit.network)
        case UpscaleEdit(factor=factor, model=model):
            return f"×{factor}" + (f", {_file(model)}" if model else "")
        case InpaintEdit(model=model):
            return _file(model) if model else translate("photo", "what was painted over")
        case EnhanceEdit():
            return _enhancements(edit)
        case CutoutEdit():
            return translate("photo", "the background is clear")


def _enhancements(edit: EnhanceEdit) -> str:
    parts = {
        translate("photo", "noise"): edit.denoise,
        translate("photo", "sharpness"): edit.deblur,
        translate("photo", "contrast"): edit.contrast,
        translate("photo", "white"): edit.white_balance,
    }
    said = [f"{name} {value:.0%}" for name, value in parts.items() if value]
    return ", ".join(said) or translate("photo", "nothing yet")


def _file(model: str) -> str:
    return Path(model).stem
