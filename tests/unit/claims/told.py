"""Claims, answers and remittances for tests, with only what a test is about spelt out."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from vendor_eval.claims.acknowledgements import BatchStatus, ClaimStatus, Speaker, Status
from vendor_eval.claims.exchange import Interchange, TransactionSet
from vendor_eval.claims.remittances import Adjustment, Payment, RemittedClaim, RemittedLine
from vendor_eval.claims.submissions import Batch, Submission, SubmittedLine

JANUARY = dt.date(2026, 1, 5)


def at(day, hour=9):
    """A moment of January 2026."""
    return dt.datetime(2026, 1, day, hour, tzinfo=dt.UTC)


def transaction_set(control="0001", made=None, interchange="000000101"):
    envelope = Interchange("SENDER", "RECEIVER", interchange, made or at(5), test=False)
    return TransactionSet(envelope, "1", control, "005010X222A1")


def submission(
    number="A1",
    sent=None,
    frequency="1",
    sequence="P",
    payer="PAYER",
    replaces="",
    served=JANUARY,
    charge=20_000,
    batch="B1",
    reporting=False,
):
    line = SubmittedLine("99213", (), charge, "UN", Decimal(1), served, served, "")
    return Submission(
        batch=Batch(transaction_set(), batch, sent or at(6), reporting, institutional=False),
        ordinal=1,
        claim_number=number,
        charge_cents=charge,
        place="11",
        frequency=frequency,
        payer=payer,
        payer_name="",
        sequence=sequence,
        filing="CI",
        replaces=replaces,
        clearinghouse_number="",
        billing="1234567893",
        rendering="",
        location="",
        taxonomy="",
        lines=(line,),
        served_from=served,
        served_to=served,
    )


def answer(
    category="A2",
    action="WQ",
    speaker=Speaker.PAYER,
    made=None,
    number="A1",
    payer_number="",
    lines=(),
    batch="B1",
):
    return ClaimStatus(
        set=transaction_set(),
        speaker=speaker,
        made_at=made or at(7),
        batch=batch,
        claim_number=number,
        statuses=(Status(category, "20", action, None),),
        payer_claim_number=payer_number,
        clearinghouse_number="",
        bill_type="111",
        served_from=None,
        lines=tuple(Status(one, "1", "U", None) for one in lines),
    )


def batch_answer(category, action, accepted, rejected, batch="B1"):
    status = Status(category, "20", action, None)
    return BatchStatus(
        transaction_set(), Speaker.PAYER, at(7), True, batch, (status,), accepted, rejected, 0, 0
    )


def remitted(
    charge,
    paid,
    *adjustments,
    on=20,
    number="A1",
    payer_number="P1",
    status="1",
    remarks=(),
    payer="PAYER",
    month=1,
    served=JANUARY,
    ordinal=1,
):
    """A remitted claim of one line; amounts in cents, adjustments as ``("CO", "45", 6000)``."""
    reasons = tuple(Adjustment(*one) for one in adjustments)
    line = RemittedLine("99213", (), charge, paid, None, "", served, served, "", None, reasons, ())
    day = dt.date(2026, month, on)
    made = dt.datetime.combine(day, dt.time(8), dt.UTC)
    return RemittedClaim(
        payment=Payment(
            transaction_set(made=made), 0, "ACH", day, "T1", payer, "Payer", "1234567893"
        ),
        ordinal=ordinal,
        claim_number=number,
        status=status,
        charge_cents=charge,
        paid_cents=paid,
        patient_cents=sum(one.cents for one in reasons if one.group == "PR"),
        filing="12",
        payer_claim_number=payer_number,
        facility="11",
        frequency="1",
        adjustments=(),
        lines=(line,),
        served_from=served,
        served_to=served,
        received_on=None,
        rendering="",
        remarks=tuple(remarks),
    )


def reversal(of, on):
    """The reversal of a remittance: every amount negated."""
    (line,) = of.lines
    negated = tuple(one._replace(cents=-one.cents) for one in line.adjustments)
    day = of.payment.paid_on.replace(day=on)
    return of._replace(
        payment=replace(of.payment, paid_on=day),
        status="22",
        charge_cents=-of.charge_cents,
        paid_cents=-of.paid_cents,
        patient_cents=-of.patient_cents,
        lines=(
            line._replace(
                charge_cents=-line.charge_cents,
                paid_cents=-line.paid_cents,
                adjustments=negated,
            ),
        ),
    )
