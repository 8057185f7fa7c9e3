"""Where the values that are judged come from, of a vendor or of all of a month's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from vendor_eval.access.roles import Permission, Person, names_seen, require
from vendor_eval.measurement import Truth
from vendor_eval.quantities import Month
from vendor_eval.reports.origins import Origin, Origins
from vendor_eval.store.received import ReadFrom, read_from, received
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.joined_truths import Truths


def of_truths(known: Sequence[Truths], zone: dt.tzinfo) -> Origins:
    """What each of the values comes from.

    Args:
        zone: in which days are told.
    """
    found: dict[tuple[str, str, Month, Truth], tuple[Origin, ...]] = {}
    for one in known:
        what = one.found.known
        of = (what.vendor, what.metric, what.month)
        if one.files:
            found[*of, Truth.REPORTED] = _of_files(one.files, zone)
        if one.run is not None:
            on = one.run.at.astimezone(zone).date()
            made = Origin(Truth.RECOMPUTED, on, one.run.by, as_of=one.run.as_of)
            found[*of, Truth.RECOMPUTED] = (made,)
        if one.audit is not None:
            on = one.audit.recorded_at.astimezone(zone).date()
            found[*of, Truth.AUDITED] = (Origin(Truth.AUDITED, on, one.audit.recorded_by),)
    return found


def of_reported(
    deps: Deps, person: Person, vendors: Collection[str], month: Month, *, zone: dt.tzinfo
) -> Origins:
    """What the reported values of a month come from, of those vendors that the person may see.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        frame = received(session, names_seen(person, vendors), (month, month))
    return {(*of, Truth.REPORTED): _of_files(files, zone) for of, files in read_from(frame).items()}


def _of_files(files: Sequence[ReadFrom], zone: dt.tzinfo) -> tuple[Origin, ...]:
    return tuple(
        Origin(Truth.REPORTED, one.at.astimezone(zone).date(), one.by, one.file_name)
        for one in files
    )
