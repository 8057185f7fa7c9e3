"""What reports say of the registers of candidates, and what they leave unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.golden.rounds import TODAY, diligence
from vendor_eval.evaluation.diligence import Diligence
from vendor_eval.evaluation.registers import Reference, Subcontractor, Verdict
from vendor_eval.reports.diligence_tables import (
    coders_table,
    diligence_section,
    diligence_table,
    documents_table,
    findings,
    references_table,
    subcontractors_table,
)
from vendor_eval.reports.report import Table
from vendor_eval.reports.wording import shown_cell

ACME, BEST, CORVID = diligence()


def cells(table: Table) -> list[list[str]]:
    return [[shown_cell(cell) for cell in row] for row in table.rows]


def test_each_candidate_is_one_line_and_what_is_unknown_is_no_zero() -> None:
    assert cells(diligence_table([ACME, BEST, CORVID])) == [
        ["Acme Billing", "1 of 2", "1 of 2", "1 of 2", "1 of 5", "–", "1", "0 of 1"],
        ["Best Claims & Co", "–", "–", "–", "0 of 5", "–", "–", "–"],
        ["Corvid RCM", "–", "–", "–", "0 of 5", "1", "–", "1 of 1"],
    ]


def test_coders_stand_with_what_they_are_certified_as_and_whether_it_stands() -> None:
    # Credentials stand on their last day, which is today, and not on the day after.
    assert cells(coders_table(ACME)) == [
        [
            "J. Doe",
            "CPC, CRC",
            "Cardiology",
            "0142",
            "stands",
            "March 31, 2026",
            "April 9, 2026",
            "–",
        ],
        ["A. Roy", "CCS", "–", "–", "expired", "–", "April 8, 2026", "–"],
    ]


def test_documents_stand_with_the_days_they_took() -> None:
    came, wanted, *_ = cells(documents_table(ACME))
    late, *_ = cells(documents_table(CORVID))

    # March 31 to April 8, and March 10 to April 9: more than two weeks of five days.
    assert came[1:6] == ["received", "March 31, 2026", "April 8, 2026", "8", "–"]
    assert wanted[1:6] == ["wanted", "–", "–", "–", "–"]
    assert late[1:6] == ["asked", "March 10, 2026", "–", "30", "yes"]


def test_references_and_subcontractors_stand_with_what_they_said_and_signed() -> None:
    assert cells(references_table(ACME)) == [
        ["Lakeside", "Cardiology", "April 8, 2026", "They fell", "Same day", "On time", "good"]
    ]
    assert cells(subcontractors_table(CORVID)) == [["Echo", "Authorizations", "–", "–", "–"]]


@pytest.mark.parametrize(
    ("found", "sentences"),
    [
        (
            ACME,
            [
                (
                    "1 of 2 coders certified, 1 in our specialties, 1 looked up with the issuer; "
                    "the credentials of 1 have expired."
                ),
                "1 of 5 documents received.",
                "1 reference called: 1 good; 1 more to call.",
            ],
        ),
        (
            BEST,
            [
                "Of the coders nothing is known yet.",
                "0 of 5 documents received.",
                "No references called; 2 more to call.",
            ],
        ),
        (
            CORVID,
            [
                "Of the coders nothing is known yet.",
                (
                    "0 of 5 documents received; the vendor hesitates over Sample report from a "
                    "client like us."
                ),
                "No references called; 2 more to call.",
                "No business associate agreement is signed by Echo.",
            ],
        ),
    ],
    ids=["shows", "nothing", "hesitates"],
)
def test_sentences_say_what_the_registers_come_to(found: Diligence, sentences: list[str]) -> None:
    assert list(findings(found)) == sentences
    assert diligence_section(found).summary == " ".join(sentences)


def test_verdicts_are_counted_once_enough_were_called() -> None:
    said = (Verdict.GOOD, Verdict.MIXED, Verdict.GOOD, Verdict.UNKNOWN)
    called = tuple(
        Reference(f"Practice {at}", called_on=TODAY, verdict=one) for at, one in enumerate(said)
    )

    _, _, sentence = findings(replace(BEST, references=called))

    assert sentence == "4 references called: 2 good and 1 mixed."


def test_a_signed_agreement_is_told_by_its_day() -> None:
    signed = Subcontractor("Delta", baa_signed_on=dt.date(2026, 1, 2))

    [row] = cells(subcontractors_table(replace(BEST, subcontractors=(signed,))))

    assert row[3] == "January 2, 2026"
