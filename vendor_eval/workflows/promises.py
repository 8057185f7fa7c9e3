"""Promises of candidates, followed through the stored contracts and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd
from sqlmodel import Session

from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.promises import Promise, promises
from vendor_eval.evaluation.scope import Scope
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.measurement import rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.reports.promise_trace import Reported, Trace
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Status
from vendor_eval.sla.judging import judge
from vendor_eval.store import answers, contracts, measures
from vendor_eval.store.answers import VENDOR
from vendor_eval.workflows.contract_terms import terms_of


def promised(
    session: Session, round_id: int, scope: Scope, scores: Iterable[VendorScore]
) -> tuple[Promise, ...]:
    """What the candidates promise, in the order of the scores.

    A candidate's own word is its promise; where it gave none, the answer that counts for it is.
    """
    own: dict[str, dict[str, Answer]] = {}
    for one in answers.newest(session, round_id, evaluator=VENDOR):
        if one.answer:
            own.setdefault(one.vendor, {})[one.item] = Answer(one.vendor, one.item, one.answer)
    found: list[Promise] = []
    for score in scores:
        counted = {one.item: one for one in score.answers}
        found += promises(scope, (counted | own.get(score.vendor, {})).values())
    return tuple(found)


def traced(session: Session, said: Iterable[Promise]) -> tuple[Trace, ...]:
    """Each promise with its vendor's contract and last figure, as they are stored.

    Raises:
        BadInput: a stored contract can no longer be read.
    """
    found = tuple(said)
    vendors = {one.vendor for one in found}
    terms = {
        one.vendor: terms_of(one) for one in contracts.listed(session) if one.vendor in vendors
    }
    return traces_of(found, terms, measures.load(session, vendors))


def traces_of(
    said: Sequence[Promise], terms: Mapping[str, Contract], measurements: pd.DataFrame
) -> tuple[Trace, ...]:
    """Each promise with its vendor's contract and last figure.

    Args:
        terms: by vendor.
        measurements: with `measurement.COLUMNS`, not yet rolled up.
    """
    last = _last_reported(terms, measurements)
    return tuple(
        Trace(one, terms.get(one.vendor), last.get((one.vendor, one.metric))) for one in said
    )


def _last_reported(
    terms: Mapping[str, Contract], measurements: pd.DataFrame
) -> dict[tuple[str, str], Reported]:
    """By vendor and metric the figure of the newest month that has one."""
    months = rolled_up(measurements, CATALOGUE)
    findings = judge(list(terms.values()), months)
    statuses = dict(zip(_keys(findings), findings["status"].tolist(), strict=True))
    figures = months.dropna(subset=["value"]).sort_values("month")
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
