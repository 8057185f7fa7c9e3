"""A month in one sentence and four figures: what leadership reads first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.report import Figure, Tone
from vendor_eval.reports.vendor_month import VendorMonth
from vendor_eval.reports.wording import counted, listed
from vendor_eval.sla.findings import Status


def status_sentence(vendors: Sequence[VendorMonth], month: Month) -> str:
    """The month in one sentence, silence included."""
    if not vendors:
        return f"No contract was in force in {month.shown}; there is nothing to judge."
    findings = [finding for one in vendors for finding in one.findings]
    if all(finding.status is Status.NOT_REPORTED for finding in findings):
        return f"Nothing was reported for {month.shown}; no service level can be judged."
    return f"{listed([_verdict(vendors, month), *_consequences(vendors), *_silence(vendors)])}."


def _verdict(vendors: Sequence[VendorMonth], month: Month) -> str:
    """What was found among the service levels that could be judged."""
    breaches = sum(len(one.breaches) for one in vendors)
    if breaches:
        breached = counted(sum(bool(one.breaches) for one in vendors), "vendor")
        return f"{breached} crossed {counted(breaches, 'minimum')} in {month.shown}"
    judged = sum(finding.status.judged for one in vendors for finding in one.findings)
    if not judged:
        return f"No service level could be judged in {month.shown}"
    levels = counted(judged, "service level")
    return f"None of {levels} judged in {month.shown} was in breach"


def _consequences(vendors: Sequence[VendorMonth]) -> Iterator[str]:
    due = Usd.total(one.due for one in vendors)
    if due.cents:
        yield f"{due.shown} in service credits fall due"
    rights = sum(bool(one.new_rights) for one in vendors)
    if rights:
        yield f"{counted(rights, 'contract')} can be terminated since this month"
    # A right does not vanish with the month in which it arose; only its contract says when.
    earlier = sum(bool(one.rights) and not one.new_rights for one in vendors)
    if earlier:
        verb = "may still be open to termination from before"
        yield f"{counted(earlier, 'contract')} {verb}"


def _silence(vendors: Sequence[VendorMonth]) -> Iterator[str]:
    silent = sum(len(one.silent) for one in vendors)
    if silent:
        levels = counted(sum(len(one.findings) for one in vendors), "service level")
        yield f"{silent:,} of {levels} {'was' if silent == 1 else 'were'} not reported"
    unheard = sum(one.unassessed for one in vendors)
    if unheard:
        yield f"nothing was received from {counted(unheard, 'vendor')}"


def headline_figures(vendors: Sequence[VendorMonth]) -> tuple[Figure, ...]:
    """Breaches, credits, termination rights and silence, each with its last twelve months."""
    return (_breach_figure(vendors), _credit_figure(vendors), *_open_figures(vendors))


def _breach_figure(vendors: Sequence[VendorMonth]) -> Figure:
    breaches = sum(len(one.breaches) for one in vendors)
    breached = sum(bool(one.breaches) for one in vendors)
    return Figure(
        label="Breaches this month",
        value=breaches,
        note=f"{breached} of {counted(len(vendors), 'vendor')}" if vendors else "no vendor",
        tone=Tone.BAD if breaches else Tone.QUIET,
        history=_history(vendors, lambda one, month: _count(one, month, Status.BREACH)),
        source="Worked out from what vendors reported for the month and the minimums in their "
        "contracts. Each vendor's page says which value crossed which minimum.",
    )


def _credit_figure(vendors: Sequence[VendorMonth]) -> Figure:
    due = Usd.total(one.due for one in vendors)
    retained = Usd.total(one.retained for one in vendors)
    return Figure(
        label="Credits due this month",
        value=due,
        note=f"{retained.shown} retained in total",
        tone=Tone.BAD if due.cents else Tone.QUIET,
        history=_history(vendors, _credited),
        source="Worked out from the breaches of the month and what each contract takes off the "
        "fee for them. The page Credits has them line by line.",
    )


def _open_figures(vendors: Sequence[VendorMonth]) -> tuple[Figure, Figure]:
    rights = sum(bool(one.rights) for one in vendors)
    new = sum(bool(one.new_rights) for one in vendors)
    near = sum(bool(one.one_breach_away) for one in vendors)
    silent = sum(len(one.silent) for one in vendors)
    quiet = sum(bool(one.silent) or one.unassessed for one in vendors)
    return (
        Figure(
            label="Open to termination",
            value=rights,
            note=f"{new} new, {near} one breach away",
            tone=Tone.BAD if new else Tone.QUIET,
            history=_history(vendors, _arisen),
            source="Worked out from all breaches so far and each contract's rules of termination. "
            "The page Termination says which rule is met by which months.",
        ),
        Figure(
            label="Service levels not reported",
            value=silent,
            note=f"by {counted(quiet, 'vendor')}",
            tone=Tone.MISSING if silent or quiet else Tone.QUIET,
            history=_history(vendors, lambda one, month: _count(one, month, Status.NOT_REPORTED)),
            source="Counted: service levels in force for which no report that was read has a "
            "value. A missing value is never taken for a kept promise.",
        ),
    )


def _history(
    vendors: Sequence[VendorMonth], amount: Callable[[VendorMonth, Month], float]
) -> tuple[float, ...]:
    months = vendors[0].months if vendors else ()
    return tuple(sum(amount(one, month) for one in vendors) for month in months)


def _count(vendor: VendorMonth, month: Month, status: Status) -> int:
    return list(vendor.statuses.get(month, ())).count(status)


def _arisen(vendor: VendorMonth, month: Month) -> int:
    return sum(right.month == month for right in vendor.rights)


def _credited(vendor: VendorMonth, month: Month) -> float:
    """Credits of the month in dollars, for a drawing only."""
    return sum(one.amount.cents for one in vendor.credits if one.month == month) / 100
