"""One option of a scenario: how it charges, what that rewards, and what would guard against it."""

from __future__ import annotations

from vendor_eval.pricing.outlook import OptionOutlook
from vendor_eval.pricing.structures import FLAT, counter_metrics
from vendor_eval.reports.cost_headline import price_remarks, unguarded
from vendor_eval.reports.cost_result import CostResult, invoices
from vendor_eval.reports.cost_tables import lines_table, lines_together
from vendor_eval.reports.report import Cell, Column, Section, Table
from vendor_eval.reports.vendor_section import minimum_shown
from vendor_eval.reports.wording import metric_name, sentence
from vendor_eval.sla.coverage import coverage
from vendor_eval.sla.terms import last_levels


def option_section(result: CostResult, option: OptionOutlook) -> Section:
    """Everything about one option: its fees, its first month, its models and what guards it."""
    return Section(
        title=option.name,
        summary=" ".join(option.fees),
        tables=(
            lines_table(invoices(option)[0]),
            lines_together(option),
            models_table(option),
            guards_table(result, option),
        ),
        notes=option_notes(result, option),
    )


def option_notes(result: CostResult, option: OptionOutlook) -> tuple[str, ...]:
    """What is unusual about the option's prices, and how far its contract covers a flat fee."""
    return (*price_remarks(result, option), *coverage_notes(result, option))


def coverage_notes(result: CostResult, option: OptionOutlook) -> tuple[str, ...]:
    """What a contract holds a vendor to whose flat fee rewards nothing; none for other fees."""
    if FLAT not in option.models:
        return ()
    contract = result.contracts.get(option.name)
    if contract is None:
        return ("A flat fee rewards nothing by itself, and no contract of this vendor is stored.",)
    found = coverage(contract)
    covered, asked = found.documented
    text = (
        f"A flat fee rewards nothing by itself. The contract covers {covered} of {asked} metrics "
        "that the source documents ask for."
    )
    return (text, *found.remarks)


def models_table(option: OptionOutlook) -> Table:
    """The models of charging that the option mixes: whom they fit, and what they lead to."""
    return Table(
        title="What the way of charging rewards",
        columns=(
            Column("Model", 22),
            Column("Fits", 26),
            Column("Risk", 38),
            Column("Usual", 16),
        ),
        rows=tuple(
            (
                model.title,
                sentence(model.fits),
                sentence(model.risk),
                None if model.usual is None else str(model.usual),
            )
            for model in option.models
        ),
        empty="None of the fees follows a model that a source document names.",
        note="; ".join(dict.fromkeys(str(model.citation) for model in option.models)),
    )


def guards_table(result: CostResult, option: OptionOutlook) -> Table:
    """The metrics that show whether the risk comes true, and what a contract says of each."""
    metrics = counter_metrics(option.priced.offer)
    return Table(
        title="What would guard against the risk",
        columns=(Column("Metric", 40), Column("Minimum in the contract", 40)),
        rows=tuple((metric_name(one), _minimum(result, option, one)) for one in metrics),
        empty="No metric is named for this way of charging.",
        note="" if not unguarded(result, option) else "Without a minimum nothing can be breached.",
    )


def _minimum(result: CostResult, option: OptionOutlook, metric: str) -> Cell:
    contract = result.contracts.get(option.name)
    if contract is None:
        return "No contract stored"
    level = last_levels(contract).get(metric)
    return (minimum_shown(level) or "None") if level else "Not in the contract"
