"""The paper proof as it comes off an office printer: tiles at exactly 1:1, painted as the canvas paints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from core.compose.drawlist import Drawing, DrawPage
from core.dieline.outline import Side
from core.dieline.words import Language
from core.errors import DieloomError
from core.geometry import Box
from core.jobs import Progress
from core.press.tiling import LANGUAGES, PAPERS, Paper, TileGrid, Tiling, tile_grid, tile_pages
from core.units import MM_PER_INCH
from desktop.canvas.painter import Player
from desktop.fold.art import Held

PAGE_SIZES: dict[Paper, QPageSize.PageSizeId] = {
    "a4": QPageSize.PageSizeId.A4,
    "a3": QPageSize.PageSizeId.A3,
    "letter": QPageSize.PageSizeId.Letter,
}
SLACK = 1.0  # mm by which a printer's idea of a paper may differ
EDGE, TABLE = QColor("#9a9a9a"), QColor("#c9c9c9")
GAP_PX = 8.0


@dataclass(frozen=True)
class PaperJob:
    """What is to be on paper: the canvas's drawing, and in ``held`` its pixels. May be used in any thread."""

    drawing: Drawing
    sides: tuple[Side, ...]
    tiling: Tiling
    held: Held
    language: Language = "en"

    def sheets(self) -> list[DrawPage]:
        """The sheets in the order in which they are printed; raises DieloomError."""
        pages, texts = [page for page in self.drawing.pages if page.side in self.sides], LANGUAGES[self.language]
        return [sheet for page in pages for sheet in tile_pages(page, self.tiling, self.drawing.title, texts)]

    @property
    def grid(self) -> TileGrid:
        """How the sheets lie, the same for both sides; raises DieloomError."""
        return tile_grid(self.drawing.pages[0].bleed, self.tiling)


def set_up(printer: QPrinter, sheet: Box, title: str) -> None:
    """The printer's paper as the sheet's, up to its edges, and nothing that would rescale."""
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)  # sheets that are to be glued have one side
    size = sorted((sheet.width, sheet.height))
    paper = next((paper for paper, each in PAPERS.items() if _close(each, size)), None)
    page = QPageSize(PAGE_SIZES[paper]) if paper else QPageSize(QSizeF(*size), QPageSize.Unit.Millimeter)
    turned = sheet.width > sheet.height
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(page, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)  # a layout brings its own mode


def paper_of(printer: QPrinter) -> Paper:
    """The paper that a person has set the printer to; raises DieloomError for one that is not tiled on."""
    size = printer.pageLayout().pageSize()
    measures = size.size(QPageSize.Unit.Millimeter)
    for paper, each in PAPERS.items():
        if _close(each, sorted((measures.width(), measures.height()))):
            return paper
    raise DieloomError(f"The printer is set to {size.name()}.", "Choose A4, A3 or Letter in its dialogue.")


def wanted(sheets: Sequence[DrawPage], printer: QPrinter) -> list[DrawPage]:
    """The sheets of the range that the person chose, as often as the driver leaves to us: one may have failed."""
    first, last = printer.fromPage(), printer.toPage()
    chosen = list(sheets[first - 1 : last] if first else sheets)
    return chosen * (1 if printer.supportsMultipleCopies() else max(1, printer.copyCount()))


def print_sheets(sheets: Sequence[DrawPage], held: Held, printer: QPrinter, progress: Progress) -> None:
    """Paint every sheet on its own page, a millimetre as a millimetre.

    Raises DieloomError for a printer that does not begin, and Cancelled, which throws the job away.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise DieloomError("The printer does not take the job.", "See whether it is on, or save the tiles as a PDF.")
    player = Player(held)
    try:
        for number, sheet in enumerate(sheets):
            progress.report(number / len(sheets), f"{number + 1} / {len(sheets)}")
            if number:
                printer.newPage()
            _paint(player, sheet, painter, _on(printer, sheet.bleed))
    except BaseException:  # whatever ends it, a cancel too: half a proof must not come out of the printer
        printer.abort()
        raise
    finally:
        painter.end()


def spread(job: PaperJob, room: QSize, ratio: float) -> tuple[QImage, int]:
    """The sheets on a table, to be looked at, and how many they are; ``room`` in device-independent pixels."""
    sheets, columns = job.sheets(), job.grid.columns
    image = QImage(room * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(TABLE)
    rows = -(-len(sheets) // columns)
    if not sheets:
        return image, 0
    box = sheets[0].bleed
    scale = min(
        (room.width() - GAP_PX * (columns + 1)) / (box.width * columns),
        (room.height() - GAP_PX * (rows + 1)) / (box.height * rows),
    )
    across, down = box.width * scale + GAP_PX, box.height * scale + GAP_PX
    left, top = (room.width() - across * columns + GAP_PX) / 2, (room.height() - down * rows + GAP_PX) / 2
    painter, player = QPainter(image), Player(job.held)
    for number, sheet in enumerate(sheets):
        place = QRectF(left + number % columns * across, top + number // columns * down, across - GAP_PX, down - GAP_PX)
        painter.fillRect(place, Qt.GlobalColor.white)
        way = QTransform(scale, 0, 0, -scale, place.left() - box.x0 * scale, place.bottom() + box.y0 * scale)
        _paint(player, sheet, painter, way)
        painter.setPen(EDGE)
        painter.drawRect(place)
    painter.end()
    return image, len(sheets)


def retiled(job: PaperJob, printer: QPrinter) -> PaperJob:
    """The job for the paper and the unprintable edge of this printer; raises DieloomError."""
    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Millimeter)
    margins = layout.minimumMargins()
    edge = max(margins.left(), margins.right(), margins.top(), margins.bottom())
    margin = min(max(job.tiling.margin, edge), 30.0)
    return replace(job, tiling=job.tiling.model_copy(update={"paper": paper_of(printer), "margin": margin}))


def _paint(player: Player, sheet: DrawPage, painter: QPainter, way: QTransform) -> None:
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(way)
    player.play(sheet.ops, painter)
    painter.restore()


def _on(printer: QPrinter, box: Box) -> QTransform:
    """From mm of the sheet, y up, to the dots of the printer."""
    across, down = printer.logicalDpiX() / MM_PER_INCH, printer.logicalDpiY() / MM_PER_INCH
    return QTransform(across, 0, 0, -down, -box.x0 * across, box.y1 * down)


def _close(paper: Sequence[float], size: Sequence[float]) -> bool:
    return all(abs(one - other) <= SLACK for one, other in zip(paper, size, strict=True))
