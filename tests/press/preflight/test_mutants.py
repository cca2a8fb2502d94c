"""The same broken files that the gate of other people's programs stops are found by our own preflight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from core.press.preflight import preflight_pdf
from core.press.presets import Limits
from tests.press.test_gate import MUTATIONS, SAVINGS, Mutation

# What each fault is called here.
EXPECTED = {
    "no TrimBox": "box-trim",
    "TrimBox and ArtBox": "box-trim",
    "trim beyond bleed": "box-order",
    "no output intent": "intent-missing",
    "output intent without profile": "intent-profile",
    "output intent without condition": "intent-profile",
    "output intent of a screen": "intent-profile",
    "font not embedded": "font-not-embedded",
    "RGB content": "rgb",
    "RGB picture": "rgb",
    "calibrated RGB": "colour-managed",
    "Trapped unknown": "pdf-trapped",
    "Trapped missing": "pdf-trapped",
    "title in Info only changed": "pdf-metadata",
    "no XMP": "pdf-metadata",
    "JavaScript": "pdf-script",
    "PostScript XObject": "pdf-postscript",
    "transfer function": "transfer-curve",
    "unknown blend mode": "blend-mode",
    "page blends in RGB": "blend-space",
    "annotation": "pdf-annotation",
    "layers without default": "layers-default",
    "layers that switch": "layers-switch",
    "layer not in order": "layers-default",
    "layer without a name": "layer-unnamed",
    "step without type": "step-unknown",
    "step that is none": "step-unknown",
    "spot with two tint functions": "spot-two-ways",
    "spot over RGB": "rgb",
    "picture cut off": "picture-damaged",
    "header 1.7": "pdf-version",
    "header 2.0": "pdf-version",
    "encrypted": "pdf-encrypted",
}


def test_a_good_file_has_no_fault(carton_pdf: Path) -> None:
    found = preflight_pdf(carton_pdf, Limits(ppi_error=0, ppi_warning=0))
    assert [each for each in found if each.severity == "error"] == []


@pytest.fixture(scope="module")
def usual(carton_pdf: Path) -> set[str]:
    """What is said of the good file: its pictures are coarse, so that it can be broken forty times over."""
    return {each.code for each in preflight_pdf(carton_pdf, Limits())}


@pytest.mark.parametrize("name", [*MUTATIONS, *SAVINGS])
def test_broken_file_is_found(name: str, usual: set[str], carton_pdf: Path, tmp_path: Path) -> None:
    path = _saved(carton_pdf, tmp_path, MUTATIONS.get(name, lambda pdf: None), SAVINGS.get(name, {}))
    assert EXPECTED[name] in {each.code for each in preflight_pdf(path, Limits())} - usual


def test_damaged_file_is_found(carton_pdf: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(carton_pdf.read_bytes()[:-200])
    assert "pdf-damaged" in {each.code for each in preflight_pdf(damaged, Limits())}


def _saved(good: Path, folder: Path, mutation: Mutation, how: dict[str, Any]) -> Path:
    mutant = folder / "mutant.pdf"
    with pikepdf.open(good) as pdf:
        mutation(pdf)
        pdf.save(mutant, **{"force_version": "1.6", **how})
    return mutant
