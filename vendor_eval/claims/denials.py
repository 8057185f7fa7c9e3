"""Whether a remittance denies: line by line, from groups, reasons and amounts.

The status of a claim does not tell it; a denied claim is mostly "processed". A reason that is in
the map as a denial makes a line denied in full only where nothing of it was paid, passed to the
patient or met by an earlier payer: what then is left has been refused.

Source: X12, requests for interpretation 954, 1079, 1423 and 1885; the switches are those that
published definitions differ by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vendor_eval.claims.allowed import PATIENT_SHARES, PRIOR_PAYER
from vendor_eval.claims.reasons import (
    CONTRACTUAL,
    DUPLICATE,
    OTHER,
    PATIENT,
    Kind,
    Reason,
    ReasonMap,
)
from vendor_eval.claims.remittances import (
    PATIENT_NOT_RECOGNISED,
    Adjustment,
    RemittedClaim,
    RemittedLine,
)
from vendor_eval.claims.verdicts import (
    ClaimVerdict,
    DenialRules,
    Denied,
    LineState,
    LineVerdict,
    Outcome,
    precedence,
)

_MISSING_DATA = "16"
# The remark of Medicare: unprocessable, without appeal rights; a new claim is needed.
_UNPROCESSABLE = "MA130"
# A charge up to this reports a service and asks for nothing.
_REPORTED_CENTS = 1
_INFORMATION_REQUESTS = frozenset({"16", "226", "227", "250", "251", "252"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What verdicts of one claim are reached with."""

    map: ReasonMap
    rules: DenialRules
    claim: RemittedClaim
    unprocessable: bool

    def reason(self, adjustment: Adjustment) -> Reason | None:
        return self.map.of(adjustment.carc, self.claim.payment.paid_on)

    def kind(self, adjustment: Adjustment, paid_cents: int) -> Kind:
        """What the adjustment does to a line that was paid that much."""
        reason = self.reason(adjustment)
        if reason is None:
            return Kind.UNMAPPED
        refuses = reason.kind is Kind.DENIAL
        if reason.kind is Kind.CONDITIONAL:
            refuses = paid_cents == 0
        elif not refuses:
            return reason.kind
        return Kind.DENIAL if refuses and self._counts(adjustment, reason) else Kind.NEUTRAL

    def _counts(self, adjustment: Adjustment, reason: Reason) -> bool:
        """Whether the rules let this refusal count."""
        if adjustment.group == PATIENT and not self.rules.patient_group:
            return False
        if reason.category.id == DUPLICATE and not self.rules.duplicates:
            return False
        if self.unprocessable and adjustment.carc == _MISSING_DATA:
            return self.rules.unprocessable
        return self.rules.information_requests or reason.carc not in _INFORMATION_REQUESTS


def verdict(claim: RemittedClaim, map_: ReasonMap, rules: DenialRules) -> ClaimVerdict:
    """What a remittance says about its claim; ``claim`` is no reversal."""
    reading = _Reading(map_, rules, claim, _is_unprocessable(claim))
    lines = [_line_verdict(line, reading) for line in claim.lines or (_whole(claim),)]
    of_claim = _denials(claim.adjustments, reading, 0) if claim.lines else ()
    if _refused_as_a_whole(claim, of_claim):
        lines = [_refused(line) for line in lines]
    counted = [line for line in lines if line.state is not LineState.EXCLUDED]
    denied = [line for line in counted if line.state is LineState.DENIED]
    denials = [*of_claim, *(one for line in lines for one in line.denials)]
    adjustments = claim.every_adjustment
    return ClaimVerdict(
        outcome=_outcome(claim, counted, rules),
        lines=tuple(lines),
        denied_charge_cents=sum(line.charge_cents for line in denied),
        denials=tuple(sorted(denials, key=precedence)),
        unmapped=tuple(one.carc for one in adjustments if reading.reason(one) is None),
        duplicate=_is_duplicate(claim, reading),
        unprocessable=reading.unprocessable and not rules.unprocessable,
        counted=bool(counted),
    )


def _refused(line: LineVerdict) -> LineVerdict:
    excluded = line.state is LineState.EXCLUDED
    return line if excluded else replace(line, state=LineState.DENIED)


def _whole(claim: RemittedClaim) -> RemittedLine:
    """A claim without lines as its only line."""
    return RemittedLine(
        procedure="",
        modifiers=(),
        charge_cents=claim.charge_cents,
        paid_cents=claim.paid_cents,
        units=None,
        submitted="",
        served_from=claim.served_from,
        served_to=claim.served_to,
        control="",
        allowed_cents=None,
        adjustments=claim.adjustments,
        remarks=claim.remarks,
    )


def _line_verdict(line: RemittedLine, reading: _Reading) -> LineVerdict:
    denials = _denials(line.adjustments, reading, line.paid_cents)
    return LineVerdict(_line_state(line, denials, reading), line.charge_cents, denials)


def _line_state(line: RemittedLine, denials: tuple[Denied, ...], reading: _Reading) -> LineState:
    kinds = {reading.kind(one, line.paid_cents) for one in line.adjustments}
    if line.charge_cents <= _REPORTED_CENTS or Kind.EXCLUDED in kinds:
        return LineState.EXCLUDED
    if sum(denied.cents for denied in denials) > 0:
        met = line.paid_cents or _met_elsewhere(line.adjustments)
        return LineState.CUT if met else LineState.DENIED
    if line.paid_cents == 0 and Kind.PENDED in kinds:
        return LineState.PENDED
    if line.paid_cents == 0 and _is_unexplained(line, reading):
        return LineState.UNEXPLAINED
    return LineState.SETTLED


def _met_elsewhere(adjustments: Iterable[Adjustment]) -> int:
    """What patients and earlier payers bear of a line, in cents."""
    return sum(
        one.cents
        for one in adjustments
        if (one.group == PATIENT and one.carc in PATIENT_SHARES)
        or (one.group == OTHER and one.carc == PRIOR_PAYER)
    )


def _is_unexplained(line: RemittedLine, reading: _Reading) -> bool:
    """Whether a line paid nothing though no reason of its own or its claim's refuses it.

    A contract's discount of the full charge is no reason: X12 calls it nonsensical.
    """
    adjustments = (*line.adjustments, *reading.claim.adjustments)
    explained = any(
        reading.reason(one) is not None and one.group != CONTRACTUAL for one in adjustments
    )
    refusing = (Kind.DENIAL, Kind.CONDITIONAL, Kind.PENDED)
    reasons = [reading.reason(one) for one in adjustments]
    return not explained and not any(
        reason is not None and reason.kind in refusing for reason in reasons
    )


def _denials(
    adjustments: Iterable[Adjustment], reading: _Reading, paid_cents: int
) -> tuple[Denied, ...]:
    return tuple(
        Denied(one.group, one.carc, one.cents, reading.reason(one))
        for one in adjustments
        if one.cents > 0 and reading.kind(one, paid_cents) is Kind.DENIAL
    )


def _refused_as_a_whole(claim: RemittedClaim, denials: Iterable[Denied]) -> bool:
    """Whether the payer did not know the patient, or refused the charge as one sum."""
    if claim.paid_cents:
        return False
    if claim.status == PATIENT_NOT_RECOGNISED:
        return True
    refused = sum(denied.cents for denied in denials)
    return refused > 0 and refused >= claim.charge_cents


def _outcome(claim: RemittedClaim, counted: Sequence[LineVerdict], rules: DenialRules) -> Outcome:
    states = [line.state for line in counted]
    denied = states.count(LineState.DENIED)
    if denied and denied == len(states):
        return Outcome.DENIED
    if denied or (rules.partial_cuts and LineState.CUT in states):
        return Outcome.PARTIAL
    if LineState.PENDED in states or LineState.UNEXPLAINED in states or not states:
        return Outcome.PENDING
    if claim.paid_cents > 0:
        return Outcome.PAID
    if _patient_pays(claim):
        return Outcome.PATIENT
    # Nothing was left for this payer to pay.
    return Outcome.PAID if _met_elsewhere(claim.every_adjustment) > 0 else Outcome.PENDING


def _patient_pays(claim: RemittedClaim) -> bool:
    share = sum(one.cents for one in claim.every_adjustment if one.group == PATIENT)
    return share > 0 or claim.patient_cents > 0


def _is_duplicate(claim: RemittedClaim, reading: _Reading) -> bool:
    if claim.paid_cents:
        return False
    refusals = [
        reason
        for reason in map(reading.reason, claim.every_adjustment)
        if reason is not None and reason.kind is Kind.DENIAL
    ]
    return bool(refusals) and all(one.category.id == DUPLICATE for one in refusals)


def _is_unprocessable(claim: RemittedClaim) -> bool:
    remarks = {*claim.remarks, *(remark for line in claim.lines for remark in line.remarks)}
    missing = any(
        one.group == CONTRACTUAL and one.carc == _MISSING_DATA for one in claim.every_adjustment
    )
    return _UNPROCESSABLE in remarks and missing and claim.paid_cents == 0
