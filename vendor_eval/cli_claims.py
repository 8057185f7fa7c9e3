"""The commands about claims: ``claims kpis``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.terminal import BAD_INPUT, FINE, AsJson, print_json

if TYPE_CHECKING:
    from vendor_eval.claims.kpis import Kpi, Recomputed

claims_app = typer.Typer(help="Metrics recomputed from claims.", no_args_is_help=True)
_ENGINE, _GROUPS = "duckdb", {"vendor", "month"}


@claims_app.callback()
def _claims() -> None:
    """Metrics recomputed from claims."""


@claims_app.command("kpis")
def kpis(  # noqa: PLR0913, PLR0917 - the options are read off the signature
    paths: Annotated[list[Path], typer.Argument(help="Claim extracts or X12 files, or folders.")],
    by: Annotated[str, typer.Option(help="What values are parted by.")] = "vendor,month",
    metrics: Annotated[
        str | None, typer.Option(help="Ids of metrics, with commas between; else all.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Look at what is open from the end of this day, 2026-03-31.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(help="The practice's, as America/Chicago; else from settings.")
    ] = None,
    limit: Annotated[str, typer.Option(help="Within which coding is on time.")] = "48 h",
    vendor: Annotated[
        str | None, typer.Option(help="Whose claims they are, when no column or folder does.")
    ] = None,
    engine: Annotated[str, typer.Option(help="Where they are worked out.")] = _ENGINE,
    as_json: AsJson = False,
) -> None:
    """Recompute every metric that claim extracts or X12 files allow, by vendor and month.

    What identifies patients has no place in an extract: a file with such a column or text is
    refused, and its content is never repeated. Of X12 it is left behind while reading.
    """
    from vendor_eval import settings
    from vendor_eval.claims.terms import Agreed
    from vendor_eval.reports.kpis_json import kpis_json
    from vendor_eval.workflows import claims

    _refuse_other(by, engine)
    agreed = Agreed(time_zone=_zone(timezone), as_of=_day(as_of), coding_hours=_whole_hours(limit))
    keys = settings.claim_keys(settings.current())
    wanted = claims.Asked(paths, agreed, _metrics(metrics), vendor, keys=keys)
    done = claims.recomputed(local_person(), wanted)
    _say_beside(done)
    if as_json:
        print_json(kpis_json(done))
    else:
        for one in done.kpis:
            sys.stdout.write(_line(one))
    raise typer.Exit(FINE if done.files else BAD_INPUT)


def _refuse_other(by: str, engine: str) -> None:
    faults = []
    if {part.strip() for part in by.split(",")} != _GROUPS:
        faults.append(
            Fault("--by", "values are parted by vendor and month only", "say vendor,month")
        )
    if engine != _ENGINE:
        what = "only the embedded engine is here so far"
        faults.append(Fault("--engine", what, f"say {_ENGINE}, or leave it out"))
    if faults:
        raise BadInput(faults)


def _metrics(text: str | None) -> tuple[str, ...]:
    """The ids asked for, in the catalogue's order.

    Raises:
        NotFound: the catalogue has no such metric; all such are named.
    """
    from vendor_eval.metrics import CATALOGUE

    if text is None:
        return tuple(CATALOGUE)
    asked = [one.strip() for one in text.split(",") if one.strip()]
    unknown = [f"{one}: there is no such metric" for one in asked if one not in CATALOGUE]
    if unknown:
        raise NotFound("\n".join(unknown))
    return tuple(id for id in CATALOGUE if id in asked)


def _day(text: str | None) -> dt.date | None:
    """The day looked from.

    Raises:
        BadInput: it is not written as 2026-03-31, or claims of that time there are none.
    """
    if text is None:
        return None
    mend = "write it as 2026-03-31"
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput([Fault("--as-of", f"{text!r} is not a date", mend)]) from None
    if not dt.date(1900, 1, 1) <= day < dt.date(2200, 1, 1):
        raise BadInput([Fault("--as-of", f"there are no claims of {day.year}", mend)])
    return day


def _zone(text: str | None) -> str:
    if text is None:
        from vendor_eval import settings

        return settings.current().time_zone
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        what = f"{text!r} is not a time zone"
        raise BadInput([Fault("--timezone", what, "write one such as America/Chicago")]) from None


def _whole_hours(text: str) -> int:
    from vendor_eval.quantities import Quantity, Unit

    mend = 'write whole calendar hours, such as "48 h"'
    try:
        hours = Quantity.parse(text, bare=Unit.HOURS).within(Unit.HOURS).value
    except ValueError as error:
        raise BadInput([Fault("--limit", str(error), mend)]) from None
    if hours <= 0 or hours != int(hours):
        raise BadInput([Fault("--limit", f"{text!r} is no limit for coding", mend)])
    return int(hours)


def _say_beside(done: Recomputed) -> None:
    """What does not count, and what to know about what does, on standard error."""
    for one in done.rejected:
        sys.stderr.write(f"{one.file}: {one.text} [{one.code}]\n")
    for reason in (*done.not_computable, *done.left_out):
        sys.stderr.write(f"{reason.metric}: {reason.because}\n")
    for metric, month in done.provisional.items():
        sys.stderr.write(f"{metric}: provisional from {month} on, as of {done.as_of}\n")
    for note in done.noted:
        whose = f"{note.vendor}: " if note.vendor else ""
        sys.stderr.write(f"{whose}{note.count:,} {note.text} [{note.what}]\n")
    for found in done.checks:
        if found.rows and found.column is None:
            sys.stderr.write(f"{found.rows:,} rows: {found.text} [{found.check}]\n")


def _line(one: Kpi) -> str:
    from vendor_eval.metrics import CATALOGUE
    from vendor_eval.quantities import shown

    value = "-" if one.value is None else shown(one.value, CATALOGUE[one.metric].unit)
    pending = f"  {one.pending:,} pending" if one.pending else ""
    return f"{one.month}  {one.metric:30} {value:>14}  {one.vendor}{pending}\n"
