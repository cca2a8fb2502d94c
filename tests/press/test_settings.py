"""Settings from the command line: absent ones keep their defaults, wrong ones are explained."""

from __future__ import annotations

import pytest

from core.errors import DieloomError
from core.press.settings import PressSettings, chosen_settings


def test_what_is_not_chosen_keeps_its_default() -> None:
    assert chosen_settings(ppi=None, profile=None) == PressSettings()
    assert chosen_settings(ppi=150, profile="fogra29") == PressSettings(ppi=150, profile="fogra29")


@pytest.mark.parametrize("fields", [{"ppi": 1}, {"ppi": 1e9}, {"ppi": float("nan")}, {"intent": "lovely"}])
def test_nonsense_is_explained(fields: dict[str, object]) -> None:
    with pytest.raises(DieloomError, match=next(iter(fields))):
        chosen_settings(**fields)
