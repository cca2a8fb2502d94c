"""A set is made whole or not at all, the same from the same files, and says what became of each."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import Cancelled, DieloomError
from core.jobs import Progress
from core.training.data import open_set, preparation, prepare
from core.training.data.report import DROPPED, MENDED, Mend, Reason, Report
from tests.training.data.samples import encoded, folder, painting


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return folder(tmp_path / "pictures", 10)


def test_pictures_come_out_as_they_went_in(pictures: Path, tmp_path: Path) -> None:
    report = prepare(pictures, tmp_path / "set.zip", resolution=56)
    made = open_set(tmp_path / "set.zip")
    assert [made.name(index) for index in range(len(made))] == [f"{index:02}.png" for index in range(10)]
    assert (made.resolution, made.labels, made.tiles, made.report) == (56, (), False, report)
    assert np.array_equal(made.read(3), np.asarray(painting(3)))  # between 56 and its margin: left alone
    assert report.dropped == ()


def test_the_zip_holds_stored_pictures_a_sheet_and_the_facts(pictures: Path, tmp_path: Path) -> None:
    prepare(pictures, tmp_path / "set.zip", resolution=32, sheet=tmp_path / "sheet.png")
    with zipfile.ZipFile(tmp_path / "set.zip") as archive:
        assert archive.namelist() == [f"pictures/{n:07}.png" for n in range(1, 11)] + ["sheet.png", "set.json"]
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.read("sheet.png") == (tmp_path / "sheet.png").read_bytes()
        facts = json.loads(archive.read("set.json"))
    assert (facts["version"], facts["resolution"], len(facts["pictures"])) == (1, 32, 10)


def test_nothing_of_it_tells_where_the_pictures_lay(pictures: Path, tmp_path: Path) -> None:
    (pictures / "broken.png").write_bytes(b"x")
    folder(pictures / "secret" / "client", 2, first=50)
    prepare(pictures, tmp_path / "set.zip", resolution=32)
    data = (tmp_path / "set.zip").read_bytes()
    assert b"broken.png" in data
    assert not any(word in data for word in (b"secret", b"client", str(tmp_path).encode()))


def test_the_same_files_give_the_same_bytes(pictures: Path, tmp_path: Path) -> None:
    (pictures / "broken.png").write_bytes(b"x")
    for name in ("a.zip", "b.zip"):
        prepare(pictures, tmp_path / name, resolution=32)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_result_among_its_pictures_is_not_one_of_them(pictures: Path) -> None:
    for _ in range(2):
        report = prepare(pictures, pictures / "set.zip", resolution=32, sheet=pictures / "sheet.png")
        assert (len(report.pictures), report.dropped) == (10, ())


def test_each_file_is_accounted_for(pictures: Path, tmp_path: Path) -> None:
    (pictures / "a-copy.png").write_bytes((pictures / "03.png").read_bytes())
    painting(4).save(pictures / "a-jpeg.jpg", quality=80)
    painting(90, 20, 14).save(pictures / "small.png")
    painting(91, 40, 30).save(pictures / "grown.png")
    painting(92, mode="L").save(pictures / "grey.png")
    Image.new("RGB", (80, 60), "white").save(pictures / "white.png")
    (pictures / "cut.png").write_bytes(encoded(painting(93))[:300])
    (pictures / "drawing.svg").write_text("<svg/>", encoding="utf-8")
    report = prepare(pictures, tmp_path / "set.zip", resolution=40)
    dropped = {each.name: (each.reason, each.detail) for each in report.dropped}
    assert dropped == {
        "a-copy.png": ("same", "03.png"),
        "a-jpeg.jpg": ("similar", "04.png"),
        "small.png": ("too-small", "20 x 14"),
        "white.png": ("blank", ""),
        "cut.png": ("damaged", ""),
        "drawing.svg": ("not-a-picture", ""),
    }
    assert {each.name: each.mended for each in report.pictures if each.mended} == {
        "grown.png": ("enlarged",),
        "grey.png": ("grey",),
    }
    assert len(report.pictures) == 12
    assert report.mends == {"grey": 1, "enlarged": 1}


def test_similar_pictures_are_kept_on_demand(pictures: Path, tmp_path: Path) -> None:
    painting(4).save(pictures / "again.jpg", quality=80)
    (pictures / "copy.png").write_bytes((pictures / "03.png").read_bytes())
    report = prepare(pictures, tmp_path / "set.zip", resolution=32, keep_similar=True)
    assert (len(report.pictures), report.drops) == (11, {"same": 1})


def test_labels_from_folders(tmp_path: Path) -> None:
    for index, name in enumerate(("red", "blue")):
        folder(tmp_path / "shop" / name, 5, first=10 * index)
    folder(tmp_path / "shop", 1, first=70)
    (tmp_path / "shop" / "empty").mkdir()
    report = prepare(tmp_path / "shop", tmp_path / "set.zip", resolution=32)
    made = open_set(tmp_path / "set.zip")
    assert made.labels == ("blue", "red")
    assert [made.label(index) for index in range(len(made))] == [None, *[0] * 5, *[1] * 5]
    assert report.label_counts == {"blue": 5, "red": 5}


def test_a_folder_whose_pictures_are_all_left_out_is_no_label(tmp_path: Path) -> None:
    folder(tmp_path / "shop" / "red", 9)
    (tmp_path / "shop" / "blue").mkdir()
    (tmp_path / "shop" / "blue" / "a.png").write_bytes(b"x")
    assert prepare(tmp_path / "shop", tmp_path / "set.zip", resolution=32).labels == ()


def test_labels_from_a_table_in_a_zip(pictures: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for path in sorted(pictures.iterdir()):
            archive.write(path, f"all/{path.name}")
        archive.writestr("all/labels.csv", "file,label\n00.png,rose\n05.png,tulip\n")
    report = prepare(tmp_path / "in.zip", tmp_path / "set.zip", resolution=32)
    assert report.label_counts == {"rose": 1, "tulip": 1}
    assert report.pictures[5].label == 1


def test_tiles_are_square_and_never_cropped(tmp_path: Path) -> None:
    folder(tmp_path / "tiles", 9, width=128, height=64)
    report = prepare(tmp_path / "tiles", tmp_path / "set.zip", resolution=48, tiles=True)
    made = open_set(tmp_path / "set.zip")
    assert made.tiles
    assert {made.read(index).shape for index in range(9)} == {(48, 48, 3)}
    assert report.mends == {"repeated": 9}
    upper, lower = made.read(0)[:24].astype(int), made.read(0)[24:].astype(int)
    assert np.abs(upper - lower).max() <= 1


@pytest.mark.parametrize(
    ("count", "said"), [(0, "There are no pictures"), (3, "There are 3 pictures"), (1, "There is 1 picture")]
)
def test_too_few_pictures_are_refused(tmp_path: Path, count: int, said: str) -> None:
    folder(tmp_path / "few", count)
    with pytest.raises(DieloomError, match=said) as refused:
        prepare(tmp_path / "few", tmp_path / "set.zip", resolution=32)
    assert not (tmp_path / "set.zip").exists()
    if count:
        assert "at least 8" in str(refused.value)


def test_when_too_few_are_left_it_says_why(tmp_path: Path) -> None:
    folder(tmp_path / "few", 7)
    (tmp_path / "few" / "cut.jpg").write_bytes(b"x")
    with pytest.raises(DieloomError, match=r"Left out: damaged \(1\)"):
        prepare(tmp_path / "few", tmp_path / "set.zip", resolution=32)


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    folder(tmp_path / "secret", 10)
    monkeypatch.setattr("core.training.data.gathering.os.scandir", forbidden)
    with pytest.raises(DieloomError, match=r"Left out: not allowed to be read \(1\)"):
        prepare(tmp_path / "secret", tmp_path / "set.zip", resolution=32)


def test_a_table_of_labels_is_no_picture_that_failed(pictures: Path, tmp_path: Path) -> None:
    (pictures / "names.csv").write_text("00.png,rose", encoding="utf-8")
    report = prepare(pictures, tmp_path / "set.zip", resolution=32, labels=pictures / "names.csv")
    assert (report.label_counts, report.dropped) == ({"rose": 1}, ())


def test_a_prepared_set_is_no_source(pictures: Path, tmp_path: Path) -> None:
    prepare(pictures, tmp_path / "set.zip", resolution=32)
    with pytest.raises(DieloomError, match="prepared set already"):
        prepare(tmp_path / "set.zip", tmp_path / "again.zip", resolution=32)


@pytest.mark.parametrize("resolution", [0, 7, 4096])
def test_odd_resolutions_are_refused(pictures: Path, tmp_path: Path, resolution: int) -> None:
    with pytest.raises(DieloomError, match=f"{resolution} px"):
        prepare(pictures, tmp_path / "set.zip", resolution=resolution)


def entries(path: Path) -> set[str]:
    return {each.name for each in path.iterdir()}


def test_stopping_leaves_what_was_there(pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "set.zip").write_bytes(b"before")
    before, threads = entries(tmp_path), threading.active_count()
    heard: list[float] = []

    def listen(fraction: float, text: str) -> None:
        heard.append(fraction)
        if len(heard) == 6:
            progress.cancel()

    progress = Progress(listen)
    with pytest.raises(Cancelled):
        prepare(pictures, tmp_path / "set.zip", resolution=32, progress=progress)
    assert (entries(tmp_path), (tmp_path / "set.zip").read_bytes()) == (before, b"before")
    assert threading.active_count() == threads


def test_progress_rises_to_the_end(pictures: Path, tmp_path: Path) -> None:
    heard: list[tuple[float, str]] = []
    prepare(pictures, tmp_path / "set.zip", resolution=32, progress=Progress(lambda *told: heard.append(told)))
    fractions = [fraction for fraction, _ in heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert {f"{index} of 10: {index:02}.png" for index in range(10)} <= {text for _, text in heard}


def test_a_slow_picture_does_not_keep_from_stopping(
    pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a thread reads for long, the host is still told and may stop."""
    goes_on, reports = threading.Event(), 0

    def listen(fraction: float, text: str) -> None:
        nonlocal reports
        reports += 1
        if reports == 5:
            goes_on.set()
            progress.cancel()

    def slow(*given: object, tile: bool) -> None:
        goes_on.wait(60)
        raise preparation.Refused("damaged")

    monkeypatch.setattr(preparation, "read", slow)
    progress = Progress(listen)
    with pytest.raises(Cancelled):
        prepare(pictures, tmp_path / "set.zip", resolution=32, progress=progress)


def test_a_full_disk_leaves_what_was_there(pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "set.zip").write_bytes(b"before")
    before = entries(tmp_path)
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(DieloomError, match="No space left"):
        prepare(pictures, tmp_path / "set.zip", resolution=32)
    assert (entries(tmp_path), (tmp_path / "set.zip").read_bytes()) == (before, b"before")


def test_every_code_has_words() -> None:
    assert set(MENDED) == set(Mend.__args__)
    assert set(DROPPED) == set(Reason.__args__)


def test_long_and_strange_names_are_shown_short(tmp_path: Path) -> None:
    folder(tmp_path / "in", 8)
    Image.fromarray(np.asarray(painting(50))).save(tmp_path / "in" / f"{'long' * 50}.png")
    (tmp_path / "in" / "a\n\x1b[31m.png").write_bytes(encoded(painting(51)))
    report = prepare(tmp_path / "in", tmp_path / "set.zip", resolution=32)
    assert {"a??[31m.png"} < {each.name for each in report.pictures}
    assert max(len(each.name) for each in report.pictures) == 120
    assert Report.model_validate_json(report.model_dump_json()) == report


_MANY = """
import sys
from pathlib import Path
from core.training.data import prepare
from tests.memory import peak_mib
prepare(Path(sys.argv[1]) / "few", Path(sys.argv[1]) / "few.zip", resolution=64)
before = peak_mib()
report = prepare(Path(sys.argv[1]) / "many", Path(sys.argv[1]) / "many.zip", resolution=64)
print(len(report.pictures), peak_mib() - before)
"""


@pytest.mark.slow
def test_thousands_of_pictures_take_little_memory(tmp_path: Path) -> None:
    folder(tmp_path / "few", 200, width=200, height=150)
    folder(tmp_path / "many", 2000, width=200, height=150)  # 180 MB of pixels
    command = [sys.executable, "-c", _MANY, tmp_path]
    count, mb = map(int, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    assert count == 2000
    assert mb < 40
