"""`python -m tests.gallery.make`: make the README's pictures anew from the demo; needs pdftoppm (poppler)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, QTimer

from core.dieline import library
from desktop.__main__ import main as dieloom
from desktop.app import make_application
from desktop.dieline_editor.keeping import copy_to_edit
from desktop.dieline_editor.window import DielineEditor
from desktop.display import draw_to_memory_without
from desktop.settings import Settings

HERE = Path(__file__).parent
WIDTH_PX = 1400
EDITOR_PX = (1480, 920)
SETTLED_MS = 4000  # by which checks have run and the pack is painted finely


def main() -> int:
    """Returns the exit status."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        status = dieloom(["demo", "--out", scratch])
        if status:
            return status
        for picture in ("window.png", "pack.png"):
            _shrink(out / picture, HERE / picture)
        _show_editor(out / "editor.png")
        _shrink(out / "editor.png", HERE / "editor.png")
        for pdf, picture in (("demo.pdf", "sheet.png"), ("proof.pdf", "proof.png")):
            _shrink(_first_page(out / pdf), HERE / picture)
    return 0


def _show_editor(target: Path) -> None:
    """The template editor with a copy of the mailer, half folded."""
    draw_to_memory_without()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat))
        settings.theme = "light"
        app = make_application(settings)
        editor = DielineEditor(None, copy_to_edit(library.load("0427").file))
        editor.resize(*EDITOR_PX)
        editor.show()
        loop = QEventLoop()
        QTimer.singleShot(SETTLED_MS, loop.quit)
        loop.exec()
        editor.grab().save(str(target))
        editor.close()
        app.processEvents()


def _first_page(pdf: Path) -> Path:
    """The page as another program sees it, not as we do."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-f", "1", "-singlefile", "-png", str(pdf), str(stem)], check=True)
    return stem.with_suffix(".png")


def _shrink(source: Path, target: Path) -> None:
    """At a README's size, in few enough colours to be a small file."""
    with Image.open(source) as picture:
        picture = picture.convert("RGB")
        picture.thumbnail((WIDTH_PX, WIDTH_PX), Image.Resampling.LANCZOS)
        palette = picture.quantize(256, Image.Quantize.FASTOCTREE)  # which keeps a small thing's colours too
        picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
