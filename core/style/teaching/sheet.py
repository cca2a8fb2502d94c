"""``python -m core.style.teaching.sheet``: contents by styles as a picture and a table, beside plain baselines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core import files
from core.jobs import Progress
from core.style import painting
from core.style.codes import style_share
from core.style.palette import shift_palette
from core.style.teaching.measuring import Measures, Yardstick, as_json
from core.style.teaching.pairs import Picture, read_pictures
from core.style.values import StyleEdit

Pixels = NDArray[np.uint8]

_RATIO = 0.8  # of the palette's distance: what is asked


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m core.style.teaching.sheet", description="Measure the style brush.")
    parser.add_argument("--content", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--style", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--count", type=int, default=8, help="of each, half of them never trained on (default: 8)")
    parser.add_argument("--size", type=int, default=256, metavar="PX")
    parser.add_argument("--structure", type=float, default=StyleEdit().structure)
    parser.add_argument("--out", type=Path, required=True, metavar="SHEET.png")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    contents = chosen(args.content, args.count, args.size)
    styles = chosen(args.style, args.count, args.size)
    rows = [_row(contents, style, args.structure) for style in styles]
    _write(args.out, contents, styles, [drawn for drawn, _, _ in rows])
    _write(args.out.with_stem(args.out.stem + "-baselines"), contents, styles, [blends for _, blends, _ in rows])
    table = [summary(style.name, measures) for style, (_, _, measures) in zip(styles, rows, strict=True)]
    sys.stdout.write((json.dumps(table, indent=1) if args.json else _told(table)) + "\n")


def chosen(folders: Sequence[Path], count: int, size: int) -> list[Picture]:
    """Middle squares of ``size`` px of as many pictures from each folder, every other one never trained on."""
    made = []
    for number, folder in enumerate(folders):
        share = count * (number + 1) // len(folders) - count * number // len(folders)
        for held, part in ((True, (share + 1) // 2), (False, share // 2)):
            found = read_pictures([folder], held=held, most=8 * part) if part else []
            made += found[:: max(1, len(found) // max(part, 1))][:part]
    return [Picture(picture.name, _square(picture.pixels, size), picture.periodic) for picture in made]


def _square(pixels: Pixels, size: int) -> Pixels:
    height, width = pixels.shape[:2]
    side = min(height, width)
    left, top = (width - side) / 2.0, (height - side) / 2.0
    image = Image.fromarray(pixels).resize((size, size), Image.Resampling.LANCZOS, (left, top, left + side, top + side))
    return np.asarray(image)


def _row(
    contents: Sequence[Picture], style: Picture, structure: float
) -> tuple[list[Pixels], list[Pixels], list[Measures]]:
    share, yardstick = style_share(style.pixels), Yardstick(style.pixels)
    edit = StyleEdit(shares=(share,), structure=structure)
    plain = StyleEdit(shares=(share,), texture=0.0, structure=0.0)
    assert share.palette is not None  # style_share always gives one
    drawn, blends, measures = [], [], []
    for content in contents:
        opaque = np.concatenate([content.pixels, np.full_like(content.pixels[..., :1], 255)], 2)
        painted = painting.paint(opaque, edit, Progress())[..., :3]
        in_palette = shift_palette(content.pixels, share.palette)
        in_colours = painting.paint(opaque, plain, Progress())[..., :3]
        measured, blend = yardstick.measure(content.pixels, in_palette, in_colours, painted)
        drawn.append(painted)
        blends.append(blend)
        measures.append(measured)
    return drawn, blends, measures


def summary(name: str, measures: Sequence[Measures]) -> dict[str, Any]:
    """Means over the contents in one style, and whether both marks are reached."""
    mean = as_json(Measures(*np.mean([list(vars(each).values()) for each in measures], 0).tolist()))
    ratio = mean["distance"] / mean["palette_distance"]
    ratios = {
        "ratio": round(ratio, 3),
        "other_ratio": round(mean["other"] / mean["other_palette"], 3),
        "colours_ratio": round(mean["distance"] / mean["colours_distance"], 3),
    }
    taken, read = ratio <= _RATIO, mean["structure"] > mean["blend_structure"]
    return {"style": name, **ratios, **mean, "reached": taken and read}


def _told(table: Sequence[dict[str, Any]]) -> str:
    lines = [
        f"{row['style']:32.32} ratio {row['ratio']:.2f} ({row['other_ratio']:.2f})"
        f" to all colours {row['colours_ratio']:.2f}  structure {row['structure']:.2f}"
        f" blend {row['blend_structure']:.2f}  ssim {row['ssim']:.2f} blend {row['blend_ssim']:.2f}"
        f"  {'reached' if row['reached'] else 'short'}"
        for row in table
    ]
    return "\n".join([*lines, f"{sum(row['reached'] for row in table)} of {len(table)} styles reach both marks"])


def _write(path: Path, contents: Sequence[Picture], styles: Sequence[Picture], rows: Sequence[list[Pixels]]) -> None:
    """Contents along the top, styles down the left."""
    blank = np.full_like(contents[0].pixels, 255)
    top = np.concatenate([blank, *(content.pixels for content in contents)], 1)
    lines = [np.concatenate([style.pixels, *row], 1) for style, row in zip(styles, rows, strict=True)]
    with files.replacing(path) as opened:
        Image.fromarray(np.concatenate([top, *lines])).save(opened, "PNG")


if __name__ == "__main__":
    main()
