"""Drag editing: handles on the picture are pulled to targets, and the generator redraws what hangs on them.

After Pan et al. 2023, "Drag Your GAN" (arXiv 2305.10973): features around each handle are asked to appear one step
nearer to the target, Adam moves w to that end, and the handle is then looked for by its features near its last place.
Unlike there, what is asked to appear are the features at the start and not those of the last step, which drift (as in
Ling et al. 2023, FreeDrag, arXiv 2307.04684); and the colours of the whole shall stay what they are, or a generator
that knows few shapes would sooner paint the target than move anything there.
Coordinates live on the torus along the axes on which the model tiles: paths and windows go across the seam.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from core.errors import DieloomError
from core.gan.adam import Adam
from core.gan.config import GeneratorConfig
from core.gan.features import shadows, unit_directions
from core.gan.interrupt import backward
from core.gan.model import Model
from core.gan.render import Layer, Renderer
from core.gan.setting import PLAIN, Setting
from core.gan.w_space import WSpace, w_space
from core.jobs import Progress

Place = tuple[float, float]
"""A point of the tile in fractions of its sides, x right and y down."""

STEPS = 150
RADIUS = 2.5  # of what is pulled,
TOUCH = 1.5  # of what a handle is known by, and
WINDOW = 3.0  # of where it is looked for; all in cells of the feature map
RATE = 0.03  # in spreads of w
KEEP = 2.0  # what a change outside the mask counts,
COLOURS = 0.25  # a change of the picture's colours, wherever they stand, and
PRIOR = 0.05  # the squared way of w, in spreads
SMALLEST = 32  # px: coarser features do not tell handles apart
MOST_HANDLES = 64
FIRST_LAYERS = 7


@dataclass(frozen=True)
class Handle:
    """What is at ``start`` shall be at ``target``."""

    start: Place
    target: Place


@dataclass(frozen=True, eq=False)
class Step:
    """How far a drag is: its number, where the handles are now, their mean distance to the targets as a share of that
    at the start, and ws [w_layers, w_dim]."""

    number: int
    places: tuple[Place, ...]
    left: float
    ws: Tensor


@dataclass(frozen=True, eq=False)
class Dragged:
    """ws [w_layers, w_dim], where the handles came to, the steps taken, and whether all are at their targets."""

    ws: Tensor
    places: tuple[Place, ...]
    steps: int
    reached: bool


def drag(
    model: Model,
    ws: Tensor,
    handles: Sequence[Handle],
    *,
    mask: NDArray[np.bool_] | None = None,
    setting: Setting = PLAIN,
    space: Literal["w", "w+"] = "w+",
    layers: tuple[int, int] | None = None,
    steps: int = STEPS,
    progress: Progress | None = None,
    on_step: Callable[[Step], None] | None = None,
) -> Dragged:
    """Move ``handles`` of the picture of ``ws`` [w_layers, w_dim] to their targets.

    ``mask`` [h, w] is true where the picture may change. ``layers`` (first, last) of ws move, by default the first
    half and in small models a little more: they decide where things are. In "w" they move together.
    Raises DieloomError for handles that are none and for a lack of memory, and Cancelled between two torch operations.
    """
    _refuse(model, ws, handles, mask, steps)
    progress = progress or Progress()
    size = feature_size(model)
    with torch.inference_mode(False), torch.enable_grad():
        while True:
            try:
                puller = _Puller(model, ws.clone(), handles, mask, setting, space, layers, size, progress)
                return puller.run(steps, progress, on_step)
            except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
                if not _out_of_memory(error):
                    raise
                if size <= 8:
                    raise DieloomError(
                        "There is not enough memory for dragging with this model.",
                        "Close other programs, or choose a smaller model.",
                    ) from error
            size //= 2


def feature_size(model: Model) -> int:
    """The side in pixels of the features that handles are followed by: a quarter to a half of the picture's."""
    resolution = model.config.resolution
    return max(min(SMALLEST, resolution), resolution // 4)


def _refuse(model: Model, ws: Tensor, handles: Sequence[Handle], mask: NDArray[np.bool_] | None, steps: int) -> None:
    if not 1 <= len(handles) <= MOST_HANDLES:
        raise DieloomError(f"A drag takes 1 to {MOST_HANDLES} handles, not {len(handles)}.", "Set a handle first.")
    numbers = [number for handle in handles for number in (*handle.start, *handle.target)]
    if not all(math.isfinite(number) and -1.0 <= number <= 2.0 for number in numbers):
        raise DieloomError("A handle lies far outside the tile.", "Places are fractions of the tile, 0 to 1.")
    wanted = (model.config.w_layers, model.config.w_dim)
    if tuple(ws.shape) != wanted:
        raise DieloomError(f"The latent is {tuple(ws.shape)} and the model takes {wanted}.", "Use this model's own.")
    if not bool(torch.isfinite(ws).all()):
        raise DieloomError("The latent holds infinite numbers.", "Start from another one.")
    if mask is not None and (mask.ndim != 2 or mask.size == 0):
        raise DieloomError("A mask has rows and columns.", "Draw it again.")
    if steps < 1:
        raise DieloomError(f"A drag takes at least one step, not {steps}.")


def _out_of_memory(error: BaseException) -> bool:
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    # On the CPU torch raises a plain RuntimeError.
    text = str(error).lower()
    return "not enough memory" in text or "can't allocate memory" in text


class Plane:
    """Places on a feature map [h, w], joined end to end along some axes; positions are (x, y) in cells, [P, 2]."""

    def __init__(self, height: int, width: int, torus: tuple[bool, bool], origin: Place) -> None:
        """``origin`` is where the tile's corner lies, in fractions of the map."""
        self._size = torch.tensor([float(width), float(height)])
        self._torus = torch.tensor(torus)
        self._origin = torch.tensor(origin)

    def position(self, places: Sequence[Place]) -> Tensor:
        """Fractions of the tile -> positions; the middle of the first cell is 0."""
        return self.wrap((torch.tensor(places, dtype=torch.float32) + self._origin) * self._size - 0.5)

    def places(self, positions: Tensor) -> tuple[Place, ...]:
        fractions = (positions + 0.5) / self._size - self._origin
        fractions = torch.where(self._torus, fractions % 1.0, fractions)
        return tuple((float(x), float(y)) for x, y in fractions)

    def wrap(self, positions: Tensor) -> Tensor:
        """The same places within the map; beyond an open edge, the edge."""
        inside = torch.minimum(positions.clamp_min(0.0), self._size - 1.0)
        around = positions % self._size
        around = around - self._size * (around >= self._size)  # a little below 0 is rounded up to the size itself
        return torch.where(self._torus, around, inside)

    def way(self, start: Tensor, target: Tensor) -> Tensor:
        """The shortest way from each start to its target, across the seam where that is shorter."""
        gap = target - start
        around = (gap + self._size / 2) % self._size - self._size / 2
        return torch.where(self._torus, around, gap)

    def sample(self, features: Tensor, positions: Tensor) -> Tensor:
        """Features [C, h, w] at positions [..., 2], bilinear -> [..., C]."""
        positions = self.wrap(positions)
        low = positions.floor()
        part = (positions - low).to(features.device)
        x0, y0 = low.long().unbind(-1)
        width, height = int(self._size[0]), int(self._size[1])
        x1, y1 = (x0 + 1) % width, (y0 + 1) % height
        # Beyond an open edge the part is 0, so the far cell counts nothing.
        table = features.flatten(1).T
        corners = [table[(y * width + x).to(features.device)] for y in (y0, y1) for x in (x0, x1)]
        fx, fy = part[..., :1], part[..., 1:]
        top, bottom = torch.lerp(corners[0], corners[1], fx), torch.lerp(corners[2], corners[3], fx)
        return torch.lerp(top, bottom, fy)


class _Puller:
    def __init__(
        self,
        model: Model,
        ws: Tensor,
        handles: Sequence[Handle],
        mask: NDArray[np.bool_] | None,
        setting: Setting,
        space: Literal["w", "w+"],
        layers: tuple[int, int] | None,
        size: int,
        progress: Progress,
    ) -> None:
        self._renderer, self._size = Renderer(model, setting, progress), size
        self._ws = ws.to(self._renderer.device)
        self._space: WSpace = w_space(model, progress)
        with torch.no_grad():
            layer = self._renderer.layer(self._ws[None], size)
            self._colours = None if layer.picture is None else _colours(layer.picture)
        self._first = layer.features[0]
        self._span = _span(layers, len(ws), layer.depth)
        rows = 1 if space == "w" else self._span.stop - self._span.start
        self._moved = torch.zeros(rows, ws.shape[1], device=self._ws.device).requires_grad_()
        height, width = self._first.shape[1:]
        self._plane = _plane(model, setting, height, width)
        self._position = self._plane.position([handle.start for handle in handles])
        self._target = self._plane.position([handle.target for handle in handles])
        self._pulled = self._plane.sample(self._first, self._position[:, None] + _disc(RADIUS))
        self._touched = self._plane.sample(self._first, self._position[:, None] + _disc(TOUCH))
        self._fixed = None if mask is None else self._outside(mask, model, setting).to(self._first.device)

    def run(self, steps: int, progress: Progress, on_step: Callable[[Step], None] | None) -> Dragged:
        adam = Adam([self._moved], RATE, (0.9, 0.999))
        reach = max(float(self._far().mean()), 1e-6)
        number = 0
        while True:
            layer = self._renderer.layer(self._current()[None], self._size)
            if number:
                self._track(layer.features[0].detach())
                left = float(self._far().mean()) / reach
                progress.report(max(number / steps, 1.0 - left), "Dragging")
                if on_step is not None:
                    on_step(Step(number, self._plane.places(self._position), left, self._current().detach().clone()))
            if number == steps or self._reached():
                break
            backward(self._pull(layer), progress)
            adam.step()
            number += 1
        return Dragged(self._current().detach().cpu(), self._plane.places(self._position), number, self._reached())

    def _current(self) -> Tensor:
        offset = (self._moved * self._space.spread) @ self._space.axes
        ws = self._ws.clone()
        ws[self._span] = self._ws[self._span] + offset
        return ws

    def _far(self) -> Tensor:
        far: Tensor = self._plane.way(self._position, self._target).norm(dim=1)
        return far

    def _reached(self) -> bool:
        return bool((self._far() <= 0.5).all())

    def _pull(self, layer: Layer) -> Tensor:
        """What was around each handle at first shall appear one step nearer to its target."""
        way = self._plane.way(self._position, self._target)
        far, made = way.norm(dim=1, keepdim=True), layer.features[0]
        nearer = self._position + way / far.clamp_min(1e-6) * far.clamp_max(1.0)
        there = self._plane.sample(made, nearer[:, None] + _disc(RADIUS))
        pull = F.l1_loss(there, self._pulled) + PRIOR * self._moved.square().mean()
        if layer.picture is not None and self._colours is not None:
            pull = pull + COLOURS * F.l1_loss(_colours(layer.picture), self._colours)
        if self._fixed is not None:
            pull = pull + KEEP * F.l1_loss(made[:, self._fixed], self._first[:, self._fixed])
        return pull

    def _track(self, features: Tensor) -> None:
        """Move each handle to the place nearby that looks most like its start."""
        near = self._plane.wrap(self._position[:, None] + _disc(WINDOW, 0.5))
        seen = self._plane.sample(features, near[:, :, None] + _disc(TOUCH))
        found = (seen - self._touched[:, None]).abs().mean((2, 3)).argmin(1).cpu()
        self._position = near[torch.arange(len(near)), found]

    def _outside(self, mask: NDArray[np.bool_], model: Model, setting: Setting) -> Tensor:
        """The mask's complement on the feature map, [h, w]."""
        height, width = self._first.shape[1:]
        ys, xs = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
        places = torch.tensor(self._plane.places(torch.stack([xs, ys], -1).reshape(-1, 2).float()))
        rows = (places[:, 1] * mask.shape[0]).long().clamp(0, mask.shape[0] - 1)
        columns = (places[:, 0] * mask.shape[1]).long().clamp(0, mask.shape[1] - 1)
        return ~torch.from_numpy(mask.copy())[rows, columns].reshape(height, width)


def _colours(picture: Tensor) -> Tensor:
    """What pictures [1, channels, H, W] with the same colours in other places have in common (sliced Wasserstein)."""
    directions = unit_directions(picture.shape[1], 16, 6).to(picture.device)
    return shadows(picture[0].flatten(1).T, directions)


def _span(layers: tuple[int, int] | None, count: int, depth: int) -> slice:
    """The layers that move: at most the ``depth`` ones that the features depend on."""
    if layers is None:
        return slice(0, min(max((count + 1) // 2, FIRST_LAYERS), depth))
    first, last = layers
    if not 0 <= first <= last or first >= count:
        raise DieloomError(f"The model has no layers {first} to {last}.", f"Its layers are 0 to {count - 1}.")
    if first >= depth:
        raise DieloomError(
            f"Layers from {first} on draw no shapes that a handle could hold.", f"Let a layer before {depth} move."
        )
    return slice(first, min(last + 1, depth))


def _plane(model: Model, setting: Setting, height: int, width: int) -> Plane:
    config = model.config
    padding = setting.padding or (config.padding if isinstance(config, GeneratorConfig) else ("zero", "zero"))
    across, down = (cut / (config.resolution * cells) for cut, cells in zip(config.cut, setting.cells, strict=True))
    return Plane(height, width, (padding[0] == "torus", padding[1] == "torus"), (across, down))


def _disc(radius: float, step: float = 1.0) -> Tensor:
    """Offsets (x, y) within ``radius`` cells, [n, 2], the nearest first."""
    reach = math.floor(radius / step)
    ticks = torch.arange(-reach, reach + 1) * step
    ys, xs = torch.meshgrid(ticks, ticks, indexing="ij")
    offsets = torch.stack([xs, ys], -1).reshape(-1, 2)
    far = offsets.norm(dim=1)
    return offsets[far <= radius][far[far <= radius].argsort(stable=True)]
