"""A PostgreSQL server that goes away and comes back loses no change and doubles none."""

from __future__ import annotations

import datetime as dt
import socket
import time
from collections.abc import Iterator
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from tests.conftest import Server
from tests.proofs import size
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.errors import Interrupted, StoreFailure
from vendor_eval.store import Store, audit, practice
from vendor_eval.store.practice import Practice
from vendor_eval.store.tables import Vendor
from vendor_eval.workflows.interrupted import carried_through

WRITERS = 5
RESTARTS = size(2, 10)
PATIENCE_S = 60


def add_vendor(store: Store, name: str) -> None:
    """A change that would be refused if it were done twice, as no two vendors have one name."""
    now = dt.datetime.now(dt.UTC)
    with store.writing("Ada") as session:
        session.add(Vendor(name=name, key=name, recorded_at=now, recorded_by="Ada"))


def vendors_in(url: str) -> list[str]:
    store = Store.open(url)
    with store.reading() as session:
        found = sorted(session.exec(select(Vendor.name)))
        assert audit.verify(session, EVERYBODYS).faults == ()
    store.close()
    return found


def test_restarts_are_not_noticed_by_writers(
    postgresql_url: str, postgresql_server: Server
) -> None:
    store, over = Store.open(postgresql_url), Event()
    told: list[str] = []
    failed: list[StoreFailure] = []

    def write(writer: int) -> None:
        number = 0
        while not over.is_set():
            name = f"Vendor {writer} {number}"
            try:
                carried_through(lambda name=name: add_vendor(store, name))
            except StoreFailure as failure:
                failed.append(failure)
            else:
                told.append(name)
            number += 1

    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for _ in range(RESTARTS):
        # Everybody writes for a while before the server goes, and after it came back.
        time.sleep(1.0)
        postgresql_server.stop()
        postgresql_server.begin()
    time.sleep(1.0)
    over.set()
    for thread in threads:
        thread.join()
    store.close()

    assert failed == []
    assert len(told) > RESTARTS
    assert vendors_in(postgresql_url) == sorted(told)


class Wire:
    """Between the program and the server; cuts the connection at the next commit.

    Attributes:
        lets_through: whether that commit reaches the server; None cuts nothing.
        breaks_down: whether nobody can connect after the cut.
        cuts: how many there were.
    """

    def __init__(self, url: str) -> None:
        self._server = urlsplit(url).port or 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = [self._listening]
        self.lets_through: bool | None = None
        self.breaks_down = False
        self.cuts = 0
        port = self._listening.getsockname()[1]
        self.url = f"{url.replace(f':{self._server}', f':{port}')}?sslmode=disable"
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        _shut(*self._ends)
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            self._ends += [client, server]
            unheard, answered = Event(), Event()
            carrying = Thread(target=self._carry, args=(client, server, unheard, answered))
            answering = Thread(target=self._answer, args=(server, client, unheard, answered))
            self._threads += [carrying, answering]
            carrying.start()
            answering.start()

    def _carry(
        self, client: socket.socket, server: socket.socket, unheard: Event, answered: Event
    ) -> None:
        """What the program says; its commit goes through, or does not, and is never answered."""
        while content := _received(client):
            if b"COMMIT" in content and self.lets_through is not None:
                self.cuts += 1
                goes, self.lets_through = self.lets_through, None
                if self.breaks_down:
                    _shut(self._listening)
                if goes:
                    unheard.set()
                    server.sendall(content)
                    answered.wait(PATIENCE_S)
                break
            server.sendall(content)
        _shut(client, server)

    def _answer(
        self, server: socket.socket, client: socket.socket, unheard: Event, answered: Event
    ) -> None:
        while content := _received(server):
            if unheard.is_set():
                answered.set()
                return
            try:
                client.sendall(content)
            except OSError:
                # The server is left alone: it is still at what it was told.
                return
        _shut(client, server)


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65_536)
    except OSError:
        return b""


def _shut(*connections: socket.socket) -> None:
    for one in connections:
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue


@pytest.fixture
def wire(postgresql_url: str) -> Iterator[Wire]:
    made = Wire(postgresql_url)
    yield made
    made.close()


def test_a_change_whose_commit_went_through_unanswered_is_stored_once(
    wire: Wire, postgresql_url: str
) -> None:
    store = Store.open(wire.url)
    add_vendor(store, "first")

    wire.lets_through = True
    carried_through(lambda: add_vendor(store, "second"))

    assert wire.cuts == 1
    store.close()
    assert vendors_in(postgresql_url) == ["first", "second"]


def test_a_change_whose_commit_was_lost_on_the_way_may_be_done_again(
    wire: Wire, postgresql_url: str
) -> None:
    store = Store.open(wire.url)
    add_vendor(store, "first")

    wire.lets_through = False
    with pytest.raises(Interrupted, match=r"nothing was stored\. Try again"):
        add_vendor(store, "second")
    assert vendors_in(postgresql_url) == ["first"]

    wire.lets_through = False
    carried_through(lambda: add_vendor(store, "second"))

    assert wire.cuts == 2
    store.close()
    assert vendors_in(postgresql_url) == ["first", "second"]


def test_where_nobody_answers_whether_it_was_stored_that_is_said(
    wire: Wire, postgresql_url: str
) -> None:
    store = Store.open(wire.url, patience_s=0.3)
    add_vendor(store, "first")

    wire.lets_through = wire.breaks_down = True
    with pytest.raises(StoreFailure, match="nobody answers whether it was"):
        carried_through(lambda: add_vendor(store, "second"))
    store.close()

    assert vendors_in(postgresql_url) == ["first", "second"]


def test_a_wrong_address_is_not_waited_for() -> None:
    store, began = Store.open("postgresql://tester@127.0.0.1:9/none"), time.monotonic()

    with pytest.raises(StoreFailure, match="cannot be opened"), store.reading() as session:
        practice.stored(session)

    assert time.monotonic() - began < 5
    store.close()


def test_a_reader_waits_for_a_server_that_comes_back(
    postgresql_url: str, postgresql_server: Server
) -> None:
    store = Store.open(postgresql_url)
    with store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "America/Chicago"), "Ada")
    postgresql_server.stop()
    # It comes back while the reader waits, and not before the reader has asked.
    Thread(target=lambda: (time.sleep(0.5), postgresql_server.begin())).start()

    with store.reading() as session:
        stored = practice.stored(session)

    assert stored is not None
    assert stored.name == "Lakeside"
    store.close()


def test_a_network_that_goes_away_in_silence_is_noticed_within_half_a_minute(
    postgresql_url: str,
) -> None:
    """What the system is told about the connection; the silence itself takes root to make."""
    store = Store.open(postgresql_url)
    with store.reading() as session:
        connection = session.connection().connection.driver_connection
        assert connection is not None
        told = connection.info.get_parameters()
    store.close()

    asked = (int(told[f"keepalives_{name}"]) for name in ("idle", "interval", "count"))
    idle, interval, count = asked
    assert idle + interval * count <= 30
    assert int(told["tcp_user_timeout"]) <= 30_000
