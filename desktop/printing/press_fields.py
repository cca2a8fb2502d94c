"""The press part of a preset: standard, profile, resolution, bleed, ink limit; and its marks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from core.press.presets import Marks, Press
from core.press.settings import STANDARDS
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.sections import Column, Section, align, tab_through
from desktop.printing.profile_choice import ProfileChoice
from desktop.printing.words import mark_words

AS_DESIGNED = -0.1  # mm of bleed: below what can be asked for


class PressFields(Column):
    """Shows a :class:`~core.press.presets.Press` without its marks; ``edited`` tells the changed one."""

    edited = Signal(object)  # Press
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._press = Press()
        self.standard = Choice(self.tr("Standard"), [(words, key) for key, words in STANDARDS.items()])
        self.profile = ProfileChoice(self.tr("Output profile"))
        self.ppi = NumberBox(36, 2400, 0, " ppi", step=50)
        self.bleed = NumberBox(AS_DESIGNED, 100, 1, " mm", step=0.5)
        self.limit = NumberBox(100, 400, 0, " %", step=10)
        describe(self.ppi, self.tr("Resolution"), self.tr("Of artwork; pictures are never enlarged to it"))
        describe(self.bleed, self.tr("Bleed"), self.tr("For designs that state no bleed of their own"))
        describe(self.limit, self.tr("Ink limit"), self.tr("The most that all process inks together may cover"))
        self.bleed.setSpecialValueText(self.tr("As the template says"))
        section = Section()
        section.add(self.tr("Standard"), self.standard)
        section.add(self.tr("Profile"), self.profile)
        section.add(self.tr("Resolution"), self.ppi)
        section.add(self.tr("Bleed"), self.bleed)
        section.add(self.tr("Ink limit"), self.limit)
        align([section])
        self.fill([section])
        tab_through([section])
        self.standard.edited.connect(lambda key: self._set(standard=key))
        self.profile.edited.connect(lambda _: self._set(profile=self.profile.profile or self._press.profile))
        self.profile.refused.connect(self.refused)
        self.ppi.edited.connect(lambda value, _: self._set(ppi=value))
        self.bleed.edited.connect(lambda value, _: self._set(bleed=None if value < 0 else value))
        self.limit.edited.connect(lambda value, _: self._set(ink_limit=value))

    def show_press(self, press: Press) -> None:
        self._press = press
        self.standard.show_value(press.standard)
        self.profile.show_profile(press.profile)
        self.ppi.show_value(press.ppi)
        self.bleed.show_value(AS_DESIGNED if press.bleed is None else press.bleed)
        self.limit.show_value(press.ink_limit)

    def _set(self, **fields: object) -> None:
        press = self._press.model_copy(update=fields)
        if press != self._press:
            self._press = press
            self.edited.emit(press)


class MarkFields(Column):
    """Shows :class:`~core.press.presets.Marks`; ``edited`` tells the changed ones."""

    edited = Signal(object)  # Marks

    def __init__(self) -> None:
        super().__init__()
        self._marks = Marks()
        self.boxes = {name: QCheckBox(words) for name, words in mark_words().items()}
        self.offset, self.length = NumberBox(0, 100, 2, " mm", step=0.5), NumberBox(0.1, 100, 2, " mm", step=0.5)
        describe(self.offset, self.tr("Gap"), self.tr("Between the bleed and the marks"))
        describe(self.length, self.tr("Length"), self.tr("Of a trim mark"))
        which, where = Section(self.tr("What is printed outside the bleed")), Section(self.tr("Trim marks"))
        for name, box in self.boxes.items():
            describe(box, mark_words()[name])
            which.add_wide(box)
            box.toggled.connect(lambda on, name=name: self._set(**{name: on}))
        where.add(self.tr("Gap"), self.offset)
        where.add(self.tr("Length"), self.length)
        self.offset.edited.connect(lambda value, _: self._set(offset=value))
        self.length.edited.connect(lambda value, _: self._set(length=value))
        self.fill([which, where])
        tab_through([which, where])

    def show_marks(self, marks: Marks) -> None:
        self._marks = marks
        for name, box in self.boxes.items():
            box.setChecked(getattr(marks, name))
        self.offset.show_value(marks.offset)
        self.length.show_value(marks.length)

    def _set(self, **fields: object) -> None:
        marks = self._marks.model_copy(update=fields)
        if marks != self._marks:
            self._marks = marks
            self.edited.emit(marks)
