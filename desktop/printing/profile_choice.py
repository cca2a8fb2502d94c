"""A drop-down of output profiles: the one that stands when nothing is chosen, the bundled ones, or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from core.colour.profiles import BUNDLED, load_profile
from core.errors import DieloomError
from desktop.panels.controls import Choice

_FILE = object()


class ProfileChoice(Choice):
    """Its value is a bundled profile's name, a file's path, or None for ``unchosen``, the words of the first option."""

    refused = Signal(str)  # why a file cannot be used; empty once another was chosen

    def __init__(self, name: str, unchosen: str | None = None) -> None:
        super().__init__(name)
        self._unchosen = unchosen
        self._files: list[str] = []
        self._last: str | None = None
        self._offer()
        self.edited.connect(self._take)

    def show_profile(self, profile: str | None) -> None:
        """A profile by name or path, which is offered from now on."""
        if profile is not None and profile not in (*BUNDLED, *self._files):
            self._files.append(profile)
            self._offer()
        self._last = profile
        self.show_value(profile)

    def offer_unchosen(self, words: str) -> None:
        """What the first option comes to now."""
        self._unchosen = words
        self._offer()

    @property
    def profile(self) -> str | None:
        return self._last

    def take_file(self, path: Path) -> None:
        """A profile from a file; a bad one is refused."""
        try:
            load_profile(str(path))
        except DieloomError as error:
            self.refused.emit(str(error))
            return
        self.refused.emit("")
        self.show_profile(str(path))
        self.edited.emit(str(path))

    def _offer(self) -> None:
        first = [] if self._unchosen is None else [(self._unchosen, None)]
        bundled = [(load_profile(name).description, name) for name in BUNDLED]
        files = [(Path(path).stem, path) for path in self._files]
        self.set_options([*first, *bundled, *files, (self.tr("From a file…"), _FILE)])
        self.show_value(self._last)

    def _take(self, value: object) -> None:
        if value is not _FILE:
            self._last = value if isinstance(value, str) else None
            return
        self.show_value(self._last)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose an output profile"), "", "ICC (*.icc *.icm)")
        if chosen:
            self.take_file(Path(chosen))
