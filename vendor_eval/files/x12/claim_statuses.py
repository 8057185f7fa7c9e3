"""Claim acknowledgements: 277CA (005010X214).

The hierarchy tells who speaks (level 20), about which batch (21), about which provider's part of
it (19) and about which claim (PT). A status behind a service is about that service only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from vendor_eval.claims.acknowledgements import BatchStatus, ClaimStatus, Speaker, Status
from vendor_eval.files.x12.counts import MEMBER, NAME
from vendor_eval.files.x12.elements import cents, count, day, days, moment
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.set_reader import NONE_LEFT, Event, Opening, handed

_SOURCE, _RECEIVER, _PROVIDER, _CLAIM = "20", "21", "19", "PT"
_PERSONS = frozenset({"QC", "IL"})


@dataclass(slots=True)
class _Level:
    """One level of the hierarchy while its segments come in."""

    kind: str
    trace: str = ""
    statuses: list[Status] = field(default_factory=list)
    line_statuses: list[Status] = field(default_factory=list)
    totals: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    served_from: dt.date | None = None
    in_line: bool = False


class ClaimStatusReader:
    """Gives what is said about batches and claims, in the order of the file."""

    def __init__(self, opening: Opening) -> None:
        """Begin after ST."""
        self._opening = opening
        self._made: dt.datetime | None = None
        self._speaker = Speaker.PAYER
        self._batch = ""
        self._level: _Level | None = None

    def read(self, segments: Iterator[str]) -> Generator[Event, None, str]:
        """What the set tells, up to the segment behind it, which is returned."""
        handlers = {
            "BHT": self._begin,
            "HL": self._open_level,
            "NM1": self._name,
            "TRN": self._trace,
            "STC": self._status,
            "QTY": self._total,
            "AMT": self._total,
            "REF": self._reference,
            "DTP": self._date,
            "SVC": self._service,
        }
        return handed(self._opening, handlers, segments)

    def close(self) -> None:
        """Give the last level."""
        self._close_level()

    def _begin(self, elements: list[str]) -> None:
        self._made = moment(elements[4], (elements + NONE_LEFT)[5], self._opening.zone)

    def _open_level(self, elements: list[str]) -> None:
        self._close_level()
        self._level = _Level(elements[3])

    def _name(self, elements: list[str]) -> None:
        if elements[1] in _PERSONS:
            dropped = self._opening.counts.dropped
            dropped[NAME] += 1
            dropped[MEMBER] += len(elements) > 9
        elif self._level is not None and self._level.kind == _SOURCE:
            clearinghouse = elements[1] == "AY"
            self._speaker = Speaker.CLEARINGHOUSE if clearinghouse else Speaker.PAYER

    def _trace(self, elements: list[str]) -> None:
        if self._level is not None:
            self._level.trace = elements[2]
            if self._level.kind == _RECEIVER:
                self._batch = elements[2]

    def _status(self, elements: list[str]) -> None:
        if self._level is None:
            return
        texts = elements + NONE_LEFT
        # Up to three composites, of which the first is the leading one; the rest explain it.
        parts = texts[1].split(self._opening.separators.component) + NONE_LEFT
        status = Status(parts[0], parts[1], texts[3], day(texts[2]))
        level = self._level
        (level.line_statuses if level.in_line else level.statuses).append(status)

    def _total(self, elements: list[str]) -> None:
        if self._level is not None:
            self._level.totals[elements[1]] = elements[2]

    def _reference(self, elements: list[str]) -> None:
        if self._level is not None and not self._level.in_line:
            self._level.references.setdefault(elements[1], elements[2])

    def _date(self, elements: list[str]) -> None:
        level = self._level
        if level is not None and elements[1] == "472" and level.served_from is None:
            level.served_from = days(elements[3])[0]

    def _service(self, _: list[str]) -> None:
        if self._level is not None:
            self._level.in_line = True

    def _close_level(self) -> None:
        level = self._level
        self._level = None
        if level is None:
            return
        if self._made is None:
            raise Broken("segment", "the 277 has no BHT segment", "ask for a corrected file")
        if level.kind == _CLAIM:
            self._opening.emit(self._claim_status(level, self._made))
        elif level.kind in {_RECEIVER, _PROVIDER} and level.statuses:
            self._opening.emit(self._batch_status(level, self._made))

    def _claim_status(self, level: _Level, made: dt.datetime) -> ClaimStatus:
        return ClaimStatus(
            set=self._opening.set,
            speaker=self._speaker,
            made_at=made,
            batch=self._batch,
            claim_number=level.trace,
            statuses=tuple(level.statuses),
            payer_claim_number=level.references.get("1K", ""),
            clearinghouse_number=level.references.get("D9", ""),
            bill_type=level.references.get("BLT", ""),
            served_from=level.served_from,
            lines=tuple(level.line_statuses),
        )

    def _batch_status(self, level: _Level, made: dt.datetime) -> BatchStatus:
        totals = level.totals
        return BatchStatus(
            set=self._opening.set,
            speaker=self._speaker,
            made_at=made,
            whole=level.kind == _RECEIVER,
            batch=level.trace,
            statuses=tuple(level.statuses),
            accepted=count(totals.get("90", "")),
            rejected=count(totals.get("AA", "")),
            accepted_cents=cents(totals.get("YU", "")),
            rejected_cents=cents(totals.get("YY", "")),
        )
