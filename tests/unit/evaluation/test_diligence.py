"""What the registers of a vendor come to on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from vendor_eval.evaluation.credentials import CREDENTIALS
from vendor_eval.evaluation.diligence import (
    PATIENCE,
    Diligence,
    Team,
    days_waited,
    due,
    hesitates,
)
from vendor_eval.evaluation.registers import (
    DOCUMENTS,
    QUESTIONS,
    Coder,
    DocumentRequest,
    DocumentStatus,
    Reference,
    Subcontractor,
)

TODAY = dt.date(2026, 11, 20)
"""A Friday."""


def in_days(days: int) -> dt.date:
    return TODAY + dt.timedelta(days)


def asked(days_ago: int, **other: object) -> DocumentRequest:
    said = {"status": DocumentStatus.ASKED, **other}
    return DocumentRequest("Standard service agreement", in_days(-days_ago), **said)


def test_the_credentials_are_those_of_the_documents_each_with_its_setting() -> None:
    assert [one.short for one in CREDENTIALS] == ["CPC", "CCS", "CCA", "RHIA", "RHIT", "CRC"]
    assert all(one.setting and one.cites for one in CREDENTIALS)


def test_every_vendor_is_asked_for_five_documents_and_every_reference_three_questions() -> None:
    assert len(set(DOCUMENTS)) == 5
    assert len(QUESTIONS) == 3
    assert all(hasattr(Reference("Lakeside"), field) for field in QUESTIONS)


def test_coders_are_counted_by_what_stands_today() -> None:
    coders = (
        Coder("A", ("CPC",), "Cardiology", verified_on=TODAY, expires=TODAY),
        Coder("B", ("CCS", "CRC"), " CARDIOLOGY "),
        Coder("C", ("CPC",), "Orthopedics"),
        Coder("D", ("CPC",), "Cardiology", verified_on=TODAY, expires=in_days(-1)),
        Coder("E", (), "Cardiology", expires=in_days(-1)),
    )

    found = Diligence("Acme", TODAY, ("cardiology",), coders).team

    assert found == Team(coders=5, certified=3, relevant=2, verified=1, expired=1)


def test_without_a_specialty_of_the_practice_nobody_is_relevant() -> None:
    assert Diligence("Acme", TODAY, (), (Coder("A", ("CPC",)),)).team.relevant == 0


@pytest.mark.parametrize(
    ("asked_on", "last_day"),
    [
        (dt.date(2026, 11, 2), dt.date(2026, 11, 16)),  # Monday: 5 + 5 weekdays, Monday again
        (dt.date(2026, 11, 6), dt.date(2026, 11, 20)),  # Friday
        (dt.date(2026, 11, 7), dt.date(2026, 11, 20)),  # Saturday: counted from the Monday after
        (dt.date(2026, 11, 8), dt.date(2026, 11, 20)),  # Sunday
    ],
)
def test_a_document_may_take_ten_business_days(asked_on: dt.date, last_day: dt.date) -> None:
    assert PATIENCE.business_days == 10
    assert PATIENCE.last_day(asked_on) == last_day


@pytest.mark.parametrize(
    ("request_", "is_late"),
    [
        (DocumentRequest("Any"), False),
        (asked(0), False),
        (asked(14), False),  # ten business days ago
        (asked(15), True),
        (asked(30, status=DocumentStatus.RECEIVED, received_on=in_days(-16)), False),
        (asked(30, status=DocumentStatus.RECEIVED, received_on=in_days(-15)), True),
        (asked(1, status=DocumentStatus.REFUSED), True),
        (DocumentRequest("Any", status=DocumentStatus.REFUSED), True),
    ],
)
def test_whoever_takes_longer_or_refuses_hesitates(
    request_: DocumentRequest, is_late: bool
) -> None:
    assert hesitates(request_, TODAY) is is_late


@pytest.mark.parametrize(
    ("request_", "days"),
    [
        (DocumentRequest("Any"), None),
        (asked(0), 0),
        (asked(12), 12),
        (asked(12, status=DocumentStatus.RECEIVED, received_on=in_days(-2)), 10),
    ],
)
def test_days_are_counted_from_asking_to_receiving(
    request_: DocumentRequest, days: int | None
) -> None:
    assert days_waited(request_, TODAY) == days


def test_what_has_run_out_or_soon_will_is_due_most_urgent_first() -> None:
    kept = Diligence(
        "Acme",
        TODAY,
        coders=(
            Coder("Late", ("CPC",), expires=in_days(31)),
            Coder("Soon", ("CPC", "CRC"), expires=in_days(30)),
            Coder("Over", ("CCS",), expires=in_days(-400)),
            Coder("Lasting", ("CPC",)),
            Coder("Uncertified", (), expires=TODAY),
        ),
        documents=(
            asked(14),
            DocumentRequest("Refused", in_days(-30), None, DocumentStatus.REFUSED),
            DocumentRequest("Here", in_days(-30), TODAY, DocumentStatus.RECEIVED),
            DocumentRequest("Wanted"),
        ),
    )

    found = due(kept, within_days=30)

    assert [(one.days_left, one.what) for one in found] == [
        (-400, "CCS of Over"),
        (0, "Asked for: Standard service agreement"),
        (30, "CPC, CRC of Soon"),
    ]
    assert {(one.vendor, one.last_day == in_days(one.days_left)) for one in found} == {
        ("Acme", True)
    }


def test_wanting_documents_finds_nothing_out() -> None:
    assert Diligence("Acme", TODAY, documents=(DocumentRequest("Any"),)).is_empty
    assert not Diligence("Acme", TODAY, documents=(asked(0),)).is_empty
    assert not Diligence("Acme", TODAY, subcontractors=(Subcontractor("Delta"),)).is_empty


def test_documents_references_and_subcontractors_are_told_apart_by_what_is_missing() -> None:
    here = DocumentRequest("Here", in_days(-1), TODAY, DocumentStatus.RECEIVED)
    refused = DocumentRequest("Refused", status=DocumentStatus.REFUSED)
    reached, unreached = Reference("Lakeside", called_on=TODAY), Reference("Hillside")
    signed, unsigned = Subcontractor("Delta", baa_signed_on=TODAY), Subcontractor("Echo")

    found = Diligence(
        "Acme",
        TODAY,
        documents=(here, refused, DocumentRequest("Wanted")),
        references=(reached, unreached),
        subcontractors=(signed, unsigned),
    )

    assert found.received == (here,)
    assert found.hesitations == (refused,)
    assert found.called == (reached,)
    assert found.unsigned == (unsigned,)
