import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from core.document.document import Document
from core.document.model import Design
from core.errors import Cancelled
from core.jobs import Progress
from core.mockup import raster, studio
from core.mockup.camera import Camera, view_of
from core.mockup.depth import FINER, Samples, filled
from core.mockup.look import BOARDS, Finish
from core.mockup.mesh import folded
from tests.mockup.packs import CODES, outline, printed, prints, seen

MARKS = {"red": (0.22, 0.8), "green": (0.78, 0.2), "blue": (0.78, 0.8)}
HUES = {"red": "#ff0000", "green": "#00ff00", "blue": "#0000ff"}


def marked(panel: str, side: str) -> Document:
    """Red in the panel's upper left, blue in its upper right, green in its lower right."""
    width, height = outline().panel(panel).width, outline().panel(panel).height
    layers = []
    for name, (x, y) in MARKS.items():
        size = 0.22 * min(width, height)
        place = {"side": side, "panel": panel, "x": x * width - size / 2, "y": y * height - size / 2}
        place |= {"width": size, "height": size}
        layers.append({"kind": "shape", "id": name, "place": place, "fill": {"kind": "rgb", "hex": HUES[name]}})
    choice = {"code": outline().code, "parameters": dict(outline().parameters)}
    return Document(Design.model_validate({"dieline": choice, "layers": layers}))


def middle_of(picture: NDArray[np.uint8], hue: int) -> NDArray[np.float64] | None:
    """The middle (x, y) of what is mostly of one primary colour."""
    others = np.delete(picture.astype(int), hue, axis=2).max(axis=2)
    found = np.argwhere(picture[:, :, hue] - others > 60)
    return found.mean(axis=0)[::-1] if len(found) > 5 else None


@pytest.mark.parametrize(
    ("panel", "side", "amount", "camera"),
    [
        ("front", "outside", 1.0, Camera(0, 10)),
        ("front", "outside", 0.5, Camera(20, 10)),
        ("right", "outside", 1.0, Camera(80, 10)),
        ("left", "outside", 1.0, Camera(-80, 10)),
        ("back", "outside", 1.0, Camera(180, 10)),
        ("top lid", "outside", 1.0, Camera(0, 75)),
        ("front", "inside", 0.0, Camera(180, 10)),
        ("back", "inside", 0.0, Camera(170, 10)),
    ],
)
def test_print_is_upright_and_not_mirrored(panel: str, side: str, amount: float, camera: Camera) -> None:
    mesh = folded(outline(), amount)
    both = printed(marked(panel, side), outline())
    picture = raster.picture(mesh, seen(mesh, camera), both, BOARDS["white"], Finish.MATTE)
    red, green, blue = (middle_of(picture, hue) for hue in range(3))
    assert red is not None
    assert green is not None
    assert blue is not None
    assert red[0] < blue[0]
    assert blue[1] < green[1]
    assert abs(blue[0] - green[0]) < abs(blue[0] - red[0])


@pytest.mark.parametrize(
    ("panel", "side", "camera"),
    [
        ("front", "outside", Camera(180, 10)),
        ("front", "inside", Camera(0, 10)),
        ("back", "inside", Camera(180, 10)),
        ("top tuck", "outside", Camera(0, 20)),
        ("glue flap", "inside", Camera(150, 10)),
    ],
)
def test_what_a_closed_pack_hides_is_hidden(panel: str, side: str, camera: Camera) -> None:
    mesh = folded(outline(), 1.0)
    both = printed(marked(panel, side), outline())
    picture = raster.picture(mesh, seen(mesh, camera), both, BOARDS["white"], Finish.MATTE)
    assert [middle_of(picture, hue) for hue in range(3)] == [None, None, None]


@pytest.mark.parametrize("code", CODES)
def test_the_nearest_face_is_the_one_that_a_ray_meets_first(code: str) -> None:
    mesh = folded(outline(code), 0.7)
    view = seen(mesh, Camera(40, 25), 60, 45)
    samples = Samples(mesh, view)
    nearest = samples.nearest(range(view.height))
    boards = []
    for patch in samples.patches:
        shapes = [Polygon(ring) for ring in patch.rings]
        boards.append(shapely.union_all(shapes[:1]).symmetric_difference(shapely.union_all(shapes[1:])))
    rng = np.random.default_rng(3)
    hits = np.argwhere(nearest >= 0)
    for row, column in hits[rng.choice(len(hits), 60, replace=False)]:
        at = np.array([(column + 0.5), (row + 0.5), 1.0])
        met = []
        for number, (patch, to) in enumerate(zip(samples.patches, samples.maps, strict=True)):
            place = np.linalg.solve(to, at)
            place /= place[2]
            if boards[number].covers(shapely.Point(place[:2])):
                met.append((np.linalg.norm(patch.plane @ place - view.eye), number))
        distances = sorted(met)
        assert distances[0][1] == nearest[row, column] or distances[1][0] - distances[0][0] < 1e-3


def test_a_polygon_is_filled_by_the_even_odd_rule() -> None:
    square = np.array([(1.0, 1), (9, 1), (9, 9), (1, 9)])
    hole = np.array([(3.0, 3), (3, 7), (7, 7), (7, 3)])
    mask = filled([square, hole], 0, 0, 10, 10)
    wanted = np.zeros((10, 10), bool)
    wanted[1:9, 1:9] = True
    wanted[3:7, 3:7] = False
    assert (mask == wanted).all()
    assert (filled([square, hole], 2, 3, 5, 4) == wanted[3:7, 2:7]).all()


def test_bands_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    mesh = folded(outline(), 0.8)
    view = seen(mesh, width=80, height=60)
    arguments = mesh, view, prints("A20.20.01.01"), BOARDS["kraft"], Finish.GLOSS
    whole = raster.picture(*arguments)
    monkeypatch.setattr(raster, "_BAND_SAMPLES", 7 * 80 * FINER * FINER)
    assert (raster.picture(*arguments) == whole).all()


def test_drawing_stops_when_asked() -> None:
    mesh = folded(outline(), 1.0)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        raster.picture(mesh, seen(mesh), prints("A20.20.01.01"), BOARDS["white"], Finish.MATTE, progress)


def test_the_pack_stands_in_its_own_shadow() -> None:
    mesh = folded(outline(), 1.0)
    shadow = studio.shadow_of(mesh)
    size = shadow.opacity.shape[0]
    middle, corner = shadow.opacity[size // 2, size // 2], shadow.opacity[0, 0]
    assert middle > 150
    assert corner < 12
    row = shadow.opacity[size // 2].astype(int)
    assert (np.diff(row[: size // 2]) >= -1).all()  # softly, the darker the nearer


def test_seen_from_below_there_is_no_floor() -> None:
    mesh = folded(outline(), 1.0)
    view = view_of(Camera(20, -30), mesh, 80, 60)
    picture = raster.picture(mesh, view, prints("A20.20.01.01"), BOARDS["white"], Finish.MATTE)
    empty = np.rint(studio.background(80, range(60), 60)).astype(np.uint8)
    change = np.abs(picture.astype(int) - empty)
    assert change[:, :12].max() <= 1
    assert change[:, -12:].max() <= 1
