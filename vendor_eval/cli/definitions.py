"""``claims definitions``: one cohort under all its definitions at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.access.roles import local_person
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
from vendor_eval.cli.terminal import BAD_INPUT, FINE, AsJson, contents, print_json
from vendor_eval.errors import BadInput, Fault, NotFound

if TYPE_CHECKING:
    from vendor_eval.claims.clock import BusinessCalendar
    from vendor_eval.claims.sensitivity import Cohort, Row
    from vendor_eval.claims.variants import Family


def definitions(  # noqa: PLR0913, PLR0917 - the options are read off the signature
    paths: Annotated[list[Path], typer.Argument(help="Claim extracts or X12 files, or folders.")],
    metric: Annotated[
        str | None, typer.Option(help="Only the family of this metric or definition.")
    ] = None,
    family: Annotated[str | None, typer.Option(help="Only this family, as denial.")] = None,
    contract: Annotated[
        Path | None,
        typer.Option(help="A contract, a TOML file, that names definitions and limits."),
    ] = None,
    calendar: Annotated[Path | None, typer.Option(help="When work is done, a TOML file.")] = None,
    as_of: AsOf = None,
    timezone: TimeZone = None,
    limit: CodingLimit = "48 h",
    vendor: VendorName = None,
    mapping: MappingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the same claims under every definition of the field, against the same limits.

    The limits are the contract's for the definition that it names, else the documented ones.
    """
    from vendor_eval import settings
    from vendor_eval.claims.terms import Agreed
    from vendor_eval.reports.definitions_json import definitions_json
    from vendor_eval.workflows import claims
    from vendor_eval.workflows import definitions as workflow
    from vendor_eval.workflows.checks import NamedFile

    families = _families(metric, family)
    zone, day, hours = time_zone(timezone), as_of_day(as_of), coding_hours(limit)
    agreed = Agreed(zone, day, hours, calendar=_clock(calendar))
    keys = settings.claim_keys(settings.current())
    headed = extract_mapping(mapping)
    asked = claims.Asked(paths, agreed, vendor=vendor, keys=keys, mapping=headed)
    terms = None if contract is None else NamedFile(contract.name, contents(contract)[0])
    done = workflow.compared(local_person(), asked, families, terms)
    say_beside(done.recomputed)
    if as_json:
        print_json(definitions_json(done.recomputed, done.cohorts))
    else:
        for cohort, rows in done.cohorts:
            sys.stdout.write("".join(_lines(cohort, rows)))
    raise typer.Exit(FINE if done.recomputed.files else BAD_INPUT)


def _clock(file: Path | None) -> BusinessCalendar | None:
    """When work is done, as the file says; None without one."""
    from vendor_eval.workflows.calendars import business_calendar
    from vendor_eval.workflows.checks import NamedFile

    return None if file is None else business_calendar(NamedFile(file.name, contents(file)[0]))


def _families(metric: str | None, family: str | None) -> Sequence[Family]:
    """The families asked for; all without a word.

    Raises:
        BadInput: both options are given.
        NotFound: there is no such family, or none has such a metric.
    """
    from vendor_eval.claims.variants import FAMILIES, VARIANTS, Family, family_of
    from vendor_eval.metrics import CATALOGUE

    if metric is not None and family is not None:
        what = "a metric is of one family already"
        raise BadInput([Fault("--family", what, "say --metric or --family")])
    if family is not None:
        if family not in set(Family):
            known = ", ".join(FAMILIES)
            raise NotFound(f"{family}: there is no such family; there are {known}")
        return (Family(family),)
    if metric is None:
        return tuple(FAMILIES)
    found = family_of(metric) if metric in CATALOGUE or metric in VARIANTS else None
    if found is None:
        raise NotFound(f"{metric}: no family of definitions has such a metric")
    return (found,)


def _lines(cohort: Cohort, rows: Sequence[Row]) -> list[str]:
    from vendor_eval.claims.variants import FAMILIES

    head = f"{cohort.vendor}, {cohort.month}: {FAMILIES[cohort.family].label}\n"
    return [head, *(_line(row) for row in rows)]


def _line(row: Row) -> str:
    from vendor_eval.quantities import shown

    kpi, wording = row.kpi, row.wording
    value = "-" if kpi.value is None else shown(kpi.value, wording.unit)
    light = "" if row.light is None else row.light.value
    remarks = [
        text
        for text, holds in (
            ("the contract's own", row.is_named),
            (f"{kpi.pending:,} pending", kpi.pending),
            ("provisional", row.is_provisional),
        )
        if holds
    ]
    beside = f"  ({', '.join(remarks)})" if remarks else ""
    return f"  {value:>14}  {light:5}  {wording.label}{beside}\n"
