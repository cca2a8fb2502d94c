"""The window's language: English in the source, the others in `resources/i18n` (see :mod:`desktop.translations`)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core import resources
from core.dieline.words import Language

SOURCE = "en"
LANGUAGES = {SOURCE: "English", "zh_CN": "简体中文"}

translate = QCoreApplication.translate


def language_of(choice: str) -> str:
    """The language to show: the person's choice, else the system's if there is a translation, else English."""
    if choice in LANGUAGES:
        return choice
    system = QLocale.system().name()
    return next((code for code in LANGUAGES if code[:2] == system[:2]), SOURCE)


def install(app: QCoreApplication, language: str) -> list[QTranslator]:
    """Show this language in all windows that are made from now on; returns what was installed."""
    if language == SOURCE:
        return []
    ours = str(resources.path("i18n"))
    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for name, folder in ((f"dieloom_{language}", ours), (f"qtbase_{language}", qts)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            installed.append(translator)
    return installed


def spoken() -> Language:
    """The language that the window speaks, for words and papers that the core writes."""
    code = translate("i18n", "en", "The language code of this translation: en or zh")
    return "zh" if code == "zh" else "en"
