"""`dieloom image cutout`: the background of a packshot made clear, or a path that clips it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError

_CLEAR = (".png", ".webp", ".tif", ".tiff")
_CLIPPED = (".svg", ".tif", ".tiff", ".jpg", ".jpeg")


def register(actions: Any, common: argparse.ArgumentParser) -> None:
    action = actions.add_parser("cutout", parents=[common], help="make the background of a packshot clear")
    action.add_argument("image", type=Path, metavar="IN", help="PNG, JPEG, TIFF or WebP")
    action.add_argument("--keep", type=Path, metavar="M", help="a picture, white where the subject is for certain")
    action.add_argument("--drop", type=Path, metavar="M", help="a picture, white where it is not")
    action.add_argument("--feather", type=_feather, default=1.0, metavar="PX", help="softness of the edge (default: 1)")
    action.add_argument(
        "--path",
        action="store_true",
        help="keep the picture whole, with a clipping path: .svg, or .tif and .jpg for layout programs",
    )
    action.add_argument(
        "--out", type=Path, required=True, metavar="O", help="ending in .png, .tif or .webp; .svg and .jpg have a path"
    )
    action.set_defaults(run=_run)


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.imaging.cutout import cut_out
    from core.imaging.values import CutoutEdit
    from core.pictures import images
    from core.pictures.strips import write_strips

    suffix = words.suffix_of(args.out, *_CLEAR, *_CLIPPED)
    by_path = args.path or suffix not in _CLEAR
    if by_path and suffix not in _CLIPPED:
        raise DieloomError(f"A {suffix} holds no clipping path.", f"Use {', '.join(_CLIPPED)}.")
    path = words.folder_for(args.out)
    pixels = images.decode(images.read_file(words.existing(args.image)))
    edit = CutoutEdit(feather_px=args.feather, keep=_mask(args.keep), drop=_mask(args.drop))
    height, width = pixels.shape[:2]
    with shown_progress() as progress:
        cut = cut_out(pixels, edit, progress.part(0.0, 0.9))
        nodes = _write_clipped(path, pixels, cut, progress.part(0.9, 1.0)) if by_path else None
    if not by_path:
        write_strips(path, iter([cut]), width, height, 4)
    share = round(float(cut[:, :, 3].mean() / 255), 4)
    data = {"file": str(path), "width": width, "height": height, "subject": share, "nodes": nodes}
    how = f"a clipping path of {nodes} nodes" if by_path else f"{1 - share:.0%} of it clear"
    return Outcome(f"{path}: {width} x {height} px, {how}", data)


def _write_clipped(path: Path, pixels: Any, cut: Any, progress: Any) -> int:
    """The picture whole, with the outline of ``cut`` as its path; how many nodes that has."""
    from core import files
    from core.imaging.clipping import clip_outlines, clipped_svg
    from core.imaging.path_resources import write_clipped

    outlines = clip_outlines(cut[:, :, 3], progress)
    with files.replacing(path) as file:
        if path.suffix.lower() == ".svg":
            file.write(clipped_svg(pixels, outlines).encode())
        else:
            write_clipped(file, pixels[:, :, :3], outlines, path.suffix.lower())
    return sum(len(outline.pieces) for outline in outlines)


def _mask(path: Path | None) -> str | None:
    """A mask as edits hold it; raises DieloomError."""
    if path is None:
        return None
    from core.pictures import images, masks

    return masks.packed(masks.shown(images.decode(images.read_file(words.existing(path)))))


def _feather(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a softness in pixels (0 to 64)")
    return value
