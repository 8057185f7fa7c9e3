"""The documents on security say what is so, and each requirement of ASVS has its answer.

Source: OWASP Application Security Verification Standard 5.0.0, levels 1 and 2; its numbers and
levels alone.
"""

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from vendor_eval.access.roles import Role
from vendor_eval.bootstrap import Settings
from vendor_eval.files import documents, quarantine
from vendor_eval.files.reading import ReadingOptions
from vendor_eval.files.workbook import zip as workbook_zip

TOP = Path(__file__).parents[2]
SECURITY = (TOP / "docs" / "security.md").read_text("utf-8")
HARDENING = (TOP / "docs" / "hardening.md").read_text("utf-8")
with (TOP / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
STATUSES = {"met", "not applicable", "identity provider", "operator", "open"}
# How many requirements of levels 1 and 2 each chapter has, from V1 to V17.
PER_CHAPTER = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)
LEVEL_1 = 70
# Plain Streamlit fails these; each has to be held by a test of ours.
FAILED_BY_STREAMLIT = (
    *("V1.3.5", "V2.4.1", "V3.3.1", "V3.4.3", "V3.4.4", "V3.4.5", "V3.4.6", "V7.3.1", "V7.3.2"),
    *("V7.4.1", "V13.4.2", "V13.4.5", "V16.5.1"),
)


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a document."""
    headings = re.findall(r"(?m)^#+ (.+)$", path.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def named_in(path: Path) -> set[str]:
    """The names of the tests in a file, without running it."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_requirement_of_the_two_levels_stands_in_the_table_once() -> None:
    numbers = [row["requirement"] for row in ROWS]
    chapters = Counter(int(one[1:].split(".")[0]) for one in numbers)

    assert len(set(numbers)) == len(numbers) == 253
    assert tuple(chapters[chapter] for chapter in range(1, 18)) == PER_CHAPTER
    assert sum(row["level"] == "1" for row in ROWS) == LEVEL_1
    assert {row["level"] for row in ROWS} == {"1", "2"}


def test_every_requirement_has_an_answer_and_what_the_answer_needs() -> None:
    lacking = [
        row["requirement"]
        for row in ROWS
        if row["status"] not in STATUSES
        or not row["about"].strip()
        or (row["status"] == "met" and not row["tests"])
        or (row["status"] != "met" and (row["tests"] or not row["reason"].strip()))
        or (row["status"] == "operator" and not row["where"].startswith("docs/hardening.md#"))
    ]

    assert lacking == []


def test_every_test_that_a_requirement_names_exists() -> None:
    named = {one for row in ROWS for one in row["tests"].split()}
    files = {one.partition("::")[0] for one in named}
    missing = sorted(one for one in files if not (TOP / one).exists())
    found = {one: named_in(TOP / one) for one in files if one not in missing}

    assert missing == []
    assert (
        sorted(one for one in named if one.partition("::")[2] not in found[one.partition("::")[0]])
        == []
    )


def test_every_place_that_a_requirement_names_exists() -> None:
    places = {row["where"] for row in ROWS if row["where"]}

    assert [
        one
        for one in sorted(places)
        if one.partition("#")[2] not in anchors(TOP / one.partition("#")[0])
    ] == []


def test_nothing_of_the_first_level_is_open() -> None:
    assert [
        row["requirement"] for row in ROWS if row["level"] == "1" and row["status"] == "open"
    ] == []


def test_what_is_open_stands_among_what_is_not_promised() -> None:
    open_rows = {row["requirement"] for row in ROWS if row["status"] == "open"}
    part = SECURITY.partition("## What is not promised")[2].partition("## Data")[0]

    assert set(re.findall(r"\bV\d+\.\d+\.\d+\b", part)) == open_rows


@pytest.mark.parametrize("requirement", FAILED_BY_STREAMLIT)
def test_what_streamlit_alone_fails_is_held_by_a_test(requirement: str) -> None:
    (row,) = (row for row in ROWS if row["requirement"] == requirement)

    assert row["status"] == "met"
    assert row["tests"]


def test_the_limits_of_files_are_those_of_the_code() -> None:
    limits = {
        f"{quarantine.MAX_BYTES // 10**6} MB",
        f"{documents.MAX_BYTES // 10**6} MB",
        f"{workbook_zip.MAX_UNZIPPED // 10**6} MB",
        f"{workbook_zip.MAX_ENTRIES:,} entries",
        f"{workbook_zip.MAX_RATIO} times its size",
        f"{ReadingOptions().max_rows:,} rows",
    }

    assert {one for one in limits if one not in SECURITY} == set()


def test_every_kind_of_evidence_that_is_taken_is_named() -> None:
    (row,) = (line for line in SECURITY.splitlines() if line.startswith("| Evidence |"))
    kinds = {one.lstrip(".").upper() for one in documents._KINDS}

    assert {one for one in kinds - {"JPG", "TXT"} if one not in row} == set()


def test_every_role_stands_in_the_table_of_roles() -> None:
    assert [role for role in Role if f"| {role.value} |" not in SECURITY] == []


def test_every_secret_that_can_be_set_stands_among_the_keys() -> None:
    secret = {
        f"VENDOR_EVAL_{name.upper()}"
        for name, field in Settings.model_fields.items()
        if "SecretStr" in str(field.annotation) or "key" in name
    }
    addresses = {"VENDOR_EVAL_REMINDER_URLS"}
    keys = SECURITY.partition("## Keys")[2].partition("## Sign-in")[0]

    assert {one for one in secret - addresses if one not in keys} == set()


def test_links_of_the_short_page_lead_somewhere() -> None:
    text = (TOP / "SECURITY.md").read_text("utf-8")

    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert {"docs/security.md", "docs/hardening.md", "docs/asvs.csv"} <= set(targets)
    assert [one for one in targets if not (TOP / one).exists()] == []


def test_the_two_pages_claim_no_compliance() -> None:
    said = re.sub(r"\s+", " ", SECURITY + (TOP / "SECURITY.md").read_text("utf-8"))

    assert "HIPAA" in said
    assert not re.search(
        r"(?i)\b(?:HIPAA|Part 11)[- ](?:compliant|certified)|tamper-proof\b(?<!not tamper-proof)",
        said,
    )
