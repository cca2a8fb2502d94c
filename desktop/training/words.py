"""What the studio says of the codes that the engine gives: mended pictures, those left out, alarms."""

from __future__ import annotations

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
