"""What is ticked comes into the layer in each way that is on: blended, weighed, undone as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from core.artwork.edits import MOST_OF_PICTURE
from core.artwork.recipe import StyleMix
from core.document.edits import changed, find, inserted, with_layer
from core.document.model import CmykPaint, RgbPaint, ShapeLayer, SpotColour
from core.document.recipe_edits import FINE
from core.document.styling import grown_of, mixed_shares, painting_of, palette_of, strength_of
from core.errors import DieloomError
from core.imaging.values import EnhanceEdit
from core.style.values import PaletteEdit, StyleEdit, StyleShare
from desktop.panels.paints import brand_colours
from desktop.styles import work
from desktop.styles.way import Way
from tests.desktop.panels.test_controls import drag
from tests.desktop.styles.conftest import PAINTED, SAND, SEA, Dock, only


def press(dock: Dock, way: Way) -> None:
    dock.panel.ways.buttons[way].click()


def test_nothing_can_be_taken_before_something_is_ticked(dock: Dock) -> None:
    assert not any(button.isEnabled() for button in dock.panel.ways.buttons.values())
    dock.add("sea", "sand")
    assert not dock.panel.ways.buttons[Way.COLOURS].isEnabled()
    assert "Tick" in dock.panel.ways.buttons[Way.COLOURS].toolTip()
    dock.tick("sea")
    assert all(button.isEnabled() for button in dock.panel.ways.buttons.values())


def test_colours_come_from_the_ticked_picture(dock: Dock) -> None:
    dock.add("sea")
    dock.tick("sea")
    press(dock, Way.COLOURS)
    assert palette_of(dock.art) == only(SEA)
    assert dock.panel.colours.isVisible()
    drag(dock.panel.colours.strength.slider, 0.97, 0.7, 0.4)
    palette = palette_of(dock.art)
    assert palette
    assert palette.strength == pytest.approx(0.4, abs=0.05)
    assert dock.session.undo_stack.count() == 3  # the picture, its colours, their strength
    press(dock, Way.COLOURS)
    assert palette_of(dock.art) is None
    assert not dock.panel.colours.isVisible()


def test_flats_go_over_to_the_colours_as_one_step(dock: Dock) -> None:
    dock.add("sea")
    dock.tick("sea")
    shape = ShapeLayer(id="flat", fill=RgbPaint(hex="#c04020"))
    dock.session.edit("Add a shape", lambda design: inserted(design, shape))
    press(dock, Way.COLOURS)
    dock.panel.colours.repaint.click()
    dock.work()
    assert find(dock.session.design, "flat") == changed(shape, fill=RgbPaint(hex=SEA))
    assert dock.session.undo_stack.undoText() == "Recolour text and shapes"
    dock.session.undo_stack.undo()
    assert find(dock.session.design, "flat") == shape
    assert palette_of(dock.art) == only(SEA)


def test_flats_of_a_design_that_has_changed_meanwhile(dock: Dock) -> None:
    dock.add("sea")
    dock.tick("sea")
    press(dock, Way.COLOURS)
    shape = ShapeLayer(id="flat", fill=RgbPaint(hex="#c04020"))
    dock.session.edit("Add a shape", lambda design: inserted(design, shape))
    dock.panel.styling.repaint()
    dock.session.edit("Rename", lambda design: changed(design, title="Another"))
    dock.work()
    dock.work()
    assert dock.session.design.title == "Another"
    assert find(dock.session.design, "flat") == changed(shape, fill=RgbPaint(hex=SEA))


def test_colours_wait_for_what_is_still_being_read(dock: Dock) -> None:
    dock.add("sea")
    dock.panel.hide()  # nobody looks, and nothing is read beforehand
    dock.panel.styling.tick(dock.asset("sea"), True)
    dock.panel.styling.switch(Way.COLOURS, True)
    assert palette_of(dock.art) is None
    dock.work()
    assert palette_of(dock.art) == only(SEA)


def test_two_pictures_are_blended_by_their_weights(dock: Dock) -> None:
    dock.add("sea", "sand")
    dock.tick("sea", "sand")
    press(dock, Way.COLOURS)
    palette = palette_of(dock.art)
    assert palette
    assert dict(zip(palette.colours, palette.shares or (), strict=True)) == {SEA: 0.5, SAND: 0.5}
    steps = dock.session.undo_stack.count()
    first, second = dock.panel.blend.rows
    assert first.weight.slider.accessibleName() == "Weight of sea"
    drag(second.weight.slider, 0.97, 0.6, 0.25)
    palette = palette_of(dock.art)
    assert palette
    shares = dict(zip(palette.colours, palette.shares or (), strict=True))
    assert shares[SEA] == pytest.approx(0.8, abs=0.02)
    assert dock.session.undo_stack.count() == steps + 1
    first.drop.click()
    assert palette_of(dock.art) == only(SAND)
    assert not dock.panel.blend.isVisible(), "one picture alone counts in full"


def test_the_style_is_painted_over_and_each_aspect_has_a_slider(dock: Dock) -> None:
    dock.add("sea", "sand")
    dock.tick("sea", "sand")
    press(dock, Way.PAINTING)
    painting = painting_of(dock.art)
    assert painting
    assert [each.asset for each in painting.shares] == [dock.asset("sea"), dock.asset("sand")]
    assert painting.network == "brush"
    fields = dock.panel.painting
    fields.texture.set_value(30)
    fields.structure.set_value(40)
    fields.colours.set_value(50)
    fields.keep.click()
    fields.marks.edited.emit(512)
    painting = painting_of(dock.art)
    assert painting
    assert (painting.texture, painting.structure, painting.colours) == (0.3, 0.4, 0.5)
    assert painting.keep_colour
    assert painting.detail_px == 512
    assert not fields.colours.isEnabled(), "what is kept has no strength"


def test_undo_brings_the_ticks_back(dock: Dock) -> None:
    dock.add("sea", "sand")
    dock.tick("sea")
    press(dock, Way.PAINTING)
    dock.tick("sand")
    assert len(dock.panel.styling.blend) == 2
    dock.session.undo_stack.undo()
    assert list(dock.panel.styling.blend) == [dock.asset("sea")]
    painting = painting_of(dock.art)
    assert painting
    assert len(painting.shares) == 1


def test_artwork_grows_in_the_style(dock: Dock) -> None:
    other = StyleMix(seed=5, weight=0.2)
    recipe = changed(dock.art.recipe, mix=(other,))
    dock.session.edit("Mix", lambda design: with_layer(design, "art", recipe=recipe))
    dock.add("sea", "sand")
    dock.tick("sea", "sand")
    press(dock, Way.GROWING)
    assert dock.panel.ways.buttons[Way.GROWING].isChecked(), "it is being searched"
    dock.work()
    mixes = grown_of(dock.art)
    assert dock.art.recipe.mix[0] == other
    assert mixed_shares(mixes) == pytest.approx([0.35, 0.35])
    dock.panel.growing.weight.set_value(40)
    dock.panel.growing.layers.edited.emit(FINE)
    mixes = grown_of(dock.art)
    assert strength_of(mixes) == pytest.approx(0.4)
    assert mixed_shares(mixes) == pytest.approx([0.2, 0.2])
    assert {mix.layers for mix in mixes} == {FINE}
    press(dock, Way.GROWING)
    assert dock.art.recipe.mix == (other,)


def test_a_search_can_be_stopped(dock: Dock) -> None:
    dock.add("sea")
    dock.tick("sea")
    press(dock, Way.GROWING)
    dock.panel.line.cancel.click()
    dock.work()
    assert grown_of(dock.art) == ()
    assert not dock.panel.ways.buttons[Way.GROWING].isChecked()


def test_a_search_ends_with_its_picture(dock: Dock) -> None:
    dock.add("sea")
    dock.tick("sea")
    press(dock, Way.GROWING)
    dock.panel.library.grid.choose([dock.asset("sea")])
    dock.panel.library.remove()
    dock.work()
    assert grown_of(dock.art) == ()


def test_a_failure_is_said_and_can_be_tried_again(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    read = work.share_of

    def fail(*_: Any) -> None:
        raise DieloomError("The brush is not here.", "Install the program again.")

    dock.add("sea")
    monkeypatch.setattr(work, "share_of", fail)
    dock.tick("sea")
    press(dock, Way.PAINTING)
    dock.work()
    assert "The brush is not here." in dock.panel.note.text()
    assert not dock.panel.ways.buttons[Way.PAINTING].isChecked()
    monkeypatch.setattr(work, "share_of", read)
    press(dock, Way.PAINTING)
    assert not dock.panel.note.isVisible()
    dock.work()
    assert painting_of(dock.art)


def test_brand_colours_take_the_place_of_those_near_them(dock: Dock) -> None:
    inks = (
        SpotColour(name="Gold", alternate=CmykPaint(m=0.3, y=0.8)),
        SpotColour(name="Ink", alternate=CmykPaint(k=1)),
    )
    varnish = SpotColour(name="Gloss", alternate=CmykPaint(c=1), use="varnish")
    dock.session.edit("Inks", lambda design: changed(design, spots=(*inks, varnish)))
    brand = brand_colours(dock.session.design.spots)
    assert len(brand) == 2, "varnish is no colour"
    dock.add("sea", "sand")
    dock.tick("sea", "sand")
    press(dock, Way.COLOURS)
    dock.panel.colours.brand.click()
    palette = palette_of(dock.art)
    assert palette
    assert set(palette.colours) == set(brand)
    dock.panel.colours.brand.click()
    palette = palette_of(dock.art)
    assert palette
    assert set(palette.colours) == {SEA, SAND}


def test_a_removed_picture_leaves_what_was_painted(dock: Dock) -> None:
    dock.add("sea", "sand")
    dock.tick("sea", "sand")
    press(dock, Way.PAINTING)
    before = painting_of(dock.art)
    dock.panel.library.grid.choose([dock.asset("sea")])
    dock.panel.library.remove()
    assert painting_of(dock.art) == before
    rows = [row for row in dock.panel.blend.rows if row.isVisible()]
    assert len(rows) == 2, "it still counts, and can be weighed and left out"
    rows[0].drop.click()
    painting = painting_of(dock.art)
    assert painting
    assert [each.asset for each in painting.shares] == [dock.asset("sand")]


def test_one_button_takes_all_of_it_off(dock: Dock) -> None:
    dock.add("sea")
    dock.tick("sea")
    for way in Way:
        press(dock, way)
        dock.work()
    assert all([palette_of(dock.art), painting_of(dock.art), grown_of(dock.art)])
    steps = dock.session.undo_stack.count()
    dock.panel.target.plain.click()
    assert not any([palette_of(dock.art), painting_of(dock.art), grown_of(dock.art)])
    assert dock.session.undo_stack.count() == steps + 1
    assert not dock.panel.target.plain.isEnabled()


def test_each_layer_keeps_its_own_ticks(dock: Dock) -> None:
    dock.add("sea", "sand")
    dock.tick("sea")
    press(dock, Way.PAINTING)
    dock.session.select("pic")
    assert list(dock.panel.styling.blend) == [dock.asset("sea")], "a plain layer may take what is in hand"
    dock.panel.styling.tick(dock.asset("sea"), False)
    dock.tick("sand")
    dock.session.select("art")
    assert list(dock.panel.styling.blend) == [dock.asset("sea")]
    dock.session.select("pic")
    assert list(dock.panel.styling.blend) == [dock.asset("sand")]


def test_a_locked_layer_is_left_alone(dock: Dock) -> None:
    dock.add("sea")
    dock.tick("sea")
    dock.session.edit("Lock", lambda design: with_layer(design, "art", locked=True))
    assert not dock.panel.ways.buttons[Way.COLOURS].isEnabled()
    assert "locked" in dock.panel.ways.buttons[Way.COLOURS].toolTip()
    dock.panel.styling.switch(Way.COLOURS, True)
    assert palette_of(dock.art) is None


# Placed pictures


def test_a_picture_takes_colours_and_does_not_grow(dock: Dock) -> None:
    dock.session.select("pic")
    dock.add("sea")
    dock.tick("sea")
    assert not dock.panel.ways.buttons[Way.GROWING].isEnabled()
    press(dock, Way.COLOURS)
    assert dock.picture.edits == (), "it is developed first"
    dock.work()
    assert dock.picture.edits == (PaletteEdit(shift=only(SEA)),)


def test_a_slider_drafts_and_its_release_develops(dock: Dock) -> None:
    dock.session.select("pic")
    dock.add("sea")
    dock.tick("sea")
    press(dock, Way.COLOURS)
    dock.work()
    steps = dock.session.undo_stack.count()
    slider = dock.panel.colours.strength.slider
    slider.setSliderDown(True)
    for value in (90, 60, 30):
        slider.setValue(value)
    assert palette_of(dock.picture) == only(SEA)
    assert dock.panel.styling.palette == only(SEA, 0.3)
    dock.lane.work()
    draft = dock.panel.preview.picture
    assert not draft.isNull()
    slider.setSliderDown(False)
    dock.work()
    assert palette_of(dock.picture) == only(SEA, 0.3)
    assert dock.session.undo_stack.count() == steps + 1


def test_a_development_that_is_cancelled_changes_nothing(dock: Dock) -> None:
    dock.session.select("pic")
    dock.add("sea")
    dock.tick("sea")
    press(dock, Way.COLOURS)
    assert dock.darkroom.waiting == 1
    dock.panel.line.cancel.click()
    dock.work()
    assert dock.picture.edits == ()
    assert not dock.panel.ways.buttons[Way.COLOURS].isChecked()


def test_a_development_that_fails_is_said(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise DieloomError("The disk is full.", "Free some space.")

    dock.session.select("pic")
    dock.add("sea")
    dock.tick("sea")
    monkeypatch.setattr("core.style.palette.edit_palette", fail)
    press(dock, Way.COLOURS)
    dock.work()
    assert "The disk is full." in dock.panel.note.text()
    assert dock.picture.edits == ()
    assert dock.panel.styling.palette is None


def test_a_learned_style_is_painted_and_taken_off(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    style = work.LearnedStyle("Woodcut", "/styles/woodcut.style.safetensors", QImage())
    monkeypatch.setattr(work, "learned_styles", lambda progress: [style])
    dock.panel.learned.look()
    dock.work()
    (button,) = dock.panel.learned.buttons
    button.setFocus()
    button.click()
    assert painting_of(dock.art) == StyleEdit(network=style.network)
    assert button.isChecked()
    dock.panel.painting.texture.set_value(30)
    assert painting_of(dock.art) == StyleEdit(network=style.network, texture=0.3)
    button.click()
    assert painting_of(dock.art) is None


def test_keys_switch_a_way(dock: Dock, qtbot: Any) -> None:
    dock.add("sea")
    dock.tick("sea")
    button = dock.panel.ways.buttons[Way.COLOURS]
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert palette_of(dock.art) == only(SEA)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert palette_of(dock.art) is None


def test_what_fails_in_one_way_leaves_the_others_pending(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise DieloomError("The brush is not here.", "Install the program again.")

    monkeypatch.setattr(work, "share_of", fail)
    dock.add("sea")
    dock.panel.styling.tick(dock.asset("sea"), True)
    press(dock, Way.GROWING)
    dock.work()
    assert "The brush is not here." in dock.panel.note.text()
    assert grown_of(dock.art)


def test_no_more_pictures_are_used_than_a_painting_holds(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    dock.add("sea", "sand", "moss")
    dock.tick("sea", "sand")
    press(dock, Way.PAINTING)
    monkeypatch.setattr("desktop.styles.styling.MOST", 2)
    dock.tick("moss")
    assert "At most 2 pictures" in dock.panel.note.text()
    assert len(dock.panel.styling.blend) == 2
    dock.panel.styling.tick(dock.asset("sea"), False)
    dock.tick("moss")
    assert not dock.panel.note.isVisible()
    assert len(dock.panel.styling.blend) == 2


def test_a_painting_holds_as_many_references_as_may_be_used() -> None:
    from desktop.styles.styling import MOST

    share = StyleShare(code=PAINTED)
    assert len(StyleEdit(shares=(share,) * MOST).shares) == MOST
    with pytest.raises(ValueError, match="at most"):
        StyleEdit(shares=(share,) * (MOST + 1))


def test_a_picture_with_all_its_steps_takes_no_style(dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    style = work.LearnedStyle("Woodcut", "/styles/woodcut.style.safetensors", QImage())
    monkeypatch.setattr(work, "learned_styles", lambda progress: [style])
    dock.add("sea")
    dock.tick("sea")
    dock.panel.learned.look()
    dock.work()
    steps = (EnhanceEdit(contrast=0.5),) * MOST_OF_PICTURE
    dock.session.edit("Begin", lambda design: with_layer(design, "pic", edits=steps))
    dock.session.select("pic")
    dock.work()
    buttons = (*(dock.panel.ways.buttons[way] for way in (Way.COLOURS, Way.PAINTING)), *dock.panel.learned.buttons)
    assert len(buttons) == 3
    for button in buttons:
        assert not button.isEnabled()
        assert "remove one first" in button.toolTip()
    dock.panel.styling.switch(Way.PAINTING, True)  # asked for before the last step came
    dock.work()
    assert "more than the 64" in dock.panel.note.text()
    assert not dock.panel.styling.pending
    dock.panel.styling.use_learned(style.network)
    assert "more than the 64" in dock.panel.note.text()
    assert dock.picture.edits == steps
    dock.session.edit("Remove step", lambda design: with_layer(design, "pic", edits=steps[1:]))
    press(dock, Way.COLOURS)
    dock.work()
    assert palette_of(dock.picture) == only(SEA)
    assert dock.panel.ways.buttons[Way.COLOURS].isEnabled(), "to be taken off again"
    assert not dock.panel.ways.buttons[Way.PAINTING].isEnabled()
