"""Principal directions of w (GANSpace, Härkönen et al. 2020, arXiv 2004.02546), and the centre of every class.

The analysis is of w about the centre of its class, so that a direction changes a picture within its family and means
about the same in all of them.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from core.gan.networks import Generator


@torch.inference_mode()
def analyse_w(generator: Generator, count: int = 16, samples: int = 2000) -> dict[str, Tensor]:
    """``centres`` [classes, w_dim], ``directions`` [count, w_dim] and ``deviations`` [count] of a generator's w."""
    config = generator.config
    z = torch.randn(samples, config.z_dim, generator=torch.Generator().manual_seed(0))
    classes = range(max(len(config.labels), 1))
    ws = torch.stack([generator.mapping(z, _one_hot(generator, index, samples)) for index in classes])
    centres = ws.mean(1)
    spread = (ws - centres[:, None]).flatten(0, 1)
    _, scales, axes = torch.linalg.svd(spread, full_matrices=False)
    count = min(count, config.w_dim)
    # The sign of a singular vector is arbitrary; the largest entry is made positive, so that all machines agree.
    signs = axes.gather(1, axes.abs().argmax(1, keepdim=True)).sign()
    deviations = scales / (len(spread) - 1) ** 0.5
    return {"centres": centres, "directions": (axes * signs)[:count], "deviations": deviations[:count]}


def _one_hot(generator: Generator, index: int, samples: int) -> Tensor | None:
    labels = len(generator.config.labels)
    return F.one_hot(torch.full((samples,), index), labels).float() if labels else None
