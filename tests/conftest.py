"""For all tests: the engine is imported before any test imports Torch, as in the program, so that its threads wait
without spinning (see `core`); and the templates, boards and models that a developer keeps are not the tests'."""

import os
import tempfile

from hypothesis import settings

import core  # noqa: F401

# Where a change is judged, the same change is judged the same twice; at a desk hypothesis goes on looking.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

_kept = tempfile.TemporaryDirectory(prefix="dieloom-tests-")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CACHE_HOME"] = _kept.name  # before tests list the library
