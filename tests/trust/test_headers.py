"""What every answer tells a browser, with sign-in and without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust.signing_in import Practice, asked, claims, practice, signed

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
ANSWERS = [
    "/",
    "/breaches",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/media/none",
    "/static/none.js",
    "/auth/logout",
    "/oauth2callback",
    "/oauth2callback?code=1&state=2",
    "/no/such/page",
]


def policy(text: str) -> dict[str, str]:
    """What a policy allows, by what it is about."""
    return dict(one.strip().split(" ", 1) for one in text.split(";"))


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_says_what_a_browser_may_do(gate: Practice, path: str, method: str) -> None:
    for cookies in ({}, signed(gate.address, claims())):
        headers = asked(gate.address, path, cookies, method=method).headers

        assert POLICY.items() <= policy(headers["content-security-policy"]).items()
        assert ALWAYS.items() <= headers.items()
        assert "camera=()" in headers["permissions-policy"]
        assert "server" not in headers
        assert "unsafe-eval" not in headers["content-security-policy"]


@pytest.mark.parametrize("path", [one for one in ANSWERS if "auth" not in one])
def test_every_answer_of_an_app_without_sign_in_says_so_too(local: str, path: str) -> None:
    headers = asked(local, path, {}).headers

    assert POLICY.items() <= policy(headers["content-security-policy"]).items()
    assert ALWAYS.items() <= headers.items()
    assert "server" not in headers


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.168.0.1", ""])
def test_an_app_without_sign_in_answers_this_machine_alone(local: str, host: str) -> None:
    for path in ("/", "/_stcore/host-config", "/_stcore/health"):
        assert asked(local, path, {}, headers={"host": host}).status_code in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "LOCALHOST", "[::1]:8501"])
def test_an_app_without_sign_in_answers_every_name_of_this_machine(local: str, host: str) -> None:
    assert asked(local, "/_stcore/host-config", {}, headers={"host": host}).status_code == 200


def test_what_is_somebodys_is_kept_by_no_browser(gate: Practice) -> None:
    for path in ("/media/none", "/_stcore/host-config"):
        answer = asked(gate.address, path, signed(gate.address, claims()))
        assert answer.headers["cache-control"] == "no-store"


def test_behind_tls_cookies_and_the_browser_stay_there(tmp_path: Path, idp: str) -> None:
    public = "https://vendors.example.org"
    with practice(
        tmp_path, f"sqlite:///{tmp_path / 'x.sqlite'}", idp, public_address=public
    ) as served_one:
        host = {"host": "vendors.example.org"}
        page = asked(served_one.address, "/breaches", {}, headers=host | {"accept": "text/html"})
        login = asked(served_one.address, page.headers["location"], {}, headers=host)
        health = asked(served_one.address, "/_stcore/health", {}, headers=host)
        other = asked(served_one.address, "/", {}, headers={"host": "vendors.example.com"})

    assert page.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    cookies = [*page.headers.get_list("set-cookie"), *login.headers.get_list("set-cookie")]
    assert {one.split("=")[0] for one in cookies} == {
        "__Host-vendor_eval_way",
        "__Host-_streamlit_session",
    }
    for one in [*cookies, *health.headers.get_list("set-cookie")]:
        assert "; secure" in one.lower()
        assert "; samesite=lax" in one.lower()
    for one in cookies:
        assert "; httponly" in one.lower()
    assert (
        "redirect_uri=https%3A%2F%2Fvendors.example.org%2Foauth2callback"
        in (login.headers["location"])
    )
    assert other.status_code == 421
