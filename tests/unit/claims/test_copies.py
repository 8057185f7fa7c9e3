"""Files that come twice."""

import pytest

from tests.unit.x12.written import interchange, read, remittance
from vendor_eval.claims.copies import Copies
from vendor_eval.claims.remittances import Payment

FILE = remittance("CLP*A1*1*100*80**12*P1", "CAS*CO*45*20", paid="80")


def test_the_same_file_counts_once_whatever_its_name():
    copies = Copies()

    first = list(copies.without(iter(read(FILE, "a.835")[0])))
    again = list(copies.without(iter(read(FILE, "b.835")[0])))

    assert (len(first), again, copies.passed_over) == (2, [], 1)


def test_several_remittances_of_one_transfer_all_count():
    header = ["BPR*I*0*C*ACH************20260125", "TRN*1*777*1512345678", "LX*1"]
    text = interchange(
        "835",
        [*header, "CLP*A1*1*100*0**12*P1", "CAS*CO*50*100"],
        [*header, "CLP*A2*1*100*0**12*P2", "CAS*CO*50*100"],
    )
    copies = Copies()

    found = list(copies.without(iter(read(text)[0])))

    payments = [event for event in found if isinstance(event, Payment)]
    assert [payment.trace for payment in payments] == ["777", "777"]
    assert len({payment.identity for payment in payments}) == 2
    assert (len(found), copies.passed_over) == (4, 0)


def test_control_numbers_that_begin_anew_are_no_copies():
    later = FILE.replace("*260105*1200*", "*270105*1200*")
    copies = Copies()

    list(copies.without(iter(read(FILE)[0])))

    assert len(list(copies.without(iter(read(later)[0])))) == 2


def test_control_numbers_given_twice_make_no_copies_of_different_payments_or_batches():
    other = FILE.replace("TRN*1*12345*", "TRN*1*67890*")
    claim = ["HL*1**20*1", "NM1*85*2*P*****XX*1234567893", "HL*2*1*22*0", "SBR*P*18*******CI"]
    batches = [
        interchange(
            "837", [f"BHT*0019*00*{id}*20260105*1200*CH", *claim, "CLM*A1*100***11:B:1*Y*A*Y*Y"]
        )
        for id in ("B1", "B2", "B1")
    ]
    copies = Copies()

    found = [len(list(copies.without(iter(read(text)[0])))) for text in (FILE, other, *batches)]

    # A remittance is a payment and a claim.
    assert (found, copies.passed_over) == ([2, 2, 1, 1, 0], 1)


def test_nothing_of_a_file_that_breaks_off_is_remembered():
    def broken():
        yield from read(FILE)[0]
        raise ConnectionError

    copies = Copies()
    with pytest.raises(ConnectionError):
        list(copies.without(broken()))

    assert len(list(copies.without(iter(read(FILE)[0])))) == 2
