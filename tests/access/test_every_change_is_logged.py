"""Whatever a workflow changes stands in the audit log, row by row; found by looking.

The workflows are those of the table of roles, in which every workflow must stand, so that a new
one that writes cannot go without.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.access import test_roles
from tests.access.test_roles import ADMINISTRATOR, WORKFLOWS, World
from vendor_eval.access.roles import Person, Role
from vendor_eval.audit.replay import BULK
from vendor_eval.store import Store
from vendor_eval.store.audit import digests, keeping, verify
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.audit.row_text import stored_rows
from vendor_eval.workflows import rounds
from vendor_eval.workflows.rounds import Assignment

SOMEBODY = Person("Somebody", Role.ADMINISTRATOR)
world = test_roles.world

Rows = dict[tuple[str, str], str]

# The workflows that have changed the world of this process.
DONE: set[str] = set()


def stored(store: Store) -> Rows:
    """Every audited row, and of those in bulk their digests, as JSON."""
    with store.reading() as session:
        connection = session.connection()
        found = {
            (table.name, key): row
            for table in keeping.audited()
            for key, row in stored_rows(connection, table)
        }
        bulk = {(one.entity, one.key): one.new or "" for one in digests.of_all(connection)}
    return found | bulk


def logged(store: Store, since: int) -> Iterator[tuple[str, str, str]]:
    with store.reading() as session:
        for one in entries(session.connection()):
            if one.seq > since:
                yield one.entity, one.key, one.by


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_a_workflow_changes_stands_in_the_log_under_a_name(world: World, name: str) -> None:
    store = world.deps.store
    _, call = WORKFLOWS[name]
    before = stored(store)
    with store.reading() as session:
        since = max(one.seq for one in entries(session.connection()))

    call(world, SOMEBODY)
    DONE.add(name)

    after = stored(store)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    told = {(entity, key) for entity, key, _ in logged(store, since)}
    assert changed <= told
    # What came and went again within the call is told, too; what nobody touched is not.
    assert {one for one in told - changed if one in before and one[0] != "export"} == set()
    assert {by for _, _, by in logged(store, since)} <= {SOMEBODY.name, ADMINISTRATOR.name}


def test_after_all_of_them_the_log_rebuilds_what_is_stored(world: World) -> None:
    # Those too whose test above was not asked for, or ran in another process.
    for name in [one for one in WORKFLOWS if one not in DONE]:
        WORKFLOWS[name][1](world, SOMEBODY)
    # No call of the table takes anything away by itself.
    kept = world.round()
    for asked in ([Assignment("Ada", "scalability/growth")], []):
        kept = rounds.assign(world.deps, SOMEBODY, kept, asked)

    with world.deps.store.reading() as session:
        found = verify(session, world.deps.store.key)
        actions = {one.action for one in entries(session.connection())}

    assert found.faults == ()
    assert {"insert", "update", "delete", BULK} <= actions
