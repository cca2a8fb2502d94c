"""Loaded models, as many as fit a budget of memory; a file that has changed is read again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psutil
import torch

from core.errors import DieloomError
from core.gan.files import find_model, load_model
from core.gan.model import Model
from core.gan.sidecar import stamp
from core.gan.synthesis import Synthesizer

BUDGET = min(4 << 30, int(psutil.virtual_memory().total) // 4)
"""Bytes of models kept at most, beside the one in use."""

_COPIES = 2  # the weights as they were read, and as the synthesizer prepared them


@dataclass(frozen=True, eq=False)
class Shelved:
    """A model ready to draw, the file it came from, and that file's ``version``."""

    model: Model
    synthesizer: Synthesizer
    path: Path
    version: tuple[int, int]

    @property
    def bytes(self) -> int:
        """Of its weights, and of what the synthesizer keeps between pictures."""
        return _COPIES * self._weights + self.synthesizer.bytes_kept

    @cached_property
    def _weights(self) -> int:
        return sum(int(each.nbytes) for each in self.model.generator.state_dict().values())


class Shelf:
    """Not for two threads at once. ``notice`` is told in a sentence when memory ran short while drawing."""

    def __init__(self, dtype: torch.dtype = torch.float32, notice: Callable[[str], None] | None = None) -> None:
        self._dtype, self._notice = dtype, notice
        self._models: OrderedDict[str, Shelved] = OrderedDict()

    def take(self, name: str) -> Shelved:
        """A bundled model by name or a model file by path; raises DieloomError."""
        known = self._models.get(name)
        if known is None or _changed(known):
            self._models.pop(name, None)
            known = self._models[name] = self._loaded(name)
        self._models.move_to_end(name)
        self._make_room()
        return known

    def unload(self, name: str | None = None) -> None:
        """Let go of a model, or of all; one that is not loaded is no matter."""
        if name is None:
            self._models.clear()
        else:
            self._models.pop(name, None)

    @property
    def loaded(self) -> tuple[str, ...]:
        """The names of the models in memory, the one used last at the end."""
        return tuple(self._models)

    def _loaded(self, name: str) -> Shelved:
        path = find_model(name)
        version = stamp(path)
        model = load_model(path)
        return Shelved(model, Synthesizer(model.generator, self._dtype, notice=self._notice), path, version)

    def _make_room(self) -> None:
        while len(self._models) > 1 and sum(each.bytes for each in self._models.values()) > BUDGET:
            self._models.popitem(last=False)


def _changed(known: Shelved) -> bool:
    """Whether the file is another one now; a model whose disk has gone stays as it is."""
    try:
        return stamp(known.path) != known.version
    except DieloomError:
        return False
