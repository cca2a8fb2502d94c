"""Plans by name, and what goes well with each loss and optimiser.

A person's own choices come before those of a preset, and a preset's before what :mod:`core.training.auto` finds by
itself from the pictures and the machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import DieloomError
from core.training.data_choice import DIGITS
from core.training.losses import LossName
from core.training.optimisers import OptimizerName

Fields = dict[str, Any]


@dataclass(frozen=True)
class Preset:
    """``fields`` are those of a :class:`~core.training.plan.TrainingPlan`; ``data`` is what is learned from where a
    person names nothing."""

    title: str
    sentence: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    data: str | None = None


PRESETS: dict[str, Preset] = {
    "auto": Preset("Automatic", "Everything is chosen by your pictures and your computer."),
    # Radford et al. 2016 (arXiv 1511.06434): z of 100, 5x5 transposed convolutions, batch norm, Adam 2e-4 with a first
    # beta of 0.5. Our networks' widths are a baseline's, not the paper's.
    "classic-dcgan": Preset(
        "Classic DCGAN",
        "The textbook's network, for lessons and as a baseline; it has no styles, so the sliders do not apply to it.",
        {
            "network": "dcgan",
            "resolution": 28,
            "z_dim": 100,
            "batch": 64,
            "kimg": 180.0,
            "loss": "non-saturating",  # binary cross-entropy on logits, the generator's labels turned round
            "optimizer": "adam",
            "rate": 2e-4,
            "momentum": 0.5,
            "memory": 0.999,
            "r1_gamma": 0.0,
            "augment": "none",
            "half": False,
            "grown_from": (),
            "keep_epochs": 50,
        },
        DIGITS,
    ),
    "product-256": Preset(
        "Product pictures, 256 px",
        "Cropped, turned and mirrored views of your product pictures at 256 px; what is made has to please the judge.",
        {"resolution": 256, "padding": "zero", "augment": "ada", "shifts": False},
    ),
}


def find_preset(name: str) -> Preset:
    """Raises DieloomError when there is none of the name."""
    if name not in PRESETS:
        raise DieloomError(f"There is no training preset {name!r}.", f"There are {', '.join(PRESETS)}.")
    return PRESETS[name]


def usual(loss: LossName, optimizer: OptimizerName, r1_gamma: float = 0.1) -> Fields:
    """Fields of a plan that go well with a loss and an optimiser where the person has not chosen them.

    ``r1_gamma`` is the penalty that suits the pictures' size with the non-saturating loss.
    """
    fields = {**_of_loss(loss, r1_gamma), **_OF_OPTIMISERS[optimizer]}
    if loss == "wasserstein" and optimizer == "sgd":
        fields["rate"] /= 5  # its scores know no bound, and a generator that goes after them too fast drifts away
    return fields


def _of_loss(loss: LossName, r1_gamma: float) -> Fields:
    match loss:
        case "wasserstein":  # arXiv 1704.00028: a critic of five steps, its own penalty, a first beta of 0
            return {"discriminator_steps": 5, "r1_gamma": 0.0, "r2_gamma": 0.0, "momentum": 0.0}
        case "hinge":  # arXiv 1802.05957: spectral norm bounds the slope instead of a penalty
            return {"spectral_norm": True, "r1_gamma": 0.0}
        case "relativistic":  # arXiv 2501.05441: converges with both penalties, of the same weight
            return {"r1_gamma": r1_gamma, "r2_gamma": r1_gamma}
        case _:
            return {}


# Plain descent has to go 25 times as far for each gradient as Adam, which measures every weight's by its own size.
_OF_OPTIMISERS: dict[OptimizerName, Fields] = {"adam": {}, "rmsprop": {}, "sgd": {"rate": 0.05, "gradient_clip": 10.0}}
