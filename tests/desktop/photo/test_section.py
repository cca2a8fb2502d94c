"""The section of the layers dock that edits a picture: steps that come, change, move and go, each an undo step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from core.artwork.edits import MOST_OF_PICTURE, Edit
from core.document.edits import with_layer
from core.document.model import CmykPaint, ImageLayer, SpotColour, StyleReference, VectorLayer
from core.errors import DieloomError
from core.imaging.values import CutoutEdit, EnhanceEdit, InpaintEdit, UpscaleEdit
from core.jobs import Progress
from core.style.values import PaletteEdit, PaletteShift
from desktop.photo import work
from desktop.photo.brush_tool import BrushUse
from desktop.photo.developing import Developer
from desktop.photo.mask import PaintedMask
from desktop.photo.section import PhotoSection
from desktop.session import Session
from tests.desktop.photo.conftest import Now, ThreadLane, photo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"><path d="M0 0H48V32H0Z" fill="#c02020"/></svg>'
RED = PaletteEdit(shift=PaletteShift(colours=("#a01010", "#f0d0d0")))
SHARP, LARGE = EnhanceEdit(deblur=0.5), UpscaleEdit(factor=2)
GOLD = SpotColour(name="Gold", alternate=CmykPaint(c=0.2, m=0.4, y=1))


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[ThreadLane]:
    made = ThreadLane()
    made.start()
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def developed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Edit, ...]]:
    """The steps that were asked for; what they do to pixels is tested where it is done."""
    asked: list[tuple[Edit, ...]] = []

    def develop(data: bytes, asset: str, edits: tuple[Edit, ...], progress: Progress) -> None:
        progress.report(0.5)
        asked.append(edits)

    monkeypatch.setattr(work, "develop", develop)
    return asked


@pytest.fixture
def section(qtbot: QtBot, session: Session, developer: Developer, developed: object) -> PhotoSection:
    made = PhotoSection(session, Now(session), developer)
    qtbot.addWidget(made)
    session.changed.connect(lambda _: made.show_layer(layer(session)))
    made.show_layer(layer(session))
    made.show()
    return made


def layer(session: Session) -> ImageLayer:
    found = session.design.layers[0]
    assert isinstance(found, ImageLayer)
    return found


def edits(session: Session) -> tuple[Edit, ...]:
    return layer(session).edits


def begin_with(session: Session, *steps: Edit) -> None:
    session.edit("Begin", lambda design: with_layer(design, "image-1", edits=steps))
    session.undo_stack.clear()


def apply(qtbot: QtBot, section: PhotoSection) -> None:
    with qtbot.waitSignal(section._developer.done):
        section.editor.apply.click()


def mask(section: PhotoSection) -> str:
    painted = PaintedMask((48, 32), Qt.GlobalColor.red)
    painted.image.fill(Qt.GlobalColor.red)
    png = painted.png()
    assert png is not None
    return png


def test_a_picture_is_brought_up_with_one_click(
    qtbot: QtBot, session: Session, section: PhotoSection, developed: list[tuple[Edit, ...]]
) -> None:
    assert "25 ppi" in section.fineness.words.text()
    with qtbot.waitSignal(section._developer.done):
        section.fineness.bring_up.click()
    assert edits(session) == (UpscaleEdit(factor=4),)
    assert developed == [edits(session)]
    assert "102 ppi" in section.fineness.words.text()
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert edits(session) == ()
    assert "25 ppi" in section.fineness.words.text()


def test_each_kind_of_step_is_added(qtbot: QtBot, session: Session, section: PhotoSection) -> None:
    section.buttons["upscale"].click()
    section.upscale.factor.show_value(2)
    apply(qtbot, section)
    section.buttons["enhance"].click()
    assert not section.editor.apply.isEnabled(), "nothing is asked for yet"
    section.enhance.sliders["contrast"].set_value(40)
    apply(qtbot, section)
    section.buttons["cutout"].click()
    apply(qtbot, section)
    assert edits(session) == (UpscaleEdit(factor=2), EnhanceEdit(contrast=0.4), CutoutEdit())
    assert session.undo_stack.count() == 3
    assert section.editor.isHidden()
    assert [section.steps.list.item(row).text() for row in range(3)] == [
        "Enlarge: ×2",
        "Enhance: contrast 40%",
        "Cut out: the background is clear",
    ]


def test_what_the_picture_lacks_is_measured(
    qtbot: QtBot, session: Session, section: PhotoSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Edit, ...]] = []

    def measured(data: bytes, asset: str, edits: tuple[Edit, ...], progress: Progress) -> EnhanceEdit:
        asked.append(edits)
        return EnhanceEdit(denoise=0.3, white_balance=0.6)

    monkeypatch.setattr(work, "measured", measured)
    begin_with(session, LARGE, SHARP)
    section.steps.list.chosen.emit(1)
    section.enhance.auto.click()
    qtbot.waitUntil(lambda: section.enhance.edit == EnhanceEdit(denoise=0.3, white_balance=0.6))
    assert asked == [(LARGE,)], "before this step, not after it"
    assert edits(session) == (LARGE, SHARP), "until it is applied"


def test_a_step_is_changed_where_it_stands(qtbot: QtBot, session: Session, section: PhotoSection) -> None:
    begin_with(session, SHARP, LARGE)
    section.steps.list.chosen.emit(0)
    assert section.enhance.sliders["deblur"].value() == 50
    section.enhance.sliders["denoise"].set_value(20)
    apply(qtbot, section)
    assert edits(session) == (EnhanceEdit(deblur=0.5, denoise=0.2), LARGE)


def test_steps_move_and_go_by_keys(qtbot: QtBot, session: Session, section: PhotoSection) -> None:
    begin_with(session, SHARP, LARGE, CutoutEdit())
    steps = section.steps.list
    steps.setCurrentRow(2)
    with qtbot.waitSignal(section._developer.done):
        steps.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier))
    assert edits(session) == (SHARP, CutoutEdit(), LARGE)
    assert steps.currentRow() == 1, "it goes along"
    with qtbot.waitSignal(section._developer.done):
        steps.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier))
    assert edits(session) == (SHARP, LARGE)
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert edits(session) == (SHARP, LARGE, CutoutEdit())


def test_filling_in_begins_with_the_brush_and_ends_with_a_step(
    qtbot: QtBot, session: Session, section: PhotoSection
) -> None:
    with qtbot.waitSignal(section.brush_asked) as asked:
        section.buttons["inpaint"].click()
    assert asked.args == [BrushUse("image-1", (48, 32), {"fill": None})]
    assert not section.editor.apply.isEnabled()
    painted = mask(section)
    with qtbot.waitSignal(section._developer.done):
        section.use_masks(BrushUse("image-1", (48, 32), {"fill": painted}))
    assert edits(session) == (InpaintEdit(mask=painted),)
    section.steps.list.chosen.emit(0)
    with qtbot.waitSignal(section.brush_asked) as asked:
        section.fill.paint.click()
    assert asked.args[0].masks == {"fill": painted}, "to be painted further"


def test_a_brush_that_is_put_down_with_nothing_painted_adds_nothing(session: Session, section: PhotoSection) -> None:
    section.buttons["inpaint"].click()
    section.use_masks(BrushUse("image-1", (48, 32), {"fill": None}))
    assert edits(session) == ()


def test_subject_and_background_are_painted_for_a_cutout(qtbot: QtBot, session: Session, section: PhotoSection) -> None:
    section.buttons["cutout"].click()
    with qtbot.waitSignal(section.brush_asked) as asked:
        section.cutout.paint.click()
    assert asked.args[0].masks == {"keep": None, "drop": None}
    painted = mask(section)
    with qtbot.waitSignal(section._developer.done):
        section.use_masks(BrushUse("image-1", (48, 32), {"keep": painted, "drop": None}))
    assert edits(session) == (CutoutEdit(keep=painted),)


def test_a_cutout_to_a_clipping_path_keeps_the_picture(
    qtbot: QtBot, session: Session, section: PhotoSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "clipped", lambda data, asset, edits, cut, progress: "M0 0H1V1Z")
    begin_with(session, SHARP)
    section.buttons["cutout"].click()
    section.cutout.result.show_value("path")
    apply(qtbot, section)
    assert layer(session).clip == "M0 0H1V1Z"
    assert edits(session) == (SHARP,)
    section.clip.click()
    assert layer(session).clip is None
    assert section.clip.isHidden()
    session.undo_stack.undo()
    assert layer(session).clip is not None


def test_tracing_puts_paths_in_the_place_of_the_picture(
    qtbot: QtBot, session: Session, section: PhotoSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[tuple[object, ...]] = []

    def traced(data: bytes, asset: str, edits: object, *asked: object) -> bytes:
        wanted.append(asked[:-1])
        return SVG

    monkeypatch.setattr(work, "vectorised", traced)
    session.edit("Spot", lambda design: design.model_copy(update={"spots": (GOLD,)}))
    session.undo_stack.clear()
    section.buttons["vectorise"].click()
    section.vector.colours.show_value("count")
    section.vector.count.show_value(5)
    apply(qtbot, section)
    photo_layer, paths = session.design.layers
    assert wanted == [(None, 5, 0.5)]
    assert isinstance(paths, VectorLayer)
    assert not photo_layer.visible
    assert session.selected == paths.id
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert layer(session).visible
    section.buttons["vectorise"].click()
    section.vector.colours.show_value("brand")
    apply(qtbot, section)
    brand, count, _ = wanted[-1]
    assert isinstance(brand, tuple)
    assert (len(brand), count) == (1, None), "the one spot colour"


def test_palettes_of_the_brand_and_of_references(qtbot: QtBot, session: Session, section: PhotoSection) -> None:
    document, asset = session.document.with_asset(photo(20, 10))
    reference = StyleReference(asset=asset, name="Meadow")
    fields = {"spots": (GOLD,), "references": (reference,)}
    session.replace("Begin", document.with_design(document.design.model_copy(update=fields)))
    section.buttons["palette"].click()
    choices = [section.colours.source.itemText(row) for row in range(section.colours.source.count())]
    assert choices[0] == "The brand's"
    qtbot.waitUntil(lambda: section.colours.source.findText("Meadow") >= 0)
    section.colours.source.show_value("Meadow")
    section.colours.strength.set_value(60)
    apply(qtbot, section)
    (edit,) = edits(session)
    assert isinstance(edit, PaletteEdit)
    assert edit.shift.strength == pytest.approx(0.6)
    assert len(edit.shift.colours) > 1
    section.steps.list.chosen.emit(0)
    assert section.colours.edit == edit, "as it is until something else is chosen"


def test_without_a_palette_there_is_nothing_to_apply(section: PhotoSection) -> None:
    section.buttons["palette"].click()
    assert not section.editor.apply.isEnabled()
    assert section.colours.hint.isVisible()


def test_a_failure_is_said_where_it_happened_and_nothing_changes(
    qtbot: QtBot, session: Session, section: PhotoSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise DieloomError("The weights are damaged.", "Choose another file.")

    monkeypatch.setattr(work, "develop", refuse)
    section.buttons["upscale"].click()
    with qtbot.waitSignal(section._developer.failed):
        section.editor.apply.click()
    assert "damaged" in section.note.text()
    assert edits(session) == ()
    assert section.editor.isVisible(), "to be set otherwise, and tried again"
    assert section.editor.apply.isEnabled()


def test_while_it_runs_it_is_shown_and_can_be_cancelled(
    qtbot: QtBot, session: Session, section: PhotoSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(data: bytes, asset: str, edits: object, progress: Progress) -> None:
        while True:
            progress.report(0.25)

    monkeypatch.setattr(work, "develop", endless)
    section.buttons["upscale"].click()
    section.editor.apply.click()
    qtbot.waitUntil(section.line.isVisible)
    qtbot.waitUntil(lambda: section.line.bar.value() == 250)
    assert not section.buttons["enhance"].isEnabled()
    with qtbot.waitSignal(section._developer.cancelled):
        section.line.cancel.click()
    assert section.line.isHidden()
    assert section.buttons["enhance"].isEnabled()
    assert edits(session) == ()


def test_another_picture_closes_the_form(session: Session, section: PhotoSection) -> None:
    section.buttons["enhance"].click()
    section.show_layer(layer(session).model_copy(update={"id": "image-2"}))
    assert section.editor.isHidden()


def test_undo_of_a_step_closes_its_form(qtbot: QtBot, session: Session, section: PhotoSection) -> None:
    section.buttons["cutout"].click()
    apply(qtbot, section)
    section.steps.list.chosen.emit(0)
    session.undo_stack.undo()
    assert section.editor.isHidden()


@pytest.mark.parametrize("name", ["photo.pth", "图.safetensors"])
def test_a_network_of_ones_own_is_taken_from_a_file(
    qtbot: QtBot, session: Session, section: PhotoSection, tmp_path: Path, name: str
) -> None:
    section.buttons["upscale"].click()
    section.upscale.model.show_model(str(tmp_path / name))
    assert section.upscale.model.choice.currentText() == name
    apply(qtbot, section)
    assert edits(session) == (UpscaleEdit(factor=4, model=str(tmp_path / name)),)


def test_a_picture_with_all_its_steps_takes_no_other(session: Session, section: PhotoSection) -> None:
    begin_with(session, *[SHARP] * MOST_OF_PICTURE)
    adding = [button for kind, button in section.buttons.items() if kind != "vectorise"]
    for button in (*adding, section.fineness.bring_up):
        assert not button.isEnabled()
        assert "remove one first" in button.toolTip()
    assert section.buttons["vectorise"].isEnabled(), "it is a layer of its own"
    section.add("enhance")  # from the menu
    assert section.editor.isHidden()
    assert "remove one first" in section.note.text()
    section.bring_up()
    assert "more than the 64" in section.note.text()
    begin_with(session, SHARP)
    for button in (*adding, section.fineness.bring_up):
        assert button.isEnabled()
        assert "remove one first" not in button.toolTip()


def test_a_form_that_is_open_when_the_last_step_comes_is_refused_in_words(
    session: Session, section: PhotoSection
) -> None:
    section.buttons["cutout"].click()
    begin_with(session, *[SHARP] * MOST_OF_PICTURE)
    section.editor.apply.click()
    assert "more than the 64" in section.note.text()
    assert edits(session) == (SHARP,) * MOST_OF_PICTURE
