"""Where the value of a finding comes from: which file or look at the claims, when, by whose hand.

A finding is only as good as what it was made from: whoever doubts a value asks for that first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.measurement import Truth
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Column, Section, Table
from vendor_eval.reports.wording import listed, metric_name, sentence, shown_date
from vendor_eval.sla.findings import Finding


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing that a value comes from.

    Attributes:
        name: what the file was called that a reported value was read from; empty for others.
        as_of: the day that a recomputed value looks at the claims from; None for others.
        on: the day on which it was stored, in the practice's time zone.
        by: who stored it.
    """

    truth: Truth
    on: dt.date
    by: str
    name: str = ""
    as_of: dt.date | None = None

    @property
    def shown(self) -> str:
        """What it was, when it came and by whom, to stand behind the value or its name."""
        by_whom = f"on {shown_date(self.on)} by {self.by}"
        if self.truth is Truth.AUDITED:
            return f"audited, entered {by_whom}"
        if self.as_of is not None:
            return f"recomputed from claims as of {shown_date(self.as_of)}, kept {by_whom}"
        return f"from {self.name}, imported {by_whom}"


Origins = Mapping[tuple[str, str, Month, Truth], tuple[Origin, ...]]
"""By vendor, metric, month and kind of value: what it comes from, the oldest first."""


def of_finding(finding: Finding, origins: Origins) -> tuple[Origin, ...]:
    """What the judged value comes from; nothing where none was there to judge."""
    if finding.value is None:
        return ()
    judged_on = finding.level.judged_on
    return origins.get((finding.vendor, finding.metric, finding.month, judged_on), ())


def in_words(found: Sequence[Origin]) -> str:
    """What a value comes from; ``from a.csv, imported ...; from b.csv, imported ...``."""
    return "; ".join(one.shown for one in found)


def origins_said(findings: Sequence[Finding], origins: Origins) -> str:
    """Where the values of one vendor's findings come from; empty where nothing is known.

    Metrics are named only where they do not all come from the same.
    """
    groups = list(_by_origin(findings, origins))
    if not groups:
        return ""
    if len(groups) == 1:
        return f"These values: {in_words(groups[0][1])}."
    return " ".join(
        sentence(f"{listed([metric_name(one.metric) for one in of_origin])}: {in_words(found)}.")
        for of_origin, found in groups
    )


def origins_section(findings: Sequence[Finding], origins: Origins, month: Month) -> Section | None:
    """The report's part on where values come from; None where nothing is known of any.

    Args:
        findings: of the month, in the order of the vendors to be shown.
    """
    by_vendor: dict[str, list[Finding]] = {}
    for one in findings:
        by_vendor.setdefault(one.vendor, []).append(one)
    rows = tuple(
        (vendor, sentence(in_words(found)), listed([metric_name(one.metric) for one in of_origin]))
        for vendor, of_vendor in by_vendor.items()
        for of_origin, found in _by_origin(of_vendor, origins)
    )
    if not rows:
        return None
    columns = (Column("Vendor", 22), Column("Comes from", 48), Column("Metrics", 48))
    return Section(
        title=f"Where the values of {month.shown} come from",
        summary="Of each value that was judged, as it stands: the file or the claims behind it, "
        "and who stored it.",
        tables=(Table("Sources of the values", columns, rows),),
    )


def _by_origin(
    findings: Sequence[Finding], origins: Origins
) -> Iterator[tuple[list[Finding], tuple[Origin, ...]]]:
    """The findings that come from the same together, in their order."""
    groups: dict[tuple[Origin, ...], list[Finding]] = {}
    for finding in findings:
        found = of_finding(finding, origins)
        if found:
            groups.setdefault(found, []).append(finding)
    yield from ((of_origin, found) for found, of_origin in groups.items())
