"""Pictures that people bring: read with limits, shown small. What cannot be used raises DieloomError.

QImageReader decodes straight to the reduced size where the format can (JPEG), and refuses pictures whose decoded size
is beyond the limit, so a crafted file cannot fill the memory.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from core.errors import DieloomError

MAX_FILE_BYTES = 128 * 2**20
MAX_PIXELS = 100_000_000
FORMATS = ("png", "jpg", "jpeg", "webp", "tif", "tiff")
PASTED_PX = 1024  # longest side that is kept of a pasted reference

translate = QCoreApplication.translate


def file_filter() -> str:
    patterns = " ".join(f"*.{ending}" for ending in FORMATS)
    return translate("pictures", "Pictures ({0})").format(patterns)


def read_picture(path: Path) -> bytes:
    """The bytes of a picture file that can be decoded; raises DieloomError that names the file."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DieloomError(
                translate("pictures", "{0} is larger than {1} MB.").format(path.name, MAX_FILE_BYTES // 2**20),
                translate("pictures", "Save a smaller copy of it."),
            )
        data = path.read_bytes()
    except OSError as error:
        raise DieloomError(
            translate("pictures", "{0} cannot be read: {1}.").format(path.name, error.strerror or error)
        ) from error
    check_picture(data, path.name)
    return data


def check_picture(data: bytes, name: str) -> None:
    """Raises DieloomError for bytes that are no picture of a known format, or too large a one."""
    reader = _reader(data)
    if bytes(reader.format().data()).decode() not in FORMATS:
        raise DieloomError(
            translate("pictures", "{0} is not a picture that Dieloom can read.").format(name),
            translate("pictures", "Use PNG, JPEG, WebP or TIFF."),
        )
    size = reader.size()
    if size.width() * size.height() > MAX_PIXELS:
        raise DieloomError(
            translate("pictures", "{0} has more than {1} million pixels.").format(name, MAX_PIXELS // 1_000_000),
            translate("pictures", "Save a smaller copy of it."),
        )
    if thumbnail(data, 64).isNull():
        raise DieloomError(
            translate("pictures", "{0} is damaged.").format(name),
            translate("pictures", "Open it in another program and save it again."),
        )


def picture_size(data: bytes) -> QSize:
    """As it stands upright; empty for what is no picture."""
    reader = _reader(data)
    size = reader.size()
    turned = reader.transformation() & QImageReader.Transformation.TransformationRotate90
    return size.transposed() if turned else size


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
