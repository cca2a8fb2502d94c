"""For all tests: the engine is imported before any test imports Torch, as in the program, so that its threads wait
without spinning (see `core`)."""

import core  # noqa: F401
