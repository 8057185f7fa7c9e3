"""Promises of candidates, followed through the stored contracts and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd
from sqlmodel import Session

from vendor_eval.evaluation.promises import Promise
from vendor_eval.measurement import rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.reports.promise_trace import Reported, Trace
from vendor_eval.sla.assessment import assess_all
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Status
from vendor_eval.store import contracts, measures
from vendor_eval.workflows.reviews import terms_of


def traced(session: Session, promised: Iterable[Promise]) -> tuple[Trace, ...]:
    """Each promise with its vendor's contract and last figure, as they are stored.

    Raises:
        BadInput: a stored contract can no longer be read.
    """
    found = tuple(promised)
    vendors = {one.vendor for one in found}
    terms = {
        one.vendor: terms_of(one) for one in contracts.listed(session) if one.vendor in vendors
    }
    return traces_of(found, terms, measures.load(session, vendors))


def traces_of(
    promised: Sequence[Promise], terms: Mapping[str, Contract], measurements: pd.DataFrame
) -> tuple[Trace, ...]:
    """Each promise with its vendor's contract and last figure.

    Args:
        terms: by vendor.
        measurements: with `measurement.COLUMNS`, not yet rolled up.
    """
    last = _last_reported(terms, measurements)
    return tuple(
        Trace(one, terms.get(one.vendor), last.get((one.vendor, one.metric))) for one in promised
    )


def _last_reported(
    terms: Mapping[str, Contract], measurements: pd.DataFrame
) -> dict[tuple[str, str], Reported]:
    """By vendor and metric the figure of the newest month that has one."""
    findings = assess_all(list(terms.values()), measurements).findings
    statuses = dict(zip(_keys(findings), findings["status"].tolist(), strict=True))
    figures = rolled_up(measurements, CATALOGUE).dropna(subset=["value"]).sort_values("month")
    last = {}
    for key, value in zip(_keys(figures), figures["value"].tolist(), strict=True):
        vendor, metric, month = key
        status = statuses.get(key)
        reported = Reported(Month.at(month), value, None if status is None else Status(status))
        last[vendor, metric] = reported
    return last


def _keys(frame: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Vendor, metric and month of each row."""
    return zip(*(frame[name].tolist() for name in ("vendor", "metric", "month")), strict=True)
