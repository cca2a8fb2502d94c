from __future__ import annotations

import contextlib
import io
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image

import core.imaging.clipping
from core.compose.coverage import coverage, edges_of
from core.compose.pens import svg_path
from core.compose.placed.svg import read_svg
from core.errors import Cancelled, DieloomError
from core.geometry import Affine
from core.imaging.clipping import clip_outlines, clipped_svg, clipping_path
from core.imaging.path_resources import write_clipped
from core.jobs import Progress
from tests.imaging.packshots import Reals, mug, opaque, star


def drawn(data: str, shape: tuple[int, ...]) -> Reals:
    """What path data over the unit square covers of each pixel."""
    path = svg_path(data).transformed(Affine.scaling(shape[1], shape[0]))
    return coverage(edges_of(path.flattened(0.01)), shape[1], shape[0])


@pytest.mark.parametrize(("subject", "most"), [(mug, 30), (star, 12)])
def test_it_follows_the_outline_by_few_nodes(subject: object, most: int) -> None:
    assert callable(subject)
    covered = subject()
    alpha = np.rint(covered * 255).astype(np.uint8)
    outlines = clip_outlines(alpha, Progress())
    assert sum(len(outline.pieces) for outline in outlines) <= most
    # A pixel that is covered otherwise by a half lies that far from the edge.
    off = np.abs(drawn(clipping_path(alpha, Progress()), alpha.shape) - covered)
    assert np.quantile(off[(covered > 0) & (covered < 1)], 0.95) < 0.4
    assert off.mean() < 0.002


def test_corners_stay_sharp() -> None:
    alpha = np.zeros((40, 60), np.uint8)
    alpha[10:30, 15:45] = 255
    assert clipping_path(alpha, Progress()) == "M0.25 0.25L0.75 0.25L0.75 0.75L0.25 0.75L0.25 0.25Z"


@given(arrays(np.uint8, st.tuples(st.integers(1, 24), st.integers(1, 24)), elements=st.sampled_from([0, 90, 200, 255])))
@settings(max_examples=40, deadline=None)
def test_any_alpha_gives_a_path_that_can_be_read_or_one_message(alpha: NDArray[np.uint8]) -> None:
    with contextlib.suppress(DieloomError):
        ends = np.array(list(svg_path(clipping_path(alpha, Progress())).points()))
        assert ends.min() > -1
        assert ends.max() < 2


def test_an_outline_that_no_document_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from core.document.model import ImageLayer

    (limit,) = (each.max_length for each in ImageLayer.model_fields["clip"].metadata if hasattr(each, "max_length"))
    assert limit == core.imaging.clipping.MOST_LETTERS
    alpha = np.full((9, 9), 255, np.uint8)
    length = len(clipping_path(alpha, Progress()))
    monkeypatch.setattr("core.imaging.clipping.MOST_LETTERS", length)
    clipping_path(alpha, Progress())
    monkeypatch.setattr("core.imaging.clipping.MOST_LETTERS", length - 1)
    with pytest.raises(DieloomError, match="ragged"):
        clipping_path(alpha, Progress())


def test_nothing_and_too_late_are_said() -> None:
    with pytest.raises(DieloomError, match="nothing to clip"):
        clipping_path(np.zeros((5, 5), np.uint8), Progress())
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        clipping_path(np.full((5, 5), 255, np.uint8), progress)


def test_the_svg_is_read_by_the_placed_reader() -> None:
    alpha = np.rint(star() * 255).astype(np.uint8)
    pixels = opaque(np.full((*alpha.shape, 3), 80.0))
    placed = read_svg(clipped_svg(pixels, clip_outlines(alpha, Progress())).encode())
    assert not placed.notes
    assert len(placed.ops) == 1


@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
def test_layout_programs_find_the_path(suffix: str, tmp_path: Path) -> None:
    alpha = np.rint(mug() * 255).astype(np.uint8)
    outlines, file = clip_outlines(alpha, Progress()), io.BytesIO()
    colours = np.full((*alpha.shape, 3), 90, np.uint8)
    write_clipped(file, colours, outlines, suffix)
    image = Image.open(file)
    assert np.abs(np.asarray(image).astype(int) - colours).max() <= 1
    blocks = resources(image.tag_v2[34377] if suffix == ".tif" else app13(file.getvalue()))
    assert blocks[2999].startswith(b"\x07Dieloom")
    records = [blocks[2000][at : at + 26] for at in range(0, len(blocks[2000]), 26)]
    kinds = [struct.unpack(">H", record[:2])[0] for record in records]
    assert kinds.count(0) == len(outlines)
    assert kinds.count(2) == sum(len(outline.pieces) for outline in outlines)
    knots = [struct.unpack(">6i", record[2:]) for record in records if record[:2] == b"\0\2"]
    down, across = np.array(knots)[:, 2] / 2**24, np.array(knots)[:, 3] / 2**24
    rows, columns = np.nonzero(alpha > 127)
    side = alpha.shape[0]
    assert (down.min() * side, down.max() * side) == pytest.approx((rows.min(), rows.max() + 1), abs=1)
    assert (across.min() * side, across.max() * side) == pytest.approx((columns.min(), columns.max() + 1), abs=1)


def app13(data: bytes) -> bytes:
    """What the segments APP13 of a JPEG hold."""
    at, found = 2, b""
    while data[at : at + 2] != b"\xff\xda":
        size = struct.unpack(">H", data[at + 2 : at + 4])[0]
        if data[at + 1] == 0xED:
            found += data[at + 4 : at + 2 + size].removeprefix(b"Photoshop 3.0\0")
        at += 2 + size
    return found


def resources(data: bytes) -> dict[int, bytes]:
    """Image resource blocks by their number, read by the specification."""
    at, found = 0, {}
    while at < len(data):
        assert data[at : at + 4] == b"8BIM"
        number, name = struct.unpack(">HB", data[at + 4 : at + 7])
        at += 6 + (name + 2) // 2 * 2
        size = struct.unpack(">I", data[at : at + 4])[0]
        found[number] = data[at + 4 : at + 4 + size]
        at += 4 + (size + 1) // 2 * 2
    return found
