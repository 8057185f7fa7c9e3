"""``scorecards list`` and ``score``: the documents word for word, the streams, the exit status.

Scores are worked out a second time here, from the list alone and as the file formats say it.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.spec.conftest import Ended, Run

Document = dict[str, Any]
COLUMNS = ("vendor", "item", "answer", "evidence", "note")
# What the command counts evidence as, for items that need it.
WORTH = {"none": 0.0, "stated": 0.25, "documented": 0.75, "verified": 1.0, "expired": 0.0}
SCORECARDS = Path(__file__).parents[2] / "docs" / "scorecards.md"
GATED, UNGATED = "hipaa-controls", "scalability"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of answers."""

    vendor: str
    item: str
    answer: str
    evidence: str = "verified"
    note: str = ""


@pytest.fixture
def listed(run: Run) -> list[Document]:
    document: list[Document] = run("scorecards", "list", "--json").document
    return document


def card(listed: list[Document], name: str) -> Document:
    return next(one for one in listed if one["id"] == name)


def items(scorecard: Document) -> Iterator[tuple[str, Document]]:
    """Every item with what answers call it."""
    for section in scorecard["sections"]:
        for item in section["items"]:
            yield f"{scorecard['id']}/{item['id']}", item


def best(item: Document) -> str:
    options: dict[str, float] = item["options"]
    return max(options, key=lambda answer: options[answer])


def worst(item: Document) -> str:
    options: dict[str, float] = item["options"]
    return min(options, key=lambda answer: options[answer])


def full_marks(vendor: str, scorecard: Document, evidence: str = "verified") -> list[Row]:
    return [Row(vendor, key, best(item), evidence) for key, item in items(scorecard)]


def written(folder: Path, rows: Iterable[Row]) -> Path:
    file = folder / "answers.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows((r.vendor, r.item, r.answer, r.evidence, r.note) for r in rows)
    return file


def scored(run: Run, folder: Path, rows: Iterable[Row]) -> tuple[Ended, dict[str, Document]]:
    ended = run("score", written(folder, rows), "--json")
    return ended, {one["vendor"]: one for one in ended.document["vendors"]}


def test_the_list_has_the_promised_keys_and_weights_that_add_up(listed: list[Document]) -> None:
    for scorecard in listed:
        assert {"id", "version", "title", "sections"} <= scorecard.keys()
        assert sum(section["weight"] for section in scorecard["sections"]) == 100
        for section in scorecard["sections"]:
            assert {"id", "title", "weight", "items"} <= section.keys()
            assert sum(item["weight"] for item in section["items"]) == 100
        for _, item in items(scorecard):
            assert {"id", "question", "kind", "weight"} <= item.keys()
            assert isinstance(item["gate"], bool)
            assert isinstance(item["needs_evidence"], bool)
            assert all(0 <= value <= 1 for value in item["options"].values())
            assert ("pass" in item) is item["gate"]


def test_the_list_can_be_narrowed_and_an_unknown_name_ends_3(run: Run) -> None:
    narrowed = run("scorecards", "list", "--scorecard", UNGATED, "--json")
    unknown = run("scorecards", "list", "--scorecard", "scalabilty", "--json")

    assert [one["id"] for one in narrowed.document] == [UNGATED]
    assert unknown.status == 3
    assert f"did you mean {UNGATED}?" in unknown.err


def test_for_people_a_scorecard_is_a_line(run: Run, listed: list[Document]) -> None:
    ended = run("scorecards", "list")

    assert [line.split()[0] for line in ended.out.splitlines()] == [one["id"] for one in listed]


def test_the_document_has_the_promised_keys(run: Run, folder: Path, listed: list[Document]) -> None:
    ended, found = scored(run, folder, full_marks("Acme", card(listed, GATED)))

    assert (ended.status, ended.err, list(ended.document)) == (0, "", ["vendors"])
    acme = found["Acme"]
    assert list(acme) == [
        "vendor",
        "score",
        "evidenced_score",
        "low",
        "high",
        "coverage",
        "eligible",
        "gates",
        "sections",
        "rank",
        "p_first",
    ]
    assert {gate["state"] for gate in acme["gates"]} == {"passed"}
    assert [section["id"] for section in acme["sections"]] == [
        f"{GATED}/{section['id']}" for section in card(listed, GATED)["sections"]
    ]
    assert all(list(one) == ["id", "score", "contribution"] for one in acme["sections"])
    whole = (acme["score"], acme["evidenced_score"], acme["low"], acme["high"], acme["coverage"])
    assert whole == (100, 100, 100, 100, 1)
    assert (acme["eligible"], acme["rank"], acme["p_first"]) == (True, 1, 1)


@dataclass(slots=True)
class Sums:
    """Weights as the file formats add them up."""

    whole: float = 0
    settled: float = 0
    possible: float = 0
    earned: float = 0
    evidenced: float = 0
    reachable: float = 0

    def add(self, weight: float, item: Document, row: Row | None) -> None:
        self.whole += weight
        self.settled += weight if row else 0
        if row and row.answer == "n/a":
            return
        self.possible += weight
        if row is None:
            self.reachable += weight
            return
        value = weight * item["options"][row.answer]
        self.earned += value
        self.reachable += value
        needed = item["needs_evidence"] or row.evidence == "expired"
        self.evidenced += value * (WORTH[row.evidence] if needed else 1)


def worked_out(listed: list[Document], rows: list[Row], vendor: str) -> tuple[Sums, list[Sums]]:
    """The sums of a vendor and of each section, from the list alone."""
    in_scope = [one for one in listed if any(r.item.startswith(f"{one['id']}/") for r in rows)]
    given = {row.item: row for row in rows if row.vendor == vendor}
    total, parts = Sums(), []
    for scorecard in in_scope:
        for section in scorecard["sections"]:
            part = Sums()
            for item in section["items"]:
                row = given.get(f"{scorecard['id']}/{item['id']}")
                part.add(item["weight"], item, row)
                total.add(scorecard["weight"] * section["weight"] * item["weight"], item, row)
            parts.append(part)
    return total, parts


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_is_what_the_formats_say_over_all_scorecards(
    run: Run, folder: Path, listed: list[Document], seed: int
) -> None:
    chosen = random.Random(seed)
    rows = [
        Row(vendor, key, answer, chosen.choice(list(WORTH)), "why" if answer == "n/a" else "")
        for vendor in ("Acme", "Bolt")
        for scorecard in listed
        for key, item in items(scorecard)
        if (answer := chosen.choice([*item["options"], "n/a", ""]))
    ]

    _, found = scored(run, folder, rows)

    for vendor in ("Acme", "Bolt"):
        total, parts = worked_out(listed, rows, vendor)
        one = found[vendor]
        assert one["score"] == pytest.approx(100 * total.earned / total.possible)
        assert one["low"] == one["score"]
        assert one["high"] == pytest.approx(100 * total.reachable / total.possible)
        assert one["evidenced_score"] == pytest.approx(100 * total.evidenced / total.possible)
        assert one["coverage"] == pytest.approx(total.settled / total.whole)
        assert sum(part["contribution"] for part in one["sections"]) == pytest.approx(one["score"])
        assert [part["score"] for part in one["sections"]] == [
            pytest.approx(100 * part.earned / part.possible) if part.possible else None
            for part in parts
        ]


def test_what_one_vendor_left_open_counts_nothing_and_opens_the_interval(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    scorecard = card(listed, UNGATED)
    rows = full_marks("Acme", scorecard)
    weight = scorecard["sections"][0]["weight"] * scorecard["sections"][0]["items"][0]["weight"]

    _, found = scored(run, folder, rows[1:] + full_marks("Bolt", scorecard))

    assert found["Acme"]["low"] == found["Acme"]["score"] == pytest.approx(100 - weight / 100)
    assert found["Acme"]["high"] == 100
    assert found["Acme"]["coverage"] == pytest.approx(1 - weight / 10_000)
    assert found["Bolt"]["score"] == 100


def test_nothing_scorable_is_null(run: Run, folder: Path, listed: list[Document]) -> None:
    keys = [key for key, _ in items(card(listed, UNGATED))]

    _, found = scored(run, folder, [Row("Acme", key, "n/a", note="not for us") for key in keys])

    acme = found["Acme"]
    absent = ("score", "evidenced_score", "low", "high", "rank", "p_first")
    assert {acme[name] for name in absent} == {None}
    assert {part["score"] for part in acme["sections"]} == {None}
    assert acme["coverage"] == 1


@pytest.mark.parametrize(
    ("change", "state", "status"),
    [
        ({"answer": "worst"}, "failed", 1),
        ({"answer": "worst", "evidence": "expired"}, "failed", 1),
        ({"evidence": "expired"}, "expired", 0),
        ({"answer": "n/a", "note": "no such thing here"}, "open", 0),
        (None, "open", 0),
    ],
)
def test_a_gate_that_is_not_passed_keeps_a_vendor_out_and_a_failed_one_ends_1(
    *,
    run: Run,
    folder: Path,
    listed: list[Document],
    change: dict[str, str] | None,
    state: str,
    status: int,
) -> None:
    scorecard = card(listed, GATED)
    gate, item = next((key, item) for key, item in items(scorecard) if item["gate"])
    rows = [row for row in full_marks("Acme", scorecard) if row.item != gate]
    if change is not None:
        said = {"answer": best(item), **change}
        said["answer"] = worst(item) if said["answer"] == "worst" else said["answer"]
        rows.append(Row("Acme", gate, **said))

    ended, found = scored(run, folder, rows + full_marks("Bolt", scorecard))

    acme = found["Acme"]
    assert ended.status == status
    assert {"item": gate, "state": state} in acme["gates"]
    assert (acme["eligible"], acme["rank"], acme["p_first"]) == (False, None, None)
    assert (found["Bolt"]["rank"], found["Bolt"]["p_first"]) == (1, 1)


def test_a_gate_passes_at_its_pass_value_and_above(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    gates = [
        (scorecard, key, item)
        for scorecard in listed
        for key, item in items(scorecard)
        if item["gate"]
    ]
    for scorecard, key, item in gates:
        rows = [Row(answer.replace(" ", "-"), key, answer) for answer in item["options"]]

        _, found = scored(run, folder, rows)

        for answer, value in item["options"].items():
            states = {one["item"]: one["state"] for one in found[answer.replace(" ", "-")]["gates"]}
            assert states[key] == ("passed" if value >= item["pass"] else "failed"), scorecard["id"]


def test_expired_evidence_lowers_the_evidenced_score_and_leaves_the_score(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    scorecard = card(listed, UNGATED)

    _, found = scored(
        run,
        folder,
        full_marks("Acme", scorecard) + full_marks("Bolt", scorecard, "expired"),
    )

    assert found["Bolt"]["score"] == found["Acme"]["score"] == 100
    assert (found["Acme"]["evidenced_score"], found["Bolt"]["evidenced_score"]) == (100, 0)


def test_ties_share_a_rank_and_the_chance_of_the_first_place(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    scorecard = card(listed, UNGATED)
    low = [Row("Cord", key, worst(item)) for key, item in items(scorecard)]

    _, found = scored(
        run, folder, full_marks("Bolt", scorecard) + low + full_marks("Acme", scorecard)
    )

    assert [(name, one["rank"], one["p_first"]) for name, one in found.items()] == [
        ("Acme", 1, 0.5),
        ("Bolt", 1, 0.5),
        ("Cord", 3, 0.0),
    ]


def test_the_same_answers_in_any_order_give_the_same_document(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    chosen = random.Random(7)
    rows = [
        Row(vendor, key, chosen.choice(list(item["options"])))
        for vendor in ("Acme", "Bolt", "Cord")
        for name in (UNGATED, "reporting")
        for key, item in items(card(listed, name))
    ]
    first, _ = scored(run, folder, rows)
    chosen.shuffle(rows)

    again, found = scored(run, folder, rows)

    assert again.document == first.document
    assert sum(one["p_first"] for one in found.values()) == pytest.approx(1)


def test_only_answered_scorecards_count_and_they_can_be_narrowed_further(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    rows = full_marks("Acme", card(listed, UNGATED)) + full_marks("Acme", card(listed, GATED))[:1]
    file = written(folder, rows)

    both = run("score", file, "--json").document["vendors"][0]
    one = run("score", file, "--scorecard", UNGATED, "--json")
    unknown = run("score", file, "--scorecard", "nobody", "--json")

    assert {part["id"].split("/")[0] for part in both["sections"]} == {GATED, UNGATED}
    assert both["score"] < 100
    assert one.document["vendors"][0]["score"] == 100
    assert one.err == "answers to other scorecards passed over: 1\n"
    assert unknown.status == 3


def test_every_fault_of_the_file_is_listed_with_what_mends_it(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    key, item = next(items(card(listed, UNGATED)))
    rows = [
        Row("Acme", f"{key}x", best(item)),
        Row("Acme", "nobody/knows", best(item)),
        Row("Acme", key, "perhaps"),
        Row("Acme", key, "n/a"),
        Row("Acme", key, best(item), "sworn"),
        Row("Acme", key, best(item), note="=1+1"),
        Row("Acme", key, best(item), note="MRN 12345678"),
        Row("Bolt", key, best(item)),
        Row("Bolt", key, worst(item)),
    ]

    ended = run("score", written(folder, rows), "--json")

    assert ended.status == 2
    assert ended.faults == [
        "answers.csv, line 2, item",
        "answers.csv, line 3, item",
        "answers.csv, line 4, answer",
        "answers.csv, line 5, note",
        "answers.csv, line 6, evidence",
        "answers.csv, line 7, note",
        "answers.csv, line 8, note",
        "answers.csv, line 10, item",
    ]
    faults = ended.document["faults"]
    assert all(one["what"] and one["mend"] for one in faults)
    assert faults[0]["mend"] == f"did you mean {key}?"
    assert all(answer in faults[2]["mend"] for answer in item["options"])
    assert "12345678" not in ended.out + ended.err


def own_questions(folder: Path, **changes: str) -> Path:
    """The example of docs/scorecards.md as a file, with some texts changed to others."""
    (text,) = re.findall(r"```toml\n(.+?)```", SCORECARDS.read_text("utf-8"), re.DOTALL)
    for was, becomes in changes.items():
        assert was in text
        text = text.replace(was, becomes)
    file = folder / f"own-{len(list(folder.iterdir()))}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_vendors_are_scored_by_questions_of_our_own_beside_the_shipped_ones(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    ours = "our-own-questions/knows-our-town"
    shipped = card(listed, UNGATED)
    file = written(folder, [*full_marks("Acme", shipped), Row("Acme", ours, "partly")])
    own = own_questions(folder)

    known = run("scorecards", "list", "--own", own, "--json").document
    ended = run("score", file, "--own", own, "--json")

    assert [one["id"] for one in known] == [*(one["id"] for one in listed), "our-own-questions"]
    # Partly is worth a half. Ours weighs 5 among the scorecards that were answered.
    weight = shipped["weight"]
    (acme,) = ended.document["vendors"]
    assert acme["score"] == pytest.approx((weight * 100 + 5 * 50) / (weight + 5))
    assert run("score", file, "--json").faults == [
        f"answers.csv, line {len(acme_rows(file))}, item"
    ]


def acme_rows(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def test_every_fault_of_every_file_of_our_own_is_told(run: Run, folder: Path) -> None:
    file = written(folder, [Row("Acme", "our-own-questions/knows-our-town", "yes")])
    sound = own_questions(folder)
    again = own_questions(folder)
    heavy = own_questions(
        folder, **{"weight = 100                   # the items": "weight = 90 # the"}
    )

    ended = run("score", file, "--own", sound, "--own", again, "--own", heavy, "--json")

    assert ended.status == 2
    (twice, weights) = ended.document["faults"]
    assert (twice["where"], twice["what"]) == (
        f"{again.name}: id",
        "our-own-questions is the id of another scorecard",
    )
    assert weights["where"].startswith(heavy.name)
    assert "100" in weights["what"] + weights["mend"]
    assert run("score", file, "--own", folder / "none.toml").status == 3


def test_a_file_that_is_not_there_ends_3(run: Run) -> None:
    ended = run("score", "none.csv", "--json")

    assert (ended.status, ended.out.count("there is no such file")) == (3, 1)


def test_for_people_there_is_a_line_a_vendor_then_the_winner_then_what_evidence_counts(
    run: Run, folder: Path, listed: list[Document]
) -> None:
    scorecard = card(listed, GATED)
    gate, item = next((key, item) for key, item in items(scorecard) if item["gate"])
    lost = [row for row in full_marks("Bolt", scorecard) if row.item != gate]

    ended = run(
        "score",
        written(folder, [*full_marks("Acme", scorecard), *lost, Row("Bolt", gate, worst(item))]),
    )

    header, acme, bolt, winner, evidence = ended.out.splitlines()
    assert header.split() == ["rank", "score", "could", "be", "shown", "covered", "vendor"]
    assert acme.split() == ["1", "100.0", "100.0", "100.0", "100%", "Acme"]
    assert bolt.endswith(f"Bolt: not eligible, {gate} failed")
    assert winner == "Acme is first because no other vendor is eligible and has a score."
    assert "documented 75%" in evidence
    assert "assumption" in evidence


def test_the_installed_command_ends_as_promised_and_touches_no_database(
    run: Run, run_apart: Run, folder: Path, listed: list[Document]
) -> None:
    file = written(folder, full_marks("Acme", card(listed, UNGATED)))

    ended = run_apart("score", file.name, "--json")

    assert (ended.status, ended.err) == (0, "")
    assert ended.document["vendors"][0]["score"] == 100
    assert [one.name for one in folder.iterdir()] == ["answers.csv"]
