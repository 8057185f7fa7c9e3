"""First pass, converted: a vendor's counts once, every definition of the rate out of them.

Vendors report different figures under the name of first pass. Only equal definitions compare, and
from the counts behind a figure each of them follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction

from vendor_eval.errors import BadInput, Fault


@dataclass(frozen=True, slots=True)
class FirstPassCounts:
    """What became of the original claims sent for the first time; None where nobody knows.

    Attributes:
        sent: all of them; what follows are parts of it that do not overlap.
        clearinghouse_rejected: never reached a payer.
        payer_rejected: refused by the payer's front end, before adjudication.
        paid: by the first remittance, the payer paying something and denying no line.
        patient_share: settled by the first remittance with nothing but the patient's share.
        partly_denied: the first remittance denied some of the lines.
        denied: the first remittance denied all lines.
        pending: let in, without a remittance yet.
    """

    sent: int | None = None
    clearinghouse_rejected: int | None = None
    payer_rejected: int | None = None
    paid: int | None = None
    patient_share: int | None = None
    partly_denied: int | None = None
    denied: int | None = None
    pending: int | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """One definition of first pass, from the counts.

    Attributes:
        name: as the metric catalogue calls it, as a metric or as a variant of one.
        metric: the id under which the catalogue carries it, or None.
        numerator: None where a count is missing.
        denominator: None where a count is missing.
    """

    name: str
    metric: str | None
    numerator: int | None
    denominator: int | None

    @property
    def value(self) -> Fraction | None:
        """A fraction of one; None where a count is missing or there was nothing to count."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)


def first_pass(counts: FirstPassCounts) -> tuple[Converted, ...]:
    """Every definition, from the earliest gate that a claim passes to the latest.

    Raises:
        BadInput: a count is negative, or the parts are not what was sent; all faults are listed.
    """
    faults = [*_faults(counts)]
    if faults:
        raise BadInput(faults)
    sent, paid = counts.sent, counts.paid
    forwarded = _less(sent, counts.clearinghouse_rejected)
    let_in = _less(forwarded, counts.payer_rejected)
    settled = _sum(paid, counts.patient_share)
    remitted = _sum(settled, counts.partly_denied, counts.denied)
    matured = _less(sent, counts.pending)
    return (
        Converted(
            "Clearinghouse acceptance rate", "clearinghouse_acceptance_rate", forwarded, sent
        ),
        Converted("payer front-end acceptance (FP2)", None, let_in, forwarded),
        Converted("First-pass acceptance rate", "first_pass_acceptance_rate", let_in, sent),
        Converted("First-pass resolution rate", "first_pass_resolution_rate", settled, matured),
        Converted("over claims submitted", None, settled, sent),
        Converted("over claims remitted", None, settled, remitted),
        Converted("first-pass paid, or yield (FP5)", None, paid, matured),
    )


def _faults(counts: FirstPassCounts) -> Iterator[Fault]:
    given = {field.name: getattr(counts, field.name) for field in fields(counts)}
    for name, count in given.items():
        if count is not None and count < 0:
            yield Fault(name, "is negative", "write how many claims there were")
    sent = given.pop("sent")
    known = [count for count in given.values() if count is not None]
    if sent is None or any(count < 0 for count in known):
        return
    if sum(known) > sent or (len(known) == len(given) and sum(known) < sent):
        what = f"{sent} were sent, and the parts add up to {sum(known)}"
        yield Fault("sent", what, "count every claim once, and those still open as pending")


def _sum(*counts: int | None) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _less(count: int | None, other: int | None) -> int | None:
    return None if count is None or other is None else count - other
