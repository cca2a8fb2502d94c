"""Where a run stands: what it does, how far it is, how long it still takes; in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.training.film import kimg
from desktop.training.journal import Journal
from desktop.training.runs import RunFacts
from desktop.training.words import duration, size_words

BETWEEN = "   ·   "

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Standing:
    """Of a run and what it has written; ``runs`` says whether it trains now."""

    run: RunFacts | None
    journal: Journal
    runs: bool = False
    pausing: bool = False

    @property
    def _images(self) -> int:
        """As the list of runs has it until the log is read."""
        return self.journal.images or (self.run.images if self.run else 0)

    @property
    def _begun(self) -> bool:
        return self._images > 0

    @property
    def end(self) -> float:
        """How far it will probably get, in kimg."""
        total = self.run.total / 1000 if self.run and self.run.total else 1.0
        rate, left = self.journal.rate(), self.seconds_left
        reached = self.journal.images / 1000
        return min(total, reached + rate * left / 1000) if rate and left is not None else total

    @property
    def seconds_left(self) -> float | None:
        """Until the end of its plan or of its time, whichever comes first; None when unknown."""
        if self.run is None:
            return None
        ends = []
        if self.run.told.minutes is not None:
            ends.append(60 * self.run.told.minutes - self.journal.seconds)
        if rate := self.journal.rate():
            ends.append((self.run.total - self.journal.images) / rate)
        return max(min(ends), 0.0) if ends else None

    @property
    def done(self) -> bool:
        return self.run is not None and self._begun and (self.run.told.finished or self._images >= self.run.total > 0)

    @property
    def share(self) -> float:
        """Of the way to its end."""
        if self.run is None:
            return 0.0
        shares = [self._images / self.run.total if self.run.total else 0.0]
        if self.run.told.minutes:
            shares.append(self.journal.seconds / 60 / self.run.told.minutes)
        return min(max(shares), 1.0)

    def state(self) -> str:
        """In a word or two."""
        if self.runs and self.pausing:
            return translate("Standing", "Saving what it has learned…")
        if self.runs:
            return translate("Standing", "Training") if self._begun else translate("Standing", "Getting ready…")
        if self.done:
            return translate("Standing", "Done")
        if self.run is not None and self.run.told.ended:
            return translate("Standing", "Stopped")
        return translate("Standing", "Paused") if self._begun else translate("Standing", "Not begun")

    def facts(self, size: int) -> str:
        """One line of figures; ``size`` is the run's on the disk, in bytes."""
        if self.run is None or not self.journal.lines:
            return ""
        newest, rate, left = self.journal.lines[-1], self.journal.rate(), self.seconds_left
        words = [
            translate("Standing", "{0} of {1} kimg").format(kimg(self.journal.images), kimg(self.run.total)),
            translate("Standing", "{0} px").format(newest.get("resolution", "?")),
        ]
        if self.runs and rate:
            number = QLocale().toString(rate / 1000, "f", 3 if rate < 1000 else 1)
            words.append(translate("Standing", "{0} kimg/s").format(number))
        if self.runs and left is not None:
            words.append(translate("Standing", "{0} left").format(duration(left)))
        words.append(translate("Standing", "{0} trained").format(duration(self.journal.seconds)))
        words.append(translate("Standing", "{0} on the disk").format(size_words(size)))
        return BETWEEN.join(words)
