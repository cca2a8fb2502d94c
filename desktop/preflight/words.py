"""How findings are worded and drawn: severities, counts, the side or page that they are on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from desktop.i18n import spoken
from desktop.panels.icons import SIZE_PX, paint_icon
from desktop.panels.templates import said

if TYPE_CHECKING:
    from core.press.preflight import Finding, Severity

# Preflight is imported when there is something to be checked: the window is up sooner without it.

translate = QCoreApplication.translate

# Told apart by their shapes, too; these read on both themes.
COLOURS: Mapping[Severity, str] = {"error": "#d63b3b", "warning": "#c98a00", "note": "#4a86e8"}


def title_of(finding: Finding) -> str:
    """What kind of fault it is."""
    from core.press.preflight import CODES

    code = CODES.get(finding.code)
    return said(code.title) if code else finding.code


def sentence_of(finding: Finding) -> str:
    """What exactly is wrong, with its numbers."""
    from core.press.preflight.chinese import in_chinese

    return in_chinese(finding.text) if spoken() == "zh" else finding.text


def severity_words(severity: str) -> str:
    """Also of ``off``, as a printer takes what is no matter."""
    return {
        "error": translate("preflight", "Error"),
        "warning": translate("preflight", "Warning"),
        "note": translate("preflight", "Note"),
        "off": translate("preflight", "Ignored"),
    }[severity]


def counts_of(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many there are of each severity, the worst first."""
    severities = [each.severity for each in findings]
    return {severity: severities.count(severity) for severity in COLOURS}


def counted(counts: Mapping[Severity, int]) -> str:
    """Such as "2 errors, 1 warning"."""
    one = {
        "error": translate("preflight", "1 error"),
        "warning": translate("preflight", "1 warning"),
        "note": translate("preflight", "1 note"),
    }
    many = {
        "error": translate("preflight", "{0} errors"),
        "warning": translate("preflight", "{0} warnings"),
        "note": translate("preflight", "{0} notes"),
    }
    words = [one[each] if count == 1 else many[each].format(count) for each, count in counts.items() if count]
    return translate("preflight", ", ").join(words) or translate("preflight", "Nothing to complain about")


def side_words(finding: Finding) -> str:
    """Where a finding about a design is; empty for the outside, where most is."""
    return translate("preflight", "Inside") if finding.page else ""


def page_words(finding: Finding) -> str:
    """Where a finding about a PDF is."""
    return translate("preflight", "Page {0}").format(finding.page + 1)


def as_text(heading: str, findings: Iterable[Finding]) -> str:
    """A report to be sent by mail."""
    lines = [heading, ""]
    for each in findings:
        lines.append(f"{severity_words(each.severity)}: {title_of(each)} ({page_words(each)})\n    {sentence_of(each)}")
    return "\n".join(lines) + "\n"


def severity_icon(severity: Severity, size: int = SIZE_PX) -> QIcon:
    picture = QPixmap(QSize(size, size) * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, severity, QRectF(0, 0, size, size), QColor(COLOURS[severity]))
    painter.end()
    return QIcon(picture)
