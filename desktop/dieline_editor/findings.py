"""What is wrong, always in sight: formulas without a value, what keeps the blank from being made, what the checks find.

A click, or Enter, goes there.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from core.dieline.checks import Finding
from core.dieline.editing.evaluation import Unmet
from core.dieline.editing.items import Path
from core.dieline.outline import Outline
from core.geometry import Point
from desktop.dieline_editor.facts import blank_problem
from desktop.dieline_editor.fields import TROUBLE, WAITING
from desktop.dieline_editor.session import EditorSession
from desktop.panels.controls import describe
from desktop.panels.icons import icon

ENTRY = Qt.ItemDataRole.UserRole
MOST = 200  # lines; a broken drawing can have thousands


@dataclass(frozen=True)
class Entry:
    """One line: what to tell, and where it is in the file or on the blank."""

    text: str
    path: Path | None = None
    place: Point | None = None
    colour: str = TROUBLE


class Findings(QListWidget):
    """``count_changed`` says how many there are, for the tab."""

    gone_to = Signal(object)  # Entry
    count_changed = Signal(int)

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        self._findings: tuple[Finding, ...] = ()
        self._of: Outline | None = None
        self._entries: list[Entry] = []
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        describe(self, self.tr("Findings"), self.tr("What is wrong with the template; click a line to go there"))
        self.itemClicked.connect(lambda item: self.gone_to.emit(item.data(ENTRY)))
        self.itemActivated.connect(lambda item: self.gone_to.emit(item.data(ENTRY)))
        session.settled.connect(self.refresh)
        self.refresh()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the blank in view; nothing while another is being checked."""
        return self._findings if self._of is self._session.now.outline else ()

    @property
    def entries(self) -> list[Entry]:
        return list(self._entries)

    def show_findings(self, outline: Outline, findings: tuple[Finding, ...]) -> None:
        self._of, self._findings = outline, findings
        self.refresh()

    def refresh(self) -> None:
        now = self._session.now
        broken = [
            Entry(error.message, path, colour=WAITING if isinstance(error, Unmet) else TROUBLE)
            for path, error in now.broken
        ]
        entries = broken
        if now.error is not None and not broken:
            entries = [Entry(str(now.error))]
        if now.outline is not None:
            entries = [Entry(each.message, place=each.place) for each in self._findings]
            if problem := blank_problem(now):
                entries.append(Entry(problem, ("blank", 0), colour=WAITING))
        if entries[:MOST] != self._entries or not self.count():
            self._entries = entries[:MOST]
            self._fill()
        self.count_changed.emit(len(entries))

    def _fill(self) -> None:
        self.clear()
        for entry in self._entries:
            line = QListWidgetItem(icon("warning"), entry.text)
            line.setData(ENTRY, entry)
            line.setForeground(QColor(entry.colour))
            self.addItem(line)
        if not self._entries:
            line = QListWidgetItem(self.tr("Nothing is wrong: the blank cuts, folds and closes."))
            line.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(line)
