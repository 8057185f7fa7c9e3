"""A practice in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.agreements import TODAY
from vendor_eval.store import Store
from vendor_eval.workflows.deps import Deps


@pytest.fixture
def deps() -> Iterator[Deps]:
    """An empty store, in the middle of April 2026."""
    store = Store.open("sqlite://")
    yield Deps(store, lambda: TODAY)
    store.close()
