"""What learning a style is asked to do: one immutable value, kept as JSON with the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from core.errors import DieloomError
from core.style.learning.config import NetworkConfig
from core.training.losses import LossName
from core.training.optimisers import OptimizerName
from core.values import explain

Amount = Annotated[float, Field(ge=0.0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Remembered = Annotated[float, Field(ge=0.0, lt=1.0)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class LearningPlan:
    """Every choice of a run; the defaults suit a processor, and :func:`suited` a graphics card.

    ``kimg`` is the whole run in thousands of crops of either kind. A crop is ``crop_px`` wide, out of pictures whose
    shorter side is ``resolution`` or somewhat more.
    """

    resolution: Annotated[int, Field(ge=64, le=1024)] = 256
    crop_px: Annotated[int, Field(ge=32, le=512, multiple_of=4)] = 96
    kimg: Annotated[float, Field(gt=0.0, le=1e5)] = 12.0
    batch: Annotated[int, Field(ge=1, le=64)] = 2
    seed: Annotated[int, Field(ge=0, lt=1 << 32)] = 1
    network: NetworkConfig = field(default_factory=NetworkConfig)
    critic_width: Annotated[int, Field(ge=4, le=256)] = 32

    contrast: Amount = 1.5  # what each place's likeness to itself counts beside the critic
    identity: Amount = 0.0  # and how far pictures of the style may be changed (CUT's second contrastive term)
    guidance: Amount = 30.0  # the distance between textures beside the critic
    places: Annotated[int, Field(ge=8, le=1024)] = 128  # compared in each layer of each picture
    temperature: Annotated[float, Field(gt=0.0, le=10.0)] = 0.07
    heads: Annotated[int, Field(ge=8, le=1024)] = 64  # width of what places are compared by

    loss: LossName = "non-saturating"
    optimizer: OptimizerName = "adam"
    rate: Amount = 0.02
    critic_rate: Amount = 0.004
    momentum: Remembered = 0.5
    memory: Remembered = 0.99
    r1_gamma: Amount = 10.0
    lazy_every: Annotated[int, Field(ge=1, le=1024)] = 16
    cooldown: Share = 0.2
    average_kimg: Amount = 1.0  # half-life of the average network
    mirror: bool = True
    half: bool = False  # bfloat16 convolutions

    @property
    def images(self) -> int:
        return round(self.kimg * 1000)

    def rate_share(self, images: int) -> float:
        """How much of the full rate crop number ``images`` is learned with."""
        left = 1.0 - images / self.images
        return min(1.0, max(left, 0.0) / self.cooldown) if self.cooldown else 1.0

    def to_json(self) -> str:
        return _ADAPTER.dump_json(self, indent=1).decode()

    @classmethod
    def checked(cls, choices: Mapping[str, Any]) -> LearningPlan:
        """Of these fields; raises DieloomError when one is out of its bounds."""
        try:
            return _ADAPTER.validate_python(dict(choices))
        except ValidationError as error:
            raise DieloomError(f"No style can be learned so: {explain(error)}.", "Choose another value.") from error


_ADAPTER = TypeAdapter(LearningPlan)

_GRAPHICS: dict[str, Any] = {
    "crop_px": 128,
    "batch": 4,
    "kimg": 200.0,
    "network": {"width": 48, "deep": 128, "blocks": 6},
    "critic_width": 64,
    "places": 256,
    "identity": 1.0,
    "rate": 0.006,  # at the smaller network's rate this one runs away within a thousand crops
    "half": True,
}


def suited(device: str, chosen: Mapping[str, Any]) -> LearningPlan:
    """The plan for a type of device ("cpu", "cuda" ...), with what a person chose; raises DieloomError."""
    usual = {} if device == "cpu" else _GRAPHICS
    return LearningPlan.checked({**usual, **chosen})
