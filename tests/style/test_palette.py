"""Palettes out of pictures and onto artwork."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.colour.oklab import oklab, oklab_of, srgb
from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.style import palette_clusters
from core.style.palette import edit_palette, extract_palette, lab_colours, shift_palette, snapped
from core.style.palette_clusters import clustered
from core.style.palette_transport import transport
from core.style.values import PaletteEdit, PaletteShift

Pixels = NDArray[np.uint8]

FLAG = np.zeros((40, 60, 3), np.uint8)
FLAG[:, :30] = (200, 30, 40)
FLAG[:, 30:50] = (240, 240, 230)
FLAG[:, 50:] = (20, 40, 120)

BYTE = st.integers(0, 255)
COLOUR = st.tuples(BYTE, BYTE, BYTE)
FEW = st.lists(COLOUR, min_size=1, max_size=8, unique=True)


def shaded(height: int = 48, width: int = 64) -> Pixels:
    """Two hues that shade into each other, with grain."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    colours = np.stack([60 + 190 * x, 40 + 120 * y, 200 - 150 * x * y], axis=2)
    grain = np.random.RandomState(2).randint(-8, 9, (height, width, 1))
    return np.clip(colours + grain, 0, 255).astype(np.uint8)


def apart(colours: list[tuple[int, int, int]], gap: float = 0.15) -> bool:
    """Whether the eye tells all of them apart."""
    lab = oklab(np.array(colours, np.uint8))
    return all(np.linalg.norm(one - other) > gap for one, other in itertools.combinations(lab, 2))


def blocks(colours: list[tuple[int, int, int]], rows: list[int]) -> Pixels:
    """Flat artwork: bands of so many rows each."""
    return np.repeat(np.array(colours, np.uint8), rows, axis=0)[:, None].repeat(8, axis=1)


def hexes(colours: list[tuple[int, int, int]]) -> tuple[str, ...]:
    return tuple("#" + bytes(colour).hex() for colour in colours)


# Extraction


def test_the_main_colours_come_with_their_areas() -> None:
    palette = extract_palette(FLAG, 5)
    assert palette.colours == ("#c81e28", "#f0f0e6", "#142878")
    assert palette.shares == pytest.approx((1 / 2, 1 / 3, 1 / 6), abs=1e-6)


def test_a_plain_picture_has_one_colour() -> None:
    assert extract_palette(np.full((8, 8, 4), 77, np.uint8), 6).colours == ("#4d4d4d",)
    assert extract_palette(np.array([[[1, 2, 3]]], np.uint8), 6).colours == ("#010203",)


@settings(max_examples=40, deadline=None)
@given(colours=FEW, data=st.data())
def test_flat_colours_are_found_exactly_with_exact_shares(
    colours: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    assume(apart(colours))
    rows = data.draw(st.lists(st.integers(3, 30), min_size=len(colours), max_size=len(colours)))
    palette = extract_palette(blocks(colours, rows), 8)
    assert palette.shares is not None
    found = dict(zip(palette.colours, palette.shares, strict=True))
    assert found == pytest.approx(
        {name: row / sum(rows) for name, row in zip(hexes(colours), rows, strict=True)}, abs=1e-6
    )
    assert list(palette.shares) == sorted(palette.shares, reverse=True)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 99), count=st.integers(1, 16), height=st.integers(1, 20), width=st.integers(1, 20))
def test_any_picture_has_so_many_colours_at_most_and_shares_of_one(
    seed: int, count: int, height: int, width: int
) -> None:
    noise = np.random.RandomState(seed).randint(0, 256, (height, width, 4)).astype(np.uint8)
    noise[0, 0, 3] = 255
    palette = extract_palette(noise, count)
    assert 1 <= len(palette.colours) <= count
    assert sum(palette.shares or ()) == pytest.approx(1, abs=1e-4)
    assert extract_palette(noise, count) == palette


def test_soft_edges_are_no_colours_of_flat_artwork() -> None:
    disc = np.hypot(*np.mgrid[-32:32, -32:32]) - 20
    cover = np.clip(0.5 - disc / 3, 0, 1)[..., None]
    soft = np.rint(cover * (180, 20, 60) + (1 - cover) * (250, 240, 220)).astype(np.uint8)
    assert extract_palette(soft, 6).colours == ("#faf0dc", "#b4143c")


def test_what_is_clear_does_not_count() -> None:
    picture = np.dstack([FLAG, np.full(FLAG.shape[:2], 255, np.uint8)])
    picture[:, :30, 3] = 0
    picture[:, 30:50, 3] = 51  # a fifth
    palette = extract_palette(picture, 5)
    assert palette.colours == ("#142878", "#f0f0e6")
    assert palette.shares == pytest.approx((10 / 14, 4 / 14), abs=1e-6)
    picture[..., 3] = 0
    with pytest.raises(DieloomError, match="clear"):
        extract_palette(picture, 5)


def test_an_accent_comes_before_another_shade_of_the_ground() -> None:
    ground = np.random.RandomState(3).normal(128, 12, (100, 100, 1)).clip(0, 255).repeat(3, axis=2)
    ground[:10, :12] = (230, 20, 20)
    reds = [
        colour for colour in extract_palette(ground.astype(np.uint8), 4).colours if colour > "#c8" and colour[3] < "5"
    ]
    assert len(reds) == 1


def test_nearly_the_same_colours_are_one() -> None:
    lab = np.array([[0.5, 0, 0], [0.505, 0, 0], [0.8, 0.1, 0]], np.float32)
    found = clustered(lab, np.array([2.0, 1.0, 3.0]), 3)
    assert len(found.lab) == 2
    assert found.shares == pytest.approx([0.5, 0.5])


def test_strips_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    picture, shift = shaded(), PaletteShift(colours=("#003300", "#ffee00"))
    whole = extract_palette(picture, 6), shift_palette(picture, shift)
    monkeypatch.setattr(palette_clusters, "STRIP_PX", 300)
    assert extract_palette(picture, 6) == whole[0]
    assert np.array_equal(shift_palette(picture, shift), whole[1])


# Transfer


@settings(max_examples=30, deadline=None)
@given(colours=FEW, wanted=st.lists(COLOUR, min_size=8, max_size=8, unique=True), given_shares=st.booleans())
def test_flat_colours_become_exactly_as_many_wanted_ones(
    colours: list[tuple[int, int, int]], wanted: list[tuple[int, int, int]], given_shares: bool
) -> None:
    assume(apart(colours))
    wanted = wanted[: len(colours)]
    picture = blocks(colours, [6] * len(colours))
    shares = (1.0,) * len(wanted) if given_shares else None
    made = shift_palette(picture, PaletteShift(colours=hexes(wanted), shares=shares))
    assert {tuple(colour) for colour in made.reshape(-1, 3).tolist()} == set(wanted)
    for top in range(0, len(picture), 6):  # each band is still one
        assert len(np.unique(made[top : top + 6].reshape(-1, 3), axis=0)) == 1


def test_with_fewer_wanted_colours_all_are_used_and_no_other() -> None:
    colours = [(20, 20, 20), (90, 10, 10), (200, 60, 50), (120, 160, 90), (245, 240, 230)]
    made = shift_palette(blocks(colours, [5] * 5), PaletteShift(colours=("#102030", "#f0e0d0")))
    assert {"#" + bytes(colour).hex() for colour in np.unique(made.reshape(-1, 3), axis=0)} == {"#102030", "#f0e0d0"}


def test_the_order_of_lightness_decides_where_hues_tell_nothing() -> None:
    dark_to_light = [(30, 30, 30), (110, 110, 110), (220, 220, 220)]
    made = shift_palette(blocks(dark_to_light, [9, 3, 3]), PaletteShift(colours=("#ffd0d0", "#500000", "#c04040")))
    assert ["#" + bytes(colour).hex() for colour in made[[0, 10, 13], 0]] == ["#500000", "#c04040", "#ffd0d0"]


def test_areas_decide_where_a_colour_in_the_middle_goes() -> None:
    main = clustered(np.array([[0.5, -0.05, 0], [0.5, 0, 0], [0.5, 0.05, 0]], np.float32), np.array([0.5, 0.3, 0.2]), 3)
    ends = np.array([[0.5, -0.1, 0], [0.5, 0.1, 0]], np.float32)
    for shares, expected in (((0.8, 0.2), [0, 0, 1]), ((0.5, 0.5), [0, 1, 1])):
        assert np.array_equal(transport(main, ends, np.array(shares), flat=True).goal, ends[expected])


def test_shading_stays() -> None:
    """What is lighter than its neighbour is so afterwards, where a hue is all there is."""
    ramp = np.linspace(40, 230, 96).astype(np.uint8)[None, :, None].repeat(8, 0).repeat(3, 2)
    lightness = oklab(shift_palette(ramp, PaletteShift(colours=("#101840", "#4060c0", "#e8f0ff"))))[0, :, 0]
    assert (np.diff(lightness) > -0.01).all()
    assert np.ptp(lightness) > 0.5


def test_soft_shading_has_room_in_a_palette_of_little_contrast() -> None:
    ramp = np.linspace(0, 255, 128).astype(np.uint8)[None, :, None].repeat(8, 0).repeat(3, 2)
    lightness = oklab(shift_palette(ramp, PaletteShift(colours=("#f7f7f7", "#dddddd", "#bbbbbb"))))[0, :, 0]
    assert (np.diff(lightness) > -0.005).all()
    assert np.ptp(lightness) < 0.4


def test_a_picture_in_its_own_palette_is_nearly_itself() -> None:
    picture = shaded()
    made = shift_palette(picture, extract_palette(picture, 16))
    assert np.linalg.norm(oklab(made) - oklab(picture), axis=2).mean() < 0.04


def test_colours_at_the_ends_of_the_gamut_stay_numbers() -> None:
    ends = np.array([[255, 0, 255], [0, 255, 0], [0, 0, 0], [255, 255, 255]], np.uint8)
    picture = np.concatenate([shaded(), ends[:, None].repeat(64, 1)])
    wanted = PaletteShift(colours=("#00ff00", "#ff00ff"), shares=(1.0, 0.0))
    with np.errstate(all="raise", under="ignore"):
        made = shift_palette(picture, wanted)
    assert len(np.unique(made.reshape(-1, 3), axis=0)) > 10


def test_no_strength_no_change_and_half_is_between() -> None:
    shift = PaletteShift(colours=("#003300", "#ffee00"), strength=0.0)
    for picture in (FLAG, shaded()):
        assert np.array_equal(shift_palette(picture, shift), picture)
        whole = oklab(shift_palette(picture, shift.model_copy(update={"strength": 1.0})))
        half = oklab(shift_palette(picture, shift.model_copy(update={"strength": 0.5})))
        assert np.abs(half - (whole + oklab(picture)) / 2).mean() < 0.02


@settings(max_examples=15, deadline=None)
@given(down=st.integers(0, 47), across=st.integers(0, 63), flat=st.booleans())
def test_a_shifted_tile_is_as_periodic_as_before(down: int, across: int, flat: bool) -> None:
    shift = PaletteShift(colours=("#102030", "#e0d0c0", "#b04020"))
    tile = FLAG if flat else shaded()
    rolled = shift_palette(np.roll(tile, (down, across), (0, 1)), shift)
    assert np.array_equal(rolled, np.roll(shift_palette(tile, shift), (down, across), (0, 1)))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 99), height=st.integers(1, 9), width=st.integers(1, 9))
def test_an_edit_keeps_size_and_alpha(seed: int, height: int, width: int) -> None:
    pixels = np.random.RandomState(seed).randint(0, 256, (height, width, 4)).astype(np.uint8)
    edit = PaletteEdit(shift=PaletteShift(colours=("#102030", "#e0d0c0")))
    made = edit_palette(pixels, edit, Progress(), (True, False))
    assert made.shape == pixels.shape
    assert np.array_equal(made[..., 3], pixels[..., 3])
    pixels[..., 3] = 0
    assert np.array_equal(edit_palette(pixels, edit, Progress()), pixels)


def test_what_is_clear_changes_nothing_of_what_is_seen() -> None:
    edit = PaletteEdit(shift=PaletteShift(colours=("#102030", "#e0d0c0", "#b04020")))
    picture = np.dstack([shaded(), np.full((48, 64), 255, np.uint8)])
    picture[:, 32:, 3] = 0
    other = picture.copy()
    other[:, 33:63, :3] = (0, 255, 0)
    before, after = (edit_palette(each, edit, Progress())[:, :32] for each in (picture, other))
    assert np.array_equal(before, after)


SHIFT = PaletteShift(colours=("#102030", "#e0d0c0"))


@pytest.mark.parametrize("stage", [0.05, 0.5, 0.8])
def test_it_stops_when_told(stage: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(palette_clusters, "STRIP_PX", 300)
    progress = Progress(lambda fraction, text: progress.cancel() if fraction > stage else None)
    with pytest.raises(Cancelled):
        shift_palette(shaded(), SHIFT, progress)


# Brands

BRAND = ("#e2001a", "#ffffff", "#1d1d1b", "#0070ba")


@settings(max_examples=30, deadline=None)
@given(colours=st.lists(COLOUR, min_size=1, max_size=6, unique=True))
def test_snapped_colours_are_the_nearest_of_the_brand(colours: list[tuple[int, int, int]]) -> None:
    palette = PaletteShift(colours=hexes(colours), shares=tuple(range(1, len(colours) + 1)), strength=0.7)
    made = snapped(palette, BRAND)
    assert (made.shares, made.strength) == (palette.shares, palette.strength)
    gaps = np.linalg.norm(lab_colours(palette.colours)[:, None] - lab_colours(BRAND), axis=2)
    taken = [BRAND.index(colour) for colour in made.colours]
    assert gaps[np.arange(len(taken)), taken] == pytest.approx(gaps.min(1))
    distinct = snapped(palette, BRAND, one_to_one=True).colours
    assert len(set(distinct)) == min(len(colours), len(BRAND))
    assert set(distinct) <= set(BRAND)


def test_a_brand_has_colours() -> None:
    with pytest.raises(DieloomError, match="brand"):
        snapped(SHIFT, ())


def test_artwork_snapped_to_a_brand_is_in_its_colours() -> None:
    shift = PaletteShift(colours=snapped(extract_palette(FLAG, 5), (*BRAND, "#002060")).colours)
    made = shift_palette(FLAG, shift)
    assert [bytes(colour).hex() for colour in made[0, [0, 40, 55]]] == ["e2001a", "ffffff", "002060"]


# OKLab


def test_oklab_comes_back_and_is_the_published_one() -> None:
    colours = np.random.RandomState(1).randint(0, 256, (500, 3)).astype(np.uint8)
    assert np.array_equal(srgb(oklab(colours)), colours)
    assert np.allclose(oklab_of(colours / 255), oklab(colours), atol=1e-6)
    assert oklab(np.array([255, 0, 0], np.uint8)) == pytest.approx([0.6280, 0.2249, 0.1258], abs=1e-3)
