"""Low-pass filters of StyleGAN3, designed with Kaiser's window.

Karras et al. 2021, arXiv 2106.12423, section 3.2 and appendix C. Kaiser's formulas for the window's shape are in any
textbook of signal processing (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.5.3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Filter = NDArray[np.float64]


def low_pass(taps: int, cutoff: float, half_width: float, rate: float, *, radial: bool = False) -> Filter:
    """A filter of sum 1: [taps], or [taps, taps] and the same in every direction when ``radial``.

    The response falls off between ``cutoff`` - ``half_width`` and ``cutoff`` + ``half_width``; both, and the sampling
    ``rate``, are in cycles a unit of length.
    """
    window: Filter = np.kaiser(taps, _beta(taps, 2.0 * half_width / (rate / 2.0)))
    time = (np.arange(taps) - (taps - 1) / 2) / rate
    if radial:
        ideal: Filter = _jinc(np.hypot(time[:, None], time), cutoff)
        window = np.outer(window, window)
    else:
        ideal = np.sinc(2.0 * cutoff * time)
    filtered: Filter = ideal * window
    return np.asarray(filtered / filtered.sum())


def _beta(taps: int, width: float) -> float:
    """The window's shape for a transition ``width``, as a share of half the sampling rate."""
    attenuation = 2.285 * (taps - 1) * np.pi * width + 7.95
    if attenuation > 50:
        return float(0.1102 * (attenuation - 8.7))
    return float(0.5842 * (attenuation - 21) ** 0.4 + 0.07886 * (attenuation - 21)) if attenuation > 21 else 0.0


def _jinc(radius: Filter, cutoff: float) -> Filter:
    """The impulse response of a disc of frequencies up to ``cutoff``: J1(2 pi cutoff r) / r, scaled to 1 at r = 0."""
    x = 2.0 * np.pi * cutoff * radius
    # Bessel's integral; the integrand is periodic and smooth, so that the plain mean over one turn is exact.
    turn = np.linspace(0.0, 2.0 * np.pi, 256, endpoint=False)
    bessel = np.cos(turn - x[..., None] * np.sin(turn)).mean(-1)
    response: Filter = np.where(x > 1e-9, 2.0 * bessel / np.maximum(x, 1e-9), 1.0)
    return response
