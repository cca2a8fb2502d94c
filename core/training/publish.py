"""``python -m core.training.publish RUN FOLDER``: a run's model as one to ship, with its judge and its sample sheet.

The tile is cut where a cut shows least (:mod:`core.gan.seams`); weights are as the run left them.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from core.errors import DieloomError
from core.files import replacing
from core.gan.directions import analyse_w
from core.gan.files import load_model, save_model
from core.gan.networks import Generator
from core.gan.seams import find_cut
from core.training.judge import ENDING
from core.training.samples import save_model_samples


def publish(run: Path, name: str, folder: Path, card: dict[str, str] | None = None) -> Path:
    """Write ``NAME.safetensors`` (with class centres and directions), ``NAME.judge.safetensors`` and ``NAME.png``.

    ``card`` are short texts to add to what the run says of itself. Raises DieloomError.
    """
    trained = load_model(run / "model.safetensors")
    if not isinstance(trained.generator, Generator):
        raise DieloomError(f"{run} holds another kind of generator than the trainer's.")
    path, facts = folder / f"{name}.safetensors", {**trained.card, "title": name.capitalize(), **(card or {})}
    generator = Generator(replace(trained.generator.config, cut=(0, 0)))
    generator.load_state_dict(trained.generator.state_dict())
    analysed = analyse_w(generator)
    save_model(generator, name, path, analysed, facts)
    if all(axis == "torus" for axis in generator.config.padding):
        cut = Generator(replace(generator.config, cut=find_cut(load_model(path))))
        cut.load_state_dict(generator.state_dict())
        save_model(cut, name, path, analysed, facts)
    if (judge := run / "judge.safetensors").is_file():
        with replacing(folder / f"{name}{ENDING}") as file, judge.open("rb") as kept:
            shutil.copyfileobj(kept, file)
    save_model_samples(generator, path.with_suffix(".png"))
    return path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m core.training.publish", description=__doc__)
    parser.add_argument("run", type=Path, help="the run's folder")
    parser.add_argument("folder", type=Path, help="where the model goes, such as resources/models")
    parser.add_argument("--name", required=True)
    parser.add_argument("--data", default="", help="what it was trained on, for the model's own card")
    options = parser.parse_args(arguments)
    try:
        publish(options.run, options.name, options.folder, {"data": options.data} if options.data else None)
    except DieloomError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
