"""Patient data is refused and never repeated; what merely has digits is not taken for it."""

import random

import pytest

from vendor_eval.files.measures import ReadingOptions, read_measures
from vendor_eval.files.measures.tidying import personal
from vendor_eval.privacy import masked, names_a_person

CANARIES = (
    "123-45-6789",
    "(555) 123-4567",
    "555.123.4567",
    "jane.roe@example.org",
    "DOB 4/12/1961",
    "04/12/1961",
    "1EG4-TE5-MK73",
    "MRN 00459876",
    "Member ID: W123456789",
)


@pytest.mark.parametrize(
    "heading",
    [
        "Patient",
        "Patient Name",
        "patient_id",
        "DOB",
        "Date of Birth",
        "SSN",
        "MRN",
        "Medical Record Number",
        "Member ID",
        "Subscriber Name",
        "First Name",
        "Address",
        "Phone",
        "E-mail",
        "ZIP code",
    ],
)
def test_a_heading_of_patient_data_is_known(heading: str) -> None:
    assert names_a_person(heading)


@pytest.mark.parametrize(
    "heading",
    ["Patient collections %", "Claims", "Vendor name", "Payer", "NPI", "Site", "Remarks", "Notes"],
)
def test_other_headings_are_no_alarm(heading: str) -> None:
    assert not names_a_person(heading)


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("column", range(6))
def test_patient_data_anywhere_refuses_the_file_and_is_not_repeated(
    canary: str, column: int
) -> None:
    cells = ["Acme", "2026-03", "denial_rate", "8%", "North", "fine"]
    cells[column] = canary
    text = f"vendor,month,metric,value,site,remark\n{','.join(cells)}\n"

    reading = read_measures(text.encode(), "report.csv", ReadingOptions())

    assert reading.verdict == "reject"
    said = " ".join(message.text for message in reading.messages)
    assert canary not in said
    assert canary[-4:] not in said
    assert "patient_data" in [message.code for message in reading.messages]


def test_names_counts_and_numbers_of_claims_are_no_alarm() -> None:
    chance = random.Random(1)
    texts = [
        *(f"{chance.randint(0, 10**9)}" for _ in range(5_000)),
        *(f"{chance.randint(10**9, 2 * 10**9)}" for _ in range(5_000)),  # NPIs
        *(f"CLM{chance.randint(0, 10**9):012d}" for _ in range(5_000)),
        *(f"{chance.uniform(0, 10**6):.2f}" for _ in range(5_000)),
        *("Acme Billing", "A1 Medical Billing LLC", "24/7 RCM", "Site 100-200", "Aetna 2026"),
        *("CO-45", "N290", "2026-03-31", "03/31/2026"),
    ]

    assert personal(texts) == []


@pytest.mark.parametrize(
    "personal_text",
    [
        "219-09-9999",
        "(555) 123-4567",
        "DOB 1958-03-02",
        "DOB: 03/02/1958",
        "born 3.2.58",
        "4/12/1961",
        "1EG4-TE5-MK73",
        "MRN 12345678A",
        "patient 1234-5678",
        "Member ID: W123456789",
    ],
)
def test_of_what_looks_like_patient_data_a_message_repeats_no_part(personal_text: str) -> None:
    assert masked(f"'{personal_text}' is no number") == "'(withheld)' is no number"
