"""Edits of pictures: developed in a child process first, then one undo step; or nothing at all."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from core.artwork.darkroom import Darkroom
from core.artwork.edits import MOST_OF_PICTURE, Edit
from core.document.document import Document
from core.document.edits import with_layer
from core.document.model import ImageLayer
from core.errors import DieloomError
from core.imaging.values import EnhanceEdit, UpscaleEdit
from core.style.values import PaletteEdit, PaletteShift
from desktop.photo.developing import Developer
from desktop.session import Session
from tests.desktop.photo import works

PATIENCE_MS = 120_000
RED = PaletteEdit(shift=PaletteShift(colours=("#a01010", "#f0d0d0")))
MISSING = UpscaleEdit(factor=2, model="/nowhere/model.pth")


def edits(session: Session) -> tuple[Edit, ...]:
    (layer,) = session.design.layers
    assert isinstance(layer, ImageLayer)
    return layer.edits


def kept(session: Session, *steps: Edit) -> None:
    """Have the picture after these steps in the cache."""
    (asset,) = session.document.assets
    Darkroom().develop(session.document.assets[asset], steps, asset=asset)


def renamed(document: Document, name: str) -> Document:
    return document.with_design(with_layer(document.design, "image-1", name=name))


def test_an_edit_is_developed_first_and_then_one_undo_step(
    qtbot: QtBot, developer: Developer, session: Session
) -> None:
    (asset,) = session.document.assets
    with qtbot.waitSignal(developer.done, timeout=PATIENCE_MS) as told:
        developer.develop("image-1", (RED,), "Change colours")
        assert edits(session) == (), "not before its pixels are there"
    assert told.args == ["image-1"]
    assert edits(session) == (RED,)
    assert Darkroom().holds(asset, (RED,))
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert edits(session) == ()


def test_what_was_developed_before_is_there_at_once(developer: Developer, session: Session) -> None:
    kept(session, RED)
    developer.develop("image-1", (RED,), "Change colours")
    assert edits(session) == (RED,)
    developer.develop("image-1", (), "Remove step")
    assert edits(session) == (), "the picture itself needs no process"
    assert session.undo_stack.count() == 2


def test_a_failure_says_why_in_one_line_and_changes_nothing(
    qtbot: QtBot, developer: Developer, session: Session
) -> None:
    with qtbot.waitSignal(developer.failed, timeout=PATIENCE_MS) as told:
        developer.run("image-1", works.refuse, "Upscale", lambda document, _: document)
    layer, error = told.args
    assert layer == "image-1"
    assert isinstance(error, DieloomError)
    assert "\n" not in str(error)
    assert session.undo_stack.count() == 0
    assert developer.running("image-1") is None


def test_it_reports_and_uses_what_the_work_returned(qtbot: QtBot, developer: Developer, session: Session) -> None:
    heard: list[tuple[str, float, str]] = []
    developer.progress.connect(lambda *words: heard.append(words))
    with qtbot.waitSignal(developer.done, timeout=PATIENCE_MS):
        developer.run("image-1", works.answer, "Name", renamed)
    assert heard == [("image-1", 0.5, "half")]
    assert session.design.layers[0].name == "made"
    assert session.undo_stack.undoText() == "Name"


def test_cancelled_work_is_over_at_once_and_its_process_soon(
    qtbot: QtBot, developer: Developer, session: Session
) -> None:
    with qtbot.waitSignal(developer.progress, timeout=PATIENCE_MS):
        developer.run("image-1", works.endless, "Wait", lambda document, _: document)
    running = developer.running("image-1")
    assert running is not None
    with qtbot.waitSignal(running.task.finished, timeout=PATIENCE_MS):
        developer.cancel("image-1")
        assert developer.running("image-1") is None
    assert session.undo_stack.count() == 0


def test_another_edit_of_the_picture_takes_the_place_of_what_runs(
    qtbot: QtBot, developer: Developer, session: Session
) -> None:
    kept(session, RED)
    with qtbot.waitSignal(developer.progress, timeout=PATIENCE_MS):
        developer.run("image-1", works.endless, "Wait", lambda document, _: document)
    session.edit("Move", lambda design: with_layer(design, "image-1", opacity=0.5))
    assert developer.running("image-1") is not None, "its place is not its picture"
    with qtbot.waitSignal(developer.cancelled, timeout=PATIENCE_MS):
        developer.develop("image-1", (RED,), "Change colours")
    assert edits(session) == (RED,)


def test_undo_gives_up_what_was_meant_for_later_steps(qtbot: QtBot, developer: Developer, session: Session) -> None:
    kept(session, RED)
    developer.develop("image-1", (RED,), "Change colours")
    with qtbot.waitSignal(developer.progress, timeout=PATIENCE_MS):
        developer.run("image-1", works.endless, "Wait", lambda document, _: document)
    with qtbot.waitSignal(developer.cancelled, timeout=PATIENCE_MS):
        session.undo_stack.undo()
    assert edits(session) == ()


def test_a_locked_layer_is_left_alone(developer: Developer, session: Session) -> None:
    session.edit("Lock", lambda design: with_layer(design, "image-1", locked=True))
    developer.develop("image-1", (EnhanceEdit(contrast=0.5),), "Enhance")
    assert developer.running("image-1") is None
    assert edits(session) == ()


def test_a_model_that_is_not_there_is_told_and_the_document_stays(
    qtbot: QtBot, developer: Developer, session: Session
) -> None:
    with qtbot.waitSignal(developer.failed, timeout=PATIENCE_MS):
        developer.develop("image-1", (MISSING,), "Upscale")
    assert edits(session) == ()


def test_stopping_the_lane_stops_its_process(qtbot: QtBot, developer: Developer) -> None:
    with qtbot.waitSignal(developer.progress, timeout=PATIENCE_MS):
        developer.run("image-1", works.endless, "Wait", lambda document, _: document)
    before = time.monotonic()
    developer._lane.stop()
    assert time.monotonic() - before < 30, "it would have gone on for ever"


def test_more_steps_than_a_picture_can_have_are_refused_in_words(developer: Developer, session: Session) -> None:
    full = (EnhanceEdit(contrast=0.5),) * MOST_OF_PICTURE
    session.edit("Begin", lambda design: with_layer(design, "image-1", edits=full))
    told: list[DieloomError] = []
    developer.failed.connect(lambda _, error: told.append(error))
    developer.develop("image-1", (*full, RED), "Change colours")
    (error,) = told
    assert "more than the 64" in str(error)
    assert developer.running("image-1") is None
    assert edits(session) == full
