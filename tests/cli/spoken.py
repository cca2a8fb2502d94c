"""What the command answers: its facts as JSON, or its one line of complaint."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.cli.main import main


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Any]:
    assert main([*argv, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main([*argv]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    return error
