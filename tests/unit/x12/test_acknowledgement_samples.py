"""277CA, 999 and TA1 files, with what they say read off by hand."""

import datetime as dt

import pytest

from tests.unit.x12.written import interchange, read, recounted, sample
from vendor_eval.claims.acknowledgements import (
    BatchStatus,
    ClaimStatus,
    GroupAcknowledged,
    InterchangeAcknowledged,
    SetAcknowledged,
    Speaker,
    Status,
)
from vendor_eval.errors import BadInput

ON = dt.date(2011, 3, 11)


def test_an_accepted_claim():
    (batch, claim), counts = read(sample("277ca_accepted.edi"))

    assert isinstance(batch, BatchStatus)
    assert (batch.speaker, batch.batch, batch.whole) == (Speaker.PAYER, "000000674", True)
    assert (batch.accepted, batch.rejected, batch.accepted_cents) == (1, 0, 12_500)
    assert isinstance(claim, ClaimStatus)
    assert (claim.claim_number, claim.batch) == ("5781", "000000674")
    assert claim.statuses == (Status("A2", "20", "WQ", ON),)
    assert claim.payer_claim_number == "1107000000014420"
    assert claim.made_at == dt.datetime(2011, 3, 11, 10, 8, 31, tzinfo=dt.UTC)
    assert counts.dropped == {"names": 1, "member numbers": 1}


def test_a_status_behind_a_service_is_the_services():
    # Its group claims another guide, X279; the set's own word counts.
    (batch, claim), _ = read(recounted("277ca_line_level_rejection.edi"))

    assert (batch.accepted, batch.rejected) == (1, 2)
    assert (batch.accepted_cents, batch.rejected_cents) == (20_000, 80_000)
    assert claim.speaker is Speaker.CLEARINGHOUSE
    assert [one.category for one in claim.statuses] == ["A0"]
    assert [(one.category, one.code, one.action) for one in claim.lines] == [("A3", "122", "U")]
    assert claim.served_from == dt.date(2006, 1, 28)


def test_an_answer_about_a_claim_is_no_acknowledgement():
    with pytest.raises(BadInput, match="only 277 005010X212, which is not read") as refused:
        read(sample("277_x212_claim_status.edi"))

    assert refused.value.code == "unsupported"


def test_an_accepted_set():
    found, _ = read(sample("999_accepted.edi"))

    assert [type(one) for one in found] == [SetAcknowledged, GroupAcknowledged]
    assert (found[0].group_control, found[0].set_control, found[0].code) == ("28", "0028", "A")
    assert (found[1].code, found[1].sets_sent, found[1].sets_accepted) == ("A", 1, 1)


def test_a_group_of_which_two_sets_are_rejected():
    found, _ = read(sample("999_mixed.edi"))

    assert [(one.set_control, one.code, one.errors) for one in found[:3]] == [
        ("0001", "A", 0),
        ("0002", "R", 2),
        ("0003", "R", 1),
    ]
    assert (found[3].group_control, found[3].code) == ("17456", "P")


def test_a_group_rejected_without_a_word_about_its_sets():
    found, _ = read(interchange("999", ["AK1*HC*17*005010X222A1", "AK9*R*3*3*0"]))

    assert [(one.group_control, one.code, one.sets_sent) for one in found] == [("17", "R", 3)]


def test_a_999_about_remittances_says_so():
    found, _ = read(interchange("999", ["AK1*HP*17*005010X221A1", "AK9*R*3*3*0"]))

    assert [one.group_kind for one in found] == ["HP"]


def test_an_interchange_rejected_as_a_whole():
    text = interchange("999")
    group = text[text.index("GS*") : text.index("IEA*")]
    text = text.replace(group, "TA1*000000905*260105*1201*R*006~").replace("IEA*1", "IEA*0")

    (found,), _ = read(text)

    assert isinstance(found, InterchangeAcknowledged)
    assert (found.control, found.code, found.note) == ("000000905", "R", "006")
    assert found.made_at == dt.datetime(2026, 1, 5, 12, 1, tzinfo=dt.UTC)
