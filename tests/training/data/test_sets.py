"""A prepared set is read member by member, from any thread, and damage is told."""

from __future__ import annotations

import random
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from core.errors import DieloomError
from core.training.data import AS_IT_IS, MemorySet, Views, is_set, open_set, prepare, sets
from tests.training.data.samples import encoded, folder, painting


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole")
    for index, name in enumerate(("a", "b")):
        folder(path / "in" / name, 5, first=10 * index)
    prepare(path / "in", path / "set.zip", resolution=32)
    return (path / "set.zip").read_bytes()


@pytest.fixture
def made(whole: bytes, tmp_path: Path) -> Path:
    (tmp_path / "set.zip").write_bytes(whole)
    return tmp_path / "set.zip"


def test_it_gives_pictures_labels_and_names(made: Path) -> None:
    found = open_set(made)
    assert (len(found), found.labels, found.resolution) == (10, ("a", "b"), 32)
    assert [found.label(index) for index in range(10)] == [0] * 5 + [1] * 5
    assert found.name(7) == "02.png"
    assert found.read(0).dtype == np.uint8
    assert found.read(0).shape == (37, 49, 3)
    assert not np.array_equal(found.read(0), found.read(1))
    with pytest.raises(ValueError, match="read-only"):
        found.read(0)[0, 0] = 0


def test_views_follow_the_set(made: Path) -> None:
    def chance() -> np.random.Generator:
        return np.random.default_rng(3)

    plain, lively = open_set(made, AS_IT_IS), open_set(made, Views(rotation_degrees=20))
    middle = plain.view(0, 37, chance())
    assert np.array_equal(middle, plain.read(0)[:, 6:43])
    assert not np.array_equal(lively.view(0, 37, chance()), middle)
    assert np.array_equal(lively.view(0, 37, chance()), lively.view(0, 37, chance()))


def test_many_threads_read_the_same_as_one(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "KEPT_BYTES", 3 * 37 * 49 * 3)  # so that pictures come and go
    found = open_set(made)
    expected = [found.read(index).copy() for index in range(10)]
    order = [random.Random(seed).randrange(10) for seed in range(400)]
    with ThreadPoolExecutor(8) as pool:
        for index, pixels in zip(order, pool.map(found.read, order), strict=True):
            assert np.array_equal(pixels, expected[index])


def test_only_so_much_is_kept(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "KEPT_BYTES", 3 * 37 * 49 * 3)
    found = open_set(made)
    first = found.read(0)
    assert found.read(0) is first
    for index in range(1, 10):
        found.read(index)
    assert found.read(0) is not first
    assert len(found._kept) == 3


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 300, encoded(painting(1))])
def test_what_is_no_set_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    assert not is_set(tmp_path / "x.zip")
    with pytest.raises(DieloomError, match=r"x\.zip is no prepared set"):
        open_set(tmp_path / "x.zip")


def test_another_zip_file_is_no_set(tmp_path: Path, made: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", encoded(painting(1)))
    assert not is_set(tmp_path / "x.zip")
    assert not is_set(tmp_path / "nothing.zip")
    assert not is_set(tmp_path)
    assert is_set(made)
    for path in (tmp_path, tmp_path / "nothing.zip"):
        with pytest.raises(DieloomError):
            open_set(path)


def changed(made: Path, text: bytes, by: bytes) -> None:
    """The same length, so that the zip stays whole."""
    data = made.read_bytes()
    assert text in data
    assert len(text) == len(by)
    made.write_bytes(data.replace(text, by))


@pytest.mark.parametrize(
    ("text", "by", "said"),
    [
        (b'"version":1', b'"version":9', "version"),
        (b'"resolution":32', b'"resolution":-2', "resolution"),
        (b'"tiles":', b'"tilez":', "tile"),
        (b'"labels":["a","b"]', b'"labels":["a"]    ', "label"),
        (b'"member":"pictures/0000003.png"', b'"member":"pictures/0000099.png"', "no prepared set"),
        (b'"member":"pictures/0000003.png"', b'"member":"../../etc/password.p"', "member"),
        (b'"member":"pictures/0000003.png"', b'"member":"pictures/\xff\xff00003.png"', "damaged"),
    ],
)
def test_what_it_says_of_itself_is_checked(made: Path, text: bytes, by: bytes, said: str) -> None:
    changed(made, text, by)
    with pytest.raises(DieloomError, match=said):
        open_set(made)


def test_a_damaged_picture_is_named(made: Path) -> None:
    data = made.read_bytes()
    at = data.index(b"IDAT") + 40
    made.write_bytes(data[:at] + b"\0\0\0\0\0\0\0\0" + data[at + 8 :])
    found = open_set(made)
    with pytest.raises(DieloomError, match=r"00\.png is damaged"):
        found.read(0)
    assert found.read(1).shape == (37, 49, 3)


def test_a_picture_that_claims_to_be_huge_is_refused(made: Path) -> None:
    data = bytearray(made.read_bytes())
    at = data.index(b"IHDR") + 4
    data[at : at + 8] = struct.pack(">II", 30_000, 30_000)
    made.write_bytes(bytes(data))
    with pytest.raises(DieloomError, match="damaged"):
        open_set(made).read(0)


def test_a_set_that_is_replaced_is_noticed(made: Path) -> None:
    found = open_set(made)
    made.write_bytes(made.read_bytes() + b"x")
    with pytest.raises(DieloomError, match="has changed"):
        found.read(0)


def test_damage_gives_pictures_or_an_error(whole: bytes, tmp_path: Path) -> None:
    chance, refused = random.Random(1), 0
    contents = whole.index(b'{"format"')
    path = tmp_path / "set.zip"
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(chance.choice([0, contents]), len(whole))] = chance.randrange(256)
        path.write_bytes(bytes(damaged if chance.random() < 0.8 else damaged[: chance.randrange(len(whole))]))
        try:
            found = open_set(path)
            for index in range(len(found)):
                assert found.read(index).shape[2] == 3
        except DieloomError:
            refused += 1
    assert refused > 100


def test_pictures_in_memory_are_a_set_too() -> None:
    pixels = np.stack([np.asarray(painting(seed, 40, 32)) for seed in range(3)])
    found = MemorySet(pixels, ("a", "b"), [1, 0, 1])
    assert (len(found), found.resolution, found.label(2)) == (3, 32, 1)
    assert np.array_equal(found.view(1, 32, np.random.default_rng(1)), pixels[1][:, 4:36])
    assert MemorySet(pixels, (), []).label(0) is None


def test_reading_does_not_hold_the_file_open(made: Path) -> None:
    """An open file cannot be replaced on Windows."""
    found = open_set(made)
    found.read(0)
    made.unlink()
    with pytest.raises(DieloomError, match="cannot be read"):
        found.read(5)
