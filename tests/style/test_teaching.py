"""Teaching the brush: what it is told is wrong, the pairs, what is held back, and that a run goes on where it stood."""

from __future__ import annotations

import json
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import DieloomError
from core.gan.features import FeatureNet
from core.style.teaching.losses import TextureLoss, marks_loss, similarity, structure_loss
from core.style.teaching.measuring import Yardstick, ssim, structure
from core.style.teaching.pairs import PairSource, Picture, held_back, read_pictures, to_pixels, to_tensor
from core.style.teaching.pool import PairPool, pair_maker
from core.style.teaching.run import Lesson, Teacher, teach
from core.training.ahead import Ahead, Maker
from tests.style.pictures import ornament, scene


def chance() -> torch.Generator:
    return torch.Generator().manual_seed(1)


def pairs() -> PairSource:
    return PairSource([Picture("scene", scene(160, 128)[..., :3])], [Picture("ornament", ornament(), True)], 80, 5)


def pictured(pixels: np.ndarray) -> torch.Tensor:
    return to_tensor(pixels[None])


def test_texture_is_told_from_its_absence() -> None:
    loss = TextureLoss(FeatureNet())
    style = pictured(ornament(128))
    flat = style.mean((2, 3), keepdim=True).expand_as(style)
    near, far = loss(style.roll((5, 9), (2, 3)), style, chance()), loss(flat, style, chance())
    assert bool((near < 0.2 * far).all()), (near, far)


def test_shapes_are_told_apart() -> None:
    one, other = pictured(scene(128, 128)[..., :3]), pictured(ornament(128))
    assert float(structure_loss(one, one)) < 1e-4 < 0.3 < float(structure_loss(other, one))
    assert float(marks_loss(other, other)) < 0.2 < 0.8 < float(marks_loss(one, other))
    grey = torch.rand(1, 1, 32, 32)
    assert float(similarity(grey, grey)) == pytest.approx(1.0)


def test_likenesses() -> None:
    content = pictured(scene(96, 96)[..., :3])
    darker = content * 0.5 - 0.4
    assert float(structure(darker, content)) > 0.9
    assert float(ssim(darker, content)) < 0.9 < 0.99 < float(ssim(content, content))
    assert float(structure(-content, content)) < 0.0


def test_the_blend_is_as_near_as_the_picture() -> None:
    content, style = scene(96, 96)[..., :3], ornament(96)
    half = ((content.astype(int) + style) // 2).astype(np.uint8)
    measures, blend = Yardstick(style).measure(content, content, content, half)
    assert measures.blend == pytest.approx(0.5, abs=0.1)
    assert measures.structure == pytest.approx(measures.blend_structure, abs=0.1)
    assert np.abs(blend.astype(int) - half).max() < 30
    assert measures.distance < measures.palette_distance


def test_pairs_are_a_function_of_their_number() -> None:
    one, again, other = pairs().draw(3, 2), pairs().draw(3, 2), pairs().draw(4, 2)
    for name in ("contents", "swatches", "planes", "styles"):
        first = getattr(one, name)
        assert first.shape == (2, 3, 80, 80)
        assert torch.equal(first, getattr(again, name))
        assert not torch.equal(first, getattr(other, name))


def test_contents_come_in_the_colours_of_their_style() -> None:
    drawn = pairs().draw(0, 4)
    apart = (drawn.contents.mean((2, 3)) - drawn.swatches.mean((2, 3))).abs().max()
    assert float(apart) < 0.3


def test_an_eighth_is_held_back(tmp_path: Path) -> None:
    names = [f"picture {number}.png" for number in range(400)]
    assert 20 < sum(held_back(Path(name)) for name in names) < 80
    for name in names[:40]:
        Image.fromarray(scene(8, 8)[..., :3]).save(tmp_path / name)
    taught, kept = (read_pictures([tmp_path], held=held) for held in (False, True))
    assert {picture.name for picture in kept} == {name for name in names[:40] if held_back(Path(name))}
    assert len(taught) + len(kept) == 40
    with pytest.raises(DieloomError, match="no picture"):
        read_pictures([tmp_path / "empty"])


def test_a_run_goes_on_where_it_stood(tmp_path: Path) -> None:
    state = tmp_path / "brush.state"
    whole, half, rest = (Teacher(Lesson(60.0, batch=2), pairs()) for _ in range(3))
    for teacher in (whole, half):
        teacher.step()
    half.save(state)
    rest.resume(state)
    rest.seconds = whole.seconds
    made, again = whole.step(), rest.step()
    assert float(made["all"]) == pytest.approx(float(again["all"]), rel=1e-5)
    assert rest.steps == 2


def test_a_run_ends_with_a_brush(tmp_path: Path) -> None:
    from core.style.network import read

    teacher = Teacher(Lesson(0.01, batch=1), pairs())
    teach(teacher, tmp_path / "brush.safetensors", pairs().draw(0, 1))
    brush = read(tmp_path / "brush.safetensors")
    assert teacher.steps > 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".safetensors", ".state", ".jsonl", ".png"}
    for kept, mine in zip(brush.parameters(), teacher.average.parameters(), strict=True):
        assert torch.equal(kept, mine.half().float())


def test_pixels_survive_the_trip() -> None:
    assert np.array_equal(to_pixels(pictured(ornament(64)))[0], ornament(64))


def test_the_sheet_and_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from core.style.teaching import sheet

    names = sorted((f"{number}.png" for number in range(60)), key=lambda name: not held_back(Path(name)))
    for folder, pixels in (("contents", scene(80, 64)[..., :3]), ("styles", ornament(96))):
        (tmp_path / folder).mkdir()
        for name in (names[0], names[-1]):
            Image.fromarray(pixels).save(tmp_path / folder / name)
    words = ["--content", str(tmp_path / "contents"), "--style", str(tmp_path / "styles"), "--count", "2"]
    monkeypatch.setattr("sys.argv", ["sheet", *words, "--size", "64", "--out", str(tmp_path / "sheet.png"), "--json"])
    sheet.main()
    table = json.loads(capsys.readouterr().out)
    assert [row["style"] for row in table] == [names[0], names[-1]]
    assert all(row["ratio"] < 1.0 and row["structure"] > row["blend_structure"] for row in table)
    with Image.open(tmp_path / "sheet.png") as image:
        assert image.size == (3 * 64, 3 * 64)


def test_a_pool_hands_out_what_the_makers_drew() -> None:
    maker = partial(pair_maker, pairs, 2)
    with Ahead(maker, 0) as ahead, closing(PairPool(ahead, torch.device("cpu"), kept=4)) as pool:
        drawn, again = pool.draw(5, 6), pool.draw(6, 6)
    assert drawn.contents.shape == (6, 3, 80, 80)
    assert not torch.equal(drawn.contents, again.contents)
    # Mirrored and turned alike, so that the plane still lies where the content wants it.
    level = (drawn.contents.mean((2, 3)) - drawn.planes.mean((2, 3))).abs().max()
    assert float(level) < 0.4


def test_a_pool_tells_why_there_are_no_pairs() -> None:
    def broken() -> PairSource:
        raise DieloomError("The disk is gone.", "Find it.")

    def maker() -> Maker:
        return lambda number: pair_maker(broken, 2)(number)

    with (
        Ahead(maker, 0) as ahead,
        closing(PairPool(ahead, torch.device("cpu"))) as pool,
        pytest.raises(DieloomError, match="The disk is gone"),
    ):
        pool.draw(0, 2)
