"""Older manifests are brought up to date one step at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.document.migrations import VERSION, migrate
from core.document.schema import Manifest
from core.errors import DieloomError


def renamed_layers(manifest: dict[str, Any]) -> dict[str, Any]:
    """As if version 0 had called the layers ``objects``."""
    design = dict(manifest["design"])
    design["layers"] = design.pop("objects")
    return {**manifest, "design": design}


OLD = {
    "version": 0,
    "design": {"dieline": {"code": "TEST.1"}, "objects": [{"kind": "text", "id": "t", "text": "Hello"}]},
}


def test_an_older_manifest_becomes_a_current_one() -> None:
    current = migrate(OLD, {0: renamed_layers}, version=1)
    assert Manifest.model_validate(current).design.layers[0].id == "t"
    assert "objects" in OLD["design"], "the old value was changed in place"


def test_steps_run_in_order() -> None:
    def step(number: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
        return lambda manifest: {**manifest, "log": [*manifest.get("log", []), number]}

    steps = {number: step(number) for number in range(3)}
    assert migrate({"version": 1}, steps, version=3) == {"version": 3, "log": [1, 2]}


def test_the_current_version_stays_as_it_is() -> None:
    manifest = {"version": VERSION, "design": {"dieline": {"code": "x"}}}
    assert migrate(manifest) == manifest


@pytest.mark.parametrize("raw", [None, [], "text", {}, {"version": "1"}, {"version": True}, {"version": 1.0}])
def test_what_states_no_version_is_refused(raw: object) -> None:
    with pytest.raises(DieloomError, match="version"):
        migrate(raw)


def test_a_newer_version_asks_for_a_newer_program() -> None:
    with pytest.raises(DieloomError, match="newer Dieloom"):
        migrate({"version": VERSION + 1})


def test_the_manifest_model_is_of_the_current_version() -> None:
    assert Manifest.model_json_schema()["properties"]["version"]["const"] == VERSION
