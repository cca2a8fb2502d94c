from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely import Polygon

from core.dieline.contour import knife_area, polygon_of
from core.dieline.nest import Sheet, nest
from core.dieline.outline import Bend, DieLine, LineType
from core.dieline.schema import TemplateFile
from core.dieline.template import Template
from core.errors import DieloomError
from core.geometry import Arc, Line, Point
from core.mockup.plan import Piece, plan_of
from tests.dieline.tray import FILE
from tests.mockup.packs import CODES, outline


def area(piece: Piece) -> float:
    """Signed areas by the shoelace formula: holes run clockwise."""
    total = 0.0
    for ring in piece.rings:
        following = np.roll(ring, -1, axis=0)
        total += (ring[:, 0] * following[:, 1] - ring[:, 1] * following[:, 0]).sum() / 2
    return float(total)


@pytest.mark.parametrize("code", CODES)
def test_pieces_are_the_panels(code: str) -> None:
    pieces = plan_of(outline(code)).pieces
    for panel in outline(code).panels:
        own = [area(piece) for piece in pieces if piece.panel == panel.name]
        board = polygon_of(panel).intersection(knife_area(outline(code)))  # windows cut out
        assert sum(own) == pytest.approx(board.area, rel=3e-3)


@pytest.mark.parametrize("code", CODES)
def test_knives_run_round_the_blank_with_the_board_on_their_left(code: str) -> None:
    knives = np.concatenate([piece.knives for piece in plan_of(outline(code)).pieces])
    way = knives[:, 1] - knives[:, 0]
    left = np.column_stack([-way[:, 1], way[:, 0]]) / np.hypot(*way.T)[:, None]
    board = shapely.union_all([polygon_of(panel).buffer(1e-6) for panel in outline(code).panels])
    middles = knives.mean(axis=1)
    assert shapely.contains_xy(board, *(middles + 0.05 * left).T).all()
    length = np.hypot(*way.T).sum()
    assert length >= 0.998 * knife_area(outline(code)).exterior.length


def test_every_fold_has_its_crease_with_the_child_on_the_right() -> None:
    blank = outline()
    creases = plan_of(blank).creases
    assert {(each.parent, each.child) for each in creases} == {(each.parent, each.child) for each in blank.folds}
    for each in creases:
        way = each.ends[:, 1] - each.ends[:, 0]
        right = np.column_stack([way[:, 1], -way[:, 0]]) / np.hypot(*way.T)[:, None]
        beside = each.ends.mean(axis=1) + 0.1 * right
        assert shapely.contains_xy(polygon_of(blank.panel(each.child)), *beside.T).all()


def test_a_window_is_a_hole_with_bare_edges() -> None:
    blank = outline()
    front = blank.panel("front")
    centre = front.frame.apply((40, 70))
    window = DieLine(LineType.WINDOW, Arc(Point(*centre), 15, 0, 360))
    cut = type(blank)(**{**blank.__dict__, "lines": (*blank.lines, window)})
    whole, holed = (next(p for p in plan_of(each).pieces if p.panel == "front") for each in (blank, cut))
    assert len(holed.rings) == 2
    assert area(whole) - area(holed) == pytest.approx(np.pi * 15**2, rel=0.01)
    assert len(holed.knives) > len(whole.knives)
    assert not Polygon(holed.rings[1]).exterior.is_ccw


def test_a_curved_panel_is_cut_along_its_straight_lines() -> None:
    plan = plan_of(outline("pillow-box"))
    strips = [each for each in plan.pieces if each.panel == "front"]
    assert len(strips) > 4
    bend = outline("pillow-box").panel("front").bend
    assert bend is not None
    across = 1 if bend.along == "x" else 0
    breadths = [np.ptp(np.concatenate(each.rings)[:, across]) for each in strips]
    assert max(breadths) < 15


def test_a_bend_of_rounding_noise_is_a_plane() -> None:
    blank = outline()
    panels = tuple(replace(each, bend=Bend("y", 1e-14)) if each.name == "front" else each for each in blank.panels)
    front = [each for each in plan_of(replace(blank, panels=panels)).pieces if each.panel == "front"]
    assert [each.across for each in front] == [None]


@pytest.mark.parametrize("lies", ["window", "line"])
def test_a_blank_without_board_is_refused(lies: str) -> None:
    """Nor does it nest."""
    corner = {"window": (60, 40), "line": (30, 0)}[lies]
    corners = [{"x": x, "y": y} for x, y in ((0, 0), (60, 0), corner)]
    file = {**FILE, "panels": [{"name": "base", "label": {"en": "Base", "zh": "底"}, "corners": corners}]}
    hole = {"type": "window", "corners": [{"x": x, "y": y} for x, y in ((-9, -9), (99, -9), (99, 99), (-9, 99))]}
    file["marks"] = [hole] if lies == "window" else []
    blank = Template(TemplateFile.model_validate(file)).outline({})
    with pytest.raises(DieloomError, match=r"is board|has no area"):
        plan_of(blank)
    with pytest.raises(DieloomError, match="is board"):
        nest(blank, Sheet(300, 200))


def test_lines_that_are_no_creases_join_nothing() -> None:
    """A glue area beside a cut must not be taken for a hinge."""
    blank = outline()
    cut = next(line for line in blank.lines if line.type is LineType.CUT and isinstance(line.segment, Line))
    marked = type(blank)(**{**blank.__dict__, "lines": (*blank.lines, DieLine(LineType.GLUE, cut.segment))})
    assert sum(len(p.knives) for p in plan_of(marked).pieces) == sum(len(p.knives) for p in plan_of(blank).pieces)
