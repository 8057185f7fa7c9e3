"""A session that does nothing is over after a while, and what a tab does by itself is nothing."""

from __future__ import annotations

import pytest

from vendor_eval.access.idle import Idle

LONGEST = 3600


@pytest.fixture
def clock() -> list[float]:
    return [1000.0]


@pytest.fixture
def idle(clock: list[float]) -> Idle:
    return Idle(LONGEST, lambda: clock[0])


@pytest.mark.parametrize(("later", "over"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_session_is_over_when_it_did_nothing_for_longer_than_it_may(
    idle: Idle, clock: list[float], later: int, over: bool
) -> None:
    idle.is_over("one", acts=True)
    clock[0] += later

    assert idle.is_over("one", acts=True) is over


def test_what_is_over_stays_over_until_it_is_signed_out(idle: Idle, clock: list[float]) -> None:
    idle.is_over("one", acts=True)
    clock[0] += LONGEST + 1

    assert idle.is_over("one", acts=True)
    assert idle.is_over("one", acts=True)
    idle.forget("one")
    assert not idle.is_over("one", acts=False)


def test_only_actions_keep_a_session(idle: Idle, clock: list[float]) -> None:
    idle.is_over("one", acts=True)
    for _ in range(3):
        clock[0] += LONGEST / 2
        kept = idle.is_over("two", acts=True)
        over = idle.is_over("one", acts=False)

    assert not kept
    assert over
