"""Where runs are kept, and what is told of each without reading a weight."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import DieloomError
from core.jobs import Progress
from desktop.training.runs import Told, facts_of, keep_told, list_runs, new_draft, runs_folder, settle, told_of
from tests.desktop.training.recorded import write_run


def test_the_runs_are_listed_the_latest_first(home: Path) -> None:
    folder = runs_folder()
    old = write_run(folder / "old", lines=12, name="Old", minutes=30.0)
    new = write_run(folder / "new", lines=80, name="New")
    os.utime(old / "log.jsonl", (1.0, 1.0))
    (folder / "notes").mkdir()
    (folder / "plan.json").write_text("no run")
    found = list_runs(folder, Progress())
    assert [run.name for run in found] == ["New", "Old"]
    assert [run.images for run in found] == [80 * 128, 12 * 128]
    assert [run.done for run in found] == [True, False]
    assert found[1].told.minutes == 30.0
    assert not found[1].thumb.isNull()
    assert found[0].folder == new


def test_a_run_that_has_not_begun_is_listed_by_its_wish(home: Path) -> None:
    draft = new_draft()
    assert facts_of(draft) is None
    keep_told(draft, Told({"name": "Soon"}, 120.0, "cpu"))
    facts = facts_of(draft)
    assert facts is not None
    assert (facts.name, facts.images, facts.plan) == ("Soon", 0, {})
    assert told_of(draft) == Told({"name": "Soon"}, 120.0, "cpu")


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"plan": 3}'])
def test_a_damaged_plan_is_no_run(tmp_path: Path, damage: str) -> None:
    run = write_run(tmp_path / "run")
    (run / "plan.json").write_text(damage)
    (run / "studio.json").write_text(damage)
    assert facts_of(run) is None


def test_names_make_folders_of_their_own(home: Path) -> None:
    names = [settle(new_draft(), "Rösch & Söhne / 2026").name for _ in range(2)]
    assert names == ["rösch-söhne-2026", "rösch-söhne-2026-2"]
    assert settle(new_draft(), "../..").name == "model"


def test_a_draft_that_is_gone_is_explained(home: Path) -> None:
    with pytest.raises(DieloomError, match="Cannot make"):
        settle(runs_folder() / "draft-gone", "Name")


def test_drafts_of_programs_that_are_gone_are_dropped(home: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, own = runs_folder() / f"draft-{ended.pid}-x", new_draft()
    left.mkdir()
    list_runs(runs_folder(), Progress())
    assert not left.exists()
    assert own.exists()
