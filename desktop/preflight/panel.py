"""The preflight dock: what the printer would complain about, where it is, and what mends it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import GAP, MARGIN, Note, muted, row
from desktop.panels.templates import said
from desktop.preflight.checker import Preflight
from desktop.preflight.list import FindingList
from desktop.preflight.words import COLOURS, counted, counts_of, severity_icon, severity_words, side_words

if TYPE_CHECKING:
    from core.press.preflight import Finding, Severity


class PreflightPanel(QWidget):
    """Shows the reports of a :class:`~desktop.preflight.checker.Preflight` while it is seen."""

    chosen = Signal(object)  # Finding
    pointed_at = Signal(object)  # Finding that stays marked, or None
    gone_to = Signal(object)  # Finding

    def __init__(self, preflight: Preflight) -> None:
        super().__init__()
        self._preflight = preflight
        self.head, self.state = QLabel(), muted(QLabel())
        self.check = IconButton("reset", self.tr("Check the design now"))
        self.filters = {severity: self._filter(severity) for severity in COLOURS}
        self.note, self.list = Note(), FindingList(side_words)
        self.offer = muted(QLabel())
        self.fix, self.fix_all = QPushButton(self.tr("Fix")), QPushButton(self.tr("Fix All"))
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the report as it is, as far as the filters let it through."""
        report = self._preflight.report
        findings = report.findings if report else ()
        counts = counts_of(findings)
        for severity, button in self.filters.items():
            button.setText(str(counts[severity]))
        self.head.setText(counted(counts) if report else self.tr("Not checked yet"))
        self.state.setText(self._state_words())
        self.list.show_findings([each for each in findings if self.filters[each.severity].isChecked()])
        self._point()

    def _point(self) -> None:
        self._show_fix()
        self.pointed_at.emit(self.list.finding if self.isVisible() else None)

    def _state_words(self) -> str:
        if self._preflight.busy:
            return self.tr("Checking…")
        if self._preflight.report is None:
            return ""
        return self.tr("Up to date") if self._preflight.fresh else self.tr("Out of date: the design has changed")

    def _filter(self, severity: Severity) -> QToolButton:
        names: dict[Severity, str] = {
            "error": self.tr("Show errors"),
            "warning": self.tr("Show warnings"),
            "note": self.tr("Show notes"),
        }
        button = QToolButton(checkable=True, checked=True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIcon(severity_icon(severity))
        describe(button, names[severity])
        button.setAccessibleDescription(severity_words(severity))
        return button

    def _lay_out(self) -> None:
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        self.head.setWordWrap(True)
        describe(self.fix, self.fix.text(), self.tr("Mend the chosen finding"))
        describe(self.fix_all, self.fix_all.text(), self.tr("Mend all that are shown and can be mended"))
        heading = row(self.head, self.check)
        heading.setStretch(0, 1)
        sieve = row(*self.filters.values(), spacing=2)
        sieve.addStretch(1)
        buttons = row(self.fix, self.fix_all)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addLayout(heading)
        column.addWidget(self.state)
        column.addLayout(sieve)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        column.addWidget(self.offer)
        column.addLayout(buttons)
        stops = [self.check, *self.filters.values(), self.list, self.fix, self.fix_all]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        preflight = self._preflight
        preflight.changed.connect(self.refresh)
        preflight.failed.connect(self.note.say)
        self.check.clicked.connect(preflight.run)
        for button in self.filters.values():
            button.toggled.connect(lambda _: self.refresh())
        self.list.chosen.connect(self.chosen)
        self.list.chosen.connect(lambda _: self._point())
        self.list.gone_to.connect(self.gone_to)
        self.fix.clicked.connect(self._fix)
        self.fix_all.clicked.connect(lambda: preflight.mend(self._mendable()))

    def _show_fix(self) -> None:
        """A fix was thought out for the design as it was checked, and is only offered for that."""
        finding, fresh = self.list.finding, self._preflight.fresh
        fix = finding.fix if finding else None
        self.offer.setText(self.tr("Fix: {0}").format(said(fix.label)) if fix else "")
        self.offer.setVisible(fix is not None)
        self.fix.setEnabled(fresh and fix is not None)
        self.fix_all.setEnabled(fresh and bool(self._mendable()))

    def _mendable(self) -> list[Finding]:
        return [each for each in self.list.shown if each.fix is not None]

    def _fix(self) -> None:
        finding = self.list.finding
        if finding is not None:
            self._preflight.mend([finding])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._preflight.watch(True)
        self._point()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._preflight.watch(False)
        self.pointed_at.emit(None)
