"""Outlines and pictures that these tests share."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from core.compose.compose import compose
from core.compose.pixels import DocumentPixels
from core.dieline import library
from core.dieline.outline import Outline
from core.document.document import Document
from core.mockup import raster
from core.mockup.camera import Camera, View, view_of
from core.mockup.export import prints_of
from core.mockup.look import BOARDS, Finish
from core.mockup.mesh import Mesh, folded
from core.mockup.skin import Print
from tests.mockup.artwork import NoTiles, signed

CODES = ("A20.20.01.01", "0201", "0427", "pillow-box")
TUCK = {"L": 80, "W": 40, "H": 140}


@functools.cache
def outline(code: str = "A20.20.01.01") -> Outline:
    return library.load(code).outline(TUCK if code.startswith("A20") else {})


def seen(mesh: Mesh, camera: Camera | None = None, width: int = 240, height: int = 180) -> View:
    return view_of(camera or Camera(), mesh, width, height)


@functools.cache
def prints(code: str, finish: Finish = Finish.MATTE, board: str = "white", ppi: float = 60) -> tuple[Print, Print]:
    return printed(signed(outline(code)), outline(code), finish, board, ppi)


def printed(
    document: Document, blank: Outline, finish: Finish = Finish.MATTE, board: str = "white", ppi: float = 60
) -> tuple[Print, Print]:
    pixels = DocumentPixels(document, NoTiles())
    return prints_of(blank, compose(document, blank), pixels, BOARDS[board], finish, ppi)


def picture(code: str, amount: float, camera: Camera, width: int, height: int) -> NDArray[np.uint8]:
    mesh = folded(outline(code), amount)
    view = view_of(camera, mesh, width, height)
    return raster.picture(mesh, view, prints(code), BOARDS["white"], Finish.MATTE)
