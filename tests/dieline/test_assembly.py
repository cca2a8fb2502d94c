"""The grammar of tube cartons: codes, names, and what comes out as plain data."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.dieline import assembly, ecma, library
from core.dieline.fold import fold
from core.dieline.schema import TemplateFile
from core.dieline.template import Template
from core.errors import DieloomError


def parents(code: str) -> dict[str, str]:
    return {each.child: each.parent for each in library.load(code).outline({}).folds}


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("A20.20.03.01", "ECMA A20.20.03.01"),
        ("ECMA A20.20.03.01", "ECMA A20.20.03.01"),
        ("ecma-a20.20.03.01", "ECMA A20.20.03.01"),
        ("a 20 20 03 01", "ECMA A20.20.03.01"),
        ("A20.20", "ECMA A20.20.01.01"),
        ("a20-20", "ECMA A20.20.01.01"),
        ("A60.20.00.03", "ECMA A60.20.00.03"),
        ("A60.20.01.03", "ECMA A60.20.00.03"),  # a crash-lock hangs on no panel in particular
        ("A10.28", "ECMA A10.28.01.03"),  # a hang tab is the back's, so its lid is the front's
    ],
)
def test_codes_are_read_in_the_spellings_that_people_use(spelling: str, code: str) -> None:
    assert str(ecma.parse(spelling)) == code
    assert library.load(spelling).code == code


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("A20.55", r"no top end 55\. There are 00 \(open\)"),
        ("A75.20", r"no bottom end 75\. There are"),
        ("A20.20.02.01", r"No end can hang on panel 02\. 01 is the back, 03 the front\."),
        ("A20", "is no code of a tube carton"),
        ("B20.20.01.01", "is no code of a tube carton"),
    ],
)
def test_codes_that_make_no_carton_are_refused_with_the_way_out(code: str, message: str) -> None:
    with pytest.raises(DieloomError, match=message):
        assembly.assemble(code)


def test_the_library_says_what_is_wrong_with_the_code_of_a_carton() -> None:
    with pytest.raises(DieloomError, match="no top end 99"):
        library.load("A20.99.01.01")


def test_there_are_over_forty_listed_cartons_of_a_dozen_ends() -> None:
    assert len(assembly.ends()) >= 12
    assert len(assembly.codes()) >= 40
    assert set(assembly.codes()) <= set(library.codes())
    for code in ("A20.20.01.01", "A20.20.03.01", "A10.10.01.01", "A12.12.00.00", "A55.20.00.01", "A60.20.00.01"):
        assert f"ECMA {code}" in assembly.codes()


def test_panel_digits_say_what_the_ends_hang_on() -> None:
    for code, bottom, top in (("01.01", "back", "back"), ("03.01", "front", "back"), ("01.03", "back", "front")):
        hangs = parents(f"A20.20.{code}")
        assert (hangs["bottom lid"], hangs["top lid"]) == (bottom, top)


def test_a_pair_is_called_by_its_trade_name_and_a_mixture_by_its_ends() -> None:
    codes = ("A20.20.01.01", "A20.20.03.01", "A55.20", "A60.20.00.03")
    titles = {code: library.load(code).file.title for code in codes}
    assert [each.en for each in titles.values()] == [
        "Straight tuck end carton",
        "Reverse tuck end carton",
        "Snap-lock bottom, tuck top",
        "Crash-lock bottom, tuck top, top on the front",
    ]
    assert titles["A55.20"].zh == "锁扣底、插口顶纸盒"
    names = {
        "RTE": "A20.20.03.01",
        "Crash-Lock": "A60.20.00.01",
        "1-2-3 bottom": "A55.20.00.01",
        "gable box": "A60.75.00.00",
    }
    for name, code in names.items():
        assert library.load(name).code == f"ECMA {code}"


def test_two_ends_of_one_kind_share_their_parameters() -> None:
    names = [each.name for each in assembly.assemble("A20.20").parameters]
    assert names.count("tongue") == 1
    assert {"tongue", "tuck_radius", "dust", "tuck_play"} <= set(names)
    assert not [name for name in names if name.startswith(("top_", "bottom_"))]


def test_ends_of_two_kinds_keep_their_parameters_apart() -> None:
    file = assembly.assemble("A20.33")
    names = [each.name for each in file.parameters]
    assert {"bottom_tongue", "top_tongue", "slit"} <= set(names)
    labels = {each.name: each.label for each in file.parameters}
    assert (labels["top_tongue"].en, labels["bottom_tongue"].zh) == ("Tuck depth (top)", "插舌深度（下）")
    outline = Template(file).outline({"top_tongue": 20, "bottom_tongue": 10})
    assert (outline.panel("top tuck").height, outline.panel("bottom tuck").height) == pytest.approx((20, 10))


def test_an_end_may_tighten_the_range_of_the_tube() -> None:
    assert library.load("A60.20").limits({})["W"].min == 28
    assert library.load("A20.20").limits({})["W"].min == 12


def test_the_bottom_is_the_top_mirrored() -> None:
    outline = library.load("A20.20.01.01").outline({})
    middle = (outline.blank.y0 + outline.blank.y1) / 2
    for name in ("lid", "tuck", "dust left", "dust right"):
        top, bottom = (
            np.array(sorted((p.x, round(abs(p.y - middle), 6)) for p in outline.panel(f"{side} {name}").polygon()))
            for side in ("top", "bottom")
        )
        assert top == pytest.approx(bottom)


def test_print_on_the_lid_reads_from_the_front() -> None:
    reads = {spec.name: spec.read for code in ("A20.20", "A12.12") for spec in assembly.assemble(code).panels}
    assert (reads["top lid"], reads["bottom lid"], reads["top half flap front"]) == (180, 180, 0)
    assert {spec.name: spec.read for spec in assembly.assemble("A20.20.03.01").panels}["bottom lid"] == 0


@pytest.mark.parametrize("code", assembly.codes())
def test_a_carton_is_plain_data_that_reads_back(code: str, tmp_path: Path) -> None:
    file = assembly.assemble(code)
    assert file.group == "tube"
    assert TemplateFile.model_validate(json.loads(file.model_dump_json(exclude_defaults=True))) == file
    library.write(file.model_copy(update={"code": "MY CARTON", "aliases": ()}), tmp_path / "mine.json")
    assert library.read(tmp_path / "mine.json").outline({}).lines == library.load(code).outline({}).lines


def test_a_code_is_assembled_once() -> None:
    assert assembly.assemble("A20.20") is assembly.assemble("ecma a20.20.01.01")
    assert library.load("A33.10.03.01") is library.load("A33.10.03.01")  # not listed, but by grammar


def test_print_on_standing_flaps_is_upright() -> None:
    """The hang tab's front layer is folded over, so its print stands on its head on the blank; roofs go on upwards."""
    for code, panels in (("A20.28.01.03", ["top hang tab"]), ("A10.75", ["top roof front", "top roof back"])):
        outline = library.load(code).outline({})
        placed = fold(outline, 1.0)
        for name in panels:
            frame = outline.panel(name).frame
            (x0, y0), (x1, y1) = frame.apply((0, 0)), frame.apply((0, 1))
            up = placed[name][:3, :3] @ [x1 - x0, y1 - y0, 0]
            assert up[1] > 0.5, name
