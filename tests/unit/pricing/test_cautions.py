"""Cautions about percentage fees: which of them matter, and who has looked into them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from vendor_eval.pricing.cautions import Confirmation, PracticeFacts, cautions
from vendor_eval.pricing.fees import Base, Percentage, PerUnit, RecurringFlat
from vendor_eval.pricing.offer import Offer
from vendor_eval.quantities import Usd

SHARE = Offer("Share", (Percentage(Decimal("0.06"), Base("net_collections")),))
OTHERS = Offer("Others", (PerUnit(Decimal(4), Base("claims")), RecurringFlat(Usd(100))))
BOTH = ["medicaid-reassignment", "medicare-reassignment"]


def ids(facts: PracticeFacts) -> list[str]:
    return [one.id for one in cautions([OTHERS, SHARE], facts)]


@pytest.mark.parametrize(
    ("state", "payers", "expected"),
    [
        # Where nothing is known, nothing is ruled out.
        ("", (), [*BOTH, "fee-splitting", "upcoding"]),
        ("NY", ("Medicaid of New York",), [BOTH[0], "new-york", "upcoding"]),
        ("new york", ("Medicare",), [BOTH[1], "new-york", "upcoding"]),
        ("CA", ("Plan of the town",), ["state-conditions", "upcoding"]),
        ("Ohio", ("Medicare", "Medicaid"), [*BOTH, "fee-splitting", "upcoding"]),
    ],
)
def test_state_and_payers_decide_which_cautions_matter(
    state: str, payers: tuple[str, ...], expected: list[str]
) -> None:
    assert ids(PracticeFacts(state, payers)) == expected


def test_only_percentage_fees_have_cautions() -> None:
    assert {one.option for one in cautions([OTHERS, SHARE], PracticeFacts())} == {"Share"}


def test_each_caution_is_cited_dated_and_sends_to_counsel() -> None:
    for one in cautions([SHARE], PracticeFacts("NY", ("Medicare", "Medicaid"))):
        assert one.citations
        assert f"as of {one.as_of}" in str(one)
        assert "Ask counsel." in str(one)


def test_a_persons_confirmation_stands_with_the_caution_and_the_newest_counts() -> None:
    first = Confirmation("share", "new-york", "A. Moreno", dt.date(2026, 10, 1), "waiting")
    then = Confirmation("Share", "new-york", "R. Osei", dt.date(2026, 11, 2), "counsel agrees")

    found = cautions([SHARE], PracticeFacts("NY", ("Medicare",), (then, first)))

    confirmed = {one.id: one.confirmed for one in found}
    assert confirmed == {"medicare-reassignment": None, "new-york": then, "upcoding": None}
    assert "Looked into by R. Osei on 2026-11-02: counsel agrees" in str(found[1])
