"""What the doctor says of a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vendor_eval.audit import retention
from vendor_eval.errors import StoreFailure
from vendor_eval.store import State, health
from vendor_eval.store.failures import UNREACHABLE
from vendor_eval.store.health import Health
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.diagnoses import Diagnosis, failure, ok, warning

_RESTORE = "Restore the newest backup: vendor-eval restore FILE."
_REACH = "Of a server look at name, account, password, and the authority of its certificate."
_CLOCK = "Set the clock of this machine, and let it be set by the network."
_CLOCKS_APART_S = 5.0
# Rounding, and a server whose clock is a little ahead.
_AHEAD = dt.timedelta(minutes=1)
_STATES = {
    State.EMPTY: warning(
        "schema", "The database has no tables yet.", "Start the app once, or restore a backup."
    ),
    State.BEHIND: warning(
        "schema",
        "The tables are of an earlier version of the program.",
        "Take a backup; the next start of the app brings them up to date.",
    ),
    State.AHEAD: failure(
        "schema",
        "The tables are of a newer version of the program.",
        "Install that version.",
    ),
}


def examine(kept: Kept) -> Iterator[Diagnosis]:
    """Look at the database from its pages to its audit log."""
    try:
        found = health.examined(kept.url)
    except StoreFailure as error:
        is_away = str(error).startswith(UNREACHABLE)
        yield failure("database", str(error), _REACH if is_away else _RESTORE)
        return
    yield ok("database", f"{found.kind} answers.")
    yield _pages(found)
    if found.tables is not State.CURRENT:
        if not found.damage:
            yield _STATES[found.tables]
        return
    yield _schema(found)
    yield _references(found)
    yield _triggers(found)
    yield from _clock(found)
    if found.journal:
        yield _journal(found)
    yield from _audit(kept)


def _pages(found: Health) -> Diagnosis:
    if found.damage:
        first, more = found.damage[0], len(found.damage) - 1
        also = f" (and {more} more)" if more else ""
        return failure("integrity", f"The file is damaged: {first}{also}.", _RESTORE)
    if found.has_checksums is False:
        remedy = "Stop the server and run pg_checksums --enable."
        return warning("integrity", "PostgreSQL keeps no checksums of its pages.", remedy)
    return ok("integrity", "Every page is whole." if found.journal else "Pages have checksums.")


def _schema(found: Health) -> Diagnosis:
    if found.differences:
        listed = "; ".join(found.differences[:5])
        what = f"Tables or indexes are not as this program makes them: {listed}."
        return failure("schema", what, f"Undo what changed them, or take a backup. {_RESTORE}")
    return ok("schema", "Tables and indexes are those of this version.")


def _references(found: Health) -> Diagnosis:
    if found.dangling:
        what = f"{found.dangling:,} rows or rules point to what is not there."
        return failure("references", what, _RESTORE)
    return ok("references", "No row points to what is not there.")


def _triggers(found: Health) -> Diagnosis:
    if found.triggers:
        more = len(found.triggers) - 1
        also = f", and {more} more" if more else ""
        what = f"{found.triggers[0]}{also}: history could be changed without a trace."
        remedy = "Find out who changed the database; a backup that is restored has them all again."
        return failure("history", what, remedy)
    return ok("history", "The database itself refuses to change what was recorded.")


def _clock(found: Health) -> Iterator[Diagnosis]:
    now = dt.datetime.now(dt.UTC)
    if abs(found.ahead_s) > _CLOCKS_APART_S:
        what = f"The clock of the database server differs by {abs(found.ahead_s):,.0f} seconds."
        yield warning("clock", what, "Let the clocks of both machines be set by the network.")
    if found.newest is not None and found.newest > now + _AHEAD:
        stored = f"{found.newest:%Y-%m-%d %H:%M} UTC"
        what = f"It is {now:%Y-%m-%d %H:%M} UTC here, and something was stored later, at {stored}."
        yield failure("clock", what, _CLOCK)
    elif abs(found.ahead_s) <= _CLOCKS_APART_S:
        yield ok("clock", f"It is {now:%Y-%m-%d %H:%M} UTC, and nothing was stored later.")


def _journal(found: Health) -> Diagnosis:
    if not found.is_journal_safe:
        what = f"{found.kind} can damage a database in write-ahead mode, and this one is."
        remedy = "Stop every program that has the database open, then start the app again."
        return failure("journal", what, remedy)
    if found.journal == "wal":
        return ok("journal", f"Write-ahead log; {found.kind} is safe with it.")
    return ok("journal", f"Rollback journal, as {found.kind} is not safe with a write-ahead log.")


def _audit(kept: Kept) -> Iterator[Diagnosis]:
    try:
        verdict = health.verdict(kept.url, kept.key)
    except StoreFailure as error:
        yield failure("audit log", str(error), _RESTORE)
        return
    if verdict.faults:
        more = len(verdict.faults) - 1
        also = f" (and {more} more)" if more else ""
        remedy = "See all of it: vendor-eval audit verify."
        yield failure("audit log", f"{verdict.faults[0]}{also}.", remedy)
    else:
        what = f"{verdict.rows:,} entries are as they were sealed; it stands at {verdict.head}."
        yield ok("audit log", what)
        yield from _retention(kept)


def _retention(kept: Kept) -> Iterator[Diagnosis]:
    """What may be retired, which nobody has to do."""
    before = retention.limit(dt.datetime.now(dt.UTC), kept.retention_years)
    due = health.old_entries(kept.url, before)
    if due:
        what = f"{due:,} entries are older than {kept.retention_years} years and may be retired."
        yield ok("retention", what)
