"""A sign-in is believed when the configured provider made it, for this app, for this question."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.trust.signing_in import ADMINISTRATOR, Practice, practice

OURS, SOMEBODY_ELSES = (RSAKey.generate_key(2048, {"kid": "one"}, private=True) for _ in range(2))


@dataclass(slots=True)
class Provider:
    """A provider whose next token a test decides.

    Attributes:
        token: what it hands out for any code.
        asked: with what it was asked for the token.
    """

    address: str = ""
    token: str = ""
    asked: dict[str, list[str]] = field(default_factory=dict)


def serving(told: Provider) -> type[BaseHTTPRequestHandler]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            metadata = {
                "issuer": told.address,
                "authorization_endpoint": f"{told.address}/authorize",
                "token_endpoint": f"{told.address}/token",
                "jwks_uri": f"{told.address}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
            self.say({"keys": [OURS.as_dict(private=False)]} if "keys" in self.path else metadata)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.asked = parse_qs(body)
            self.say({"access_token": "never-kept", "token_type": "Bearer", "id_token": told.token})

        def say(self, what: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    return Answers


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    told = Provider()
    with ThreadingHTTPServer(("127.0.0.1", 0), serving(told)) as server:
        told.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield told
        server.shutdown()
        thread.join(10)


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, demonstration_file: Path, provider: Provider
) -> Iterator[Practice]:
    folder = tmp_path_factory.mktemp("tokens")
    file = copy(demonstration_file, folder / "practice.sqlite")
    with practice(folder, f"sqlite:///{file}", provider.address) as served:
        yield served


@dataclass(frozen=True, slots=True)
class Question:
    """What the app asks the provider, with the browser that asks.

    Attributes:
        sent: the parameters of the address that the browser is sent to.
    """

    browser: httpx.Client
    sent: dict[str, str]


@pytest.fixture
def question(app: Practice) -> Iterator[Question]:
    """A browser that was sent to the provider and has not come back."""
    with httpx.Client(verify=False, timeout=20, base_url=app.address) as browser:
        yield sent_to(browser)


def sent_to(browser: httpx.Client) -> Question:
    first = browser.get("/", headers={"accept": "text/html"})
    sent = browser.get(first.headers["location"]).headers["location"]
    return Question(browser, {name: one for name, (one,) in parse_qs(urlsplit(sent).query).items()})


def told(question: Question, provider: Provider, **others: Any) -> dict[str, Any]:
    """The claims of an honest token, but for ``others``; None leaves one out."""
    now = int(time.time())
    honest = {
        "iss": provider.address,
        "sub": "account of ada",
        "aud": "vendor-eval",
        "exp": now + 300,
        "iat": now,
        "nonce": question.sent["nonce"],
        "email": ADMINISTRATOR,
        "email_verified": True,
    }
    return {name: one for name, one in (honest | others).items() if one is not None}


def signed(claims: dict[str, Any], key: RSAKey = OURS) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def came_back(question: Question, **others: str) -> httpx.Response:
    """What the app answers when the browser brings a code."""
    query = {"code": "any", "state": question.sent["state"]} | others
    return question.browser.get("/oauth2callback", params=query)


def is_signed_in(question: Question) -> bool:
    answer = question.browser.get("/", headers={"accept": "text/html"})
    return answer.status_code == 200


def test_an_honest_token_signs_in(question: Question, provider: Provider) -> None:
    provider.token = signed(told(question, provider))

    answer = came_back(question)

    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert is_signed_in(question)


def test_a_sign_in_and_one_that_fails_are_logged(
    app: Practice, question: Question, provider: Provider
) -> None:
    provider.token = signed(told(question, provider), SOMEBODY_ELSES)
    came_back(question)
    assert "a sign-in did not succeed" in app.log.read_text("utf-8")

    again = sent_to(question.browser)
    provider.token = signed(told(again, provider))
    came_back(again)
    assert f"signed in: {ADMINISTRATOR}" in app.log.read_text("utf-8")


def test_the_question_cannot_be_answered_by_somebody_who_did_not_see_it_asked(
    question: Question, provider: Provider
) -> None:
    provider.token = signed(told(question, provider))
    came_back(question)

    assert question.sent["response_type"] == "code"
    assert question.sent["code_challenge_method"] == "S256"
    assert len(question.sent["state"]) >= 22
    assert len(question.sent["nonce"]) >= 20
    assert len(provider.asked["code_verifier"][0]) >= 43


def test_nobody_is_signed_in_without_choosing_to_be(question: Question) -> None:
    assert question.sent["prompt"] == "select_account"


def test_only_what_is_needed_is_asked_for(question: Question) -> None:
    assert question.sent["scope"] == "openid email profile"


WRONG = {
    "another audience": {"aud": "another-app"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://elsewhere.example.org"},
    "no issuer": {"iss": None},
    "another question": {"nonce": "another"},
    "no question": {"nonce": None},
    "over": {"exp": 1_700_000_000},
    "no end": {"exp": None},
    "not yet": {"nbf": 4_000_000_000},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_token_for_somebody_or_something_else_is_none(
    question: Question, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.token = signed(told(question, provider, **wrong))

    assert came_back(question).status_code == 403
    assert not is_signed_in(question)


def test_a_token_that_somebody_else_has_signed_is_none(
    question: Question, provider: Provider
) -> None:
    provider.token = signed(told(question, provider), SOMEBODY_ELSES)

    assert came_back(question).status_code == 403
    assert not is_signed_in(question)


def part(what: bytes) -> str:
    return base64.urlsafe_b64encode(what).rstrip(b"=").decode()


def test_a_token_without_a_signature_is_none(question: Question, provider: Provider) -> None:
    body = part(json.dumps(told(question, provider)).encode())
    provider.token = f"{part(json.dumps({'alg': 'none'}).encode())}.{body}."

    assert came_back(question).status_code == 403
    assert not is_signed_in(question)


@pytest.mark.parametrize("secret", [OURS.as_pem(private=False), b"not-a-secret"])
def test_a_token_under_a_key_that_others_know_is_none(
    question: Question, provider: Provider, secret: bytes
) -> None:
    # The public key taken for a shared secret, and the client's own secret.
    header = part(json.dumps({"alg": "HS256", "kid": "one"}).encode())
    said = f"{header}.{part(json.dumps(told(question, provider)).encode())}"
    provider.token = f"{said}.{part(hmac.digest(secret, said.encode(), 'sha256'))}"

    assert came_back(question).status_code == 403
    assert not is_signed_in(question)


def test_a_key_that_the_token_brings_along_is_not_used(
    question: Question, provider: Provider
) -> None:
    header = {"alg": "RS256", "jwk": SOMEBODY_ELSES.as_dict(private=False)}
    claims = told(question, provider)
    provider.token = jwt.encode(header, claims, SOMEBODY_ELSES)

    assert came_back(question).status_code == 403
    assert not is_signed_in(question)


def test_a_code_that_this_browser_did_not_ask_for_is_none(
    question: Question, provider: Provider
) -> None:
    provider.token = signed(told(question, provider))

    assert came_back(question, state=secrets.token_hex(16)).status_code == 403
    assert not is_signed_in(question)


def test_a_code_brings_nothing_to_a_browser_that_never_asked(
    app: Practice, question: Question, provider: Provider
) -> None:
    provider.token = signed(told(question, provider))

    with httpx.Client(verify=False, timeout=20, base_url=app.address) as stranger:
        answer = came_back(Question(stranger, question.sent))

    assert answer.status_code == 403


def test_the_providers_tokens_stay_with_the_server(question: Question, provider: Provider) -> None:
    provider.token = signed(told(question, provider))
    came_back(question)

    kept = "\n".join(f"{one.name}={one.value}" for one in question.browser.cookies.jar)
    assert "never-kept" not in kept
    assert provider.token not in kept


def test_a_provider_that_names_itself_otherwise_than_it_was_configured_is_not_believed(
    tmp_path: Path, sqlite_url: str, provider: Provider
) -> None:
    # Whatever stands below this address gives itself out for the provider at its top.
    other = f"{provider.address}/tenant"
    with (
        practice(tmp_path, sqlite_url, other) as served,
        httpx.Client(verify=False, timeout=20, base_url=served.address) as browser,
    ):
        asked = sent_to(browser)
        provider.token = signed(told(asked, provider))
        answer = came_back(asked)

        assert answer.status_code == 403
        assert not is_signed_in(asked)
