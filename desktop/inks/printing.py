"""How the pack is printed: the printer's preset, the output profile, how screen colours become inks, the ink limit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton

from core.colour.profiles import BUNDLED, MAX_BYTES, load_profile, profile_of_bytes
from core.document.edits import changed
from core.document.model import Design, PressChoice
from core.errors import DieloomError
from core.files import read_bytes
from core.press import presets
from core.press.presets import PrinterPreset
from core.press.settings import own_profile
from desktop.panels.controls import Choice, NumberBox, describe, new_gesture
from desktop.panels.sections import Note, Section, muted
from desktop.panels.templates import said
from desktop.session import Session

OWN, FILE = "own", "file"


class PrintingSection(Section):
    """Edits the design's :class:`~core.document.model.PressChoice`."""

    presets_asked = Signal()  # the person wants to change the presets themselves

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Printing"))
        self._session = session
        self.preset = Choice(self.tr("Printer's preset"))
        self.edit_presets = QPushButton(self.tr("Presets…"))
        self.profile = Choice(self.tr("Output profile"))
        self.intent = Choice(
            self.tr("Rendering intent"),
            [
                (self.tr("Relative colorimetric"), "relative"),
                (self.tr("Perceptual"), "perceptual"),
                (self.tr("Saturation"), "saturation"),
                (self.tr("Absolute colorimetric"), "absolute"),
            ],
        )
        self.black_point = QCheckBox(self.tr("Black point compensation"))
        self.limit = NumberBox(99, 400, 0, " %", step=10)
        self.note, self.facts = Note(), muted(QLabel())
        self._describe()
        self._lay_out()
        self._connect()
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Presets may have come or gone too."""
        press = self._session.design.press
        self.preset.set_options(self._presets(press))
        self.preset.show_value(press.preset)
        self.profile.set_options(self._profiles(press))
        self.profile.show_value(OWN if press.own_profile else press.profile)
        self.intent.show_value(press.intent)
        self.black_point.setChecked(press.black_point)
        self.black_point.setEnabled(press.intent != "absolute")
        self.limit.show_value(press.ink_limit or self.limit.minimum())
        self._tell(press)

    def _tell(self, press: PressChoice) -> None:
        """What all of it comes to."""
        try:
            preset = presets.load(press.preset)
            profile = own_profile(self._session.document) or load_profile(press.profile or preset.press.profile)
        except DieloomError as error:
            self.facts.setText("")
            self.note.say(str(error))
            return
        self.note.say("")
        limit = press.ink_limit or preset.press.ink_limit
        standard = {"x4": "PDF/X-4", "x1a": "PDF/X-1a:2003"}[preset.press.standard]
        self.facts.setText(self.tr("{0}, {1}, {2} % ink at most").format(standard, profile.description, f"{limit:g}"))

    def _presets(self, press: PressChoice) -> list[tuple[str, str]]:
        named = [(_title(name), name) for name in presets.lines.names()]
        missing = press.preset not in [name for _, name in named]
        return [*named, *([(self.tr("{0} (missing)").format(press.preset), press.preset)] if missing else [])]

    def _profiles(self, press: PressChoice) -> list[tuple[str, str | None]]:
        options: list[tuple[str, str | None]] = [(self.tr("As the preset says"), None)]
        options += [(load_profile(name).description, name) for name in BUNDLED]
        if press.own_profile:
            options.append((self._own_name(), OWN))
        return [*options, (self.tr("From a file…"), FILE)]

    def _own_name(self) -> str:
        try:
            profile = own_profile(self._session.document)
        except DieloomError:
            profile = None
        return profile.description if profile else self.tr("Own profile")

    def _describe(self) -> None:
        describe(self.edit_presets, self.tr("Presets"), self.tr("What each printer wants of a file: change or add"))
        tip = self.tr("Map the darkest colour of the artwork to the darkest that the press prints")
        describe(self.black_point, self.black_point.text(), tip)
        describe(self.limit, self.tr("Ink limit"), self.tr("The most that all process inks together may cover"))
        self.limit.setSpecialValueText(self.tr("As the preset says"))

    def _lay_out(self) -> None:
        self.add(self.tr("Printer"), self.preset)
        self.add("", self.edit_presets)
        self.add(self.tr("Profile"), self.profile)
        self.add(self.tr("Intent"), self.intent)
        self.add_wide(self.black_point)
        self.add(self.tr("Ink limit"), self.limit)
        self.add_wide(self.note)
        self.add_wide(self.facts)

    def _connect(self) -> None:
        self.preset.edited.connect(lambda name: self._set(self.tr("Choose a printer"), preset=name))
        self.edit_presets.clicked.connect(self.presets_asked)
        self.profile.edited.connect(self._choose_profile)
        self.intent.edited.connect(lambda intent: self._set(self.tr("Choose a rendering intent"), intent=intent))
        self.black_point.clicked.connect(lambda on: self._set(self.tr("Set black point"), black_point=on))
        self.limit.edited.connect(self._limit)

    def _limit(self, value: float, gesture: str) -> None:
        limit = None if value <= self.limit.minimum() else value
        self._set(self.tr("Set the ink limit"), gesture, ink_limit=limit)

    def _choose_profile(self, choice: str | None) -> None:
        if choice == FILE:
            self.refresh()
            chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose an output profile"), "", "ICC (*.icc *.icm)")
            if chosen:
                self.take_profile(Path(chosen))
        elif choice != OWN:
            self._set(self.tr("Choose an output profile"), profile=choice, own_profile=None)

    def take_profile(self, path: Path) -> None:
        """A profile from a file, which travels with the design from now on; a bad one is explained."""
        try:
            data = read_bytes(path, MAX_BYTES)
            profile_of_bytes(path.name, data)
        except DieloomError as error:
            self.note.say(str(error))
            return
        document, digest = self._session.document.with_asset(data)
        design = _with_press(document.design, own_profile=digest, profile=None)
        self._session.replace(self.tr("Choose an output profile"), document.with_design(design))

    def _set(self, text: str, gesture: str = "", **fields: Any) -> None:
        self._session.edit(text, lambda design: _with_press(design, **fields), gesture or new_gesture())


def _with_press(design: Design, **fields: Any) -> Design:
    return changed(design, press=changed(design.press, **fields))


def _title(name: str) -> str:
    """A preset's own title where there is no other of that name."""
    try:
        preset: PrinterPreset = presets.load(name)
    except DieloomError:
        return name
    return name if presets.lines.is_own(name) else said(preset.lines.title)
