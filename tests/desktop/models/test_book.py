"""What is known of models: read once, in the background where it takes long, told in words where it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import resources
from core.gan import direction_files
from desktop.models.book import ModelBook
from desktop.models.facts import bundled as bundled_names
from desktop.models.use import UseModel
from desktop.settings import MODEL_LIMIT, Settings
from desktop.workers.background import Background
from tests.desktop.panels.conftest import write_model


@pytest.fixture
def book(models: UseModel) -> ModelBook:
    return models.book


def test_facts_are_there_at_once_for_a_file_of_ours(book: ModelBook, model: str) -> None:
    facts = book.facts(model)
    assert facts is not None
    assert facts.families == ("stripes", "dots")
    assert facts.parameters > 0
    assert facts.size == Path(model).stat().st_size
    assert [each.name for each in book.directions(model)][:6] == [f"pc{number}" for number in range(1, 7)]


def test_a_file_is_read_once_until_it_is_asked_for_anew(book: ModelBook, tmp_path: Path) -> None:
    path = write_model(tmp_path / "felt.safetensors", ("plain",), 2)
    assert book.facts(str(path)).families == ("plain",)
    write_model(path, ("plain", "checked"), 2)
    assert book.facts(str(path)).families == ("plain",)
    book.learn(str(path))
    assert book.facts(str(path)).families == ("plain", "checked")


def test_a_pickle_is_read_beside_the_window_and_never_run(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, hostile: Path
) -> None:
    background = Background()
    background.start()
    book = ModelBook(background, Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    with qtbot.waitSignal(book.learned):
        assert book.facts(str(hostile)) is None
        assert book.problem(str(hostile)) is None, "it is not read yet"
    background.stop()
    assert book.facts(str(hostile)) is None
    problem = book.problem(str(hostile))
    assert problem is not None
    assert "faces.pkl" in problem.message
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("keep", [0, 7, 100, 4000])
def test_a_piece_of_a_file_is_explained(book: ModelBook, qtbot: QtBot, tmp_path: Path, keep: int) -> None:
    whole = write_model(tmp_path / "whole.safetensors", (), 2).read_bytes()
    piece = tmp_path / "piece.safetensors"
    piece.write_bytes(whole[:keep])
    book.learn(str(piece))
    qtbot.waitUntil(lambda: book.problem(str(piece)) is not None)
    assert "piece.safetensors" in book.problem(str(piece)).message


@pytest.mark.parametrize("share", ["\\\\evil\\share\\m.pkl", "//evil/share/m.pkl"])
def test_a_network_share_is_not_even_looked_for(book: ModelBook, share: str) -> None:
    assert book.facts(share) is None
    assert "network" in book.problem(share).message


def test_the_recent_ones_are_few_new_first_and_can_be_forgotten(book: ModelBook) -> None:
    for number in range(MODEL_LIMIT + 5):
        book.remember(f"/models/{number}.pkl")
    book.remember("/models/10.pkl")
    book.remember("loom")  # a bundled one is in the list anyway
    assert book.recent[:2] == ["/models/10.pkl", f"/models/{MODEL_LIMIT + 4}.pkl"]
    assert len(book.recent) == MODEL_LIMIT
    book.forget("/models/10.pkl")
    assert "/models/10.pkl" not in book.recent


def test_the_folder_and_those_in_it_are_listed(book: ModelBook, qtbot: QtBot, folder: Path) -> None:
    with qtbot.waitSignal(book.listed):
        book.folder = folder
    assert [Path(each).name for each in book.in_folder] == ["linen.safetensors", "damask.safetensors"]
    folder.rename(folder.with_name("gone"))
    with qtbot.waitSignal(book.listed):
        book.look_into_folder()
    assert book.in_folder == []


def test_a_change_of_the_directions_is_told(book: ModelBook, qtbot: QtBot, model: str) -> None:
    assert book.facts(model)
    with qtbot.waitSignal(book.learned):
        book.change_directions(model, lambda path: direction_files.rename(path, "pc1", "Warmth"))
    assert book.directions(model)[0].label == "Warmth"


def test_what_lies_beside_a_bundled_model_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "models").mkdir()
    for name in ("loom", "loom.encoder", "loom.judge"):
        (tmp_path / "models" / f"{name}.safetensors").touch()
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    assert bundled_names.__wrapped__() == ("loom",)
