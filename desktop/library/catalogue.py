"""The library as it is looked through: every template with its group and the words by which it is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from core.dieline import assembly, ecma, library
from core.dieline.outline import Group
from core.dieline.schema import TemplateFile
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


RUN_TOGETHER = str.maketrans("", "", " .-")  # "snaplock" and "123" are looked for as often as "snap-lock" and "1-2-3"


@dataclass(frozen=True, eq=False)
class Entry:
    """One template of the library, which is made when it is looked at; ``group`` is where it is listed, which for the
    person's own is always there."""

    file: TemplateFile
    group: Group

    @property
    def code(self) -> str:
        return self.file.code

    @property
    def title(self) -> str:
        return said(self.file.title)

    @property
    def template(self) -> Template:
        """Raises DieloomError for one of the person's own that went away in between."""
        return library.load(self.code)

    @cached_property
    def words(self) -> str:
        """Everything that the template answers to, in both languages."""
        file = self.file
        names = (file.code, *file.aliases, file.title.en, file.title.zh, *_ends_of(file.code), file.group.value)
        return " ".join((*names, *(name.translate(RUN_TOGETHER) for name in names))).casefold()

    def answers(self, sought: str) -> bool:
        """True when every word that is looked for is in there somewhere."""
        return all(word in self.words for word in sought.casefold().split())


def _ends_of(code: str) -> list[str]:
    """What the ends of a tube carton are called, which says more of them than its title; nothing of other templates."""
    if not ecma.looks_like(code):
        return []
    carton = ecma.parse(code)
    ends = (ecma.end(carton.bottom, "bottom"), ecma.end(carton.top, "top"))
    return [name for end in ends for name in (end.title.en, end.title.zh)]


def entries() -> list[Entry]:
    """The library, group by group; what cannot be read is left out."""
    found = [entry for entry in map(entry_of, library.codes()) if entry is not None]
    return sorted(found, key=lambda entry: ORDER.index(entry.group))


def entry_of(code: str) -> Entry | None:
    """The template of a listed code; None for a file of the person's own that broke in between."""
    try:
        if ecma.looks_like(code):  # putting a carton together is quick, making its template is not
            file = assembly.assemble(code)
            return Entry(file, file.group)
        template = library.load(code)
    except DieloomError:
        return None
    return Entry(template.file, template.file.group if library.is_bundled(template) else Group.OWN)


def chosen(listed: Sequence[Entry], group: Group | None, sought: str = "") -> list[Entry]:
    """Those of the group (None for all) that answer to the words."""
    return [entry for entry in listed if group in (None, entry.group) and entry.answers(sought)]
