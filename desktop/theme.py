"""The look: Fusion with palettes of our own, light and dark, and the canvas's neutral greys.

Colour is judged on the canvas, so nothing around it is tinted (ISO 3664 asks for neutral surrounds).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import reportlab
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

Group, Role = QPalette.ColorGroup, QPalette.ColorRole


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb."""

    name: str
    window: str
    base: str
    alternate: str
    button: str
    text: str
    muted: str  # facts, hints, placeholders: read, so not too faint
    faint: str  # disabled text
    edge: str
    accent: str
    accent_text: str
    surround: str  # around the sheet
    ruler: str
    ruler_text: str


LIGHT = Theme(
    name="light",
    window="#f1f1f1",
    base="#ffffff",
    alternate="#f6f6f6",
    button="#f7f7f7",
    text="#1e1e1e",
    muted="#6b6b6b",
    faint="#8a8a8a",
    edge="#cfcfcf",
    accent="#2563c9",
    accent_text="#ffffff",
    surround="#c9c9c9",
    ruler="#ececec",
    ruler_text="#555555",
)
DARK = Theme(
    name="dark",
    window="#2b2b2b",
    base="#222222",
    alternate="#272727",
    button="#363636",
    text="#e4e4e4",
    muted="#a2a2a2",
    faint="#7d7d7d",
    edge="#181818",
    accent="#4a86e8",
    accent_text="#ffffff",
    surround="#4b4b4b",
    ruler="#303030",
    ruler_text="#b4b4b4",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}

STYLESHEET = """
QMainWindow::separator {{ width: 5px; height: 5px; background: transparent; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QToolBar {{ border: none; border-bottom: 1px solid {edge}; padding: 3px 6px; spacing: 2px; background: {window}; }}
QToolBar::separator {{ background: {edge}; width: 1px; margin: 5px 6px; }}
QToolButton {{ padding: 4px; border-radius: 4px; border: 1px solid transparent; }}
QToolButton#qt_toolbar_ext_button {{ padding: 0; border: none; }}
QToolButton:hover:enabled {{ background: {hover}; }}
QToolButton:checked, QToolButton:pressed {{ background: {edge}; }}
QToolButton:focus {{ border-color: {accent}; }}
QStatusBar {{ border-top: 1px solid {edge}; }}
QStatusBar::item {{ border: none; }}
QTabBar {{ qproperty-drawBase: 0; }}
QMainWindow QTabBar {{ background: {window}; border-bottom: 1px solid {edge}; }}
QTabBar::tab {{ padding: 7px 14px 5px 14px; border: none; border-bottom: 2px solid transparent; color: {faint}; }}
QTabBar::tab:selected {{ border-bottom-color: {accent}; color: {text}; }}
QTabBar::tab:hover:!selected {{ color: {text}; }}
QTabBar::tab:focus {{ background: {hover}; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolTip {{ color: {text}; background: {base}; border: 1px solid {edge}; padding: 3px; }}
"""


def theme_named(name: str) -> Theme:
    """The theme of that name; for ``system``, and for any other name, the one that the desktop asks for."""
    if name in THEMES:
        return THEMES[name]
    dark = QApplication.styleHints().colorScheme().name == "Dark"
    return DARK if dark else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette_of(theme))
    app.setStyleSheet(stylesheet_of(theme))
    app.setProperty("theme", theme.name)


def current() -> Theme:
    """The theme that was applied last."""
    app = QApplication.instance()
    return THEMES.get(app.property("theme") if app else "", LIGHT)


def stylesheet_of(theme: Theme) -> str:
    hover = QColor(theme.button).darker(107) if theme is LIGHT else QColor(theme.button).lighter(125)
    return STYLESHEET.format(
        accent=theme.accent,
        edge=theme.edge,
        window=theme.window,
        button=theme.button,
        text=theme.text,
        faint=theme.faint,
        base=theme.base,
        hover=hover.name(),
    )


def palette_of(theme: Theme) -> QPalette:
    palette = QPalette()
    colours = {
        Role.Window: theme.window,
        Role.Base: theme.base,
        Role.AlternateBase: theme.alternate,
        Role.ToolTipBase: theme.base,
        Role.Button: theme.button,
        Role.Mid: theme.edge,
        Role.Highlight: theme.accent,
        Role.Accent: theme.accent,
        Role.Link: theme.accent,
        Role.HighlightedText: theme.accent_text,
        Role.PlaceholderText: theme.muted,
    }
    texts = (Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText)
    for role, colour in {**colours, **dict.fromkeys(texts, theme.text)}.items():
        palette.setColor(role, QColor(colour))
    for role in texts:
        palette.setColor(Group.Disabled, role, QColor(theme.faint))
    palette.setColor(Group.Disabled, Role.Highlight, QColor(theme.edge))
    return palette


def ensure_fonts(app: QApplication) -> None:
    """Without any font on the system Qt draws no text at all; reportlab's Vera is then the last resort."""
    if QFontInfo(app.font()).family():  # the list of families names aliases even when there is nothing behind them
        return
    fonts = Path(reportlab.__file__).parent / "fonts"
    loaded = [QFontDatabase.addApplicationFont(str(fonts / name)) for name in ("Vera.ttf", "VeraBd.ttf", "VeraIt.ttf")]
    families = QFontDatabase.applicationFontFamilies(loaded[0])
    if families:
        app.setFont(QFont(families[0], 9))
