"""The bar over the canvas while the brush is in hand: what to paint, and the buttons for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import row
from desktop.photo.brush_tool import STEP, BrushTool


class BrushBar(QFrame):
    """Floats at the top of the canvas; shows the state of a :class:`BrushTool`."""

    def __init__(self, tool: BrushTool, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._tool = tool
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.words = QLabel()
        self.keep = IconButton("keep", self.tr("Paint what belongs to the subject (X)"), checked="keep")
        self.drop = IconButton("drop", self.tr("Paint what does not belong to it (X)"), checked="drop")
        self.erase = IconButton("erase", self.tr("Erase; or hold Shift or Alt while you paint"), checked="erase")
        self.smaller = IconButton("zoom-out", self.tr("Smaller brush ([)"))
        self.larger = IconButton("zoom-in", self.tr("Larger brush (])"))
        self.back = IconButton("undo", self.tr("Take the last stroke back (Ctrl+Z)"))
        self.clear = IconButton("reset", self.tr("Clear all that is painted (Delete)"))
        self.done = IconButton("start", "")
        self.leave = IconButton("cancel", self.tr("Put the brush down (Esc)"))
        buttons = [self.keep, self.drop, self.erase, self.smaller, self.larger, self.back, self.clear]
        line = row(self.words, *buttons, self.done, self.leave)
        line.setContentsMargins(10, 4, 6, 4)
        line.setSpacing(2)
        line.insertSpacing(1, 8)
        self.setLayout(line)
        for button in self.findChildren(IconButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Clicks rather than toggles: the state is the tool's.
        self.keep.clicked.connect(lambda: tool.choose("keep"))
        self.drop.clicked.connect(lambda: tool.choose("drop"))
        self.erase.clicked.connect(lambda: tool.erase(not tool.erasing))
        self.smaller.clicked.connect(lambda: tool.size_brush(1 / STEP))
        self.larger.clicked.connect(lambda: tool.size_brush(STEP))
        self.back.clicked.connect(lambda: tool.take_back())
        self.clear.clicked.connect(lambda: tool.clear())
        self.done.clicked.connect(lambda: tool.accept())
        self.leave.clicked.connect(lambda: tool.left.emit())
        tool.changed.connect(self._tool_changed)
        self.refresh()
        self.hide()

    def refresh(self) -> None:
        tool = self._tool
        fills, held = "fill" in tool.masks, tool.matrix is not None
        for name, button in (("keep", self.keep), ("drop", self.drop)):
            button.setVisible(not fills)
            button.setChecked(tool.current == name)
        self.erase.setChecked(tool.erasing)
        self.back.setEnabled(tool.strokes > 0)
        self.clear.setEnabled(not tool.empty)
        self.done.setEnabled(held and not (fills and tool.empty))
        describe(self.done, self.tr("Fill in (Enter)") if fills else self.tr("Cut out (Enter)"))
        self.words.setText(self._advice(fills=fills, held=held))
        self.adjustSize()
        self.place()

    def place(self) -> None:
        """At the top of the canvas, in its middle."""
        canvas = self.parentWidget()
        if canvas:
            self.move(max(0, (canvas.width() - self.width()) // 2), 30)

    def _tool_changed(self) -> None:
        if not self.isHidden() and not self._tool.active:
            self.refresh()

    def _advice(self, *, fills: bool, held: bool) -> str:
        if not held:
            return self.tr("The picture is not on this side, or is locked.")
        if self._tool.erasing:
            return self.tr("Erase what is not meant.")
        if fills:
            return self.tr("Paint over what should go.")
        return self.tr("Paint the subject.") if self._tool.current == "keep" else self.tr("Paint the background.")
