"""What a photo lacks, measured, and the strengths that would mend it: one click."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.colour.oklab import oklab
from core.imaging.enhance import small_copy
from core.imaging.values import EnhanceEdit
from core.imaging.white import find_cast

Pixels = NDArray[np.uint8]

_WINDOW_PX = 1024  # noise and blur are measured at full size, in the middle
_GRAIN = (1.2, 50.0)  # standard deviation in 8 bits: what nobody sees, and what strength 1 of the network is for
_SHARP_PX, _SOFT_PX = 0.8, 2.2  # Gauss, of edges: as lenses draw them, and what strength 1 is for
_FULL, _FLAT = 0.85, 0.35  # range of OKLab lightness: enough, and by far too little
_CAST = (0.02, 0.10)  # logarithm of the light's channels: nothing to see, and plain to see


def auto_enhance(pixels: Pixels) -> EnhanceEdit:
    """The edit that a photo [H, W, 4] seems to need; all of it 0 for one that needs nothing."""
    seen = pixels[:, :, 3] > 127
    if not seen.any():
        return EnhanceEdit()
    grey = cv2.cvtColor(np.ascontiguousarray(_middle(pixels)[:, :, :3]), cv2.COLOR_RGB2GRAY).astype(np.float32)
    noise, blur = noise_of(grey), blur_of(grey)
    small = small_copy(pixels)
    cast = find_cast(small)
    tinted = _ramp(cast.strength * cast.trust, *_CAST)
    return EnhanceEdit(
        denoise=round(min(noise / _GRAIN[1], 1.0), 2) if noise > _GRAIN[0] else 0.0,
        # Sharpened noise is worse than blur.
        deblur=round(_ramp(blur, _SHARP_PX, _SOFT_PX) * (1 - _ramp(noise, 4.0, 12.0)), 2),
        contrast=round(0.6 * _ramp(-_range(small), -_FULL, -_FLAT), 2),
        white_balance=round(tinted, 2),
    )


def noise_of(grey: NDArray[np.float32]) -> float:
    """Standard deviation of the noise in [h, w], in its units: Immerkær's mask (1996), whose answer to smooth pictures
    is nothing, by the quieter part of the picture, so that texture counts little.
    """
    if min(grey.shape) < 8:
        return 0.0
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    answer = np.abs(cv2.filter2D(grey, cv2.CV_32F, mask))[1:-1, 1:-1]
    used = (grey > 2) & (grey < 253)  # what is cut off has lost its noise
    blocks = cv2.blur(answer, (16, 16))
    inside = used[1:-1, 1:-1]
    if not inside.any():
        return 0.0
    quiet = inside & (blocks <= np.quantile(blocks[inside], 0.25))
    return float(np.sqrt(np.pi / 2) * answer[quiet].mean() / 6)


def blur_of(grey: NDArray[np.float32]) -> float:
    """Deviation, px, of the Gauss that the sharpest edges of [h, w] seem to have gone through: how much less steep they
    become by one more blur (Zhuo & Sim, "Defocus map estimation from a single image", 2011). 0 without edges.
    """
    if min(grey.shape) < 8:
        return 0.0
    first, second = _steepness(grey, 1.0), _steepness(grey, 2.0)
    strong = first > max(float(np.quantile(first, 0.98)), 6.0)
    if strong.sum() < 32:
        return 0.0
    ratio = float(np.quantile(first[strong] / second[strong].clip(1e-3), 0.8))
    # Blurs add up in squares: ratio² = (s² + 2²) / (s² + 1²).
    square = (4.0 - ratio**2) / max(ratio**2 - 1.0, 1e-3)
    return float(np.sqrt(max(square, 0.0)))


def _steepness(grey: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    soft = cv2.GaussianBlur(grey, (0, 0), sigma)
    across, down = (cv2.Sobel(soft, cv2.CV_32F, dx, 1 - dx, scale=1 / 8) for dx in (1, 0))
    return np.asarray(cv2.magnitude(across, down))


def _middle(pixels: Pixels) -> Pixels:
    top, left = (max(0, (side - _WINDOW_PX) // 2) for side in pixels.shape[:2])
    return pixels[top : top + _WINDOW_PX, left : left + _WINDOW_PX]


def _range(small: Pixels) -> float:
    light = oklab(small[:, :, :3])[:, :, 0][small[:, :, 3] > 127]
    if not len(light):
        return 1.0
    low, high = np.quantile(light, (0.01, 0.99))
    # A picture of one tone lacks no contrast.
    return float(high - low) if high - low > 0.05 else 1.0


def _ramp(value: float, start: float, end: float) -> float:
    """0 up to ``start``, 1 from ``end`` on."""
    return float(np.clip((value - start) / (end - start), 0.0, 1.0))
