"""The shape of the network that a style is kept in; its file tells it, without Torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field, with_config


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class NetworkConfig:
    """Of the network that translates: features at half and at quarter size, and residual blocks between them."""

    width: Annotated[int, Field(ge=4, le=256)] = 32
    deep: Annotated[int, Field(ge=4, le=512)] = 64
    blocks: Annotated[int, Field(ge=1, le=16)] = 4
