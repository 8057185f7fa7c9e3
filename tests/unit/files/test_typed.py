"""Text that people type: what is kept, and why the rest is not."""

from __future__ import annotations

import pytest

from vendor_eval.files.documents import MAX_BYTES, media_type_of
from vendor_eval.files.typed import refusals
from vendor_eval.naming import LONGEST_NOTE


def faults(text: str, longest: int = LONGEST_NOTE) -> list[str]:
    return [what for what, _ in refusals(text, longest)]


@pytest.mark.parametrize(
    "text", ["", "Seen on 3 March.", "first line\nsecond line", "5 % of claims", "café ü 漢字"]
)
def test_plain_words_are_kept(text: str):
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("=1+1", "begins like a formula"),
        ("@here", "begins like a formula"),
        ("a\x00b", "has a control character in it"),
        ("a\u202eb", "has invisible or direction-changing characters in it"),
        ("patient MRN 1234567", "looks like patient data"),
        ("call (303) 555-0142", "looks like patient data"),
    ],
)
def test_what_others_would_run_obey_or_not_see_is_refused(text: str, fault: str):
    assert faults(text) == [fault]


def test_what_cannot_be_seen_is_found_however_late_it_comes():
    assert faults("x" * 1_500 + "\u200b") == [
        "has invisible or direction-changing characters in it"
    ]


def test_length_is_counted_in_characters_up_to_the_longest():
    assert faults("ü" * 200, longest=200) == []
    assert faults("ü" * 201, longest=200) == ["has more than 200 characters"]


def test_every_fault_of_a_text_is_told_but_beside_patient_data():
    assert faults("=" + "x" * 200, longest=200) == [
        "has more than 200 characters",
        "begins like a formula",
    ]
    assert faults("=" + "MRN 1234567" * 200, longest=200) == ["looks like patient data"]


@pytest.mark.parametrize(
    ("name", "beginning", "media_type"),
    [
        ("a.PDF", b"%PDF-1.7", "application/pdf"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.csv", b"a,b\n", "text/csv"),
        ("C:\\plans\\a.txt", "naïve".encode(), "text/plain"),
    ],
)
def test_a_document_is_what_its_bytes_and_its_name_say(
    name: str, beginning: bytes, media_type: str
):
    assert media_type_of(beginning, name) == media_type


def test_a_document_may_be_as_large_as_the_limit():
    assert media_type_of(b"%PDF-" + b" " * (MAX_BYTES - 5), "a.pdf") == "application/pdf"
