from __future__ import annotations

import pytest

from core.dieline.schema import TemplateFile
from tests.dieline.editing.carton import straight_tuck


@pytest.fixture
def carton() -> TemplateFile:
    return straight_tuck()
