"""The same use cases at a prompt: ``vendor-eval``.

Here stands which commands there are, and what becomes of an error; a module a subject holds the
commands themselves. Exit status: 0 fine, 1 a breach, a lost gate or a wrong invoice was found,
2 bad input, 3 something that was named was not found.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from vendor_eval import __version__
from vendor_eval.cli import (
    audit,
    breaches,
    claims,
    imports,
    metrics,
    operations,
    pricing,
    reminders,
    scorecards,
    service_levels,
    serving,
)
from vendor_eval.cli.terminal import BAD_INPUT, NOT_FOUND, print_json
from vendor_eval.errors import BadInput, NotFound, VendorEvalError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
import_app = typer.Typer(help="Read vendors' reports into the database.", no_args_is_help=True)
sla_app = typer.Typer(help="Service levels against measures.", no_args_is_help=True)
report_app = typer.Typer(help="Reports as files.", no_args_is_help=True)
app.add_typer(metrics.metrics_app, name="metrics")
app.add_typer(import_app, name="import")
app.add_typer(sla_app, name="sla")
app.add_typer(report_app, name="report")
app.add_typer(pricing.check_app, name="check")
app.add_typer(scorecards.scorecards_app, name="scorecards")
app.add_typer(claims.claims_app, name="claims")
app.add_typer(audit.commands, name="audit")
app.command("score")(scorecards.score)
app.command("price")(pricing.price)
app.command("remind")(reminders.remind)
app.command("calendar")(reminders.calendar)
app.command("backup")(operations.backup)
app.command("restore")(operations.restore)
app.command("doctor")(operations.doctor)
app.command("demo")(serving.demo)
app.command("serve")(serving.serve)
sla_app.command("check")(service_levels.check)
import_app.command("measures")(imports.measures)
import_app.command("contract")(imports.contract)
report_app.command("breaches")(breaches.report_breaches)
report_app.command("cost")(pricing.report_cost)
report_app.command("comparison")(scorecards.report_comparison)
report_app.command("scorecard")(scorecards.report_scorecard)


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
