"""Twenty people who write at once lose nothing, and nobody waits for long."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Thread

from tests.proofs import FULL, MEASURED, size
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.store import Store, audit, practice
from vendor_eval.store.practice import Practice

WRITERS = 20
SECONDS = size(1.0, 10.0)


def test_no_acknowledged_write_is_lost_or_doubled(database_url: str) -> None:
    store, waited = Store.open(database_url), list[float]()
    with store.writing("Ada") as session:
        practice.save(session, Practice("0", "America/Chicago"), "Ada")
    until = time.monotonic() + SECONDS

    def count_up() -> None:
        while time.monotonic() < until:
            began = time.monotonic()
            with store.writing("Ada") as session:
                found = practice.stored(session)
                assert found is not None
                counted = replace(found, name=str(int(found.name) + 1))
                practice.save(session, counted, "Ada")
            waited.append(time.monotonic() - began)

    threads = [Thread(target=count_up) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as session:
        kept = practice.stored(session)
        verdict = audit.verify(session, EVERYBODYS)
    store.close()
    assert kept is not None
    assert int(kept.name) == kept.version - 1 == len(waited)
    assert verdict.faults == ()
    rate, worst = len(waited) / SECONDS, sorted(waited)[int(0.99 * len(waited))]
    MEASURED.info("%.0f commits a second, 99 of 100 within %.0f ms", rate, 1000 * worst)
    if FULL:
        assert rate >= 100
        assert worst <= 1.0
