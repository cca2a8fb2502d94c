"""From w to a picture, doing again only what changed.

A prepared generator (:mod:`core.gan.fast.plan`) draws in stages, each with its own w. The synthesizer keeps their
states and starts at the first one whose w differ, so a change of a fine layer costs a fraction of a picture. A draft,
for while a slider moves, is the picture of an early stage enlarged, in the number format that is fastest here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import DieloomError
from core.gan.fast.device import Format, preview_format
from core.gan.fast.kernels import enlarge
from core.gan.fast.lane import Lane
from core.gan.fast.plan import Plan
from core.gan.fast.stylegan2 import StyleGAN2Plan
from core.gan.setting import PLAIN, Setting
from core.jobs import Progress

BUDGET = 1 << 30
"""Bytes of states kept between pictures."""

_DRAFT_SHARE = 0.22
"""Of a whole picture's multiplications: what a draft may cost. A little less than the quarter that it may take."""
_INSTANT_MACS = 4_000_000_000
"""So many multiplications are done within a frame or two; then there is no need of a draft."""
_BFLOAT16_COST = 0.5


class Synthesizer:
    """One generator's synthesis with its last picture's states at hand. Not for two threads at once.

    ``dtype`` and ``device`` are those of whole pictures, float32 on the CPU unless told; ``preview`` is the format of
    drafts. ``notice`` is told, in a sentence for the person, when memory ran short and what was done about it.
    """

    def __init__(
        self,
        generator: Any,
        dtype: torch.dtype = torch.float32,
        device: torch.device | str | None = None,
        *,
        preview: Format | None = None,
        budget: int = BUDGET,
        notice: Callable[[str], None] | None = None,
    ) -> None:
        self._generator, self._budget = generator, budget
        self._notice = notice or (lambda text: None)
        self._whole = Format(dtype, torch.device(device or "cpu"))
        self._preview = preview or preview_format()
        self._lanes: dict[Format, Lane] = {}

    @torch.inference_mode()
    def picture(
        self, ws: Tensor, setting: Setting = PLAIN, *, draft: bool = False, progress: Progress | None = None
    ) -> Tensor:
        """The picture [C, ny R, nx R] float32 on the CPU, about -1..1, for ws [w_layers, w_dim]. Do not write to it.

        A draft has the same size and is coarser, unless the whole picture costs no more. Raises Cancelled, and
        DieloomError where the memory does not suffice.
        """
        progress = progress or Progress()
        while True:
            try:
                return self._draw(ws, setting, draft, progress)
            except (RuntimeError, MemoryError) as error:
                if not _is_memory(error):
                    raise
                failure = error
            self._make_do(failure)

    def pictures(
        self, batch: Tensor, setting: Setting = PLAIN, *, progress: Progress | None = None
    ) -> Iterator[Tensor]:
        """One picture after another for ws [N, w_layers, w_dim], each with the stages that it shares with the last."""
        progress = progress or Progress()
        for index, ws in enumerate(batch):
            yield self.picture(ws, setting, progress=progress.part(index / len(batch), (index + 1) / len(batch)))

    def unload(self) -> None:
        """Free the states and the prepared weights; the next picture makes them again."""
        self._lanes.clear()

    @property
    def bytes_kept(self) -> int:
        """Of the states."""
        return sum(lane.bytes_kept for lane in self._lanes.values())

    # What is drawn, and where

    def _draw(self, ws: Tensor, setting: Setting, draft: bool, progress: Progress) -> Tensor:
        lane, last = self._choose(ws, setting, draft)
        others = sum(each.bytes_kept for each in self._lanes.values() if each is not lane)
        picture = lane.draw(last, progress, max(self._budget - others, 0))[None].float().cpu()
        config = self._generator.config
        size = lane.plan.stages[last].size
        if size != config.resolution:
            picture = enlarge(picture, config.resolution // size, setting.padding or config.padding)
        column, row = setting.cut(config)
        return picture.roll((-row, -column), (2, 3))[0] if column or row else picture[0]

    def _choose(self, ws: Tensor, setting: Setting, draft: bool) -> tuple[Lane, int]:
        """The lane to draw in, and the last stage to run."""
        whole = self._lane(self._whole)
        whole.begin(ws, setting)
        last = len(whole.plan.stages) - 1
        limit = _DRAFT_SHARE * whole.total_macs
        cells = setting.cells[0] * setting.cells[1]
        if not draft or whole.macs_left(last) <= max(limit, _INSTANT_MACS / cells):
            return whole, last
        lane = self._lane(self._preview)
        lane.begin(ws, setting)
        if self._preview.device.type != "cpu":
            return lane, last
        cost = _BFLOAT16_COST if self._preview.dtype != self._whole.dtype else 1.0
        shown = [index for index, stage in enumerate(lane.plan.stages) if stage.size]
        fitting = [index for index in shown if lane.macs_left(index) * cost <= limit]
        return lane, max(fitting, default=shown[0])

    def _lane(self, form: Format) -> Lane:
        if form not in self._lanes:
            self._lanes[form] = Lane(_plan(self._generator, form))
        return self._lanes[form]

    def _make_do(self, failure: Exception) -> None:
        """Need less memory next time: first keep nothing, then leave the device; raises DieloomError after that."""
        self._lanes.clear()
        failure.__traceback__ = None  # its frames hold tensors
        if self._budget:
            self._budget = 0
            self._notice("Memory ran short: nothing is kept from one picture to the next, so changes take longer.")
        elif {self._whole.device.type, self._preview.device.type} != {"cpu"}:
            if self._whole.device.type != "cpu":
                self._whole = Format()
            self._preview = Format()
            self._notice("The graphics memory does not suffice: the processor draws instead, more slowly.")
        else:
            raise DieloomError(
                "There is not enough memory to draw this picture.",
                "Close other programs, or choose a smaller model or fewer repeats.",
            ) from failure


def _plan(generator: Any, form: Format) -> Plan:
    if generator.config.kind == "stylegan3":
        from core.gan.fast.stylegan3 import AliasFreePlan

        return AliasFreePlan(generator, form.dtype, form.device)
    return StyleGAN2Plan(generator, form.dtype, form.device)


def _is_memory(error: Exception) -> bool:
    """Whether ``error`` says that memory ran out; on the CPU Torch raises a plain RuntimeError."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return any(words in str(error).lower() for words in ("can't allocate memory", "not enough memory", "out of memory"))


def to_pixels(picture: Tensor) -> NDArray[np.uint8]:
    """[C, H, W] about -1..1 -> [H, W, 3] sRGB, 8 bits: one channel is grey, of four or more the first three count."""
    picture = picture[:3] if len(picture) >= 3 else picture[:1].expand(3, -1, -1)
    return np.ascontiguousarray((picture * 127.5 + 128.0).clamp(0, 255).byte().permute(1, 2, 0).numpy())
