from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from desktop.watch import TICK_MS, Watch


def test_a_blocked_event_loop_is_seen(qtbot: QtBot) -> None:
    watch = Watch()
    watch.start()
    qtbot.waitUntil(lambda: len(watch.gaps_ms) > 3)
    time.sleep(0.1)
    assert watch.stop() >= 100
    assert len(watch.gaps_ms) > 4
    assert min(watch.gaps_ms) < 20 * TICK_MS


def test_a_start_forgets_what_was_before(qtbot: QtBot) -> None:
    watch = Watch()
    watch.start()
    time.sleep(0.05)
    watch.stop()
    watch.start()
    assert watch.longest_ms == 0
    watch.stop()
