"""The one place that wires: settings, the database, and what workflows need."""

from __future__ import annotations

import datetime as dt
from functools import partial

from vendor_eval import store
from vendor_eval.access.roles import Person
from vendor_eval.settings import Settings
from vendor_eval.store import practice
from vendor_eval.workflows import demonstration
from vendor_eval.workflows.deps import Deps


def open_deps(chosen: Settings, url: str) -> Deps:
    """Open the database at ``url``, bringing its schema up to date.

    Raises:
        StoreFailure: the database cannot be opened or is newer than this program.
    """
    store.upgrade(url)
    opened = store.Store.open(url)
    return Deps(store=opened, today=partial(_today, chosen, opened))


def _today(chosen: Settings, opened: store.Store) -> dt.date:
    """Today where the practice is; where the settings say while nobody has named it."""
    with opened.reading() as session:
        stored = practice.stored(session)
    return chosen.date(stored.time_zone if stored else chosen.time_zone)


def is_empty(deps: Deps) -> bool:
    """Whether nothing is stored yet."""
    return demonstration.is_empty(deps)


def fill_demonstration(chosen: Settings, url: str, person: Person) -> None:
    """Store the demonstration practice in the empty database at ``url``.

    Raises:
        NotAllowed: the person may not do this.
        Conflict: the database is not empty.
        StoreFailure: the database cannot be written.
    """
    deps = open_deps(chosen, url)
    demonstration.fill(deps, person, chosen.time_zone)
    deps.store.close()
