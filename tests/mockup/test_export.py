from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image

from core.cli.main import main
from core.document.document import Document
from core.document.file import save
from core.document.model import Design, DielineChoice
from core.errors import DieloomError
from core.mockup.camera import Camera, view_of
from core.mockup.export import Shot, export_mockup, texture_ppi, write_mockup
from core.mockup.look import Finish
from core.mockup.mesh import folded
from tests.mockup.artwork import signed
from tests.mockup.packs import outline

SMALL = Shot(width=120, height=90)


def test_a_document_becomes_a_picture_of_the_size_asked_for(tmp_path: Path) -> None:
    source, out = tmp_path / "d.dieloom", tmp_path / "d.png"
    save(signed(outline()), source)
    export_mockup(source, out, shot=Shot(amount=0.7, camera=Camera(10, 30), board="kraft", width=200, height=150))
    with Image.open(out) as picture:
        assert picture.size == (200, 150)
        assert np.asarray(picture).std() > 20


def test_a_model_has_a_texel_limit_that_renderers_take(tmp_path: Path) -> None:
    blank = outline("0201")
    write_mockup(signed(blank, "outside"), blank, tmp_path / "case.glb", SMALL)
    scene = trimesh.load(tmp_path / "case.glb")
    sides = [s for g in scene.geometry.values() for s in getattr(g.visual.material.baseColorTexture, "size", ())]
    assert sides
    assert max(sides) <= 4096


def test_the_unprinted_inside_is_plain_board(tmp_path: Path) -> None:
    write_mockup(signed(outline(), "outside"), outline(), tmp_path / "a.glb", SMALL)
    scene = trimesh.load(tmp_path / "a.glb")
    inside = next(g for g in scene.geometry.values() if g.visual.material.name == "inside")
    assert np.asarray(inside.visual.material.baseColorTexture.convert("L")).min() > 150


@pytest.mark.parametrize(
    ("shot", "said"),
    [
        (Shot(amount=1.5), "cannot be folded"),
        (Shot(board="gold"), "no board called gold"),
        (Shot(width=20_000, height=20_000), "20000 x 20000"),
    ],
)
def test_what_cannot_be_shown_is_refused(shot: Shot, said: str, tmp_path: Path) -> None:
    with pytest.raises(DieloomError, match=said):
        write_mockup(signed(outline()), outline(), tmp_path / "a.png", shot)
    assert not list(tmp_path.iterdir())


def test_prints_are_as_fine_as_the_nearest_face_needs() -> None:
    mesh = folded(outline(), 1.0)
    view = view_of(Camera(0, 0), mesh, 800, 600)
    ppi = texture_ppi(mesh, view, outline().blank)
    front = view.project(np.array([[-10.0, 70, mesh.high[2]], [10, 70, mesh.high[2]]]))
    assert ppi == pytest.approx((front[1, 0] - front[0, 0]) / 20 * 25.4, rel=0.02)
    assert texture_ppi(mesh, view_of(Camera(), mesh, 40_000, 30_000), outline().blank) <= 600


class TestCommandLine:
    def test_a_plain_style(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "box.png"
        words = ["dieline", "fold", "0201", "--size", "300,200,150", "--amount", "0.5", "--size-px", "120x90"]
        assert main([*words, "--out", str(out), "--material", "kraft", "--finish", "gloss"]) == 0
        assert "FEFCO 0201 folded by 0.5" in capsys.readouterr().out
        assert Image.open(out).size == (120, 90)

    def test_a_design_at_its_own_size(self, tmp_path: Path) -> None:
        design, out = tmp_path / "d.dieloom", tmp_path / "d.glb"
        choice = DielineChoice(code=outline().code, parameters={"L": 60, "W": 30, "H": 90})
        save(Document(Design(title="D", dieline=choice)), design)
        assert main(["dieline", "fold", "A20.20.01.01", "--design", str(design), "--out", str(out)]) == 0
        assert trimesh.load(out).extents * 1000 == pytest.approx([60, 90, 30], abs=3)

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--amount", "2"], "not a share"),
            (["--amount", "much"], "not a share"),
            (["--azimuth", "north"], "not an angle"),
            (["--design", "nowhere.dieloom"], "There is no file"),
            (["--out", "a.obj"], ".png, .glb"),
        ],
    )
    def test_bad_words(self, words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = [] if "--out" in words else ["--out", str(tmp_path / "a.png")]
        assert main(["dieline", "fold", "0201", *out, *words]) == 2
        assert said in capsys.readouterr().err

    def test_a_design_of_another_style(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        design = tmp_path / "d.dieloom"
        save(signed(outline()), design)
        words = ["dieline", "fold", "pillow-box", "--design", str(design), "--out", str(tmp_path / "a.png")]
        assert main(words) == 2
        assert "no panel" in capsys.readouterr().err


def test_gloss_and_foil_change_the_picture(tmp_path: Path) -> None:
    pictures = []
    for finish in (Finish.MATTE, Finish.GLOSS, Finish.FOIL):
        out = tmp_path / f"{finish}.png"
        write_mockup(signed(outline()), outline(), out, Shot(finish=finish, width=120, height=90))
        pictures.append(np.asarray(Image.open(out)).astype(int))
    matte, gloss, foil = pictures
    assert (gloss >= matte - 1).all()
    assert (gloss - matte).max() > 20
    assert np.abs(foil - matte).max() > 20
