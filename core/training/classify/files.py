"""A classifier as one file that needs no other: its rule, the pictures it knows as points, and its judge's weights.

Safetensors with JSON in the metadata, as all our files; no code is ever read from it.
"""

from __future__ import annotations

from pathlib import Path

import torch
from pydantic import ValidationError
from safetensors.torch import save
from torch import Tensor

from core import files
from core.gan.config import GeneratorConfig
from core.gan.files import to_torch
from core.gan.reader import StoredTensor, Unreadable, naming
from core.gan.reader.safe import tensors_and_metadata
from core.gan.reader.spans import File
from core.training.calibration import Calibration
from core.training.classify.classifier import MOST_KNOWN, Classifier, Facts, Space
from core.training.classify.describing import Describer
from core.training.judge import Judge, built
from core.values import explain

FORMAT = "dieloom-styles-1"
_JUDGE = "judge."


def save_classifier(path: Path, classifier: Classifier) -> None:
    """Write it in one step; raises DieloomError when the disk refuses."""
    space, judge, known = classifier.space, classifier.describer.judge, classifier.known
    if len(known) > MOST_KNOWN:
        known = known[torch.linspace(0, len(known) - 1, MOST_KNOWN).round().long()]
    tensors = {"mean": space.mean, "scale": space.scale, "rule": classifier.rule, "known": known.half()}
    facts = {"format": FORMAT, "facts": classifier.facts.model_dump_json()}
    if judge is not None:
        tensors |= {_JUDGE + name: value.half() for name, value in judge.discriminator.state_dict().items()}
        facts |= {
            "judge": judge.config.to_json(),
            "calibration": judge.calibration.model_dump_json(),
            "judge_sha256": judge.sha256,
        }
    files.write_bytes(path, save({name: value.contiguous() for name, value in tensors.items()}, facts))


def load_classifier(path: Path) -> Classifier:
    """Raises DieloomError when the file holds no classifier, or is damaged."""
    with naming(path):
        files.refuse_endless(path)
        file = File(path)
        with file.held():
            tensors, metadata = tensors_and_metadata(file)
            if metadata.get("format") != FORMAT:
                raise Unreadable("it holds no styles", "Choose a file that `dieloom classify fit` wrote.")
            if sum(tensor.size for tensor in tensors.values()) > file.length:
                raise Unreadable("its tensors claim more data than it has")
            try:
                return _classifier(tensors, metadata)
            except ValidationError as error:
                raise Unreadable(f"it is damaged ({explain(error)})") from error


def _classifier(tensors: dict[str, StoredTensor], metadata: dict[str, str]) -> Classifier:
    """Raises Unreadable, ValidationError or DieloomError."""
    facts = Facts.model_validate_json(metadata.get("facts", ""))
    judge = _judge(tensors, metadata)
    describer = Describer(judge, facts.resolution)
    fits = judge is None or judge.config.resolution == facts.resolution
    if not fits or not set(facts.aspects) <= set(describer.aspects):
        raise Unreadable("it is damaged: its judge does not fit its styles")
    found: dict[str, Tensor] = {}
    for name in ("mean", "scale", "rule", "known"):
        if name not in tensors:
            raise Unreadable(f"it is damaged: {name} is missing")
        found[name] = to_torch(tensors[name]).float()
        if not bool(torch.isfinite(found[name]).all()):
            raise Unreadable("some of its numbers are none")
    widths = describer.widths()
    width, count = sum(widths[aspect] for aspect in facts.aspects), len(found["known"])
    shapes = {"mean": (width,), "scale": (width,), "rule": (len(facts.labels), width + 1), "known": (count, width)}
    if any(tuple(found[name].shape) != shape for name, shape in shapes.items()) or not 2 <= count <= MOST_KNOWN:
        raise Unreadable("it is damaged: its parts do not fit each other")
    return Classifier(
        facts, describer, Space(facts.aspects, found["mean"], found["scale"]), found["rule"], found["known"]
    )


def _judge(tensors: dict[str, StoredTensor], metadata: dict[str, str]) -> Judge | None:
    if "judge" not in metadata:
        return None
    config = GeneratorConfig.from_json(metadata["judge"])
    if config.resolution > 1024:
        raise Unreadable("its judge is larger than any that is trained")
    weights = {name.removeprefix(_JUDGE): value for name, value in tensors.items() if name.startswith(_JUDGE)}
    calibration = Calibration.model_validate_json(metadata.get("calibration", ""))
    return Judge(built(config, weights), config, calibration, metadata.get("judge_sha256", ""))
