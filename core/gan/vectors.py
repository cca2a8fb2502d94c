"""Reference vectors: what another implementation computed with the same weights, and how far ours is from it.

Names say how an array was made. ``ws_psi0.5_cutoff3``: the mapping of ``z`` and ``c`` truncated with psi 0.5 in the w
layers before 3. ``img_psi0.7``: the pictures of ``ws_psi0.7`` with constant noise; ``..._nonoise`` without noise.
``img_mix_AtoK_B``: w of row A, its layers K and up taken from row B, at psi 1. ``img_transformed``: psi 1, StyleGAN3's
input moved by the matrix ``input_transform``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import DieloomError
from core.gan.model import Model
from core.gan.setting import PLAIN, Setting
from core.gan.synthesis import Synthesizer

Vectors = Mapping[str, NDArray[np.float32]]

MAX_BYTES = 1 << 30
_TRUNCATED = re.compile(r"(ws|img)_psi(-?[\d.]+)(?:_cutoff(\d+))?(_nonoise)?")
_MIXED = re.compile(r"img_mix_(\d+)to(\d+)_(\d+)")


@dataclass(frozen=True)
class Check:
    """One output array: the largest absolute error, and the reference's range (its maximum less its minimum)."""

    name: str
    error: float
    range: float


def read_vectors(path: Path) -> Vectors:
    """The float32 arrays of an ``.npz``; raises DieloomError for a file that holds anything else."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > MAX_BYTES:
                raise DieloomError(f"{path.name} holds more than {MAX_BYTES >> 30} GiB.", "Take fewer vectors.")
        with np.load(path, allow_pickle=False) as stored:
            return {name: np.asarray(stored[name], np.float32) for name in stored.files}
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise DieloomError(f"{path.name} cannot be read as vectors ({error}).", "Give an .npz of arrays.") from error


def verify(model: Model, vectors: Vectors) -> list[Check]:
    """Every output array of the vectors against this model; raises DieloomError for inputs that do not fit it."""
    return list(_Verifier(model, vectors).checks())


class _Verifier:
    def __init__(self, model: Model, vectors: Vectors) -> None:
        self._model, self._vectors, self._synthesizer = model, vectors, Synthesizer(model.generator)
        self._w = self._mapped()

    def checks(self) -> Iterator[Check]:
        for name, wanted in self._vectors.items():
            made = self._made(name)
            if made is None:
                continue
            if made.shape != wanted.shape:
                raise DieloomError(
                    f"{name} is {wanted.shape} in the vectors and {made.shape} from this model.",
                    "Take the vectors that belong to it.",
                )
            error = float(np.abs(made - wanted).max()) if wanted.size else 0.0
            yield Check(name, error, float(np.ptp(wanted)) if wanted.size else 0.0)

    def _made(self, name: str) -> NDArray[np.float32] | None:
        """The array that this model makes under a name; None for an input, or a name that says nothing."""
        if found := _TRUNCATED.fullmatch(name):
            kind, psi, cutoff, quiet = found.groups()
            ws = self._ws(float(psi), int(cutoff) if cutoff else None)
            return ws.numpy() if kind == "ws" else self._pictures(ws, Setting(noise="none") if quiet else PLAIN)
        if found := _MIXED.fullmatch(name):
            one, layer, other = map(int, found.groups())
            ws = self._ws(1.0, None)
            if max(one, other) >= len(ws):
                raise DieloomError(f"{name} names a row that z does not have.", "Check the vectors.")
            mixed = ws[one].clone()
            mixed[layer:] = ws[other, layer:]
            return self._pictures(mixed[None], PLAIN)
        if name == "img_transformed":
            return self._transformed()
        return None

    @torch.inference_mode()
    def _mapped(self) -> Tensor:
        config = self._model.config
        z, c = self._vectors.get("z"), self._vectors.get("c")
        if z is None or z.ndim != 2 or z.shape[1] != config.z_dim:
            raise DieloomError(f"The vectors hold no z of {config.z_dim} numbers.", "Take those of this model.")
        count = len(config.labels)
        if count and (c is None or c.shape != (len(z), count)):
            raise DieloomError(f"The vectors hold no c of {count} classes.", "Take those of this model.")
        w: Tensor = self._model.generator.mapping(torch.tensor(z), torch.tensor(c) if count else None)
        return w

    def _ws(self, psi: float, cutoff: int | None) -> Tensor:
        ws = self._w[:, None].repeat(1, self._model.config.w_layers, 1)
        average = self._model.generator.mapping.w_avg
        ws[:, :cutoff] = average + psi * (ws[:, :cutoff] - average)
        return ws

    def _pictures(self, ws: Tensor, setting: Setting) -> NDArray[np.float32]:
        return torch.stack([self._synthesizer.picture(each, setting) for each in ws]).numpy()

    def _transformed(self) -> NDArray[np.float32]:
        source = getattr(self._model.generator.synthesis, "input", None)
        transform = self._vectors.get("input_transform")
        if source is None or transform is None or transform.shape != (3, 3):
            raise DieloomError("img_transformed takes a StyleGAN3 model and a 3x3 input_transform.")
        kept = source.transform.clone()
        source.transform.copy_(torch.tensor(transform))
        try:
            self._synthesizer = Synthesizer(self._model.generator)
            return self._pictures(self._ws(1.0, None), PLAIN)
        finally:
            source.transform.copy_(kept)
            self._synthesizer = Synthesizer(self._model.generator)
