"""Programs that pip cannot bring: a test that needs one skips on a person's machine and fails in CI."""

from __future__ import annotations

import os
import shutil

import pytest


def need(program: str) -> str:
    """The path of an external program; without it the test is skipped, or failed when CI is set."""
    found = shutil.which(program)
    if found:
        return found
    reason = f"{program} is not installed"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
