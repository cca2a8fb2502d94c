"""The tool bar: what does not fit is behind a button that can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.tool_bar import ToolBar

LEFT, TOP = Qt.ToolBarArea.LeftToolBarArea, Qt.ToolBarArea.TopToolBarArea


@pytest.mark.parametrize("area", [LEFT, TOP], ids=["left", "top"])
@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_the_button_to_what_does_not_fit_is_seen(qtbot: QtBot, area: Qt.ToolBarArea, look: theme.Theme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = theme.current()
    theme.apply(app, look)
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = ToolBar("Tools", window)
    for number in range(40):
        bar.addAction(str(number))
    window.addToolBar(area, bar)
    window.resize(300, 300)
    try:
        window.show()
        qtbot.waitExposed(window)
        more = bar.more
        assert more is not None
        assert more.isVisible()
        picture = more.grab().toImage()
        greys = [picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())]
        assert max(greys) - min(greys) > 100
        assert sum(abs(grey - greys[0]) > 60 for grey in greys) >= 8, "an arrow, not a speck"
    finally:
        theme.apply(app, before)
