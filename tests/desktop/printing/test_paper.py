"""The paper proof on a printer: measured off what comes out, since a proof that is not 1:1 is worse than none."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.colour.inks import Cmyk, Spot
from core.compose.drawlist import Drawing, DrawPage, FillPath, Group, LayerTag, ProcessingStep, StrokePath
from core.errors import Cancelled, DieloomError
from core.geometry import Box, Path
from core.jobs import Progress
from core.press.tiling import CHINESE, PAPERS, Tiling, tile_pages
from core.units import MM_PER_INCH, POINTS_PER_MM
from desktop.dialogs.print_proof import PrintProof
from desktop.fold.art import Held
from desktop.printing.paper import PaperJob, print_sheets, retiled, set_up, spread, wanted
from desktop.window import MainWindow
from tests.desktop.test_accessibility import nameless
from tests.programs import need

PATIENCE_MS = 60_000
PPI = 300
SLACK = 0.3  # mm
RULER = 100.0

Rows = np.ndarray


def drawing(width: float = 260, height: float = 150, *, inside: bool = False) -> Drawing:
    """A knife that is a rectangle 120 x 80 mm at (20, 30), and a black patch."""
    box = Box(0, 0, width, height)
    knife = StrokePath(Path.rectangle(Box(20, 30, 140, 110)), Spot("Cut", Cmyk(m=1)), 0.3)
    die = Group((knife,), layer=LayerTag("Cut", ProcessingStep("Structural", "Cutting")))
    patch = FillPath(Path.rectangle(Box(40, 50, 70, 90)), Cmyk(c=1))
    sides = ("outside", "inside") if inside else ("outside",)
    return Drawing("Tea", tuple(DrawPage(side, box, box, (patch, die)) for side in sides))


def job(made: Drawing, **tiling: object) -> PaperJob:
    return PaperJob(made, ("outside", "inside"), Tiling(strength=1, **tiling), Held())


@pytest.fixture
def printer(qapp: object, tmp_path: FilePath) -> QPrinter:
    """One that prints into ``out.pdf``."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    return made


def printed(asked: PaperJob, printer: QPrinter, tmp_path: FilePath) -> list[Rows]:
    """The pages that come out, [H, W, 3] at 300 ppi."""
    set_up(printer, asked.grid.sheet, asked.drawing.title)
    print_sheets(asked.sheets(), asked.held, printer, Progress())
    subprocess.run(
        [need("pdftoppm"), "-r", str(PPI), "-png", str(tmp_path / "out.pdf"), str(tmp_path / "page")],
        check=True,
        timeout=60,
    )
    return [np.asarray(Image.open(path).convert("RGB")) for path in sorted(tmp_path.glob("page*.png"))]


def mm(pixels: float) -> float:
    return float(pixels) * MM_PER_INCH / PPI


def extent(mask: Rows) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is set, mm."""
    rows, columns = np.nonzero(mask)
    left, top = columns.min(), rows.min()
    return mm(left), mm(top), mm(columns.max() + 1 - left), mm(rows.max() + 1 - top)


def longest_run(mask: Rows) -> float:
    """The longest row of set pixels, mm."""
    best = 0
    for row in mask:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
        best = max([best, *(edges[1::2] - edges[::2])])
    return mm(best)


@pytest.mark.parametrize("paper", ["a4", "letter", "a3"])
@pytest.mark.parametrize("way", ["portrait", "landscape"])
def test_a_millimetre_is_a_millimetre(printer: QPrinter, tmp_path: FilePath, paper: str, way: str) -> None:
    asked = job(drawing(160, 130), paper=paper, orientation=way)
    page = printed(asked, printer, tmp_path)[0]
    grid = asked.grid
    assert (mm(page.shape[1]), mm(page.shape[0])) == pytest.approx((grid.sheet.width, grid.sheet.height), abs=SLACK)
    red, green, blue = (page[:, :, channel].astype(int) for channel in range(3))
    at = grid.window.x0 - grid.tiles[0].shown.x0, grid.window.y0 - grid.tiles[0].shown.y0
    knife = extent((red > 180) & (green < 120) & (blue > 60))
    down = grid.sheet.height - (at[1] + 110)
    assert knife == pytest.approx((at[0] + 20 - 0.15, down - 0.15, 120.3, 80.3), abs=SLACK)
    patch = extent((red < 60) & (blue > 150))
    assert patch[2:] == pytest.approx((30, 40), abs=SLACK)
    black = (red < 90) & (green < 90) & (blue < 90)
    below, beside = mm_to_px(grid.sheet.height - grid.window.y0 + 2), mm_to_px(grid.window.x0 - 0.5)
    assert longest_run(black[below:, :]) == pytest.approx(RULER, abs=SLACK)
    assert longest_run(black[:, :beside].T) == pytest.approx(RULER, abs=SLACK)


def mm_to_px(length: float) -> int:
    return round(length * PPI / MM_PER_INCH)


def test_both_sides_come_out_and_only_those_asked_for(printer: QPrinter, tmp_path: FilePath) -> None:
    both = job(drawing(inside=True))
    one = PaperJob(both.drawing, ("inside",), both.tiling, both.held)
    assert len(both.sheets()) == 2 * len(one.sheets())
    assert {sheet.side for sheet in one.sheets()} == {"inside"}
    assert len(printed(both, printer, tmp_path)) == len(both.sheets())


def test_the_sheets_are_in_the_language_that_is_asked_for(qapp: object) -> None:
    english = job(drawing())
    chinese = replace(english, language="zh")
    assert len(chinese.sheets()) == len(english.sheets())
    assert chinese.sheets() == tile_pages(english.drawing.pages[0], english.tiling, "Tea", CHINESE)
    assert chinese.sheets() != english.sheets()


def test_the_sheets_follow_the_paper_of_the_printer(printer: QPrinter) -> None:
    asked = job(drawing(), paper="a4")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    assert retiled(asked, printer).tiling.paper == "a3"
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    with pytest.raises(DieloomError, match="A6"):
        retiled(asked, printer)


def test_single_sheets_can_be_printed_again(printer: QPrinter) -> None:
    box = Box(0, 0, 300, 500)
    full = DrawPage("outside", box, box, (FillPath(Path.rectangle(box), Cmyk(c=1)),))
    sheets = job(Drawing("Tea", (full,)), paper="a4").sheets()
    assert len(sheets) > 3
    assert wanted(sheets, printer) == sheets
    printer.setFromTo(2, 3)
    assert wanted(sheets, printer) == sheets[1:3]


def test_a_cancelled_print_is_thrown_away(
    printer: QPrinter, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, progress, thrown = job(drawing()), Progress(), []
    monkeypatch.setattr(printer, "abort", lambda: thrown.append(True))
    set_up(printer, asked.grid.sheet, "Tea")
    progress.cancel()
    with pytest.raises(Cancelled):
        print_sheets(asked.sheets(), asked.held, printer, progress)
    assert thrown == [True]


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\)", extend=True)
def test_a_printer_that_does_not_begin_is_explained(printer: QPrinter, tmp_path: FilePath) -> None:
    asked = job(drawing())
    printer.setOutputFileName(str(tmp_path / "no folder" / "out.pdf"))
    with pytest.raises(DieloomError, match="does not take"):
        print_sheets(asked.sheets(), asked.held, printer, Progress())


def test_the_spread_shows_every_sheet(qapp: object) -> None:
    asked = job(drawing(), orientation="portrait")
    image, count = spread(asked, QSize(600, 400), 1.0)
    assert count == len(asked.sheets()) == 2
    pixels = np.asarray(image.constBits()).reshape(400, 600, 4)
    assert (pixels[:, :, 1] == 255).mean() > 0.5, "white paper"
    assert ((pixels[:, :, 2] < 60) & (pixels[:, :, 0] > 150)).any(), "the cyan patch"


@pytest.fixture
def opened(home: FilePath, qtbot: QtBot) -> Iterator[Callable[[Drawing], PrintProof]]:
    made: list[PrintProof] = []

    def opened(what: Drawing) -> PrintProof:
        dialog = PrintProof(what, Held(), "")
        made.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.count.text() or dialog.note.text()), timeout=PATIENCE_MS)
        return dialog

    yield opened
    for dialog in made:
        if isValid(dialog):
            dialog.reject()


def test_the_dialogue_counts_the_sheets_as_they_are_asked_for(
    opened: Callable[[Drawing], PrintProof], qtbot: QtBot
) -> None:
    dialog = opened(drawing(inside=True))
    dialog.paper.show_value("a4")
    dialog.way.show_value("portrait")
    dialog.refresh()
    qtbot.waitUntil(lambda: dialog.count.text() == "4 sheets", timeout=PATIENCE_MS)
    dialog.sides["inside"].click()
    qtbot.waitUntil(lambda: dialog.count.text() == "2 sheets", timeout=PATIENCE_MS)
    dialog.paper.show_value("a3")
    dialog.refresh()
    qtbot.waitUntil(lambda: dialog.count.text() == "1 sheet", timeout=PATIENCE_MS)
    dialog.sides["outside"].click()
    qtbot.waitUntil(lambda: not dialog.print_button.isEnabled(), timeout=PATIENCE_MS)
    assert nameless(dialog) == []


def test_too_many_sheets_are_refused_in_words(opened: Callable[[Drawing], PrintProof]) -> None:
    dialog = opened(drawing(9000, 9000))
    assert "A3" in dialog.note.text()
    assert not dialog.print_button.isEnabled()


def test_without_a_printer_the_pdf_is_offered(
    opened: Callable[[Drawing], PrintProof], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    dialog = opened(drawing())
    dialog.print_button.click()
    assert "PDF" in dialog.note.text()
    assert dialog.keep.isEnabled()


def test_it_prints_in_the_background_and_closes(
    opened: Callable[[Drawing], PrintProof], printer: QPrinter, tmp_path: FilePath, qtbot: QtBot
) -> None:
    dialog = opened(drawing())
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE_MS):
        dialog.print_on(printer)
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert len(pdf.pages) == len(dialog.job.sheets())


def test_the_design_goes_to_a_file_of_tiles(
    window: MainWindow, qtbot: QtBot, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "paper.pdf"
    names: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: names.append(given[2]) or (str(out), ""))
    window.printing.ask_paper_proof()
    (dialog,) = window.findChildren(PrintProof)
    qtbot.waitUntil(lambda: bool(dialog.count.text()), timeout=PATIENCE_MS)
    count = len(dialog.job.sheets())
    dialog.paper.show_value("a4")
    dialog.keep.click()
    qtbot.waitUntil(window.status.jobs.folder.isVisible, timeout=PATIENCE_MS)
    assert FilePath(names[0]).name == "Untitled-paper.pdf"
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == count
        sides = sorted(float(edge) / POINTS_PER_MM for edge in pdf.pages[0].MediaBox[2:])
        assert sides == pytest.approx(PAPERS["a4"], abs=0.1)
    assert window.settings.paper == "a4"


def test_the_sheets_speak_as_the_window_does(
    chinese: None, window: MainWindow, qtbot: QtBot, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[Any] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "paper.pdf"), ""))
    monkeypatch.setattr(window.exports, "queue", lambda out, work: queued.append(work))
    window.printing.ask_paper_proof()
    (dialog,) = window.findChildren(PrintProof)
    qtbot.waitUntil(dialog.keep.isEnabled, timeout=PATIENCE_MS)
    assert dialog.job.language == "zh"
    dialog.keep.click()
    assert [work.keywords["language"] for work in queued] == ["zh"]
