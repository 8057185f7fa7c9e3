"""Recomputations from claims, each kept whole with what it was made from; none is ever changed.

What is kept are values, sums and the names of files. No claim is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from vendor_eval.claims.extracts import Rejection
from vendor_eval.claims.kpis import Found, NotComputable, Recomputed
from vendor_eval.claims.noted import Noted
from vendor_eval.quantities import Month
from vendor_eval.store import claim_sums, claim_values
from vendor_eval.store.audit import digests
from vendor_eval.store.audit.sealing import note
from vendor_eval.store.tables import ClaimRun, ClaimRunFile


@dataclass(frozen=True, slots=True)
class RunFile:
    """A file that counted.

    Attributes:
        sha256: of its bytes, hexadecimal.
        kind: what it was taken for, in a word.
        rows: None where nobody counted those of this file apart.
    """

    name: str
    sha256: str
    kind: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What values were recomputed from, and under which terms.

    Attributes:
        files: those that counted, in any order.
        as_of: the day that the claims were looked at from.
        terms: whatever else decides what the same files give; JSON values only.
        definitions: the version of the texts that define the metrics.
        by: the acting person.
        at: when, with a time zone.
    """

    files: tuple[RunFile, ...]
    as_of: dt.date
    terms: Mapping[str, object]
    definitions: str
    by: str
    at: dt.datetime

    @property
    def terms_as_json(self) -> str:
        """`terms` as the one JSON text that stands for it."""
        return json.dumps(self.terms, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def fingerprint(self) -> str:
        """Equal for the same bytes under the same terms, whatever the files are called."""
        files = sorted({one.sha256 for one in self.files})
        parts = [*files, self.as_of.isoformat(), self.definitions, self.terms_as_json]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Run:
    """A recomputation as it was kept, without its values.

    Attributes:
        provenance: its time in UTC.
        provisional: for metrics with a maturity, the first month that was not mature yet.
        noted: what to know about X12 files beside their metrics.
        seen_on: the day up to which the files know of anything.
    """

    id: int
    provenance: Provenance
    rows: int
    rejected: tuple[Rejection, ...]
    checks: tuple[Found, ...]
    not_computable: tuple[NotComputable, ...]
    left_out: tuple[NotComputable, ...]
    provisional: Mapping[str, Month]
    seen_on: dt.date
    noted: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a recomputation: the run, and whether it is new or was kept before."""

    run: Run
    is_new: bool


def save(session: Session, recomputed: Recomputed, provenance: Provenance) -> Kept:
    """Keep a recomputation, unless the same files were under the same terms before.

    Vendors that are not known yet are added.
    """
    earlier = find(session, provenance.fingerprint)
    if earlier is not None:
        return Kept(earlier, is_new=False)
    row = ClaimRun(
        fingerprint=provenance.fingerprint,
        as_of=provenance.as_of,
        seen_on=recomputed.seen_on or provenance.as_of,
        terms=provenance.terms_as_json,
        definitions=provenance.definitions,
        rows=recomputed.rows,
        remarks=_remarks(recomputed),
        recorded_at=provenance.at,
        recorded_by=provenance.by,
    )
    session.add(row)
    session.flush()
    files = [
        {"run": row.id, "place": place, **asdict(file)}
        for place, file in enumerate(provenance.files, start=1)
    ]
    if files:
        session.connection().execute(insert(ClaimRunFile), files)
    claim_values.add(session, row.id, recomputed, provenance.by)
    claim_sums.add(session, row.id, recomputed, provenance.by)
    note(session, *digests.of_run(session.connection(), row.id))
    return Kept(_run(session, row), is_new=True)


def find(session: Session, fingerprint: str) -> Run | None:
    """The run with this fingerprint, or None."""
    row = session.exec(select(ClaimRun).where(ClaimRun.fingerprint == fingerprint)).first()
    return None if row is None else _run(session, row)


def listed(session: Session) -> tuple[Run, ...]:
    """Every run, the one kept last first."""
    rows = session.exec(select(ClaimRun).order_by(col(ClaimRun.id).desc())).all()
    return tuple(_run(session, row) for row in rows)


def _remarks(recomputed: Recomputed) -> str:
    """What was refused, found and left out, as JSON."""
    remarks: dict[str, object] = {
        name: [asdict(one) for one in getattr(recomputed, name)]
        for name in ("rejected", "checks", "not_computable", "left_out", "noted")
    }
    remarks["provisional"] = {id: str(month) for id, month in recomputed.provisional.items()}
    return json.dumps(remarks, ensure_ascii=False)


def _run(session: Session, row: ClaimRun) -> Run:
    of_run = select(ClaimRunFile).where(ClaimRunFile.run == row.id)
    files = session.exec(of_run.order_by(col(ClaimRunFile.place))).all()
    remarks: dict[str, Any] = json.loads(row.remarks)
    return Run(
        id=row.id,
        provenance=Provenance(
            files=tuple(RunFile(one.name, one.sha256, one.kind, one.rows) for one in files),
            as_of=row.as_of,
            terms=json.loads(row.terms),
            definitions=row.definitions,
            by=row.recorded_by,
            at=row.recorded_at,
        ),
        rows=row.rows,
        rejected=tuple(Rejection(**one) for one in remarks["rejected"]),
        checks=tuple(Found(**one) for one in remarks["checks"]),
        not_computable=tuple(NotComputable(**one) for one in remarks["not_computable"]),
        left_out=tuple(NotComputable(**one) for one in remarks["left_out"]),
        provisional={
            metric: Month.parse(month) for metric, month in remarks["provisional"].items()
        },
        seen_on=row.seen_on,
        noted=tuple(Noted(**one) for one in remarks["noted"]),
    )
