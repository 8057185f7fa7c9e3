"""Who may come in, as an administrator sees and says it."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.workflows import people
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.people import Said

ADA = Person("ada@example.org", Role.ADMINISTRATOR)
SIGN_IN = {
    "PUBLIC_ADDRESS": "https://vendors.example.org",
    "OIDC_METADATA_URL": "https://id.example.org/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "vendor-eval",
    "OIDC_CLIENT_SECRET": "not-a-secret",
    "COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
    "FIRST_ADMINISTRATOR": ADA.name,
}


@pytest.fixture
def with_sign_in(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> Deps:
    """The app of this process has sign-in."""
    for name, value in SIGN_IN.items():
        monkeypatch.setenv(f"VENDOR_EVAL_{name}", value)
    return deps


def tab_of(mail: str) -> Application:
    """A tab that somebody has opened who has just signed in."""
    app = Application()
    app.test.user = {
        "is_logged_in": True,
        "iss": "https://id.example.org",
        "sub": mail,
        "email": mail,
        "email_verified": True,
        "iat": int(time.time()),
    }
    return app


def button(shown: AppTest, label: str) -> AppTest:
    """The page after a click on the button."""
    return next(one for one in shown.button if one.label == label).click().run()


def stored(deps: Deps, mail: str) -> Said:
    return next(one.said for one in people.listed(deps, ADA) if one.mail == mail)


def test_without_sign_in_the_page_says_who_acts_and_changes_nothing(deps: Deps) -> None:
    shown = Application().show("people")

    assert not shown.exception
    assert f"acts as {local_person().name} and may do everything" in said(shown)
    assert not shown.button
    assert not shown.selectbox


def test_an_administrator_gives_somebody_a_role_for_some_vendors(with_sign_in: Deps) -> None:
    app = tab_of(ADA.name)
    shown = app.show("people")

    shown.text_input[0].set_value(" Finn@Example.org ")
    next(one for one in shown.selectbox if one.label == "Role").set_value("finance")
    after = button(shown, "Save")

    assert not after.exception
    assert stored(with_sign_in, "finn@example.org").role == "finance"
    assert "finn@example.org,,finance,given here,all" in tables(app.show("people"))


def test_what_cannot_be_saved_says_why(with_sign_in: Deps) -> None:
    shown = tab_of(ADA.name).show("people")

    shown.text_input[0].set_value("nobody")
    after = button(shown, "Save")

    assert "Not saved" in said(after)
    assert "write one such as ada@example.org" in tables(after)


def test_somebody_is_signed_out_everywhere_with_a_click(with_sign_in: Deps) -> None:
    people.save(with_sign_in, ADA, Said("finn@example.org", "finance"))
    finns = tab_of("finn@example.org")
    assert "finn@example.org" in said(finns.show())
    app = tab_of(ADA.name)
    shown = app.show("people")

    chosen = next(one for one in shown.selectbox if one.label == "Person")
    button(chosen.set_value("finn@example.org").run(), "Sign out everywhere")

    assert stored(with_sign_in, "finn@example.org").valid_after > time.time() - 60
    assert "Reload this page to sign in again" in said(finns.show())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_sees_who_may_come_in(with_sign_in: Deps, role: Role) -> None:
    people.save(with_sign_in, ADA, Said("finn@example.org", role.value))

    shown = tab_of("finn@example.org").show("people")

    assert "may not say who may do what" in said(shown)
    assert not shown.dataframe


def test_with_sign_in_nobody_looks_at_the_demonstration_in_another_role(
    own_demonstration: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (SIGN_IN | {"OIDC_GROUP_ROLES": "Auditors=auditor"}).items():
        monkeypatch.setenv(f"VENDOR_EVAL_{name}", value)
    app = tab_of("nora@example.org")
    app.test.user["groups"] = "Auditors"
    app.test.session_state["role"] = Role.ADMINISTRATOR.value

    shown = app.show("practice")

    assert not [one for one in shown.selectbox if one.key == "role"]
    assert "auditor" in said(shown)
    assert not [one for one in shown.button if one.label == "Save"]


def test_a_tab_without_a_sign_in_shows_nothing(with_sign_in: Deps) -> None:
    for path in ("", "people", "breaches"):
        shown = Application().show(path)

        assert [one.value for one in shown.title] == ["You are not signed in"]
        assert not shown.button
        assert not shown.dataframe
