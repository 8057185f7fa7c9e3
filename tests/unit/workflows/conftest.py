"""A practice of which nothing is known yet."""

from __future__ import annotations

import pytest

from tests.agreements import TODAY
from vendor_eval.store import Store
from vendor_eval.workflows.deps import Deps


@pytest.fixture
def deps(sqlite_store: Store) -> Deps:
    """An empty store, in the middle of April 2026."""
    return Deps(sqlite_store, lambda: TODAY)
