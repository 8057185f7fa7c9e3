"""How somebody's own extracts are headed, as files: what they say, and every fault at once."""

from __future__ import annotations

import pytest

from vendor_eval.claims.mapping import ExtractMapping, heading_key
from vendor_eval.claims.schema import TABLES
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.extracts.mapping_file import (
    WORDED,
    mapping_template,
    read_extract_mapping,
)


def faults(text: str) -> list[Fault]:
    with pytest.raises(BadInput) as raised:
        read_extract_mapping(text, "acme.toml")
    return list(raised.value.faults)


def test_the_template_has_every_column_under_its_own_name_and_what_it_means() -> None:
    found = read_extract_mapping(mapping_template(), "claim-columns.toml")

    assert found.headings == {
        table: {name: name for name in columns} for table, columns in TABLES.items()
    }
    assert found.words == {name: {} for name in WORDED}
    lines = mapping_template().splitlines()
    for columns in TABLES.values():
        for name, column in columns.items():
            start, end = f'{name} = "{name}" ', f" # {column.meaning}"
            assert any(line.startswith(start) and line.endswith(end) for line in lines), name
    for name, words in WORDED.items():
        assert f"[words.{name}]  # {', '.join(words)}" in lines


def test_the_templates_examples_of_words_can_be_used() -> None:
    text = "\n".join(
        line.removeprefix("# ") if line.startswith('# "') else line
        for line in mapping_template().splitlines()
    )

    found = read_extract_mapping(text, "claim-columns.toml")

    assert all(len(meanings) == 2 for meanings in found.words.values())


def test_what_a_file_can_say() -> None:
    text = """
    [claim_events]
    vendor = "Billing Company"
    practice_claim_key = " Claim-Key # "

    [words.first_outcome]
    "PAID IN FULL" = "Paid"
    """

    assert read_extract_mapping(text, "acme.toml") == ExtractMapping(
        {"claim_events": {"vendor": "billing_company", "practice_claim_key": "claim_key"}},
        {"first_outcome": {"paid in full": "paid"}},
    )


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('[claim_event]\nvendor = "A"', "claim_event", "is not a key that is known here"),
        ("claim_lines = 3", "claim_lines", "is not a table"),
        ('[claim_events]\nvender = "A"', "claim_events.vender", "is not a key that is known here"),
        ("[claim_events]\nvendor = 3", "claim_events.vendor", "is not a text"),
        ('[claim_events]\nvendor = ["A"]', "claim_events.vendor", "is not a text"),
        ('[claim_events]\nvendor = " "', "claim_events.vendor", "is empty"),
        (
            '[claim_events]\nvendor = "№"',
            "claim_events.vendor",
            "has no letter from a to z and no digit",
        ),
        (
            '[claim_lines]\nbilled = "Charge"\npaid = "CHARGE "',
            "claim_lines.paid",
            "has the heading of billed",
        ),
        (
            '[words.first_outcome]\n"A" = "lost"',
            "words.first_outcome.A",
            "means none of paid, patient, partial, denied, pending",
        ),
        (
            '[words.first_outcome]\n"A" = "paid"\n"a" = "denied"',
            "words.first_outcome.a",
            "stands there in another case already",
        ),
        ('[words.group_code]\n" " = "CO"', 'words.group_code.""', "is an empty cell"),
        ("[words.group_code]\n1 = 2", "words.group_code.1", "is not a text"),
        ('[words.vendor]\n"A" = "B"', "words.vendor", "is not a key that is known here"),
        ('words = "paid"', "words", "is not a table"),
    ],
)
def test_a_fault_names_its_place_and_what_is_wrong(text: str, place: str, what: str) -> None:
    [fault] = faults(text)

    assert fault.where == f"acme.toml: {place}"
    assert fault.what.startswith(what)
    assert fault.mend


def test_all_faults_are_found_at_once() -> None:
    text = """
    [claim_events]
    vendor = 3
    vendors = "A"
    [claim_lines]
    units = ""
    [words.last_outcome]
    Open = "later"
    """

    assert [one.where.removeprefix("acme.toml: ") for one in faults(text)] == [
        "claim_events.vendor",
        "claim_events.vendors",
        "claim_lines.units",
        "words.last_outcome.Open",
    ]


@pytest.mark.parametrize(
    "heading", ["Patient Name", "MRN", "Date of birth", "Notes", "123-45-6789", "Member ID"]
)
def test_no_column_is_mapped_to_patient_data_or_free_text(heading: str) -> None:
    [fault] = faults(f'[claim_events]\npractice_claim_key = "{heading}"')

    assert fault.where == "acme.toml: claim_events.practice_claim_key"
    assert heading not in f"{fault.what} {fault.mend}"


def test_a_word_that_looks_like_patient_data_is_not_repeated() -> None:
    [fault] = faults('[words.first_outcome]\n"123-45-6789" = "paid"')

    assert fault.where == "acme.toml: words.first_outcome"
    assert "123-45-6789" not in f"{fault.what} {fault.mend}"


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        # Mapped; the schema's own name; neither.
        (["charge", "units", "other"], ["billed", "units", "other"]),
        # The mapped heading is the column, and not the one that merely has its name.
        (["billed", "charge"], ["", "billed"]),
        # Without it, the schema's own name is.
        (["billed"], ["billed"]),
        (["charge", "charge"], ["billed", "billed"]),
    ],
)
def test_a_mapped_heading_comes_before_the_schemas_own(keys: list[str], meant: list[str]) -> None:
    mapping = ExtractMapping({"claim_lines": {"billed": "charge"}})

    assert mapping.names("claim_lines", keys) == meant
    assert mapping.names("coding_audit", keys) == keys


def test_two_headings_can_change_places() -> None:
    mapping = ExtractMapping({"claim_lines": {"billed": "paid", "paid": "billed"}})

    assert mapping.names("claim_lines", ["billed", "paid"]) == ["paid", "billed"]


def test_headings_are_the_same_in_any_case_and_with_any_signs_between_words() -> None:
    assert heading_key(" Total Charge ($) ") == heading_key("total_charge") == "total_charge"
