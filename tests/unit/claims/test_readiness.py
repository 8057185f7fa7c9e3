"""The light that says whether to negotiate now: each rule, and what all of them come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vendor_eval.claims.audits import Audited, Method, Sample
from vendor_eval.claims.groups import CodeGroup, Place
from vendor_eval.claims.readiness import Coders, Facts, Rule, State, Waited, light
from vendor_eval.claims.utilisation import Use, by_code_and_payer
from vendor_eval.quantities import Month

LAST = Month(2026, 9)


def audit(good: int, of: int, *, by_others: int | None = None) -> Audited:
    """An audit of codes; independent unless said."""
    others = of if by_others is None else by_others
    samples = {Method.CODES: Sample(good, of), Method.NOT_BY_VENDOR: Sample(others, others)}
    return Audited("Acme", LAST, samples)


def uses(priced: int = 10, short: int = 0, payer: str = "P1") -> tuple[Use, ...]:
    """Ten lines of one code, of which so many have a contracted rate."""
    place = Place("Acme", LAST, payer)
    return by_code_and_payer(
        [
            CodeGroup(
                place, "99213", 10, 1000, 0, 0, 10, 90000, priced, 90000, 90000, short > 0, short
            )
        ]
    )


READY = Facts(
    denials=Sample(40, 1000),
    denial_months=(Month(2025, 10), LAST),
    # 99.15 to 99.76 %
    audit=audit(1991, 2000),
    coders=Coders(4, 4),
    has_guidelines=True,
    is_documented=True,
    months=12,
    uses=uses(),
    waited=(Waited("P1", 3),),
)


def rule(facts: Facts, id: str) -> Rule:
    (found,) = [one for one in light(facts).rules if one.id == id]
    return found


def test_all_rules_ready_is_green_and_each_says_what_it_was_judged_on() -> None:
    found = light(READY)

    assert found.state is State.READY
    assert [one.state for one in found.rules] == [State.READY] * 9
    assert all(one.found and one.source and one.citation for one in found.rules)


def test_nothing_known_is_not_green() -> None:
    found = light(Facts())

    assert found.state is State.IMPROVE
    assert [one.state for one in found.rules] == [State.UNKNOWN] * 9
    assert all(one.source and not one.found for one in found.rules)


def test_one_rule_that_is_not_known_keeps_the_light_from_green() -> None:
    facts = replace(READY, has_guidelines=None)

    assert light(facts).state is State.IMPROVE
    assert [one.id for one in light(facts).of(State.UNKNOWN)] == ["guidelines"]


def test_coding_first_outweighs_everything() -> None:
    assert light(replace(READY, is_documented=False)).state is State.CODING_FIRST
    assert light(Facts(is_documented=False)).state is State.CODING_FIRST


@pytest.mark.parametrize(
    ("denied", "state"),
    [
        (499, State.READY),
        (500, State.IMPROVE),
        (1000, State.IMPROVE),
        (1001, State.CODING_FIRST),
    ],
)
def test_denials_below_five_and_above_ten_percent(denied: int, state: State) -> None:
    assert rule(replace(READY, denials=Sample(denied, 10_000)), "denials").state is state


@pytest.mark.parametrize(
    ("of", "latest", "state"),
    [
        (29, LAST, State.UNKNOWN),
        (30, LAST, State.READY),
        # Eleven months after the last remittance, and twelve.
        (30, LAST.plus(11), State.READY),
        (30, LAST.plus(12), State.UNKNOWN),
    ],
)
def test_a_denial_rate_of_few_or_old_remittances_is_not_known(
    of: int, latest: Month, state: State
) -> None:
    found = rule(replace(READY, denials=Sample(0, of), latest=latest), "denials")

    assert found.state is state
    assert found.found == f"0.00 % of {of} first remittances"


def test_no_remittance_is_no_denial_rate() -> None:
    assert rule(replace(READY, denials=Sample(0, 0)), "denials").state is State.UNKNOWN


@pytest.mark.parametrize(
    ("good", "of", "state"),
    [
        # 94.46 to 95.49 % and 95.06 to 96.03 %: the standard lies inside and below the interval.
        (6650, 7000, State.UNKNOWN),
        (6690, 7000, State.READY),
        # 91.34 to 92.61 %
        (6440, 7000, State.IMPROVE),
        # 62.50 to 87.68 %, and 88.88 to 96.57 %, too small a sample for anything
        (31, 40, State.CODING_FIRST),
        (150, 160, State.UNKNOWN),
        # 89.28 to 90.68 %: below the standard for certain, not certainly below 90 %.
        (6300, 7000, State.IMPROVE),
    ],
)
def test_accuracy_is_judged_by_its_interval(good: int, of: int, state: State) -> None:
    assert rule(replace(READY, audit=audit(good, of)), "accuracy").state is state


def test_an_audit_by_the_vendor_itself_does_not_make_it_ready_but_can_condemn_it() -> None:
    own = rule(replace(READY, audit=audit(1991, 2000, by_others=0)), "accuracy")
    nobody = Audited("Acme", LAST, {Method.CODES: Sample(1991, 2000)})

    assert own.state is State.UNKNOWN
    assert (
        own.source == "audit of services of September 2026, "
        "100.00 % of the codes audited by the vendor itself, or by nobody knows whom"
    )
    assert rule(replace(READY, audit=nobody), "accuracy").state is State.UNKNOWN
    poor = audit(800, 1000, by_others=0)
    assert rule(replace(READY, audit=poor), "accuracy").state is State.CODING_FIRST


def test_another_method_takes_another_sample() -> None:
    by_encounter = Audited("Acme", LAST, {Method.ENCOUNTERS: Sample(31, 40)})
    facts = replace(READY, audit=by_encounter, method=Method.ENCOUNTERS)

    found = rule(facts, "accuracy")

    assert found.found == "77.50 % of 40, 62.50 % to 87.68 % with 95 % confidence"
    assert rule(replace(facts, method=Method.CODES), "accuracy").state is State.UNKNOWN


@pytest.mark.parametrize(
    ("id", "facts", "state"),
    [
        ("coders", replace(READY, coders=Coders(4, 3)), State.CODING_FIRST),
        ("coders", replace(READY, coders=Coders(0, 0)), State.UNKNOWN),
        ("months", replace(READY, months=11), State.IMPROVE),
        ("top_codes", replace(READY, uses=uses(payer="")), State.IMPROVE),
        ("underpayments", replace(READY, uses=uses(priced=9)), State.READY),
        ("underpayments", replace(READY, uses=uses(priced=8)), State.IMPROVE),
        ("underpayments", replace(READY, uses=uses(priced=0)), State.UNKNOWN),
        ("increase", replace(READY, waited=(Waited("P1", 2),)), State.IMPROVE),
        ("increase", replace(READY, waited=(Waited("P1", 0), Waited("P2", 3))), State.READY),
        ("increase", replace(READY, waited=(Waited("P1", 0), Waited("P2", None))), State.UNKNOWN),
        ("increase", replace(READY, waited=(Waited("P1", None),)), State.UNKNOWN),
        ("coders", replace(READY, coders=None, has_certified_coders=True), State.READY),
        ("coders", replace(READY, coders=None, has_certified_coders=False), State.CODING_FIRST),
        # What due diligence has found outweighs what is said.
        (
            "coders",
            replace(READY, coders=Coders(4, 3), has_certified_coders=True),
            State.CODING_FIRST,
        ),
    ],
)
def test_the_other_rules(id: str, facts: Facts, state: State) -> None:
    assert rule(facts, id).state is state


def test_an_underpayment_that_is_known_is_a_reason_to_negotiate() -> None:
    found = rule(replace(READY, uses=uses(short=1234_56)), "underpayments")

    assert found.state is State.READY
    assert found.found == "rates of 100.00 % of the lines known; 1 underpaid by $1,234.56"


def test_payers_that_have_waited_are_named_and_the_unknown_counted() -> None:
    payers = tuple(Waited(f"P{n}", 3 + n) for n in range(6))
    waited = (*payers, Waited("Q", 1), Waited("R", None))

    found = rule(replace(READY, waited=waited), "increase").found

    assert found == "P0, P1, P2, P3, P4 and 1 more, 1 of 8 payers not known"
