"""What the program remembers between starts: the window's place, recent files, models, language and theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

ORGANISATION = "Dieloom"
RECENT_LIMIT = 8
MODEL_LIMIT = 24


class Settings:
    """Typed access to QSettings, which reads and writes the place that each system keeps for it."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(ORGANISATION, ORGANISATION)

    @property
    def language(self) -> str:
        """A code such as zh_CN; empty to follow the system."""
        return str(self._store.value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def theme(self) -> str:
        """``light``, ``dark`` or ``system``."""
        return str(self._store.value("theme", "system"))

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def preset(self) -> str:
        """How dieline files name their lines."""
        return str(self._store.value("preset", "standard"))

    @preset.setter
    def preset(self, name: str) -> None:
        self._store.setValue("preset", name)

    @property
    def print_export(self) -> str:
        """What was asked of the last print PDF, as JSON (:mod:`desktop.printing.choices`)."""
        return str(self._store.value("print_export", ""))

    @print_export.setter
    def print_export(self, choices: str) -> None:
        self._store.setValue("print_export", choices)

    @property
    def paper(self) -> str:
        """That the last paper proof was printed on."""
        return str(self._store.value("paper", ""))

    @paper.setter
    def paper(self, name: str) -> None:
        self._store.setValue("paper", name)

    @property
    def geometry(self) -> QByteArray | None:
        return self._bytes("geometry")

    @property
    def state(self) -> QByteArray | None:
        """Where the docks and toolbars are."""
        return self._bytes("state")

    def keep_window(self, geometry: QByteArray, state: QByteArray) -> None:
        self._store.setValue("geometry", geometry)
        self._store.setValue("state", state)

    @property
    def recent(self) -> list[Path]:
        """Documents that were open lately and still exist, the newest first."""
        return [path for path in self._recent() if path.is_file()]

    def remember(self, path: Path) -> None:
        others = [each for each in self._recent() if each != path]
        self._store.setValue("recent", [str(each) for each in [path, *others][:RECENT_LIMIT]])

    @property
    def folder(self) -> Path:
        """Where the last document was opened or saved."""
        recent = self._recent()
        return recent[0].parent if recent and recent[0].parent.is_dir() else Path.home()

    @property
    def models(self) -> list[str]:
        """Paths of model files that were opened lately, the newest first; some may be gone."""
        return self._list("models")

    @models.setter
    def models(self, paths: list[str]) -> None:
        self._store.setValue("models", paths[:MODEL_LIMIT])

    @property
    def model_folder(self) -> Path | None:
        """Where the person keeps models."""
        text = str(self._store.value("model_folder", ""))
        return Path(text) if text else None

    @model_folder.setter
    def model_folder(self, folder: Path | None) -> None:
        self._store.setValue("model_folder", str(folder or ""))

    @property
    def folded(self) -> list[str]:
        """Sections of the docks that were folded."""
        return self._list("folded")

    @folded.setter
    def folded(self, names: list[str]) -> None:
        self._store.setValue("folded", names)

    @property
    def unfolded(self) -> list[str]:
        return self._list("unfolded")

    @unfolded.setter
    def unfolded(self, names: list[str]) -> None:
        self._store.setValue("unfolded", names)

    def _recent(self) -> list[Path]:
        return [Path(text) for text in self._list("recent")]

    def _list(self, key: str) -> list[str]:
        value = self._store.value(key, [])
        # A list of one comes back as a plain string from some backends, an empty one as None.
        texts = value if isinstance(value, list) else [value] if value else []
        return [str(text) for text in texts]

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else None
