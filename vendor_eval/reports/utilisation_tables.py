"""Tables of procedure codes, of what payers allow for them, and of the rules of the light."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from vendor_eval.claims.audits import Audited, Method, Verdict, judged
from vendor_eval.claims.readiness import Light, Rule, State, in_words
from vendor_eval.claims.utilisation import TOP, Ranking, Rates, Use
from vendor_eval.quantities import Limit, Unit
from vendor_eval.reports.report import Align, Cell, Column, Mark, Measured, Table, Tone
from vendor_eval.reports.wording import counted, sentence

MARKS = {
    State.CODING_FIRST: Mark("✕", "Coding first", Tone.BAD, "Payers would answer with it."),
    State.UNKNOWN: Mark(
        "?", "Not known", Tone.MISSING, "Nobody has told; it is not taken for good."
    ),
    State.IMPROVE: Mark("▲", "Not yet", Tone.WARNING, "Known, and short of what it takes."),
    State.READY: Mark("✓", "Ready", Tone.GOOD, "What it takes is there."),
}
METHODS = {
    Method.CODES: "codes over codes",
    Method.LESS_EXTRAS: "less surplus codes",
    Method.UNION: "over all codes of both",
    Method.ENCOUNTERS: "by encounter",
    Method.FINANCIAL: "by payment",
    Method.NOT_BY_VENDOR: "not by the vendor",
}
_STANDARD = Limit.parse(">= 95 %")
_NO_PAYER = "not named"


def headline(found: Light) -> str:
    """What all rules come to, in one sentence."""
    ready, unknown = len(found.of(State.READY)), len(found.of(State.UNKNOWN))
    of = f"{ready} of {len(found.rules)} rules are ready"
    if found.state is State.READY:
        return "Negotiate now: every rule is ready."
    if found.state is State.CODING_FIRST:
        reasons = ", ".join(one.wants.partition(";")[0] for one in found.of(State.CODING_FIRST))
        return f"Fix coding first: {of}, and these are missed: {reasons}."
    return f"Not yet: {of}, and {unknown} {'is' if unknown == 1 else 'are'} not known."


def rule_sentence(rule: Rule) -> str:
    """What the rule takes, what was found, and where both come from."""
    source = rule.citation.source
    cited = f"{source.title.removeprefix(f'{source.id}, ')}: {rule.citation.at}"
    if not rule.found:
        return f"{sentence(rule.wants)}. It would take {rule.source}. ({cited})"
    return f"{sentence(rule.wants)}. Found: {rule.found}; {rule.source}. ({cited})"


def audit_table(found: Audited) -> Table:
    """The same audit by every method, each with its interval."""
    return Table(
        title=f"Coding audit of {found.month.shown}",
        columns=(
            Column("Method", 24),
            Column("Coding accuracy", 14, Align.END),
            Column("What the sample can show", 44),
            Column("95 % or more", 14),
        ),
        rows=tuple(
            (
                METHODS[method],
                None if sample.share is None else Measured(float(sample.share), Unit.RATIO),
                in_words(sample) or None,
                _JUDGED[judged(sample, _STANDARD)],
            )
            for method, sample in found.samples.items()
        ),
        note="Methods are not interchangeable; a contract names one. A limit inside the interval "
        "is not judged, unless the contract says that the share itself counts. Codes of one "
        "encounter are wrong together, so that intervals of codes are narrower than the truth.",
    )


_JUDGED = {
    Verdict.KEPT: MARKS[State.READY],
    Verdict.MISSED: Mark("✕", "Below", Tone.BAD, "The whole interval lies below."),
    Verdict.OPEN: Mark("?", "Not judged", Tone.MISSING, "The sample is too small to tell."),
}


def codes_table(uses: Sequence[Use], every: Use, ranking: Ranking) -> Table:
    """The codes that are done most, or bring most, of all lines of ``every``."""
    by = "lines" if ranking is Ranking.VOLUME else "payments"
    return Table(
        title=f"Top {TOP} codes by {ranking.value}",
        columns=(
            Column("Rank", 6, Align.END),
            Column("Code", 10),
            Column("Lines", 10, Align.END),
            Column("Share of lines", 10, Align.END),
            Column("Paid by payers", 16, Align.END),
            Column("Share of payments", 12, Align.END),
            Column("Allowed a unit", 14, Align.END),
            Column("Of the contract", 12, Align.END),
        ),
        rows=tuple(
            (place, one.code, *_amounts(one, every)) for place, one in enumerate(uses, start=1)
        ),
        total=(None, f"All {by}", *_amounts(every, every)),
        empty="No service line of these months is known.",
        note="Codes are numbers; their words are licensed and not shipped. Of the contract: what "
        "was allowed of what the payer's schedule says, on lines of which both are known.",
    )


def _amounts(one: Use, every: Use) -> tuple[Cell, ...]:
    return (
        one.lines,
        _share(one.lines, every.lines),
        one.paid,
        _share(one.paid.cents, every.paid.cents),
        _dollars(one.rate),
        _ratio(one.of_expected),
    )


def rates_table(rates: Sequence[Rates]) -> Table:
    """Which payer allows most and least for a unit of each code."""
    return Table(
        title="What payers allow",
        columns=(
            Column("Code", 8),
            Column("All payers", 10, Align.END),
            Column("Most", 10, Align.END),
            Column("at", 18),
            Column("Least", 10, Align.END),
            Column("at", 18),
            Column("Least of most", 10, Align.END),
            Column("Worth", 14, Align.END),
        ),
        rows=tuple(_rate_row(one) for one in rates if len(one.uses) > 1),
        empty="Rates are compared where two payers allowed something for a code.",
        note="US dollars allowed for a unit. Worth: what the units at the lowest payer would bring "
        "more at the highest rate. Modifiers are not told apart, so that a gap is a question.",
    )


def _rate_row(one: Rates) -> tuple[Cell, ...]:
    high, low = one.highest.rate, one.lowest.rate
    return (
        one.code,
        _dollars(one.all_payers.rate),
        _dollars(high),
        one.highest.payer or _NO_PAYER,
        _dollars(low),
        one.lowest.payer or _NO_PAYER,
        None if not high or low is None else Measured(float(low / high), Unit.RATIO),
        one.gap,
    )


def payers_table(rates: Sequence[Rates]) -> Table:
    """The rate of each code at each payer, a column a payer."""
    payers = sorted({use.payer for one in rates for use in one.uses})
    of_payer = [{use.payer: use.rate for use in one.uses} for one in rates]
    return Table(
        title="",
        columns=(
            Column("Code", 8),
            *(Column(payer or _NO_PAYER, 12, Align.END) for payer in payers),
        ),
        rows=tuple(
            (one.code, *(_dollars(known.get(payer)) for payer in payers))
            for one, known in zip(rates, of_payer, strict=True)
        ),
    )


def underpaid_table(uses: Sequence[Use], every: Use) -> Table:
    """Codes at payers that were allowed less than the contract says."""
    return Table(
        title="Underpaid",
        columns=(
            Column("Code", 8),
            Column("Payer", 20),
            Column("Lines underpaid", 12, Align.END),
            Column("of lines with a rate", 12, Align.END),
            Column("Contract allows", 14, Align.END),
            Column("Short by", 14, Align.END),
            Column("Share", 10, Align.END),
        ),
        rows=tuple((one.code, one.payer or _NO_PAYER, *_short(one)) for one in uses),
        total=("All", "", *_short(every)) if uses else None,
        empty=_nothing_underpaid(every),
        note="A line counts when it is short by more than 1 % and more than $1.00. What was denied "
        "or paid with another line is no underpayment.",
    )


def underpaid_sentence(every: Use) -> str:
    """What all underpaid lines come to."""
    if not every.underpaid_lines:
        return _nothing_underpaid(every)
    return (
        f"{every.underpaid_lines:,} of {counted(every.priced_lines, 'line')} with a known rate are "
        f"short by {every.underpaid.shown} in all."
    )


def _nothing_underpaid(every: Use) -> str:
    if not every.priced_lines:
        return (
            "No line says what the contract allows, so that nobody can tell. Fill the column "
            "expected_allowed of the service lines from the payers' fee schedules."
        )
    return f"None of {counted(every.priced_lines, 'line')} with a known rate was underpaid."


def _short(one: Use) -> tuple[Cell, ...]:
    return (one.underpaid_lines, one.priced_lines, one.expected, one.underpaid, _ratio(one.short))


def _share(part: int, whole: int) -> Measured | None:
    return Measured(part / whole, Unit.RATIO) if whole else None


def _ratio(share: Fraction | None) -> Measured | None:
    return None if share is None else Measured(float(share), Unit.RATIO)


def _dollars(amount: Fraction | None) -> Measured | None:
    return None if amount is None else Measured(float(amount), Unit.USD)
