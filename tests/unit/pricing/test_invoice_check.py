"""A vendor's invoice against the expected one: how lines are matched, and why they differ."""

from decimal import Decimal

import pytest

from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.fees import Base, Modifiers, PerUnit, ServiceCredit
from vendor_eval.pricing.invoice_check import (
    Cause,
    CheckedLine,
    ComparedLine,
    InvoiceCheck,
    check_invoice,
    expected_lines,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Usd


def line(label: str, amount: str, **shown: str) -> ComparedLine:
    """A line; ``quantity``, ``rate`` and ``kind`` where they are shown."""
    quantity, rate = (
        Decimal(shown[name]) if name in shown else None for name in ("quantity", "rate")
    )
    return ComparedLine(label, quantity, rate, usd(amount), shown.get("kind", ""))


def usd(text: str) -> Usd:
    return Usd.of(Decimal(text))


def reasons(checked: CheckedLine) -> dict[Cause, str]:
    return {one.cause: str(one.amount) for one in checked.reasons}


def only(check: InvoiceCheck) -> CheckedLine:
    [checked] = check.lines
    return checked


EXPECTED = line("Claims", "14950.00", quantity="2600", rate="5.75")


@pytest.mark.parametrize(
    ("billed", "why"),
    [
        (("14950.00", "2600", "5.75"), {}),
        # 50 x 5.75
        (("15237.50", "2650", "5.75"), {Cause.QUANTITY: "287.50"}),
        # 2,600 x 0.25
        (("15600.00", "2600", "6.00"), {Cause.RATE: "650.00"}),
        # 50 x 5.75, then 2,650 x 0.25
        (("15900.00", "2650", "6.00"), {Cause.QUANTITY: "287.50", Cause.RATE: "662.50"}),
        # -100 x 5.75: in favor of the practice
        (("14375.00", "2500", "5.75"), {Cause.QUANTITY: "-575.00"}),
        (("14950.01", "2600", "5.75"), {Cause.ROUNDING: "0.01"}),
        (("14949.99", "2600", "5.75"), {Cause.ROUNDING: "-0.01"}),
        # 2,600 x 5.75 is 14,950.00 and not 15,000.00
        (("15000.00", "2600", "5.75"), {Cause.ARITHMETIC: "50.00"}),
        # 2,650 x 5.75 is 15,237.50
        (
            ("15300.00", "2650", "5.75"),
            {Cause.QUANTITY: "287.50", Cause.ARITHMETIC: "62.50"},
        ),
        (("15000.00", None, None), {Cause.AMOUNT: "50.00"}),
        (("15000.00", "2600", None), {Cause.AMOUNT: "50.00"}),
        (("15000.00", None, "5.75"), {Cause.AMOUNT: "50.00"}),
    ],
)
def test_a_difference_is_told_apart(billed, why) -> None:
    amount, quantity, rate = billed
    shown = {
        name: value for name, value in (("quantity", quantity), ("rate", rate)) if value is not None
    }

    found = only(check_invoice([line("Claims", amount, **shown)], [EXPECTED]))

    assert reasons(found) == why
    assert found.difference == usd(amount) - usd("14950.00")


def test_a_rate_is_a_fraction_of_the_money_it_is_counted_on() -> None:
    expected = line("Collections", "5555.56", quantity="123456.78", rate="0.045")
    billed = line("Collections", "6172.84", quantity="123456.78", rate="0.05")

    found = only(check_invoice([billed], [expected]))

    # 0.5 % of 123,456.78 is 617.2839, and 6,172.84 - 5,555.56 is 617.28.
    assert reasons(found) == {Cause.RATE: "617.28"}


@pytest.mark.parametrize("label", ["Claims", "claims", " CLAIMS "])
def test_case_and_blanks_of_a_label_do_not_matter(label: str) -> None:
    found = check_invoice([line(label, "14950.00")], [EXPECTED])

    assert (found.difference, found.disputes) == (Usd(0), ())


def test_another_label_is_never_guessed_at() -> None:
    found = check_invoice([line("Claim fees", "14950.00")], [EXPECTED])

    missing, unexpected = found.lines
    assert reasons(missing) == {Cause.MISSING: "-14950.00"}
    assert reasons(unexpected) == {Cause.UNEXPECTED: "14950.00"}
    assert found.difference == Usd(0)
    assert found.disputes == (unexpected,)


def test_a_person_may_say_which_label_is_meant() -> None:
    told = {"Claim fees": "Claims"}

    found = only(check_invoice([line("CLAIM  FEES", "15000.00")], [EXPECTED], told))

    assert found.label == "Claims"
    assert found.difference == usd("50.00")


def test_lines_alone_of_their_kind_are_matched() -> None:
    expected = [line("Claims", "100.00", kind="claims"), line("Postage", "9.00", kind="postage")]
    billed = [line("Processing", "120.00", kind="claims"), line("Stamps", "9.00", kind="postage")]

    found = check_invoice(billed, expected)

    assert [reasons(one) for one in found.lines] == [{Cause.AMOUNT: "20.00"}, {}]


@pytest.mark.parametrize(
    ("billed", "expected"),
    [
        (("claims", "claims"), ("claims",)),
        (("claims",), ("claims", "claims")),
        (("",), ("",)),
    ],
)
def test_two_of_a_kind_or_none_are_matched_with_nothing(billed, expected) -> None:
    asked = [line(f"billed {at}", "1.00", kind=kind) for at, kind in enumerate(billed)]
    due = [line(f"expected {at}", "1.00", kind=kind) for at, kind in enumerate(expected)]

    found = check_invoice(asked, due)

    assert {reason.cause for one in found.lines for reason in one.reasons} == {
        Cause.MISSING,
        Cause.UNEXPECTED,
    }


def test_lines_of_one_label_are_added_up() -> None:
    billed = [
        line("Claims", "5750.00", quantity="1000", rate="5.75"),
        line("Claims", "9487.50", quantity="1650", rate="5.75"),
    ]

    found = only(check_invoice(billed, [EXPECTED]))

    assert reasons(found) == {Cause.QUANTITY: "287.50"}


@pytest.mark.parametrize(
    ("billed", "why"),
    [
        ([], {Cause.CREDIT_NOT_GIVEN: "1200.00"}),
        ([line("SLA credit", "-800.00")], {Cause.CREDIT_NOT_GIVEN: "400.00"}),
        ([line("SLA credit", "-1200.00")], {}),
        # More than was due: in favor of the practice.
        ([line("SLA credit", "-1500.00")], {Cause.AMOUNT: "-300.00"}),
    ],
)
def test_a_credit_that_is_not_given_is_told_as_such(billed, why) -> None:
    found = only(check_invoice(billed, [line("SLA credit", "-1200.00")]))

    assert reasons(found) == why


def test_the_dispute_list_has_what_was_billed_too_much_and_nothing_else() -> None:
    expected = [EXPECTED, line("Postage", "700.00"), line("SLA credit", "-1200.00")]
    billed = [
        line("Claims", "14950.01", quantity="2600", rate="5.75"),
        line("Postage", "650.00"),
        line("Portal", "99.00"),
    ]

    found = check_invoice(billed, expected)

    # Neither a cent of rounding nor 50.00 too little on postage.
    assert [one.label for one in found.disputes] == ["SLA credit", "Portal"]
    assert found.in_dispute == usd("1299.00")
    # 14,950.01 + 650 + 99 = 15,699.01 billed, 14,950 + 700 - 1,200 = 14,450 expected.
    assert (found.billed, found.expected) == (usd("15699.01"), usd("14450.00"))
    assert found.by_cause() == {
        Cause.ROUNDING: usd("0.01"),
        Cause.AMOUNT: usd("-50.00"),
        Cause.CREDIT_NOT_GIVEN: usd("1200.00"),
        Cause.UNEXPECTED: usd("99.00"),
    }


def test_nothing_billed_and_nothing_expected_is_no_dispute() -> None:
    found = check_invoice([], [])

    assert (found.lines, found.difference, found.in_dispute) == ((), Usd(0), Usd(0))


def test_a_contract_bills_what_a_vendor_is_held_to() -> None:
    fees = (
        PerUnit(Decimal("5.75"), Base("claims"), Modifiers(label="Claims")),
        ServiceCredit(on=Base("service_credits")),
    )
    usage = Usage.exact(Month(2026, 3), {"claims": [2_600], "service_credits": [1_200]})
    [invoice] = bill(Offer("Acme", fees), usage).invoices()

    found = check_invoice(
        [line("claims", "15237.50", quantity="2650", rate="5.75")], expected_lines(invoice)
    )

    claims, credit = found.lines
    assert reasons(claims) == {Cause.QUANTITY: "287.50"}
    assert reasons(credit) == {Cause.CREDIT_NOT_GIVEN: "1200.00"}
    assert found.in_dispute == usd("1487.50")
