"""A folder of small SVG drawings becomes periodic pictures; what cannot be drawn is left out, with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import DieloomError
from core.training.patterns.drawings import Undrawable, read_drawing
from core.training.patterns.tiles import VectorTiles, repeats
from core.training.sources import PictureSource

HEAD = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0} {1}'>"
GROUND = "<rect width='{0}' height='{1}' fill='#ffffff'/>"
FOLDER = os.environ.get("DIELOOM_DRAWINGS")


def svg(body: str, width: int = 20, height: int = 20, *, ground: bool = True) -> bytes:
    return ((HEAD + (GROUND if ground else "")).format(width, height) + body + "</svg>").encode()


def numbers(seed: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


def folder(path: Path, **files: bytes) -> Path:
    for name, data in files.items():
        place = path / (name.replace("__", "/") + ".svg")
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
    return path


def test_a_shape_covers_its_share_of_the_pixels() -> None:
    ring = read_drawing(
        svg("<path fill='#123' d='M5 5h10v10h-10zM7.5 7.5v5h5v-5z'/><circle cx='10' cy='10' r='2' fill='red'/>")
    )
    assert ring.ground
    cover = ring.shapes[1].cover(8, 8)
    assert cover.shape == (8, 8)
    assert cover.sum() / 64 == pytest.approx((100 - 25) / 400, abs=0.01)
    assert cover[4, 4] == 0.0
    assert ring.shapes[2].cover(32, 32).sum() / 1024 == pytest.approx(np.pi * 4 / 400, rel=0.05)
    assert [shape.colour for shape in ring.shapes] == [(255, 255, 255), (17, 34, 51), (255, 0, 0)]


def test_a_stroke_is_as_wide_as_its_pen_and_groups_pass_their_paint_on() -> None:
    drawing = read_drawing(svg("<g fill='none' stroke='#00f' stroke-width='4'><path d='M0 10H20'/></g>"))
    assert len(drawing.shapes) == 2
    assert drawing.shapes[1].cover(16, 20).mean(1).sum() == pytest.approx(4.0, abs=0.05)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no picture", "no SVG"),
        (b"<?xml version='1.0' encoding='none-such'?><svg/>", "no SVG"),
        (b"<svg width='5' height='0'/>", "size"),
        (svg("", ground=False), "nothing"),
        (svg("<path d='M0 0h5v5z' transform='scale(2)'/>"), "transform"),
        (svg("<path d='M0 0h5v5z' fill='url(#a)'/>"), "plain colour"),
        (svg("<path d='M0 0h5v5z' stroke='red' stroke-width='wide'/>"), "ValueError"),
        (svg("<path d='M0 0h9999999v5z'/>"), "no place"),
        (svg("<g>" * 500 + "</g>" * 500), "without end"),
        (svg("<text>A</text>"), "text"),
    ],
)
def test_what_cannot_be_drawn_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Undrawable, match=reason):
        read_drawing(data)


def test_a_tile_is_repeated_to_a_square() -> None:
    assert repeats(96, 144) == (3, 2)
    assert repeats(100, 100) == (1, 1)
    across, down = repeats(20, 20)
    assert across == down > 1


def test_a_tile_is_periodic_and_drawn_in_a_palette_by_chance(tmp_path: Path) -> None:
    dots = "".join(f"<circle cx='{x}' cy='{y}' r='5' fill='#900'/>" for x in (0, 20) for y in (0, 20))
    tiles = VectorTiles(folder(tmp_path, a=svg(dots)))
    view = tiles.view(0, 48, numbers())
    step = 48 // repeats(20, 20)[0]
    assert view.shape == (48, 48, 3)
    assert view.dtype == np.uint8
    for axis in (0, 1):
        assert np.abs(np.roll(view, step, axis).astype(int) - view).max() <= 1
        assert np.abs(np.roll(view, step // 2, axis).astype(int) - view).max() > 50  # and no finer
    assert np.array_equal(view, tiles.view(0, 48, numbers()))
    assert not np.array_equal(view, tiles.view(0, 48, numbers(1)))


def test_a_motif_is_scattered_in_half_drop(tmp_path: Path) -> None:
    tiles = VectorTiles(folder(tmp_path, leaf=svg("<path d='M8 2h4v16h-6z' fill='#070'/>", ground=False)))
    view = tiles.view(0, 64, numbers()).astype(int)
    assert np.abs(np.roll(view, 32, 0) - view).max() <= 1  # two rows
    first, second = view[:, :32], view[:, 32:]
    assert np.abs(np.roll(second[:, ::-1], 16, 0) - first).max() <= 1  # half a row lower and in the mirror
    assert np.abs(np.roll(second, 16, 0) - first).max() > 50
    assert np.ptp(view) > 50


def test_dark_colours_stay_darker_than_light_ones(tmp_path: Path) -> None:
    body = "<path d='M0 0h10v20h-10z' fill='#eee'/><path d='M10 0h10v20h-10z' fill='#222'/>"
    tiles = VectorTiles(folder(tmp_path, a=svg(body, 80, 80).replace(b"h10v20", b"h40v80").replace(b"M10", b"M40")))
    darker = 0
    for seed in range(20):
        view = tiles.view(0, 32, numbers(seed)).astype(int).sum(2)
        darker += int(view[16, 24] < view[16, 8])
    assert darker >= 12  # four in five, on light grounds


def test_the_set_is_a_source_with_its_folders_as_labels(tmp_path: Path) -> None:
    path = folder(
        tmp_path, bars__a=svg("<path d='M0 0h10v20h-10z'/>"), dots__b=svg("<circle r='5'/>"), dots__c=b"<svg/>"
    )
    tiles = VectorTiles(path)
    assert (len(tiles), tiles.labels, [tiles.label(i) for i in range(2)]) == (2, ("bars", "dots"), [0, 1])
    assert [(each.name, "SVG" in each.reason) for each in tiles.left_out] == [("c.svg", True)]
    source = PictureSource(tiles, 16, seed=0)
    assert source.periodic
    batch = source.draw(0, 4, torch.device("cpu"))
    assert batch.pictures.shape == (4, 3, 16, 16)
    assert batch.classes.sum().item() == 4.0


def test_a_file_that_is_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.training.patterns.tiles._MOST_BYTES", 300)
    tiles = VectorTiles(folder(tmp_path, large=svg("<circle r='5'/>" * 50), small=svg("<circle r='5'/>")))
    assert (len(tiles), [each.name for each in tiles.left_out]) == (1, ["large.svg"])
    assert "too large" in tiles.left_out[0].reason


def test_a_folder_without_drawings_is_told(tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match="no SVG drawing"):
        VectorTiles(tmp_path)


@pytest.mark.skipif(not FOLDER, reason="DIELOOM_DRAWINGS names no folder of SVG tiles and motifs")
def test_most_of_a_real_collection_can_be_drawn() -> None:
    tiles = VectorTiles(Path(str(FOLDER)))
    assert len(tiles) > 8 * len(tiles.left_out)
    for index in range(0, len(tiles), max(len(tiles) // 20, 1)):
        assert tiles.view(index, 64, numbers()).std() > 1.0
