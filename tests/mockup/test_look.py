import numpy as np
import pytest

from core.colour.inks import Spot
from core.compose.compose import compose
from core.compose.drawlist import FillPath, Group
from core.document.document import Document
from core.document.model import Design
from core.mockup import look
from core.mockup.camera import Camera
from core.mockup.look import BOARDS, Finish
from core.mockup.mesh import folded
from core.mockup.skin import effect_of, without_effects
from tests.mockup.packs import outline, printed, prints, seen


def with_spot(name: str) -> Document:
    """The front's left half in red, and a square of a spot ink on its right half."""
    front = outline().panel("front")
    half = {"panel": "front", "width": front.width / 2, "height": front.height}
    place = {"panel": "front", "x": 50, "y": 50, "width": 20, "height": 20}
    layers = [
        {"kind": "shape", "id": "red", "place": half, "fill": {"kind": "rgb", "hex": "#d03020"}},
        {"kind": "shape", "id": "spot", "place": place, "fill": {"kind": "spot", "name": name}, "overprint": True},
    ]
    spots = [{"name": name, "alternate": {"m": 1.0, "y": 0.2}}]
    return Document(Design.model_validate({"dieline": {"code": outline().code}, "layers": layers, "spots": spots}))


def spots_in(ops: tuple[object, ...]) -> list[str]:
    found = []
    for op in ops:
        if isinstance(op, Group):
            found += spots_in(op.ops)
        elif isinstance(op, FillPath) and isinstance(op.ink, Spot):
            found.append(op.ink.name)
    return found


@pytest.mark.parametrize("name", ["Spot varnish", "UV", "局部光油", "Gloss lacquer"])
def test_a_varnish_is_told_by_its_name_and_is_no_colour(name: str) -> None:
    page = compose(with_spot(name), outline()).pages[0]
    effect = effect_of(page, Finish.VARNISH)
    assert effect is not None
    assert name not in spots_in(without_effects(page).ops)
    assert effect_of(page, Finish.FOIL) is None
    assert effect_of(page, Finish.GLOSS) is None


def test_other_spots_stay_colours() -> None:
    page = compose(with_spot("PANTONE 185 C"), outline()).pages[0]
    assert effect_of(page, Finish.VARNISH) is None
    assert "PANTONE 185 C" in spots_in(without_effects(page).ops)


def test_varnish_gleams_only_where_it_is() -> None:
    outside, inside = printed(with_spot("Varnish"), outline(), Finish.VARNISH)
    assert outside.mask is not None
    share = (outside.mask > 128).mean()
    assert share == pytest.approx(400 / (outside.box.width * outside.box.height), rel=0.1)
    assert inside.mask is not None
    assert not inside.mask.any()


def test_foil_is_metal_only_where_it_is() -> None:
    outside, _ = printed(with_spot("Gold foil"), outline(), Finish.FOIL)
    assert outside.mask is not None
    metal = outside.pixels[outside.mask == 255].mean(axis=0)
    paper = outside.pixels[:8, :8].reshape(-1, 3).mean(axis=0)
    assert (metal < 200).all()
    assert (paper > 230).all()


def test_ink_on_kraft_is_ink_times_kraft() -> None:
    white, kraft = (printed(with_spot("X"), outline(), board=board)[0].pixels for board in ("white", "kraft"))
    ratio = kraft[200:260, 60:110].mean(axis=(0, 1)) / white[200:260, 60:110].mean(axis=(0, 1))
    wanted = np.array(BOARDS["kraft"].outside) / BOARDS["white"].outside
    assert ratio == pytest.approx(wanted, rel=0.08)


def test_the_grain_is_the_same_at_every_resolution() -> None:
    coarse, fine = (prints("A20.20.01.01", board="recycled", ppi=ppi)[1].pixels for ppi in (50.0, 100.0))
    assert coarse.std() == pytest.approx(fine.std(), rel=0.2)


def test_thick_board_is_taken_for_corrugated() -> None:
    assert look.usual_board(0.4) == "white"
    assert look.usual_board(3.0) == "corrugated"
    assert set(BOARDS) >= {"white", "kraft", "uncoated", "recycled", "corrugated"}


def test_light_comes_from_the_upper_left_and_stays_there() -> None:
    mesh = folded(outline(), 1.0)
    for azimuth in (0.0, 90.0, 200.0):
        view = seen(mesh, Camera(azimuth, 20))
        right, up = view.right, np.array([0.0, 1, 0])
        towards = np.cross(right, up)
        left, front, top, other = look.brightness(np.array([-right, towards, up, right]), view)
        assert front > left > other
        assert top > other
        assert 0.5 < other < 1


def test_matte_does_not_gleam_and_gloss_does() -> None:
    mesh = folded(outline(), 1.0)
    view = seen(mesh)
    centres = mesh.faces[0, :, :, 2]
    assert not look.sheen(Finish.MATTE, mesh.normals, centres, view).any()
    assert (look.sheen(Finish.GLOSS, mesh.normals, centres, view) > 0.1).all()
    for finish in Finish:
        where = look.gleam(finish, np.linspace(-1.5, 1.5, 50), 0.3)
        assert where.min() >= 0
        assert where.max() <= 1


def test_it_is_darker_near_the_floor() -> None:
    mesh = folded(outline(), 1.0)
    dark = look.darkness(0.9, np.array([0.0, 5, 20, 100]), mesh)
    assert (np.diff(dark) < 0).all()
    assert dark[-1] == pytest.approx(0.1, abs=0.01)
