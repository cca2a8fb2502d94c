"""A text for people, in the languages of the program."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from core.values import Value

Language = Literal["en", "zh"]


class Words(Value):
    """English and Simplified Chinese."""

    en: str = Field(min_length=1, max_length=400)
    zh: str = Field(min_length=1, max_length=400)
