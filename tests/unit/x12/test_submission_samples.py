"""837 files, with what they say read off by hand."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.unit.x12.written import interchange, read, recounted, sample


def submissions(content):
    return read(content)[0]


def test_a_professional_claim():
    (claim,) = submissions(sample("837p_example1.edi"))

    assert (claim.claim_number, claim.charge_cents) == ("26463774", 10_000)
    assert (claim.place, claim.frequency) == ("11", "1")
    assert (claim.payer, claim.payer_name) == ("999996666", "KEY INSURANCE COMPANY")
    assert (claim.sequence, claim.filing) == ("P", "CI")
    assert (claim.billing, claim.taxonomy) == ("1912301953", "203BF0100Y")
    assert claim.clearinghouse_number == "17312345600006351"
    assert claim.batch.id == "244579"
    assert claim.batch.made_at == dt.datetime(2006, 10, 15, 10, 23, tzinfo=dt.UTC)
    assert [line.charge_cents for line in claim.lines] == [4_000, 1_500, 3_500, 1_000]
    assert [line.procedure for line in claim.lines] == ["99213", "87070", "99214", "86663"]
    assert (claim.served_from, claim.served_to) == (dt.date(2006, 10, 3), dt.date(2006, 10, 10))


def test_what_identifies_patients_is_counted_and_left_behind():
    found, counts = read(sample("837p_cob.edi"))

    # Two subscribers with numbers and a patient; the addresses of patient and second subscriber.
    assert counts.dropped == {
        "names": 3,
        "member numbers": 2,
        "addresses": 4,
        "birth dates": 2,
    }
    told = repr(found)
    for text in ("SMITH", "JANE", "TED", "JACK", "T55TY666", "111223333", "N MAIN", "1943"):
        assert text not in told
    # The number of the claim is there to match by, and not to be shown.
    assert found[0].claim_number == "26407789"
    assert "26407789" not in told


def test_the_payer_of_the_claim_is_not_that_of_another_insurance():
    (claim,) = submissions(sample("837p_cob.edi"))

    assert (claim.payer, claim.sequence) == ("999996666", "P")
    assert (claim.rendering, claim.taxonomy) == ("1999996666", "204C00000X")
    assert claim.location == "1581234567"


def test_units_and_modifiers_of_an_ambulance_claim():
    (claim,) = submissions(sample("837p_ambulance.edi"))

    assert [(line.procedure, line.modifiers, line.units) for line in claim.lines] == [
        ("A0427", ("RH",), Decimal("1.00")),
        ("A0425", ("RH",), Decimal("21.00")),
        ("A0422", ("RH",), Decimal("1.00")),
        ("A0382", ("RH",), Decimal("1.00")),
    ]
    # 700.00 + 8.20 + 46.00 + 12.30
    assert sum(line.charge_cents for line in claim.lines) == claim.charge_cents == 76_650


def test_a_claim_of_a_drug():
    (claim,) = submissions(sample("837p_drug.edi"))

    assert [line.charge_cents for line in claim.lines] == [5_000, 5_337]
    assert claim.rendering == "1122333341"


@pytest.mark.parametrize("name", ["837p_valid.edi", "837p_other_separators.edi"])
def test_separators_are_what_the_interchange_says(name):
    first, second = submissions(recounted(name))

    assert (first.claim_number, second.claim_number) == ("A37YH556", "A37YH667")
    assert (first.payer_name, second.payer_name) == (
        "HEALTH INSURANCE COMPANY",
        "HEALTH INSURANCE COMPANY TWO",
    )
    assert first.lines[0].modifiers == ("25",)
    assert first.served_from == dt.date(2005, 3, 14)
    assert first.served_to == dt.date(2005, 3, 25)


def test_two_interchanges_in_one_file():
    found, counts = read(recounted("837p_two_interchanges.edi"))

    assert counts.interchanges == 2
    assert [claim.claim_number for claim in found] == [
        "A37YH556",
        "A37YH667",
        "A37YH5561",
        "A37YH6672",
    ]
    assert [claim.batch.set.interchange.control for claim in found] == [
        "000000905",
        "000000905",
        "000000906",
        "000000906",
    ]


@pytest.mark.parametrize(
    ("name", "count"), [("837p_complex_6_claims.edi", 6), ("837p_25_claims.edi", 25)]
)
def test_every_claim_of_a_long_file(name, count):
    assert len(submissions(recounted(name))) == count


def test_an_institutional_claim_and_what_it_replaces():
    text = interchange(
        "837",
        [
            "BHT*0019*00*B7*20260105*1200*CH",
            "HL*1**20*1",
            "NM1*85*2*TEST HOSPITAL*****XX*1234567893",
            "HL*2*1*22*0",
            "SBR*P*18*******MA",
            "NM1*PR*2*ACME*****PI*99",
            "CLM*C1*350***13:A:7*Y*A*Y*Y",
            "DTP*434*RD8*20260101-20260103",
            "REF*F8*PCN9",
            "LX*1",
            "SV2*0450*HC:99283*300*UN*1",
            "LX*2",
            "SV2*0250**50*UN*2",
            "DTP*472*D8*20260102",
        ],
    ).replace("005010X222A1", "005010X223A2")

    (claim,) = submissions(text)

    assert claim.batch.institutional
    assert (claim.place, claim.frequency, claim.replaces) == ("13", "7", "PCN9")
    assert [line.procedure for line in claim.lines] == ["99283", "0250"]
    assert [line.charge_cents for line in claim.lines] == [30_000, 5_000]
    assert (claim.served_from, claim.served_to) == (dt.date(2026, 1, 1), dt.date(2026, 1, 3))
    assert claim.lines[0].served_to == dt.date(2026, 1, 3)
    assert claim.lines[1].served_from == dt.date(2026, 1, 2)


def test_anaesthesia_is_counted_in_minutes():
    text = interchange(
        "837",
        [
            "BHT*0019*00*B7*20260105*1200*RP",
            "HL*1**22*0",
            "CLM*C1*900***22:B:1",
            "LX*1",
            "SV1*HC:00840:AA*900*MJ*95",
        ],
    )

    (claim,) = submissions(text)

    assert (claim.lines[0].basis, claim.lines[0].units) == ("MJ", 95)
    assert claim.batch.reporting
