from __future__ import annotations

import threading

from desktop.workers.mailbox import Mailbox


def test_only_the_newest_item_waits() -> None:
    box: Mailbox[int] = Mailbox()
    for number in (1, 2, 3):
        box.put(number)
    assert box.waiting
    assert box.take() == 3
    assert not box.waiting
    assert box.take(timeout=0) is None


def test_a_nudge_wakes_a_waiting_taker_once() -> None:
    box: Mailbox[int] = Mailbox()
    taken: list[int | None] = []
    taker = threading.Thread(target=lambda: taken.append(box.take()))
    taker.start()
    box.nudge()
    taker.join(5)
    assert taken == [None]


def test_closing_wakes_for_good_and_throws_away() -> None:
    box: Mailbox[int] = Mailbox()
    box.put(1)
    box.close()
    assert box.closed
    assert box.take() is None
