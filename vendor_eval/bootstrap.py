"""The one place that wires: settings, the database, and what workflows need."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from vendor_eval import settings, store
from vendor_eval.access.roles import Person
from vendor_eval.audit.chain import EVERYBODYS, Key
from vendor_eval.errors import BadInput, Fault
from vendor_eval.notify import channels
from vendor_eval.settings import Settings, audit_key_file
from vendor_eval.store import practice
from vendor_eval.store.readiness import Probe
from vendor_eval.workflows import audit_keys, demonstration, doctor, upgrades, uploads
from vendor_eval.workflows.audit_keys import KeyPlace
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.diagnoses import Diagnosis, failure, ok, warning


def open_deps(chosen: Settings, url: str) -> Deps:
    """Open the database at ``url``, bringing its schema up to date.

    Raises:
        BadInput: the file of the audit log's key cannot be read or written.
        StoreFailure: the database cannot be opened or is newer than this program, or its audit
            log was sealed with another key.
    """
    kept = store.Store.open(url, key=ready(chosen, url))
    return Deps(store=kept, today=partial(_today, chosen, _Zone(chosen, kept)))


def ready(chosen: Settings, url: str) -> Key:
    """Bring the schema at ``url`` up to date, making the database when there is none.

    What a file held before its tables change is kept beside it. Uploads that a killed process
    left behind are removed.

    Returns:
        The key that its audit log is sealed with.

    Raises:
        BadInput, StoreFailure: as `open_deps`.
    """
    uploads.sweep()
    key = audit_keys.key_for(url, key_place(chosen))
    upgrades.bring_up_to_date(url, key)
    return key


def probe(url: str) -> Probe:
    """Asks the database at ``url`` whether people can work.

    Raises:
        StoreFailure: ``url`` is not an address of a database.
    """
    return Probe(url)


def key_place(chosen: Settings) -> KeyPlace:
    """Where the key of the audit log is."""
    secret = chosen.audit_key
    written = None if secret is None else secret.get_secret_value()
    return KeyPlace(audit_key_file(chosen), written)


@contextmanager
def opened(chosen: Settings, url: str) -> Iterator[Deps]:
    """As `open_deps`, for the length of a block; the store is closed at its end."""
    deps = open_deps(chosen, url)
    try:
        yield deps
    finally:
        deps.store.close()


def _today(chosen: Settings, zone: _Zone) -> dt.date:
    return chosen.today or chosen.date(zone.name())


class _Zone:
    """The practice's time zone, read once a second: a page asks for the day many times."""

    _LASTS_S = 1.0

    def __init__(self, chosen: Settings, kept: store.Store) -> None:
        self._chosen, self._kept = chosen, kept
        self._read: tuple[float, str] | None = None

    def name(self) -> str:
        """Where the practice is; where the settings say while nobody has named it."""
        now = time.monotonic()
        if self._read is None or now - self._read[0] > self._LASTS_S:
            with self._kept.reading() as session:
                stored = practice.stored(session)
            self._read = (now, stored.time_zone if stored else self._chosen.time_zone)
        return self._read[1]


def fill_demonstration(chosen: Settings, url: str, person: Person) -> None:
    """Store the demonstration practice in the empty database at ``url``.

    Raises:
        NotAllowed: the person may not do this.
        BadInput: the database is not empty.
        StoreFailure: the database cannot be written.
    """
    with opened(chosen, url) as deps:
        demonstration.fill(deps, person, chosen.time_zone)


def ready_demonstration(chosen: Settings, url: str, person: Person) -> None:
    """Store the demonstration practice at ``url`` unless something is stored there already.

    Raises:
        NotAllowed, StoreFailure: as `fill_demonstration`.
    """
    with opened(chosen, url) as deps:
        if demonstration.is_empty(deps):
            demonstration.fill(deps, person, chosen.time_zone)


def kept(chosen: Settings, url: str) -> Kept:
    """Where the data is, for whoever looks after it; nothing is opened or made.

    Raises:
        BadInput: the file of the audit log's key cannot be read.
    """
    key = audit_keys.known(key_place(chosen)) or EVERYBODYS
    return Kept(url, key, chosen.audit_retention_years)


def kept_to_restore(chosen: Settings, url: str) -> Kept:
    """As `kept`; the key is made where there is none, for a log that begins with the restore.

    Raises:
        BadInput: the file of the audit log's key cannot be read or written.
    """
    return Kept(url, audit_keys.made(key_place(chosen)))


def key_files(chosen: Settings) -> dict[str, Path]:
    """The files that no backup holds, by what is in them; they need not exist."""
    files = {"claim keys": settings.claim_keys(chosen)}
    if chosen.audit_key is None:
        files["key of the audit log"] = settings.audit_key_file(chosen)
    return files


def examined(person: Person) -> tuple[Diagnosis, ...]:
    """Look over the installation that the settings describe.

    Raises:
        NotAllowed: the person may not look after the database.
    """
    try:
        chosen = settings.current()
        place = kept(chosen, settings.database_url(chosen))
    except BadInput as error:
        wrong = tuple(_wrong(fault) for fault in error.faults)
        return doctor.examine(person, doctor.Installation(None, settings=wrong))
    found = (ok("settings", "Every setting can be used."), _reminders(chosen))
    return doctor.examine(person, doctor.Installation(place, key_files(chosen), found))


def _wrong(fault: Fault) -> Diagnosis:
    return failure("settings", f"{fault.where} {fault.what}.", f"{fault.mend.capitalize()}.")


def _reminders(chosen: Settings) -> Diagnosis:
    """Whether somebody can be reminded; addresses hold passwords and are not shown."""
    urls = chosen.reminder_urls.get_secret_value().split()
    if not urls:
        remedy = "Set VENDOR_EVAL_REMINDER_URLS, or look at the Overview often."
        return warning("reminders", "Nobody is reminded of what is due.", remedy)
    try:
        channels.check(urls)
    except BadInput as error:
        return failure(
            "reminders", f"{error.faults[0].where} {error.faults[0].what}.", "Correct it."
        )
    return ok("reminders", f"{len(urls)} channels can be written to.")
