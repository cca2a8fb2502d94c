"""The translations are complete and compiled from what is in the sources."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from core import resources
from desktop import i18n
from desktop.app import make_window
from desktop.lanes import Lanes
from desktop.settings import Settings
from desktop.translations import collect, compile_texts

LANGUAGES = sorted(set(i18n.LANGUAGES) - {i18n.SOURCE})


def messages(path: Path) -> dict[tuple[str, str, str], str | None]:
    """Translation by context, text and comment; None where it is not finished."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            found[key] = None if translation.get("type") == "unfinished" else translation.text
    return found


@pytest.fixture(params=LANGUAGES)
def source(request: pytest.FixtureRequest) -> Path:
    return resources.path("i18n", f"dieloom_{request.param}.ts")


def test_every_text_of_the_sources_is_translated(source: Path, tmp_path: Path) -> None:
    fresh = tmp_path / source.name
    collect(fresh)
    assert messages(fresh).keys() == messages(source).keys(), "run: python -m desktop.translations"
    assert [key for key, text in messages(source).items() if not text] == []


def test_placeholders_survive_the_translation(source: Path) -> None:
    for (_, text, _), translated in messages(source).items():
        for placeholder in ("{0}", "{1}", "{0:g}", "{1:g}", "{2}", "%n"):
            assert text.count(placeholder) == (translated or "").count(placeholder), text


def test_the_compiled_texts_are_those_of_the_source(source: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.qm"
    compile_texts(source, compiled)
    assert compiled.read_bytes() == source.with_suffix(".qm").read_bytes(), "run: python -m desktop.translations"


def test_the_window_speaks_the_chosen_language(chinese: None, lanes: Lanes, settings: Settings, home: Path) -> None:
    window = make_window(lanes, settings)
    assert [action.text() for action in window.menuBar().actions()][:2] == ["文件(&F)", "编辑(&E)"]
    assert window.menus.actions.listing()[0] == ("新建", "Ctrl+N")  # no mnemonic in brackets, no ellipsis
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert "未命名" in window.windowTitle()
    assert i18n.spoken() == "zh"
    window.deleteLater()


def test_the_system_s_language_is_followed_where_there_is_one() -> None:
    assert i18n.language_of("zh_CN") == "zh_CN"
    assert i18n.language_of("nonsense") in i18n.LANGUAGES


def test_without_a_translation_english_is_spoken(qapp: QApplication) -> None:
    assert i18n.spoken() == "en"
