"""Own templates: added from files that others sent, removed after a question, and what cannot be read is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.dieline import library
from core.dieline.outline import Group
from desktop.library import shelf
from desktop.library.chooser import TemplateChooser

Show = Callable[[Any], Any]


@pytest.fixture
def chooser(show: Show) -> TemplateChooser:
    return show(TemplateChooser())


def sent(folder: Path, code: str) -> Path:
    path = folder / "sent.json"
    library.write(library.load("hang tag").file.model_copy(update={"code": code, "aliases": ()}), path)
    return path


def test_a_file_becomes_one_of_my_templates(chooser: TemplateChooser, tmp_path: Path) -> None:
    assert not chooser.shelf.remove.isEnabled()
    chooser.shelf.take([sent(tmp_path, "THEIR TAG")])
    assert chooser.template.code == "THEIR TAG"
    assert chooser.shelf.remove.isEnabled()
    assert library.load("their tag").file.group is Group.TAG
    assert chooser.groups.item(chooser.groups.count() - 1).text() == "My templates  (1)"


def test_removing_is_asked_for(chooser: TemplateChooser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chooser.shelf.take([sent(tmp_path, "THEIR TAG")])
    monkeypatch.setattr(shelf, "ask_to_remove", lambda parent, title: False)
    chooser.shelf.remove.click()
    assert "THEIR TAG" in library.codes()
    monkeypatch.setattr(shelf, "ask_to_remove", lambda parent, title: True)
    chooser.shelf.remove.click()
    assert "THEIR TAG" not in library.codes()
    assert chooser.template is not None
    assert not chooser.shelf.remove.isEnabled()


def test_a_file_that_is_no_template_is_said(chooser: TemplateChooser, tmp_path: Path) -> None:
    path = tmp_path / "letter.json"
    path.write_text('{"dear": "you"}')
    chooser.shelf.take([path])
    assert "letter.json is not a dieline template" in chooser.note.text()
    chooser.shelf.take([sent(tmp_path, "HANG TAG")])
    assert "is a template of the program" in chooser.note.text()


def test_broken_files_of_the_library_are_told(show: Show) -> None:
    library.own_folder().mkdir(parents=True)
    (library.own_folder() / "broken.json").write_text("{")
    chooser = show(TemplateChooser())
    assert "broken.json" in chooser.note.text()
    assert chooser.template is not None
