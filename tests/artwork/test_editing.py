"""Searches give recipes that draw what was found, and keep what is no latent."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from core.artwork.artist import Artist
from core.artwork.editing import drag_recipe, invert_recipe
from core.artwork.recipe import Move, Recipe, StyleMix
from core.errors import Cancelled, DieloomError
from core.gan.drag import Handle, Place
from core.gan.encoder import Encoder, EncoderConfig, place, save_encoder
from core.gan.files import find_model
from core.gan.synthesis import to_pixels
from core.gan.w_space import w_space
from core.jobs import Progress
from core.style.values import PaletteShift

PALETTE = PaletteShift(colours=("#102030", "#a0b0c0"))
EDITED = Recipe(
    seed=9,
    psi=0.5,
    cutoff=4,
    between=(0.2, 0.4),
    moves=(Move(direction="pc1", value=2.0),),
    mix=(StyleMix(seed=3, weight=0.5),),
    palette=PALETTE,
    cells=(2, 1),
)


@pytest.fixture(scope="module")
def artist() -> Artist:
    return Artist()


def test_a_dragged_recipe_draws_the_latent_that_was_told_last(artist: Artist) -> None:
    told = list[tuple[Recipe, float, tuple[Place, ...]]]()
    handles = [Handle((0.2, 0.3), (0.24, 0.3)), Handle((0.7, 0.7), (0.7, 0.7))]
    done = drag_recipe(artist, EDITED, handles, Progress(), steps=3, on_step=lambda *step: told.append(step))
    assert done == told[-1][0]
    assert [len(places) for _, _, places in told] == [2] * len(told)
    assert all(0 <= fraction <= 1 for _, fraction, _ in told)
    assert (done.psi, done.cutoff, done.between, done.moves, done.mix) == (1.0, None, (0.0, 0.0), (), ())
    assert (done.palette, done.cells, done.seed, done.model) == (PALETTE, (2, 1), 9, "loom")
    assert Recipe.model_validate_json(done.model_dump_json()) == done
    assert not np.array_equal(artist.tile(done), artist.tile(EDITED))


def test_a_drag_of_nothing_draws_the_same_tile(artist: Artist) -> None:
    done = drag_recipe(artist, EDITED, [Handle((0.5, 0.5), (0.5, 0.5))], Progress())
    assert torch.allclose(artist.ws(done), artist.ws(EDITED), atol=1e-6)
    difference = artist.tile(done).astype(int) - artist.tile(EDITED).astype(int)
    assert int(np.abs(difference).max()) <= 1


def test_an_own_tile_is_found_again_and_can_be_dragged(artist: Artist) -> None:
    wanted = artist.tile(Recipe(seed=77, psi=0.9))
    told = list[Recipe]()
    found = invert_recipe(artist, wanted, EDITED, Progress(), steps=20, on_step=lambda recipe, *_: told.append(recipe))
    plain = found.model_copy(update={"palette": None, "cells": (1, 1)})
    first = told[0].model_copy(update={"palette": None, "cells": (1, 1)})
    errors = [np.square(artist.tile(each).astype(float) - wanted).mean() for each in (plain, first)]
    assert errors[0] < errors[1]
    assert (found.psi, found.moves, found.mix, found.palette) == (1.0, (), (), PALETTE)
    dragged = drag_recipe(artist, found, [Handle((0.5, 0.5), (0.55, 0.5))], Progress(), steps=2)
    assert dragged.start != found.start


def test_an_encoder_beside_the_model_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    path.write_bytes(find_model("loom").read_bytes())
    notices = list[str]()
    artist, recipe = Artist(notice=notices.append), Recipe(model=str(path))
    model = artist.model(str(path))
    mean = w_space(model, Progress()).centre
    picture = to_pixels(model.generator.synthesis(mean.expand(1, model.config.w_layers, -1))[0])
    for sha256, told in ((model.sha256, 0), ("another", 1)):
        encoder = Encoder(EncoderConfig.of(model.config), w_space(model, Progress()))  # untaught: it says the mean
        save_encoder(encoder, place(path), sha256, {})
        ws = artist.ws(invert_recipe(artist, picture, recipe, Progress(), steps=0))
        assert torch.allclose(ws, mean.expand_as(ws), atol=1e-2) == (not told)
        assert len(notices) == told


def test_a_cancel_ends_both(artist: Artist) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        drag_recipe(artist, EDITED, [Handle((0.1, 0.1), (0.3, 0.3))], progress)
    with pytest.raises(Cancelled):
        invert_recipe(artist, np.zeros((8, 8, 3), np.uint8), EDITED, progress)


def test_no_handles_and_no_picture_are_refused(artist: Artist) -> None:
    with pytest.raises(DieloomError, match="Set a handle"):
        drag_recipe(artist, EDITED, [], Progress())
    with pytest.raises(DieloomError, match="picture has"):
        invert_recipe(artist, np.zeros((0, 8, 3), np.uint8), EDITED, Progress())
