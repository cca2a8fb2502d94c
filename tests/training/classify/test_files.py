"""A classifier's file needs no other file, and one that is none is refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save

from core.errors import DieloomError
from core.jobs import Progress
from core.training.classify import files
from core.training.classify.classifier import Classifier, Space
from core.training.classify.describing import Describer
from core.training.classify.files import load_classifier, save_classifier
from core.training.classify.learning import fit_styles
from tests.training.classify.styles import small_judge, speckle, stripes, three_styles


@pytest.fixture(scope="module")
def plain() -> Classifier:
    return fit_styles(three_styles(4), None, Progress())


@pytest.fixture(scope="module")
def classifier(plain: Classifier) -> Classifier:
    """One that looks through the judge alone, by a rule of chance."""
    describer, chance = Describer.of(small_judge()), torch.Generator().manual_seed(4)
    width = describer.widths()["judge"]
    facts = plain.facts.model_copy(update={"aspects": ("judge",), "weights": (1.0,), "resolution": 16})
    space = Space(("judge",), torch.rand(width, generator=chance), torch.rand(width, generator=chance))
    rule, known = torch.randn(3, width + 1, generator=chance), torch.randn(12, width, generator=chance)
    return Classifier(facts, describer, space, rule, known)


@pytest.fixture(scope="module")
def path(classifier: Classifier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("styles") / "C.safetensors"
    save_classifier(path, classifier)
    return path


def test_what_is_read_says_the_same(classifier: Classifier, path: Path) -> None:
    read = load_classifier(path)
    assert read.facts == classifier.facts
    for picture in (stripes(70), speckle(70), stripes(71, upright=True)):
        one, other = classifier.opinion(picture), read.opinion(picture)
        assert [name for name, _ in one.shares] == [name for name, _ in other.shares]
        assert one.confidence == pytest.approx(other.confidence, abs=1e-5)
        assert one.strangeness == pytest.approx(other.strangeness, abs=0.02)


def test_it_holds_the_judge_that_its_numbers_come_from(classifier: Classifier, path: Path) -> None:
    judge = load_classifier(path).describer.judge
    assert judge is not None
    assert judge.sha256 == "0" * 64
    assert judge.config == small_judge().config


def test_without_a_judge_there_is_none_in_it(plain: Classifier, tmp_path: Path) -> None:
    save_classifier(tmp_path / "C.safetensors", plain)
    read = load_classifier(tmp_path / "C.safetensors")
    assert (read.describer.judge, read.describer.resolution) == (None, 64)
    for picture in (stripes(70), speckle(70)):
        assert read.opinion(picture).style == plain.opinion(picture).style


def test_of_very_many_points_some_are_kept(
    classifier: Classifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_KNOWN", 5)
    save_classifier(tmp_path / "C.safetensors", classifier)
    assert len(load_classifier(tmp_path / "C.safetensors").known) == 5


def metadata(path: Path) -> dict[str, str]:
    with safe_open(path, "pt") as file:
        found: dict[str, str] = file.metadata()
    return found


Parts = tuple[dict[str, torch.Tensor], dict[str, str]]


def facts(parts: Parts, **changes: Any) -> bytes:
    changed = json.loads(parts[1]["facts"]) | changes
    return save(parts[0], parts[1] | {"facts": json.dumps(changed)})


def without(parts: Parts, name: str) -> bytes:
    return save({key: value for key, value in parts[0].items() if key != name}, parts[1])


def replaced(parts: Parts, name: str, value: torch.Tensor) -> bytes:
    return save(parts[0] | {name: value}, parts[1])


HOSTILE: dict[str, Callable[[Parts], bytes]] = {
    "nothing": lambda parts: b"",
    "a pickle": lambda parts: b"\x80\x04cos\nsystem\n.",
    "cut off": lambda parts: save(*parts)[:-100],
    "a judge": lambda parts: save(parts[0], parts[1] | {"format": "dieloom-judge-1"}),
    "no facts": lambda parts: save(parts[0], {"format": parts[1]["format"]}),
    "one style": lambda parts: facts(parts, labels=["a"]),
    "a style twice": lambda parts: facts(parts, labels=["a", "a", "b"]),
    "another size": lambda parts: facts(parts, resolution=512),
    "an unknown aspect": lambda parts: facts(parts, aspects=["smell"]),
    "other aspects": lambda parts: facts(parts, aspects=["colour"]),
    "a temperature of nothing": lambda parts: facts(parts, temperature=0),
    "no mean": lambda parts: without(parts, "mean"),
    "a point that is none": lambda parts: replaced(parts, "known", parts[0]["known"] * float("nan")),
    "a rule for other styles": lambda parts: replaced(parts, "rule", parts[0]["rule"][:2].clone()),
    "one point": lambda parts: replaced(parts, "known", parts[0]["known"][:1].clone()),
    "half a judge": lambda parts: without(parts, next(name for name in parts[0] if name.startswith("judge."))),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_classifier_is_refused_in_a_sentence(path: Path, tmp_path: Path, kind: str) -> None:
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(HOSTILE[kind]((load_file(path), metadata(path))))
    with pytest.raises(DieloomError):
        load_classifier(bad)
