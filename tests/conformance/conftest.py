"""A round to judge vendors in, for the tests of what is kept of it."""

from __future__ import annotations

import pytest

from vendor_eval.store import Store, rounds
from vendor_eval.store.rounds import FrozenScorecard, Round, RoundDraft


@pytest.fixture
def draft() -> RoundDraft:
    """A round of two candidates and two scorecards."""
    hipaa = FrozenScorecard("hipaa", "2.1", 'id = "hipaa"')
    core = FrozenScorecard("core", "1.0", 'id = "core"')
    weights = {"core": 60, "hipaa": 40}
    return RoundDraft("Lakeside 2026", ("Zeta", "acme"), (hipaa, core), weights, formula="1")


@pytest.fixture
def kept(store: Store, draft: RoundDraft) -> Round:
    """That round as it was stored."""
    with store.writing("Ada") as session:
        return rounds.create(session, draft, "Ada")
