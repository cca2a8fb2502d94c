"""The linear map that moves one set's colours onto another's with the least change.

Between normal distributions the optimal transport is linear (Pitié and Kokaram 2007, "The linear Monge-Kantorovitch
linear colour mapping for example-based colour transfer").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.float64]

_LEAST_SPREAD = 4e-3  # variance that is added to both: a set of one grey would else be stretched without end


def linear_transport(colours: Colours, wanted: Colours) -> tuple[Colours, Colours]:
    """M [3, 3] and b [3] so that M c + b of ``colours`` [n, 3] has the mean and the spread of ``wanted`` [m, 3]."""
    spread, aim = (np.cov(each, rowvar=False) + _LEAST_SPREAD * np.eye(3) for each in (colours, wanted))
    root = _root(spread)
    back = np.linalg.inv(root)
    matrix = back @ _root(root @ aim @ root) @ back
    return matrix, wanted.mean(0) - matrix @ colours.mean(0)


def _root(matrix: Colours) -> Colours:
    """Of a symmetric positive matrix."""
    values, axes = np.linalg.eigh(matrix)
    return np.asarray((axes * np.sqrt(np.maximum(values, 0.0))) @ axes.T)
