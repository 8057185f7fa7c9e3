"""A provider of sign-ins, a server that asks it, and whoever knocks there."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy
from typing import Any

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    generate_xsrf_token_string,
)
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from scripts.browser import COMMAND, served
from scripts.ports import free_port
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.store import Store

SECRET = secrets.token_urlsafe(48)
ISSUER = "https://sign-in.example.org"
ADMINISTRATOR = "ada@example.org"
_PATIENCE_S = 20


@contextmanager
def provider(*people: Mapping[str, Any]) -> Iterator[str]:
    """A provider on loopback in which these people can sign in; gives its address.

    Args:
        people: the claims of each; ``email`` is what they sign in with.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    told = [{"email_verified": True, "sub": one["email"], **one} for one in people]
    known = [part for one in told for part in ("--user-claims", json.dumps(one))]
    # A process of its own, in which nothing of the tests' strictness about warnings holds.
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    quiet = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    running = subprocess.Popen([*command, *known], **quiet)
    try:
        _wait_for(running, f"{address}/.well-known/openid-configuration")
        yield address
    finally:
        running.terminate()
        running.wait(10)


def _wait_for(running: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and running.poll() is None:
        with suppress(httpx.TransportError), httpx.Client(verify=False) as client:
            client.get(address)
            return
        time.sleep(0.05)
    raise RuntimeError("the provider did not start")


@dataclass(frozen=True, slots=True)
class Practice:
    """A served practice.

    Attributes:
        address: as a browser writes it.
        url: of its database.
        log: what the server said so far.
    """

    address: str
    url: str
    log: Path

    @contextmanager
    def store(self) -> Iterator[Store]:
        with closing(Store.open(self.url)) as opened:
            yield opened


@contextmanager
def practice(folder: Path, url: str, idp: str = ISSUER, **settings: str) -> Iterator[Practice]:
    """Serve the database at ``url`` with sign-in at ``idp``.

    Args:
        settings: further ones, in lower case and without their prefix.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    key = folder / "audit-key"
    key.touch(0o600)
    key.write_text(EVERYBODYS.secret.hex())
    ours = {
        "database_url": url,
        "audit_key_file": str(key),
        "claim_keys": str(folder / "claim-keys.json"),
        "public_address": address,
        "oidc_metadata_url": f"{idp}/.well-known/openid-configuration",
        "oidc_client_id": "vendor-eval",
        "oidc_client_secret": "not-a-secret",
        "cookie_secret": SECRET,
        "first_administrator": ADMINISTRATOR,
    } | settings
    kept = {name: one for name, one in os.environ.items() if not name.startswith("VENDOR_EVAL_")}
    environment = kept | {f"VENDOR_EVAL_{name.upper()}": one for name, one in ours.items()}
    with served([COMMAND, "serve", "--port"], folder, environment, port) as at:
        yield Practice(at, url, folder / "server.log")


@contextmanager
def behind_sign_in(folder: Path, empty: Path, idp: str) -> Iterator[Practice]:
    """Serve a practice of its own: a copy of the ``empty`` database, and roles of groups."""
    file = copy(empty, folder / "practice.sqlite")
    groups = "Billing=finance; Auditors=auditor"
    with practice(folder, f"sqlite:///{file}", idp, oidc_group_roles=groups) as served_there:
        yield served_there


def claims(mail: str = ADMINISTRATOR, **others: Any) -> dict[str, Any]:
    """What the provider says about whoever has just signed in."""
    told = {
        "iss": ISSUER,
        "sub": f"account of {mail}",
        "email": mail,
        "email_verified": True,
        "iat": int(time.time()),
        "nonce": secrets.token_hex(8),
    } | others
    return {name: one for name, one in told.items() if one is not None}


def signed(address: str, told: Mapping[str, Any], secret: str = SECRET) -> dict[str, str]:
    """The cookies that a browser has after a sign-in, as the server would have set them."""
    payload = dict(told) | {"origin": address, "is_logged_in": True, "provider": "default"}
    user = create_signed_value(secret, "_streamlit_user", json.dumps(payload)).decode()
    return {"_streamlit_user": user}


def asked(address: str, path: str, cookies: Mapping[str, str], **how: Any) -> httpx.Response:
    """The answer to one request, redirects not followed."""
    headers = {"cookie": "; ".join(f"{name}={one}" for name, one in cookies.items())}
    headers |= how.pop("headers", {})
    method = how.pop("method", "GET")
    # Everything is on loopback, and reading all authorities of the world takes longer than asking.
    with httpx.Client(verify=False, timeout=_PATIENCE_S) as client:
        return client.request(method, f"{address}{path}", headers=headers, **how)


@dataclass(slots=True)
class Tab:
    """An open tab without a browser: what it was shown, and what it can click.

    Attributes:
        words: every text, title, caption and error of the last run.
        widgets: the identity of every field and button drawn so far, by its key.
        session: the server's name of this tab.
        repeats: after how many seconds a part of the page runs again by itself, by its identity.
    """

    talk: ClientConnection
    words: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    session: str = ""
    downloads: list[str] = field(default_factory=list)
    repeats: dict[str, float] = field(default_factory=dict)

    def run(self, page: str = "", typed: Mapping[str, str] | None = None, click: str = "") -> str:
        """Let the app run; what it then shows.

        Args:
            page: its path.
            typed: what stands in fields, by their keys.
            click: the key of a button.
        """
        asking = BackMsg()
        asking.rerun_script.SetInParent()
        asking.rerun_script.page_name = page
        for key, text in (typed or {}).items():
            state = asking.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.widgets[key], text
        if click:
            state = asking.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = self.widgets[click], True
        self.talk.send(asking.SerializeToString())
        return self.listen()

    def repeat(self, part: str) -> str:
        """Let a part of the page run again, as a browser does by itself; what is then shown."""
        asking = BackMsg()
        asking.rerun_script.fragment_id = part
        asking.rerun_script.is_auto_rerun = True
        self.talk.send(asking.SerializeToString())
        return self.listen()

    def clear_cache(self) -> None:
        asking = BackMsg()
        asking.clear_cache = True
        self.talk.send(asking.SerializeToString())

    def listen(self) -> str:
        """Hear the server until a run has ended."""
        said: list[str] = []
        while True:
            heard = ForwardMsg()
            heard.ParseFromString(self.talk.recv(timeout=_PATIENCE_S))
            kind = heard.WhichOneof("type")
            if kind == "new_session":
                self.session = heard.new_session.initialize.session_id or self.session
            if kind == "auto_rerun":
                self.repeats[heard.auto_rerun.fragment_id] = heard.auto_rerun.interval
            if kind == "delta":
                self._drawn(heard, said)
            if kind == "script_finished":
                self.words = "\n".join(said)
                return self.words

    def _drawn(self, heard: ForwardMsg, said: list[str]) -> None:
        element = heard.delta.new_element
        kind = element.WhichOneof("type")
        if kind is None:
            return
        drawn = getattr(element, kind)
        said += [str(getattr(drawn, name, "")) for name in ("body", "label")]
        identity = str(getattr(drawn, "id", ""))
        self.widgets[identity.rpartition("-")[2]] = identity
        if kind == "download_button":
            self.downloads.append(drawn.url)


@contextmanager
def tab(
    address: str,
    cookies: Mapping[str, str],
    origin: str | None = "",
    session: str = "",
    **headers: str,
) -> Iterator[Tab]:
    """A tab opened with these cookies.

    Args:
        origin: empty for the app's own, None for none.
        session: the server's name of a tab that this one claims to have been.

    Raises:
        InvalidStatus: the server does not let it in.
    """
    token = generate_xsrf_token_string()
    jar = dict(cookies) | {"_streamlit_xsrf": token}
    with connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        origin=None if origin is None else Origin(origin or address),
        subprotocols=[Subprotocol(one) for one in ("streamlit", token, session) if one],
        additional_headers={"cookie": "; ".join(f"{n}={v}" for n, v in jar.items()), **headers},
        open_timeout=_PATIENCE_S,
        max_size=None,
    ) as talk:
        yield Tab(talk)


def is_closed(opened: Tab) -> bool:
    """Whether the server has ended the talk."""
    try:
        opened.talk.recv(timeout=0.5)
    except ConnectionClosed:
        return True
    except TimeoutError:
        return False
    return False


def headings(page: str) -> list[str]:
    """The headings of a page that is shown in place of the app."""
    return re.findall(r"<h1>(.*?)</h1>", page)
