"""Using a model: one undo step, on the layer in hand or a new one; what cannot be used changes nothing."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.artwork.recipe import Move, Recipe
from core.document import edits
from core.document.model import ArtworkLayer
from core.errors import DieloomError
from desktop.models.use import UseModel
from desktop.session import Session
from tests.desktop.panels.conftest import write_model


def artwork(session: Session) -> list[ArtworkLayer]:
    return [layer for layer in session.design.layers if isinstance(layer, ArtworkLayer)]


def test_one_step_and_it_is_remembered(models: UseModel, session: Session, tmp_path: Path) -> None:
    other = str(write_model(tmp_path / "knit.safetensors", ("cable",), 2))
    models.use(other, seed=12)
    assert (artwork(session)[0].recipe.model, artwork(session)[0].recipe.seed) == (other, 12)
    assert session.undo_stack.count() == 1
    assert models.book.recent == [other]
    assert models.current == other


def test_without_artwork_a_layer_is_added_in_one_step(models: UseModel, session: Session, model: str) -> None:
    session.edit("Delete", lambda design: edits.removed(design, "art"))
    models.use(model)
    assert [layer.recipe.model for layer in artwork(session)] == [model]
    assert session.selected == artwork(session)[0].id
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert artwork(session) == []


def test_a_locked_layer_refuses(models: UseModel, session: Session, model: str, tmp_path: Path) -> None:
    session.edit("Lock", lambda design: edits.with_layer(design, "art", locked=True))
    refused: list[DieloomError] = []
    models.refused.connect(lambda _, error: refused.append(error))
    before = session.document
    models.use(str(write_model(tmp_path / "knit.safetensors", (), 2)))
    assert "locked" in refused[0].message
    assert session.document is before


def test_a_hostile_file_is_refused_and_never_run(
    models: UseModel, session: Session, hostile: Path, qtbot: QtBot
) -> None:
    before = session.document
    with qtbot.waitSignal(models.refused):
        models.use(str(hostile))
    assert session.document is before
    assert not (hostile.parent / "ran").exists()


def test_the_last_one_asked_for_wins(models: UseModel, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    slow = tmp_path / "slow.pt"  # read in the background, unlike the next
    slow.write_bytes(b"no model")
    quick = str(write_model(tmp_path / "quick.safetensors", (), 2))
    refused: list[str] = []
    models.refused.connect(lambda model, _: refused.append(model))
    with qtbot.waitSignal(models.book.learned, check_params_cb=lambda model: model == str(slow)):
        models.use(str(slow))
        models.use(quick)
    assert refused == []
    assert artwork(session)[0].recipe.model == quick


def test_sefas_and_found_directions_stay_with_the_old_model(models: UseModel, session: Session, tmp_path: Path) -> None:
    moves = tuple(Move(direction=name, value=1) for name in ("pc1", "sefa1", "pca1"))
    session.edit("Move", lambda design: edits.with_layer(design, "art", recipe=Recipe(moves=moves)))
    models.use(str(write_model(tmp_path / "knit.safetensors", (), 2)))
    assert artwork(session)[0].recipe.moves == moves[:1]
