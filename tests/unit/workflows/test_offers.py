"""Offers: kept with every revision, and which of them holds in a month."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.agreements import ADMINISTRATOR, VENDOR
from vendor_eval.errors import BadInput, Conflict
from vendor_eval.pricing.fees import RecurringFlat
from vendor_eval.pricing.offer import Offer
from vendor_eval.quantities import Month, Usd
from vendor_eval.workflows import offers
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.offers import Draft, Status

FLAT = Offer("Flat", (RecurringFlat(Usd(11_000_00)),))
NEW = Draft(VENDOR, "Flat", offers.text_of(FLAT), dt.date(2026, 1, 15), status=Status.AGREED)


def agreed(deps: Deps, month: int) -> str | None:
    found = offers.agreed(deps, ADMINISTRATOR, VENDOR.upper(), Month(2026, month))
    return None if found is None else found.draft.name


def keep(deps: Deps, **changed: Any) -> offers.Revision:
    return offers.save(deps, ADMINISTRATOR, replace(NEW, **changed))


def renamed(name: str) -> dict[str, str]:
    return {"name": name, "text": offers.text_of(replace(FLAT, name=name))}


def test_an_offer_holds_from_its_first_whole_month_through_its_last_day(deps: Deps) -> None:
    keep(deps, ends=dt.date(2026, 3, 1))

    assert [agreed(deps, month) for month in (1, 2, 3, 4)] == [None, "Flat", "Flat", None]


@pytest.mark.parametrize("status", [Status.OFFERED, Status.WITHDRAWN])
def test_only_an_agreed_offer_holds(deps: Deps, status: Status) -> None:
    keep(deps, status=status)

    assert agreed(deps, 6) is None


def test_of_two_agreed_offers_the_later_one_holds(deps: Deps) -> None:
    keep(deps, **renamed("Later"), starts=dt.date(2026, 5, 1))
    keep(deps)

    assert [agreed(deps, month) for month in (4, 5)] == ["Flat", "Later"]


def test_years_are_counted_from_the_start_that_was_agreed(deps: Deps) -> None:
    assert offers.offer_of(keep(deps)) == replace(FLAT, starts=Month(2026, 2))


def test_every_fault_of_an_offer_is_listed_and_nothing_is_kept(deps: Deps) -> None:
    wrong = replace(
        NEW,
        vendor=" ",
        ends=dt.date(2025, 12, 31),
        note="SSN 123-45-6789",
        text='name = "Other"\nfees = []\n',
    )

    with pytest.raises(BadInput) as refused:
        offers.save(deps, ADMINISTRATOR, wrong)

    places = [fault.where for fault in refused.value.faults]
    assert places == ["Vendor", "Note", "Ends", "offer: fees"]
    assert offers.listed(deps, ADMINISTRATOR) == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (offers.text_of(replace(FLAT, name="Other")), "Name"),
        (f"{NEW.text}# MRN 4471234", "Text"),
    ],
)
def test_a_text_that_names_another_offer_or_a_patient_is_refused(
    deps: Deps, text: str, where: str
) -> None:
    with pytest.raises(BadInput) as refused:
        keep(deps, text=text)

    assert [fault.where for fault in refused.value.faults] == [where]


def test_what_is_kept_already_adds_no_revision(deps: Deps) -> None:
    keep(deps)
    keep(deps, version=0)
    keep(deps, note="signed", version=1)

    found = offers.history(deps, ADMINISTRATOR, VENDOR, "flat")

    assert [one.draft.note for one in found] == ["", "signed"]
    assert offers.listed(deps, ADMINISTRATOR) == found[1:]
    assert offers.vendors(deps, ADMINISTRATOR) == (VENDOR,)


def test_whoever_saves_over_another_revision_sees_both(deps: Deps) -> None:
    keep(deps)

    with pytest.raises(Conflict):
        keep(deps, note="mine")
