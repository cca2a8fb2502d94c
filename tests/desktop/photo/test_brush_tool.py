"""The brush on the canvas: strokes by pointer and by keys, two masks that exclude each other, undo of strokes."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from core.compose.placing import Face
from core.document.edits import with_layer
from core.document.model import Placement
from desktop.canvas.viewport import Viewport
from desktop.photo.brush_tool import BrushTool, BrushUse
from desktop.session import Session
from tests.desktop.photo.conftest import HEIGHT_PX, WIDTH_PX

Keys = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SIZE = (WIDTH_PX * 8, HEIGHT_PX * 8)
VIEW = Viewport(4.0, 10.0, 900.0)


class Sheet:
    """What the tool asks of a scene."""

    def __init__(self, session: Session) -> None:
        self.side = "outside"
        self._outline = session.design.dieline.outline()

    @property
    def face(self) -> Face:
        return Face("outside", self._outline, 3)


@pytest.fixture
def tool(session: Session) -> Iterator[BrushTool]:
    place = Placement(panel="front", x=10, y=20, width=48, height=32, rotation=30)
    session.edit("Turn", lambda design: with_layer(design, "image-1", place=place))
    parent = QObject()
    scene: Any = Sheet(session)
    made = BrushTool(session, scene, parent)
    made.begin(BrushUse("image-1", SIZE, {"fill": None}))
    yield made
    parent.deleteLater()


def at(tool: BrushTool, across: float, up: float) -> QPointF:
    matrix = tool.matrix
    assert matrix is not None
    return VIEW.to_screen(matrix.apply((across, up)))


def stroke(tool: BrushTool, *spots: tuple[float, float], erase: bool = False) -> None:
    tool.press(at(tool, *spots[0]), VIEW, constrained=erase)
    for spot in spots[1:]:
        tool.drag(at(tool, *spot), VIEW, constrained=erase)
    tool.release()


def press(tool: BrushTool, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    return tool.key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def grey(png: str | None) -> NDArray[np.uint8]:
    assert png is not None
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(png))))


def accepted(tool: BrushTool) -> BrushUse:
    made: list[BrushUse] = []
    tool.accepted.connect(made.append)
    press(tool, Keys.Key_Return)
    (use,) = made
    return use


def test_enter_hands_over_what_was_painted_on_the_turned_picture(tool: BrushTool) -> None:
    left: list[bool] = []
    tool.left.connect(lambda: left.append(True))
    stroke(tool, (0.2, 0.9), (0.8, 0.9))
    use = accepted(tool)
    assert (use.layer, left) == ("image-1", [True])
    mask = grey(use.masks["fill"])
    assert mask.shape == (SIZE[1], SIZE[0])
    row = round(0.1 * SIZE[1])  # rows run down
    assert (mask[row, round(0.2 * SIZE[0]) : round(0.8 * SIZE[0])] == 255).all()
    assert mask[SIZE[1] // 2 :].max() == 0


def test_moving_without_a_button_paints_nothing(tool: BrushTool) -> None:
    tool.drag(at(tool, 0.5, 0.5), VIEW, constrained=False)
    assert tool.empty


def test_shift_and_x_erase(tool: BrushTool) -> None:
    for _ in range(2):
        stroke(tool, (0.5, 0.5))
        stroke(tool, (0.5, 0.5), erase=True)
        press(tool, Keys.Key_BracketRight)
    small = tool.brush
    press(tool, Keys.Key_X)
    assert tool.erasing
    press(tool, Keys.Key_X)
    stroke(tool, (0.5, 0.5))
    assert not tool.empty
    press(tool, Keys.Key_BracketLeft)
    assert tool.brush < small


def test_strokes_are_taken_back_one_by_one_and_then_undo_is_the_documents(tool: BrushTool) -> None:
    undo = QKeyEvent(QEvent.Type.KeyPress, Keys.Key_Z, CTRL)
    assert not tool.wants(undo)
    stroke(tool, (0.3, 0.5))
    stroke(tool, (0.7, 0.5))
    assert tool.wants(undo)
    press(tool, Keys.Key_Z, CTRL)
    assert not tool.empty
    press(tool, Keys.Key_Z, CTRL)
    assert tool.empty
    assert not tool.wants(undo)


def test_the_keyboard_alone_paints(tool: BrushTool) -> None:
    press(tool, Keys.Key_Insert)
    for _ in range(4):
        press(tool, Keys.Key_Right, SHIFT)
    press(tool, Keys.Key_Insert)
    mask = grey(accepted(tool).masks["fill"])
    assert mask[SIZE[1] // 2, SIZE[0] // 2] == 255, "it begins in the middle"
    assert (mask[:, SIZE[0] * 2 // 3 :] == 255).any()
    assert (mask[:, : SIZE[0] // 3] == 0).all()


def test_a_place_is_of_the_subject_or_of_the_background(tool: BrushTool) -> None:
    tool.begin(BrushUse("image-1", SIZE, {"keep": None, "drop": None}))
    stroke(tool, (0.2, 0.5), (0.8, 0.5))
    press(tool, Keys.Key_X)
    assert tool.current == "drop"
    stroke(tool, (0.6, 0.5), (0.8, 0.5))
    use = accepted(tool)
    keep, drop = grey(use.masks["keep"]) > 127, grey(use.masks["drop"]) > 127
    assert keep.any()
    assert drop.any()
    assert not (keep & drop).any()


def test_delete_clears_and_escape_leaves(tool: BrushTool) -> None:
    left: list[bool] = []
    tool.left.connect(lambda: left.append(True))
    stroke(tool, (0.5, 0.5))
    press(tool, Keys.Key_Delete)
    assert tool.empty
    press(tool, Keys.Key_Escape)
    assert left == [True]


def test_a_picture_that_goes_is_painted_on_no_more(tool: BrushTool, session: Session) -> None:
    session.edit("Lock", lambda design: with_layer(design, "image-1", locked=True))
    assert tool.matrix is None
    tool.press(QPointF(100, 100), VIEW)
    tool.release()
    assert tool.empty
    assert tool.cursor(QPointF(), VIEW) == Qt.CursorShape.ForbiddenCursor
    made: list[BrushUse] = []
    tool.accepted.connect(made.append)
    press(tool, Keys.Key_Return)
    assert made == []


def test_it_goes_on_from_a_mask_that_there_is(tool: BrushTool) -> None:
    stroke(tool, (0.5, 0.5))
    before = accepted(tool).masks
    tool.begin(BrushUse("image-1", SIZE, before))
    assert not tool.empty
    assert tool.strokes == 0
