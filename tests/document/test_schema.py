"""The published schema accepts what the program accepts."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from core.document.document import Document
from core.document.model import PressChoice
from core.document.schema import Manifest, manifest_schema
from tests.document.designs import documents

VALIDATOR = jsonschema.Draft202012Validator(manifest_schema())


def manifest(**design: Any) -> dict[str, Any]:
    return {"version": 1, "design": {"dieline": {"code": "TEST.1"}, **design}}


def picture(asset: str) -> dict[str, Any]:
    return manifest(layers=[{"kind": "image", "id": "logo", "asset": asset}])


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(manifest_schema())


@settings(max_examples=50, deadline=None)
@given(documents())
def test_every_manifest_that_is_saved_obeys_it(document: Document) -> None:
    VALIDATOR.validate(json.loads(Manifest(design=document.design).model_dump_json()))


@pytest.mark.parametrize("good", [manifest(), picture("path:logo.png"), picture("0" * 64)])
def test_scripts_obey_it(good: dict[str, Any]) -> None:
    VALIDATOR.validate(good)


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"version": 1},
        {"version": 2, "design": {"dieline": {"code": "x"}}},
        manifest(colour="red"),
        manifest(bleed=-1),
        picture("logo.png"),
        picture("path:"),
        manifest(layers=[{"kind": "sound", "id": "a"}]),
    ],
)
def test_what_it_refuses(bad: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(bad)


@pytest.mark.parametrize("name", ["../ours", "C:\\ours", "ours.toml", "OURS.TOML", ""])
def test_a_preset_is_a_name_and_no_path(name: str) -> None:
    with pytest.raises(ValidationError):
        PressChoice(preset=name)
    assert PressChoice(preset="Ours 2").preset == "Ours 2"
