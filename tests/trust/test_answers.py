"""What an answer is called, which methods there are, and what a proxy or a browser cannot feign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.trust.signing_in import ADMINISTRATOR, Practice, asked, claims, signed, tab

TOP = Path(__file__).parents[2]
KINDS = {
    "/": "text/html; charset=utf-8",
    "/breaches": "text/html; charset=utf-8",
    "/_stcore/health": "text/plain; charset=utf-8",
    "/_stcore/host-config": "application/json",
    "/oauth2callback": "text/html; charset=utf-8",
}
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARNING|ERROR) vendor_eval[\w.]* \S")
FORWARDED = {
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-user": "ada@example.org",
    "x-remote-user": "ada@example.org",
    "x-auth-request-email": "ada@example.org",
    "forwarded": "for=127.0.0.1;host=evil.example",
}


@pytest.mark.parametrize(("path", "kind"), KINDS.items(), ids=KINDS)
def test_an_answer_says_what_it_is_and_in_which_letters(
    gate: Practice, path: str, kind: str
) -> None:
    answer = asked(gate.address, path, signed(gate.address, claims()))

    assert answer.headers["content-type"] == kind


def test_what_a_proxy_might_have_said_lets_nobody_in(gate: Practice) -> None:
    answer = asked(gate.address, "/breaches", {}, headers=FORWARDED | {"accept": "text/html"})

    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/auth/login?")


def test_what_a_proxy_might_have_said_changes_nobody_and_leads_nowhere_else(
    gate: Practice,
) -> None:
    cookies = signed(gate.address, claims("nora@example.org"))

    answer = asked(gate.address, "/", cookies, headers=FORWARDED)

    assert answer.status_code == 403
    assert "evil.example" not in answer.text


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "DEBUG"])
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/static/none.js"])
def test_there_is_no_other_method(gate: Practice, path: str, method: str) -> None:
    answer = asked(gate.address, path, {}, method=method, headers={"x-secret": "a-secret"})

    assert answer.status_code in {400, 401, 403, 404, 405, 501}
    assert "a-secret" not in answer.text


@pytest.mark.parametrize("path", ["/static", "/static/", "/static/js/", "/media/", "/app/static/"])
def test_no_folder_is_listed(gate: Practice, path: str) -> None:
    page = asked(gate.address, "/", signed(gate.address, claims())).text

    answer = asked(gate.address, path, signed(gate.address, claims()))

    # Nothing, or the empty frame of the app, which knows no such page.
    assert answer.status_code >= 300 or answer.text == page


def test_a_cookie_that_is_given_twice_counts_for_one_person_at_most(gate: Practice) -> None:
    good = signed(gate.address, claims())["_streamlit_user"]
    for pair in (f"{good}; _streamlit_user=x", f"x; _streamlit_user={good}"):
        answer = asked(gate.address, "/media/none", {"_streamlit_user": pair})
        # The last one counts, for the gate and for the app behind it alike.
        assert (answer.status_code == 401) is (not pair.endswith(good))


def test_a_page_that_is_asked_for_twice_over_is_one_page(gate: Practice) -> None:
    cookies = signed(gate.address, claims())
    with tab(gate.address, cookies) as opened:
        opened.run("breaches")
        plain = opened.words

    answer = asked(gate.address, "/breaches?page=people&page=practice", cookies)

    assert plain
    assert answer.status_code == 200


def test_addresses_of_pages_name_no_person_and_no_secret() -> None:
    texts = {
        path.name: path.read_text("utf-8")
        for path in sorted((TOP / "vendor_eval" / "pages").rglob("*.py"))
    }
    words = re.compile(r"(?:query_params(?:\.get)?[\[(]|bind_query=)[\"'](\w+)")
    named = {word for text in texts.values() for word in words.findall(text)}

    assert any("query_params" in text for text in texts.values())
    assert not [one for one in named if re.search("mail|token|secret|password|person|patient", one)]


def test_pages_keep_nothing_in_the_browsers_own_storage() -> None:
    words = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie")
    found = [
        path.name
        for path in sorted((TOP / "vendor_eval").rglob("*.py"))
        if words.search(path.read_text("utf-8"))
    ]

    assert found == []


def test_nobody_has_an_account_before_somebody_gives_one(gate: Practice) -> None:
    for mail in ("admin@example.org", "root@example.org", "administrator@localhost"):
        answer = asked(gate.address, "/", signed(gate.address, claims(mail)))

        assert answer.status_code == 403


def test_the_browser_forgets_the_app_when_somebody_signs_out(gate: Practice) -> None:
    cookies = signed(gate.address, claims())

    for one in (cookies, {}):
        answer = asked(gate.address, "/auth/logout", one)
        assert answer.headers["clear-site-data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        (ADMINISTRATOR, "signed out: ada@example.org"),
        ("stranger@example.org", "turned away as no_role: stranger@example.org"),
    ],
)
def test_who_leaves_and_who_is_turned_away_is_one_line_with_time_and_place(
    gate: Practice, mail: str, said: str
) -> None:
    path = "/auth/logout" if mail == ADMINISTRATOR else "/"
    asked(gate.address, path, signed(gate.address, claims(mail)))

    lines = [line for line in gate.log.read_text("utf-8").splitlines() if line.endswith(said)]
    assert lines
    assert all(LINE.match(line) for line in lines)


def test_no_secret_stands_in_what_is_kept_in_the_repository() -> None:
    # Private keys and passwords in addresses; examples in documents name no password.
    secret = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY"
        r"|(?:postgresql|mailtos)://[^\s:@/]+:(?!password@)[^\s:@{}$<*.]{8,}@"
    )
    places = [TOP / "vendor_eval", TOP / "scripts", TOP / ".streamlit", TOP / "docs", TOP / ".ci"]
    found = [
        path.relative_to(TOP).as_posix()
        for place in places
        for path in sorted(place.rglob("*"))
        if path.suffix in {".py", ".toml", ".md", ".csv", ""} and path.is_file()
        if secret.search(path.read_text("utf-8", "replace"))
    ]

    assert found == []
