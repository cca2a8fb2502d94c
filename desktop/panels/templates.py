"""Dieline templates as the panels speak of them: their words in the program's language, their outlines."""

from __future__ import annotations

from functools import lru_cache

from core.dieline.outline import Outline
from core.dieline.template import Template
from core.dieline.words import Words
from core.document.model import DielineChoice
from core.errors import DieloomError
from desktop.i18n import spoken


def said(words: Words) -> str:
    """The words in the language that the window speaks."""
    return words.zh if spoken() == "zh" else words.en


def template_of(choice: DielineChoice) -> Template | None:
    """None for a template that this installation lacks."""
    try:
        return choice.template()
    except DieloomError:
        return None


def outline_of(choice: DielineChoice) -> Outline | None:
    """The blank of a design, or None while it cannot be made."""
    template = template_of(choice)
    return None if template is None else _outline(template, tuple(sorted(choice.parameters.items())))


@lru_cache(maxsize=8)
def _outline(template: Template, parameters: tuple[tuple[str, float], ...]) -> Outline | None:
    try:
        return template.outline(dict(parameters))
    except DieloomError:
        return None
