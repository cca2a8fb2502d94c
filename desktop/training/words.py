"""What the studio says of the codes that the engine gives: mended pictures, those left out, alarms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def mend_words(code: str) -> str:
    """What was mended in a picture."""
    words = {
        "upright": translate("training", "turned upright"),
        "profile": translate("training", "colours converted to sRGB"),
        "profile-unusable": translate("training", "unusable colour profile ignored"),
        "cmyk": translate("training", "CMYK shown as it prints"),
        "grey": translate("training", "grey"),
        "deep": translate("training", "16 bits made 8"),
        "palette": translate("training", "colour table resolved"),
        "alpha": translate("training", "transparency on white"),
        "first-frame": translate("training", "first of several frames"),
        "enlarged": translate("training", "enlarged"),
        "cropped": translate("training", "cropped to 2:1"),
        "repeated": translate("training", "repeated to a square"),
        "stretched": translate("training", "stretched"),
    }
    return words.get(code, code)


def drop_words(code: str) -> str:
    """Why a file was left out."""
    words = {
        "damaged": translate("training", "damaged"),
        "not-a-picture": translate("training", "not a picture"),
        "blank": translate("training", "one colour all over"),
        "too-small": translate("training", "too small"),
        "too-long": translate("training", "too long for a tile"),
        "too-many-pixels": translate("training", "too many pixels"),
        "too-many-bytes": translate("training", "too large a file"),
        "locked": translate("training", "locked with a password"),
        "same": translate("training", "there twice"),
        "similar": translate("training", "nearly there twice"),
        "missing": translate("training", "not found"),
        "unreadable": translate("training", "not allowed to be read"),
        "no-file": translate("training", "a device or a pipe"),
        "loop": translate("training", "a folder read already"),
    }
    return words.get(code, code)


TWINS = ("same", "similar")


def alarm_words(key: str) -> tuple[str, str]:
    """What happened, and what helps."""
    words = {
        "collapse": (
            translate("training", "The pictures have come to look all alike."),
            translate("training", "Going on seldom mends this. Go back to when they still differed."),
        ),
        "saturated": (
            translate("training", "The judge tells real from made without fail."),
            translate("training", "The model has nothing left to learn from it. Go back, or add pictures."),
        ),
        "exploding": (
            translate("training", "The training has become unstable."),
            translate("training", "Its steps are many times what they were. Go back, and go on with a lower rate."),
        ),
    }
    return words.get(key, (translate("training", "The training is in trouble ({0}).").format(key), ""))


def advice_words(key: str, text: str, changes: Mapping[str, Any]) -> str:
    """A piece of advice; in the engine's own words, ``text``, where none are known here."""
    clip = changes.get("gradient_clip")
    words = {
        "stop-early": translate(
            "training",
            "The pictures were better some time ago and have been getting worse since. Stop here, and roll back to the "
            "snapshot from before.",
        ),
        "clip": translate(
            "training", "The networks were changed far too much at once. Limit each step: clip gradients at {0}."
        ).format(f"{clip:g}" if isinstance(clip, float) else clip),
        "spectral-norm": translate(
            "training", "Begin anew with spectral norm: it keeps the judge from overreacting to small differences."
        ),
        "slower": translate("training", "Learn at half the rate: slower, and steadier."),
        "nearer-rates": translate(
            "training", "One of the two learns far faster than the other. Let both learn at the same rate."
        ),
        "stronger-discriminator": translate(
            "training",
            "All pictures are becoming alike. Let the judge learn twice for each step of the painter, so that it "
            "notices.",
        ),
        "more-randomness": translate(
            "training", "Mix noise into what the judge sees, so that one good picture is not enough to please it."
        ),
        "look-ahead": translate(
            "training",
            "Let the painter look some steps ahead, so that it does not chase what the judge believes just now. Each "
            "step takes longer.",
        ),
        "capacity": translate("training", "Begin anew with wider networks: they have room for more kinds of pictures."),
        "another-loss": translate(
            "training",
            "The judge has won, and with this loss the painter learns nothing from a judge that is sure. Take the "
            "non-saturating loss.",
        ),
        "stronger-penalty": translate(
            "training", "The judge is sure of every picture. A stronger penalty keeps it from overreacting."
        ),
        "slower-discriminator": translate(
            "training", "Let the judge learn at half the rate, so that the painter can keep up."
        ),
        "more-pictures": translate(
            "training",
            "The judge knows your pictures by heart. Add more pictures, or stop while what is drawn still looks good.",
        ),
        "fine-tune": translate(
            "training", "So few pictures are hard to learn from nothing. Begin from a model that can draw already."
        ),
        "augment": translate(
            "training",
            "Let pictures be changed at random before they are judged, so that the judge does not learn them by heart.",
        ),
        "freeze": translate("training", "Keep the first layers of the judge as they were learned from many pictures."),
    }
    return words.get(key, text)


def duration(seconds: float) -> str:
    """As one says it: minutes, then hours and minutes."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return translate("training", "less than a minute")
    if minutes < 60:
        return translate("training", "{0} min").format(minutes)
    return translate("training", "{0} h {1} min").format(minutes // 60, minutes % 60)


def size_words(size: int) -> str:
    """Of so many bytes: 58.7 MB."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
