"""What we export ourselves has no fault that we would find in the files of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.press.pdf import export_pdf
from core.press.preflight import preflight_pdf
from core.press.presets import Limits
from core.press.settings import PressSettings
from tests.press.drawings import COARSE, QuarterPixels, carton

FINE = Limits(ppi_error=0, ppi_warning=0)  # pictures are coarse here so that the test is quick


@pytest.mark.parametrize("standard", ["x4", "x1a"])
@pytest.mark.parametrize("marks", [True, False])
def test_our_exports_are_clean(standard: str, marks: bool, tmp_path: Path) -> None:
    document, drawing = carton()
    path = tmp_path / "carton.pdf"
    settings = PressSettings.model_validate({"standard": standard, "ppi": COARSE, "marks": marks})
    export_pdf(drawing, QuarterPixels(document), path, settings)
    found = preflight_pdf(path, FINE)
    assert [finding for finding in found if finding.severity != "note"] == []
    assert all(finding.code == "transparency" for finding in found)
