"""The look: legible in both themes, and legible without any font on the system."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from desktop.theme import DARK, LIGHT, Theme

NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}/none</dir><cachedir>{0}/cache</cachedir></fontconfig>"""

PROBE = """
from PySide6.QtGui import QFontInfo
from desktop.app import make_application
from desktop.settings import Settings
print(QFontInfo(make_application(Settings()).font()).family())
"""


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""

    def luminance(name: str) -> float:
        colour = QColor(name)
        linear = [
            value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            for value in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in (theme.window, theme.base, theme.alternate, theme.button):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
    assert contrast(theme.ruler_text, theme.ruler) >= 4.5
    assert contrast(theme.accent_text, theme.accent) >= 3.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_surround_of_the_sheet_is_neutral(theme: Theme) -> None:
    assert QColor(theme.surround).hsvSaturation() == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have fonts")
def test_without_fonts_on_the_system_text_still_shows(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS.format(tmp_path))
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=True)
    assert "Vera" in run.stdout
