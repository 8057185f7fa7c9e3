"""Every metric the product knows, in the order in which pages and files show them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.metrics.definition import Attribution, Definition, Metric, Parts
from vendor_eval.metrics.headings import index_of, meant_by, nearest
from vendor_eval.quantities import Direction, Limit, Unit


def _metric(
    id: str,
    name: str,
    unit: Unit,
    direction: Direction,
    parts: Parts,
    target: str | None = None,
    warning: str | None = None,
    aliases: tuple[str, ...] = (),
) -> Metric:
    return Metric(
        id=id,
        name=name,
        unit=unit,
        direction=direction,
        parts=parts,
        definition=Definition(name, None, Attribution.EVENT),
        citations=(),
        target=Limit.parse(target) if target else None,
        warning=Limit.parse(warning) if warning else None,
        aliases=aliases,
    )


_R, _H, _HI, _LO = Unit.RATIO, Unit.HOURS, Direction.HIGHER, Direction.LOWER
_C, _D, _N = Parts.COUNTS, Parts.DOLLARS, Parts.NONE
_ALL = (
    _metric("first_pass_acceptance_rate", "First-pass acceptance rate", _R, _HI, _C, "> 95 %", ">= 90 %", ("First Pass %", "FPAR", "First-pass acceptance")),
    _metric("clearinghouse_acceptance_rate", "Clearinghouse acceptance rate", _R, _HI, _C),
    _metric("first_pass_resolution_rate", "First-pass resolution rate", _R, _HI, _C, aliases=("FPRR",)),
    _metric("clean_claim_rate", "Clean claim rate", _R, _HI, _C, aliases=("CCR", "Clean Claims %")),
    _metric("denial_rate", "Denial rate", _R, _LO, _C, "< 8 %", "<= 12 %", ("Denials %", "Denial %")),
    _metric("full_denial_rate", "Full denial rate", _R, _LO, _C),
    _metric("denial_rate_dollars", "Denial rate by dollars", _R, _LO, _D),
    _metric("days_in_ar", "Days in A/R", Unit.DAYS, _LO, _D, "< 40 days", "<= 55 days", ("AR Days", "DAR")),
    _metric("ar_over_90_rate", "A/R over 90 days", _R, _LO, _D),
    _metric("net_collection_rate", "Net collection rate", _R, _HI, _D, "> 95 %", ">= 90 %", ("NCR", "Net Coll. Rate")),
    _metric("coding_turnaround", "Coding turnaround", _H, _LO, _N, "<= 48 h", "<= 72 h"),
    _metric("claim_submission_lag", "Claim submission lag", _H, _LO, _N, "<= 72 h"),
    _metric("resubmission_turnaround", "Resubmission turnaround", _H, _LO, _N, "<= 48 h", "<= 120 h"),
    _metric("coding_accuracy", "Coding accuracy", _R, _HI, _C, ">= 95 %", ">= 90 %"),
    _metric("account_response_time", "Account response time", Unit.BUSINESS_DAYS, _LO, _N, "< 1 business day"),
    _metric("report_timeliness", "Report timeliness", _R, _HI, _C),
    _metric("coding_on_time_rate", "Coding on-time rate", _R, _HI, _C),
    _metric("resubmission_on_time_rate", "Resubmission on-time rate", _R, _HI, _C),
    _metric("claims_submitted", "Claims submitted", Unit.COUNT, _HI, _N),
    _metric("net_collections", "Net collections", Unit.USD, _HI, _N),
)

CATALOGUE: Mapping[str, Metric] = MappingProxyType({metric.id: metric for metric in _ALL})
_HEADINGS = MappingProxyType(index_of(_ALL))


def by_heading(text: str) -> str | None:
    """The id of the metric that a vendor heads a column with, or None.

    None also where the heading could mean two metrics: that is asked, not guessed.
    """
    return meant_by(text, _HEADINGS)


def closest(text: str) -> str | None:
    """The id to suggest for a misspelt metric, or None when nothing is like it."""
    return nearest(text, _HEADINGS)
