"""`dieloom classify fit` and `predict`: a person's own styles, learned from a few pictures of each and told apart."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import words
from core.cli.outcome import Host, Outcome
from core.cli.terminal import shown_progress
from core.errors import DieloomError

if TYPE_CHECKING:
    from core.jobs import Progress
    from core.training.classify.classifier import Classifier, Facts, Opinion
    from core.training.data import PictureSet
    from core.training.judge import Judge

_MODEL = "whose judge describes the pictures as well (default: the bundled pattern model, where it has one)"
_WIDEST_TABLE = 12  # styles; a larger table fits no terminal


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    verb = verbs.add_parser("classify", help="tell styles apart, learned from your own pictures")
    inner = verb.add_subparsers(dest="classify_verb", metavar="VERB", required=True)
    fit = inner.add_parser("fit", parents=[common], help="learn styles from a folder for each, of ten pictures or more")
    fit.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="with a folder for each style; or a SET.zip"
    )
    fit.add_argument("--tiles", action="store_true", help="each picture repeats seamlessly")
    fit.add_argument("--model", metavar="MODEL", help=_MODEL)
    fit.add_argument("--out", type=Path, required=True, metavar="C.safetensors")
    fit.set_defaults(run=_fit)
    predict = inner.add_parser("predict", parents=[common], help="say the style of pictures, and how sure that is")
    predict.add_argument("images", nargs="+", type=Path, metavar="IMAGE")
    predict.add_argument("--with", dest="styles", type=Path, required=True, metavar="C.safetensors")
    predict.set_defaults(run=_predict)


# fit


def _fit(args: argparse.Namespace, host: Host) -> Outcome:
    from core.training.classify.describing import Describer
    from core.training.classify.files import save_classifier
    from core.training.classify.learning import fit_styles
    from core.training.data import is_set, open_set, prepare

    words.suffix_of(args.out, ".safetensors")
    out, judge = words.folder_for(args.out), _judge(args.model)
    with shown_progress() as progress, tempfile.TemporaryDirectory(prefix="dieloom-") as scratch:
        if is_set(args.data):
            pictures = open_set(args.data)
        else:
            made = Path(scratch) / "set.zip"
            resolution = Describer.of(judge).resolution
            prepare(args.data, made, resolution=resolution, tiles=args.tiles, progress=progress.part(0.0, 0.3))
            pictures = open_set(made)
        classifier = fit_styles(pictures, judge, progress.part(0.3, 1.0))
        save_classifier(out, classifier)
    return _learned(out, classifier, pictures)


def _judge(model: str | None) -> Judge | None:
    """The judge of a model, or of the bundled one; raises DieloomError when the model named has none."""
    from core.gan.bundled import find_model
    from core.training.judge import bundled_judge, find_judge, load_judge

    path = bundled_judge() if model is None else find_judge(find_model(model))
    if path is None and model is not None:
        raise DieloomError(f"The model {model!r} has no judge.", "Name one that was trained with Dieloom, or none.")
    return load_judge(path) if path is not None else None


def _learned(out: Path, classifier: Classifier, pictures: PictureSet) -> Outcome:
    facts, judge = classifier.facts, classifier.describer.judge
    low, high = facts.accuracy_interval
    data = {
        "file": str(out),
        "styles": dict(zip(facts.labels, facts.counts, strict=True)),
        "aspects": dict(zip(facts.aspects, facts.weights, strict=True)),
        "judge_sha256": judge.sha256 if judge else None,
        "resolution": facts.resolution,
        "accuracy": facts.accuracy,
        "accuracy_interval": [low, high],
        "temperature": facts.temperature,
        "confusion": [list(row) for row in facts.confusion],
        "dropped_files": [each.model_dump() for each in pictures.report.dropped],
    }
    lines = [
        f"{out}: {len(facts.labels)} styles from {sum(facts.counts)} pictures, by {' and '.join(facts.aspects)}",
        f"accuracy on pictures held back: {facts.accuracy:.0%} (95 % interval {low:.0%} to {high:.0%})",
        *_confusion(facts),
        *(f"left out: {each.name}: {each.text}" for each in pictures.report.dropped),
    ]
    return Outcome("\n".join(lines), data)


def _confusion(facts: Facts) -> list[str]:
    """A table, or of many styles only what was mistaken for what."""
    if len(facts.labels) > _WIDEST_TABLE:
        wrong = [
            (count, facts.labels[true], facts.labels[said])
            for true, row in enumerate(facts.confusion)
            for said, count in enumerate(row)
            if count and true != said
        ]
        return [f"{true} taken for {said}: {count}" for count, true, said in sorted(wrong, key=lambda each: -each[0])]
    wide = max(map(len, facts.labels))
    head = " ".join(f"{number:>4}" for number in range(1, len(facts.labels) + 1))
    rows = [
        f"{label:>{wide}} {number:>2} " + " ".join(f"{count:>4}" for count in row)
        for number, (label, row) in enumerate(zip(facts.labels, facts.confusion, strict=True), 1)
    ]
    return [f"{'is, and was taken for':<{wide + 4}}", f"{'':>{wide}}    {head}", *rows]


# predict


def _predict(args: argparse.Namespace, host: Host) -> Outcome:
    from core.training.classify.files import load_classifier

    classifier = load_classifier(args.styles)
    found: list[tuple[Path, Opinion | DieloomError]] = []
    with shown_progress() as progress:
        for path in args.images:
            progress.report(len(found) / len(args.images), path.name)
            found.append((path, _opinion(classifier, path, progress)))
    failed = [opinion for _, opinion in found if isinstance(opinion, DieloomError)]
    if len(failed) == len(found) == 1:
        raise failed[0]
    return Outcome("\n".join(_said(*each) for each in found), {"images": [_facts(*each) for each in found]})


def _opinion(classifier: Classifier, path: Path, progress: Progress) -> Opinion | DieloomError:
    from core.training.data.single import read_picture

    try:
        return classifier.opinion(read_picture(path, classifier.facts.resolution, tile=classifier.facts.tiles))
    except DieloomError as error:  # one bad file does not keep the others from being told
        return error


def _said(path: Path, opinion: Opinion | DieloomError) -> str:
    if isinstance(opinion, DieloomError):
        return f"{path}: cannot be told: {opinion.message}"
    other, share = opinion.runner_up
    doubt = "; unlike all that was learned, perhaps none of these" if opinion.strange else ""
    return f"{path}: {opinion.style} {opinion.confidence:.0%} (then {other} {share:.0%}){doubt}"


def _facts(path: Path, opinion: Opinion | DieloomError) -> dict[str, Any]:
    if isinstance(opinion, DieloomError):
        return {"file": str(path), "error": {"message": opinion.message, "hint": opinion.hint}}
    return {
        "file": str(path),
        "style": opinion.style,
        "confidence": opinion.confidence,
        "runner_up": opinion.runner_up[0],
        "runner_up_confidence": opinion.runner_up[1],
        "strange": opinion.strange,
        "strangeness": opinion.strangeness,
        "shares": dict(opinion.shares),
    }
