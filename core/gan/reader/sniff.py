"""What a file is, by how it begins: names and endings lie."""

from __future__ import annotations

from core.gan.reader.errors import Unreadable
from core.gan.reader.spans import File

MOST_BYTES = 4 << 30
_OTHERS = (
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"BZh", "a bzip2 archive", "Unpack it first."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"Rar!", "a rar archive", "Unpack it first."),
    (b"\x89HDF", "an HDF5 file", "Choose a StyleGAN .pkl or a .safetensors file."),
    (b"\x93NUMPY", "an array of numpy's", "Choose a StyleGAN .pkl or a .safetensors file."),
    (b"\x89PNG", "a picture", "Choose a StyleGAN .pkl or a .safetensors file."),
    (b"\xff\xd8\xff", "a picture", "Choose a StyleGAN .pkl or a .safetensors file."),
    (b"%PDF", "a PDF document", "Choose a StyleGAN .pkl or a .safetensors file."),
    (b"version https://git-lfs", "git's placeholder for the file", "Download the file itself."),
)


def form_of(file: File) -> str:
    """ "safetensors", "zip" or "pickle"; raises Unreadable for what is none, and says what it is."""
    if file.length > MOST_BYTES:
        raise Unreadable(f"it is larger than {MOST_BYTES >> 30} GiB", "Choose a smaller model.")
    head = file.head(512)
    for start, name, hint in _OTHERS:
        if head.startswith(start):
            raise Unreadable(f"it is {name}", hint)
    if head[257:262] == b"ustar":
        raise Unreadable("it is a tar archive", "Unpack it first.")
    if head.lstrip()[:9].lower() in (b"<!doctype", b"<html><he") or head.lstrip()[:5].lower() == b"<html":
        raise Unreadable("it is a web page, not the file that the page offers", "Download the file itself.")
    if head[8:9] == b"{" and int.from_bytes(head[:8], "little") < file.length:
        return "safetensors"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    # Old protocols have no signature: such a file begins with a mark, a dictionary, a list, a number or a name.
    if head[:1] in (b"\x80", b"(", b"}", b"]", b"c", b"L", b"I"):
        return "pickle"
    raise Unreadable("it is no model", "Choose a StyleGAN .pkl or a .safetensors file.")
