"""Two people who edit the same thing never overwrite each other, and history only grows."""

from __future__ import annotations

import datetime as dt
from threading import Thread

import pytest

from vendor_eval.errors import Conflict, NotFound
from vendor_eval.store import Store, contracts, mappings, practice
from vendor_eval.store.contracts import Draft
from vendor_eval.store.mappings import Reading
from vendor_eval.store.measures import vendors
from vendor_eval.store.practice import Practice, Profile


def draft(text: str, version: int, vendor: str = "Acme") -> Draft:
    return Draft(vendor, f"Title of {text}", text, f"why {text}", version)


def test_a_store_begins_without_a_practice(store: Store) -> None:
    with store.reading() as session:
        assert practice.stored(session) is None


def test_the_practice_is_stored_and_changed_with_its_version(store: Store) -> None:
    with store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "America/Chicago", is_demo=True), "Ada")
    with store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "Pacific/Honolulu", version=1), "Bob")

    with store.reading() as session:
        assert practice.stored(session) == Practice("Lakeside", "Pacific/Honolulu", version=2)


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_the_second_editor_of_the_practice_sees_both_values(store: Store, seen: int) -> None:
    with store.writing("Ada") as session:
        practice.save(session, Practice("First", "America/Chicago"), "Ada")
        practice.save(session, Practice("Second", "America/Chicago", version=1), "Ada")

    with pytest.raises(Conflict) as conflict, store.writing("Ada") as session:
        practice.save(session, Practice("Third", "America/Denver", version=seen), "Bob")

    assert conflict.value.yours == "Third, America/Denver"
    assert conflict.value.theirs == "Second, America/Chicago"
    assert conflict.value.saved_by == "Ada"
    with store.reading() as session:
        assert practice.stored(session) == Practice("Second", "America/Chicago", version=2)


def test_how_files_are_read_is_remembered_for_the_vendor_in_any_spelling(store: Store) -> None:
    how = {"sheet": "KPI", "header_row": 3, "headings": {"First Pass %": "clean_claim_rate"}}
    with store.writing("Ada") as session:
        mappings.remember(session, Reading("Acme Billing", how, version=0), "Ada")

    with store.reading() as session:
        found = mappings.remembered(session, "ACME billing")
        assert mappings.remembered(session, "Zeta") is None
        assert vendors(session) == ("Acme Billing",)
    assert found is not None
    assert (found.vendor, found.how, found.version) == ("Acme Billing", how, 1)
    assert found.recorded_by == "Ada"
    assert found.recorded_at.utcoffset() == dt.timedelta(0)


def test_the_second_editor_of_a_mapping_sees_both_values(store: Store) -> None:
    with store.writing("Ada") as session:
        mappings.remember(session, Reading("Acme", {"header_row": 1}, version=0), "Ada")
        mappings.remember(session, Reading("Acme", {"header_row": 2}, version=1), "Ada")

    with pytest.raises(Conflict) as conflict, store.writing("Ada") as session:
        mappings.remember(session, Reading("acme", {"header_row": 9}, version=1), "Bob")

    assert conflict.value.yours == '{\n  "header_row": 9\n}'
    assert conflict.value.theirs == '{\n  "header_row": 2\n}'


def test_every_revision_of_a_contract_is_kept(store: Store) -> None:
    with store.writing("Ada") as session:
        contracts.save(session, draft("one", version=0), "Ada")
    with store.writing("Ada") as session:
        saved = contracts.save(session, draft("two", version=1, vendor="ACME"), "Bob")

    with store.reading() as session:
        revisions = contracts.history(session, "acme")
        assert contracts.of_vendor(session, "Acme") == revisions[-1] == saved
    assert [(one.version, one.text, one.recorded_by) for one in revisions] == [
        (1, "one", "Ada"),
        (2, "two", "Bob"),
    ]
    assert (revisions[0].vendor, revisions[0].title) == ("Acme", "Title of one")
    assert revisions[0].note == "why one"
    assert revisions[0].recorded_at <= revisions[1].recorded_at


def test_contracts_are_listed_by_vendor_with_their_newest_revision(store: Store) -> None:
    with store.writing("Ada") as session:
        contracts.save(session, draft("of Zeta", version=0, vendor="Zeta"), "Ada")
        contracts.save(session, draft("old", version=0, vendor="acme"), "Ada")
        contracts.save(session, draft("new", version=1, vendor="acme"), "Ada")

    with store.reading() as session:
        listed = contracts.listed(session)
    assert [(one.vendor, one.text) for one in listed] == [("acme", "new"), ("Zeta", "of Zeta")]


def test_a_vendor_without_a_contract_is_not_found(store: Store) -> None:
    with store.reading() as session:
        assert contracts.history(session, "Acme") == ()
        assert contracts.listed(session) == ()
        with pytest.raises(NotFound, match="no contract with Acme"):
            contracts.of_vendor(session, "Acme")


@pytest.mark.parametrize("seen", [0, 1])
def test_the_second_editor_of_a_contract_sees_both_texts(store: Store, seen: int) -> None:
    with store.writing("Ada") as session:
        contracts.save(session, draft("one", version=0), "Ada")
        contracts.save(session, draft("two", version=1), "Ada")

    with pytest.raises(Conflict) as conflict, store.writing("Ada") as session:
        contracts.save(session, draft("three", version=seen), "Bob")

    assert str(conflict.value).startswith("The contract with Acme was saved by Ada")
    assert (conflict.value.yours, conflict.value.theirs) == ("three", "two")
    with store.reading() as session:
        assert len(contracts.history(session, "Acme")) == 2


def test_eight_writers_at_once_lose_no_update(store: Store) -> None:
    writers, rounds = 8, 6

    def count() -> None:
        for _ in range(rounds):
            with store.writing("Ada") as session:
                seen = mappings.remembered(session, "Acme")
                number = int(str(seen.how["count"])) if seen else 0
                version = seen.version if seen else 0
                reading = Reading("Acme", {"count": number + 1}, version)
                mappings.remember(session, reading, "Ada")

    threads = [Thread(target=count) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with store.reading() as session:
        found = mappings.remembered(session, "Acme")
    assert found is not None
    assert found.how == {"count": writers * rounds}
    assert found.version == writers * rounds


def test_the_profile_of_the_practice_is_kept_with_its_names_in_their_order(store: Store) -> None:
    profile = Profile(
        specialties=("Orthopedics", "Cardiología"),
        payers=("Medicare",),
        ehr_systems=("Epic", "Athenahealth"),
        claims_a_month=4_200,
    )
    with store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "America/Chicago", profile=profile), "Ada")

    with pytest.raises(Conflict) as conflict, store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "America/Chicago"), "Bob")

    assert conflict.value.theirs == (
        "Lakeside, America/Chicago; specialties Orthopedics, Cardiología; payers Medicare; "
        "ehr systems Epic, Athenahealth; claims a month 4200"
    )
    with store.reading() as session:
        stored = practice.stored(session)
    assert stored == Practice("Lakeside", "America/Chicago", version=1, profile=profile)
