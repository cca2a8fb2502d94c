"""The generators that can be chosen, told from the headers of their files: no weight is read, Torch is not needed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData

from core import resources
from core.errors import DieloomError
from core.gan import sidecar
from core.gan.config import Config
from core.gan.reader import open_model

ENDING = ".safetensors"
ENDINGS = (ENDING, ".pkl", ".pth", ".pt")
CARD_CHARACTERS = 2000
QUICK_HEADER = 1 << 20  # bytes that are parsed within a frame

translate = QCoreApplication.translate


@dataclass(frozen=True)
class ModelFacts:
    """What can be said of a generator without running it."""

    config: Config
    card: dict[str, str] = field(default_factory=dict)
    parameters: int = 0
    size: int = 0  # of the file, bytes
    source: str = ""  # what kind of file it is
    number: str = ""  # the type of most weights, such as float16
    warnings: tuple[str, ...] = ()

    @property
    def families(self) -> tuple[str, ...]:
        return self.config.labels


@cache
def bundled() -> tuple[str, ...]:
    """The names of the models of this installation."""
    stems = (path.stem for path in (resources.root() / "models").glob(f"*{ENDING}"))
    # NAME.encoder and NAME.judge lie beside their model.
    return tuple(sorted(stem for stem in stems if "." not in stem))


def path_of(model: str) -> Path:
    """The file of a bundled model's name or of a path; raises DieloomError for one on the network.

    A document from elsewhere names its model: merely looking for it there would reach out.
    """
    if re.match(r"[\\/]{2}", model):
        raise DieloomError(
            translate("models", "The model {0} is on a network share.").format(model),
            translate("models", "Copy it to this machine and choose it there."),
        )
    return resources.root() / "models" / f"{model}{ENDING}" if model in bundled() else Path(model)


def title_of(model: str) -> str:
    """A short name to show; that of a file with its ending, for many nets lie about as .pkl and as .safetensors."""
    return model if model in bundled() else Path(model).name


def is_quick(model: str) -> bool:
    """Whether its facts can be read between two frames: one of ours, with a header of a common size."""
    try:
        path = path_of(model)
        if path.suffix.lower() != ENDING:
            return False
        with path.open("rb") as file:
            return int.from_bytes(file.read(8), "little") <= QUICK_HEADER
    except (OSError, DieloomError):
        return True  # said at once


def models_in(data: QMimeData) -> list[Path]:
    """The model files that are being dropped."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if may_be_model(path.name)]


def may_be_model(name: str) -> bool:
    """Whether a file of this name is worth opening; the directions saved beside a model are none."""
    return name.lower().endswith(ENDINGS) and not name.lower().endswith(sidecar.ENDING)


def facts_of(model: str) -> ModelFacts:
    """Of a bundled model's name or a model file of any kind; raises DieloomError for what is no generator."""
    path = path_of(model)
    if not path.is_file():
        raise DieloomError(
            translate("models", "There is no file {0} any more.").format(path.name),
            translate("models", "Choose where it lies now, or remove it from the list."),
        )
    stored = open_model(path)
    return ModelFacts(
        config=stored.config,
        card={key: text[:CARD_CHARACTERS] for key, text in stored.card.items()},
        parameters=stored.parameters,
        size=stored.file.length,
        source=stored.source,
        number=stored.dtype,
        warnings=stored.warnings,
    )
