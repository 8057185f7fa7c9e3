"""What ends a session ends every tab of it at the next action."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.trust.signing_in import ADMINISTRATOR, Practice, Tab, asked, claims, signed, tab
from vendor_eval.access.roles import Person, Role
from vendor_eval.store import people as stored
from vendor_eval.store import practice
from vendor_eval.workflows import people
from vendor_eval.workflows.deps import Deps

ADA = Person(ADMINISTRATOR, Role.ADMINISTRATOR)


def said(gate: Practice, mail: str, **changes: object) -> None:
    """Let an administrator say something else about a mail address."""
    with gate.store() as store:
        deps = Deps(store, lambda: pytest.fail("nobody asks for the day"))
        with store.reading() as session:
            before = stored.said_of(session, mail)
        people.save(deps, ADA, replace(before, **changes))


def granted(gate: Practice, mail: str, role: Role = Role.ADMINISTRATOR) -> dict[str, str]:
    """The cookies of somebody who was given a role and has signed in."""
    said(gate, mail, role=role.value)
    return signed(gate.address, claims(mail))


def sign_out_everywhere(gate: Practice, mail: str) -> None:
    with gate.store() as store:
        people.sign_out(Deps(store, lambda: pytest.fail("not asked")), ADA, mail)


def disable(gate: Practice, mail: str) -> None:
    said(gate, mail, disabled=True)


def is_stored(gate: Practice, mail: str) -> bool:
    with gate.store() as store, store.reading() as session:
        return stored.said_of(session, mail).version > 0


def save_somebody(opened: Tab, mail: str) -> str:
    """Fill in the form that is open on the page of people, and save."""
    return opened.run("people", {"people.new.mail": mail}, click="Save")


@pytest.mark.parametrize(
    ("mail", "end", "words"),
    [
        ("one@example.org", disable, "Your access has been taken back"),
        ("two@example.org", sign_out_everywhere, "This session was signed out"),
    ],
)
def test_a_tab_of_somebody_who_is_disabled_or_signed_out_ends_at_its_next_action(
    gate: Practice, mail: str, end: Callable[[Practice, str], None], words: str
) -> None:
    with (
        tab(gate.address, granted(gate, mail)) as first,
        tab(gate.address, granted(gate, mail)) as second,
    ):
        assert mail in first.run()
        assert mail in second.run("breaches")

        end(gate, mail)

        assert words in first.run()
        assert words in second.run("breaches")
        assert mail not in first.words + second.words


def test_a_tab_in_which_nobody_acts_ends_within_a_minute(gate: Practice) -> None:
    with tab(gate.address, granted(gate, "idle@example.org")) as opened:
        opened.run()
        [(part, seconds)] = opened.repeats.items()
        assert seconds <= 60
        opened.repeat(part)

        disable(gate, "idle@example.org")

        assert "Your access has been taken back" in opened.repeat(part)


def test_signing_out_in_one_tab_ends_the_others(gate: Practice) -> None:
    cookies = granted(gate, "tabs@example.org")
    with tab(gate.address, cookies) as opened:
        assert "tabs@example.org" in opened.run()

        asked(gate.address, "/auth/logout", cookies)

        assert "This session was signed out" in opened.run()


def test_a_click_of_somebody_who_is_disabled_does_nothing(gate: Practice) -> None:
    with tab(gate.address, granted(gate, "click@example.org")) as opened:
        opened.run("people")
        save_somebody(opened, "before@example.org")
        assert is_stored(gate, "before@example.org")
        opened.run("people")

        disable(gate, "click@example.org")

        assert "Your access has been taken back" in save_somebody(opened, "after@example.org")
        assert not is_stored(gate, "after@example.org")


def test_a_click_of_somebody_whose_role_was_taken_does_nothing(gate: Practice) -> None:
    with tab(gate.address, granted(gate, "demoted@example.org")) as opened:
        opened.run("people")

        said(gate, "demoted@example.org", role=Role.AUDITOR.value)

        assert "may not say who may do what" in save_somebody(opened, "by-auditor@example.org")
        assert not is_stored(gate, "by-auditor@example.org")


def test_what_is_kept_in_memory_is_not_cleared_by_somebody_who_is_disabled(gate: Practice) -> None:
    with tab(gate.address, granted(gate, "cache@example.org")) as opened:
        opened.run()
        disable(gate, "cache@example.org")

        opened.clear_cache()

        # In place of what was asked for the app has run, and says why.
        assert "Your access has been taken back" in opened.listen()


def test_the_role_is_that_of_now_and_not_that_of_the_sign_in(gate: Practice) -> None:
    with tab(gate.address, granted(gate, "role@example.org")) as opened:
        assert "administrator" in opened.run()

        said(gate, "role@example.org", role=Role.FINANCE.value)

        assert "finance" in opened.run()


def test_a_tab_ends_when_its_session_is_too_old(gate: Practice) -> None:
    said(gate, "old@example.org", role="auditor")
    begun = int(time.time()) - 12 * 3600 + 8
    with tab(gate.address, signed(gate.address, claims("old@example.org", iat=begun))) as opened:
        assert "old@example.org" in opened.run()

        time.sleep(max(0, begun + 12 * 3600 - time.time()) + 0.1)

        assert "Your session has ended" in opened.run()


def test_somebody_signed_out_everywhere_may_sign_in_again(gate: Practice) -> None:
    mail = "again@example.org"
    before = granted(gate, mail)
    sign_out_everywhere(gate, mail)

    after = signed(gate.address, claims(mail, iat=int(time.time()) + 1))

    assert asked(gate.address, "/_stcore/host-config", before).status_code == 401
    assert asked(gate.address, "/_stcore/host-config", after).status_code == 200


def test_a_group_gives_its_role_and_the_table_another_one(gate: Practice) -> None:
    cookies = signed(gate.address, claims("finn@example.org", groups=["Nothing", "Billing"]))
    with tab(gate.address, cookies) as opened:
        assert "finance" in opened.run()

        said(gate, "finn@example.org", role="evaluator")

        assert "evaluator" in opened.run()


def test_an_error_in_a_page_says_nothing_of_its_cause_to_the_browser(gate: Practice) -> None:
    cookies = granted(gate, "broken@example.org", Role.AUDITOR)
    unreadable = "UPDATE practice SET payers = 'password=hunter2'"
    with gate.store() as store, tab(gate.address, cookies) as opened:
        with store.writing("test") as session:
            practice.save(session, practice.Practice("Lakeside", "America/Chicago"), "test")
        with store.writing("test") as session:
            session.connection().exec_driver_sql(unreadable)
        words = opened.run("practice")
        with store.writing("test") as session:
            session.connection().exec_driver_sql("DELETE FROM practice")

    assert "nothing was changed" in words
    for cause in ("hunter2", "JSON", "Traceback", "vendor_eval/", str(gate.log.parent)):
        assert cause not in words
    assert "JSONDecodeError" in gate.log.read_text()
