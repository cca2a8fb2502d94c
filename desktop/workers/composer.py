"""Documents become drawings beside the window: a large dieline or much text takes longer than a frame."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, Signal

from core.colour.convert import ink_to_srgb
from core.colour.inks import Cmyk
from core.compose.compose import compose_dieline
from core.compose.drawlist import Drawing, DrawPage
from core.dieline.outline import Outline
from core.document.document import Document
from core.document.model import DielineChoice
from core.errors import DieloomError
from core.press import presets
from core.press.job import Job, for_printer, job_of
from core.press.presets import PrinterPreset
from desktop.workers.mailbox import Mailbox


@dataclass(frozen=True)
class Composition:
    """A document, the blank that its dieline makes, what is printed there, and the inside, printed or not.

    ``problem`` tells of layers that cannot be drawn and are left out: an old picture of them would pass for a good one.
    """

    document: Document
    outline: Outline
    drawing: Drawing
    inside: DrawPage
    problem: str = ""


class Maker:
    """Composes documents one after another; a dieline that stays the same is laid out once."""

    def __init__(self) -> None:
        self._choice: DielineChoice | None = None
        self._outline: Outline | None = None

    def make(self, document: Document) -> Composition:
        """Raises DieloomError for a design that cannot be drawn."""
        choice = document.design.dieline
        if self._outline is None or choice != self._choice:
            self._outline, self._choice = choice.outline(), choice
        preset, problem = _preset(document), ""
        try:
            job = job_of(document, preset, self._outline)
        except DieloomError as error:
            job, problem = _without_broken(document, self._outline, preset), str(error)
        return Composition(document, self._outline, job.drawing, self._inside(job), problem)

    @staticmethod
    def _inside(job: Job) -> DrawPage:
        """The page, or the dieline alone where nothing is printed: glue lies on other panels there."""
        printed = [page for page in job.drawing.pages if page.side == "inside"]
        bleed = job.document.design.bleed
        return printed[0] if printed else compose_dieline(job.outline, "inside", job.preset.inks, bleed).pages[0]


def _without_broken(document: Document, outline: Outline, preset: PrinterPreset) -> Job:
    """The job without the layers that cannot be drawn; raises DieloomError where it is not they that are at fault."""
    from core.press.preflight.layers import drawn  # seldom needed

    rest, drawing, _ = drawn(for_printer(document, preset), outline, preset.inks)
    return Job(rest, outline, preset, drawing)


def _preset(document: Document) -> PrinterPreset:
    """The design's own; the standard one while that is missing or broken, which the inks dock tells."""
    try:
        return presets.load(document.design.press.preset)
    except DieloomError:
        return presets.load()


class Composer(QThread):
    """Composes the newest document asked for."""

    composed = Signal(object)  # Composition
    failed = Signal(object)  # DieloomError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests: Mailbox[Document] = Mailbox()
        self._maker = Maker()

    def request(self, document: Document) -> None:
        """A document that still waits is dropped for this one."""
        self._requests.put(document)

    def stop(self) -> None:
        self._requests.close()
        self.wait()

    def run(self) -> None:
        ink_to_srgb(Cmyk())  # the profile's first use takes longer than a frame: here, not when the canvas paints
        while not self._requests.closed:
            document = self._requests.take()
            if document is not None:
                self._compose(document)

    def _compose(self, document: Document) -> None:
        try:
            self.composed.emit(self._maker.make(document))
        except DieloomError as error:
            self.failed.emit(error)
