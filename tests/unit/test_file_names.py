"""Two files that are offered under one name stay two."""

from __future__ import annotations

from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from vendor_eval.pages.parts.file_names import told_apart

SIZE = 4 * 1024 * 1024


def nearly(digit: bytes) -> bytes:
    return b"0" * (SIZE // 4) + digit + b"0" * (SIZE - SIZE // 4)


def test_the_server_takes_nearly_the_same_large_files_of_one_name_for_one() -> None:
    one, other = (_calculate_file_id(nearly(one), "text/csv", "a.csv") for one in (b"1", b"2"))

    # The reason for marks; where this fails the server has mended it.
    assert one == other


def test_with_the_mark_of_what_they_depend_on_they_are_two() -> None:
    one, other = (
        _calculate_file_id(nearly(one), "text/csv", told_apart("a.csv", one))
        for one in (b"1", b"2")
    )

    assert one != other


def test_a_name_keeps_what_it_says_and_its_kind() -> None:
    name = told_apart("BAA 2026.signed.pdf", 1)

    assert name.startswith("BAA 2026.signed-")
    assert name.endswith(".pdf")


def test_the_same_file_keeps_its_name() -> None:
    assert told_apart("a.csv", 1, "x") == told_apart("a.csv", 1, "x")
