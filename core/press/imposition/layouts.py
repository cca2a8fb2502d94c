"""Where the packs lie: nested by their contours, or stepped and repeated in rows and columns."""

from __future__ import annotations

from dataclasses import replace

from core.compose.regions import regions
from core.dieline.contour import knife_area
from core.dieline.nest import Layout, Placement, Sheet, allowed_turns, nest
from core.dieline.nest.sheet import QUARTERS
from core.dieline.outline import Outline
from core.document.document import Document
from core.errors import DieloomError
from core.geometry import Affine, Path
from core.jobs import Progress

SIZE = (1000.0, 700.0)  # mm
GRIPPER = 12.0  # mm that the press holds the sheet by
_EDGE = 10.0  # mm from the sheet's edge to the knives, at least
_MARKS = 7.0  # mm, what the marks of the sheet need beside the bleed
GAP = 5.0  # usual between two knives, for the stripping of the waste
_ROUNDING = 1e-6


def bleed_of(document: Document, outline: Outline) -> float:
    """How far the print of a design runs beyond its knife, mm."""
    return outline.bleed if document.design.bleed is None else document.design.bleed


def usual_sheet(document: Document, outline: Outline, size: tuple[float, float] = SIZE) -> Sheet:
    """A sheet of that size with the usual gripper, and margins that have room for the marks beside the bleed."""
    return Sheet(*size, GRIPPER, max(_EDGE - bleed_of(document, outline), _MARKS))


def _for_knives(sheet: Sheet, outline: Outline, bleed: float) -> Sheet:
    """The sheet for knives alone: its strips keep the bleed out, too, for nothing may be printed in the gripper."""
    knife, ink = outline.blank, regions(outline, bleed, "outside").bleed_line.bounds
    # At a sharp corner the bleed reaches farther.
    reach = max(knife.x0 - ink.x0, knife.y0 - ink.y0, ink.x1 - knife.x1, ink.y1 - knife.y1)
    return replace(sheet, gripper=max(sheet.gripper, sheet.margin) + reach, margin=sheet.margin + reach)


def sheet_layout(
    document: Document,
    outline: Outline,
    sheet: Sheet | None = None,
    gap: float | None = None,
    *,
    grid: bool = False,
    progress: Progress | None = None,
) -> Layout:
    """As many packs as the sheet holds, nested or (``grid``) in rows and columns; the usual sheet when none is given.

    Neither knife nor bleed lies in the sheet's gripper or margins. Without a ``gap`` it is the usual one or twice the
    bleed, whichever is more. A gap of 0 means knives that neighbours share. Raises DieloomError for a gap in which two
    bleeds would meet, or when not one pack fits; and Cancelled.
    """
    sheet = sheet or usual_sheet(document, outline)
    least = 2 * bleed_of(document, outline)
    gap = max(GAP, least) if gap is None else gap
    _refuse_meeting(gap, least)
    room = _for_knives(sheet, outline, least / 2)
    layout = _best_grid(outline, room, gap) if grid else nest(outline, room, gap, progress=progress)
    return replace(layout, sheet=sheet)


def _best_grid(outline: Outline, sheet: Sheet, gap: float) -> Layout:
    """The turn that holds the most, of those that the grain allows."""
    turns = [turn for allowed in allowed_turns(outline.grain, sheet.grain) for turn in allowed if turn < 180]
    best = max((step_and_repeat(outline, sheet, gap, turn) for turn in turns), key=lambda layout: layout.count)
    if not best.count:
        box, room = outline.blank, sheet.usable
        raise DieloomError(
            f"A blank of {box.width:.1f} x {box.height:.1f} mm does not fit on this sheet.",
            f"There is room for {room.width:g} x {room.height:g} mm: take a larger sheet.",
        )
    return best


def step_and_repeat(
    outline: Outline,
    sheet: Sheet,
    gap: float,
    turn_deg: int = 0,
    columns: int | None = None,
    rows: int | None = None,
) -> Layout:
    """Rows and columns of the blank, all turned alike, in the middle of the sheet's usable part.

    As many as there is room for, when their number is not given. Raises DieloomError where they do not fit.
    """
    if turn_deg not in QUARTERS:
        raise DieloomError(f"Blanks cannot be turned by {turn_deg} degrees here.", "Choose 0, 90, 180 or 270.")
    box = Path.rectangle(outline.blank).transformed(Affine.rotation(turn_deg)).bounds
    usable, step = sheet.usable, (box.width + gap, box.height + gap)
    most = int((usable.width + gap + _ROUNDING) // step[0]), int((usable.height + gap + _ROUNDING) // step[1])
    across, up = most[0] if columns is None else columns, most[1] if rows is None else rows
    if across < 0 or up < 0 or across > most[0] or up > most[1]:
        raise DieloomError(
            f"{across} x {up} blanks do not fit on this sheet.", f"There is room for {most[0]} x {most[1]}."
        )
    left = usable.centre.x - (across * step[0] - gap) / 2 - box.x0
    bottom = usable.centre.y - (up * step[1] - gap) / 2 - box.y0
    places = tuple(
        Placement(left + column * step[0], bottom + row * step[1], turn_deg)
        for row in range(up)
        for column in range(across)
    )
    return Layout(sheet, gap, places, knife_area(outline).area, len(places))


def _refuse_meeting(gap: float, least: float) -> None:
    if 0 < gap < least - _ROUNDING:
        raise DieloomError(
            f"With {gap:g} mm between the knives the bleeds of neighbours meet.",
            f"Give a gap of at least {least:g} mm, twice the bleed; or 0 for knives that neighbours share.",
        )
