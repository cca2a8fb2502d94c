"""`dieloom demo`: the main job from end to end, from a recipe to a print-ready PDF and a proof."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core import __version__, resources
from core.cli import words
from core.cli.outcome import Host, Outcome
from core.document.document import Document
from core.document.model import ArtworkLayer
from core.errors import DieloomError
from core.files import write_bytes


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("demo", parents=[common], help="make a sample pack: document, PDF, proof, pictures")
    verb.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files; made when absent")
    verb.add_argument("--seed", type=words.seed, help="another seed for the artwork")
    verb.set_defaults(run=_run)


@dataclass
class _Report:
    """The files made and how long each took, and those that could not be made and why."""

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)

    def made(self, path: Path, since: float, **facts: Any) -> None:
        seconds = round(time.perf_counter() - since, 2)
        self.files[path.name] = {**facts, "bytes": path.stat().st_size, "seconds": seconds}


def _run(args: argparse.Namespace, host: Host) -> Outcome:
    from core.document.file import save
    from core.mockup.export import export_mockup, portrait
    from core.press.export import export_document
    from core.press.proof.files import export_proof

    folder: Path = args.out
    folder.mkdir(parents=True, exist_ok=True)
    report = _Report()

    started = time.perf_counter()
    document = sample(args.seed)
    saved = folder / "demo.dieloom"
    save(document, saved)
    report.made(saved, started, layers=len(document.design.layers))

    started = time.perf_counter()
    facts = export_document(saved, folder / "demo.pdf")
    report.made(folder / "demo.pdf", started, **{key: facts[key] for key in ("standard", "profile", "pages", "blank")})

    started = time.perf_counter()
    export_proof(saved, folder / "proof.pdf", folded=portrait(saved))
    report.made(folder / "proof.pdf", started)

    started = time.perf_counter()
    export_mockup(saved, folder / "pack.png")
    report.made(folder / "pack.png", started)

    if host.screenshot:
        started = time.perf_counter()
        try:
            host.screenshot(saved, folder / "window.png")
            report.made(folder / "window.png", started)
        except DieloomError as error:  # the job is done all the same, on a machine that can show no window
            report.missed["window.png"] = str(error)
    return _write(folder, document, report)


def sample(seed: int | None = None) -> Document:
    """The sample pack of this installation, its artwork from ``seed`` when given."""
    from core.document.script import from_script

    document = from_script(resources.path("samples", "tea.json"))
    if seed is None:
        return document
    layers = tuple(
        layer.model_copy(update={"recipe": layer.recipe.model_copy(update={"seed": seed})})
        if isinstance(layer, ArtworkLayer)
        else layer
        for layer in document.design.layers
    )
    return document.with_design(document.design.model_copy(update={"layers": layers}))


def _write(folder: Path, document: Document, report: _Report) -> Outcome:
    design = document.design
    data = {
        "dieloom": __version__,
        "title": design.title,
        "dieline": design.dieline.model_dump(),
        "recipes": [each.recipe.model_dump(mode="json") for each in design.layers if isinstance(each, ArtworkLayer)],
        "files": report.files,
        "missed": report.missed,
    }
    write_bytes(folder / "report.json", (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode())
    lines = [f"{folder / name}  {facts['seconds']} s" for name, facts in report.files.items()]
    lines += [f"{folder / name}  not made: {why}" for name, why in report.missed.items()]
    return Outcome("\n".join([*lines, str(folder / "report.json")]), data)
