"""The demonstration's claims under the other definitions of the field.

As everything of the demonstration these are values that would come of claims, and no claims: they
keep the proportions of a worked cohort in which 932 remittances are 7.9, 9.9 and 12.2 % denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from vendor_eval.claims.kpis import Kpi, Recomputed

# Of 1,000 claims sent 932 were remitted: 92 denied in part or whole, 74 in whole, 22 more not paid
# by the payer and owed by the patient. Of 279,600 dollars remitted 33,600 were denied.
_ZERO_PAID, _FULLY, _DENIED = 114, 74, 92
_SENT, _REMITTED = 1_000, 932
_DENIED_DOLLARS = Decimal(33_600) / Decimal(279_600) / (Decimal(_DENIED) / _REMITTED)
_CHARGE = 300
# Of 970 claims that the clearinghouse let through 955 reach adjudication, 840 of 977 are resolved
# at once and 800 of them paid by the payer.
_FORWARDED, _RESOLVED, _PAID, _MATURED = (970, 840, 800, 977)
_ACCEPTED = 955
# 231,500 + 38,600 - 2,900 over 290,000 allowed; losses called contractual; what is resolved only.
_COLLECTED, _ALLOWED, _RESOLVED_ONLY = 267_200, 290_000, 281_000
_GROSS, _LOSSES = 500_000, 13_800
_THROUGH = "clearinghouse_acceptance_rate"


def under_all(done: Recomputed) -> Recomputed:
    """``done`` with other metrics and variants of the same cohorts beside its denial rate."""
    known = {(one.vendor, one.month, one.metric): one for one in done.kpis}
    variants = list(done.variants)
    for one in done.kpis:
        through = known.get((one.vendor, one.month, _THROUGH))
        for other in _beside(one, through):
            if "." in other.metric:
                variants.append(other)
            else:
                known.setdefault((other.vendor, other.month, other.metric), other)
    return replace(done, kpis=tuple(known.values()), variants=tuple(variants))


def _beside(one: Kpi, through: Kpi | None) -> Iterator[Kpi]:
    """Further metrics, and variants, of the cohort that ``one`` is worked out from.

    Args:
        through: what the clearinghouse let through, where that is known.
    """
    if one.metric == "denial_rate":
        yield from _denials(one)
    elif one.metric == "first_pass_acceptance_rate":
        yield from _first_pass(one, through)
    elif one.metric == "net_collection_rate":
        yield from _collection(one)


def _denials(one: Kpi) -> Iterator[Kpi]:
    denied, remits = int(one.numerator or 0), int(one.denominator or 0)
    sent = round(remits * _SENT / _REMITTED)
    yield _counted(one, "full_denial_rate", round(denied * _FULLY / _DENIED), remits)
    yield _counted(
        one, "denial_rate.zero_pay", min(round(denied * _ZERO_PAID / _DENIED), remits), remits
    )
    yield _counted(one, "denial_rate.per_submitted", denied, sent)
    billed = Decimal(remits * _CHARGE)
    dollars = Decimal(round(denied * _CHARGE * _DENIED_DOLLARS))
    yield replace(
        one,
        metric="denial_rate_dollars",
        numerator=dollars,
        denominator=billed,
        value=float(dollars / billed),
    )


def _first_pass(one: Kpi, through: Kpi | None) -> Iterator[Kpi]:
    accepted, sent = int(one.numerator or 0), int(one.denominator or 0)
    forwarded = min(max(round(accepted * _FORWARDED / _ACCEPTED), accepted), sent)
    if through is not None:
        forwarded = int(through.numerator or 0)
    matured = round(sent * _MATURED / _SENT)
    yield _counted(one, _THROUGH, forwarded, sent)
    resolved = min(round(accepted * _RESOLVED / _ACCEPTED), matured)
    yield _counted(one, "first_pass_resolution_rate", resolved, matured)
    yield _counted(
        one, "first_pass_acceptance_rate.of_forwarded", min(accepted, forwarded), forwarded
    )
    yield _counted(
        one, "first_pass_resolution_rate.paid", round(resolved * _PAID / _RESOLVED), matured
    )


def _collection(one: Kpi) -> Iterator[Kpi]:
    if one.numerator is None or one.denominator is None:
        return
    collected, allowed = Decimal(one.numerator), Decimal(one.denominator)
    shapes = (
        ("resolved_only", allowed * _RESOLVED_ONLY / _ALLOWED),
        ("losses_as_contractual", allowed - allowed * _LOSSES / _ALLOWED),
        ("gross", allowed * _GROSS / _ALLOWED),
    )
    for name, below in shapes:
        over = max(below.quantize(Decimal("0.01")), collected)
        yield replace(
            one,
            metric=f"net_collection_rate.{name}",
            denominator=over,
            value=float(collected / over),
        )


def _counted(one: Kpi, metric: str, good: int, of: int) -> Kpi:
    return replace(one, metric=metric, numerator=good, denominator=of, value=good / of)
