"""Messages go to mail, Slack and Teams, and never to a machine inside."""

from __future__ import annotations

import email
import io
import json
import logging
import re
import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
import requests
from requests.adapters import HTTPAdapter

from vendor_eval.errors import BadInput
from vendor_eval.notify.channels import Message, check, send

SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#billing"
TEAMS = "workflows://prod-01.westus.logic.azure.com:443/643e69f83c8944/signature/"
MESSAGE = Message("1 date to come", "Northwind RCM")
PUBLIC = ("203.0.114.7", "2606:4700::1111")


def found(*addresses: str) -> Sequence[str]:
    return addresses


def refused(url: str, *addresses: str) -> str:
    with pytest.raises(BadInput) as caught:
        check([url], lambda _: addresses)
    [fault] = caught.value.faults
    assert fault.where == "VENDOR_EVAL_REMINDER_URLS, address 1"
    return fault.what


@pytest.mark.parametrize(
    "url", [SLACK, TEAMS, "mailtos://user:secret@example.com?to=a@example.org"]
)
def test_mail_slack_and_teams_may_be_written_to(url: str) -> None:
    check([url], lambda _: PUBLIC)


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "json://127.0.0.1:8080/admin",
        "jsons://metadata.internal/",
        "file:///etc/passwd",
        "syslog://",
        "not an address",
        "",
    ],
)
def test_every_other_kind_of_address_is_refused(url: str) -> None:
    assert refused(url, *PUBLIC) == "is no address of mail, Slack or Teams"


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "169.254.169.254",
        "2130706433",
        "logic.azure.com.example.org",
        "evil-logic.azure.com.example.org",
        "notlogic.azure.com",
    ],
)
def test_a_workflow_on_any_other_host_is_refused(host: str) -> None:
    url = f"workflows://{host}:443/643e69f83c8944/signature/"
    assert refused(url, *PUBLIC) == "leads to a host that is neither Slack's nor Teams'"


@pytest.mark.parametrize(
    "setting",
    [
        "template=http://169.254.169.254/latest/meta-data",
        "template=/etc/passwd",
        "Template=/etc/passwd",
        "t%65mplate=/etc/passwd",
        "wrap=yes;template=/etc/passwd",
        "port=22",
        "redirect=yes",
        "verify=no",
        ":token=x",
        "nothing-that-anybody-knows=1",
    ],
)
@pytest.mark.parametrize("channel", [SLACK.partition("/#")[0] + "/", TEAMS])
def test_an_address_sets_nothing_that_fetches_or_undoes_a_guard(channel: str, setting: str) -> None:
    assert refused(f"{channel}?{setting}", *PUBLIC) == "sets what no address may set"


@pytest.mark.parametrize("setting", ["wkd=yes", "pgppub=http://10.0.0.1/", "pgpprv=/etc/passwd"])
def test_an_address_of_mail_fetches_no_keys(setting: str) -> None:
    url = f"mailtos://user:secret@example.com?to=a@example.org&{setting}"
    assert refused(url) == "sets what no address may set"


@pytest.mark.parametrize(
    "url",
    [
        f"{SLACK.partition('/#')[0]}/?to=billing&footer=no",
        f"{TEAMS}?api-version=2016-06-01&sp=%2Ftriggers&sv=1.0&wrap=no&image=no&pa=yes&route=7",
        "workflows://prod-01.westus.logic.azure.com/?id=643e69f83c8944&sig=signature",
        "mailto://user:secret@example.com?smtp=192.168.1.4&mode=starttls&cc=b@example.org",
    ],
)
def test_what_an_address_may_set_is_taken(url: str) -> None:
    check([url], lambda _: PUBLIC)


@pytest.mark.parametrize("port", [22, 80, 8443])
def test_teams_is_written_to_at_one_port_only(port: int) -> None:
    url = TEAMS.replace(":443", f":{port}")
    assert refused(url, *PUBLIC) == "names another port than 443"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "192.0.0.8",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_a_name_that_leads_inside_is_refused_even_beside_a_public_one(address: str) -> None:
    assert refused(SLACK, *PUBLIC, address) == "leads into a private network"


def test_a_name_that_nobody_knows_is_refused() -> None:
    assert refused(TEAMS) == "has a host that nobody knows here"


def test_every_fault_is_told_by_number_and_no_password_is_said() -> None:
    with pytest.raises(BadInput) as caught:
        check(["json://user:secret@host/", SLACK, "xml://token/"], lambda _: PUBLIC)

    wheres = [one.where.rpartition(" ")[2] for one in caught.value.faults]
    assert wheres == ["1", "3"]
    assert "secret" not in str(caught.value)


class _Mailbox(socketserver.StreamRequestHandler):
    """As much of a mail server as a client needs that sends without signing in."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            command = line[:4].upper()
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                for said in self.rfile:
                    if said == b".\r\n":
                        break
                    self.server.received.append(said.decode())  # type: ignore[attr-defined]  # the test's own
                self.wfile.write(b"250 taken\r\n")
            elif command == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 fine\r\n")


@contextmanager
def mailbox() -> Iterator[tuple[int, list[str]]]:
    """A mail server on loopback: its port, and the lines of what it received."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailbox) as server:
        server.received = []  # type: ignore[attr-defined]  # the test's own
        worker = threading.Thread(target=server.serve_forever)
        worker.start()
        try:
            yield server.server_address[1], server.received  # type: ignore[attr-defined]  # as above
        finally:
            server.shutdown()
            worker.join()


def test_a_message_arrives_by_mail(caplog: pytest.LogCaptureFixture) -> None:
    with mailbox() as (port, received), caplog.at_level(logging.DEBUG):
        url = f"mailto://127.0.0.1:{port}?from=app@example.com&to=desk@example.org"
        failed = send([url], Message("Vendors: 1 date to come", "Northwind RCM\n- in 3 days"))

    text = "".join(received)
    assert failed == ()
    assert "Subject: Vendors: 1 date to come" in text
    assert "in 3 days" in text
    assert not [one for one in caplog.records if one.name.startswith("apprise")]


def test_a_channel_that_takes_nothing_is_told_and_the_others_get_it() -> None:
    with mailbox() as (port, received):
        ours = f"mailto://127.0.0.1:{port}?from=app@example.com&to=desk@example.org"
        closed = "mailto://127.0.0.1:9?from=app@example.com&to=desk@example.org"
        failed = send([closed, ours], Message("Title", "Body"))

    assert failed == (1,)
    assert received


HOSTILE = (
    "Northwind RCM\n- today: <!channel> <@U1> <https://e.example|Sign in> "
    "[pay](https://e.example) ![](https://e.example/i.png) <at>all</at> <img src=x>"
)


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[requests.PreparedRequest]:
    """What would have gone over the network."""
    found: list[requests.PreparedRequest] = []

    def answer(_: object, request: requests.PreparedRequest, **__: object) -> requests.Response:
        found.append(request)
        response = requests.Response()
        response.status_code, response.raw = 200, io.BytesIO(b"ok")
        return response

    monkeypatch.setattr(HTTPAdapter, "send", answer)
    return found


def sent(url: str, posted: list[requests.PreparedRequest]) -> str:
    """The one body that a hostile message makes."""
    assert send([url], Message("1 date to come", HOSTILE), lambda _: PUBLIC) == ()
    [request] = posted
    return json.dumps(json.loads(request.body or ""), ensure_ascii=False)


def test_what_people_wrote_calls_nobody_in_slack_and_hides_no_link(
    posted: list[requests.PreparedRequest],
) -> None:
    text = sent(SLACK, posted)

    assert "&lt;!channel&gt; &lt;@U1&gt; &lt;https://e.example|Sign in&gt;" in text
    assert '"mrkdwn": false' in text
    assert not {"<", ">"} & set(text)
    assert "image" not in text
    assert "icon" not in text


def test_what_people_wrote_calls_nobody_in_teams_and_hides_no_link(
    posted: list[requests.PreparedRequest],
) -> None:
    text = sent(TEAMS, posted)
    [block] = [one for one in _blocks(text) if one["id"] == "body"]

    assert not re.search(r"(?<!\\)[\[\]()]", block["text"])
    assert "<at>" not in block["text"]
    assert "entities" not in text
    assert not [one for one in _blocks(text) if one["type"] == "Image"]


def _blocks(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(text)["attachments"][0]["content"]["body"]
    return found


def test_what_people_wrote_is_no_markup_in_mail() -> None:
    with mailbox() as (port, received):
        url = f"mailto://127.0.0.1:{port}?from=app@example.com&to=desk@example.org"
        failed = send([url], Message("1 date to come", HOSTILE))

    mail = email.message_from_string("".join(received))
    assert failed == ()
    assert [one.get_content_type() for one in mail.walk()] == ["text/plain"]
    assert b"<img src=x>" in mail.get_payload(decode=True)


def test_an_address_is_one_channel_however_it_is_written() -> None:
    with mailbox() as (port, received), mailbox() as (other, nothing):
        url = f"mailto://127.0.0.1:{port}?from=app@example.com&to=desk@example.org"
        send([f"{url}, mailto://127.0.0.1:{other}?from=a@example.com&to=b@example.org"], MESSAGE)

    assert not nothing
    assert received
