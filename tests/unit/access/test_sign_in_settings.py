"""Sign-in is configured whole, or refused with every fault at once and no secret told."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from scripts.browser import COMMAND
from vendor_eval import settings
from vendor_eval.access.roles import Role
from vendor_eval.errors import BadInput

SECRET = "0123456789abcdef0123456789abcdef"
WHOLE = {
    "PUBLIC_ADDRESS": "https://vendors.example.org",
    "OIDC_METADATA_URL": "https://id.example.org/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "vendor-eval",
    "OIDC_CLIENT_SECRET": "a-client-secret",
    "COOKIE_SECRET": SECRET,
    "FIRST_ADMINISTRATOR": "Ada@Example.org",
}


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("VENDOR_EVAL_"):
            monkeypatch.delenv(name)


def put(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"VENDOR_EVAL_{name}", value)


def faults(monkeypatch: pytest.MonkeyPatch, **values: str) -> dict[str, str]:
    """What is wrong with these settings, by the variable."""
    put(monkeypatch, **values)
    with pytest.raises(BadInput) as refused:
        settings.current()
    return {one.where.removeprefix("VENDOR_EVAL_"): one.what for one in refused.value.faults}


def test_nothing_set_is_no_sign_in() -> None:
    assert settings.current().sign_in() is None


def test_a_public_address_alone_is_no_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, PUBLIC_ADDRESS="http://anything.example.org/with/a/path")

    assert settings.current().sign_in() is None


def test_what_is_set_whole_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    put(
        monkeypatch,
        **WHOLE,
        ADDRESS="0.0.0.0",
        SESSION_HOURS="8",
        ALLOWED_HOSTS="Vendors.local 10.0.0.5",
        OIDC_GROUP_ROLES="CN=IT,OU=A=administrator; Billing leads = finance",
        OIDC_GROUP_CLAIM="roles",
    )

    found = settings.current().sign_in()

    assert found is not None
    assert found.address == "https://vendors.example.org"
    assert found.rules.longest_s == 8 * 3600
    assert found.rules.first_administrator == "ada@example.org"
    assert found.rules.group_claim == "roles"
    assert found.rules.group_roles == (
        ("CN=IT,OU=A", Role.ADMINISTRATOR),
        ("Billing leads", Role.FINANCE),
    )
    here = {"127.0.0.1", "localhost", "::1"}
    assert found.hosts == {"vendors.example.org", "vendors.local", "10.0.0.5", *here}


@pytest.mark.parametrize("missing", [name for name in WHOLE if name != "FIRST_ADMINISTRATOR"])
def test_sign_in_by_half_is_refused(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    found = faults(monkeypatch, **{name: one for name, one in WHOLE.items() if name != missing})

    assert list(found) == [missing]
    assert "half configured" in found[missing]


@pytest.mark.parametrize("name", ["OIDC_GROUP_ROLES", "FIRST_ADMINISTRATOR", "ALLOWED_HOSTS"])
def test_what_is_of_use_with_sign_in_alone_asks_for_all_of_it(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    value = {"OIDC_GROUP_ROLES": "IT=administrator"}.get(name, "ada@example.org")

    missing = set(WHOLE) - {"FIRST_ADMINISTRATOR"}
    assert missing <= faults(monkeypatch, **{name: value}).keys()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PUBLIC_ADDRESS", "http://vendors.example.org", "https://"),
        ("PUBLIC_ADDRESS", "https://vendors.example.org/app", "path"),
        ("PUBLIC_ADDRESS", "https://user:word@vendors.example.org", "https://"),
        ("OIDC_METADATA_URL", "http://id.example.org/x", "https://"),
        ("OIDC_METADATA_URL", "id.example.org", "https://"),
        ("COOKIE_SECRET", SECRET[:-1], "fewer than 32 bytes"),
        ("SESSION_HOURS", "12.5", "12"),
        ("SESSION_HOURS", "0", "0"),
        ("OIDC_SCOPES", "email", "openid"),
        ("OIDC_GROUP_ROLES", "IT=administrator; Billing=boss", "boss"),
        ("OIDC_GROUP_ROLES", "IT", "group=role"),
        ("FIRST_ADMINISTRATOR", "ada", "mail"),
        ("FIRST_ADMINISTRATOR", "", "nobody could give access"),
        ("ALLOWED_HOSTS", "https://vendors.example.org", "names of hosts"),
        ("ALLOWED_HOSTS", "*.example.org", "names of hosts"),
    ],
)
def test_a_wrong_setting_of_sign_in_is_named_with_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    found = faults(monkeypatch, **(WHOLE | {name: value}))

    assert list(found) == [name]
    # A role that is none is not repeated; those that there are, are told.
    assert said in found[name] or (said == "boss" and "administrator" in found[name])


def test_an_app_and_a_provider_on_this_machine_need_no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"PUBLIC_ADDRESS": "http://127.0.0.1:8501", "OIDC_METADATA_URL": "http://localhost:9/x"}
    put(monkeypatch, **(WHOLE | here))

    assert settings.current().sign_in() is not None


def test_all_that_is_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = faults(
        monkeypatch,
        TIME_ZONE="Mars/Base",
        SESSION_HOURS="99",
        COOKIE_SECRET="short",
        OIDC_METADATA_URL="http://id.example.org",
    )

    assert found.keys() == {
        "TIME_ZONE",
        "SESSION_HOURS",
        "COOKIE_SECRET",
        "OIDC_METADATA_URL",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "PUBLIC_ADDRESS",
        "FIRST_ADMINISTRATOR",
    }


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, **WHOLE)
    chosen = settings.current()

    shown = f"{chosen!r} {chosen} {chosen.sign_in()!r}"
    assert SECRET not in shown
    assert "a-client-secret" not in shown


@pytest.mark.parametrize(
    "missing", ["OIDC_CLIENT_ID", "COOKIE_SECRET", "PUBLIC_ADDRESS", "OIDC_METADATA_URL", "all"]
)
def test_no_other_machine_is_served_without_sign_in(missing: str, tmp_path: Path) -> None:
    whole = {} if missing == "all" else {n: one for n, one in WHOLE.items() if n != missing}
    ours = whole | {"ADDRESS": "0.0.0.0", "DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite'}"}

    run = subprocess.run(
        [COMMAND, "serve"],
        env=os.environ | {f"VENDOR_EVAL_{name}": one for name, one in ours.items()},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert run.returncode == 2
    assert SECRET not in run.stderr
    said = "without sign-in everybody" if missing == "all" else f"VENDOR_EVAL_{missing}: is missing"
    assert said in run.stderr
    assert not (tmp_path / "x.sqlite").exists()
