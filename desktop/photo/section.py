"""Photo editing in the layers dock: how fine the selected picture is, what can be done to it, what has been done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from core.artwork.edits import Edit
from core.document.document import Document
from core.document.edits import changed, find, with_layer
from core.document.model import ImageLayer
from core.document.photo_edits import with_clip, with_paths
from core.document.steps import is_full
from core.errors import DieloomError
from core.imaging.values import CutoutEdit, EnhanceEdit, UpscaleEdit
from core.jobs import Progress
from core.style.values import PaletteShift
from desktop.panels.icons import WordButton
from desktop.panels.layer_words import name_of
from desktop.panels.paints import brand_colours
from desktop.panels.sections import Note, Section
from desktop.photo import work
from desktop.photo.brush_tool import BrushUse
from desktop.photo.developing import Developer, Finish
from desktop.photo.editor import StepEditor
from desktop.photo.fineness import FinenessLine
from desktop.photo.forms import CutoutForm, EnhanceForm, FillForm, PaletteForm, StyleForm, UpscaleForm, VectorForm
from desktop.photo.progress import DevelopingLine
from desktop.photo.resolution import Resolution
from desktop.photo.steps import Steps
from desktop.photo.words import ICONS, full_words, kind_words
from desktop.session import Session
from desktop.workers.background import Background

ADDED = ("upscale", "enhance", "cutout", "inpaint", "palette")
NEW = {"upscale": UpscaleEdit(), "enhance": EnhanceEdit(), "cutout": CutoutEdit()}


class PhotoSection(Section):
    """Acts on the picture that it is told to show; every change is an undo step, once its pixels are there."""

    brush_asked = Signal(object)  # BrushUse
    brush_over = Signal()
    to_be_seen = Signal(QWidget)  # scrolled to

    def __init__(self, session: Session, background: Background, developer: Developer) -> None:
        super().__init__(self.tr("Edit picture"), folds=True)
        self._session, self._background, self._developer = session, background, developer
        self._layer: ImageLayer | None = None
        self._palettes: dict[str, PaletteShift] = {}  # of references, by asset
        self._traced: str | None = None  # the layer of paths that has just been made
        self.resolution = Resolution(session, self)
        self.fineness, self.steps, self.note = FinenessLine(), Steps(), Note()
        self.line = DevelopingLine(developer)
        self.upscale, self.enhance, self.cutout = UpscaleForm(), EnhanceForm(), CutoutForm()
        self.fill, self.colours, self.vector = FillForm(), PaletteForm(), VectorForm()
        forms = {"upscale": self.upscale, "enhance": self.enhance, "cutout": self.cutout, "inpaint": self.fill}
        self.editor = StepEditor({**forms, "palette": self.colours, "style": StyleForm(), "vectorise": self.vector})
        self.buttons = {kind: WordButton(ICONS[kind], kind_words(kind), self._tip(kind)) for kind in ADDED}
        self.buttons["vectorise"] = WordButton("vectorise", self.tr("Vectorise"), self._tip("vectorise"))
        self.clip = WordButton("clip-path", self.tr("Remove the clipping path"), self.tr("Show the background again"))
        for widget in (self.fineness, self._grid(), self.editor, self.line, self.note, self.steps, self.clip):
            self.add_wide(widget)
        self._connect()

    # What is shown

    def show_layer(self, layer: ImageLayer) -> None:
        """This picture, as it is now."""
        if self._layer is None or layer.id != self._layer.id:
            self.editor.close_form()
            self.note.say("")
            self.line.show_layer(layer.id)
        self._layer = layer
        self.steps.show_steps(layer.edits)
        self.clip.setVisible(layer.clip is not None)
        if self.editor.index >= len(layer.edits):
            self.editor.close_form()
        self._show_fineness()
        self._show_state()

    def _show_fineness(self) -> None:
        layer = self._layer
        self.fineness.show_fineness(self.resolution.of(layer) if layer else None)
        if layer is not None:
            steps = layer.edits if self.editor.index < 0 else layer.edits[: self.editor.index]
            self.upscale.show_fineness(self.resolution.of(changed(layer, edits=steps)))

    def _show_state(self) -> None:
        """While something is developed for it, nothing else is begun; a picture with all its steps takes no other."""
        free = self._layer is not None and self._developer.running(self._layer.id) is None
        for widget in (self.buttons["vectorise"], self.steps, self.editor, self.clip):
            widget.setEnabled(free)
        for kind in ADDED:
            self.buttons[kind].setEnabled(free and not self._full)
            self.buttons[kind].setToolTip(full_words() if self._full else self._tip(kind))
        self.fineness.show_able(free and not self._full, full_words() if self._full else "")

    @property
    def _full(self) -> bool:
        return self._layer is not None and is_full(self._layer)

    @property
    def able(self) -> bool:
        """Whether a picture is selected that can be edited now."""
        layer = find(self._session.design, self._session.selected)
        return isinstance(layer, ImageLayer) and not layer.locked and self._developer.running(layer.id) is None

    # What is done

    def use_masks(self, use: BrushUse) -> None:
        """What was painted: it is developed at once."""
        layer = self._layer
        if layer is None or layer.id != use.layer or not self.editor.kind:
            return
        if self.editor.kind == "inpaint":
            self.fill.mask = use.masks["fill"]
        else:
            self.cutout.masks = dict(use.masks)
        self._apply()

    def bring_up(self) -> None:
        """As many pixels as the printer wants, or nearest to it."""
        found = self.resolution.of(self._layer) if self._layer else None
        if self._layer is not None and found is not None and found.factor is not None:
            self._develop((*self._layer.edits, UpscaleEdit(factor=found.factor)), self.tr("Bring picture up"))

    def add(self, kind: str) -> None:
        """Open the form of a new step; one that is painted begins with the brush."""
        if kind != "vectorise" and self._full:
            self._say(full_words())
            return
        words = self.tr("Vectorise") if kind == "vectorise" else kind_words(kind)
        self.editor.open(kind, words, NEW.get(kind))
        self._prepare()
        self.to_be_seen.emit(self.editor)
        if kind == "inpaint":
            self._ask_brush()

    def change(self, index: int) -> None:
        """Open the form of a step that there is."""
        layer = self._layer
        if layer is not None and 0 <= index < len(layer.edits):
            edit = layer.edits[index]
            self.editor.open(edit.kind, self.tr("Change this step"), edit, index)
            self._prepare()
            self.to_be_seen.emit(self.editor)

    def move(self, at: int, to: int) -> None:
        if self._layer is not None:
            edits = list(self._layer.edits)
            edits.insert(to, edits.pop(at))
            self.steps.list.setCurrentRow(to)
            self.editor.close_form()
            self._develop(tuple(edits), self.tr("Move step"))

    def remove(self, at: int) -> None:
        if self._layer is not None and 0 <= at < len(self._layer.edits):
            edits = self._layer.edits
            self.editor.close_form()
            self._develop((*edits[:at], *edits[at + 1 :]), self.tr("Remove step"))

    def _apply(self) -> None:
        layer, edit = self._layer, self.editor.edit
        if layer is None:
            return
        if self.editor.kind == "vectorise":
            self._vectorise(layer)
        elif self.editor.kind == "cutout" and self.cutout.as_path:
            self._clip(layer)
        elif edit is not None and self.editor.index >= 0:
            edits = list(layer.edits)
            edits[self.editor.index] = edit
            self._develop(tuple(edits), self.tr("Change step: {0}").format(kind_words(edit.kind)))
        elif edit is not None:
            self._develop((*layer.edits, edit), kind_words(edit.kind))

    def _develop(self, edits: tuple[Edit, ...], text: str) -> None:
        self.note.say("")
        if self._layer is not None:
            self._developer.develop(self._layer.id, edits, text)

    def _clip(self, layer: ImageLayer) -> None:
        """The cut-out's outline; a cut-out that is a step already makes way for it."""
        at = self.editor.index if self.editor.index >= 0 else len(layer.edits)
        rest = (*layer.edits[:at], *layer.edits[at + 1 :])
        job = partial(work.clipped, self._data(layer), layer.asset, layer.edits[:at], self.cutout.edit)

        def finish(document: Document, path: str) -> Document:
            return with_clip(document.with_design(with_layer(document.design, layer.id, edits=rest)), layer.id, path)

        self._run(layer, job, self.tr("Clip picture"), finish)

    def _unclip(self) -> None:
        layer = self._layer
        if layer is not None:
            text = self.tr("Remove the clipping path")
            self._session.replace(text, with_clip(self._session.document, layer.id, None))

    def _vectorise(self, layer: ImageLayer) -> None:
        """The paths are a layer of their own, and selected."""
        name = self.tr("{0}, paths").format(name_of(layer))

        def finish(document: Document, svg: bytes) -> Document:
            made, self._traced = with_paths(document, layer.id, svg, name)
            return made

        job = partial(work.vectorised, self._data(layer), layer.asset, layer.edits, *self.vector.wanted)
        self._run(layer, job, self.tr("Vectorise"), finish)

    def _run(self, layer: ImageLayer, job: Callable[[Progress], Any], text: str, finish: Finish) -> None:
        self.note.say("")
        self._developer.run(layer.id, job, text, finish)

    def _data(self, layer: ImageLayer) -> bytes:
        return self._session.document.assets.get(layer.asset, b"")

    def _measure(self) -> None:
        """Set the sliders to what the picture lacks before this step."""
        layer = self._layer
        if layer is None:
            return
        steps = layer.edits if self.editor.index < 0 else layer.edits[: self.editor.index]
        self.enhance.auto.setEnabled(False)
        question = partial(work.measured, self._data(layer), layer.asset, steps)
        task = self._developer.ask(question, self.tr("Measuring the picture"))
        task.done.connect(self._measured)
        task.failed.connect(lambda error: self.note.say(str(error)))
        task.finished.connect(lambda: self.enhance.auto.setEnabled(True))

    def _measured(self, edit: EnhanceEdit) -> None:
        self.enhance.show_edit(edit)
        self.note.say(self.tr("The picture seems to need nothing.") if edit == EnhanceEdit() else "")

    def _ask_brush(self) -> None:
        layer = self._layer
        size = self.resolution.size(layer.asset) if layer else None
        if layer is None or size is None:
            return
        fills = self.editor.kind == "inpaint"
        masks = {"fill": self.fill.mask} if fills else dict(self.cutout.masks)
        self.brush_asked.emit(BrushUse(layer.id, size, masks))

    # What forms need to know

    def _prepare(self) -> None:
        """Tell the form that is opened what it has to offer."""
        self._show_fineness()
        brand = brand_colours(self._session.design.spots)
        self.vector.show_brand(brand)
        if self.editor.kind == "palette":
            self._offer_palettes(brand)
        if self.editor.kind == "upscale" and self.editor.index < 0 and self._layer is not None:
            found = self.resolution.of(self._layer)
            self.upscale.show_edit(UpscaleEdit(factor=found.factor or 2 if found else 2))

    def _offer_palettes(self, brand: tuple[str, ...]) -> None:
        """The brand's colours at once, those of the reference pictures as they become known."""
        document = self._session.document
        found = {self.tr("The brand's"): PaletteShift(colours=brand[:16])} if brand else {}
        for number, reference in enumerate(document.design.references, start=1):
            name = reference.name or self.tr("Reference {0}").format(number)
            if reference.asset in self._palettes:
                found[name] = self._palettes[reference.asset]
            elif reference.asset in document.assets:
                data = document.assets[reference.asset]
                task = self._background.submit(partial(work.palette_of, data, reference.asset))
                task.done.connect(self._know_palette)
        self.colours.show_palettes(found)

    def _know_palette(self, known: tuple[str, PaletteShift]) -> None:
        asset, palette = known
        self._palettes[asset] = palette
        if self.editor.kind == "palette":
            self._offer_palettes(brand_colours(self._session.design.spots))

    # How it is put together

    def _grid(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for number, button in enumerate(self.buttons.values()):
            grid.addWidget(button, number // 2, number % 2)
        return box

    def _tip(self, kind: str) -> str:
        return {
            "upscale": self.tr("More pixels, by a network that draws what is missing"),
            "enhance": self.tr("Less noise, more sharpness, contrast, a neutral white"),
            "cutout": self.tr("Make the background clear, or clip to the subject's outline"),
            "inpaint": self.tr("Paint over what should go; it is filled in from around it"),
            "palette": self.tr("Carry a palette over to the picture"),
            "vectorise": self.tr("Trace flat artwork to paths in few colours"),
        }[kind]

    def _connect(self) -> None:
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _=False, kind=kind: self.add(kind))
        self.fineness.raise_asked.connect(self.bring_up)
        self.resolution.changed.connect(self._show_fineness)
        self.editor.applied.connect(self._apply)
        self.editor.closed.connect(self.brush_over)
        self.enhance.auto_asked.connect(self._measure)
        self.cutout.brush_asked.connect(self._ask_brush)
        self.fill.brush_asked.connect(self._ask_brush)
        self.clip.clicked.connect(self._unclip)
        self.steps.list.chosen.connect(self.change)
        self.steps.list.move_asked.connect(self.move)
        self.steps.list.remove_asked.connect(self.remove)
        self._developer.changed.connect(self._show_state)
        self._developer.failed.connect(self._refused)
        self._developer.done.connect(self._developed)

    def _refused(self, layer_id: str, error: DieloomError) -> None:
        if self._layer is not None and layer_id == self._layer.id:
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.note.say(words)
        self.to_be_seen.emit(self.note)

    def _developed(self, layer_id: str) -> None:
        """What was being set is done."""
        if self._layer is not None and layer_id == self._layer.id:
            self.editor.close_form()
        traced, self._traced = self._traced, None
        if traced is not None:
            self._session.select(traced)
