"""Plays a content stream: each operator in turn, whatever the one before it was (ISO 32000-1, 7.8.2, annex A)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pikepdf import Stream

from core.compose.placed.canvas import Canvas
from core.compose.placed.clips import Wrap, clipped
from core.compose.placed.colour_operators import ColourOperators
from core.compose.placed.images import Placing
from core.compose.placed.objects import SLIPS, box, get, identity, matrix, number, product, unpacked, word
from core.compose.placed.painting import Painter
from core.compose.placed.path_operators import PathOperators
from core.compose.placed.run import MOST_TRANSLUCENT, Frame, Operators, Reading, Run
from core.compose.placed.shadings import shading_ops
from core.compose.placed.state import State
from core.compose.placed.state_operators import StateOperators
from core.compose.placed.text_operators import TextOperators
from core.compose.placed.tokens import instructions
from core.geometry import Path

MOST_CONTENT = 256 * 2**20
MOST_LAYERS = 8  # one in another


def play(reading: Reading, canvas: Canvas, frame: Frame, state: State, data: bytes) -> None:
    """Draw what the instructions say; what makes no sense is noted and left out.

    Raises DieloomError beyond the limits, Cancelled when asked to stop.
    """
    run = Run(reading, canvas, frame, state, play, locked=not frame.coloured)
    operators = _Interpreter(run).operators
    lenient = 0
    for operator, operands in instructions(data, lambda text: run.note("bad-operator", text)):
        reading.count()
        lenient += {"BX": 1, "EX": -1}.get(operator, 0)
        known = operators.get(operator)
        if known is None:
            if lenient <= 0:
                run.note("unknown-operator", f"The instruction {operator[:12]!r} means nothing")
            continue
        handler, count = known
        try:
            if count is None:
                handler(operands)
            elif count == 0:
                handler()
            else:
                if len(operands) < count:
                    raise ValueError("too few numbers")
                handler(*map(number, operands[-count:]))
        except SLIPS:
            run.note("bad-operator", f"The instruction {operator[:12]} makes no sense where it stands")


class _Interpreter:
    """The operators that are about other streams, pictures, blends and layers."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._painter = Painter(run)
        self._text = TextOperators(run, self._painter)
        self._placing = Placing(run, self._painter)
        self._marks: list[tuple[tuple[Wrap, ...], int]] = []

    @property
    def operators(self) -> Operators:
        nothing = (self._nothing, None)
        return {
            **PathOperators(self._run, self._painter).operators,
            **ColourOperators(self._run).operators,
            **StateOperators(self._run, self._text).operators,
            **self._text.operators,
            "Do": (self._do, None),
            "sh": (self._shade, None),
            "BI": (self._inline, None),
            "BMC": (self._begin, None),
            "BDC": (self._begin, None),
            "EMC": (self._end, 0),
            "d1": (self._uncoloured, None),
            **dict.fromkeys(("d0", "MP", "DP", "BX", "EX"), nothing),
        }

    def _nothing(self, operands: list[Any]) -> None:
        """Says nothing about what is drawn."""

    def _uncoloured(self, operands: list[Any]) -> None:
        """A Type 3 glyph takes the colour of the text, strokes too."""
        self._run.state.stroke, self._run.state.stroke_space = self._run.state.fill, self._run.state.fill_space
        self._run.locked = True

    def _begin(self, operands: list[Any]) -> None:
        run = self._run
        self._marks.append((run.marked, run.hidden))
        if len(operands) < 2 or operands[0] != "OC" or not isinstance(operands[1], str):
            return
        content = get(run.frame.resources, "Properties", operands[1])
        if content is not None:
            self._enter(content)

    def _enter(self, content: Any) -> None:
        """What follows is in a layer."""
        run = self._run
        tag = run.reading.layers.tag(content)
        if not run.reading.layers.shown(content):
            run.note("layer-off", f"The layer {tag.name} is switched off and left out")
            run.hidden += 1
        elif tag.name and len(run.frame.layers) + len(run.marked) < MOST_LAYERS:
            run.marked = (*run.marked, Wrap(layer=tag))

    def _end(self) -> None:
        self._run.marked, self._run.hidden = self._marks.pop()

    def _do(self, operands: list[Any]) -> None:
        given = get(self._run.frame.resources, "XObject", word(operands[-1]))
        if not isinstance(given, Stream):
            raise ValueError("no such object")
        marked, hidden = self._run.marked, self._run.hidden
        if get(given, "OC") is not None:
            self._enter(get(given, "OC"))
        try:
            match word(get(given, "Subtype")):
                case "Form":
                    self._form(given)
                case "Image":
                    self._placing.picture(given)
                case other:
                    self._run.note("unknown-object", f"An object of kind {other[:12] or 'nothing'} is left out")
        finally:
            self._run.marked, self._run.hidden = marked, hidden

    def _form(self, form: Any) -> None:
        run, key = self._run, identity(form)
        if run.hidden or not run.deeper(key):
            return
        state = run.state.saved()
        state.ctm = product(state.ctm, matrix(get(form, "Matrix")))
        limits = get(form, "BBox")
        if limits is not None:
            state.clips = clipped(state.clips, Path.rectangle(box(limits)).transformed(state.ctm))
        frame = run.frame.within(get(form, "Resources"), state.ctm, key[0] if key else 0, key)
        frame = replace(frame, layers=(*frame.layers, *run.marked), coloured=not run.locked)
        data = self._content(form, key)
        if word(get(form, "Group", "S")) == "Transparency":
            self._group(frame, state, data)
        else:
            run.play(run.reading, run.canvas, frame, state, data)

    def _content(self, form: Any, key: Any) -> bytes:
        """Kept, because a form may be called often."""
        known = self._run.reading.contents
        if key not in known:
            known[key] = unpacked(form, MOST_CONTENT)
        return known[key]

    def _group(self, frame: Frame, state: State, data: bytes) -> None:
        """A transparency group is drawn as one; its own alpha and mask begin anew (11.6.6)."""
        run, alpha = self._run, state.fill_alpha
        state.fill_alpha = state.stroke_alpha = 1.0
        plain, state.mask = state.mask is None, None
        if alpha == 1 and plain:
            run.play(run.reading, run.canvas, frame, state, data)
            return
        if frame.translucent >= MOST_TRANSLUCENT:
            run.note("deep", "Translucent groups lie too deep in each other and are left out")
            return
        outer, state.clips = state.clips, ()
        canvas = run.canvas.part()
        run.play(run.reading, canvas, replace(frame, layers=(), translucent=frame.translucent + 1), state, data)
        caller, run.state.clips = run.state.clips, outer
        run.emit(canvas.ops, alpha)
        run.state.clips = caller

    def _shade(self, operands: list[Any]) -> None:
        run = self._run
        shading = get(run.frame.resources, "Shading", word(operands[-1]))
        ops = shading_ops(run, shading, run.state.ctm, run.visible, background=False)
        run.emit(ops, run.state.fill_alpha)

    def _inline(self, operands: list[Any]) -> None:
        picture, data = operands
        self._placing.inline(picture, data)
