"""Nobody who has not signed in reaches anything of the app."""

from __future__ import annotations

import base64
import secrets
import time

import pytest
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import InvalidStatus

from tests.trust.signing_in import (
    ADMINISTRATOR,
    SECRET,
    Practice,
    asked,
    claims,
    headings,
    signed,
    tab,
)
from vendor_eval.store import people
from vendor_eval.store.people import Account

EVERYTHING = [
    "/media/0123456789abcdef.pdf",
    "/_stcore/host-config",
    "/_stcore/upload_file/session/file",
    "/_stcore/allowed-message-origins",
    "/component/any/file.js",
    "/_stcore/bidi-components/any/file.js",
    "/app/static/any.png",
    "/static/../media/0123456789abcdef.pdf",
    "/index.html",
]
TO_SIGN_IN = "/auth/login?provider="


def refused_websocket(address: str, cookies: dict[str, str], origin: str | None = "") -> int:
    """The status with which the server refuses to open a tab."""
    with pytest.raises(InvalidStatus) as refused, tab(address, cookies, origin):
        pass
    return refused.value.response.status_code


@pytest.mark.parametrize("path", EVERYTHING)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"])
def test_without_a_sign_in_nothing_answers(gate: Practice, path: str, method: str) -> None:
    answer = asked(gate.address, path, {}, method=method)

    assert answer.status_code == 401
    assert answer.text == ("" if method == "HEAD" else "Unauthorized")


@pytest.mark.parametrize("path", ["/", "/breaches", "/no-such-page"])
def test_without_a_sign_in_every_page_leads_to_the_sign_in(gate: Practice, path: str) -> None:
    answer = asked(gate.address, path, {}, headers={"accept": "text/html"})

    assert answer.status_code == 302
    assert answer.headers["location"].startswith(TO_SIGN_IN)
    assert answer.headers["cache-control"] == "no-store"


def test_without_a_sign_in_the_health_check_and_the_interface_answer(gate: Practice) -> None:
    page = asked(gate.address, "/", signed(gate.address, claims())).text
    script = page.split('src="./')[1].split('"')[0]

    assert asked(gate.address, "/_stcore/health", {}).text == "ok"
    assert asked(gate.address, f"/{script}", {}).status_code == 200


def test_without_a_sign_in_no_file_is_taken_even_with_a_token_of_ones_own(gate: Practice) -> None:
    # Whoever chooses both halves of the token against forgery passes the server's own check.
    pair = "2|00000000|00000000000000000000000000000000|1"
    answer = asked(
        gate.address,
        "/_stcore/upload_file/any/any",
        {"_streamlit_xsrf": pair},
        method="PUT",
        headers={"x-xsrftoken": pair},
        files={"file": b"x" * 1_000_000},
    )

    assert answer.status_code == 401


def test_without_a_sign_in_no_tab_opens_and_so_nobody_clears_what_is_kept(gate: Practice) -> None:
    assert refused_websocket(gate.address, {}) == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", None])
def test_no_other_site_and_no_program_without_one_opens_a_tab(
    gate: Practice, origin: str | None
) -> None:
    assert refused_websocket(gate.address, signed(gate.address, claims()), origin) == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "", "user@127.0.0.1", "127.0.0.1/x", "[::2]"],
)
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/static/x.js", "/auth/login"])
def test_under_a_name_that_is_not_the_apps_nothing_answers(
    gate: Practice, host: str, path: str
) -> None:
    cookies = signed(gate.address, claims())

    assert asked(gate.address, path, cookies, headers={"host": host}).status_code in {400, 421}


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/%6detrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
    ],
)
def test_figures_of_the_server_and_its_interface_for_programs_are_not_there(
    gate: Practice, path: str
) -> None:
    cookies = signed(gate.address, claims())

    assert asked(gate.address, path, cookies).status_code == 404
    assert asked(gate.address, path, {}).status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email_verified": 1},
    ],
)
def test_a_mail_address_that_is_not_verified_does_not_come_in(
    gate: Practice, told: dict[str, object]
) -> None:
    cookies = signed(gate.address, claims(**told))

    answer = asked(gate.address, "/", cookies)
    assert answer.status_code == 403
    assert headings(answer.text) == ["Your mail address is not verified"]
    assert refused_websocket(gate.address, cookies) == 403


@pytest.mark.parametrize("missing", ["iss", "sub", "email", "iat"])
def test_a_sign_in_that_does_not_say_who_and_when_is_none(gate: Practice, missing: str) -> None:
    cookies = signed(gate.address, claims(**{missing: None}))

    assert asked(gate.address, "/", cookies).status_code == 403
    assert refused_websocket(gate.address, cookies) == 403


def test_whoever_has_no_role_comes_no_further_than_whom_to_ask(gate: Practice) -> None:
    cookies = signed(gate.address, claims("stranger@example.org", groups=["Nobody knows"]))

    answer = asked(gate.address, "/", cookies)
    assert answer.status_code == 403
    assert headings(answer.text) == ["You have no access yet"]
    assert "stranger@example.org" in answer.text
    assert "Ask an administrator" in answer.text
    assert refused_websocket(gate.address, cookies) == 403
    assert asked(gate.address, "/media/x", cookies).status_code == 401


def test_a_name_from_the_provider_is_text_on_the_page_that_refuses(gate: Practice) -> None:
    cookies = signed(gate.address, claims('"<script>alert(1)</script>"@example.org'))

    assert "<script>" not in asked(gate.address, "/", cookies).text


@pytest.mark.parametrize("secret", ["another secret of thirty-two bytes", ""])
def test_a_cookie_that_somebody_else_has_signed_is_none(gate: Practice, secret: str) -> None:
    cookies = signed(gate.address, claims(), secret)

    assert asked(gate.address, "/media/x", cookies).status_code == 401
    assert asked(gate.address, "/", cookies).headers["location"].startswith(TO_SIGN_IN)


def test_a_cookie_of_another_address_of_the_app_is_none(gate: Practice) -> None:
    cookies = signed("http://127.0.0.1:1", claims())

    assert asked(gate.address, "/media/x", cookies).status_code == 401


def test_nobody_is_led_to_another_site_by_what_they_asked_for(gate: Practice) -> None:
    for path in ("//evil.example", "/\\evil.example", "/breaches/../../evil", "/https:%2F%2Fevil"):
        answer = asked(gate.address, path, {}, headers={"accept": "text/html"})
        place = answer.headers.get("location", TO_SIGN_IN)
        assert place.startswith(TO_SIGN_IN)
        assert "vendor_eval_way" not in answer.headers.get("set-cookie", "")


def test_a_copied_cookie_is_worthless_after_signing_out(gate: Practice) -> None:
    cookies = signed(gate.address, claims())
    assert asked(gate.address, "/_stcore/host-config", cookies).status_code == 200

    asked(gate.address, "/auth/logout", cookies)

    assert asked(gate.address, "/_stcore/host-config", cookies).status_code == 401
    assert asked(gate.address, "/", cookies).headers["location"].startswith(TO_SIGN_IN)
    assert refused_websocket(gate.address, cookies) == 403


def test_a_cookie_written_otherwise_is_worthless_after_signing_out_too(gate: Practice) -> None:
    cookies = signed(gate.address, claims())
    value = cookies["_streamlit_user"]
    alike = [
        {"_streamlit_user": value[:-1] + letter}
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        if letter != value[-1]
        and base64.urlsafe_b64decode(value.rpartition(".")[2][:-1] + letter + "=")
        == base64.urlsafe_b64decode(value.rpartition(".")[2] + "=")
    ]
    # The last letter of a signature has bits that mean nothing.
    assert alike
    assert asked(gate.address, "/_stcore/host-config", alike[0]).status_code == 200

    asked(gate.address, "/auth/logout", cookies)

    answers = [asked(gate.address, "/_stcore/host-config", one).status_code for one in alike]
    assert answers == [401] * len(alike)


def test_a_sign_in_after_a_sign_out_is_a_new_one(gate: Practice) -> None:
    asked(gate.address, "/auth/logout", signed(gate.address, claims()))

    again = signed(gate.address, claims())

    assert asked(gate.address, "/_stcore/host-config", again).status_code == 200


def test_another_site_cannot_sign_anybody_out(gate: Practice) -> None:
    cookies = signed(gate.address, claims())

    asked(gate.address, "/auth/logout", cookies, headers={"sec-fetch-site": "cross-site"})

    assert asked(gate.address, "/_stcore/host-config", cookies).status_code == 200


@pytest.mark.parametrize(
    ("seconds_ago", "status"),
    [(0, 200), (12 * 3600 - 60, 200), (12 * 3600, 401), (30 * 86_400, 401), (-600, 401)],
)
def test_a_session_lasts_twelve_hours_and_begins_in_no_future(
    gate: Practice, seconds_ago: int, status: int
) -> None:
    cookies = signed(gate.address, claims(iat=int(time.time()) - seconds_ago))

    assert asked(gate.address, "/_stcore/host-config", cookies).status_code == status


def test_a_cookie_too_long_for_one_is_read_from_its_parts(gate: Practice) -> None:
    cookies: dict[str, str] = {}
    told = claims(groups=[secrets.token_hex(16) for _ in range(200)])
    payload = told | {"origin": gate.address, "is_logged_in": True, "provider": "default"}
    set_cookie_with_chunks(
        lambda name, value: cookies.update(
            {name: create_signed_value(SECRET, name, value).decode()}
        ),
        lambda name, value: create_signed_value(SECRET, name, value),
        "_streamlit_user",
        payload,
        cookie_attr_size=100,
    )
    assert len(cookies) > 2

    assert asked(gate.address, "/_stcore/host-config", cookies).status_code == 200
    del cookies["_streamlit_user_2"]
    assert asked(gate.address, "/_stcore/host-config", cookies).status_code == 401


def test_an_account_does_not_get_the_access_of_another_with_its_mail_address(
    gate: Practice,
) -> None:
    with gate.store() as store, store.writing("test") as session:
        first = Account("https://sign-in.example.org", "first", "kim@example.org", "Kim")
        people.came(session, first, None, None)
        people.save(session, people.Said("kim@example.org", role="auditor"), ADMINISTRATOR)
    owner = signed(gate.address, claims("kim@example.org", sub="first"))
    other = signed(gate.address, claims("kim@example.org", sub="second"))

    assert asked(gate.address, "/", owner).status_code == 200
    answer = asked(gate.address, "/", other)
    assert answer.status_code == 403
    assert headings(answer.text) == ["Another account has signed in with your mail address before"]
