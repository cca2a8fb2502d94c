"""What a layer takes from references is put in its place, and leaves everything else as it was."""

from __future__ import annotations

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.artwork.recipe import Recipe, StyleMix
from core.document.model import ArtworkLayer, ImageLayer
from core.document.steps import edits_of
from core.document.styling import (
    Styled,
    grown_of,
    mixed_shares,
    mixes_of,
    painting_of,
    palette_of,
    plain,
    strength_of,
    with_grown,
    with_painting,
    with_palette,
)
from core.imaging.values import CutoutEdit, EnhanceEdit
from core.style.values import PaletteShift, StyleEdit, StyleShare

BEFORE, AFTER = EnhanceEdit(denoise=0.5), CutoutEdit()
ART = ArtworkLayer(id="art", recipe=Recipe(mix=(StyleMix(seed=4),), edits=(BEFORE,)))
PICTURE = ImageLayer(id="pic", asset="0" * 64, edits=(BEFORE,))
RED, BLUE = PaletteShift(colours=("#ff0000",)), PaletteShift(colours=("#0000ff",))
CODE = base64.b64encode(np.zeros(2, "<f4").tobytes()).decode()
PAINTING = StyleEdit(shares=(StyleShare(code=CODE),))


@pytest.mark.parametrize("layer", [ART, PICTURE])
def test_palette_and_painting_are_put_in_changed_in_place_and_taken_out(layer: Styled) -> None:
    assert palette_of(layer) is None
    assert painting_of(layer) is None
    styled = with_painting(with_palette(layer, RED), PAINTING)
    assert palette_of(styled) == RED
    assert painting_of(styled) == PAINTING
    kinds = [edit.kind for edit in edits_of(styled)]
    again = with_painting(with_palette(styled, BLUE), StyleEdit(texture=0.2))
    assert palette_of(again) == BLUE
    assert [edit.kind for edit in edits_of(again)] == kinds, "each in its place"
    assert plain(again) == layer


def test_a_picture_keeps_its_own_steps_around_the_style() -> None:
    layer = with_palette(PICTURE, RED)
    layer = ImageLayer(id="pic", asset=layer.asset, edits=(*layer.edits, AFTER))
    assert [edit.kind for edit in with_palette(layer, BLUE).edits] == ["enhance", "palette", "cutout"]
    assert with_palette(layer, None).edits == (BEFORE, AFTER)


def test_mixes_of_references_stand_where_they_stood() -> None:
    own, other = StyleMix(seed=4), StyleMix(seed=9)
    first, second = StyleMix(w=(1.0,)), StyleMix(w=(2.0,), weight=0.5)
    layer = ArtworkLayer(id="art", recipe=Recipe(mix=(own, first, other)))
    grown = with_grown(layer, (second, first))
    assert isinstance(grown, ArtworkLayer)
    assert grown.recipe.mix == (own, second, first, other)
    assert grown_of(grown) == (second, first)
    bare = with_grown(grown, ())
    assert isinstance(bare, ArtworkLayer)
    assert bare.recipe.mix == (own, other)
    assert with_grown(PICTURE, (first,)) == PICTURE
    assert grown_of(PICTURE) == ()


weights = st.lists(st.floats(0.01, 1), min_size=1, max_size=6)


@given(weights, st.floats(0, 1))
def test_each_latent_gets_its_share_of_the_strength(shares: list[float], strength: float) -> None:
    latents = [(float(number),) for number in range(len(shares))]
    mixes = mixes_of(latents, shares, strength, None)
    assert [mix.w for mix in mixes] == latents
    wanted = [strength * share / sum(shares) for share in shares]
    assert mixed_shares(mixes) == pytest.approx(wanted, abs=1e-6)
    assert strength_of(mixes) == pytest.approx(strength, abs=1e-6)


def test_the_last_of_full_weights_covers_the_rest() -> None:
    mixes = (StyleMix(w=(1.0,)), StyleMix(w=(2.0,)))
    assert mixed_shares(mixes) == [0.0, 1.0]
    assert mixes_of([], [], 1.0, None) == ()
