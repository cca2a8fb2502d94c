"""The ``.dieloom`` file: a zip in the manner of OpenRaster.

``mimetype`` comes first and stored, so that file managers know the kind; ``manifest.json`` is the design; pictures lie
stored (they are compressed already) under ``assets/`` by the SHA-256 of their bytes; ``thumbnail.png`` is for file
managers. A file is read with limits and nothing of it is run or unpacked to disk.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from pathlib import Path

from pydantic_core import from_json

from core.document import vectors
from core.document.document import Document
from core.document.model import Design, ImageLayer, VectorLayer
from core.document.schema import Manifest, parse
from core.errors import DieloomError
from core.files import refuse_endless, replacing
from core.pictures import images

MIMETYPE = b"application/x-dieloom"
MAX_MEMBERS = 4096
MAX_MANIFEST = 64 * 1024 * 1024
MAX_RATIO = 200  # JSON seldom compresses beyond 50; a zip bomb does by 1000
_FREE = 1024 * 1024  # below this size no ratio is a bomb
_ENCRYPTED = 0x1

_ASSET = re.compile(r"assets/([0-9a-f]{64})\.[a-z]{3,4}")
_STORED_NAMES = {"mimetype", "thumbnail.png"}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
    NotImplementedError,  # zipfile's answer to a zip version or an option that it does not know
)


def save(document: Document, path: Path, thumbnail: bytes | None = None) -> None:
    """Write the document in one step; ``thumbnail`` is a PNG.

    Raises DieloomError, and leaves what was there before, when the disk refuses or a picture is missing.
    """
    used = {name: _asset(document, name) for name in sorted(assets_of(document.design))}
    manifest = Manifest(design=document.design).model_dump_json(indent=1)
    with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_member("mimetype"), MIMETYPE)
        archive.writestr(_member("manifest.json"), manifest.encode(), zipfile.ZIP_DEFLATED)
        if thumbnail is not None:
            archive.writestr(_member("thumbnail.png"), thumbnail)
        for name, data in used.items():
            archive.writestr(_member(f"assets/{name}.{_ending(data)}"), data)


def load(path: Path) -> Document:
    """Read a document; raises DieloomError for a file that is missing, damaged, newer or not a document."""
    refuse_endless(path)
    try:
        with zipfile.ZipFile(path) as archive:
            document = _read(archive)
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise DieloomError(f"{path} cannot be opened: {error.strerror}.", "Check its path and your rights.") from error
    except DieloomError as error:
        raise DieloomError(f"{path.name}: {error.message}", error.hint) from error
    except _DAMAGE as error:
        raise DieloomError(f"{path.name} is no Dieloom document, or is damaged.", "Use a copy or a backup.") from error
    return document


def assets_of(design: Design) -> set[str]:
    """The hashes of the pictures, drawings and the profile that a design uses."""
    shown = {layer.asset for layer in design.layers if isinstance(layer, ImageLayer | VectorLayer)}
    profile = {design.press.own_profile} if design.press.own_profile else set()
    return shown | profile | {reference.asset for reference in design.references}


def _ending(data: bytes) -> str:
    """What an asset is called for, by how it begins."""
    if data[36:40] == b"acsp":
        return "icc"
    return vectors.kind(data) or images.ending(data)


def _asset(document: Document, name: str) -> bytes:
    try:
        return document.assets[name]
    except KeyError:
        raise DieloomError(f"The picture {name[:12]}… is not in the document.", "Choose the picture again.") from None


def _member(name: str) -> zipfile.ZipInfo:
    """No time of day in it: the same document gives the same bytes."""
    return zipfile.ZipInfo(name)


def _read(archive: zipfile.ZipFile) -> Document:
    members = archive.infolist()
    _check(members)
    if archive.read("mimetype") != MIMETYPE:
        raise DieloomError("It is no Dieloom document.", "Choose a .dieloom file.")
    design = parse(from_json(archive.read("manifest.json"))).design
    wanted = assets_of(design)
    assets = {}
    for member in members:
        named = _ASSET.fullmatch(member.filename)
        if named and named[1] in wanted:
            assets[named[1]] = _verified(archive.read(member), named[1])
    if wanted - assets.keys():
        raise DieloomError("A picture of the document is missing.", "Use a copy or a backup.")
    return Document(design, assets)


def _check(members: list[zipfile.ZipInfo]) -> None:
    """Refuse what no document holds, before anything is unpacked."""
    names = [member.filename for member in members]
    if len(names) > MAX_MEMBERS or len(names) != len(set(names)):
        raise DieloomError("It has too many parts, or one twice.", "Use a copy or a backup.")
    for member in members:
        if not _allowed(member):
            name = member.filename[:80]
            raise DieloomError(f"It has a part that no document has: {name!r}.", "Use a copy or a backup.")


def _allowed(member: zipfile.ZipInfo) -> bool:
    if member.flag_bits & _ENCRYPTED:
        return False
    if member.filename == "manifest.json":
        dense = member.file_size > max(_FREE, MAX_RATIO * member.compress_size)
        plain = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        return plain and member.file_size <= MAX_MANIFEST and not dense
    known = member.filename in _STORED_NAMES or _ASSET.fullmatch(member.filename) is not None
    stored = member.compress_type == zipfile.ZIP_STORED and member.file_size == member.compress_size
    return known and stored and member.file_size <= images.MAX_BYTES


def _verified(data: bytes, name: str) -> bytes:
    if hashlib.sha256(data).hexdigest() != name:
        raise DieloomError("A picture of the document is damaged.", "Use a copy or a backup.")
    return data
