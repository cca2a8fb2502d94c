"""A run's model as it is now, kept under its own name: the run goes on, and a design has to look as it did.

It lies in the run's folder, beside it the judge that the quality gate asks (:mod:`core.training.judge`).
"""

from __future__ import annotations

import filecmp
import re
import shutil
from pathlib import Path

from core import files
from core.errors import DieloomError
from core.jobs import Progress
from desktop.training.film import kimg

MODEL, JUDGE, STATE = "model.safetensors", "judge.safetensors", "state.safetensors"
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def keep_model(folder: Path, name: str, _: Progress) -> str:
    """The path of the copy, which is made unless there is one; raises DieloomError. In the background."""
    from core.training.snapshots import images_of

    images = images_of(folder / STATE)
    clean = FORBIDDEN.sub(" ", name).strip(". ") or "model"
    stem = clean if images is None else f"{clean} {kimg(images)} kimg"
    files.make_folder(folder / "kept")
    copy, number = folder / "kept" / f"{stem}.safetensors", 2
    while copy.exists() and not filecmp.cmp(copy, folder / MODEL, shallow=False):
        copy, number = copy.with_name(f"{stem} ({number}).safetensors"), number + 1
    _copy(folder / MODEL, copy)
    if (folder / JUDGE).is_file():
        _copy(folder / JUDGE, copy.with_suffix(".judge.safetensors"))
    return str(copy)


def _copy(source: Path, target: Path) -> None:
    if target.exists():
        return
    try:
        with source.open("rb") as model, files.replacing(target) as file:
            shutil.copyfileobj(model, file)
    except OSError as error:
        raise DieloomError(
            f"{source.name} cannot be read: {error.strerror or error}.", "Train the model a little further first."
        ) from error
