"""Settings from the command line: absent ones keep their defaults, wrong ones are explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import resources
from core.errors import DieloomError
from core.press import presets
from core.press.settings import PressSettings, chosen_settings


def test_what_is_not_chosen_keeps_its_default() -> None:
    assert chosen_settings(ppi=None, profile=None) == PressSettings()
    assert chosen_settings(ppi=150, profile="fogra29") == PressSettings(ppi=150, profile="fogra29")


@pytest.mark.parametrize("fields", [{"ppi": 1}, {"ppi": 1e9}, {"ppi": float("nan")}, {"intent": "lovely"}])
def test_nonsense_is_explained(fields: dict[str, object]) -> None:
    with pytest.raises(DieloomError, match=next(iter(fields))):
        chosen_settings(**fields)


def test_a_preset_says_only_what_differs(tmp_path: Path) -> None:
    """The example of the presets' README, which has no title; it is called by its file."""
    path = tmp_path / "ours.toml"
    text = resources.path("presets", "README.md").read_text(encoding="utf-8")
    path.write_text(text.split("```toml\n")[1].split("```")[0].replace("title = {", "# title = {"), encoding="utf-8")
    preset = presets.load(str(path))
    assert (preset.lines.title.en, preset.press.standard, preset.press.ink_limit) == ("ours", "x1a", 280)
    assert preset.press.marks.colour_bar
    assert preset.limits.severities == {"resolution-doubtful": "off"}
    assert preset.limits.text == presets.Limits().text
