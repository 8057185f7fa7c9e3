"""The commands about claims: ``claims kpis``, ``claims denials`` and ``claims definitions``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli import definitions
from vendor_eval.cli.claim_options import (
    AsOf,
    CodingLimit,
    MappingFile,
    TimeZone,
    VendorName,
    as_of_day,
    coding_hours,
    extract_mapping,
    say_beside,
    time_zone,
)
from vendor_eval.cli.terminal import BAD_INPUT, FINE, AsJson, month_named, print_json
from vendor_eval.errors import BadInput, Fault, NotFound

if TYPE_CHECKING:
    from vendor_eval.claims.kpis import Kpi, Recomputed

claims_app = typer.Typer(help="Metrics recomputed from claims.", no_args_is_help=True)
_GROUPS = {"vendor", "month"}


@claims_app.callback()
def _claims() -> None:
    """Metrics recomputed from claims."""


claims_app.command("definitions")(definitions.definitions)


@claims_app.command("kpis")
def kpis(  # noqa: PLR0913, PLR0917 - the options are read off the signature
    paths: Annotated[list[Path], typer.Argument(help="Claim extracts or X12 files, or folders.")],
    by: Annotated[str, typer.Option(help="What values are parted by.")] = "vendor,month",
    metrics: Annotated[
        str | None, typer.Option(help="Ids of metrics, with commas between; else all.")
    ] = None,
    as_of: AsOf = None,
    timezone: TimeZone = None,
    limit: CodingLimit = "48 h",
    vendor: VendorName = None,
    engine: Annotated[
        str, typer.Option(help="Where they are worked out: duckdb, spark, postgres, clickhouse.")
    ] = "duckdb",
    mapping: MappingFile = None,
    as_json: AsJson = False,
) -> None:
    """Recompute every metric that claim extracts or X12 files allow, by vendor and month.

    What identifies patients has no place in an extract: a file with such a column or text is
    refused, and its content is never repeated. Of X12 it is left behind while reading.
    """
    from vendor_eval import settings
    from vendor_eval.claims.terms import Agreed
    from vendor_eval.workflows import claims

    _refuse_other(by)
    chosen = settings.current()
    agreed = Agreed(
        time_zone=time_zone(timezone), as_of=as_of_day(as_of), coding_hours=coding_hours(limit)
    )
    wanted = claims.Asked(
        paths,
        agreed,
        _metrics(metrics),
        vendor,
        analyses=(),
        keys=settings.claim_keys(chosen),
        mapping=extract_mapping(mapping),
        engine=engine,
        address=settings.engine_address(chosen, engine),
    )
    _show(claims.recomputed(local_person(), wanted), as_json=as_json)


def _show(done: Recomputed, *, as_json: bool) -> None:
    """Write what came of the files, and end."""
    from vendor_eval.reports.kpis_json import kpis_json

    say_beside(done)
    if as_json:
        print_json(kpis_json(done))
    else:
        for one in done.kpis:
            sys.stdout.write(_line(one))
    raise typer.Exit(FINE if done.files else BAD_INPUT)


@claims_app.command("denials")
def denials(  # noqa: PLR0913, PLR0917 - the options are read off the signature
    paths: Annotated[list[Path], typer.Argument(help="Claims and adjustments, or folders.")],
    month: Annotated[str | None, typer.Option(help="Only this month, 2026-03.")] = None,
    as_of: AsOf = None,
    timezone: TimeZone = None,
    vendor: VendorName = None,
    mapping: MappingFile = None,
    as_json: AsJson = False,
) -> None:
    """Say what was denied, by month, reason, payer, specialty and site, and what recurs.

    Reasons are those of the remittances' adjustments, which stand in a file of their own.
    """
    from vendor_eval import settings
    from vendor_eval.claims.terms import Agreed
    from vendor_eval.reports.denial_words import denial_lines
    from vendor_eval.reports.denials_json import denials_json
    from vendor_eval.workflows import denials as workflow

    only = None if month is None else month_named(month, "--month")
    agreed = Agreed(time_zone=time_zone(timezone), as_of=as_of_day(as_of))
    keys = settings.claim_keys(settings.current())
    headed = extract_mapping(mapping)
    asked = workflow.Asked(paths, agreed, (), vendor, keys=keys, mapping=headed)
    analysed = workflow.analysed(local_person(), asked)
    say_beside(analysed.recomputed)
    found = [
        (one.vendor, one.found, one.recurring)
        for one in analysed.months
        if only is None or one.found.month == only
    ]
    if as_json:
        print_json(denials_json(found, analysed.recomputed))
    else:
        for one in found:
            sys.stdout.write("".join(f"{line}\n" for line in denial_lines(*one)))
    raise typer.Exit(FINE if analysed.recomputed.files else BAD_INPUT)


def _refuse_other(by: str) -> None:
    if {part.strip() for part in by.split(",")} != _GROUPS:
        what = "values are parted by vendor and month only"
        raise BadInput([Fault("--by", what, "say vendor,month")])


def _metrics(text: str | None) -> tuple[str, ...]:
    """The ids asked for, in the catalogue's order.

    Raises:
        NotFound: the catalogue has no such metric; all such are named.
        BadInput: no metric is named.
    """
    from vendor_eval.metrics import CATALOGUE

    if text is None:
        return tuple(CATALOGUE)
    asked = [one.strip() for one in text.split(",") if one.strip()]
    if not asked:
        mend = "write ids such as denial_rate, or leave the option out"
        raise BadInput([Fault("--metrics", "names no metric", mend)])
    unknown = [f"{one}: there is no such metric" for one in asked if one not in CATALOGUE]
    if unknown:
        raise NotFound("\n".join(unknown))
    return tuple(id for id in CATALOGUE if id in asked)


def _line(one: Kpi) -> str:
    from vendor_eval.metrics import CATALOGUE
    from vendor_eval.quantities import shown

    value = "-" if one.value is None else shown(one.value, CATALOGUE[one.metric].unit)
    pending = f"  {one.pending:,} pending" if one.pending else ""
    return f"{one.month}  {one.metric:30} {value:>14}  {one.vendor}{pending}\n"
