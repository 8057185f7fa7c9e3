"""Options that the commands about claims share, and what they say on standard error."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.cli.terminal import contents, day_named
from vendor_eval.errors import BadInput, Fault
from vendor_eval.naming import printable
from vendor_eval.time_zones import zone_named

if TYPE_CHECKING:
    from vendor_eval.claims.kpis import Recomputed
    from vendor_eval.claims.mapping import ExtractMapping

MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", help="How your extracts are headed and worded, a TOML file."),
]

AsOf = Annotated[
    str | None, typer.Option(help="Look at what is open from the end of this day, 2026-03-31.")
]
TimeZone = Annotated[
    str | None, typer.Option(help="The practice's, as America/Chicago; else from settings.")
]
CodingLimit = Annotated[str, typer.Option(help="Within which coding is on time.")]
VendorName = Annotated[
    str | None, typer.Option(help="Whose claims they are, when no column or folder does.")
]


def as_of_day(text: str | None) -> dt.date | None:
    """The day looked from.

    Raises:
        BadInput: it is not written as 2026-03-31, or claims of that time there are none.
    """
    if text is None:
        return None
    day = day_named(text, "--as-of")
    if not dt.date(1900, 1, 1) <= day < dt.date(2200, 1, 1):
        what = f"there are no claims of {day.year}"
        raise BadInput([Fault("--as-of", what, "correct the year")])
    return day


def time_zone(text: str | None) -> str:
    """The practice's time zone, by default that of the settings.

    Raises:
        BadInput: there is no such time zone.
    """
    if text is None:
        from vendor_eval import settings

        return settings.current().time_zone
    zone = zone_named(text)
    if zone is None:
        what = f"{text!r} is not a time zone"
        raise BadInput([Fault("--timezone", what, "write one such as America/Chicago")])
    return zone.key


def coding_hours(text: str) -> int:
    """The calendar hours within which coding is on time.

    Raises:
        BadInput: they are no whole hours from 1.
    """
    from vendor_eval.quantities import Quantity, Unit

    mend = 'write whole calendar hours, such as "48 h"'
    try:
        hours = Quantity.parse(text, bare=Unit.HOURS).within(Unit.HOURS).value
    except ValueError as error:
        raise BadInput([Fault("--limit", str(error), mend)]) from None
    if hours <= 0 or hours != int(hours):
        raise BadInput([Fault("--limit", f"{text!r} is no limit for coding", mend)])
    return int(hours)


def extract_mapping(file: Path | None) -> ExtractMapping:
    """How extracts are headed and worded, as the file says; without one, as documented.

    Raises:
        NotFound: there is no such file.
        BadInput: with every fault of the file.
    """
    from vendor_eval.claims.mapping import AS_NAMED
    from vendor_eval.workflows import claim_mappings
    from vendor_eval.workflows.checks import NamedFile

    if file is None:
        return AS_NAMED
    return claim_mappings.extract_mapping(NamedFile(file.name, contents(file)[0]))


def say_beside(done: Recomputed) -> None:
    """What does not count, and what to know about what does, on standard error."""
    from vendor_eval.reports.wording import counted

    for one in done.rejected:
        sys.stderr.write(f"{printable(one.file)}: {one.text} [{one.code}]\n")
    for reason in (*done.not_computable, *done.left_out):
        sys.stderr.write(f"{reason.metric}: {reason.because}\n")
    for metric, month in done.provisional.items():
        sys.stderr.write(f"{metric}: provisional from {month} on, as of {done.as_of}\n")
    for note in done.noted:
        whose = f"{note.vendor}: " if note.vendor else ""
        sys.stderr.write(f"{whose}{note.count:,} {note.text} [{note.what}]\n")
    for found in done.checks:
        if found.rows and found.column is None:
            sys.stderr.write(f"{counted(found.rows, 'row')}: {found.text} [{found.check}]\n")
