"""The bar over the canvas while the drag tool is in hand: what to do next, and the buttons for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QWidget

from desktop.canvas.drag_tool import BRUSH_STEP, DragTool
from desktop.panels.controls import describe
from desktop.panels.icons import IconButton
from desktop.panels.sections import row


class DragBar(QFrame):
    """Floats at the top of the canvas; shows the state of a :class:`DragTool`."""

    def __init__(self, tool: DragTool, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._tool = tool
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.words = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedSize(90, 6)
        describe(self.bar, self.tr("Progress of the drag"))
        self.run = IconButton("start", "", checked="stop")
        self.remove = IconButton("remove", self.tr("Remove the selected handle (Delete)"))
        self.brush = IconButton("brush", self.tr("Paint what may move (B); with Shift take it back"), checked="brush")
        self.smaller = IconButton("zoom-out", self.tr("Smaller brush ([)"))
        self.larger = IconButton("zoom-in", self.tr("Larger brush (])"))
        self.reset = IconButton("reset", self.tr("Remove all handles and the mask"))
        self.leave = IconButton("cancel", self.tr("Leave the drag tool (Esc)"))
        line = row(
            self.words, self.bar, self.run, self.remove, self.brush, self.smaller, self.larger, self.reset, self.leave
        )
        line.setContentsMargins(10, 4, 6, 4)
        line.setSpacing(2)
        line.insertSpacing(1, 8)
        self.setLayout(line)
        for button in self.findChildren(IconButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Clicks rather than toggles: the state is the tool's.
        self.run.clicked.connect(lambda: tool.toggle_run())
        self.brush.clicked.connect(lambda: tool.toggle_brush())
        self.remove.clicked.connect(lambda: tool.remove())
        self.reset.clicked.connect(lambda: tool.clear())
        self.leave.clicked.connect(lambda: tool.left.emit())
        self.smaller.clicked.connect(lambda: tool.size_brush(1 / BRUSH_STEP))
        self.larger.clicked.connect(lambda: tool.size_brush(BRUSH_STEP))
        tool.changed.connect(self._tool_changed)
        self.refresh()
        self.hide()

    def refresh(self) -> None:
        tool = self._tool
        self.words.setText(self._advice())
        self.bar.setVisible(tool.running)
        self.bar.setValue(round(1000 * tool.fraction))
        self.run.setChecked(tool.running)
        self.run.setEnabled(tool.running or tool.ready)
        start, stop = self.tr("Start dragging (Enter)"), self.tr("Stop and keep the artwork as it is now (Esc)")
        describe(self.run, stop if tool.running else start)
        self.remove.setEnabled(bool(tool.pulls) and not tool.running)
        self.brush.setChecked(tool.brushing)
        self.brush.setEnabled(not tool.running)
        for button in (self.smaller, self.larger):
            button.setVisible(tool.brushing)
            button.setEnabled(not tool.running)
        self.reset.setEnabled(bool(tool.pulls) or not tool.mask.empty)
        self.adjustSize()
        self.place()

    def _tool_changed(self) -> None:
        if not self.isHidden():
            self.refresh()

    def place(self) -> None:
        """At the top of the canvas, in its middle."""
        canvas = self.parentWidget()
        if canvas:
            self.move(max(0, (canvas.width() - self.width()) // 2), 30)

    def _advice(self) -> str:
        tool, layer = self._tool, self._tool.layer
        if layer is None:
            return self.tr("There is no artwork on this side.")
        if layer.locked:
            return self.tr("The artwork layer is locked.")
        if tool.running:
            return self.tr("Dragging…")
        if tool.brushing:
            return self.tr("Paint what may move.")
        if not tool.pulls:
            return self.tr("Drag from a part of the artwork to where it should go.")
        if not tool.ready:
            return self.tr("Drag a handle's ring to its target.")
        if tool.short:
            return self.tr("Short of their targets: {0}. Enter drags on.").format(tool.short)
        return self.tr("Handles: {0}").format(len(tool.pulls))
