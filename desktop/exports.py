"""Export from the File menu: where to, then the job lane; the status bar tells how far it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from core.compose.text import missing_fonts
from core.errors import DieloomError
from desktop.canvas.scene import Scene
from desktop.dialogs.messages import show_error
from desktop.files import Files
from desktop.i18n import spoken
from desktop.job_bar import JobBar
from desktop.preflight.checker import Preflight
from desktop.session import Session
from desktop.settings import Settings
from desktop.workers import child
from desktop.workers.jobs import Job, JobLane

if TYPE_CHECKING:
    from desktop.printing.choices import PrintChoices


class Exports(QObject):
    """Asks for a file name and queues the job on a snapshot of the document."""

    findings_asked = Signal()  # the person wants to see what preflight found before anything is written

    def __init__(
        self,
        window: QWidget,
        session: Session,
        scene: Scene,
        files: Files,
        jobs: JobLane,
        bar: JobBar,
        preflight: Preflight,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._scene = window, session, scene
        self._files, self._jobs, self._bar = files, jobs, bar
        self._preflight, self._settings = preflight, settings
        self._last: tuple[Path, child.Work] | None = None  # print PDF of this document
        session.opened.connect(self._forget)
        bar.cancel_asked.connect(jobs.cancel)
        bar.folder_asked.connect(_open_folder)
        # Methods, not lambdas: the lane outlives the window, and Qt cuts a dead receiver's connections only for those.
        jobs.started_job.connect(self._started)
        jobs.progress.connect(self._progressed)
        jobs.done.connect(self._done)
        jobs.failed.connect(self._failed)
        jobs.cancelled.connect(self._cancelled)

    def ask_pdf(self) -> None:
        """What it is to be like, then where to."""
        from desktop.dialogs.export_print import ExportPrint  # when asked for: the window is up sooner without it

        dialog = ExportPrint(self._session.document, self._preflight, self._settings.print_export, self._window)
        dialog.chosen.connect(lambda choices: self._export_print(choices, dialog.remembered()))
        dialog.findings_asked.connect(self.findings_asked)
        dialog.open()
        self._preflight.soon()

    def pdf_again(self) -> None:
        """The print PDF as it was last exported, to the same file, of the design as it is now."""
        if self._last is None:
            self.ask_pdf()
        else:
            self.queue(*self._last)

    def _export_print(self, choices: PrintChoices, remembered: str) -> None:
        self._settings.print_export = remembered
        path = self.ask(self.tr("Save the print PDF"), ".pdf", self.tr("-sheet") if choices.sheet else "", choices.work)
        if path is not None:
            self._last = path, choices.work

    def _forget(self) -> None:
        self._last = None

    def ask_proof(self) -> None:
        self.ask(self.tr("Export proof"), ".pdf", self.tr("-proof"), partial(child.proof, language=spoken()))

    def ask_light_copy(self) -> None:
        """Of the side that is looked at."""
        side = self._scene.side
        mark = self.tr("-inside") if side == "inside" else ""
        work = partial(child.light_copy, side=side, language=spoken())
        self.ask(self.tr("Light copy for mail"), ".png", mark + self.tr("-light"), work)

    def ask_png(self) -> None:
        inside = self._scene.side == "inside"
        work, mark = (child.export_inside, self.tr("-inside")) if inside else (child.export, "")
        self.ask(self.tr("Export PNG"), ".png", mark, work)

    def queue(self, out: Path, work: child.Work) -> None:
        self._jobs.submit(Job(out.name, self._session.document, out, work))

    def ask(self, title: str, suffix: str, mark: str, work: child.Work) -> Path | None:
        """Ask for a file named after the document, with ``mark`` added, and queue the work that writes it.

        Returns the file, or None when the person thought better of it.
        """
        base = self._files.path or self._files.folder / self._files.name
        proposal = base.with_name(f"{base.stem}{mark}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(proposal), f"*{suffix}")
        if not chosen:
            return None
        path = Path(chosen)
        path = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
        self.queue(path, work)
        return path

    def _started(self, job: Job) -> None:
        self._bar.show_job(job.title)

    def _progressed(self, _: Job, fraction: float, text: str) -> None:
        self._bar.show_progress(fraction, text)

    def _cancelled(self, job: Job) -> None:
        self._bar.show_end(self.tr("{0} was cancelled.").format(job.title))

    def _done(self, job: Job) -> None:
        text = self.tr("{0} is ready.").format(job.title)
        if missing := missing_fonts(job.document.design):
            text += " " + self.tr("Other fonts stand in for {0}.").format(", ".join(missing))
        self._bar.show_end(text, job.out)

    def _failed(self, job: Job, error: DieloomError) -> None:
        self._bar.show_end(self.tr("{0} failed.").format(job.title))
        show_error(self._window, error)


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
