"""What a placed PDF or SVG has beside its place: the page, how it fits, what it brings along."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from core.colour.inks import Spot
from core.compose.drawlist import FillPath, Group, Op, StrokePath
from core.compose.placed.artwork import Artwork, read_artwork
from core.document.document import Document
from core.document.model import Design, VectorLayer
from core.document.vectors import kind
from core.errors import DieloomError
from desktop.panels.controls import Choice, NumberBox, describe
from desktop.panels.sections import Note, Section, muted


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

    def show_artwork(self, layer: VectorLayer, document: Document) -> None:
        """The size, the spots and what of the file is shown otherwise than its program would."""
        data = document.assets.get(layer.asset, b"")
        self.set_row_visible(self.page, kind(data) == "pdf")
        try:
            art = read_artwork(data, layer.page)
        except DieloomError as error:
            self.facts.setText("")
            self.note.say(str(error))
            return
        self.facts.setText(self._words(art))
        self.note.say("\n".join(art.notes[:6]))

    def _words(self, art: Artwork) -> str:
        size = self.tr("{0} × {1} mm").format(f"{art.box.width:.1f}", f"{art.box.height:.1f}")
        spots = sorted(_spots(art.ops))
        return f"{size}\n" + self.tr("Spot inks: {0}").format(", ".join(spots)) if spots else size


def _spots(ops: tuple[Op, ...]) -> set[str]:
    found: set[str] = set()
    for op in ops:
        match op:
            case Group():
                found |= _spots(op.ops)
            case FillPath(ink=Spot(name=name)) | StrokePath(ink=Spot(name=name)):
                found.add(name)
    return found
