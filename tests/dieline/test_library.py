"""Templates of the person's own: kept, shared, replaced, and never in the way of the program's."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.dieline import library
from core.dieline.schema import TemplateFile
from core.errors import DieloomError
from tests.dieline.tray import FILE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(library, "own_folder", lambda: tmp_path / "dielines")
    return tmp_path / "dielines"


def mine(**changes: object) -> TemplateFile:
    return TemplateFile.model_validate({**FILE, **changes})


def test_a_template_of_ones_own_is_found_like_any_other() -> None:
    assert "TEST TRAY" not in library.codes()
    path = library.save_own(mine())
    assert library.codes()[-1] == "TEST TRAY"
    assert library.load("test tray").file == mine() == library.read(path).file


def test_saving_again_takes_the_place_of_the_older_one() -> None:
    library.save_own(mine())
    library.save_own(mine(bleed=7))
    assert [each.file.bleed for each in library.own()] == [7]


def test_the_programs_own_codes_cannot_be_taken() -> None:
    for code in ("fefco 0201", "0201"):
        with pytest.raises(DieloomError, match="is a template of the program"):
            library.save_own(mine(code=code))


def test_two_codes_of_one_file_name_do_not_take_each_others_place() -> None:
    library.save_own(mine())
    with pytest.raises(DieloomError, match="would take the place"):
        library.save_own(mine(code="TEST TRAY.1", aliases=[]).model_copy(update={"code": "TEST.TRAY"}))


def test_a_template_that_contradicts_itself_is_not_kept(home: Path) -> None:
    with pytest.raises(DieloomError, match="unknown name"):
        library.save_own(mine(formulas={"wall": "nothing", "lug": "1"}))
    assert not home.exists()


def test_removing_takes_it_out_and_only_ones_own_can_go() -> None:
    library.save_own(mine())
    library.remove_own("TEST TRAY")
    assert library.own() == ()
    with pytest.raises(DieloomError, match="not in your own library"):
        library.remove_own("0201")


def test_a_broken_file_of_ones_own_hides_nothing_and_is_told(home: Path) -> None:
    library.save_own(mine())
    (home / "broken.json").write_text("{", encoding="utf-8")
    assert [each.code for each in library.own()] == ["TEST TRAY"]
    (problem,) = library.own_problems()
    assert "broken.json is not a JSON file" in problem.message
    library.remove_own("TEST TRAY")
    assert library.own() == ()


def test_a_folder_that_cannot_be_made_is_told(home: Path) -> None:
    home.write_text("in the way", encoding="utf-8")
    with pytest.raises(DieloomError, match="Cannot make"):
        library.save_own(mine())


@pytest.mark.parametrize(("name", "text"), [("t.json", '{"bleed": %s}'), ("t.toml", "bleed = %s")])
def test_a_number_of_thousands_of_digits_is_refused(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text % ("9" * 6000), encoding="utf-8")
    with pytest.raises(DieloomError, match=f"{name} is not a"):
        library.read(tmp_path / name)


def test_a_file_on_disk_is_a_template_too(tmp_path: Path) -> None:
    library.write(mine(), tmp_path / "shared.json")
    assert library.load(str(tmp_path / "shared.json")).code == "TEST TRAY"
