"""A picture that the generator made must be found again; others are come nearer to; bad ones are refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from torch import Tensor

from core.errors import Cancelled, DieloomError
from core.gan import inversion
from core.gan.features import StyleDistance
from core.gan.inversion import Found, invert, square
from core.gan.latents import w_of_seed
from core.gan.model import Model
from core.gan.render import Renderer
from core.gan.synthesis import to_pixels
from core.gan.w_space import sample_ws, w_space
from core.jobs import Progress
from tests.gan.conftest import CONFIG, make_generator
from tests.gan.small import alias_free_model, model_of, random_ws


def picture_of(model: Model, ws: Tensor) -> NDArray[np.uint8]:
    with torch.no_grad():
        return to_pixels(Renderer(model).picture(ws[None])[0])


def own(model: Model, seed: int = 1234) -> tuple[Tensor, NDArray[np.uint8]]:
    ws = w_of_seed(model, seed, 1).repeat(model.config.w_layers, 1)
    return ws, picture_of(model, ws)


def test_its_own_picture_is_found_again(model: Model) -> None:
    _, image = own(model)
    told = list[Found]()
    found = invert(model, image, Progress(), steps=60, starts=16, on_step=told.append)
    assert found.error < 0.2 * found.start_error
    again = picture_of(model, found.ws).astype(float)
    start = picture_of(model, told[0].ws).astype(float)
    assert np.square(again - image).mean() < 0.25 * np.square(start - image).mean()
    assert [each.error for each in told] == sorted((each.error for each in told), reverse=True)
    assert (told[-1].error, told[-1].fraction) == (found.error, 1.0)
    assert torch.equal(told[-1].ws, found.ws)


def test_the_same_picture_gives_the_same_latent(model: Model) -> None:
    _, image = own(model)
    one, other = (invert(model, image, Progress(), steps=6, starts=8) for _ in range(2))
    assert torch.equal(one.ws, other.ws)


def test_style_is_one_w_for_all_layers(model: Model) -> None:
    found = invert(model, own(model)[1], Progress(), aim="style", steps=5, starts=4)
    assert found.ws.shape == (model.config.w_layers, model.config.w_dim)
    assert torch.equal(found.ws, found.ws[:1].expand_as(found.ws))


def test_only_the_chosen_layers_leave_the_common_w(model: Model) -> None:
    found = invert(model, own(model)[1], Progress(), steps=20, starts=4, layers=(1, 2)).ws
    common = found[3]
    assert [torch.allclose(row, common, atol=1e-5) for row in found] == [
        index not in (1, 2) for index in range(len(found))
    ]


def test_an_encoder_says_where_to_start(model: Model) -> None:
    ws, image = own(model)
    seen = list[Tensor]()

    def encoder(pictures: Tensor) -> Tensor:
        seen.append(pictures)
        return ws[None]

    found = invert(model, image, Progress(), steps=2, encoder=encoder)
    assert seen[0].shape == (1, 3, 32, 32)
    assert found.start_error < 1e-3
    with pytest.raises(DieloomError, match="encoder gives"):
        invert(model, image, Progress(), steps=2, encoder=lambda pictures: torch.zeros(1, 2, 3))


def test_an_encoder_that_errs_changes_nothing(model: Model) -> None:
    far = 50.0 * random_ws(model)
    one, other = (
        invert(model, own(model)[1], Progress(), steps=4, starts=8, encoder=encoder)
        for encoder in (None, lambda pictures: far)
    )
    assert torch.equal(one.ws, other.ws)


def test_without_steps_the_answer_is_the_start(model: Model) -> None:
    (ws, image), told = own(model), list[Found]()
    found = invert(model, image, Progress(), steps=0, encoder=lambda pictures: ws[None], on_step=told.append)
    assert torch.allclose(found.ws, ws, atol=1e-4)
    assert (told[-1].fraction, found.error) == (1.0, found.start_error)
    for aim in ("picture", "style", "layered style"):
        found = invert(model, image, Progress(), aim=aim, steps=0, starts=8)
        assert torch.equal(found.ws, found.ws[:1].expand_as(found.ws))


def test_for_style_the_encoders_answer_is_one_of_the_starts(model: Model) -> None:
    ws, image = own(model)
    found = invert(model, image, Progress(), aim="style", steps=2, starts=8, encoder=lambda pictures: ws[None])
    assert found.start_error < 1e-3
    assert torch.equal(found.ws, found.ws[:1].expand_as(found.ws))


def test_a_layered_style_comes_nearer_than_one_w(model: Model) -> None:
    image = picture_of(model, random_ws(model)[0])  # which no single w draws
    distance = StyleDistance(square(image, 32))
    errors = []
    for aim in ("style", "layered style"):
        found = invert(model, image, Progress(), aim=aim, steps=60, starts=8)
        assert torch.equal(found.ws, found.ws[:1].expand_as(found.ws)) == (aim == "style")
        errors.append(float(distance(Renderer(model).picture(found.ws[None]).clamp(-1, 1))))
    assert errors[1] < 0.8 * errors[0]


def test_for_style_the_encoder_is_asked_about_other_cuts(model: Model) -> None:
    """One that knows the picture only as it was cut before: the search for style finds that cut."""
    ws = random_ws(model)[0]
    image = picture_of(model, ws)
    known, far = square(image, 32), 50.0 * ws
    rolled = np.roll(image, (8, 24), (0, 1))

    def encoder(pictures: Tensor) -> Tensor:
        return torch.stack([ws if torch.allclose(picture, known[0], atol=1e-5) else far for picture in pictures])

    found = invert(model, rolled, Progress(), aim="layered style", steps=1, starts=4, encoder=encoder)
    assert torch.allclose(found.ws, ws, atol=0.2)
    assert found.start_error < 1e-2


def test_who_names_a_family_is_not_led_elsewhere(model: Model) -> None:
    def encoder(pictures: Tensor) -> Tensor:
        raise AssertionError("asked")

    assert invert(model, own(model)[1], Progress(), steps=1, starts=1, family="waves", encoder=encoder).error > 0


def test_a_family_is_where_it_starts(model: Model) -> None:
    told = list[Found]()
    invert(model, own(model)[1], Progress(), steps=1, starts=1, family="waves", on_step=told.append)
    assert torch.allclose(told[0].ws[0], sample_ws(model, 2, Progress())[1], atol=1e-4)
    with pytest.raises(DieloomError, match="no pattern family"):
        invert(model, own(model)[1], Progress(), family="roses")


def test_stylegan3_is_searched_too() -> None:
    model = alias_free_model()
    image = picture_of(model, random_ws(model)[0])
    found = invert(model, image, Progress(), steps=12, starts=4)
    assert found.error < found.start_error


@pytest.mark.parametrize("resolution", [4, 8])
def test_the_smallest_models_are_searched_too(resolution: int) -> None:
    model = model_of(make_generator(replace(CONFIG, resolution=resolution)))
    found = invert(model, picture_of(model, random_ws(model)[0]), Progress(), steps=12, starts=4)
    assert found.error < found.start_error


def test_the_generator_is_left_as_it_was(model: Model) -> None:
    before = {key: value.clone() for key, value in model.generator.state_dict().items()}
    invert(model, own(model)[1], Progress(), steps=2, starts=2)
    assert all(torch.equal(value, before[key]) for key, value in model.generator.state_dict().items())
    assert all(parameter.grad is None for parameter in model.generator.parameters())


@pytest.mark.parametrize("passes", [3, 11, 25])
def test_it_stops_within_the_step(model: Model, passes: int) -> None:
    """In the starts, with one w, and with one for each layer: no layer runs after the cancel."""
    progress, ran = Progress(), list[bool]()

    def count(*_: object) -> None:
        ran.append(progress.cancelled)
        if len(ran) == passes:
            progress.cancel()

    hook = model.generator.synthesis.block(8).conv0.register_forward_hook(count)
    later = model.generator.synthesis.block(8).conv1.register_forward_hook(lambda *_: ran.append(progress.cancelled))
    try:
        with pytest.raises(Cancelled):
            invert(model, own(model)[1], progress, steps=40, starts=4)
    finally:
        hook.remove()
        later.remove()
    assert len(ran) == passes
    assert not any(ran)


@pytest.mark.parametrize(
    "shape",
    [(0, 4, 3), (4, 0, 3), (4, 4, 5), (4,), (2, 4, 4, 3), (4, 4, 0)],
    ids=lambda shape: "x".join(map(str, shape)),
)
def test_what_is_no_picture_is_refused(model: Model, shape: tuple[int, ...]) -> None:
    with pytest.raises(DieloomError, match="picture has"):
        invert(model, np.zeros(shape, np.uint8), Progress(), steps=1)


def test_other_bad_input_is_refused(model: Model) -> None:
    image = np.zeros((8, 8, 3), np.uint8)
    with pytest.raises(DieloomError, match="picture has"):
        invert(model, image.astype(float), Progress())  # type: ignore[arg-type]
    for steps in (-1, 10**6):
        with pytest.raises(DieloomError, match="steps"):
            invert(model, image, Progress(), steps=steps)
    with pytest.raises(DieloomError, match="no layers"):
        invert(model, image, Progress(), steps=2, starts=1, layers=(5, 2))


@pytest.mark.parametrize("shape", [(1, 1), (1, 1, 3), (3, 900, 4), (700, 500, 2), (5, 4, 1)])
def test_odd_pictures_are_searched_for(model: Model, shape: tuple[int, ...]) -> None:
    image = np.random.RandomState(0).randint(0, 256, shape).astype(np.uint8)
    assert bool(torch.isfinite(invert(model, image, Progress(), steps=1, starts=1).ws).all())


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 4), st.integers(1, 48), st.integers(0, 255))
def test_a_flat_picture_stays_flat_at_any_size(height: int, width: int, channels: int, size: int, grey: int) -> None:
    made = square(np.full((height, width, channels), grey, np.uint8), size)
    assert made.shape == (1, 3, size, size)
    alpha = grey / 255 if channels in (2, 4) else 1.0
    assert torch.allclose(made, torch.tensor((grey * alpha + 255 * (1 - alpha)) / 127.5 - 1), atol=1e-4)


def test_the_middle_square_is_taken() -> None:
    image = np.zeros((10, 30, 3), np.uint8)
    image[:, 10:20] = 255
    assert torch.equal(square(image, 5), torch.ones(1, 3, 5, 5))


def test_a_loss_beyond_measure_does_not_become_the_answer(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a step goes astray, the best place before it stands."""
    monkeypatch.setattr(inversion, "RATE", 1e6)
    found = invert(model, own(model)[1], Progress(), steps=4, starts=2)
    assert found.error <= found.start_error
    assert bool(torch.isfinite(found.ws).all())


def test_coordinates_of_w_space_come_back(model: Model) -> None:
    space = w_space(model, Progress())
    ws = sample_ws(model, 300, Progress())
    units = space.units(ws)
    assert torch.allclose(space.w(units), ws, atol=1e-3)
    assert torch.allclose(space.axes @ space.axes.T, torch.eye(model.config.w_dim), atol=1e-4)
    assert float(units.square().mean()) < 1.5
