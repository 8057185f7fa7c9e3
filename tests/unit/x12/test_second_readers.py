"""Remittances and segments as two other readers see them: oxedi reads 835s, pyx12 cuts segments."""

import io
from collections import Counter
from decimal import Decimal

import oxedi
import pytest
from pyx12.errors import X12Error
from pyx12.x12file import X12Reader

from benchmarks.remittance_file import remittances
from tests.unit.x12.written import SAMPLES, read
from vendor_eval.claims.remittances import Payment, ProviderAdjustment, RemittedClaim
from vendor_eval.errors import BadInput
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.segments import batches

EVERY = sorted(SAMPLES.glob("*.edi"))
# The rest is refused, by them or by us; the tests below say why.
READ_BY_BOTH = [
    path.name
    for path in EVERY
    if path.name.startswith("835_")
    and path.name not in {"835_4010_reversal_plb.edi", "835_fragment_no_isa.edi"}
]
INVENTED_BYTES = 200_000


def content_of(name):
    if name == "invented":
        return "".join(text for text, _ in remittances(INVENTED_BYTES)).encode()
    return (SAMPLES / name).read_bytes()


def cents(amount):
    """Their amount, a decimal or None, in cents."""
    return None if amount is None else int(Decimal(amount) * 100)


def text(datum):
    return datum.decode() if datum else ""


def rows(tables, name):
    """A table of theirs as one dictionary a row; nothing is None."""
    frame = tables[name].to_pandas().astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def is_claim(event):
    return isinstance(event, RemittedClaim)


def theirs(content):
    """What oxedi makes of a file: payments, claims, lines, adjustments, in cents."""
    tables = oxedi.parse(content).tables
    return {
        "payments": [
            (cents(row["total_payment_amount"]), text(row["trace_number"]), text(row["payee_id"]))
            for row in rows(tables, "payments")
        ],
        "claims": [
            (
                text(row["claim_id"]),
                text(row["claim_status"]),
                cents(row["charge_amount"]),
                cents(row["payment_amount"]),
                cents(row["patient_responsibility"]) or 0,
                text(row["payer_control_number"]),
                text(row["facility_type"]),
            )
            for row in rows(tables, "claims")
        ],
        "lines": [
            (
                row["claim"],
                cents(row["charge_amount"]),
                cents(row["payment_amount"]),
                cents(row["allowed_amount"]),
                text(row["line_item_control_number"]),
            )
            for row in rows(tables, "services")
        ],
        "adjustments": Counter(
            (
                row["claim"],
                row["service"] is not None,
                text(row["group_code"]),
                text(row["reason_code"]),
                cents(row["amount"]),
            )
            for row in rows(tables, "adjustments")
        ),
        "provider": [
            (text(row["reason_code"]), cents(row["amount"]))
            for row in rows(tables, "provider_adjustments")
        ],
    }


def ours(content):
    """What we make of the same."""
    found, _ = read(content)
    claims = [one for one in found if is_claim(one)]
    return {
        "payments": [
            (one.paid_cents, one.trace, one.payee) for one in found if isinstance(one, Payment)
        ],
        "claims": [
            (
                one.claim_number,
                one.status,
                one.charge_cents,
                one.paid_cents,
                one.patient_cents,
                one.payer_claim_number,
                one.facility,
            )
            for one in claims
        ],
        "lines": [
            (at, line.charge_cents, line.paid_cents, line.allowed_cents, line.control)
            for at, claim in enumerate(claims)
            for line in claim.lines
        ],
        "adjustments": Counter(
            (at, of_line, one.group, one.carc, one.cents)
            for at, claim in enumerate(claims)
            for of_line, adjustments in (
                (False, claim.adjustments),
                *((True, line.adjustments) for line in claim.lines),
            )
            for one in adjustments
        ),
        "provider": [
            (one.reason, one.cents) for one in found if isinstance(one, ProviderAdjustment)
        ],
    }


def unbalanced(content):
    """The claims and payments that oxedi finds not to add up."""
    findings = oxedi.parse(content).diagnostics
    return [one.rule for one in findings if one.kind == "BalanceMismatch"]


@pytest.mark.parametrize("name", [*READ_BY_BOTH, "invented"])
@pytest.mark.parametrize("what", ["payments", "claims", "lines", "adjustments", "provider"])
def test_the_same_to_the_cent(name, what):
    content = content_of(name)

    assert ours(content)[what] == theirs(content)[what]


@pytest.mark.parametrize("what", ["payments", "claims", "lines", "adjustments", "provider"])
def test_the_invented_file_has_some_of_everything(what):
    assert len(ours(content_of("invented"))[what]) > 1


@pytest.mark.parametrize("name", [*READ_BY_BOTH, "invented"])
def test_the_same_procedures_where_the_file_keeps_to_its_own_separators(name):
    content = content_of(name)

    lines = [line for one in read(content)[0] if is_claim(one) for line in one.lines]
    found = [line.procedure for line in lines]
    expected = [
        text(row["procedure_code"]) for row in rows(oxedi.parse(content).tables, "services")
    ]

    if name == "835_secondary_payment.edi":
        # Its envelope promises ":" and its services are written "HC>66543>26".
        assert (found, expected) == (["12345", "66543"], ["", ""])
    else:
        assert found == expected


def test_the_invented_file_holds_what_was_written():
    written = [claim for _, claims in remittances(INVENTED_BYTES) for claim in claims]

    found, counts = read(content_of("invented"))
    claims = [one for one in found if is_claim(one)]

    assert [one.paid_cents for one in claims] == [one.paid for one in written]
    assert [one.status for one in claims] == [one.status for one in written]
    # Reversals with what they correct, and denials, are among them.
    assert {"1", "4", "22"} == {one.status for one in claims}
    assert sum(len(one.lines) for one in written) == sum(len(one.lines) for one in claims)
    assert counts.unbalanced == []
    assert unbalanced(content_of("invented")) == []


def test_a_claim_that_does_not_add_up_is_found_by_both():
    content = content_of("invented").replace(b"CAS*CO*45*", b"CAS*CO*45*1", 1)

    _, counts = read(content)

    assert [one.ordinal for one in counts.unbalanced] == [1]
    # Once for the line, once for its claim.
    assert len(unbalanced(content)) == 2


def test_a_payment_that_does_not_add_up_is_found_by_both():
    content = content_of("invented").replace(b"BPR*I*", b"BPR*I*1", 1)

    with pytest.raises(BadInput, match="the payment is"):
        read(content)
    assert len(unbalanced(content)) == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.9999])
def test_a_cut_is_noticed_by_both(share):
    content = content_of("invented")
    cut = content[: int(len(content) * share)]

    with pytest.raises(BadInput):
        read(cut)
    assert oxedi.parse(cut).diagnostics


def test_what_has_no_envelope_is_refused_by_both():
    content = content_of("835_fragment_no_isa.edi")

    with pytest.raises(oxedi.ParseError):
        oxedi.parse(content)
    with pytest.raises(BadInput):
        read(content)


def test_the_old_version_is_read_by_oxedi_and_refused_by_us():
    # Its amounts do not add up to its payment, which oxedi tells; we do not get that far.
    content = content_of("835_4010_reversal_plb.edi")

    assert len(unbalanced(content)) == 1
    with pytest.raises(BadInput, match="only 005010 is read"):
        read(content)


def names_by_pyx12(content):
    return [one.get_seg_id() for one in X12Reader(io.StringIO(content.decode("ascii")))]


def names_by_us(content):
    return [
        segment.split(separators.element)[0]
        for separators, batch in batches(io.BytesIO(content))
        for segment in batch
    ]


@pytest.mark.parametrize("name", [*(path.name for path in EVERY), "invented"])
def test_the_same_segments(name):
    content = content_of(name)

    if name == "835_fragment_no_isa.edi":
        with pytest.raises(X12Error):
            names_by_pyx12(content)
        with pytest.raises(Broken):
            names_by_us(content)
    else:
        assert names_by_us(content) == names_by_pyx12(content)
