"""``python -m core.training.publish RUN FOLDER``: a run's average network as a model to ship, with its sample sheet."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from core.errors import DieloomError
from core.gan.directions import analyse_w
from core.gan.files import load_model, save_model
from core.gan.networks import Generator
from core.gan.seams import find_cut
from core.training.samples import save_samples

CARD = {
    "title": "Loom",
    "data": "Periodic patterns drawn by core/training/patterns; no pictures from outside",
    "licence": "Apache-2.0, the data's included",
    "made by": "python -m core.training",
}


def publish(run: Path, name: str, folder: Path) -> Path:
    """Write ``NAME.safetensors`` (with class centres and directions) and ``NAME.png``; raises DieloomError."""
    trained = load_model(run / "generator.safetensors").generator
    if not isinstance(trained, Generator):
        raise DieloomError(f"{run} holds another kind of generator than the trainer's.")
    analysed, path = analyse_w(trained), folder / f"{name}.safetensors"
    save_model(trained, name, path, analysed, CARD)
    generator = Generator(replace(trained.config, cut=find_cut(load_model(path))))
    generator.load_state_dict(trained.state_dict())
    save_model(generator, name, path, analysed, CARD)
    save_samples(generator, path.with_suffix(".png"))
    return path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m core.training.publish", description=__doc__)
    parser.add_argument("run", type=Path, help="the run's folder")
    parser.add_argument("folder", type=Path, help="where the model goes, such as resources/models")
    parser.add_argument("--name", default="loom")
    options = parser.parse_args(arguments)
    try:
        publish(options.run, options.name, options.folder)
    except DieloomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
