"""What a training run is asked to do: one immutable value, kept with the run's state."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import DieloomError
from core.gan.config import GeneratorConfig
from core.training.patterns import FAMILIES


@dataclass(frozen=True)
class Stage:
    """Train at one resolution for so many thousand pictures."""

    resolution: int
    kimg: float


@dataclass(frozen=True)
class TrainingPlan:
    """The defaults are those the bundled model was trained with."""

    stages: tuple[Stage, ...] = (Stage(32, 70), Stage(64, 110))
    families: tuple[str, ...] = ("tartan", "waves", "rings", "daisies", "ogees", "leaves", "scales", "terrazzo")
    z_dim: int = 64
    w_dim: int = 128
    mapping_layers: int = 3
    channel_base: int = 1024
    channel_max: int = 64
    batch: int = 8
    rate: float = 0.002
    mapping_boost: float = 30.0  # of the rate: the mapping's own scale of 0.01 is made for runs a hundred times longer
    r1_strength: float = 5e-5  # times the number of pixels: the penalty sees the sum over all of them
    r1_every: int = 16
    cooldown: float = 0.2  # the last share of the run, in which the rate falls to nothing and the networks settle
    ema_kimg: float = 3.0
    mixing: float = 0.2
    moves: bool = False  # shift and mirror what the discriminator sees; families that keep their place need it not
    turns: bool = False
    half: bool = True  # bfloat16 convolutions
    seed: int = 1

    def __post_init__(self) -> None:
        rising = [stage.resolution for stage in self.stages]
        if not self.stages or rising != sorted(set(rising)):
            raise DieloomError(f"The stages {rising} do not grow.", "Give each resolution once, the smallest first.")
        if self.batch < 4 or self.batch % 4:
            raise DieloomError(f"A batch of {self.batch} cannot be shared by groups of four.", "Use a multiple of 4.")
        unknown = sorted(set(self.families) - set(FAMILIES))
        if unknown or not self.families:
            raise DieloomError(f"There is no pattern family {', '.join(unknown)}.", f"There are {', '.join(FAMILIES)}.")

    def rate_share(self, images: int) -> float:
        """How much of the full rate picture number ``images`` is learned with."""
        left = 1.0 - images / self.images
        return min(1.0, left / self.cooldown) if self.cooldown else 1.0

    def config(self, resolution: int) -> GeneratorConfig:
        return GeneratorConfig(
            resolution,
            self.z_dim,
            self.w_dim,
            self.mapping_layers,
            self.channel_base,
            self.channel_max,
            self.families,
        )

    def resolution_at(self, images: int) -> int | None:
        """The resolution for picture number ``images``, or None when the run is done."""
        end = 0.0
        for stage in self.stages:
            end += stage.kimg * 1000
            if images < end:
                return stage.resolution
        return None

    @property
    def images(self) -> int:
        return round(sum(stage.kimg for stage in self.stages) * 1000)
