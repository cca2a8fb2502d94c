"""What came of a person's pictures: which are in the set, what was mended in each, which were left out and why.

It is ``set.json`` of a prepared set as well. Codes, not sentences, so that the window can say them in its language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from core.values import Value

Mend = Literal[
    "upright",
    "profile",
    "profile-unusable",
    "cmyk",
    "grey",
    "deep",
    "palette",
    "alpha",
    "first-frame",
    "enlarged",
    "cropped",
    "repeated",
    "stretched",
]
Reason = Literal[
    "damaged",
    "not-a-picture",
    "blank",
    "too-small",
    "too-long",
    "too-many-pixels",
    "too-many-bytes",
    "locked",
    "same",
    "similar",
    "missing",
    "unreadable",
    "no-file",
    "loop",
]

MENDED: Mapping[str, str] = {
    "upright": "turned upright",
    "profile": "colours converted to sRGB",
    "profile-unusable": "unusable colour profile ignored",
    "cmyk": "CMYK shown as it prints",
    "grey": "grey",
    "deep": "more than 8 bits reduced",
    "palette": "colour table resolved",
    "alpha": "transparency on white",
    "first-frame": "first of several frames",
    "enlarged": "enlarged",
    "cropped": "cropped to 2:1",
    "repeated": "tile repeated to a square",
    "stretched": "stretched",
}
DROPPED: Mapping[str, str] = {
    "damaged": "damaged",
    "not-a-picture": "not a picture that can be read",
    "blank": "blank: one colour all over",
    "too-small": "too small",
    "too-long": "too long for a tile",
    "too-many-pixels": "too many pixels",
    "too-many-bytes": "too large a file",
    "locked": "locked with a password",
    "same": "the same as another",
    "similar": "nearly the same as another",
    "missing": "not found",
    "unreadable": "not allowed to be read",
    "no-file": "a device or a pipe",
    "loop": "a folder that is read already",
}

MOST_NAME = 120


class Kept(Value):
    """A picture of the set: its member in the zip, its file's own name (no folders: they are private), its label."""

    member: str = Field(pattern=r"^pictures/\d{7}\.png$")
    name: str = Field(max_length=MOST_NAME)
    label: int | None = Field(default=None, ge=0)
    mended: tuple[Mend, ...] = ()


class Dropped(Value):
    """A file that is not in the set; ``detail`` is its size, or what it is the same as."""

    name: str = Field(max_length=MOST_NAME)
    reason: Reason
    detail: str = Field(default="", max_length=MOST_NAME + 40)

    @property
    def text(self) -> str:
        return DROPPED[self.reason] + (f" ({self.detail})" if self.detail else "")


class Report(Value):
    """A prepared set. ``resolution`` is what it was made for; ``tiles`` says that its pictures repeat seamlessly."""

    format: Literal["dieloom picture set"] = "dieloom picture set"
    version: Literal[1] = 1
    resolution: int = Field(ge=1)
    tiles: bool = False
    labels: tuple[str, ...] = ()
    pictures: tuple[Kept, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def mends(self) -> dict[Mend, int]:
        """How many pictures needed each mending, the commonest first."""
        return dict(Counter(code for each in self.pictures for code in each.mended).most_common())

    @property
    def drops(self) -> dict[Reason, int]:
        """How many files were left out for each reason, the commonest first."""
        return dict(Counter(each.reason for each in self.dropped).most_common())

    @property
    def label_counts(self) -> dict[str, int]:
        """How many pictures each label has."""
        found = Counter(each.label for each in self.pictures)
        return {label: found[index] for index, label in enumerate(self.labels)}


def spoken(counts: Mapping[Reason, int] | Mapping[Mend, int] | Mapping[str, int]) -> str:
    """``damaged (3), too small (1)``; labels stand for themselves."""
    words = {**MENDED, **DROPPED}
    return ", ".join(f"{words.get(code, code)} ({count})" for code, count in counts.items())
