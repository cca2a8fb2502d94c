"""Profiles: the bundled ones load, and every wrong file is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageCms

from core import resources
from core.colour import profiles
from core.colour.profiles import BUNDLED, load_profile, profile_of_bytes
from core.errors import DieloomError


def _bytes() -> bytearray:
    return bytearray(resources.path("icc", BUNDLED["fogra39"].file).read_bytes())


def _patched(at: int, new: bytes) -> bytes:
    data = _bytes()
    data[at : at + len(new)] = new
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "condition"), [("fogra39", "FOGRA39"), ("FOGRA29", "FOGRA29"), ("gracol2006", "CGATS TR 006")]
)
def test_bundled(name: str, condition: str) -> None:
    profile = load_profile(name)
    assert profile.condition == condition
    assert profile.description
    assert profile.data[12:20] == b"prtrCMYK"


def test_a_persons_own_profile_has_no_registered_condition(tmp_path: Path) -> None:
    own = tmp_path / "Huadi carton.icc"
    own.write_bytes(_bytes())
    profile = load_profile(str(own))
    assert profile.condition is None
    assert profile.name == "Huadi carton.icc"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not an ICC profile"),
        (b"PNG" * 400, "not an ICC profile"),
        (bytes(_bytes()[:-7]), "cut off"),
        (_patched(8, b"\x05"), "version 5"),
        (_patched(12, b"mntr"), "not a printer"),
        (_patched(16, b"RGB "), "RGB colour"),
        (_patched(132, b"\x00" * 200), "damaged"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "not a printer"),
    ],
    ids=["empty", "no profile", "cut off", "iccMAX", "screen", "RGB printer", "no tags", "sRGB"],
)
def test_wrong_file_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    wrong = tmp_path / "wrong.icc"
    wrong.write_bytes(data)
    with pytest.raises(DieloomError, match=reason):
        load_profile(str(wrong))


def test_missing_file_and_unknown_name() -> None:
    with pytest.raises(DieloomError, match="cannot be read"):
        load_profile("/nowhere/at/all.icc")
    with pytest.raises(DieloomError, match="no output profile called fogra99"):
        load_profile("fogra99")


def test_a_profile_that_travels_in_a_document_is_checked_like_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    own = profile_of_bytes("Huadi carton", bytes(_bytes()))
    assert (own.name, own.condition) == ("Huadi carton", None)
    assert own.data == load_profile("fogra39").data
    with pytest.raises(DieloomError, match="Huadi carton is cut off"):
        profile_of_bytes("Huadi carton", bytes(_bytes()[:-7]))
    monkeypatch.setattr(profiles, "MAX_BYTES", 1 << 20)
    with pytest.raises(DieloomError, match="larger than 1 MB"):
        profile_of_bytes("Huadi carton", bytes(2 << 20))


@pytest.mark.parametrize(("written", "shown"), [(b"\xff\xffoated", "Huadi carton"), (b"Coated\n\x1b[1m", "Coated[1m")])
def test_a_description_that_is_no_text_is_not_shown(written: bytes, shown: str) -> None:
    data = bytes(_bytes())
    at = data.index(b"desc", 300) + 12
    size = int.from_bytes(data[at - 4 : at], "big")
    odd = data[:at] + written.ljust(size, b"\0") + data[at + size :]
    assert profile_of_bytes("Huadi carton", odd).description == shown
