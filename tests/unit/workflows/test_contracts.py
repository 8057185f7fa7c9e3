from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.agreements import ADMINISTRATOR, VENDOR, agree, contract, denials, report
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, Conflict, NotFound
from vendor_eval.files.contracts import read_contract
from vendor_eval.quantities import Usd
from vendor_eval.workflows import contracts, reviews
from vendor_eval.workflows.contracts import Amendment, Draft, NewContract
from vendor_eval.workflows.deps import Deps

OTHER_PERSON = Person("B. Osei", Role.ADMINISTRATOR)
NEW = NewContract(VENDOR, dt.date(2026, 1, 1), dt.date(2027, 12, 31), Usd(40_000_00))
STRICTER = Amendment(
    {"metric": "denial_rate", "target": "< 5 %", "minimum": "<= 6 %", "clause": "Amendment 1"},
    dt.date(2026, 3, 1),
    "Agreed at the review",
)


def statuses(deps: Deps) -> list[str]:
    """The status of each judged month of the denial rate, oldest first."""
    findings = reviews.review(deps, ADMINISTRATOR).findings_of(VENDOR)
    return findings.sort_values("month")["status"].astype(str).tolist()


def test_the_template_is_a_contract_with_what_it_leaves_open_filled_in():
    terms = read_contract(contracts.from_template(NEW), "new")

    assert (terms.vendor, terms.starts, terms.ends) == (VENDOR, NEW.starts, NEW.ends)
    assert terms.monthly_fee == Usd(40_000_00)
    assert len(terms.service_levels) >= 10


def test_a_name_with_quotes_and_backslashes_comes_through_the_template_unchanged():
    hostile = 'Acme "Best" \\ Billing [[service_levels]]'

    terms = read_contract(contracts.from_template(replace(NEW, vendor=hostile)), "new")

    assert terms.vendor == hostile


def test_every_fault_of_what_the_template_leaves_open_is_listed():
    with pytest.raises(BadInput) as refused:
        contracts.from_template(replace(NEW, vendor=" ", ends=dt.date(2025, 1, 1)))

    assert [fault.where for fault in refused.value.faults] == ["Vendor", "Ends"]


def test_a_vendor_starts_with_the_template_once(deps: Deps):
    first = contracts.save_first(deps, ADMINISTRATOR, NEW)

    with pytest.raises(Conflict):
        contracts.save_first(deps, OTHER_PERSON, NEW)

    assert (first.version, first.vendor) == (1, VENDOR)


def test_an_amendment_takes_over_from_its_date_and_leaves_the_months_before_as_they_were(
    deps: Deps,
):
    shown = agree(deps, contract())
    report(deps, denials(m01=70, m02=70, m03=70))
    before = statuses(deps)

    contracts.amend(deps, ADMINISTRATOR, shown, STRICTER)

    assert before == ["on_target", "on_target", "on_target"]
    # 7 % keeps < 8 %, and crosses the amended minimum of 6 % from March on.
    assert statuses(deps) == ["on_target", "on_target", "breach"]


def test_every_revision_is_kept_with_who_when_and_why(deps: Deps):
    shown = agree(deps, contract())
    contracts.amend(deps, OTHER_PERSON, shown, STRICTER)

    oldest, newest = contracts.history(deps, ADMINISTRATOR, VENDOR)

    assert (oldest.version, oldest.text, oldest.recorded_by) == (1, shown.text, "A. Moreno")
    assert (newest.version, newest.note) == (2, "Agreed at the review")
    assert newest.recorded_by == "B. Osei"
    assert newest.text.startswith(shown.text.rstrip())
    assert contracts.current(deps, ADMINISTRATOR, VENDOR) == newest


def test_an_amendment_with_faults_lists_each_and_changes_nothing(deps: Deps):
    shown = agree(deps, contract())
    broken = replace(
        STRICTER, limits={"metric": "denial_rate", "target": "5 %", "minimum": ">= 6 %"}
    )

    with pytest.raises(BadInput) as refused:
        contracts.amend(deps, ADMINISTRATOR, shown, broken)

    assert len(refused.value.faults) == 2
    assert len(contracts.history(deps, ADMINISTRATOR, VENDOR)) == 1


def test_what_a_person_writes_into_a_limit_stays_text_of_that_limit(deps: Deps):
    shown = agree(deps, contract())
    injected = '< 5 %"\nmonthly_fee = "1 USD'

    with pytest.raises(BadInput):
        contracts.amend(
            deps,
            ADMINISTRATOR,
            shown,
            replace(STRICTER, limits={"metric": "denial_rate", "target": injected}),
        )

    assert contracts.current(deps, ADMINISTRATOR, VENDOR) == shown


def test_who_saves_second_sees_both_texts_and_who_was_first(deps: Deps):
    shown = agree(deps, contract())
    mine, theirs = contract(minimum="<= 11 %"), contract(minimum="<= 10 %")
    contracts.save(deps, OTHER_PERSON, contracts.draft_of(shown, theirs, "theirs"))

    with pytest.raises(Conflict) as refused:
        contracts.save(deps, ADMINISTRATOR, contracts.draft_of(shown, mine, "mine"))

    conflict = refused.value
    assert (conflict.yours, conflict.theirs, conflict.saved_by) == (mine, theirs, "B. Osei")
    assert contracts.current(deps, ADMINISTRATOR, VENDOR).text == theirs


def test_a_text_of_another_vendor_is_not_kept_for_this_one(deps: Deps):
    shown = agree(deps, contract())

    with pytest.raises(BadInput) as refused:
        contracts.save(deps, ADMINISTRATOR, contracts.draft_of(shown, contract("Acme"), ""))

    [fault] = refused.value.faults
    assert VENDOR in fault.mend


def test_a_vendor_may_be_spelt_in_another_case(deps: Deps):
    agree(deps, contract("NORTHWIND  rcm"))

    assert contracts.current(deps, ADMINISTRATOR, "northwind RCM").version == 1


def test_every_fault_of_a_text_is_listed_and_nothing_is_kept(deps: Deps):
    text = contract().replace("< 8 %", "8").replace("<= 12 %", ">= 12 %")

    with pytest.raises(BadInput) as refused:
        contracts.save(deps, ADMINISTRATOR, Draft(VENDOR, "", text, "", version=0))

    assert len(refused.value.faults) == 2
    assert contracts.history(deps, ADMINISTRATOR, VENDOR) == ()


def test_a_vendor_without_a_contract_is_not_found(deps: Deps):
    with pytest.raises(NotFound):
        contracts.current(deps, ADMINISTRATOR, VENDOR)
