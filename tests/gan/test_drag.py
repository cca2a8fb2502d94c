"""Dragging: handles come nearer, across the seam where that is the shorter way, and nothing else is promised."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Cancelled, DieloomError
from core.gan import drag as dragging
from core.gan.drag import Handle, Plane, Step, drag
from core.gan.latents import w_of_seed
from core.gan.model import Model
from core.gan.render import Renderer
from core.gan.setting import Setting
from core.jobs import Progress
from tests.gan.small import alias_free_model, random_ws

fractions = st.tuples(st.floats(0, 0.999), st.floats(0, 0.999))
cells = st.floats(-30, 30, width=32)


def ws_of(model: Model, seed: int = 5) -> torch.Tensor:
    return w_of_seed(model, seed, 0).repeat(model.config.w_layers, 1)


@given(fractions, fractions)
def test_places_come_back_on_the_torus_and_on_the_plane(place: dragging.Place, origin: dragging.Place) -> None:
    around = Plane(8, 16, (True, True), origin)
    found = around.places(around.position([place]))[0]
    assert all(abs((a - b + 0.5) % 1.0 - 0.5) < 1e-4 for a, b in zip(found, place, strict=True))
    inner = tuple(min(max(each, 0.1), 0.9) for each in place)
    flat = Plane(8, 16, (False, False), (0.0, 0.0))
    assert flat.places(flat.position([(inner[0], inner[1])]))[0] == pytest.approx(inner, abs=1e-5)


@given(cells, cells, cells, cells, st.integers(-2, 2), st.integers(-2, 2))
def test_the_way_on_a_torus_is_the_shortest_and_knows_no_turns(
    x: float, y: float, u: float, v: float, across: int, down: int
) -> None:
    plane = Plane(8, 16, (True, True), (0.0, 0.0))
    start, target = torch.tensor([[x, y]]), torch.tensor([[u, v]])
    way = plane.way(start, target)
    assert bool((way.abs() <= torch.tensor([8.0, 4.0]) + 1e-4).all())
    turned = plane.way(start, target + torch.tensor([16.0 * across, 8.0 * down]))
    gap = (way - turned).abs() % torch.tensor([16.0, 8.0])
    assert bool((torch.minimum(gap, torch.tensor([16.0, 8.0]) - gap) < 1e-3).all())


def test_the_way_on_a_plane_goes_straight() -> None:
    plane = Plane(8, 16, (False, True), (0.0, 0.0))
    way = plane.way(torch.tensor([[1.0, 1.0]]), torch.tensor([[15.0, 7.0]]))
    assert way.tolist() == [[14.0, -2.0]]


@given(st.integers(0, 15), st.integers(0, 7), st.floats(0, 0.99), st.floats(0, 0.99))
def test_samples_lie_between_their_neighbours_across_the_seam(x: int, y: int, fx: float, fy: float) -> None:
    stream = torch.Generator().manual_seed(0)
    features = torch.randn(3, 8, 16, generator=stream)
    plane = Plane(8, 16, (True, True), (0.0, 0.0))
    assert torch.allclose(plane.sample(features, torch.tensor([[float(x), float(y)]]))[0], features[:, y, x])
    at = torch.tensor([[x + fx, y + fy]])
    rolled = plane.sample(features.roll((3, 5), (1, 2)), at + torch.tensor([5.0, 3.0]))
    assert torch.allclose(plane.sample(features, at), rolled, atol=1e-4)


def test_a_place_a_hair_before_the_seam_is_on_the_map() -> None:
    plane, features = Plane(8, 16, (True, True), (0.0, 0.0)), torch.rand(2, 8, 16)
    assert torch.allclose(plane.sample(features, torch.tensor([[-1e-9, -1e-9]]))[0], features[:, 0, 0])


def test_beyond_an_open_edge_lies_the_edge() -> None:
    features = torch.arange(12.0).reshape(1, 3, 4)
    plane = Plane(3, 4, (False, False), (0.0, 0.0))
    assert plane.sample(features, torch.tensor([[-2.0, 0.0], [9.0, 2.0], [3.0, 1.0]])).flatten().tolist() == [0, 11, 7]


def test_a_handle_at_its_target_changes_nothing(model: Model) -> None:
    ws = ws_of(model)
    done = drag(model, ws, [Handle((0.3, 0.4), (0.3, 0.4)), Handle((0.9, 0.1), (1.9, 0.1))])
    assert torch.equal(done.ws, ws)
    assert (done.steps, done.reached) == (0, True)


def test_handles_come_nearer_and_every_step_is_told(model: Model) -> None:
    ws, told = ws_of(model), list[Step]()
    kept = ws.clone()
    done = drag(model, ws, [Handle((0.97, 0.5), (0.06, 0.5))], steps=40, on_step=told.append)
    assert torch.equal(ws, kept)
    assert [step.number for step in told] == list(range(1, done.steps + 1))
    assert told[-1].left < 0.7
    assert all(0.9 < step.places[0][0] < 1 or 0 <= step.places[0][0] < 0.2 for step in told), (
        "the way is across the seam"
    )
    assert torch.equal(told[-1].ws, done.ws)


def test_only_the_chosen_layers_move_and_together_in_w(model: Model) -> None:
    ws, handle = ws_of(model), Handle((0.2, 0.2), (0.4, 0.3))
    moved = drag(model, ws, [handle], layers=(1, 2), steps=3).ws - ws
    assert [bool(row.any()) for row in moved] == [False, True, True] + [False] * (len(ws) - 3)
    moved = drag(model, ws, [handle], space="w", layers=(0, 3), steps=3).ws - ws
    assert torch.allclose(moved[0], moved[3], atol=1e-6)
    assert bool(moved[0].any())


def test_a_mask_keeps_what_is_outside(model: Model) -> None:
    ws, handle = ws_of(model), Handle((0.25, 0.5), (0.38, 0.5))
    mask = np.zeros((4, 8), dtype=bool)
    mask[:, :4] = True
    renderer, masks = Renderer(model), (None, mask)
    before = renderer.layer(ws[None], 32).features
    after = [renderer.layer(drag(model, ws, [handle], mask=each, steps=40).ws[None], 32).features for each in masks]
    free, kept = (float((each - before)[..., 16:].abs().mean()) for each in after)
    assert kept < 0.5 * free


def test_a_mask_of_nothing_that_may_move_moves_next_to_nothing(model: Model) -> None:
    ws, handle = ws_of(model), Handle((0.25, 0.5), (0.4, 0.5))
    still = drag(model, ws, [handle], mask=np.zeros((5, 5), dtype=bool), steps=10).ws
    free = drag(model, ws, [handle], mask=np.ones((5, 5), dtype=bool), steps=10).ws
    assert float((still - ws).norm()) < float((free - ws).norm())


def test_the_same_drag_gives_the_same_latent(model: Model) -> None:
    handles = [Handle((0.2, 0.2), (0.3, 0.3)), Handle((0.7, 0.7), (0.7, 0.6))]
    one, other = (drag(model, ws_of(model), handles, steps=5) for _ in range(2))
    assert torch.equal(one.ws, other.ws)
    assert one.places == other.places


def test_stylegan3_is_dragged_on_the_plane() -> None:
    alias_free = alias_free_model()
    ws = random_ws(alias_free)[0]
    told = list[Step]()
    drag(alias_free, ws, [Handle((0.3, 0.5), (0.5, 0.5))], steps=5, on_step=told.append)
    assert len(told) == 5
    assert not torch.equal(told[-1].ws, ws)


def test_a_larger_tile_is_dragged_as_it_is_seen(model: Model) -> None:
    told = list[Step]()
    handle = Handle((0.4, 0.6), (0.4, 0.6 + 1e-7))
    assert drag(model, ws_of(model), [handle], setting=Setting(cells=(2, 1)), on_step=told.append).reached
    done = drag(model, ws_of(model), [Handle((0.4, 0.6), (0.5, 0.6))], setting=Setting(cells=(2, 1)), steps=2)
    assert done.places[0] == pytest.approx((0.4, 0.6), abs=0.3)


def test_it_stops_within_the_step(model: Model) -> None:
    progress, ran = Progress(), []

    def count(*_: object) -> None:
        ran.append(progress.cancelled)
        if len(ran) == 30:
            progress.cancel()

    hooks = [
        model.generator.synthesis.block(size).conv1.register_forward_hook(count)
        for size in model.config.resolutions  # type: ignore[union-attr]
    ]
    try:
        with pytest.raises(Cancelled):
            drag(model, ws_of(model), [Handle((0.2, 0.2), (0.7, 0.7))], progress=progress)
    finally:
        for hook in hooks:
            hook.remove()
    assert len(ran) == 30
    assert not any(ran)


@pytest.mark.parametrize(
    ("handles", "said"),
    [
        ([], "takes 1 to"),
        ([Handle((0.0, 0.0), (0.1, 0.1))] * 65, "takes 1 to"),
        ([Handle((math.nan, 0.0), (0.1, 0.1))], "far outside"),
        ([Handle((0.0, 0.0), (math.inf, 0.1))], "far outside"),
        ([Handle((0.0, 0.0), (40.0, 0.1))], "far outside"),
    ],
)
def test_handles_that_are_none_are_refused(model: Model, handles: list[Handle], said: str) -> None:
    with pytest.raises(DieloomError, match=said):
        drag(model, ws_of(model), handles)


def test_other_bad_input_is_refused(model: Model) -> None:
    ws, handles = ws_of(model), [Handle((0.1, 0.1), (0.3, 0.3))]
    with pytest.raises(DieloomError, match="the model takes"):
        drag(model, ws[:-1], handles)
    with pytest.raises(DieloomError, match="infinite"):
        drag(model, ws * math.nan, handles)
    with pytest.raises(DieloomError, match="rows and columns"):
        drag(model, ws, handles, mask=np.zeros((0, 4), dtype=bool))
    with pytest.raises(DieloomError, match="at least one step"):
        drag(model, ws, handles, steps=0)
    with pytest.raises(DieloomError, match="no layers 99"):
        drag(model, ws, handles, layers=(99, 100))
    with pytest.raises(DieloomError, match="no shapes"):
        drag(model, ws, handles, layers=(model.config.w_layers - 1,) * 2)


def test_without_memory_it_tries_coarser_features_and_then_says_so(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    class Greedy(dragging._Puller):
        def run(self, *args: object, **more: object) -> dragging.Dragged:
            tried.append(self._size)
            if self._size > 8:
                raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate")
            raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(dragging, "_Puller", Greedy)
    with pytest.raises(DieloomError, match="not enough memory"):
        drag(model, ws_of(model), [Handle((0.1, 0.1), (0.3, 0.3))])
    assert tried == [32, 16, 8]
