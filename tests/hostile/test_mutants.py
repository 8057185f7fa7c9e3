"""Valid files damaged at random, on every importer: read or refused, and nothing else happens.

VENDOR_EVAL_MUTANTS says how many of each kind; `make fuzz` asks for many.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.importers import IMPORTERS
from tests.hostile.valid_files import NAMES, valid_files

MUTANTS = int(os.environ.get("VENDOR_EVAL_MUTANTS", "60"))
# These start a process or an engine for each file.
_SLOW = {"claims as CSV", "claims as Parquet", "claims as X12"} | set(NAMES)
_TOKENS = [
    *(b"\n", b'"', b",", b";", b"\t", b"=", b"[", b"]", b"{", b"}", b"'", b"#", b".", b"-"),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b", b"\xe2\x80\xae"),
    *(b"9" * 5_000, b"1e999999999", b"nan", b"inf", b"-0", b"1_0", b"0x1", b"a." * 300),
    *(b"9999-12-31", b"0000-00-00", b"99999-01", b"[" * 300, b'"""', b"PK\x03\x04", b"ISA*"),
]
edits = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.sampled_from(_TOKENS) | st.binary(max_size=4) | st.none(),
    ),
    min_size=1,
    max_size=4,
)


def damaged(content: bytes, places: list[tuple[float, int, bytes | None]]) -> bytes:
    """The content with places overwritten; with None what stands there is doubled."""
    for share, length, token in places:
        start = int(share * len(content))
        end = start + length
        middle = content[start:end] * 2 if token is None else token
        content = content[:start] + middle + content[end:]
    return content


@pytest.mark.parametrize("kind", valid_files())
def test_a_valid_file_is_taken(kind: str) -> None:
    importer, content = valid_files()[kind]

    assert IMPORTERS[importer](content, NAMES.get(kind, "a.csv")).taken


@pytest.mark.parametrize("kind", valid_files())
def test_a_damaged_file_is_read_or_refused(kind: str) -> None:
    importer, content = valid_files()[kind]
    count = max(MUTANTS // 15, 1) if kind in _SLOW else MUTANTS

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=MUTANTS < 1_000,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(edits)
    def law(places: list[tuple[float, int, bytes | None]]) -> None:
        told = IMPORTERS[importer](damaged(content, places), NAMES.get(kind, "a.csv"))

        assert told.taken or told.words

    law()
