"""The spot inks of the design: add, name, mix, say what the plate is for, remove."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QMenu, QToolButton

from core.colour.inks import RESERVED_NAMES
from core.document.model import CmykPaint, Design, SpotColour, SpotUse
from core.document.spot_edits import (
    changed_spot,
    fresh_name,
    painted_with,
    spot_named,
    with_spot,
    without_spot,
)
from desktop.inks.spot_list import SpotList
from desktop.inks.words import uses
from desktop.panels.controls import Choice, NumberBox, TextField, describe, new_gesture
from desktop.panels.icons import IconButton
from desktop.panels.paint_field import InkRows
from desktop.panels.sections import Note, Section, strip
from desktop.session import Session

# What stands on the screen for each use until the person mixes it otherwise.
_LOOKS: dict[SpotUse, CmykPaint] = {
    "colour": CmykPaint(c=0.0, m=0.7, y=1.0, k=0.0),
    "white": CmykPaint(c=0.15),
    "varnish": CmykPaint(y=0.2),
    "foil": CmykPaint(c=0.1, m=0.25, y=0.7, k=0.1),
    "cold_foil": CmykPaint(k=0.35),
    "emboss": CmykPaint(c=0.3, m=0.1),
    "deboss": CmykPaint(c=0.1, m=0.3),
    "braille": CmykPaint(c=0.6, m=0.6),
    "coding": CmykPaint(c=0.4, y=0.4),
    "hologram": CmykPaint(m=0.4, y=0.1),
    "legend": CmykPaint(k=0.6),
    "dimensions": CmykPaint(k=0.6),
}
_OFFERED: tuple[SpotUse, ...] = ("colour", "white", "varnish", "foil", "emboss", "braille")


class SpotSection(Section):
    """Edits the session's spots; what is painted with an ink follows its name."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Spot inks"))
        self._session = session
        self._current = ""
        self._named = "", ""  # the gesture of typing a name, and the name before it
        self.list = SpotList()
        self.note = Note()
        self.name = TextField(self.tr("Name of the ink"), 64)
        self.use = Choice(self.tr("What the plate is for"), [(words, use) for use, words in uses().items()])
        self.mix = InkRows(self.tr("Process inks that stand for it"))
        self.with_lab = QCheckBox(self.tr("Measured colour (L*a*b*)"))
        self.lab = [NumberBox(0, 100, 1), NumberBox(-128, 127, 1), NumberBox(-128, 127, 1)]
        self.process = QCheckBox(self.tr("Print in process inks"))
        self._buttons()
        self._lay_out()
        self._connect()
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def spot(self) -> SpotColour | None:
        """The ink that the person is on."""
        return spot_named(self._session.design, self._current)

    def refresh(self) -> None:
        design = self._session.design
        if self.spot is None:
            self._current = design.spots[0].name if design.spots else ""
        self.list.show_spots(design, self._current)
        spot = self.spot
        for field in (self.name, self.use, self.mix, self.with_lab, self._lab_row, self.process):
            self.set_row_visible(field, spot is not None)
        self.remove.setEnabled(spot is not None)
        if spot is not None:
            self._show(spot)

    def _show(self, spot: SpotColour) -> None:
        self.name.show_value(spot.name)
        self.use.show_value(spot.use)
        self.mix.show_paint(spot.alternate, ())
        self.with_lab.setChecked(spot.lab is not None)
        for box, value in zip(self.lab, spot.lab or (50, 0, 0), strict=True):
            box.setEnabled(spot.lab is not None)
            box.show_value(value)
        self.process.setChecked(spot.process)
        uses_it = len(painted_with(self._session.design, spot.name))
        self.remove.setToolTip(
            self.tr("Remove {0}; {1} layers that use it get its process inks").format(spot.name, uses_it)
            if uses_it
            else self.tr("Remove {0}").format(spot.name)
        )

    def _buttons(self) -> None:
        self.add_ink = self.add_button(IconButton("add", self.tr("Add a spot ink")))
        self.add_ink.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_ink.setStyleSheet("QToolButton { padding: 0 } QToolButton::menu-indicator { image: none }")
        menu = QMenu(self)
        for use in _OFFERED:
            menu.addAction(uses()[use]).triggered.connect(lambda _=False, use=use: self.add_spot(use))
        self.add_ink.setMenu(menu)
        self.remove = self.add_button(IconButton("remove", self.tr("Remove the ink")))

    def _lay_out(self) -> None:
        for box, key in zip(self.lab, ("L*", "a*", "b*"), strict=True):
            describe(box, key)
        describe(self.with_lab, self.with_lab.text(), self.tr("How the ink looks at full tint, as its maker states it"))
        tip = self.tr("No plate of its own: the process inks above print it")
        describe(self.process, self.process.text(), tip)
        self._lab_row = strip(*self.lab, spacing=2)
        self.add_wide(self.list)
        self.add_wide(self.note)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Use"), self.use)
        self.add(self.tr("Shown as"), self.mix)
        self.add_wide(self.with_lab)
        self.add("L* a* b*", self._lab_row)
        self.add_wide(self.process)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.remove.clicked.connect(self.remove_spot)
        self.name.edited.connect(self._rename)
        self.use.edited.connect(lambda use: self._set(self.tr("Set the use of an ink"), new_gesture(), use=use))
        self.mix.edited.connect(lambda paint, key: self._set(self.tr("Mix a spot ink"), key, alternate=paint))
        self.with_lab.clicked.connect(self._measure)
        for box in self.lab:
            box.edited.connect(lambda _, key: self._measure_as(key))
        self.process.clicked.connect(lambda on: self._set(self.tr("Print an ink in process inks"), "", process=on))

    def add_spot(self, use: SpotUse) -> None:
        """An ink for this use, named after it."""
        design = self._session.design
        stem = self.tr("Spot") if use == "colour" else uses()[use]
        spot = SpotColour(name=fresh_name(design, stem), alternate=_LOOKS[use], use=use)
        self._current = spot.name
        self._session.edit(self.tr("Add a spot ink"), lambda design: with_spot(design, spot))
        self.name.setFocus()
        self.name.selectAll()

    def remove_spot(self) -> None:
        name = self._current
        self._session.edit(self.tr("Remove a spot ink"), lambda design: without_spot(design, name))

    def _choose(self, name: str) -> None:
        self._current = name
        self.note.say("")
        self.refresh()

    def _rename(self, text: str, gesture: str) -> None:
        """As it is typed; a name that cannot be is explained, and the ink keeps the one from before the typing."""
        if gesture != self._named[0]:
            self._named = gesture, self._current
        name, before = text.strip(), self._current
        fault = self._fault(name, before, self._session.design)
        self.note.say(fault)
        name = self._named[1] if fault else name
        if name != before:
            self._current = name
            text_ = self.tr("Rename a spot ink")
            self._session.edit(text_, lambda design: changed_spot(design, before, name=name), gesture)
            if fault:
                self.name.show_value(text)
                self.name.setCursorPosition(len(text))

    def _fault(self, name: str, before: str, design: Design) -> str:
        if not name:
            return self.tr("An ink needs a name.")
        if name.casefold() in RESERVED_NAMES:
            return self.tr("{0} is the name of a process plate.").format(name)
        if any(spot.name.casefold() == name.casefold() and spot.name != before for spot in design.spots):
            return self.tr("There is an ink called {0} already.").format(name)
        return ""

    def _measure(self, on: bool) -> None:
        values = tuple(box.value() for box in self.lab) if on else None
        self._set(self.tr("Set the colour of an ink"), "", lab=values)

    def _measure_as(self, gesture: str) -> None:
        if self.with_lab.isChecked():
            values = tuple(box.value() for box in self.lab)
            self._set(self.tr("Set the colour of an ink"), gesture, lab=values)

    def _set(self, text: str, gesture: str, **fields: Any) -> None:
        name = self._current
        self._session.edit(text, lambda design: changed_spot(design, name, **fields), gesture or None)
