"""What was found out about candidates beside their answers, a table a register.

Whoever has nothing in a register gets a dash and never a zero: nothing known is not nothing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vendor_eval.evaluation.diligence import (
    PATIENCE,
    REFERENCES_WANTED,
    Diligence,
    days_waited,
    hesitates,
    is_expired,
)
from vendor_eval.evaluation.registers import LABELS, Coder, Reference
from vendor_eval.reports.report import Align, Cell, Column, Section, Table
from vendor_eval.reports.wording import counted, listed, sentence


def diligence_section(found: Diligence) -> Section:
    """All registers of one candidate."""
    return Section(
        title="Due diligence",
        summary=" ".join(findings(found)),
        tables=(
            coders_table(found),
            documents_table(found),
            references_table(found),
            subcontractors_table(found),
        ),
    )


def diligence_table(of_all: Sequence[Diligence]) -> Table:
    """One line a candidate."""
    return Table(
        title="Due diligence",
        columns=(
            Column("Candidate", 25),
            Column("Coders certified", 12),
            Column("In our specialties", 12),
            Column("Looked up", 11),
            Column("Documents here", 12),
            Column("Hesitates over", 11, Align.END),
            Column("References called", 12, Align.END),
            Column("Subcontractors without BAA", 15),
        ),
        rows=tuple(_line(one) for one in of_all),
        note=_PATIENCE,
    )


def findings(found: Diligence) -> Iterator[str]:
    """What the registers come to, a sentence each; what is not known is said."""
    yield _coders_sentence(found)
    yield _documents_sentence(found)
    yield _references_sentence(found)
    unsigned = [one.name for one in found.unsigned]
    if unsigned:
        yield f"No business associate agreement is signed by {listed(unsigned)}."


def coders_table(found: Diligence) -> Table:
    """Who would code, and whether their credentials stand."""
    return Table(
        title="Coders",
        columns=(
            *_columns(name=20, credentials=14, specialty=14, number=10),
            Column("Standing", 11),
            *_columns(verified_on=16, expires=16, note=20),
        ),
        rows=tuple(
            (
                one.name,
                ", ".join(one.credentials) or None,
                one.specialty or None,
                one.number or None,
                _standing(one, found),
                one.verified_on,
                one.expires,
                one.note or None,
            )
            for one in found.coders
        ),
        empty="The vendor has named no coder yet.",
    )


def documents_table(found: Diligence) -> Table:
    """What was asked for, and how long it took."""
    return Table(
        title="Documents",
        columns=(
            *_columns(document=36, status=11, asked_on=16, received_on=16),
            Column("Days", 6, Align.END),
            Column("Hesitates", 9),
            *_columns(note=24),
        ),
        rows=tuple(
            (
                one.document,
                one.status.value,
                one.asked_on,
                one.received_on,
                days_waited(one, found.today),
                "yes" if hesitates(one, found.today) else None,
                one.note or None,
            )
            for one in found.documents
        ),
        note=_PATIENCE,
    )


def references_table(found: Diligence) -> Table:
    """What clients of the vendor say to the three questions."""
    return Table(
        title="References",
        columns=(
            *_columns(practice_name=22, specialty=13, called_on=16),
            *_columns(denial_trend=26, responsiveness=26, reporting_quality=26, verdict=8),
        ),
        rows=tuple(_reference(one) for one in found.references),
        empty="No reference was named yet.",
    )


def subcontractors_table(found: Diligence) -> Table:
    """To whom work is handed on, and whether an agreement binds them."""
    return Table(
        title="Subcontractors",
        columns=_columns(name=24, service=24, country=16, baa_signed_on=18, note=30),
        rows=tuple(
            (
                one.name,
                one.service or None,
                one.country or None,
                one.baa_signed_on,
                one.note or None,
            )
            for one in found.subcontractors
        ),
        empty="None was named.",
    )


_PATIENCE = (
    f"A vendor hesitates when it refuses a document or takes longer than {PATIENCE.business_days} "
    f"business days ({PATIENCE.basis}). Hesitation is a reason to look closer."
)


def _columns(**widths: int) -> tuple[Column, ...]:
    """Columns called as the fields are."""
    return tuple(Column(LABELS[name], width) for name, width in widths.items())


def _standing(coder: Coder, found: Diligence) -> str:
    if not coder.credentials:
        return "uncertified"
    return "expired" if is_expired(coder, found.today) else "stands"


def _reference(one: Reference) -> tuple[Cell, ...]:
    said = (one.denial_trend, one.responsiveness, one.reporting_quality, one.verdict.value)
    return (
        one.practice_name,
        one.specialty or None,
        one.called_on,
        *(text or None for text in said),
    )


def _line(found: Diligence) -> tuple[Cell, ...]:
    team = found.team
    return (
        found.vendor,
        _of(team.certified, team.coders),
        _of(team.relevant, team.coders),
        _of(team.verified, team.coders),
        _of(len(found.received), len(found.documents)),
        len(found.hesitations) or None,
        len(found.called) or None,
        _of(len(found.unsigned), len(found.subcontractors)),
    )


def _of(part: int, whole: int) -> str | None:
    return f"{part} of {whole}" if whole else None


def _coders_sentence(found: Diligence) -> str:
    team = found.team
    if not team.coders:
        return "Of the coders nothing is known yet."
    text = (
        f"{team.certified} of {counted(team.coders, 'coder')} certified, "
        f"{team.relevant} in our specialties, {team.verified} looked up with the issuer"
    )
    return (
        f"{text}; the credentials of {team.expired} have expired." if team.expired else f"{text}."
    )


def _documents_sentence(found: Diligence) -> str:
    text = f"{len(found.received)} of {counted(len(found.documents), 'document')} received"
    late = [one.document for one in found.hesitations]
    return f"{text}; the vendor hesitates over {listed(late)}." if late else f"{text}."


def _references_sentence(found: Diligence) -> str:
    verdicts = Counter(one.verdict.value for one in found.called if one.verdict.value)
    text = sentence(f"{counted(len(found.called), 'reference')} called")
    if verdicts:
        text = f"{text}: {listed([f'{many} {verdict}' for verdict, many in verdicts.items()])}"
    short = REFERENCES_WANTED - len(found.called)
    return f"{text}; {short} more to call." if short > 0 else f"{text}."
