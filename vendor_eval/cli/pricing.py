"""The commands about prices: ``price``, ``report cost`` and ``check invoice``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import (
    BREACH_FOUND,
    FINE,
    AsJson,
    contents,
    database,
    hand_out,
    month_named,
    print_json,
)
from vendor_eval.errors import BadInput, Fault
from vendor_eval.quantities import Quantity, Unit

if TYPE_CHECKING:
    from vendor_eval.pricing.comparison import BreakEven, Comparison, Priced
    from vendor_eval.quantities import Usd
    from vendor_eval.reports.invoice_result import InvoiceResult


check_app = typer.Typer(help="What vendors bill.", no_args_is_help=True)


def price(
    scenario: Annotated[Path, typer.Argument(help="Usage and options, a TOML file.")],
    as_json: AsJson = False,
) -> None:
    """Price the options of a scenario month by month, and find where they cost the same."""
    from vendor_eval.reports.price_json import price_json
    from vendor_eval.workflows import pricing
    from vendor_eval.workflows.checks import NamedFile

    file = NamedFile(scenario.name, contents(scenario)[0])
    comparison = pricing.price(local_person(), file)
    _say_notes(comparison)
    if as_json:
        print_json(price_json(comparison))
    else:
        _say(comparison)


def report_cost(
    scenario: Annotated[str, typer.Option(help="A TOML file, or the name of a scenario kept.")],
    out: Annotated[Path, typer.Option(help="File to write: .pdf, .xlsx, .csv or .html.")],
    as_json: AsJson = False,
) -> None:
    """Write the cost report on a scenario: what each option costs, in fees and all in."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import costs, reports
    from vendor_eval.workflows.checks import NamedFile

    acting, file = local_person(), Path(scenario)
    with bootstrap.opened(*database()) as deps:
        if file.suffix == ".toml":
            named = NamedFile(file.name, contents(file)[0])
            asked = costs.question_of_file(acting, named)
        else:
            asked = costs.question_of_name(deps, acting, scenario)
        hand_out(deps, out, reports.cost(deps, acting, asked, out.suffix))
    if as_json:
        print_json({"scenario": asked.name, "file": str(out)})
    else:
        sys.stdout.write(f"{out}\n")


@check_app.command("invoice")
def check_invoice(  # noqa: PLR0913, PLR0917 - the options are read off the signature
    file: Annotated[Path, typer.Argument(help="The invoice, CSV or XLSX.")],
    vendor: Annotated[str, typer.Option(help="Whose invoice it is.")],
    month: Annotated[str, typer.Option(help="The month that it is for, as 2026-03.")],
    usage: Annotated[
        list[str] | None,
        typer.Option(help="What nobody reported of the month: --usage statements=900."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Dispute list to write: .pdf, .xlsx, .csv or .html.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold an invoice against what was agreed, done and breached, line by line."""
    from vendor_eval import bootstrap
    from vendor_eval.reports.dispute_report import remarks, status_sentence
    from vendor_eval.reports.invoice_json import invoice_json
    from vendor_eval.workflows import invoices, reports
    from vendor_eval.workflows.checks import NamedFile

    acting, named = local_person(), NamedFile(file.name, contents(file)[0])
    asked = invoices.Asked(vendor, month_named(month, "--month"), _told(usage or ()))
    with bootstrap.opened(*database()) as deps:
        result = invoices.check_file(deps, acting, asked, named)
        if out is not None:
            report = invoices.report_on(deps, acting, result)
            hand_out(deps, out, reports.rendered(deps, acting, report, out.suffix))
    for remark in remarks(result):
        sys.stderr.write(f"{remark}\n")
    if as_json:
        print_json(invoice_json(result))
    else:
        sys.stdout.write(f"{status_sentence(result)}\n")
        sys.stdout.writelines(_checked(result))
    raise typer.Exit(BREACH_FOUND if result.differs else FINE)


def _told(said: Sequence[str]) -> dict[str, Decimal]:
    """What was done in the month, from ``driver=number`` each.

    Raises:
        BadInput: one of them is written otherwise; all such are listed.
    """
    told, faults = {}, []
    for one in said:
        driver, _, number = one.partition("=")
        try:
            told[driver.strip()] = Quantity.parse(number, bare=Unit.COUNT).value
        except ValueError:
            faults.append(Fault("--usage", f"{one!r} gives no number", "write claims=2600"))
    if faults:
        raise BadInput(faults)
    return told


def _checked(result: InvoiceResult) -> Iterator[str]:
    """A line of text for each line of the invoice."""
    from vendor_eval.reports.invoice_words import explained, mark_of

    for line in result.check.lines:
        why = explained(line, result.unit_of(line)) or "As expected"
        yield f"{mark_of(line).label:10}  {line.label}: {why}\n"


def _say_notes(comparison: Comparison) -> None:
    """What was assumed, is unusual or is never due, on standard error."""
    from vendor_eval.pricing.comparison import never_due
    from vendor_eval.pricing.structures import out_of_range

    months = comparison.scenario.months
    for assumption in comparison.scenario.assumptions:
        sys.stderr.write(f"assumed {assumption}\n")
    for option in comparison.options:
        for finding in (*out_of_range(option.offer), *never_due(option.offer, months)):
            sys.stderr.write(f"{option.offer.name}, {finding}\n")


def _say(comparison: Comparison) -> None:
    """The comparison for people."""
    scenario = comparison.scenario
    last = scenario.start.plus(scenario.months - 1)
    sys.stdout.write(f"{scenario.title or 'Scenario'}, {scenario.start} to {last}\n")
    sys.stdout.write(f"{'fees':>16}  {'all in':>16}  {'per 100 collected':>17}  option\n")
    for option in comparison.options:
        sys.stdout.write(_line(option))
    sys.stdout.write(f"Cheapest by fees: {comparison.cheapest}\n")
    if comparison.cheapest_all_in is not None:
        sys.stdout.write(f"Cheapest all in: {comparison.cheapest_all_in}\n")
    for pair in comparison.break_even:
        sys.stdout.write(f"{_places(pair)}\n")
    for cliff in comparison.cliffs:
        sys.stdout.write(f"{cliff}\n")
    for caution in comparison.cautions:
        sys.stdout.write(f"{caution}\n")


def _line(option: Priced) -> str:
    cost = option.all_in
    total, share = (None, None) if cost is None else (cost.total, cost.per_100_collected)
    return (
        f"{option.total.shown:>16}  {_shown(total):>16}  {_shown(share):>17}  {option.offer.name}\n"
    )


def _shown(amount: Usd | None) -> str:
    return "-" if amount is None else amount.shown


def _places(pair: BreakEven) -> str:
    names = f"{pair.one} and {pair.two}"
    if not pair.at:
        return f"{names} never cost the same in a steady month"
    places = ", ".join(f"{float(place):,.2f}" for place in pair.at)
    return f"{names} cost the same in a steady month of {places} {pair.on}"
