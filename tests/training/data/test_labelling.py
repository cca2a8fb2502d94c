"""Labels come from a table or from folders, and only where they tell pictures apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import DieloomError
from core.jobs import Progress
from core.training.data import labelling as room
from core.training.data.gathering import gathered
from core.training.data.labelling import labelling
from tests.training.data.samples import folder


def labels(source: Path, table: Path | None = None) -> dict[str, str | None]:
    with gathered(source, [], Progress()) as found:
        named = labelling(found, table)
        return {str(item.place): named.label(item) for item in found.items}


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder(tmp_path / "pictures" / "red", 2)
    folder(tmp_path / "pictures" / "blue", 1)
    return folder(tmp_path / "pictures", 1)


def test_folders_are_labels(pictures: Path) -> None:
    assert labels(pictures) == {"00.png": None, "blue/00.png": "blue", "red/00.png": "red", "red/01.png": "red"}


def test_folders_that_hold_all_the_others_are_none(tmp_path: Path) -> None:
    folder(tmp_path / "in" / "all" / "photos" / "red", 1)
    folder(tmp_path / "in" / "all" / "photos" / "blue" / "deep", 1)
    assert list(labels(tmp_path / "in").values()) == ["blue", "red"]
    (tmp_path / "in" / "all" / "photos" / "labels.csv").write_text("red/00.png,rose", encoding="utf-8")
    assert list(labels(tmp_path / "in").values()) == [None, "rose"]


@pytest.mark.parametrize(
    "text",
    [
        "red/00.png,rose\n01.png,tulip\n",
        "file,label\nred/00.png,rose\n01.png,tulip\n",
        "\ufefffile;label\nred/00.png;rose\n01.png;tulip\n",
        "red\\00.png\trose\n\n01.png\t tulip \t more\n",
        '"red/00.png","rose"\r\n01.png,tulip\r\nno.png,lily\r\n',
    ],
)
def test_a_table_goes_before_folders(pictures: Path, tmp_path: Path, text: str) -> None:
    table = tmp_path / "names.csv"
    table.write_text(text, encoding="utf-8", newline="")
    assert labels(pictures, table) == {
        "00.png": None,
        "blue/00.png": None,
        "red/00.png": "rose",
        "red/01.png": "tulip",
    }


def test_a_table_among_the_pictures_is_found_and_is_no_picture(pictures: Path) -> None:
    (pictures / "labels.csv").write_text("00.png,rose", encoding="utf-8")
    assert labels(pictures) == {"00.png": "rose", "blue/00.png": "rose", "red/00.png": "rose", "red/01.png": None}


@pytest.mark.parametrize("data", [b"", b"a,b\nc,d\n", b"00.png\n", b"\xff\xfe\0\0", b'"' + b"x" * 200_000])
def test_a_table_that_names_no_file_is_refused(pictures: Path, data: bytes) -> None:
    (pictures / "labels.csv").write_bytes(data)
    with pytest.raises(DieloomError, match=r"labels\.csv"):
        labels(pictures)


def test_one_folder_alone_tells_nothing_apart() -> None:
    assert room.Labelling().labels({"red"}) == ()
    assert room.Labelling().labels({"red", "blue"}) == ("blue", "red")
    assert room.Labelling({}).labels({"red"}) == ("red",)


def test_a_label_for_each_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_LABELS", 2)
    with pytest.raises(DieloomError, match="3 labels"):
        room.Labelling().labels({"a", "b", "c"})
