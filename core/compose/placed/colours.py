"""Colour spaces of a PDF (ISO 32000-1, 8.6) and the inks that their numbers are.

Process numbers stay as they are: DeviceCMYK and ICC profiles of four inks untouched, greys as black ink alone. RGB
comes out as sRGB, through its profile where it has one. Separation and DeviceN name their plates.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pikepdf import Array, String
from PIL import Image, ImageCms

from core.colour.colorimetry import lab_to_process
from core.colour.convert import ink_to_cmyk
from core.colour.inks import Cmyk, Ink, Rgb, Spot
from core.colour.lab import lab_to_srgb, xyz_to_lab
from core.colour.profiles import load_profile
from core.compose.placed.functions import Function, function
from core.compose.placed.objects import SLIPS, get, identity, items, number, numbers, real, text, unpacked, word

Floats = NDArray[np.float64]
Reach = tuple[int, ...]
"""The process plates (0 to 3) that an overprint in a space knocks out where it prints nothing on them (ISO 32000-1,
table 149): all, or those that the space names.
"""
ALL: Reach = (0, 1, 2, 3)

MOST_COLORANTS = 32
_MOST_PROFILE = 64 * 2**20
_MOST_PALETTE = 256 * 4 * MOST_COLORANTS
_DEEPEST = 6
_PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
REGISTRATION = Cmyk(1, 1, 1, 1)

PaintCodes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Space:
    """A colour space: ``convert`` takes [N, size] numbers to [N, 4] process inks, or to [N, 3] sRGB."""

    size: int
    process: bool
    convert: Callable[[Floats], Floats]
    reach: Reach = ALL
    sparse: bool = False  # in overprint mode 1 zeros leave plates alone
    codes: PaintCodes = ()
    ranges: tuple[tuple[float, float], ...] | None = None
    initial: tuple[float, ...] | None = None

    @property
    def first(self) -> tuple[float, ...]:
        """The colour that a space begins with."""
        return self.initial or (0.0,) * self.size

    def decode(self, bits: int) -> tuple[tuple[float, float], ...]:
        """What a picture's lowest and highest sample mean where it does not say (table 90)."""
        return self.ranges or ((0.0, 1.0),) * self.size

    def inks(self, values: tuple[float, ...]) -> tuple[Ink, ...]:
        """The inks of one colour: the first knocks out, the others print on it."""
        row = np.clip(self.convert(np.array([values], np.float64))[0], 0, 1)
        found = tuple(float(value) for value in row)
        return (Cmyk(*found),) if self.process else (Rgb(*found),)


@dataclass(frozen=True)
class Indexed(Space):
    """A palette over another space."""

    base: Space | None = None
    highest: int = 0
    table: tuple[tuple[float, ...], ...] = ()

    def decode(self, bits: int) -> tuple[tuple[float, float], ...]:
        return ((0.0, 2.0**bits - 1),)

    def inks(self, values: tuple[float, ...]) -> tuple[Ink, ...]:
        assert self.base is not None
        return self.base.inks(self.table[int(np.clip(values[0], 0, self.highest))])


@dataclass(frozen=True)
class Tinted(Space):
    """Separation and DeviceN: a tint for each named colorant; spots at full tint by name."""

    names: tuple[str, ...] = ()
    spots: tuple[Spot | None, ...] = ()

    def inks(self, values: tuple[float, ...]) -> tuple[Ink, ...]:
        """Process colorants together, then every spot; nothing for the colorant None."""
        tints = [min(max(value, 0.0), 1.0) for value in values]
        process = [0.0] * 4
        found: list[Ink] = []
        for name, spot, tint in zip(self.names, self.spots, tints, strict=True):
            if name in _PROCESS:
                process[_PROCESS[name]] = tint
            elif spot is not None:
                found.append(Spot(spot.name, spot.alternate, tint, spot.lab))
        return (Cmyk(*process), *found) if any(name in _PROCESS for name in self.names) else tuple(found)

    @cached_property
    def only_process(self) -> bool:
        return all(spot is None for spot in self.spots)


def _identity(values: Floats) -> Floats:
    return values


def _black(values: Floats) -> Floats:
    found = np.zeros((len(values), 4))
    found[:, 3] = 1 - values[:, 0]
    return found


GREY = Space(1, True, _black)
RGB = Space(3, False, _identity, codes=(("rgb", "Colour is given in DeviceRGB"),))
CMYK = Space(4, True, _identity, sparse=True, initial=(0.0, 0.0, 0.0, 1.0))
_DEVICE = {"DeviceGray": GREY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "CalGray": GREY, "CalCMYK": CMYK}


class Spaces:
    """Finds the colour spaces of one file, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Space] = {}

    def find(self, given: Any, resources: Any = None, depth: int = 0) -> Space:
        """The space of a name or an array; raises ValueError and what the parts of a damaged one raise."""
        if depth > _DEEPEST:
            raise ValueError("colour spaces within colour spaces")
        key = identity(given)
        if key in self._known:
            return self._known[key]
        if isinstance(given, Array | list):
            found = self._made(given, resources, depth)
        else:
            found = self._named(word(given), resources, depth)
        if key is not None:
            self._known[key] = found
        return found

    def _named(self, name: str, resources: Any, depth: int) -> Space:
        default = get(resources, "ColorSpace", name.replace("Device", "Default")) if name in _DEVICE else None
        if default is not None:
            return self.find(default, None, depth + 1)
        if name in _DEVICE:
            return _DEVICE[name]
        defined = get(resources, "ColorSpace", name)
        if defined is None:
            raise ValueError(f"no colour space {name}")
        # A name for a name is a device space: it must not lead back here.
        return self.find(defined, None, depth + 1)

    def _made(self, given: Any, resources: Any, depth: int) -> Space:
        parts = items(given)
        kind = word(parts[0]) if parts else ""
        match kind:
            case "ICCBased":
                return self._profiled(parts[1], depth)
            case "Lab":
                return _lab(parts[1])
            case "CalRGB":
                return _calibrated(parts[1])
            case "Indexed":
                return self._indexed(parts, resources, depth)
            case "Separation":
                return self._tinted([parts[1]], parts, resources, depth)
            case "DeviceN":
                return self._tinted(items(parts[1]), parts, resources, depth)
            case name if name in _DEVICE:
                return self._named(name, resources, depth)
        raise ValueError(f"a colour space of kind {kind or 'nothing'}")

    def _profiled(self, stream: Any, depth: int) -> Space:
        size = int(real(stream, "N", 0))
        if size not in (1, 3, 4):
            raise ValueError(f"a profile of {size} colours")
        if size != 3:
            # The numbers are meant for a press: they stay. Only the overprint rule differs (table 149).
            codes = (("icc", "Process colour carries a profile of its own"),) if size == 4 else ()
            return Space(
                size, True, _identity if size == 4 else _black, codes=codes, initial=CMYK.initial if size == 4 else None
            )
        return _through(unpacked(stream, _MOST_PROFILE))

    def _indexed(self, parts: list[Any], resources: Any, depth: int) -> Indexed:
        base = self.find(parts[1], resources, depth + 1)
        highest = int(np.clip(number(parts[2]), 0, 255))
        data = _bytes(parts[3])
        values = np.frombuffer(data.ljust((highest + 1) * base.size, b"\0"), np.uint8, (highest + 1) * base.size)
        low, high = np.array(base.decode(8)).T
        table = low + values.reshape(-1, base.size) / 255 * (high - low)
        shown = base.convert(table)

        def convert(given: Floats) -> Floats:
            found: Floats = shown[np.clip(given[:, 0], 0, highest).astype(np.intp)]
            return found

        rows = tuple(tuple(map(float, row)) for row in table)
        return Indexed(1, base.process, convert, base.reach, codes=base.codes, base=base, highest=highest, table=rows)

    def _tinted(self, given: list[Any], parts: list[Any], resources: Any, depth: int) -> Tinted:
        names = tuple(text(each) for each in given)
        if not 0 < len(names) <= MOST_COLORANTS:
            raise ValueError(f"{len(names)} colorants")
        alternate = self.find(parts[2], resources, depth + 1)
        tint = function(parts[3])
        defined = get(parts[4], "Colorants") if len(parts) > 4 else None
        spots = tuple(self._spot(names, i, alternate, tint, defined, depth) for i in range(len(names)))
        registration = (("registration", "Colour of all plates (registration) is used"),) if "All" in names else ()
        rule = _process_tints(names) if all(spot is None for spot in spots) else _through_tint(tint, alternate)
        process = alternate.process or all(spot is None for spot in spots)
        full = (1.0,) * len(names)
        reach = tuple(sorted(_PROCESS[name] for name in names if name in _PROCESS))
        return Tinted(len(names), process, rule, reach, codes=registration, initial=full, names=names, spots=spots)

    def _spot(
        self, names: tuple[str, ...], index: int, alternate: Space, tint: Function, defined: Any, depth: int
    ) -> Spot | None:
        """A colorant's ink at full tint; None for those that are no plate of their own."""
        name = names[index]
        if name in _PROCESS or name == "None":
            return None
        if name == "All":
            return Spot(name, REGISTRATION)
        own = get(defined, name)
        if own is not None and len(names) > 1:
            try:
                inner = self.find(own, None, depth + 1)
            except SLIPS:
                inner = None
            if isinstance(inner, Tinted) and inner.names == (name,) and inner.spots[0] is not None:
                return inner.spots[0]
        full = np.zeros((1, len(names)))
        full[0, index] = 1
        return _spot_of(name, alternate, tint(full))


def _spot_of(name: str, alternate: Space, values: Floats) -> Spot:
    shown = np.clip(alternate.convert(values)[0], 0, 1)
    if alternate.process:
        return Spot(name, Cmyk(*(float(value) for value in shown)))
    lab = getattr(alternate.convert, "lab", None)
    if lab is None:
        return Spot(name, ink_to_cmyk(Rgb(*(float(value) for value in shown))))
    measured = tuple(float(value) for value in lab(values)[0])
    return Spot(name, lab_to_process(measured, load_profile()), lab=measured)  # type: ignore[arg-type]  # three of them


def _process_tints(names: tuple[str, ...]) -> Callable[[Floats], Floats]:
    def convert(values: Floats) -> Floats:
        found = np.zeros((len(values), 4))
        for index, name in enumerate(names):
            if name in _PROCESS:
                found[:, _PROCESS[name]] = values[:, index]
        return found

    return convert


def _through_tint(tint: Function, alternate: Space) -> Callable[[Floats], Floats]:
    def convert(values: Floats) -> Floats:
        return alternate.convert(tint(np.clip(values, 0, 1)))

    return convert


@dataclass(frozen=True)
class _LabRule:
    ranges: tuple[tuple[float, float], ...]

    def lab(self, values: Floats) -> Floats:
        low, high = np.array(self.ranges).T
        return np.clip(values, low, high)

    def __call__(self, values: Floats) -> Floats:
        return lab_to_srgb(self.lab(values))


def _lab(given: Any) -> Space:
    """Lab under D50; that of another white is taken as if it were under D50, as printing programs do."""
    limits = get(given, "Range")
    a0, a1, b0, b1 = (-100.0, 100.0, -100.0, 100.0) if limits is None else numbers(limits, 4)
    ranges = ((0.0, 100.0), (a0, a1), (b0, b1))
    return Space(3, False, _LabRule(ranges), codes=(("lab", "Colour is given in Lab"),), ranges=ranges)


def _calibrated(given: Any) -> Space:
    """CalRGB: its own gamma and primaries, from its white to that of sRGB (8.6.5.3)."""
    gamma = np.array(_or(given, "Gamma", 3, (1.0, 1.0, 1.0)))
    columns = np.array(_or(given, "Matrix", 9, (1, 0, 0, 0, 1, 0, 0, 0, 1))).reshape(3, 3)
    white = np.array(_or(given, "WhitePoint", 3, (0.9642, 1, 0.8249)))
    if (white <= 0).any() or (gamma <= 0).any():
        raise ValueError("a calibrated space without a white")

    def convert(values: Floats) -> Floats:
        xyz = np.clip(values, 0, 1) ** gamma @ columns
        return lab_to_srgb(xyz_to_lab(xyz / white * np.array([0.9642, 1.0, 0.8249])))

    return Space(3, False, convert, codes=(("rgb", "Colour is given in CalRGB"),))


def _or(given: Any, key: str, count: int, default: tuple[float, ...]) -> tuple[float, ...]:
    value = get(given, key)
    return default if value is None else numbers(value, count)


def _through(profile: bytes) -> Space:
    """ICCBased of three colours; as sRGB where the profile cannot be used."""
    name, rule = _rgb_rule(profile)
    return Space(3, False, rule, codes=(("icc", f"Colour is given in RGB with the profile {name}"),))


@lru_cache(maxsize=16)
def _rgb_rule(profile: bytes) -> tuple[str, Callable[[Floats], Floats]]:
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        name = (opened.profile.profile_description or "").strip()[:80] or "without a name"
        if opened.profile.xcolor_space.strip() != "RGB":
            return name, _identity
        if "sRGB" in name:
            return name, _identity
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        transform = ImageCms.buildTransform(opened, ImageCms.createProfile("sRGB"), "RGB", "RGB", intent, flags)
    except (OSError, ImageCms.PyCMSError, ValueError, AttributeError):
        return "that is damaged", _identity

    def convert(values: Floats) -> Floats:
        pixels = np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
        image = Image.frombytes("RGB", (len(pixels), 1), pixels.tobytes())
        shown = ImageCms.applyTransform(image, transform)
        return np.asarray(shown, np.float64).reshape(-1, 3) / 255

    return name, convert


def _bytes(given: Any) -> bytes:
    if isinstance(given, bytes):
        return given
    return bytes(given) if isinstance(given, String) else unpacked(given, _MOST_PALETTE)
