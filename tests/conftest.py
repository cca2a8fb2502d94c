"""For all tests: the engine is imported before any test imports Torch, as in the program, so that its threads wait
without spinning (see `core`); and the templates, boards and models that a developer keeps are not the tests'."""

import os
import tempfile

import core  # noqa: F401

_kept = tempfile.TemporaryDirectory(prefix="dieloom-tests-")
os.environ["XDG_DATA_HOME"] = _kept.name  # before tests list the library
