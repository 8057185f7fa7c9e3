"""Administrators say who may come in, and cannot lock themselves or everybody out."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest

from vendor_eval.access.admission import Admission, Rules
from vendor_eval.access.identity import Refusal
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, NotAllowed
from vendor_eval.store import Store
from vendor_eval.workflows import people, sign_ins
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.people import Said

DEVICE = "Firefox on Windows"
ADA, BEA = (Person(f"{name}@example.org", Role.ADMINISTRATOR) for name in ("ada", "bea"))
RULES = Rules(group_roles=(("Billing", Role.FINANCE),), first_administrator=ADA.name)


@pytest.fixture
def deps(sqlite_store: Store) -> Deps:
    return Deps(sqlite_store, lambda: dt.date(2026, 11, 22))


def claims(mail: str, **others: object) -> dict[str, object]:
    told = {"iss": "https://id.example.org", "sub": mail, "email": mail, "email_verified": True}
    return {**told, "iat": int(time.time()), **others}


def said(deps: Deps, mail: str) -> Said:
    return next((one.said for one in people.listed(deps, ADA) if one.mail == mail), Said(mail))


def faults(deps: Deps, acting: Person, wanted: Said) -> list[str]:
    with pytest.raises(BadInput) as refused:
        people.save(deps, acting, wanted)
    return [one.where for one in refused.value.faults]


def test_whoever_is_given_a_role_comes_in_with_it(deps: Deps) -> None:
    assert sign_ins.admitted(deps, RULES, claims("new@example.org")) is Refusal.NO_ROLE

    people.save(deps, ADA, Said(" New@Example.org ", "auditor", frozenset({"ACME  Billing"})))

    found = sign_ins.admitted(deps, RULES, claims("new@example.org"))
    assert isinstance(found, Admission)
    assert found.person == Person("new@example.org", Role.AUDITOR, frozenset({"acme billing"}))


def test_the_list_tells_who_has_which_role_through_what(deps: Deps) -> None:
    people.save(deps, ADA, Said("given@example.org", "auditor"))
    sign_ins.came(deps, RULES, claims("group@example.org", groups="Billing", name="Gil"), DEVICE)
    sign_ins.came(deps, RULES, claims("nothing@example.org"), DEVICE)

    told = {one.mail: (one.name, one.role, one.through) for one in people.listed(deps, ADA)}

    assert told == {
        "given@example.org": ("", Role.AUDITOR, "given here"),
        "group@example.org": ("Gil", Role.FINANCE, "group Billing"),
        "nothing@example.org": ("nothing@example.org", None, ""),
    }


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "auditor"}])
def test_an_administrator_cannot_take_away_their_own_role(
    deps: Deps, change: dict[str, object]
) -> None:
    assert faults(deps, ADA, replace(said(deps, ADA.name), **change)) == ["Mail address"]


def test_of_two_administrators_who_demote_each_other_at_once_one_remains(deps: Deps) -> None:
    for one in (ADA, BEA):
        people.save(deps, ADA, Said(one.name, "administrator"))

    # Both were administrators when their pages were drawn.
    people.save(deps, ADA, replace(said(deps, BEA.name), role="auditor"))
    with pytest.raises(NotAllowed, match="no administrator any more"):
        people.save(deps, BEA, replace(said(deps, ADA.name), role="auditor"))

    for act in (people.sign_out, people.forget_account):
        with pytest.raises(NotAllowed, match="no administrator any more"):
            act(deps, BEA, ADA.name)
    assert said(deps, ADA.name).role == "administrator"


def test_every_fault_is_said_at_once(deps: Deps) -> None:
    wanted = Said("nobody", "administrator", frozenset({"acme"}))

    assert faults(deps, ADA, wanted) == ["Mail address", "Vendors"]
    assert faults(deps, ADA, Said("x@example.org", "boss")) == ["Role"]


def test_signing_somebody_out_everywhere_ends_what_began_before_and_nothing_after(
    deps: Deps,
) -> None:
    before, after = (claims(ADA.name, iat=int(time.time()) + later) for later in (0, 2))

    people.sign_out(deps, BEA, ADA.name)

    assert sign_ins.admitted(deps, RULES, before) is Refusal.SIGNED_OUT
    assert isinstance(sign_ins.admitted(deps, RULES, after), Admission)


def test_another_account_takes_over_a_mail_address_only_when_it_was_let_go(deps: Deps) -> None:
    sign_ins.came(deps, RULES, claims(ADA.name), DEVICE)
    other = claims(ADA.name, sub="somebody else")
    sign_ins.came(deps, RULES, other, DEVICE)
    assert sign_ins.admitted(deps, RULES, other) is Refusal.OTHER_ACCOUNT

    people.forget_account(deps, BEA, ADA.name)
    sign_ins.came(deps, RULES, other, DEVICE)

    assert isinstance(sign_ins.admitted(deps, RULES, other), Admission)
    assert sign_ins.admitted(deps, RULES, claims(ADA.name)) is Refusal.OTHER_ACCOUNT
