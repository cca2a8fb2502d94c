"""Tables of every kind against LittleCMS's own program, and hostile ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.colour.colorimetry import cmyk_to_lab, lab_to_cmyk
from core.colour.profiles import BUNDLED, OutputProfile, load_profile, profile_of_bytes
from core.colour.tags import media_white, read_table
from core.errors import DieloomError
from tests.colour import icc
from tests.colour.transicc import bundled, transicc

RNG = np.random.default_rng(13)
INKS = np.concatenate([RNG.random((200, 4)) * 100, np.stack(np.meshgrid(*[[0, 100]] * 4), -1).reshape(-1, 4)])
LABS = np.column_stack([RNG.random(200) * 90, RNG.random((200, 2)) * 120 - 60])  # none whiter than the paper
BENT = np.linspace(0, 1, 256) ** 1.3
TO_LAB, TO_INKS = RNG.random((5, 5, 5, 5, 3)), RNG.random((6, 6, 6, 4))
TURNED = [[0.8, 0.1, 0.05], [0.1, 0.7, 0.1], [0.0, 0.1, 0.8], [0.02, 0.05, 0.01]]


@pytest.mark.parametrize("intent", ["relative", "absolute"])
@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_profiles_agree_with_transicc(name: str, intent: str) -> None:
    profile, file = load_profile(name), bundled(name)
    assert cmyk_to_lab(INKS / 100, profile, intent) == pytest.approx(transicc(INKS, file, "*Lab", intent), abs=0.02)
    theirs = transicc(LABS, "*Lab", file, intent)
    assert lab_to_cmyk(LABS, profile, intent) * 100 == pytest.approx(theirs, abs=0.05)


def _curves() -> list[bytes]:
    return [icc.para(*parameters) for parameters in icc.CURVES.values()]


def _staged(wide: bool) -> dict[bytes, bytes]:
    power, zero, lifted, straight, all_ = _curves()
    samples, gamma, none = icc.curv(0, 9000, 30000, 65535), icc.curv(int(1.5 * 256)), icc.curv()
    device, inner, outer = [power, zero, samples, gamma], [lifted, straight, none], [all_, gamma, samples]
    sides = {"A": device, "M": inner, "B": outer}
    uneven = RNG.random((3, 4, 5, 2, 3))
    return {
        b"A2B0": icc.staged(b"mAB ", uneven, sides, TURNED, wide),
        b"B2A0": icc.staged(b"mBA ", TO_INKS, sides, TURNED, wide),
    }


KINDS = {
    "lut8": icc.profile({b"A2B0": icc.lut8(TO_LAB, BENT), b"B2A0": icc.lut8(TO_INKS, BENT)}, version=2),
    "lut16": icc.profile({b"A2B0": icc.lut16(TO_LAB, BENT[::5]), b"B2A0": icc.lut16(TO_INKS, BENT[::5])}, version=2),
    "lut16 of version 4": icc.profile({b"A2B0": icc.lut16(TO_LAB, BENT), b"B2A0": icc.lut16(TO_INKS, BENT)}),
    "staged": icc.profile(_staged(wide=True)),
    "staged of 8 bits": icc.profile(_staged(wide=False)),
}


@pytest.mark.parametrize("intent", ["relative", "absolute"])
@pytest.mark.parametrize("kind", KINDS)
def test_tables_of_every_kind_agree_with_transicc(kind: str, intent: str, tmp_path: Path) -> None:
    """And the only table answers for every intent."""
    file = tmp_path / "hand.icc"
    file.write_bytes(KINDS[kind])
    profile = load_profile(str(file))
    theirs = transicc(INKS, file, "*Lab", intent)
    assert cmyk_to_lab(INKS / 100, profile, intent) == pytest.approx(theirs, abs=0.05)
    theirs = transicc(LABS, "*Lab", file, intent)
    assert lab_to_cmyk(LABS, profile, intent) * 100 == pytest.approx(theirs, abs=0.05)


def test_a_connection_space_of_xyz(tmp_path: Path) -> None:
    light = TO_LAB * 0.45
    tags = {b"A2B0": icc.lut16(light, BENT), b"B2A0": icc.lut16(TO_INKS, BENT, np.diag([0.9, 0.8, 1.0]))}
    file = tmp_path / "hand.icc"
    file.write_bytes(icc.profile(tags, version=2, space=b"XYZ "))
    profile = load_profile(str(file))
    theirs = transicc(INKS, file, "*Lab", "relative")
    assert cmyk_to_lab(INKS / 100, profile) == pytest.approx(theirs, abs=0.05)
    theirs = transicc(LABS, "*Lab", file, "relative")
    assert lab_to_cmyk(LABS, profile) * 100 == pytest.approx(theirs, abs=0.05)


def test_paper_without_a_white_is_white() -> None:
    data = load_profile("fogra39").data
    assert media_white(data) == pytest.approx([0.8448, 0.8762, 0.7457], abs=0.01)
    for broken in (data.replace(b"wtpt", b"none", 1), data[:140], b""):
        assert media_white(broken) == pytest.approx([0.9642, 1.0, 0.8249])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_hostile_bytes_give_numbers_or_an_error(kind: str, data: st.DataObject) -> None:
    hostile = bytearray(KINDS[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        # The head of the profile and of its tables; beyond it there are only values.
        at = data.draw(st.integers(128, 700) | st.integers(128, len(hostile) - 1))
        hostile[at] = data.draw(st.sampled_from([0, 1, 2, 0x7F, 0x80, 0xFF]))
    hostile = hostile[: data.draw(st.just(len(hostile)) | st.integers(0, len(hostile)))]
    for name in (b"A2B0", b"B2A0"):
        try:
            table = read_table(bytes(hostile), name)
        except DieloomError:
            continue
        found = table.to_lab(INKS[:9] / 100) if name == b"A2B0" else table.from_lab(LABS[:9])
        assert np.isfinite(found).all()


def test_a_missing_table_is_named() -> None:
    data = load_profile("fogra39").data.replace(b"A2B0", b"none", 1).replace(b"A2B1", b"nine", 1)
    with pytest.raises(DieloomError, match="A2B1 of the output profile is missing"):
        cmyk_to_lab([0, 0, 0, 0], OutputProfile("odd", "odd", None, data))


def test_a_profile_of_both_kinds_separates() -> None:
    """What LittleCMS takes, the whole engine takes: the profile loads and gives inks."""
    for data in KINDS.values():
        assert profile_of_bytes("hand", data).description == "By hand"
