"""The generators that can be chosen, told from the headers of their files: no weight is read, Torch is not needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from safetensors import SafetensorError, safe_open

from core import resources
from core.errors import DieloomError
from core.gan.config import GeneratorConfig

ENDING = ".safetensors"


@dataclass(frozen=True)
class ModelFacts:
    """The pattern families of a generator, by name, and how many principal directions it knows."""

    families: tuple[str, ...]
    directions: int


@cache
def bundled() -> tuple[str, ...]:
    """The names of the models of this installation."""
    return tuple(sorted(path.stem for path in (resources.root() / "models").glob(f"*{ENDING}")))


def facts_of(model: str) -> ModelFacts:
    """Of a bundled model's name or a model file; raises DieloomError for what is no generator of ours."""
    path = resources.root() / "models" / f"{model}{ENDING}" if model in bundled() else Path(model)
    return _facts(path)


@lru_cache(maxsize=32)
def _facts(path: Path) -> ModelFacts:
    try:
        with safe_open(path, framework="np") as file:
            config = GeneratorConfig.from_json((file.metadata() or {}).get("config", ""))
            known = "extra.directions" in file.keys()  # noqa: SIM118 (not a dict)
            return ModelFacts(config.labels, file.get_slice("extra.directions").get_shape()[0] if known else 0)
    except (OSError, SafetensorError) as error:
        raise DieloomError(f"{path.name} cannot be read as a model.", "Choose a model that Dieloom made.") from error
