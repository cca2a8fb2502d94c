"""One export that the tests of the press look at from all sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.press.pdf import export_pdf
from core.press.settings import PressSettings
from tests.press.drawings import COARSE, QuarterPixels, carton


@pytest.fixture(scope="session")
def carton_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The composed carton as a print PDF, coarse enough to be broken and judged forty times over."""
    document, drawing = carton()
    path = tmp_path_factory.mktemp("press") / "carton.pdf"
    export_pdf(drawing, QuarterPixels(document), path, PressSettings(ppi=COARSE))
    return path
