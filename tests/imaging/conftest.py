from __future__ import annotations

from itertools import count

import pytest

from core.jobs import Progress


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> count[int]:
    """``next`` of it: how often a job has asked whether to go on."""
    counter, check = count(), Progress.check

    def counted(self: Progress) -> None:
        next(counter)
        check(self)

    monkeypatch.setattr(Progress, "check", counted)
    return counter
