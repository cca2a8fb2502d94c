"""From a picture back to the latent that draws it: w for every layer (w+).

It starts from the nearest of many random w, and from an encoder's answer where that is nearer. For style it does not
matter where things stand, but an encoder knows pictures cut as its model cuts them: it is asked about several cuts.
Adam moves w, first one for all layers, from the few best starts at once; then each layer on its own, held near the
common w, because only there do directions and dragging keep their meaning (Tov et al. 2021, arXiv 2102.02766). Steps
are taken along the principal axes of w in units of its spread (:mod:`core.gan.w_space`). Noise stays as the model has
it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from core.errors import DieloomError
from core.gan.adam import Adam
from core.gan.features import StyleDistance
from core.gan.interrupt import Interruptible, backward
from core.gan.latents import family_index
from core.gan.likeness import PatchDistance, PictureDistance, Weights
from core.gan.model import Model
from core.gan.render import Renderer
from core.gan.setting import PLAIN, Setting
from core.gan.w_space import SAMPLES, WSpace, analyse, sample_ws
from core.jobs import Progress

Encoder = Callable[[Tensor], Tensor]
"""Pictures [N, 3, R, R] in -1..1, R the model's resolution -> w+ [N, w_layers, w_dim]."""

Aim = Literal["picture", "style", "layered style"]
"""The picture itself, as w+; or only its colours and textures, as one w for all layers, or as w+."""

Distance = Callable[[Tensor], Tensor]

STEPS = 300
RATE = 0.1  # in spreads of w
COMMON = 0.3  # the share of the steps with one w for all layers
TRIED = 4  # starts that are followed at first, half as many in large models; half of them are dropped again and again
LAYER_PRIOR = 1e-3  # what a layer's distance from the common w costs, and
COMMON_PRIOR = 1e-4  # what the common w's distance from the mean does, both squared, in spreads
COMPARED_PX = 256  # pictures are compared at this size at most, and
STYLE_PX = 64  # for style at this one
CUTS = 4  # the encoder is asked about so many cuts across and as many down
MOST_STEPS = 10_000


@dataclass(frozen=True, eq=False)
class Inversion:
    """ws [w_layers, w_dim] on the CPU, its distance to the picture, and that of the start."""

    ws: Tensor
    error: float
    start_error: float


@dataclass(frozen=True, eq=False)
class Found:
    """The best ws [w_layers, w_dim] so far, its distance, and the share of the steps that are done."""

    ws: Tensor
    error: float
    fraction: float


def invert(
    model: Model,
    image: NDArray[np.uint8],
    progress: Progress,
    *,
    aim: Aim = "picture",
    steps: int = STEPS,
    starts: int | None = None,
    family: str | None = None,
    layers: tuple[int, int] | None = None,
    setting: Setting = PLAIN,
    encoder: Encoder | None = None,
    on_step: Callable[[Found], None] | None = None,
) -> Inversion:
    """Find the latent that draws the middle square of ``image``, 8 bits, [H, W] or [H, W, 1 to 4] (alpha: on white).

    ``layers`` (first, last) may leave the common w, all when absent. ``starts`` random w are tried, of one ``family``
    (class) or of all; more for small models when absent. The ``encoder`` is asked unless a family is given. Without
    ``steps`` the best start is the result. The same input gives the same answer. Raises DieloomError for what is no
    picture or no family, and Cancelled between two torch operations.
    """
    if not 0 <= steps <= MOST_STEPS:
        raise DieloomError(f"A search takes 0 to {MOST_STEPS} steps, not {steps}.")
    chosen = None if family is None else family_index(model, family, 0)
    with torch.inference_mode(False), torch.enable_grad():
        search = _Search(model, square(image, _compared_px(model, aim)), progress, aim, setting)
        guesses = None
        if encoder is not None and chosen is None:
            seen = square(image, model.config.resolution)
            guesses = search.guesses(encoder, seen if aim == "picture" else _cut_elsewhere(seen))
        return search.find(guesses, starts or _usual_starts(model), chosen, layers, steps, on_step)


def square(image: NDArray[np.uint8], size: int) -> Tensor:
    """The middle square of [H, W] or [H, W, C] brought to [1, 3, size, size] in -1..1; raises DieloomError."""
    if image.dtype != np.uint8 or image.ndim not in (2, 3) or 0 in image.shape:
        raise DieloomError(f"No picture has the shape {image.shape}.", "Give rows and columns of 8-bit pixels.")
    if image.ndim == 3 and image.shape[2] > 4:
        raise DieloomError(f"No picture has {image.shape[2]} channels.", "Give grey, RGB, or either with alpha.")
    pixels = image[:, :, None] if image.ndim == 2 else image
    side = min(pixels.shape[:2])
    top, left = (pixels.shape[0] - side) // 2, (pixels.shape[1] - side) // 2
    middle = torch.from_numpy(pixels[top : top + side, left : left + side].copy()).float()
    colours = middle[:, :, :3] if pixels.shape[2] >= 3 else middle[:, :, :1].expand(-1, -1, 3)
    if pixels.shape[2] in (2, 4):
        # What lies under clear pixels is no colour of the picture.
        alpha = middle[:, :, -1:] / 255.0
        colours = colours * alpha + 255.0 * (1.0 - alpha)
    picture = colours.permute(2, 0, 1)[None] / 127.5 - 1.0
    if side >= size:
        return F.interpolate(picture, size=(size, size), mode="area")
    return F.interpolate(picture, size=(size, size), mode="bilinear", align_corners=False)


def _cut_elsewhere(picture: Tensor) -> Tensor:
    """[1, 3, S, S], a tile of the torus, as it is when it is cut at other places: [n, 3, S, S]."""
    steps = [picture.shape[2] * cut // CUTS for cut in range(CUTS)]
    return torch.cat([picture.roll((down, across), (2, 3)) for down in steps for across in steps])


def _compared_px(model: Model, aim: Aim) -> int:
    return min(model.config.resolution, COMPARED_PX if aim == "picture" else STYLE_PX)


def _usual_starts(model: Model) -> int:
    return min(max((256 << 14) // model.config.resolution**2, 16), 256)


def _distances(target: Tensor, aim: Aim) -> tuple[Distance, Distance]:
    """What starts are chosen by, and what is then gone down."""
    if aim == "picture":
        return PictureDistance(target, Weights.cheap()), PictureDistance(target)
    style = StyleDistance(target)
    if aim == "style":
        return style, style
    patches = PatchDistance(target)
    return style, lambda pictures: style(pictures) + patches(pictures)


class _Search:
    def __init__(self, model: Model, target: Tensor, progress: Progress, aim: Aim, setting: Setting) -> None:
        self._model, self._progress, self._aim = model, progress, aim
        self._renderer = Renderer(model, setting, progress)
        self.device = self._renderer.device
        self._size = target.shape[2]
        # More at once would make one operation of a large model last too long to be stopped in time.
        self.batch = max((16 << 12) // model.config.resolution**2, 1)
        with Interruptible(progress):
            self._cheap, self._distance = _distances(target.to(self.device), aim)
        self._sample = sample_ws(model, SAMPLES, progress)
        self._space: WSpace = analyse(self._sample)

    def guesses(self, encoder: Encoder, pictures: Tensor) -> Tensor:
        """The encoder's answers [n, w_layers, w_dim]; raises DieloomError for those of another model's."""
        with torch.no_grad(), Interruptible(self._progress):
            answers = encoder(pictures.to(self.device)).detach().clone()
        given, wanted = tuple(answers.shape[1:]), (self._layers, self._model.config.w_dim)
        if given != wanted:
            raise DieloomError(f"The encoder gives {given} and the model takes {wanted}.")
        return answers

    def find(
        self,
        guesses: Tensor | None,
        starts: int,
        family: int | None,
        layers: tuple[int, int] | None,
        steps: int,
        on_step: Callable[[Found], None] | None,
    ) -> Inversion:
        """From the nearest random w, and the nearest guess [n, w_layers, w_dim] if it is nearer still; for style the
        guesses' common w are among the others."""
        part = self._progress.part(0.0, 0.15)
        of_family = self._sample if family is None else self._sample[family :: max(len(self._model.families), 1)]
        candidates = of_family[:starts]
        if guesses is not None and self._aim != "picture":
            candidates = torch.cat([guesses.mean(1), candidates])
        tried = TRIED if self._model.config.resolution <= 128 else TRIED // 2
        nearest, error = self._nearest(self.spread_out(candidates), 1 if self._aim == "style" else tried, part)
        units = self._space.units(nearest[:, 0])
        offsets = units.new_zeros(len(units), self._layers, units.shape[1])
        if guesses is not None and self._aim != "style":
            guess, guess_error = self._nearest(guesses, 1, self._progress.silent())
            if guess_error <= error:
                said = self._space.units(guess[0])
                units = torch.cat([said.mean(0, keepdim=True), units])
                offsets = torch.cat([(said - said.mean(0))[None], offsets])
        common = steps if self._aim == "style" else min(steps, max(1, round(steps * COMMON)))
        run = _Run(self, steps, on_step)
        w, apart = run.together(units, offsets, common)
        if common < steps:
            run.apart(w, apart, self._span(layers), steps - common)
        return run.result()

    def error(self, ws: Tensor) -> Tensor:
        """The distance of every ws [N, w_layers, w_dim] to the picture, [N], with gradients."""
        return self._compare(ws, self._distance)

    def ws(self, units: Tensor) -> Tensor:
        return self._space.w(units)

    @property
    def progress(self) -> Progress:
        return self._progress

    @property
    def _layers(self) -> int:
        return self._model.config.w_layers

    def spread_out(self, ws: Tensor) -> Tensor:
        """[N, w_dim] -> the same for every layer."""
        return ws[:, None].expand(-1, self._layers, -1)

    def around(self, units: Tensor, offsets: Tensor) -> Tensor:
        """Common coordinates [N, w_dim] and each layer's offsets [N, w_layers, w_dim] -> ws."""
        return self.spread_out(self.ws(units)) + self._space.w(offsets) - self._space.w(torch.zeros_like(offsets))

    def _compare(self, ws: Tensor, distance: Distance) -> Tensor:
        picture = self._renderer.picture(ws).clamp(-1.0, 1.0)
        with Interruptible(self._progress):
            if picture.shape[2:] != (self._size, self._size):
                picture = F.interpolate(picture, size=(self._size, self._size), mode="area")
            return distance(picture)

    @torch.no_grad()
    def _nearest(self, candidates: Tensor, kept: int, progress: Progress) -> tuple[Tensor, float]:
        """The ``kept`` nearest of ``candidates`` [n, w_layers, w_dim], and the distance of the first."""
        errors = []
        for first in range(0, len(candidates), self.batch):
            progress.report(first / len(candidates), "Trying starts")
            errors.append(self._compare(candidates[first : first + self.batch], self._cheap))
        found = torch.cat(errors)
        order = found.argsort(stable=True)[:kept]
        return candidates[order], float(found[order[0]])

    def _span(self, layers: tuple[int, int] | None) -> slice:
        if layers is None:
            return slice(0, self._layers)
        first, last = layers
        if not 0 <= first <= last or first >= self._layers:
            raise DieloomError(
                f"The model has no layers {first} to {last}.", f"Its layers are 0 to {self._layers - 1}."
            )
        return slice(first, last + 1)


class _Run:
    """The steps of one search: they move coordinates, and remember the best ws that was met."""

    def __init__(self, search: _Search, steps: int, on_step: Callable[[Found], None] | None) -> None:
        self._search, self._steps, self._on_step = search, steps, on_step
        self._done = 0
        self._start_error = self._error = math.inf
        self._best: Tensor | None = None

    def result(self) -> Inversion:
        assert self._best is not None
        return Inversion(self._best, self._error, self._start_error)

    def together(self, units: Tensor, offsets: Tensor, steps: int) -> tuple[Tensor, Tensor]:
        """One w for all layers, from each of units [N, w_dim]; the offsets of the layers [N, w_layers, w_dim] stay.
        Those of the best one, [w_dim] and [w_layers, w_dim]."""
        rows = len(units)
        drops = [steps * (index + 1) // 3 for index in range(max(rows - 1, 0).bit_length())] if rows > 1 else []
        errors = torch.zeros(rows, device=units.device)
        units, adam = _movable(units)
        for index in range(steps):
            if index in drops:
                kept = errors.argsort(stable=True)[: max(1, len(units) // 2)]
                offsets = offsets[kept]
                units, adam = _movable(units[kept])
            _pace(adam, index, steps if rows == 1 else 0)
            found = []
            batch = self._search.batch
            for part, apart in zip(torch.split(units, batch), torch.split(offsets, batch), strict=True):
                each = self._search.error(self._search.around(part, apart))
                backward((each + COMMON_PRIOR * part.square().mean(1)).sum(), self._search.progress)
                found.append(each.detach())
            errors = torch.cat(found)
            self._keep(self._search.around(units.detach(), offsets), errors)
            adam.step()
        with torch.no_grad():
            ws = self._search.around(units, offsets)
            errors = self._search.error(ws)
            self._keep(ws, errors, counts=False)
        best = errors.argmin()
        return units[best].detach(), offsets[best]

    def apart(self, w: Tensor, offsets: Tensor, span: slice, steps: int) -> None:
        """Every layer of ``span`` on its own, from w [w_dim] and offsets [w_layers, w_dim]."""
        free = torch.zeros(len(offsets), 1, device=w.device)
        free[span] = 1.0
        w, offsets = w.clone().requires_grad_(), offsets.clone().requires_grad_()
        adam = Adam([w, offsets], RATE)
        for index in range(steps):
            _pace(adam, index, steps)
            ws = self._search.ws(w + offsets * free)[None]
            error = self._search.error(ws)
            self._keep(ws, error.detach())
            prior = LAYER_PRIOR * (offsets * free).square().mean() + COMMON_PRIOR * w.square().mean()
            backward(error.sum() + prior, self._search.progress)
            adam.step()
        with torch.no_grad():
            ws = self._search.ws(w + offsets * free)[None]
            self._keep(ws, self._search.error(ws), counts=False)

    def _keep(self, ws: Tensor, errors: Tensor, *, counts: bool = True) -> None:
        """Remember the best of ws [N, w_layers, w_dim] if it is better, and say how far the search is."""
        index = int(errors.argmin())
        error = float(errors[index])
        if self._best is None:
            self._start_error = error
        if self._best is None or error < self._error:
            self._best, self._error = ws[index].detach().cpu().clone(), error
        fraction = self._done / self._steps if self._steps else 1.0
        self._search.progress.report(0.15 + 0.85 * fraction, "Looking for the latent")
        if self._on_step is not None:
            self._on_step(Found(self._best, self._error, fraction))
        self._done += counts


def _movable(units: Tensor) -> tuple[Tensor, Adam]:
    units = units.detach().clone().requires_grad_()
    return units, Adam([units], RATE)


def _pace(adam: Adam, index: int, steps: int) -> None:
    """Ramp the rate up over the first steps, and down by a cosine over the second half of ``steps`` (0: never)."""
    rate = RATE * min(1.0, (index + 1) / 10)
    if steps:
        late = max(0.0, 2.0 * index / steps - 1.0)
        rate *= max(0.5 + 0.5 * math.cos(math.pi * late), 0.02)
    adam.rate = rate
