"""Patient data typed into any text that any workflow takes: none of it is kept.

The workflows are those of the table of roles, in which every workflow must stand, so that a new
one that writes cannot go without.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

import pytest

from tests.access import test_roles
from tests.access.test_roles import ADMINISTRATOR, WORKFLOWS, World
from vendor_eval.errors import VendorEvalError
from vendor_eval.store import Store
from vendor_eval.store.audit.reading import entries
from vendor_eval.workflows.claim_runs import Prepared
from vendor_eval.workflows.own_scorecards import Revision
from vendor_eval.workflows.rounds import Round

SSN = "219-09-9999"
CANARY = f"As told: SSN {SSN}, jane.roe@mail.example"
# Read from the store and handed back with what the app itself changes in them: no form makes one.
# The names of a run's files are tried where they are read.
HANDED_BACK = (Round, Revision, Prepared)
world = test_roles.world


def poisoned(value: Any) -> Iterator[Any]:
    """The value with the canary in one of its texts, for each of them in turn.

    Of several of a kind the first one has to do.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        yield CANARY
    elif isinstance(value, tuple | list):
        yield from (type(value)((bad, *value[1:])) for one in value[:1] for bad in poisoned(one))
    elif isinstance(value, Mapping):
        first = list(value.items())[:1]
        yield from ({**value, key: bad} for key, one in first for bad in poisoned(one))
    elif dataclasses.is_dataclass(value) and not isinstance(value, (type, *HANDED_BACK)):
        parts = [part.name for part in dataclasses.fields(value) if part.init]
        for part in parts:
            for bad in poisoned(getattr(value, part)):
                yield dataclasses.replace(value, **{part: bad})


def calls_with_a_canary(
    name: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], object]]:
    """The workflow's call of the table of roles is made once, then given for each of its texts."""
    module, _, function = name.rpartition(".")
    home = importlib.import_module(f"vendor_eval.workflows.{module}")
    real = getattr(home, function)
    asked: list[tuple[Sequence[Any], Mapping[str, Any]]] = []

    def heard(*given: Any, **named: Any) -> Any:
        asked.append((given, named))
        return real(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(home, function, heard)
        WORKFLOWS[name][1](world, ADMINISTRATOR)
    given, named = asked[-1]
    for at, one in enumerate(given):
        if one not in (world.deps, ADMINISTRATOR):
            for bad in poisoned(one):
                yield lambda at=at, bad=bad: real(*given[:at], bad, *given[at + 1 :], **named)


def last(store: Store) -> int:
    with store.reading() as session:
        return max(one.seq for one in entries(session.connection()))


def noted(store: Store, since: int) -> str:
    """Every row that was written since an entry of the log, as it was and as it is."""
    with store.reading() as session:
        return "\n".join(str(one) for one in entries(session.connection()) if one.seq > since)


def said_of(call: Callable[[], object]) -> str:
    """What whoever typed the canary is told; empty where nothing was wrong with it."""
    try:
        call()
    except VendorEvalError as error:
        return str(error)
    except (KeyError, ValueError):
        # One of a closed choice, which no form lets anybody type.
        return ""
    return ""


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_is_typed_about_a_patient_is_neither_kept_nor_repeated(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = world.deps.store
    since = last(store)
    calls = calls_with_a_canary(name, world, monkeypatch)
    first = next(calls, None)
    # What takes no text, or writes nothing where it is called as it should be, keeps none.
    if first is not None and last(store) > since:
        since = last(store)
        told = "".join(map(said_of, (first, *calls)))

        assert SSN not in noted(store, since)
        assert SSN not in told + caplog.text
