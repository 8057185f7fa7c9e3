"""Messages that no browser of ours would send, from people who have signed in."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

import vendor_eval
from tests.trust.signing_in import (
    ADMINISTRATOR,
    Practice,
    Tab,
    asked,
    claims,
    practice,
    signed,
    tab,
)
from tests.trust.test_own_sessions import PHONE, signed_in
from tests.trust.test_sessions import said
from vendor_eval.access.roles import Person, Role
from vendor_eval.naming import name_key
from vendor_eval.pages.menu import PAGES
from vendor_eval.store import answers
from vendor_eval.store import people as stored
from vendor_eval.store.evidence import LARGEST_FILE
from vendor_eval.workflows import evidence, people
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NewPiece

TODAY = dt.date(2026, 11, 21)
ADA = Person(ADMINISTRATOR, Role.ADMINISTRATOR)
ROUND = 1
CEDAR, HALYARD, TAMARACK = "Cedar Ridge RCM", "Halyard Revenue Group", "Tamarack Billing"
LARKSPUR = "Larkspur Claims"
PAGE_OF = {page.path: page.title for page in PAGES}
_PATIENCE_S = 30


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, demonstration_file: Path
) -> Iterator[Practice]:
    """The demonstration behind a sign-in."""
    folder = tmp_path_factory.mktemp("office")
    file = copy(demonstration_file, folder / "practice.sqlite")
    with practice(folder, f"sqlite:///{file}", today=str(TODAY)) as served:
        yield served


def grant(office: Practice, name: str, role: Role, *vendors: str) -> dict[str, str]:
    """Give somebody a role, for these vendors or for all; the cookies of their sign-in."""
    mail = f"{name}@example.org"
    keys = frozenset(map(name_key, vendors)) if vendors else None
    with office.store() as store:
        with store.reading() as session:
            before = stored.said_of(session, mail)
        said = stored.Said(mail, role=role.value, vendors=keys, version=before.version)
        people.save(Deps(store, lambda: TODAY), ADA, said)
    return signed(office.address, claims(mail))


def add(office: Practice, piece: NewPiece) -> None:
    with office.store() as store:
        evidence.add(Deps(store, lambda: TODAY), ADA, piece)


@dataclass(slots=True)
class Heard:
    """Everything that came for one message."""

    raw: bytes = b""
    words: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    url: str = ""
    error: str = ""

    @property
    def said(self) -> str:
        return "\n".join(self.words)

    def named(self, name: str) -> bool:
        """Whether a vendor is named anywhere in what came."""
        return name.encode() in self.raw

    def field(self, end: str) -> str:
        """The key of the first field whose key ends so."""
        found = [key for key in self.ids if key.endswith(end)]
        assert found, sorted(self.ids)
        return found[0]

    def take(self, message: ForwardMsg) -> None:
        drawn, kind = _drawn(message)
        if kind is None:
            return
        self.words += [str(getattr(drawn, name, "")) for name in ("body", "label")]
        key = str(getattr(drawn, "id", "")).partition("-")[2].partition("-")[2]
        if key:
            self.ids[key] = drawn.id
            self.fragments[key] = message.delta.fragment_id
        if kind == "download_button":
            self.files.append(drawn.deferred_file_id)


def _drawn(message: ForwardMsg) -> tuple[Any, str | None]:
    """What a message draws, and of which kind; None for nothing."""
    if message.WhichOneof("type") != "delta":
        return None, None
    element = message.delta.new_element
    if message.delta.WhichOneof("type") == "add_block":
        element = message.delta.add_block
    kind = element.WhichOneof("type")
    return getattr(element, kind) if kind else None, kind


def send(opened: Tab, message: BackMsg, until: str = "script_finished") -> Heard:
    """Send a message as it is, and hear what comes until a kind of answer."""
    opened.talk.send(message.SerializeToString())
    heard = Heard()
    while True:
        data = opened.talk.recv(timeout=_PATIENCE_S)
        answer = ForwardMsg.FromString(data)
        heard.raw += data
        heard.take(answer)
        if answer.WhichOneof("type") == "new_session":
            opened.session = answer.new_session.initialize.session_id or opened.session
        if answer.WhichOneof("type") == until:
            given = answer.backend_operation_response
            heard.url, heard.error = given.deferred_file.url, given.error_msg
            return heard


def run(page: str, *states: WidgetState, **forged: str) -> BackMsg:
    """The message that asks for a page, with fields of ours in it."""
    message = BackMsg()
    message.rerun_script.page_name = page
    for name, value in forged.items():
        setattr(message.rerun_script, name, value)
    message.rerun_script.widget_states.widgets.extend(states)
    message.rerun_script.widget_states.SetInParent()
    return message


def taking(file: str, session: str) -> BackMsg:
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.session_id = session
    message.backend_operation_request.deferred_file.file_id = file
    return message


def take(opened: Tab, file: str) -> Heard:
    return send(opened, taking(file, opened.session), until="backend_operation_response")


def notes(office: Practice) -> list[str]:
    """With which notes items of the first candidate were ever settled."""
    with office.store() as store, store.reading() as session:
        items = {one.item for one in answers.newest(session, ROUND, CEDAR)}
        kept = [one for item in items for one in answers.history(session, ROUND, CEDAR, item)]
    return [one.note for one in kept if one.evaluator == answers.CONSENSUS]


def settling(opened: Tab, heard: Heard, note: str) -> Heard:
    """Rerun one row alone, with an answer and a note in it."""
    text = heard.field(".settled.note")
    chosen = WidgetState(id=heard.ids[text.removesuffix("note") + "answer"])
    chosen.string_array_value.data.append("2")
    typed = WidgetState(id=heard.ids[text], string_value=note)
    return send(opened, run("scoring", chosen, typed, fragment_id=heard.fragments[text]))


def test_a_row_that_reruns_alone_saves_for_whoever_may(office: Practice) -> None:
    with tab(office.address, grant(office, "may", Role.ADMINISTRATOR)) as opened:
        heard = send(opened, run("scoring"))

        settling(opened, heard, "by who may")

    assert "by who may" in notes(office)


def test_a_row_saves_nothing_for_somebody_whose_role_was_taken_meanwhile(office: Practice) -> None:
    with tab(office.address, grant(office, "was", Role.ADMINISTRATOR)) as opened:
        heard = send(opened, run("scoring"))
        grant(office, "was", Role.AUDITOR)

        settling(opened, heard, "by who may not any more")

    assert "by who may not any more" not in notes(office)
    refused = "was@example.org (auditor) may not manage rounds of evaluation"
    assert refused in office.log.read_text()


def test_fields_that_cannot_be_typed_into_save_nothing(office: Practice) -> None:
    with tab(office.address, grant(office, "eva", Role.EVALUATOR)) as opened:
        heard = send(opened, run("scoring"))

        settling(opened, heard, "into a locked field")

    assert "into a locked field" not in notes(office)


@pytest.mark.parametrize("page", ["people", "audit-log", "import", "claims", "compare-offers"])
def test_a_page_that_is_not_in_the_menu_is_refused_under_its_address(
    office: Practice, page: str
) -> None:
    with tab(office.address, grant(office, "eva", Role.EVALUATOR)) as opened:
        said = send(opened, run(page)).said

    assert "The role evaluator may not" in said


@pytest.mark.parametrize(
    ("page", "hashed"),
    [("", "0" * 32), ("../people", ""), ("people/../people", ""), ("", "' OR 1=1 --")],
)
def test_an_address_or_mark_of_no_page_shows_no_page_that_is_not_theirs(
    office: Practice, page: str, hashed: str
) -> None:
    with tab(office.address, grant(office, "eva", Role.EVALUATOR)) as opened:
        heard = send(opened, run(page, page_script_hash=hashed))

    assert ADMINISTRATOR.encode() not in heard.raw
    assert "Traceback" not in heard.said


def test_a_file_is_made_for_whoever_was_offered_it(office: Practice) -> None:
    cookies = grant(office, "lea", Role.LEADERSHIP)
    with tab(office.address, cookies) as opened:
        files = send(opened, run("report")).files
        url = take(opened, files[2]).url

        assert asked(office.address, url, cookies).content.startswith(b"\xef\xbb\xbf")


def test_a_file_is_made_for_nobody_else(office: Practice) -> None:
    with (
        tab(office.address, grant(office, "lea", Role.LEADERSHIP)) as own,
        tab(office.address, grant(office, "fin", Role.FINANCE, CEDAR)) as other,
    ):
        (file, *_) = send(own, run("report")).files
        send(other, run("report"))

        found = take(other, file)

    assert (found.url, found.error) == ("", "Failed to generate file for download")
    assert "take a file that was offered to somebody else" in office.log.read_text()


def test_a_file_is_not_made_for_somebody_whose_role_was_taken_meanwhile(office: Practice) -> None:
    with tab(office.address, grant(office, "left", Role.LEADERSHIP)) as opened:
        (file, *_) = send(opened, run("report")).files
        grant(office, "left", Role.EVALUATOR)

        assert take(opened, file).url == ""


def nearly(digit: bytes) -> bytes:
    """A file that differs from others away from its start, middle and end only."""
    size = LARGEST_FILE // 4
    return b"%PDF-1.7\n" + b"0" * (size // 4) + digit + b"0" * (size - size // 4)


def test_two_large_files_of_one_name_that_hardly_differ_stay_two(office: Practice) -> None:
    taken = {}
    contents = {HALYARD: nearly(b"1"), TAMARACK: nearly(b"2")}
    # The server forgets a file with the tab it was made for, so both stay open.
    with ExitStack() as both:
        for vendor, content in contents.items():
            cookies = grant(office, name_key(vendor).partition(" ")[0], Role.EVALUATOR, vendor)
            opened = both.enter_context(tab(office.address, cookies))
            about = send(opened, run("scoring")).field(".settled.about")
            item = about.removesuffix(".settled.about").rpartition(".")[2]
            add(office, NewPiece(ROUND, vendor, item, "certificate.pdf", content))
            again = send(opened, run("scoring"))
            open_about = WidgetState(id=again.ids[about], bool_value=True)
            *_, file = send(opened, run("scoring", open_about)).files
            taken[vendor] = asked(office.address, take(opened, file).url, cookies).content

    assert taken == contents


def test_the_session_of_somebody_else_is_not_handed_over(office: Practice) -> None:
    with tab(office.address, grant(office, "lea", Role.LEADERSHIP)) as own:
        send(own, run("report"))
        whose = own.session

    with tab(office.address, grant(office, "eva", Role.EVALUATOR), session=whose) as other:
        heard = send(other, run(""))

    assert other.session != whose
    assert "lea@example.org" not in heard.said
    assert "eva@example.org" in heard.said


@pytest.mark.parametrize(
    ("mail", "role", "own"),
    [("one", Role.LEADERSHIP, CEDAR), ("two", Role.FINANCE, LARKSPUR)],
)
def test_whoever_may_see_one_vendor_meets_no_other_on_any_page(
    office: Practice, mail: str, role: Role, own: str
) -> None:
    others = [one for one in (CEDAR, LARKSPUR, "Summit Coding Group") if one != own]
    # What is kept in memory was made for somebody who sees every vendor, first.
    with tab(office.address, grant(office, "all", Role.AUDITOR)) as opened:
        assert all(send(opened, run("")).named(one) for one in others)

    met: dict[str, list[str]] = {}
    with tab(office.address, grant(office, mail, role, own)) as opened:
        for page in PAGE_OF:
            heard = send(opened, run(page))
            assert "Something went wrong" not in heard.said
            met[page] = [one for one in others if heard.named(one)]

    assert {page: names for page, names in met.items() if names} == {}


@pytest.mark.parametrize("what", ["install_skills", "dismiss_skills_nudge"])
def test_nothing_for_developers_is_done_on_the_server(office: Practice, what: str) -> None:
    before = set(office.log.parent.rglob("*"))
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    getattr(message.backend_operation_request, what).SetInParent()
    with tab(office.address, grant(office, "eva", Role.EVALUATOR)) as opened:
        send(opened, run(""))
        send(opened, message, until="backend_operation_response")

    assert set(office.log.parent.rglob("*")) == before


@pytest.mark.parametrize("what", ["debug_shutdown_runtime", "debug_disconnect_websocket"])
def test_the_server_is_stopped_by_nobody(office: Practice, what: str) -> None:
    with tab(office.address, grant(office, "eva", Role.EVALUATOR)) as opened:
        send(opened, run(""))
        message = BackMsg()
        setattr(message, what, True)
        opened.talk.send(message.SerializeToString())

    with tab(office.address, grant(office, "eva", Role.EVALUATOR)) as opened:
        assert "eva@example.org" in send(opened, run("")).said


def test_a_dialog_that_reruns_alone_shows_nothing_to_somebody_disabled_meanwhile(
    office: Practice,
) -> None:
    mail = "dialog@example.org"
    said(office, mail, role="auditor")
    signed_in(office, mail, PHONE)
    with tab(office.address, signed_in(office, mail)) as opened:
        offered = send(opened, run(""))
        clicked = WidgetState(id=offered.ids["sessions.open"], trigger_value=True)
        shown = send(opened, run("", clicked))
        end = shown.field("sessions.end.1")
        said(office, mail, disabled=True)
        again = send(opened, run("", fragment_id=shown.fragments[end]))

    assert "Safari on iPhone" in shown.said
    assert "Safari on iPhone" not in again.said


def test_no_page_opens_another_dialog_which_would_need_the_same_proof() -> None:
    pages = Path(vendor_eval.__file__).parent / "pages"
    opening = {
        path.name
        for path in pages.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.endswith("dialog")
    }

    assert opening == {"own_sessions.py"}
