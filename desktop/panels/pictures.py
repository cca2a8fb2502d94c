"""Pictures that people bring, for the panels: checked without decoding them whole, shown small.

:mod:`core.pictures.images` says what a picture is. QImageReader decodes straight to the reduced size where the format
can (JPEG) and refuses what would take more than its allocation limit, so a crafted file cannot fill the memory.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from core.compose.placed.artwork import read_artwork
from core.document import vectors
from core.errors import DieloomError
from core.pictures.images import FORMATS, size

MAX_BYTES = 128 * 2**20
PASTED_PX = 1024  # longest side that is kept of a pasted reference

translate = QCoreApplication.translate


def file_filter() -> str:
    patterns = " ".join(f"*.{ending}" for ending in [*FORMATS.values(), "jpeg", "tiff"])
    return translate("pictures", "Pictures ({0})").format(patterns)


def vector_filter() -> str:
    return translate("pictures", "Vector artwork ({0})").format("*.pdf *.svg *.ai")


def read_picture(path: Path) -> bytes:
    """The bytes of a picture file that can be shown; raises DieloomError that names the file."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DieloomError(translate("pictures", "It is larger than {0} MB.").format(MAX_BYTES // 2**20))
        data = path.read_bytes()
        check_picture(data)
    except OSError as error:
        raise DieloomError(f"{path.name}: {error.strerror or error}.") from error
    except DieloomError as error:
        raise DieloomError(f"{path.name}: {error.message}", error.hint) from error
    return data


def read_vector(path: Path) -> tuple[bytes, float]:
    """The bytes of a PDF or SVG that can be placed, and its height over its width; raises DieloomError naming it."""
    data = vectors.read_file(path)
    try:
        box = read_artwork(data).box
    except DieloomError as error:
        raise DieloomError(f"{path.name}: {error.message}", error.hint) from error
    return data, box.height / box.width


def check_picture(data: bytes) -> None:
    """Raises DieloomError for bytes that are no picture of a known format, a damaged or too large a one."""
    size(data)
    if thumbnail(data, 64).isNull():
        raise DieloomError(
            translate("pictures", "The picture is damaged or too large."),
            translate("pictures", "Save a smaller copy of it in another program."),
        )


def thumbnail(data: bytes, side: int) -> QImage:
    """The picture upright within ``side`` by ``side`` pixels; a null image when it cannot be decoded."""
    reader = _reader(data)
    if reader.size().isValid():
        reader.setScaledSize(reader.size().scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if max(image.width(), image.height()) > side:
        image = image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image


def png_of(image: QImage) -> bytes:
    """A pasted picture as PNG, reduced to what a reference needs, so that encoding stays quick."""
    if max(image.width(), image.height()) > PASTED_PX:
        image = image.scaled(
            PASTED_PX, PASTED_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 90)  # quick rather than small
    return bytes(buffer.data().data())


class _BytesReader(QImageReader):
    """A reader that keeps its buffer alive."""

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        super().__init__(self._buffer)


def _reader(data: bytes) -> QImageReader:
    reader = _BytesReader(data)
    reader.setAutoTransform(True)
    return reader
