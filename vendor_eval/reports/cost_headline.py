"""The costs of offers in one sentence, four figures and what is open: what owners read first."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.pricing.outlook import OptionOutlook
from vendor_eval.pricing.structures import counter_metrics
from vendor_eval.reports.cost_result import (
    ASK,
    CAUTIONS,
    UNGUARDED,
    UNKNOWN,
    UNUSUAL,
    CostResult,
    parts,
)
from vendor_eval.reports.report import Column, Decision, Figure, Headings, Table, Tone
from vendor_eval.reports.wording import counted, inside, listed, metric_name, sentence
from vendor_eval.sla.terms import last_levels

HEADINGS = Headings(
    decisions="What to settle before signing",
    further="More to settle before signing",
    subject="Option",
    money="",
    none_due="Nothing is open.",
    sections="Part by part",
    legend="How findings are shown",
)
"""What the parts of a cost report are called."""


def status_sentence(result: CostResult) -> str:
    """Who is cheapest by fees, who all in, and whether that is the reverse of each other."""
    lowest, all_in = result.lowest_fee, result.lowest_all_in
    months = counted(result.outlook.scenario.months, "month")
    fee = f"{lowest.name} asks the lowest fees, {lowest.priced.total.shown} in {months}"
    if all_in is None or all_in.priced.all_in is None:
        return f"{fee}; what the options cost all in is not known."
    cost = all_in.priced.all_in.total.shown
    if all_in is lowest:
        return f"{fee}, and costs the least all in, {cost}."
    return f"{fee}; {all_in.name} costs the least all in, {cost}.{_reversal(result)}"


def _reversal(result: CostResult) -> str:
    """That the cheapest fee is the dearest vendor, where it is."""
    costs = {one.name: cost.total for one, cost in result.known()}
    lowest = result.lowest_fee.name
    if lowest not in costs or costs[lowest] != max(costs.values()):
        return ""
    more = costs[lowest] - min(costs.values())
    return f" The cheapest fee is the dearest vendor: it costs {more.shown} more."


def why_they_differ(result: CostResult) -> tuple[str, ...]:
    """What the option with the lowest all-in cost asks more, and what it saves for it."""
    best, lowest = result.lowest_all_in, result.lowest_fee
    if best is None or best is lowest or best.priced.all_in is None:
        return ()
    if lowest.priced.all_in is None:
        return (f"What {lowest.name} costs all in is not known: nobody said what it achieves.",)
    pairs = zip(parts(lowest.priced.all_in), parts(best.priced.all_in), strict=True)
    more, saved = [], []
    for (name, cheap), (_, good) in pairs:
        if good > cheap:
            more.append(f"{(good - cheap).shown} more in {_in_words(name)}")
        elif good < cheap:
            saved.append(f"{(cheap - good).shown} in {_in_words(name)}")
    text = f"Against {lowest.name}, {best.name} costs {listed(more)}, and saves {listed(saved)}."
    return (text,)


def _in_words(part: str) -> str:
    return "fees" if part == "Fee" else part.lower()


def headline_figures(result: CostResult) -> tuple[Figure, ...]:
    """The lowest fee, the lowest cost all in, how far the costs lie apart, and open cautions."""
    fee, best = result.lowest_fee, result.lowest_all_in
    unasked = sum(1 for one in result.comparison.cautions if one.confirmed is None)
    figures = [Figure("Lowest fees", fee.priced.total, fee.name)]
    costs = [cost.total for _, cost in result.known()]
    if best is not None and best.priced.all_in is not None:
        figures.append(Figure("Lowest all-in cost", best.priced.all_in.total, best.name))
        apart = max(costs) - min(costs)
        note = f"between {counted(len(costs), 'option')}"
        figures.append(Figure("All-in costs lie apart by", apart, note))
    figures.append(
        Figure(
            "Open cautions",
            unasked,
            f"of {len(result.comparison.cautions)}: ask counsel",
            Tone.WARNING if unasked else Tone.QUIET,
        )
    )
    return tuple(figures)


def open_matters(result: CostResult) -> tuple[Decision, ...]:
    """What has to be known or agreed on before one of the options is signed, worst first."""
    return (*_unknown(result), *_cautions(result), *_prices(result), *_unguarded(result))


def open_matters_table(result: CostResult) -> Table:
    """The same as a table."""
    return Table(
        title=HEADINGS.decisions,
        columns=(Column("Because of", 15), Column("Option", 24), Column("What to do", 75)),
        rows=tuple((one.mark, one.subject, one.sentence) for one in open_matters(result)),
        empty=HEADINGS.none_due,
    )


def _unknown(result: CostResult) -> Iterator[Decision]:
    for one in result.options:
        if one.priced.all_in is None:
            text = "Find out what it achieves: without that its all-in cost is not known."
            yield Decision(UNKNOWN, one.name, text)
    assumed = counted(len(result.outlook.assumed), "assumed figure")
    if result.outlook.assumed:
        text = f"Replace {assumed} by the practice's own."
        yield Decision(UNKNOWN, "All options", text)


def _cautions(result: CostResult) -> Iterator[Decision]:
    for one in result.options:
        unasked = [CAUTIONS[each.id] for each in one.cautions if each.confirmed is None]
        if unasked:
            text = f"Ask counsel about the percentage fee: {listed(unasked)}."
            yield Decision(ASK, one.name, text)


def _prices(result: CostResult) -> Iterator[Decision]:
    for one in result.options:
        remarks = [text.partition(" (")[0].rstrip(".") for text in price_remarks(result, one)]
        if remarks:
            text = ". ".join(remarks)
            yield Decision(UNUSUAL, one.name, f"{text}. Ask why.")


def price_remarks(result: CostResult, option: OptionOutlook) -> tuple[str, ...]:
    """A sentence on each price that is unusual, never due, or falls where more is done."""
    unusual = (f"{sentence(str(one))}." for one in option.unusual)
    never = (f"{sentence(one.replace(': ', ' ', 1))}." for one in option.never_due)
    falls = (
        f"{sentence(str(one).removeprefix(f'{option.name}, '))}."
        for one in result.comparison.cliffs
        if one.option == option.name
    )
    return (*unusual, *never, *falls)


def _unguarded(result: CostResult) -> Iterator[Decision]:
    without = [one.name for one in result.options if one.name not in result.contracts]
    for one in result.options:
        bare = unguarded(result, one)
        if bare and one.name not in without:
            names = listed([inside(metric_name(metric)) for metric in bare])
            yield Decision(UNGUARDED, one.name, f"Agree on a minimum for {names}.")
    if without:
        text = "No contract yet: agree on minimums against what each way of charging rewards."
        subject = "All options" if len(without) == len(result.options) else listed(without)
        yield Decision(UNGUARDED, subject, text)


def unguarded(result: CostResult, option: OptionOutlook) -> tuple[str, ...]:
    """The metrics that guard against the option's risks, of which no contract has a minimum."""
    contract = result.contracts.get(option.name)
    levels = last_levels(contract) if contract else {}
    return tuple(
        metric
        for metric in counter_metrics(option.priced.offer)
        if metric not in levels or levels[metric].minimum is None
    )
