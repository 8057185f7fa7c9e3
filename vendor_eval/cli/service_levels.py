"""``sla check``: a contract and measures as files, judged without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import (
    BREACH_FOUND,
    FINE,
    AsJson,
    contents,
    month_named,
    print_json,
    say_messages,
)

if TYPE_CHECKING:
    from vendor_eval.sla.findings import Assessment


def check(
    contract: Annotated[Path, typer.Argument(help="The contract, a TOML file.")],
    measures: Annotated[Path, typer.Argument(help="Monthly measures, CSV or XLSX.")],
    through: Annotated[
        str | None, typer.Option(help="Last month to judge, 2026-03; else the vendor's last.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Judge every month of a contract: findings, service credits, rights to terminate."""
    from vendor_eval.reports.sla_json import assessment_json
    from vendor_eval.sla.findings import Status
    from vendor_eval.workflows import checks

    last = None if through is None else month_named(through, "--through")
    terms, rows = contents(contract, measures)
    done = checks.check(
        local_person(),
        checks.NamedFile(contract.name, terms),
        checks.NamedFile(measures.name, rows),
        last,
    )
    say_messages(done.messages)
    _say_passed_over(done.other_vendors, "of other vendors")
    _say_passed_over(done.outside_term, "outside the term")
    _say_no_total(done.no_total)
    if as_json:
        print_json(assessment_json(done.assessment))
    else:
        for finding in done.assessment.findings:
            sys.stdout.write(f"{finding.month}  {finding.status.shown:13}  {finding.reason}\n")
        sys.stdout.write(_money_line(done.assessment))
    breached = any(one.status is Status.BREACH for one in done.assessment.findings)
    raise typer.Exit(BREACH_FOUND if breached else FINE)


def _money_line(assessment: Assessment) -> str:
    gross, back, kept = assessment.gross, assessment.earned_back, assessment.retained
    return f"Credits {gross.shown}, earned back {back.shown}, retained {kept.shown}\n"


def _say_passed_over(rows: int, why: str) -> None:
    if rows:
        were = "row {} was" if rows == 1 else "rows {} were"
        sys.stderr.write(f"{rows} {were.format(why)} passed over\n")


def _say_no_total(rows: int) -> None:
    """Say how many values of parts of the practice are missing from its totals, if any."""
    if rows:
        which = "row gives a part" if rows == 1 else "rows give parts"
        sys.stderr.write(
            f"{rows:,} {which} of the practice and cannot be added up: such a month counts as not "
            "reported; add a row for the whole practice, or for rates numerator and denominator\n"
        )
