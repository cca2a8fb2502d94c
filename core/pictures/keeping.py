"""Pictures made small enough to travel in a document, where only their look is wanted."""

from __future__ import annotations

import io

from PIL import Image

from core.errors import DieloomError
from core.pictures.images import decode, size

LONG_PX = 2048
MAX_BYTES = 4 << 20


def handy(data: bytes, long_px: int = LONG_PX, max_bytes: int = MAX_BYTES) -> bytes:
    """The file itself where it is small; a large one as 8-bit sRGB of at most ``long_px``, JPEG or, where it is partly
    clear, PNG. Raises DieloomError for what is no picture, and for a damaged one.
    """
    width, height = size(data)
    pixels = decode(data)  # all of it, also of a small one: only now it is known to be whole
    if len(data) <= max_bytes and max(width, height) <= 2 * long_px:
        return data
    image = Image.fromarray(pixels)
    clear = bool((pixels[..., 3] < 255).any())
    # Premultiplied, so that the colour under clear pixels does not bleed into the edges.
    image = image.convert("RGBa" if clear else "RGB")
    scale = min(1.0, long_px / max(width, height))
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    image = image.resize(target, Image.Resampling.LANCZOS)
    file = io.BytesIO()
    try:
        if clear:
            image.convert("RGBA").save(file, "PNG")
        else:
            image.save(file, "JPEG", quality=92)
    except OSError as error:
        raise DieloomError(f"The picture cannot be made smaller: {error}.", "Save a smaller copy of it.") from error
    return file.getvalue()
