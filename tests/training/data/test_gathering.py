"""Files are found in every kind of source, each once, and nothing that never ends is opened."""

from __future__ import annotations

import os
import random
import zipfile
from pathlib import Path

import pytest

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.training.data import gathering, mending
from core.training.data.gathering import Refused, gathered
from core.training.data.mending import read
from tests.training.data.samples import encoded, folder, painting


def places(source: Path | list[Path], *besides: Path) -> tuple[list[str], dict[str, str]]:
    with gathered(source, besides, Progress()) as found:
        return [str(item.place) for item in found.items], {each.name: each.reason for each in found.dropped}


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return path


def test_a_folder_is_read_in_order_with_what_is_in_it(tmp_path: Path) -> None:
    folder(tmp_path / "b", 2)
    folder(tmp_path / "a" / "deep", 1)
    folder(tmp_path / ".hidden", 1)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "c.txt").write_bytes(b"x")
    assert places(tmp_path) == (["c.txt", "a/deep/00.png", "b/00.png", "b/01.png"], {})


def test_the_result_is_no_source(tmp_path: Path) -> None:
    folder(tmp_path, 1)
    (tmp_path / "set.zip").write_bytes(b"x")
    assert places(tmp_path, tmp_path / "set.zip")[0] == ["00.png"]


def test_links_that_go_round_end(tmp_path: Path) -> None:
    folder(tmp_path / "a", 1)
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "a" / "gone").symlink_to(tmp_path / "nowhere")
    assert places(tmp_path) == (["a/00.png"], {"round": "loop", "self": "loop", "gone": "missing"})


def test_links_to_folders_elsewhere_are_followed(tmp_path: Path) -> None:
    folder(tmp_path / "elsewhere", 1)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "link").symlink_to(tmp_path / "elsewhere")
    assert places(tmp_path / "here") == (["link/00.png"], {})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    folder(tmp_path, 1)
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "zero.png").symlink_to("/dev/zero")
    assert places(tmp_path) == (["00.png"], {"pipe.png": "no-file", "zero.png": "no-file"})
    with pytest.raises(DieloomError, match="neither a folder nor a file"):
        places(tmp_path / "pipe.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_file_that_becomes_a_pipe_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, 1)
    with gathered(tmp_path, [], Progress()) as found:
        (tmp_path / "00.png").unlink()
        os.mkfifo(tmp_path / "00.png")
        with pytest.raises(Refused, match="no-file"):
            read(found.items[0], 64)


def test_a_file_that_goes_is_missing(tmp_path: Path) -> None:
    folder(tmp_path, 1)
    with gathered(tmp_path, [], Progress()) as found:
        (tmp_path / "00.png").unlink()
        with pytest.raises(Refused, match="missing"):
            read(found.items[0], 64)


def test_a_zip_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    data = encoded(painting(1))
    names = ["shop/red/2.png", "shop/red/1.png", "shop/blue/1.png", "__MACOSX/shop/._1.png", "shop/.DS_Store"]
    path = packed(tmp_path / "shop.zip", dict.fromkeys(names, data))
    with gathered(path, [], Progress()) as found:
        assert [str(item.place) for item in found.items] == ["shop/blue/1.png", "shop/red/1.png", "shop/red/2.png"]
        assert read(found.items[0], 1000)[0].size == (80, 60)


def test_names_in_a_zip_do_no_harm(tmp_path: Path) -> None:
    names = ["../../evil.png", "/etc/passwd.png", "a\\..\\b.png", "C:\\c.png", "n\x1bo\n.png"]
    path = packed(tmp_path / "slip.zip", dict.fromkeys(names, encoded(painting(1))))
    before = sorted(each for each in tmp_path.parent.rglob("*") if each.is_file())
    with gathered(path, [], Progress()) as found:
        assert sorted(item.name for item in found.items) == ["b.png", "c.png", "evil.png", "n?o?.png", "passwd.png"]
        for each in found.items:
            read(each, 64)
    assert sorted(each for each in tmp_path.parent.rglob("*") if each.is_file()) == before


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "locked.zip", {"a.png": encoded(painting(1))})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with gathered(path, [], Progress()) as found, pytest.raises(Refused, match="locked"):
        read(found.items[0], 64)


def test_a_member_that_claims_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "bomb.zip", {"a.png": bytes(2 << 20)})
    monkeypatch.setattr(mending, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with gathered(path, [], Progress()) as found, pytest.raises(Refused, match="too-many-bytes"):
        read(found.items[0], 64)


def test_a_zip_that_claims_far_more_than_it_can_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "bomb.zip", {"a.png": bytes(2 << 20)})
    assert places(path)[0] == ["a.png"]
    monkeypatch.setattr(gathering, "_FREE", 1 << 20)
    with pytest.raises(DieloomError, match="far more than it can"):
        places(path)


def test_a_member_is_never_read_beyond_what_it_claims(tmp_path: Path) -> None:
    """Its true length is another than its directory says."""
    path = packed(tmp_path / "liar.zip", {"a.png": encoded(painting(1)) + bytes(8 << 20)})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (5000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with gathered(path, [], Progress()) as found, pytest.raises(Refused, match="damaged"):
        read(found.items[0], 64)


def test_damage_to_a_zip_gives_items_or_an_error(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"{index}.png": encoded(painting(index)) for index in range(3)})
    whole = path.read_bytes()
    chance, refused = random.Random(1), 0
    for _ in range(200):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            start = chance.choice([0, len(whole) - 250])
            damaged[chance.randrange(start, start + 250)] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        try:
            with gathered(path, [], Progress()) as found:
                for item in found.items:
                    try:
                        read(item, 64)
                    except Refused:
                        refused += 1
        except DieloomError:
            refused += 1
    assert refused > 50


def test_a_zip_with_far_too_many_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "a.zip", dict.fromkeys("abc", b""))
    monkeypatch.setattr(gathering, "MOST_ZIPPED", 2)
    with pytest.raises(DieloomError, match="damaged zip"):
        places(path)


def test_a_list_names_files_and_folders_from_where_it_lies(tmp_path: Path) -> None:
    folder(tmp_path / "pictures", 2)
    folder(tmp_path / "more", 1)
    (tmp_path / "list.txt").write_text(
        f"\ufeffpictures/01.png\n\n{tmp_path / 'more'}\nno.png\nlist.txt\n", encoding="utf-8"
    )
    assert places(tmp_path / "list.txt") == (
        ["01.png", "more/00.png"],
        {"no.png": "missing", "list.txt": "not-a-picture"},
    )


def test_several_sources_are_told_apart_by_their_names(tmp_path: Path) -> None:
    folder(tmp_path / "red", 1)
    path = packed(tmp_path / "blue.zip", {"1.png": b"x"})
    assert places([tmp_path / "red", path])[0] == ["red/00.png", "blue/1.png"]


@pytest.mark.parametrize("name", ["nothing", "nul\0l", "x" * 5000])
def test_a_source_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(DieloomError, match="cannot be read"):
        places(tmp_path / name)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, 3)
    monkeypatch.setattr(gathering, "MOST_FILES", 2)
    with pytest.raises(DieloomError, match="more than 2 files"):
        places(tmp_path)


def test_looking_for_files_can_be_stopped(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled), gathered(tmp_path, [], progress):
        pass
