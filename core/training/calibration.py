"""What a discriminator's raw score is worth: a number from 0 to 1, "how real", and the share of real pictures above it.

The map is Platt's (1999, "Probabilistic outputs for support vector machines"): a logistic curve through the scores of
real pictures and of made ones, with his smoothed targets, so that scores that can be told apart still give a curve.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field, model_validator
from torch import Tensor

from core.errors import DieloomError
from core.gan.discriminator import Discriminator
from core.gan.networks import Generator
from core.values import Value

if TYPE_CHECKING:
    from core.training.sources import Source

COUNT = 128
LARGE_PX, LARGE_COUNT = 128, 64  # from this size on a processor is slow, and 64 pictures of each kind are enough
BATCH = 16
HELD_BACK = 1 << 40
"""The number of the first real picture: no run comes so far, so a drawn one was not learned from. Pictures of a set
are the set's own, in views that were not shown."""

_STEPS = 50


class Calibration(Value):
    """``quantiles`` are those of real pictures' scores, evenly spaced from the lowest to the highest.

    ``spread`` stands in the place of the difference of the pictures of a group, so that a picture's score is its own:
    it is the mean over real groups, which costs nothing, where companions would cost three pictures more for each.
    """

    slope: float = Field(ge=0)
    offset: float
    quantiles: tuple[float, ...] = Field(min_length=2, max_length=1001)
    spread: float = Field(ge=0)
    real: Annotated[int, Field(ge=1)]
    made: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if list(self.quantiles) != sorted(self.quantiles):
            raise ValueError("the quantiles do not rise")
        return self

    def realness(self, scores: NDArray[np.floating]) -> NDArray[np.float64]:
        """0 to 1; never falls where the score rises."""
        return 0.5 * (1.0 + np.tanh(0.5 * (self.slope * np.asarray(scores, np.float64) + self.offset)))

    def share_passing(self, threshold: float) -> float:
        """The share of real pictures that are at least so real."""
        levels = self.realness(np.array(self.quantiles))
        if threshold <= levels[0]:
            return 1.0
        if threshold > levels[-1]:
            return 0.0
        return float(1.0 - np.interp(threshold, levels, np.linspace(0.0, 1.0, len(levels))))

    def threshold(self, share: float) -> float:
        """How real a picture has to be so that this share of real ones passes."""
        levels = self.realness(np.array(self.quantiles))
        return float(np.interp(1.0 - share, np.linspace(0.0, 1.0, len(levels)), levels))


@torch.inference_mode()
def calibrate(
    discriminator: Discriminator, generator: Generator, source: Source, device: torch.device, count: int | None = None
) -> Calibration:
    """From ``count`` real pictures and as many made ones of the same classes; always the same for the same networks.

    ``discriminator`` is on the device, and its weights are plain (see :func:`core.training.judge.plain`). Raises
    DieloomError when its scores are no numbers.
    """
    from core.training.sources import chance

    config, real, made, classes = generator.config, [], [], []
    sized = source.at(config.resolution)
    count = count or (COUNT if config.resolution < LARGE_PX else LARGE_COUNT)
    place = next(generator.parameters()).device
    z = torch.randn(count, config.z_dim, generator=chance(2026, 4))
    for first in range(0, count, BATCH):
        batch = sized.draw(HELD_BACK + first, min(BATCH, count - first), device)
        labels = batch.classes if batch.classes.shape[1] else None
        pictures = generator(
            z[first : first + BATCH].to(place), labels.to(place) if labels is not None else None
        ).clamp(-1.0, 1.0)
        real.append(discriminator.maps(batch.pictures)[-1])
        made.append(discriminator.maps(pictures.to(device).float())[-1])
        classes.append(batch.classes)
    spread = float(torch.cat([discriminator.spread(each) for each in real]).mean())

    def scores(maps: list[Tensor]) -> NDArray[np.float64]:
        features = discriminator.head(torch.cat(maps), spread)
        found: NDArray[np.float64] = discriminator.score(features, torch.cat(classes)).cpu().double().numpy()
        return found

    return fit(scores(real), scores(made), spread)


def fit(real: NDArray[np.float64], made: NDArray[np.float64], spread: float) -> Calibration:
    """From the scores of both kinds; raises DieloomError when they are no numbers."""
    if not (np.isfinite(real).all() and np.isfinite(made).all() and np.isfinite(spread)):
        raise DieloomError("The discriminator's scores are no numbers.", "Go back to an earlier state of the run.")
    slope, offset = platt(real, made)
    quantiles = tuple(np.quantile(real, np.linspace(0.0, 1.0, 41)).tolist())
    return Calibration(slope=slope, offset=offset, quantiles=quantiles, spread=spread, real=len(real), made=len(made))


def platt(real: NDArray[np.float64], made: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and offset of the logistic curve; level where real pictures score no higher than made ones."""
    scores = np.concatenate([real, made])
    high, low = (len(real) + 1.0) / (len(real) + 2.0), 1.0 / (len(made) + 2.0)
    wanted = np.repeat([high, low], [len(real), len(made)])
    middle, scale = scores.mean(), scores.std() or 1.0
    rows = np.stack([(scores - middle) / scale, np.ones_like(scores)], 1)
    share = wanted.mean()
    line = np.array([0.0, np.log(share / (1.0 - share))])
    loss = _loss(rows, line, wanted)
    for _ in range(_STEPS):
        likely = 0.5 * (1.0 + np.tanh(0.5 * rows @ line))
        slope = rows.T @ (likely - wanted)
        bend = (rows * (likely * (1.0 - likely))[:, None]).T @ rows + 1e-9 * np.eye(2)
        step = np.linalg.solve(bend, slope)
        # Newton's steps may go too far while the curve is still flat.
        while (fallen := _loss(rows, line - step, wanted)) > loss and np.abs(step).max() > 1e-9:
            step = 0.5 * step
        line, done, loss = line - step, np.abs(step).max() < 1e-9, fallen
        if done:
            break
    if line[0] <= 0.0:
        return 0.0, float(np.log(share / (1.0 - share)))
    return float(line[0] / scale), float(line[1] - line[0] * middle / scale)


def _loss(rows: NDArray[np.float64], line: NDArray[np.float64], wanted: NDArray[np.float64]) -> float:
    at = rows @ line
    return float((np.logaddexp(0.0, at) - wanted * at).sum())
