"""From what a person names to what is judged: a model or a run, and the real pictures beside it."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.gan.bundled import find_model
from core.gan.files import load_model
from core.jobs import Progress
from core.training.data_choice import GROUPS, open_source
from core.training.metrics.makers import DcganMaker, Maker, ModelMaker
from core.training.models import model_path, open_dcgan
from core.training.sources import Source

_SEED = 1  # of the views of a set


@dataclass(frozen=True)
class Subject:
    """What is judged; ``maker`` draws it at a truncation."""

    name: str
    title: str
    sha256: str
    maker: Callable[[float], Maker]


def open_model_or_run(name: str) -> Subject:
    """A bundled model's name, a model file, or the folder of a run, DCGANs too; raises DieloomError."""
    place = Path(name)
    path = find_model(str(model_path(place)) if place.is_dir() else name)
    if (dcgan := open_dcgan(path)) is not None:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Subject("dcgan", "DCGAN", sha256, partial(DcganMaker, dcgan))
    model = load_model(path)
    return Subject(model.name, model.card.get("title", model.name), model.sha256, partial(ModelMaker, model))


@contextlib.contextmanager
def open_real(data: str, maker: Maker, progress: Progress, *, tiles: bool = False) -> Iterator[Source]:
    """The pictures that ``data`` names, at the maker's size: see :func:`open_source`; or pictures that nobody prepared,
    in a folder or zip, which are prepared for as long as they are needed. ``tiles`` says that those repeat.

    Of drawn patterns, the families that the maker knows. Raises DieloomError, and Cancelled.
    """
    path = Path(data)
    if path.exists():
        from core.training.data import is_set, prepare

        if not is_set(path):
            with tempfile.TemporaryDirectory(prefix="dieloom-") as scratch:
                made = Path(scratch) / "set.zip"
                prepare(path, made, resolution=maker.resolution, tiles=tiles, progress=progress)
                yield open_source(str(made), maker.resolution, _SEED)
            return
    yield open_source(_with_families(data, maker.labels), maker.resolution, _SEED)


def _with_families(data: str, labels: tuple[str, ...]) -> str:
    """``procedural:1`` with the families of the group that are among the labels, where there are any."""
    group, _, rest = data.partition(":")
    known = [label for label in labels if label in GROUPS.get(group, ())]
    return f"{data}:{','.join(known)}" if known and rest and ":" not in rest else data
