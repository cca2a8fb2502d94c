"""Output profiles: the press that the colours are separated for (ICC.1:2004-10, ISO 15076-1).

Three are bundled (see ``resources/icc/NOTICE.txt``); a person can also name an .icc file of their own, which has to be
a CMYK printer profile, because PDF/X-4 takes nothing else as an output intent for process printing (ISO 15930-7).
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageCms

from core import resources
from core.errors import DieloomError
from core.files import read_bytes

DEFAULT = "fogra39"
MAX_BYTES = 64 * 2**20
ICC_REGISTRY = "http://www.color.org"
_HEADER = 128


@dataclass(frozen=True)
class OutputProfile:
    """A validated CMYK printer profile.

    ``condition`` is the registered name of the printing condition that it describes, or None for a person's own.
    """

    name: str
    description: str
    condition: str | None
    data: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class _Bundled:
    file: str
    condition: str


BUNDLED = {
    "fogra39": _Bundled("FOGRA39L_coated.icc", "FOGRA39"),
    "fogra29": _Bundled("FOGRA29L_uncoated.icc", "FOGRA29"),
    "gracol2006": _Bundled("GRACoL2006_TR006_coated.icc", "CGATS TR 006"),
}


def load_profile(name: str = DEFAULT) -> OutputProfile:
    """A bundled profile by its name, or a person's own by its path; raises DieloomError when it cannot be used."""
    bundled = BUNDLED.get(name.lower())
    if bundled:
        return _load_bundled(name.lower())
    path = Path(name)
    if path.suffix.lower() not in (".icc", ".icm"):
        raise DieloomError(
            f"There is no output profile called {name}.",
            f"Choose {', '.join(BUNDLED)}, or give the path of an .icc file.",
        )
    return _validated(path.name, read_bytes(path, MAX_BYTES), condition=None)


def profile_of_bytes(name: str, data: bytes) -> OutputProfile:
    """A profile that travels in a document, checked like a file; raises DieloomError when it cannot be used."""
    if len(data) > MAX_BYTES:
        raise DieloomError(
            f"The output profile {name} is larger than {MAX_BYTES >> 20} MB.",
            "Choose the CMYK printer profile that your printer gave you.",
        )
    return _validated(name, data, condition=None)


@lru_cache(maxsize=len(BUNDLED))
def _load_bundled(name: str) -> OutputProfile:
    entry = BUNDLED[name]
    return _validated(name, read_bytes(resources.path("icc", entry.file), MAX_BYTES), entry.condition)


def _validated(name: str, data: bytes, condition: str | None) -> OutputProfile:
    fault = _fault(data)
    if fault:
        raise DieloomError(
            f"The output profile {name} {fault}.", "Choose the CMYK printer profile that your printer gave you."
        )
    return OutputProfile(name, _description(data) or name, condition, data)


def _description(data: bytes) -> str:
    """What the profile calls itself, in visible letters; empty when it does not, or not in letters at all."""
    try:
        text = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile.profile_description or ""
    except ValueError:  # a letter that Unicode does not have
        return ""
    return "".join(letter for letter in text if letter.isprintable()).strip()


def _fault(data: bytes) -> str | None:
    """What keeps these bytes from being an output intent's profile; None when nothing does."""
    if len(data) < _HEADER or data[36:40] != b"acsp":
        return "is not an ICC profile"
    if int.from_bytes(data[0:4], "big") != len(data):
        return "is cut off or has something after its end"
    if data[8] not in (2, 4):
        return f"is of ICC version {data[8]}, which PDF/X-4 does not take"
    if data[12:16] != b"prtr":
        return "describes a screen, camera or colour space, not a printer"
    if data[16:20] != b"CMYK":
        return f"is for {data[16:20].decode('ascii', 'replace').strip()} colour, not CMYK"
    return None if _separates(data) else "is damaged: it cannot separate colours"


def _separates(data: bytes) -> bool:
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        srgb = ImageCms.createProfile("sRGB")
        ImageCms.buildTransform(srgb, profile, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC)
        ImageCms.buildTransform(profile, srgb, "CMYK", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
    except (OSError, ImageCms.PyCMSError):
        return False
    return True
