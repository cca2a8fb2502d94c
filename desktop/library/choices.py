"""Fields for what a blank is made of and how it is measured: board, grain, size mode, and the ends of a tube carton."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal

from core.dieline import assembly, ecma
from core.dieline.boards import Board
from core.dieline.ends import Side
from core.dieline.sizing import Mode
from core.dieline.template import Template
from core.errors import DieloomError
from desktop.library.draft import suiting
from desktop.panels.controls import Choice
from desktop.panels.sections import Section
from desktop.panels.templates import said

translate = QCoreApplication.translate

SCROLL_PX = 24
GRAINS = ("", "x", "y")


class ModeChoice(Choice):
    """Emits how a size is measured."""

    def __init__(self) -> None:
        modes: list[tuple[str, Mode]] = [
            (translate("library", "Inside"), "inside"),
            (translate("library", "Die, at the creases"), "die"),
            (translate("library", "Outside"), "outside"),
        ]
        super().__init__(translate("library", "Measured"), modes)
        self.show_value("inside")


class BoardChoice(Choice):
    """Emits a board; shows none for a caliper that no board has."""

    def __init__(self) -> None:
        super().__init__(translate("library", "Stock"))
        self.setPlaceholderText(translate("library", "Other"))

    def show_board(self, template: Template, board: Board | None) -> None:
        boards = suiting(template)
        self.set_options([(_said_of(each), each) for each in boards])
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + SCROLL_PX)  # the list may be wider than the dock
        self.show_value(board)


class GrainChoice(Choice):
    """Emits the direction on the blank in which the grain or the flutes run."""

    def __init__(self) -> None:
        super().__init__(translate("library", "Grain"), _grains(""))

    def show_grain(self, wanted: str, chosen: str) -> None:
        """``wanted`` is how it should run, marked as such."""
        self.set_options(_grains(wanted))
        self.show_value(chosen)


class EndsSection(Section):
    """Bottom, top and where they hang; emits the code of another carton. Hidden for what is no tube of the grammar."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.bottom = Choice(self.tr("Bottom end"))
        self.top = Choice(self.tr("Top end"))
        self.hung = Choice(self.tr("Lids hang on"))
        self.add(self.bottom.accessibleName(), self.bottom)
        self.add(self.top.accessibleName(), self.top)
        self._hung_label = self.add(self.hung.accessibleName(), self.hung)
        for each in (self.bottom, self.top):
            each.edited.connect(lambda _: self._emit())
        self.hung.edited.connect(self.edited.emit)
        self.hide()

    def show_code(self, code: str) -> None:
        carton = _carton(code)
        self.setVisible(carton is not None)
        if carton is None:
            return
        self.bottom.set_options(_ends("bottom"))
        self.top.set_options(_ends("top"))
        self.bottom.show_value(carton.bottom)
        self.top.show_value(carton.top)
        hung = _hung(carton)
        self.hung.set_options(hung)
        self.hung.show_value(str(carton))
        for each in (self.hung, self._hung_label):
            each.setVisible(len(hung) > 1)

    def _emit(self) -> None:
        self.edited.emit(str(ecma.parse(f"A{self.bottom.value()}.{self.top.value()}")))


def grain_problem(wanted: str, chosen: str, board: Board | None) -> str:
    """What to say of a grain that runs the wrong way; empty when it is right or was not chosen."""
    if not wanted or not chosen or wanted == chosen:
        return ""
    if board is not None and board.flute:
        text = translate(
            "library", "The flutes should run {0}. The other way, walls carry little and scores fold askew."
        )
    else:
        text = translate(
            "library", "The grain should run {0}. The other way, walls bulge and folds crack or spring open."
        )
    return text.format(_along(wanted))


def _along(axis: str) -> str:
    words = {
        "x": translate("library", "across the blank (left to right)"),
        "y": translate("library", "up the blank (bottom to top)"),
    }
    return words[axis]


def grain_names() -> dict[str, str]:
    """What the two directions on the blank are called."""
    return {"x": translate("library", "Across the blank ↔"), "y": translate("library", "Up the blank ↕")}


def _grains(wanted: str) -> list[tuple[str, str]]:
    texts = {"": translate("library", "Not set"), **grain_names()}
    right = translate("library", "{0}, right for this style")
    return [(right.format(texts[each]) if each and each == wanted else texts[each], each) for each in GRAINS]


def _said_of(board: Board) -> str:
    label = said(board.label)
    return f"{label}, {board.caliper:g} mm"


def _carton(code: str) -> ecma.Code | None:
    """The ends of a code; None for what the grammar does not make."""
    try:
        return ecma.parse(code) if ecma.looks_like(code) else None
    except DieloomError:
        return None


def _ends(side: Side) -> list[tuple[str, str]]:
    return [(f"{said(title)} ({number})", number) for number, title, suits in assembly.ends() if side in suits]


def _hung(carton: ecma.Code) -> list[tuple[str, str]]:
    """The cartons that differ in the panels on which the ends hang alone: what to call that, and the code."""
    back, front = translate("library", "back"), translate("library", "front")
    words = {"01": back, "03": front}
    bottoms = ecma.PANELS if carton.bottom_on in ecma.PANELS else {carton.bottom_on: ""}
    tops = ecma.PANELS if carton.top_on in ecma.PANELS else {carton.top_on: ""}
    options = []
    for bottom in bottoms:
        for top in tops:
            code = str(ecma.Code(carton.bottom, carton.top, bottom, top))
            text = words.get(top, "") or words.get(bottom, "")
            if bottom in words and top in words and bottom != top:
                text = translate("library", "top {0}, bottom {1}").format(words[top], words[bottom])
            options.append((text, code))
    return options
