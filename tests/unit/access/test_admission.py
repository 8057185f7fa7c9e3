"""Who acts with a sign-in: denied by default, one role, and the table wins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.access.admission import Admission, Grant, Known, Rules, admitted
from vendor_eval.access.identity import Identity, Refusal, identified, is_mail
from vendor_eval.access.roles import Role

NOW = 1_800_000_000
CLAIMS: dict[str, object] = {
    "iss": "https://id.example.org",
    "sub": "42",
    "email": "Ada@Example.org",
    "email_verified": True,
    "iat": NOW - 60,
    "name": "Ada Moreno",
}
RULES = Rules(
    group_roles=(("Billing", Role.FINANCE), ("Board", Role.LEADERSHIP), ("IT", Role.ADMINISTRATOR)),
    first_administrator="root@example.org",
)


def identity(**changes: Any) -> Identity:
    found = identified(CLAIMS | changes, "groups")
    assert isinstance(found, Identity)
    return found


def role(known: Known | None = None, rules: Rules = RULES, **changes: Any) -> Role | Refusal:
    found = admitted(identity(**changes), known or Known(), rules, NOW)
    return found.person.role if isinstance(found, Admission) else found


def test_a_mail_address_is_one_whatever_its_case() -> None:
    assert identity().mail == "ada@example.org"


def test_without_a_name_the_mail_address_stands_for_it() -> None:
    assert identity(name=None).name == identity(name=7).name == "ada@example.org"


@pytest.mark.parametrize(
    ("told", "groups"),
    [
        ("Billing", ("Billing",)),
        (["Billing", " Board "], ("Billing", "Board")),
        ([], ()),
        (None, ()),
        ({"Billing": True}, ()),
        (["Billing", 7, None, ""], ("Billing",)),
    ],
)
def test_groups_come_as_a_text_or_as_a_list(told: object, groups: tuple[str, ...]) -> None:
    assert identity(groups=told).groups == groups


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": None},
        {"sub": ""},
        {"sub": 42},
        {"email": None},
        {"email": "no mail"},
        {"email": "two@at@signs"},
        {"email": "=cmd@example.org"},
        {"email": f"{'long' * 70}@example.org"},
        {"iat": None},
        {"iat": "1800000000"},
        {"iat": True},
    ],
)
def test_a_sign_in_without_who_or_when_is_nobodys(claims: dict[str, object]) -> None:
    assert identified(CLAIMS | claims, "groups") is Refusal.INCOMPLETE


@pytest.mark.parametrize("told", [False, None, "true", 1, [True]])
def test_only_a_plain_true_verifies_a_mail_address(told: object) -> None:
    assert identified(CLAIMS | {"email_verified": told}, "groups") is Refusal.UNVERIFIED


def test_an_operator_may_name_another_claim_that_verifies() -> None:
    told = {name: one for name, one in CLAIMS.items() if name != "email_verified"}

    assert identified(told, "groups", "xms_edov") is Refusal.UNVERIFIED
    assert isinstance(identified(told | {"xms_edov": True}, "groups", "xms_edov"), Identity)


@given(
    st.dictionaries(
        st.sampled_from([*CLAIMS, "groups", "nonce"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()),
    )
)
def test_no_claims_at_all_make_the_reader_fail(claims: dict[str, object]) -> None:
    found = identified(claims, "groups")

    assert isinstance(found, Identity | Refusal)
    assert not isinstance(found, Identity) or is_mail(found.mail)


def test_two_sign_ins_are_two_sessions_and_a_copy_is_the_same_one() -> None:
    added = {"is_logged_in": True, "origin": "https://app.example.org", "tokens": {}}

    assert identity().session == identity(**added).session
    assert identity().session != identity(iat=NOW - 59).session
    assert identity().session != identity(nonce="another").session


def test_whoever_nothing_gives_a_role_may_not_come_in() -> None:
    assert role() is Refusal.NO_ROLE
    assert role(groups=["Nobody knows it", "billing"]) is Refusal.NO_ROLE
    assert role(groups=["IT"], rules=Rules()) is Refusal.NO_ROLE


def test_of_several_groups_the_first_in_the_operators_order_counts() -> None:
    assert role(groups=["IT", "Board", "Billing"]) is Role.FINANCE
    assert role(groups=["IT", "Board"]) is Role.LEADERSHIP


def test_the_table_wins_over_groups_and_over_the_setting() -> None:
    given_here = Known(grant=Grant(role=Role.AUDITOR))

    assert role(given_here, groups=["IT"]) is Role.AUDITOR
    assert role(given_here, email="root@example.org") is Role.AUDITOR


def test_the_first_administrator_is_one_until_the_table_says_otherwise() -> None:
    assert role(email="ROOT@example.org", groups=["Billing"]) is Role.ADMINISTRATOR
    assert role(Known(grant=Grant(disabled=True)), email="root@example.org") is Refusal.DISABLED
    assert role(email="root@example.org", rules=Rules()) is Refusal.NO_ROLE


def test_vendors_limit_a_role_by_group_too_and_never_an_administrator() -> None:
    limited = Known(grant=Grant(vendors=frozenset({"acme"})))

    clerk = admitted(identity(groups=["Billing"]), limited, RULES, NOW)
    chief = admitted(identity(groups=["IT"]), limited, RULES, NOW)

    assert isinstance(clerk, Admission)
    assert clerk.person.vendors == {"acme"}
    assert isinstance(chief, Admission)
    assert chief.person.vendors is None


@pytest.mark.parametrize(
    ("known", "refusal"),
    [
        (Known(revoked=True), Refusal.SIGNED_OUT),
        (Known(grant=Grant(valid_after=NOW - 59)), Refusal.SIGNED_OUT),
        (Known(grant=Grant(disabled=True), revoked=True), Refusal.DISABLED),
        (Known(account=("https://id.example.org", "43")), Refusal.OTHER_ACCOUNT),
        (Known(account=("https://other.example.org", "42")), Refusal.OTHER_ACCOUNT),
    ],
)
def test_what_is_stored_can_turn_anybody_away(known: Known, refusal: Refusal) -> None:
    assert role(known, groups=["IT"]) is refusal
    with_role = replace(known, grant=replace(known.grant or Grant(), role=Role.ADMINISTRATOR))
    assert role(with_role) is refusal


def test_what_is_stored_about_the_same_account_and_an_earlier_sign_out_does_not() -> None:
    known = Known(account=("https://id.example.org", "42"), grant=Grant(valid_after=NOW - 60))

    assert role(known, groups=["IT"]) is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("age", "stands"),
    # Half-open: the twelve hours are over at their last second. Clocks may differ by five minutes.
    [(-301, False), (-300, True), (0, True), (12 * 3600 - 1, True), (12 * 3600, False)],
)
def test_a_session_lasts_as_long_as_the_rules_say(age: int, stands: bool) -> None:
    found = role(groups=["IT"], iat=NOW - age)

    assert found is (Role.ADMINISTRATOR if stands else Refusal.EXPIRED)


@pytest.mark.parametrize(
    ("rested", "stands"),
    # The hour of idle time is over when more than it has passed; clocks of processes may differ.
    [(-30, True), (0, True), (3600, True), (3601, False)],
)
def test_a_session_that_did_nothing_for_an_hour_is_over(rested: int, stands: bool) -> None:
    found = role(Known(last_at=NOW - rested), groups=["IT"])

    assert found is (Role.ADMINISTRATOR if stands else Refusal.IDLE)


@pytest.mark.parametrize(
    ("idle_s", "rested", "is_news"),
    # A sixtieth of the idle time, and never more than a minute.
    [
        (3600, None, True),
        (3600, 59, False),
        (3600, 60, True),
        (12 * 3600, 59, False),
        (12 * 3600, 60, True),
        (600, 9, False),
        (600, 10, True),
    ],
)
def test_an_action_is_news_once_a_minute(idle_s: int, rested: int | None, is_news: bool) -> None:
    known = Known(last_at=None if rested is None else NOW - rested)

    found = admitted(identity(groups=["IT"]), known, replace(RULES, idle_s=idle_s), NOW)

    assert isinstance(found, Admission)
    assert found.is_news is is_news
