from __future__ import annotations

import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from vendor_eval.evaluation.bands import NO_FIGURE
from vendor_eval.evaluation.scorecard import Item, Kind, Scorecard
from vendor_eval.files.scorecards import read_scorecard, shipped
from vendor_eval.metrics import CATALOGUE
from vendor_eval.reports.scorecards_json import scorecards_json

FOLDER = Path(__file__).parents[2] / "scorecards"
FILES = sorted(FOLDER.glob("*.toml"))
INVENTORY = {
    *(f"L{n}" for n in range(1, 17)),
    *(f"F{n}" for n in range(1, 11)),
    *(f"C5.{n}" for n in range(1, 21)),
}

# The eight controls that S003 calls non-negotiable, and who owns the data. Each was reviewed.
GATES = {
    "hipaa-controls/agreement-first",
    "hipaa-controls/whole-workflow",
    "hipaa-controls/encryption",
    "hipaa-controls/access-and-second-factor",
    "hipaa-controls/breach-protocol",
    "hipaa-controls/audit-logs",
    "hipaa-controls/risk-analysis",
    "hipaa-controls/return-or-destruction",
    "service-agreement/data-ownership",
}
COUNTS_NOTHING = {"hipaa-controls/proposed-rule", "references/our-preparation"}
PACKS = {
    "cardiology": ("cardiology",),
    "orthopedics": ("orthopedics",),
    "behavioral-health": ("behavioral health",),
    "template-pack": ("other",),
}
LAW = re.compile(
    r"\bCFR\b|\bFR\b|overpayment|breach law|logs|Offshor|Inspector|attestation|New York"
)
NOT_LAW = {"S000", "S001", "S002", "S003", "S004", "ICD-STATUS", "PCI"}


def every_item() -> list[tuple[str, Item]]:
    return [
        (f"{scorecard.id}/{item.id}", item)
        for scorecard in shipped()
        for _, item in scorecard.items()
    ]


def item_named(name: str) -> Item:
    return dict(every_item())[name]


def words_of(item: Item) -> str:
    said = [option.says for option in item.options]
    return " ".join([item.question, item.good, item.red_flag, item.evidence, *said])


def test_every_file_is_a_scorecard_named_like_its_file():
    assert {scorecard.id for scorecard in shipped()} == {path.stem for path in FILES}


def test_the_order_is_for_everybody_first_and_heaviest_first():
    keys = [(bool(one.specialties), -one.weight, one.id) for one in shipped()]

    assert keys == sorted(keys)


def test_the_scorecards_for_everybody_weigh_100_together():
    assert sum(one.weight for one in shipped() if not one.specialties) == 100


@pytest.mark.parametrize("scorecard", shipped(), ids=lambda one: one.id)
def test_weights_add_up_to_100_as_integers(scorecard: Scorecard):
    assert sum(section.weight for section in scorecard.sections) == 100
    for section in scorecard.sections:
        assert sum(item.weight for item in section.items) == 100, section.id
        assert all(type(item.weight) is int and item.weight > 0 for item in section.items)


def test_ids_are_unique():
    names = [name for name, _ in every_item()]
    sections = [f"{one.id}/{section.id}" for one in shipped() for section in one.sections]

    assert len(set(names)) == len(names)
    assert len(set(sections)) == len(sections)


def test_the_packs_are_those_of_the_documents_and_one_for_the_rest():
    assert {one.id: one.specialties for one in shipped() if one.specialties} == PACKS


def test_every_entry_of_the_inventory_is_covered_and_nothing_else_is_named():
    assert {entry for _, item in every_item() for entry in item.covers} == INVENTORY


def test_every_item_covers_and_cites_something():
    for name, item in every_item():
        assert item.covers, name
        assert item.cites, name
        assert all(citation.at for citation in item.cites), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_source_listed_is_cited(path: Path):
    file = tomllib.loads(path.read_text("utf-8"))
    cited = {
        citation["source"]
        for section in file["sections"]
        for item in section["items"]
        for citation in item["cites"]
    }

    assert cited == set(file["sources"])


def test_one_source_reads_alike_in_every_file():
    sources = {citation.source for _, item in every_item() for citation in item.cites}

    assert len({source.id for source in sources}) == len(sources)


def test_every_legal_source_asks_for_counsel():
    sources = {citation.source for _, item in every_item() for citation in item.cites}
    legal = {source for source in sources if source.id not in NOT_LAW}

    assert all(source.title.endswith("(reference, confirm with counsel)") for source in legal)
    assert not [one for one in sources - legal if LAW.search(one.title)]


def test_metrics_exist_and_measured_items_have_one():
    for name, item in every_item():
        assert item.metric is None or item.metric in CATALOGUE, name
        assert item.kind is not Kind.MEASURED or item.metric is not None, name


def test_the_measurable_fast_rules_are_measured():
    measured = {item.metric for _, item in every_item() if item.kind is Kind.MEASURED}

    assert measured >= {
        "first_pass_acceptance_rate",
        "denial_rate",
        "coding_turnaround",
        "claim_submission_lag",
        "resubmission_turnaround",
        "account_response_time",
        "report_timeliness",
    }


def test_the_gates_are_those_reviewed_and_only_the_best_answer_passes():
    gates = {name: item for name, item in every_item() if item.gate}

    assert set(gates) == GATES
    assert all(item.passes_at == item.options[0].answer for item in gates.values())
    assert all(item.needs_evidence for item in gates.values())


def test_the_eight_controls_are_eight_gates_of_one_section():
    (hipaa,) = [one for one in shipped() if one.id == "hipaa-controls"]

    assert all(item.gate for item in hipaa.sections[0].items)
    assert len(hipaa.sections[0].items) == 8


def test_what_counts_nothing_is_the_proposed_rule_and_our_own_preparation():
    weightless = {
        f"{one.id}/{section.id}"
        for one in shipped()
        for section in one.sections
        if section.weight == 0
    }

    assert weightless == COUNTS_NOTHING


def test_the_proposed_rule_says_so_in_every_line():
    (hipaa,) = [one for one in shipped() if one.id == "hipaa-controls"]
    (section,) = [one for one in hipaa.sections if one.id == "proposed-rule"]

    assert "PROPOSED" in section.title
    for item in section.items:
        assert item.question.startswith("PROPOSED:")
        assert "mid-2026" in item.good
        assert {citation.source.id for citation in item.cites} <= {
            "PROPOSED-RULE",
            "PROPOSED-STATUS",
        }


def test_answers_fall_from_1_to_0():
    for name, item in every_item():
        values = [option.value for option in item.options]
        figures = values[:-1] if item.kind is Kind.MEASURED else values
        assert (values[0], values[-1]) == (1, 0), name
        assert all(better > worse for better, worse in pairwise(figures)), name


def test_a_figure_that_is_not_given_is_worth_nothing():
    for name, item in every_item():
        if item.kind is Kind.MEASURED:
            assert (item.options[-1].answer, item.options[-1].value) == (NO_FIGURE, 0), name


@pytest.mark.parametrize("text", ["question", "good", "red_flag", "evidence"])
def test_no_item_leaves_a_text_empty(text):
    assert [name for name, item in every_item() if len(getattr(item, text)) < 5] == []


def test_questions_are_short_and_answers_differ():
    for name, item in every_item():
        assert len(item.question) <= 130, name
        assert item.question.endswith("?"), name
        figures = item.options[:-1] if item.kind is Kind.MEASURED else item.options
        assert len({option.says for option in figures}) == len(figures), name


def test_no_question_is_asked_twice():
    questions = [item.question for _, item in every_item()]

    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize(
    "refused",
    [
        r"ICD-11-CM",  # no such US code set
        r"11,000|10,000|28,619",  # penalties without their date
        r"HIPAA[- ]certified",  # nobody certifies it
        r"(?i)industry[- ]standard|best[- ]in[- ]class|world[- ]class",  # says nothing
        r"68 %|56 %|\b20 billion",  # figures without a primary source
        r"(?i)knock-out",  # a gate
        r"(?i)partner\b",  # a vendor
    ],
)
def test_no_text_says(refused):
    assert [name for name, item in every_item() if re.search(refused, words_of(item))] == []


def test_icd_11_is_named_only_where_it_is_the_red_flag():
    named = [name for name, item in every_item() if "ICD-11" in words_of(item)]

    assert named == ["specialty-depth/code-sets"]
    assert "ICD-11" not in item_named("specialty-depth/code-sets").good


def test_code_ranges_stand_without_descriptions():
    assert "92920 to 93799" in item_named("cardiology/code-range").question
    assert re.search(r"50, 51 and 59", item_named("orthopedics/modifiers").question)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hipaa-controls/encryption", "HIPAA names no algorithm"),
        ("hipaa-controls/access-and-second-factor", "HIPAA does not name it today"),
        ("hipaa-controls/breach-protocol", "The vendor tells the practice"),
        ("hipaa-controls/breach-protocol", "outer limit of 60 calendar days"),
        ("hipaa-controls/audit-logs", "six years, or a shorter time with the reason in writing"),
        ("hipaa-controls/risk-analysis", "Once a year is our contract standard"),
        ("hipaa-controls/whole-workflow", "HHS certifies nobody as compliant"),
    ],
)
def test_where_a_document_and_the_law_differ_the_law_is_told(name, said):
    assert said in words_of(item_named(name))


def test_the_ladder_of_denials_has_its_documented_edges():
    bands = [option.answer for option in item_named("measured-performance/denials").options]

    assert bands == ["< 8 %", ">= 8 % and <= 10 %", "> 10 % and <= 12 %", "> 12 %", NO_FIGURE]


def test_exactly_95_percent_is_not_above_95_percent():
    bands = item_named("measured-performance/first-pass-acceptance").options

    assert [(one.answer, str(one.value)) for one in bands[:3]] == [
        ("> 95 %", "1"),
        (">= 90 % and <= 95 %", "0.5"),
        ("< 90 %", "0"),
    ]


def test_what_only_we_can_answer_is_never_asked_of_the_vendor():
    ours = {name.split("/")[0] for name, item in every_item() if item.ours}

    assert ours >= {"documents-to-request", "references"}
    assert all(item.ours for name, item in every_item() if name.startswith("references/"))


def test_every_red_flag_of_the_documents_is_in_the_table_of_the_docs():
    table = (FOLDER.parent / "docs" / "scorecards.md").read_text("utf-8")

    assert all(f"| {flag} |" in table for flag in INVENTORY if flag.startswith("C5"))


def test_the_example_of_the_docs_can_be_read():
    docs = (FOLDER.parent / "docs" / "scorecards.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", docs, re.DOTALL)

    assert read_scorecard(example, "example").id == "our-own-questions"


def test_the_list_document_has_the_documented_shape():
    document = json.loads(json.dumps(scorecards_json(shipped())))

    for scorecard in document:
        assert {"id", "version", "title", "sections"} <= set(scorecard)
        for section in scorecard["sections"]:
            assert set(section) == {"id", "title", "weight", "items"}
            for item in section["items"]:
                known = {"id", "question", "kind", "weight", "gate", "options", "needs_evidence"}
                assert set(item) - {"pass"} == known
                assert isinstance(item["gate"], bool)
                assert all(0 <= value <= 1 for value in item["options"].values())
                assert ("pass" in item) is item["gate"]
