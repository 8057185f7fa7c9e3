"""Entries of the audit log: how each is sealed, and what is said of a log that was touched."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.audit.chain import (
    NOTHING,
    OUTSIDE,
    START,
    Change,
    Checkpoint,
    Entry,
    Key,
    Sealed,
    sealed,
    text_of,
)
from vendor_eval.audit.replay import Replay
from vendor_eval.audit.verifying import rekeyed, verified
from vendor_eval.errors import BadInput

OURS, OTHER = Key(b"k" * 32), Key(b"o" * 32)
AT = "2026-11-22T08:00:00.000000+00:00"
ADDED = Change("insert", "vendor", "[1]", None, '{"id":1,"name":"Acme"}')
RENAMED = Change("update", "vendor", "[1]", ADDED.new, '{"id":1,"name":"ACME"}')
GONE = Change("delete", "vendor", "[1]", RENAMED.new, None)


def log(*changes: Change, key: Key = OURS, by: str = "Ada") -> list[Entry]:
    return list(sealed(changes or (ADDED, RENAMED, GONE), key, NOTHING, (by, AT)))


def longer(entries: Sequence[Entry], *changes: Change, key: Key = OURS) -> list[Entry]:
    return [*entries, *sealed(changes, key, entries[-1].checkpoint, ("Eve", AT))]


def test_the_first_two_hashes_are_those_worked_out_by_hand() -> None:
    first, second, _ = log()

    key_id = hmac.new(b"k" * 32, b"which key", hashlib.sha256).hexdigest()[:12]
    row = r'"{\"id\":1,\"name\":\"Acme\"}"'
    said = f'[1,"{AT}","Ada","insert","vendor","[1]",null,{row},"{key_id}"]'
    by_hand = hmac.new(b"k" * 32, f"{'0' * 64}\n{said}".encode(), hashlib.sha256).hexdigest()
    after = r'"{\"id\":1,\"name\":\"ACME\"}"'
    then = f'[2,"{AT}","Ada","update","vendor","[1]",{row},{after},"{key_id}"]'
    next_by_hand = hmac.new(b"k" * 32, f"{by_hand}\n{then}".encode(), hashlib.sha256).hexdigest()
    assert (first.prev, first.hash) == (START, by_hand)
    assert (second.prev, second.hash) == (by_hand, next_by_hand)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.tuples(st.integers(1), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), st.none() | TEXTS)
def test_what_is_sealed_is_the_json_of_all_that_an_entry_says(
    said: tuple[int, str, str, str, str, str], row: str | None
) -> None:
    entry: Sealed = (*said, row, None, "0123456789ab")

    assert text_of(entry) == json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def test_a_log_as_it_was_sealed_has_no_faults() -> None:
    entries = log()

    found = verified(entries, OURS, Checkpoint(2, entries[1].hash[:16]))

    assert (found.rows, found.head, found.faults) == (3, entries[2].checkpoint, ())


def test_an_empty_log_has_no_faults() -> None:
    assert verified([], OURS).faults == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "2026-11-22T09:00:00.000000+00:00"),
        ("by", "Eve"),
        ("action", "insert"),
        ("entity", "site"),
        ("key", "[2]"),
        ("old", None),
        ("new", '{"id":1,"name":"Zeta"}'),
    ],
)
def test_every_word_of_an_entry_is_sealed(field: str, value: str | None) -> None:
    first, second, third = log()

    found = verified([first, replace(second, **{field: value}), third], OURS)

    assert found.faults == ("Entry 2 is not as it was sealed",)


def test_an_entry_that_was_removed_leaves_a_gap() -> None:
    first, _, third = log()

    assert verified([first, third], OURS).faults[0] == "Entry 2 is missing: entry 3 follows"


def test_entries_that_changed_places_are_seen() -> None:
    first, second, third = log()

    moved = [first, replace(third, seq=2), replace(second, seq=3)]

    assert verified(moved, OURS).faults == (
        "Entry 2 does not continue the entry before it",
        "Entry 2 is not as it was sealed",
        "Entry 3 does not continue the entry before it",
        "Entry 3 is not as it was sealed",
    )


def test_what_was_sealed_by_guessing_a_key_is_told_as_another_key() -> None:
    entries = longer(log(), ADDED, key=OTHER)

    (fault,) = verified(entries, OURS).faults

    assert fault.startswith(f"Entries from 4 on were sealed with another key ({OTHER.id}")


def test_an_end_that_was_cut_off_is_seen_against_a_checkpoint_alone() -> None:
    entries = log()

    noted = entries[2].checkpoint

    assert verified(entries[:2], OURS).faults == ()
    assert verified(entries[:2], OURS, noted).faults == (
        "The log ends at entry 2, before the checkpoint at entry 3: its end was cut off",
    )


def test_a_log_that_was_written_anew_with_the_key_is_seen_against_a_checkpoint_alone() -> None:
    noted = log()[1].checkpoint
    anew = log(ADDED, GONE)

    assert verified(anew, OURS).faults == ()
    assert verified(anew, OURS, noted).faults == (
        "Entry 2 is not the one of the checkpoint: the log was written anew",
    )


def test_a_change_from_outside_the_app_is_named_until_a_checkpoint_after_it() -> None:
    entries = log(ADDED, by=OUTSIDE)

    assert verified(entries, OURS).faults == (
        f"Entry 1: vendor [1] was changed outside the app (insert), found at {AT}",
    )
    assert verified(entries, OURS, entries[0].checkpoint).faults == ()


def test_a_new_key_takes_over_what_the_lost_one_had_sealed() -> None:
    old = log(key=OTHER)

    entries = longer(old, rekeyed(old, OURS), ADDED)

    assert verified(entries, OURS).faults == ()


def test_after_a_new_key_older_entries_are_held_against_what_was_taken_down() -> None:
    old = log(key=OTHER)
    entries = longer(old, rekeyed(old, OURS))

    touched = [entries[0], replace(entries[1], by="Eve"), *entries[2:]]

    assert verified(touched, OURS).faults == (
        "Entries before 4 are not what they were when the log went on under a new key",
    )


def test_one_cause_is_not_told_a_thousand_times() -> None:
    entries = [replace(one, by="Eve") for one in log(*[ADDED] * 1000)]

    faults = verified(entries, OURS).faults

    assert (len(faults), faults[-1]) == (101, "and 900 more")


@pytest.mark.parametrize(
    "written", ["", "12", "0123456789abcdef", "12:0123", "12:0123456789abcdeg"]
)
def test_what_is_no_checkpoint_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match="is no checkpoint"):
        Checkpoint.read(written)


def test_a_checkpoint_reads_as_it_was_printed() -> None:
    noted = log()[1].checkpoint

    assert Checkpoint.read(f" {noted}\n") == noted


@pytest.mark.parametrize("written", ["", "12", "zz" * 32, "00" * 31])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^$|hex"):
        Key.read(written)


def test_a_key_does_not_show() -> None:
    assert "kkkk" not in repr(OURS)
    assert OURS.secret.hex()[:12] != OURS.id


def replayed(*changes: Change) -> Replay:
    replay = Replay()
    list(replay.passing(log(*changes)))
    return replay


def test_replaying_gives_the_rows_as_they_were_left() -> None:
    assert list(replayed(ADDED, RENAMED).differences("vendor", [("[1]", RENAMED.new or "")])) == []
    assert list(replayed(ADDED, RENAMED, GONE).differences("vendor", [])) == []


@pytest.mark.parametrize(
    ("stored", "fault"),
    [
        (
            [("[1]", '{"id":1,"name":"Eve"}')],
            "vendor [1] is not as it was recorded last, in entry 2",
        ),
        ([], "vendor [1] is gone, and entry 2 recorded it"),
        (
            [("[1]", RENAMED.new or ""), ("[2]", "{}")],
            "vendor [2] is stored, and the log does not know it",
        ),
    ],
)
def test_replaying_names_a_row_that_is_not_as_it_was_left(
    stored: list[tuple[str, str]], fault: str
) -> None:
    assert list(replayed(ADDED, RENAMED).differences("vendor", stored)) == [fault]


def test_how_a_database_writes_the_same_row_makes_no_difference() -> None:
    spaced = '{ "name": "ACME", "id": 1 }'

    assert list(replayed(ADDED, RENAMED).differences("vendor", [("[1]", spaced)])) == []
