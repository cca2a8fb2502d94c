"""Many packs on one press sheet with their print: layouts, whose ink is whose, both sides in register, sheet marks."""

from core.press.imposition.impose import imposed_drawing
from core.press.imposition.layouts import bleed_of, sheet_layout, step_and_repeat, usual_sheet
from core.press.imposition.sheet_marks import SheetMarks

__all__ = ["SheetMarks", "bleed_of", "imposed_drawing", "sheet_layout", "step_and_repeat", "usual_sheet"]
