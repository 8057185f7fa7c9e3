"""Who may come in is kept with its history of versions, and whose mail address is whose."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.errors import Conflict
from vendor_eval.store import Store, people
from vendor_eval.store.people import Account, Said

ADA = Account("https://id.example.org", "1", "ada@example.org", "Ada")
SAID = Said("ada@example.org", "finance", frozenset({"acme", "zeta"}), valid_after=1_800_000_000.25)


def save(store: Store, said: Said, by: str = "root@example.org") -> Said:
    with store.writing(by) as session:
        people.save(session, said, by)
    return kept(store, said.mail)


def kept(store: Store, mail: str = ADA.mail) -> Said:
    with store.reading() as session:
        return people.said_of(session, mail)


def came(store: Store, account: Account, role: str | None = None) -> None:
    with store.writing(account.mail) as session:
        people.came(session, account, role, "group Billing" if role else None)


def owner(store: Store, mail: str) -> Account | None:
    with store.reading() as session:
        return people.owner(session, mail)


def test_what_was_said_is_kept_to_the_fraction_of_a_second(store: Store) -> None:
    assert kept(store) == Said(ADA.mail)

    assert save(store, SAID) == replace(SAID, version=1, recorded_by="root@example.org")


def test_no_vendor_is_another_word_than_all_vendors(store: Store) -> None:
    none = save(store, replace(SAID, vendors=frozenset()))
    assert none.vendors == frozenset()

    assert save(store, replace(none, vendors=None)).vendors is None


def test_of_two_who_say_something_else_the_second_sees_both(store: Store) -> None:
    shown = save(store, SAID)
    save(store, replace(shown, role="auditor"), by="first@example.org")

    with pytest.raises(Conflict) as refused:
        save(store, replace(shown, disabled=True), by="second@example.org")

    assert "may not come in" in refused.value.yours
    assert "auditor" in refused.value.theirs
    assert refused.value.saved_by == "first@example.org"
    assert not kept(store).disabled


def test_a_mail_address_is_the_first_account_that_signed_in_with_it(store: Store) -> None:
    came(store, ADA, "finance")
    came(store, replace(ADA, subject="2", name="Somebody else"))

    assert owner(store, ADA.mail) == ADA


def test_a_mail_address_that_was_let_go_is_the_next_accounts(store: Store) -> None:
    came(store, ADA)
    with store.writing("root@example.org") as session:
        people.forget(session, ADA.mail)
    other = replace(ADA, subject="2")
    came(store, other)

    assert owner(store, ADA.mail) == other


def test_an_account_keeps_one_row_whatever_its_name_and_mail_address_become(store: Store) -> None:
    came(store, ADA)
    moved = replace(ADA, mail="ada.moreno@example.org", name="Ada Moreno")
    came(store, moved, "finance")

    assert owner(store, ADA.mail) is None
    with store.reading() as session:
        [seen] = people.seen(session)
    assert (seen.account, seen.role, seen.through) == (moved, "finance", "group Billing")
    assert dt.datetime.now(dt.UTC) - seen.last_at < dt.timedelta(minutes=5)
