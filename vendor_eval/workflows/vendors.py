"""The vendors that a person may see."""

from __future__ import annotations

from vendor_eval.access.roles import Permission, Person, names_seen, require
from vendor_eval.store import measures
from vendor_eval.workflows.deps import Deps


def listed(deps: Deps, person: Person) -> tuple[str, ...]:
    """Those of all vendors that the person may see, by name.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return names_seen(person, measures.vendors(session))
