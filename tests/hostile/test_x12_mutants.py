"""X12 files damaged at random: read or refused, and nothing else happens."""

import random

import pytest

from tests.unit.x12.written import SAMPLES, read
from vendor_eval.errors import BadInput

FILES = sorted(SAMPLES.glob("*.edi"))
TOKENS = [
    b"~",
    b"*",
    b":",
    b"ISA*",
    b"IEA*1*",
    b"SE*",
    b"\n",
    b"\xff\xfe",
    b"\x00",
    b"-",
    b"9" * 30,
]


def damaged(content, chance):
    """The content with one to four places cut, doubled or overwritten."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 1, 3, 40)))
        middle = chance.choice((b"", content[start:end] * 2, chance.choice(TOKENS)))
        content = content[:start] + middle + content[end:]
    return content


def refusal(content):
    """Why a file is refused; None where it is read."""
    try:
        read(content)
    except BadInput as error:
        return str(error)
    return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_file_is_read_or_refused(path):
    chance = random.Random(path.name)
    whole = path.read_bytes()[:4000]

    refusals = [refusal(damaged(whole, chance)) for _ in range(150)]

    assert any(refusals)
    assert all(one is None or one.startswith("sample.edi") for one in refusals)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_name_or_number_of_a_patient_is_told(path):
    text = path.read_text("utf-8", "replace")
    if text[:3] != "ISA":
        return
    element, end = text[3], text[105]
    canaries = []
    segments = text.split(end)
    for at, segment in enumerate(segments):
        parts = segment.split(element)
        if parts[0].strip() == "NM1" and parts[1] in {"QC", "IL", "74"}:
            for place in (3, 4, 9):
                if len(parts) > place:
                    canaries.append(f"CANARY{len(canaries)}X")
                    parts[place] = canaries[-1]
            segments[at] = element.join(parts)

    try:
        told = repr(read(end.join(segments)))
    except BadInput as refused:
        told = str(refused)

    assert "CANARY" not in told
