"""What a placed PDF or SVG has beside its place: the page, how it fits, what it brings along."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from core.colour.inks import Spot
from core.compose.drawlist import FillPath, Group, Op, StrokePath
from core.compose.placed.artwork import read_artwork
from core.document.model import Design, VectorLayer
from core.document.vectors import kind
from core.errors import DieloomError
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.sections import Note, Section, muted


@dataclass(frozen=True)
class Facts:
    """What is told of a placed file: its size in millimetres, its spots, what of it is shown otherwise."""

    width: float
    height: float
    spots: tuple[str, ...]
    notes: tuple[str, ...]


class VectorFields(Section):
    edited = Signal(str, object, str)
    replace_asked = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Placed artwork"))
        self.facts, self.note = muted(QLabel()), Note()
        self.replace_ = QPushButton(self.tr("Replace…"))
        self.replace_.setToolTip(self.tr("Take another PDF or SVG in the same place"))
        self.page = NumberBox(1, 10_000, 0)
        describe(self.page, self.tr("Page"), self.tr("Page of the PDF"))
        self.fit = Choice(
            self.tr("How the artwork fits its box"),
            [
                (self.tr("Whole artwork"), "contain"),
                (self.tr("Fill the box"), "cover"),
                (self.tr("Stretch"), "stretch"),
            ],
        )
        self.add_wide(self.facts)
        self.add_wide(self.note)
        self.add(self.tr("File"), self.replace_)
        self.add(self.tr("Page"), self.page)
        self.add(self.tr("Fit"), self.fit)
        self.replace_.clicked.connect(self.replace_asked)
        self.page.edited.connect(
            lambda page, key: self.edited.emit(self.tr("Choose page"), {"page": round(page) - 1}, key)
        )
        self.fit.edited.connect(lambda fit: self.edited.emit(self.tr("Fit artwork"), {"fit": fit}, ""))

    def show_layer(self, layer: VectorLayer, design: Design) -> None:
        self.page.show_value(layer.page + 1)
        self.fit.show_value(layer.fit)

    def show_reading(self, data: bytes) -> None:
        self.set_row_visible(self.page, kind(data) == "pdf")
        self.facts.setText(self.tr("Reading…"))
        self.note.say("")

    def show_found(self, found: Facts) -> None:
        """The size, the spots and what of the file is shown otherwise than its program would."""
        size = self.tr("{0} × {1} mm").format(f"{found.width:.1f}", f"{found.height:.1f}")
        spots = self.tr("Spot inks: {0}").format(", ".join(found.spots))
        self.facts.setText(f"{size}\n{spots}" if found.spots else size)
        self.note.say("\n".join(found.notes))

    def show_problem(self, error: DieloomError) -> None:
        self.facts.setText("")
        self.note.say(str(error))


def facts_of(data: bytes, page: int) -> Facts:
    """Read a placed file, which may take seconds; raises DieloomError."""
    art = read_artwork(data, page)
    return Facts(art.box.width, art.box.height, tuple(sorted(_spots(art.ops))), art.notes[:6])


def _spots(ops: tuple[Op, ...]) -> set[str]:
    found: set[str] = set()
    for op in ops:
        match op:
            case Group():
                found |= _spots(op.ops)
            case FillPath(ink=Spot(name=name)) | StrokePath(ink=Spot(name=name)):
                found.add(name)
    return found
