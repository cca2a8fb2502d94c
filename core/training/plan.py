"""What a training run is asked to do: one immutable value, kept as JSON with the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from core.errors import DieloomError
from core.gan.config import GeneratorConfig, Padding
from core.training.losses import LossName
from core.training.optimisers import OptimizerName
from core.values import explain

Augment = Literal["none", "fixed", "ada"]
NetworkName = Literal["stylegan2", "dcgan"]

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Remembered = Annotated[float, Field(ge=0.0, lt=1.0)]  # from step to step: what forgets nothing never learns
Amount = Annotated[float, Field(ge=0.0, allow_inf_nan=False)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Stage:
    """Train at ``resolution`` up to so many thousand pictures; the last stage goes on to the run's end."""

    resolution: int
    until_kimg: Amount


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class TrainingPlan:
    """Every choice of a run. What a person does not choose, :mod:`core.training.auto` does.

    ``kimg`` is the whole run in thousands of pictures that the discriminator is shown; rates are for the whole batch.
    """

    resolution: int = 64
    kimg: Annotated[float, Field(gt=0.0, le=1e6)] = 200.0
    batch: Annotated[int, Field(ge=4, le=4096)] = 8
    seed: Annotated[int, Field(ge=0, lt=1 << 32)] = 1
    labels: tuple[str, ...] = ()

    network: NetworkName = "stylegan2"
    grown_from: tuple[Stage, ...] = ()  # smaller sizes that the networks begin at
    z_dim: int = 64
    w_dim: int = 128
    mapping_layers: int = 3
    channel_base: int = 1024
    channel_max: int = 64
    padding: Padding = "torus"
    clamp: float | None = None

    loss: LossName = "non-saturating"
    optimizer: OptimizerName = "adam"
    rate: Amount = 0.002
    discriminator_rate: Amount | None = None  # the generator's unless given
    momentum: Remembered = 0.0  # Adam's first beta, or the momentum of SGD and RMSprop
    memory: Remembered = 0.99  # Adam's second beta, or RMSprop's
    mapping_boost: Amount = 1.0  # of the mapping's rate: its own scale of 0.01 is made for runs a hundred times longer
    cooldown: Share = 0.0  # the last share of the run, in which the rate falls to nothing and the networks settle

    r1_gamma: Amount = 0.1  # half of it weighs the squared slope at real pictures; 0: none
    r2_gamma: Amount = 0.0  # and at made ones
    lazy_every: Annotated[int, Field(ge=1, le=1024)] = 16  # steps between two penalties, each that much stronger
    wasserstein_weight: Amount = 10.0
    discriminator_steps: Annotated[int, Field(ge=1, le=100)] = 1  # for each step of the generator
    unrolled_steps: Annotated[int, Field(ge=0, le=32)] = 0  # the discriminator's, that the generator looks ahead
    spectral_norm: bool = False
    gradient_clip: Amount | None = None  # the longest gradient of a network
    input_noise: Amount = 0.0  # deviation of the noise on what the discriminator sees; falls to 0 over the run

    augment: Augment = "none"
    augment_strength: Share = 0.0  # how likely each picture meets each change; where "ada" begins
    augment_target: Annotated[float, Field(ge=-1.0, le=1.0)] = 0.6  # the mean sign of real scores that "ada" holds
    augment_kimg: Annotated[float, Field(gt=0.0)] = 100.0  # in which "ada" could go from none to full strength
    augment_colour: bool = False  # brand colours leak into the pictures when they are changed
    shifts: bool = False  # real and made tiles are shifted, mirrored and turned on the torus
    mirror: bool = False  # real pictures are mirrored by chance; not for those with lettering
    frozen_blocks: Annotated[int, Field(ge=0, le=16)] = 0  # of the discriminator, from the picture on (FreezeD)

    mixing: Share = 0.5  # how often upper layers follow another z
    average_kimg: Amount = 3.0  # half-life of the average network
    guided_kimg: Amount = 0.0  # at first, drawn pictures teach the generator alone
    opening_kimg: Amount = 0.0  # in which drawn pictures go from one grey palette to all
    guidance: Amount = 0.0  # and later weigh so much beside the discriminator
    half: bool = True  # bfloat16 convolutions
    keep_epochs: Annotated[int, Field(ge=0)] = 0  # after so many passes through the pictures it keeps the model

    def __post_init__(self) -> None:
        sizes = [stage.resolution for stage in self.grown_from] + [self.resolution]
        ends = [stage.until_kimg for stage in self.grown_from]
        if sizes != sorted(set(sizes)) or ends != sorted(ends):
            raise DieloomError(f"The sizes {sizes} do not grow.", "Give each size once, the smallest first.")
        if self.batch % 4:
            raise DieloomError(f"A batch of {self.batch} cannot be shared by groups of four.", "Use a multiple of 4.")
        if self.network == "stylegan2":
            self.config(self.resolution)

    @property
    def images(self) -> int:
        return round(self.kimg * 1000)

    def rate_share(self, images: int) -> float:
        """How much of the full rate picture number ``images`` is learned with."""
        left = 1.0 - images / self.images
        return min(1.0, max(left, 0.0) / self.cooldown) if self.cooldown else 1.0

    def config(self, resolution: int) -> GeneratorConfig:
        return GeneratorConfig(
            resolution,
            self.z_dim,
            self.w_dim,
            self.mapping_layers,
            self.channel_base,
            self.channel_max,
            self.labels,
            (self.padding, self.padding),
            clamp=self.clamp,
        )

    def resolution_at(self, images: int) -> int:
        """The size at which picture number ``images`` is learned."""
        for stage in self.grown_from:
            if images < stage.until_kimg * 1000:
                return stage.resolution
        return self.resolution

    def to_json(self) -> str:
        return _ADAPTER.dump_json(self, indent=1).decode()

    @classmethod
    def checked(cls, choices: Mapping[str, Any]) -> TrainingPlan:
        """Of these fields; raises DieloomError when one is out of its bounds."""
        try:
            return _ADAPTER.validate_python(dict(choices))
        except ValidationError as error:
            raise DieloomError(f"There is no such training: {explain(error)}.", "Choose another value.") from error

    @classmethod
    def from_json(cls, text: str | bytes) -> TrainingPlan:
        """Raises DieloomError when the text describes no run."""
        try:
            return _ADAPTER.validate_json(text)
        except ValidationError as error:
            raise DieloomError(
                f"The run's plan cannot be read: {explain(error)}.", "Begin the training anew in another folder."
            ) from error


_ADAPTER = TypeAdapter(TrainingPlan)
