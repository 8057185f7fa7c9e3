"""The same use cases at a prompt: ``vendor-eval``.

Exit status: 0 fine, 1 a breach, a lost gate or a wrong invoice was found, 2 bad input, 3 something
that was named was not found.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval import (
    __version__,
    cli_audit,
    cli_claims,
    cli_operations,
    cli_pricing,
    cli_reminders,
    cli_scorecards,
    cli_serving,
)
from vendor_eval.access.roles import local_person
from vendor_eval.errors import BadInput, Fault, NotFound, VendorEvalError
from vendor_eval.quantities import Month
from vendor_eval.sla.findings import Assessment, Status
from vendor_eval.terminal import (
    BAD_INPUT,
    BREACH_FOUND,
    FINE,
    NOT_FOUND,
    AsJson,
    contents,
    database,
    hand_out,
    month_named,
    print_json,
    say_messages,
)

if TYPE_CHECKING:
    from vendor_eval.workflows.readings import Upload

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
metrics_app = typer.Typer(help="The metric catalogue.", no_args_is_help=True)
import_app = typer.Typer(help="Read vendors' reports into the database.", no_args_is_help=True)
sla_app = typer.Typer(help="Service levels against measures.", no_args_is_help=True)
report_app = typer.Typer(help="Reports as files.", no_args_is_help=True)
app.add_typer(metrics_app, name="metrics")
app.add_typer(import_app, name="import")
app.add_typer(sla_app, name="sla")
app.add_typer(report_app, name="report")
app.add_typer(cli_pricing.check_app, name="check")
app.add_typer(cli_scorecards.scorecards_app, name="scorecards")
app.add_typer(cli_claims.claims_app, name="claims")
app.add_typer(cli_audit.commands, name="audit")
app.command("score")(cli_scorecards.score)
app.command("price")(cli_pricing.price)
app.command("remind")(cli_reminders.remind)
app.command("calendar")(cli_reminders.calendar)
app.command("backup")(cli_operations.backup)
app.command("restore")(cli_operations.restore)
app.command("doctor")(cli_operations.doctor)
app.command("demo")(cli_serving.demo)
app.command("serve")(cli_serving.serve)
report_app.command("cost")(cli_pricing.report_cost)
report_app.command("comparison")(cli_scorecards.report_comparison)
report_app.command("scorecard")(cli_scorecards.report_scorecard)


@app.callback(invoke_without_command=True)
def about(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Hold billing vendors to their contracts, from the practice's own figures."""
    if version:
        sys.stdout.write(f"vendor-eval {__version__}\n")
        raise typer.Exit


def main() -> None:
    """Run one command; end with its exit status."""
    try:
        app()
    except VendorEvalError as error:
        _say_faults(error)
        sys.exit(NOT_FOUND if isinstance(error, NotFound) else BAD_INPUT)


def _say_faults(error: VendorEvalError) -> None:
    """Every fault on standard error, and as JSON on standard output when that was asked for."""
    sys.stderr.write(f"{error}\n")
    if "--json" in sys.argv:
        print_json({"faults": _faults_json(error)})


def _faults_json(error: VendorEvalError) -> list[dict[str, str | None]]:
    if isinstance(error, BadInput):
        return [{"where": f.where, "what": f.what, "mend": f.mend} for f in error.faults]
    return [{"where": None, "what": line, "mend": None} for line in str(error).splitlines()]


def _month(text: str | None, option: str) -> Month | None:
    """A month given as an option.

    Raises:
        BadInput: it is not written as 2026-03.
    """
    return None if text is None else month_named(text, option)


@metrics_app.command("list")
def metrics_list(as_json: AsJson = False) -> None:
    """List every metric with its unit, direction, limits, definition and source."""
    from vendor_eval.metrics import CATALOGUE
    from vendor_eval.reports.metric_dictionary import listing

    rows = listing(CATALOGUE)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        limits = " ".join(row[name] or "-" for name in ("target", "warning"))
        sys.stdout.write(f"{row['id']:30} {row['unit']:14} {limits:22} {row['name']}\n")


@metrics_app.command("document")
def metrics_document() -> None:
    """Print the metric dictionary, the content of docs/metrics.md."""
    from vendor_eval.metrics import CATALOGUE
    from vendor_eval.reports.metric_dictionary import markdown

    sys.stdout.write(markdown(CATALOGUE))


@sla_app.command("check")
def sla_check(
    contract: Annotated[Path, typer.Argument(help="The contract, a TOML file.")],
    measures: Annotated[Path, typer.Argument(help="Monthly measures, CSV or XLSX.")],
    through: Annotated[
        str | None, typer.Option(help="Last month to judge, 2026-03; else the vendor's last.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Judge every month of a contract: findings, service credits, rights to terminate."""
    from vendor_eval.reports.sla_json import assessment_json
    from vendor_eval.workflows import checks

    last = _month(through, "--through")
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


@import_app.command("measures")
def import_measures(  # noqa: PLR0913, PLR0917 - the options are read off the signature
    file: Annotated[Path, typer.Argument(help="Monthly measures, CSV or XLSX.")],
    vendor: Annotated[
        str | None, typer.Option(help="Whose file it is, when no column says so.")
    ] = None,
    month: Annotated[
        str | None, typer.Option(help="Which month it is about, when no column says so.")
    ] = None,
    header_row: Annotated[int | None, typer.Option(min=1, help="Line of the header.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook.")] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", help='What a heading means: --map "FP %=denial_rate".'),
    ] = None,
    upload_name: Annotated[
        str | None, typer.Option(help="The name to go by instead of the file's own.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Today, as 2026-11-21; later months are refused.")
    ] = None,
    max_rows: Annotated[int, typer.Option(min=1, help="More rows are refused.")] = 2_000_000,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is odd; no database.")] = (
        False
    ),
    as_json: AsJson = False,
) -> None:
    """Read a vendor's monthly report; store it whole or not at all.

    What is odd about a file that can be read is said on standard error, and the file is stored:
    look first with --dry-run.
    """
    from vendor_eval.workflows import readings

    upload = readings.Upload(
        content=contents(file)[0],
        name=upload_name or file.name,
        as_of=_date(as_of),
        max_rows=max_rows,
        vendor=vendor,
        month=_month(month, "--month"),
        header_row=header_row,
        sheet=sheet,
        columns=_mapping(map_ or ()),
    )
    document = _dry_run(upload) if dry_run else _stored(upload)
    _say_import(document, as_json=as_json)
    raise typer.Exit(BAD_INPUT if document["verdict"] == "reject" else FINE)


def _dry_run(upload: Upload) -> dict[str, Any]:
    from vendor_eval.workflows import readings

    return readings.reading_json(readings.read(local_person(), upload))


def _stored(upload: Upload) -> dict[str, Any]:
    from vendor_eval import bootstrap
    from vendor_eval.workflows import imports

    with bootstrap.opened(*database()) as deps:
        return imports.outcome_json(imports.store(deps, local_person(), upload))


def _date(text: str | None) -> dt.date:
    """The date given as ``--as-of``, else today in the practice's time zone.

    Raises:
        BadInput: it is not written as 2026-11-21.
    """
    if text is None:
        from vendor_eval import settings

        chosen = settings.current()
        return chosen.date(chosen.time_zone)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        what = f"{text!r} is not a date"
        raise BadInput([Fault("--as-of", what, "write it as 2026-11-21")]) from None


def _mapping(said: Sequence[str]) -> Mapping[str, str]:
    """What headings mean, from ``heading=meaning`` each.

    Raises:
        BadInput: one of them has no equals sign; all such are listed.
    """
    faults = [
        Fault("--map", f"{one!r} has no equals sign", 'write "Heading=metric_id"')
        for one in said
        if "=" not in one
    ]
    if faults:
        raise BadInput(faults)
    return dict(one.rsplit("=", 1) for one in said)


def _say_import(document: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(document)
        return
    for message in document["messages"]:
        where = f"line {message['line']}: " if message["line"] else ""
        sys.stderr.write(f"{where}{message['text']} [{message['code']}]\n")
    sys.stdout.write(f"{document['verdict']}: {document['rows']} rows\n")
    if document.get("already_stored"):
        from vendor_eval.workflows.imports import stored_before

        sys.stdout.write(f"{stored_before('The same file', document['restated_by'])}\n")
    elif document.get("stored"):
        counts = ", ".join(f"{document[n]} {n}" for n in ("added", "restated", "unchanged"))
        sys.stdout.write(f"Stored: {counts}\n")
        for name in document["new_vendors"]:
            sys.stdout.write(f"New vendor: {name}\n")


@import_app.command("contract")
def import_contract(
    file: Annotated[Path, typer.Argument(help="The contract, a TOML file.")],
    as_json: AsJson = False,
) -> None:
    """Store a vendor's contract; a changed file becomes a further revision."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import contracts

    content = contents(file)[0]
    with bootstrap.opened(*database()) as deps:
        stored = contracts.save_file(deps, local_person(), content, file.name)
    vendor, version = stored.revision.vendor, stored.revision.version
    if as_json:
        print_json({"vendor": vendor, "version": version, "stored": stored.is_new})
    elif stored.is_new:
        sys.stdout.write(f"Stored: contract with {vendor}, version {version}\n")
    else:
        sys.stdout.write(f"The same contract with {vendor} was stored before; nothing was added.\n")


@report_app.command("breaches")
def report_breaches(
    month: Annotated[str, typer.Option(help="The month, as 2026-03.")],
    out: Annotated[Path, typer.Option(help="File to write: .pdf, .xlsx, .csv or .html.")],
    as_json: AsJson = False,
) -> None:
    """Write the breach report of a month from the database."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import reports

    asked = _month(month, "--month")
    assert asked is not None, "the option is required"
    with bootstrap.opened(*database()) as deps:
        made = reports.breaches(deps, local_person(), asked, out.suffix)
        hand_out(deps, out, made.content)
    if as_json:
        print_json({"month": str(asked), "file": str(out), "breached": made.breached})
    else:
        sys.stdout.write(f"{out}\n")
    raise typer.Exit(BREACH_FOUND if made.breached else FINE)
