"""Following a run's folder: what is new is read in the background, as often as something may be."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import DieloomError
from desktop.training.journal import Journal, Line, News, read_news
from desktop.training.notices import Hint
from desktop.training.runs import PICTURES
from desktop.workers.background import Background
from desktop.workers.latest import Latest

EVERY_MS = 1000
ADVISED_LINES = 400


class Reading(QObject):
    """``came`` when the journal and the news are up to date; ``advised`` when the engine's advice is."""

    came = Signal()
    advised = Signal()

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.journal, self.news = Journal(), News()
        self.hints: tuple[Hint, ...] = ()
        self._latest, self._advice = Latest(background, self), Latest(background, self)
        self._latest.done.connect(self._take)
        self._advice.done.connect(self._take_advice)
        self._clock = QTimer(self, interval=EVERY_MS)
        self._clock.timeout.connect(self.look)

    def follow(self, folder: Path | None) -> None:
        """From its beginning; nothing for None."""
        self.folder, self.journal, self.news, self.hints = folder, Journal(), News(), ()
        self.look()

    def keep_on(self, on: bool) -> None:
        """Look again and again, or no more."""
        if on and not self._clock.isActive():
            self._clock.start()
        elif not on:
            self._clock.stop()

    def look(self) -> None:
        if self.folder is not None and not self._latest.busy:
            self._latest.ask(partial(_read, self.folder, self.journal.offset))

    def _take(self, found: tuple[Path, News]) -> None:
        folder, news = found
        if folder != self.folder:
            self.look()  # another run has been looked at since
            return
        self.journal.take(news)
        self.news = news
        self.came.emit()
        if news.lines:
            self._advice.ask(partial(_advise, folder, self.journal.lines[-ADVISED_LINES:]))

    def _take_advice(self, found: tuple[Path, tuple[Hint, ...]]) -> None:
        if found[0] == self.folder:
            self.hints = found[1]
            self.advised.emit()


def _read(folder: Path, offset: int) -> tuple[Path, News]:
    return folder, read_news(folder, offset)


def _advise(folder: Path, lines: list[Line]) -> tuple[Path, tuple[Hint, ...]]:
    """In the background, as it takes the engine; nothing for a run that cannot be read."""
    from core.training.advice import advise
    from core.training.data import open_set
    from core.training.run import read_order

    try:
        order = read_order(folder)
        pictures = len(open_set(folder / order.data)) if Path(order.data).name == PICTURES else 0
    except DieloomError:
        return folder, ()
    found = advise(lines, order.plan, pictures, fine_tuned=order.start is not None)
    return folder, tuple(Hint(each.key, each.text, {} if each.anew else each.changes) for each in found)
