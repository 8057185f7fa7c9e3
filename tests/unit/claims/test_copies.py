"""Files that come twice."""

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
