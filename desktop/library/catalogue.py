"""The library as it is looked through: every template with its group and the words by which it is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from core.dieline import library
from core.dieline.outline import Group
from core.dieline.template import Template
from core.errors import DieloomError
from desktop.panels.templates import said

translate = QCoreApplication.translate

ORDER = (
    Group.TUBE,
    Group.TRAY,
    Group.CORRUGATED,
    Group.SLEEVE,
    Group.DISPLAY,
    Group.LABEL,
    Group.POUCH,
    Group.TAG,
    Group.GARMENT,
    Group.OWN,
)


def group_names() -> dict[Group, str]:
    """What the groups are called, in the order in which they are listed."""
    names = {
        Group.TUBE: translate("library", "Cartons"),
        Group.TRAY: translate("library", "Trays"),
        Group.CORRUGATED: translate("library", "Corrugated"),
        Group.SLEEVE: translate("library", "Sleeves"),
        Group.DISPLAY: translate("library", "Displays"),
        Group.LABEL: translate("library", "Labels"),
        Group.POUCH: translate("library", "Pouches"),
        Group.TAG: translate("library", "Tags"),
        Group.GARMENT: translate("library", "Garments"),
        Group.OWN: translate("library", "My templates"),
    }
    return {group: names[group] for group in ORDER}


@dataclass(frozen=True, eq=False)
class Entry:
    """One template of the library; ``group`` is where it is listed, which for the person's own is always there."""

    template: Template
    group: Group

    @property
    def code(self) -> str:
        return self.template.code

    @property
    def title(self) -> str:
        return said(self.template.file.title)

    @cached_property
    def words(self) -> str:
        """Everything that the template answers to, in both languages."""
        file = self.template.file
        codes = (file.code, *file.aliases)
        plain = [code.replace(".", "").replace(" ", "") for code in codes]
        return " ".join((*codes, *plain, file.title.en, file.title.zh, file.group.value)).casefold()

    def answers(self, sought: str) -> bool:
        """True when every word that is looked for is in there somewhere."""
        return all(word in self.words for word in sought.casefold().split())


def entries() -> list[Entry]:
    """The library, group by group; what cannot be read is left out."""
    found = [_entry(template) for template in _templates()]
    return sorted(found, key=lambda entry: ORDER.index(entry.group))


def chosen(listed: Sequence[Entry], group: Group | None, sought: str = "") -> list[Entry]:
    """Those of the group (None for all) that answer to the words."""
    return [entry for entry in listed if group in (None, entry.group) and entry.answers(sought)]


def _templates() -> list[Template]:
    loaded = []
    for code in library.codes():
        try:
            loaded.append(library.load(code))
        except DieloomError:
            continue  # a file of the person's own went away or broke in between
    return loaded


def _entry(template: Template) -> Entry:
    return Entry(template, template.file.group if library.is_bundled(template) else Group.OWN)
