"""For all tests: the engine is imported before any test imports Torch, as in the program, so that its threads wait
without spinning (see `core`); tests side by side share the cores; and the templates, boards and models that a developer
keeps are not the tests'."""

import os
import tempfile

import pytest
from hypothesis import settings

# Each test process, and what it starts, gets its share of the cores: with as many threads as cores in each of them,
# Torch's threads wait for each other at every step.
workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
if workers > 1:
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))

import core  # noqa: E402, F401 (after it Torch may be imported, which reads that once)

# Where a change is judged, the same change is judged the same twice; at a desk hypothesis goes on looking.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

_kept = tempfile.TemporaryDirectory(prefix="dieloom-tests-")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CACHE_HOME"] = _kept.name  # before tests list the library


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, the frozen program: begun last, it would keep one process busy long after the others."""
    items.sort(key=lambda item: item.get_closest_marker("frozen") is None)
