"""What vendors say of themselves: kept beside the evaluators' answers, counting for nothing."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    BEN,
    BEST,
    NEW,
    NORTH,
    OVERLAP,
    SITES,
    STAFFING,
    give,
    moved,
    opened,
    settle,
)
from vendor_eval.errors import BadInput
from vendor_eval.workflows import answers, questionnaires, rounds, sheets, standings
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.questionnaires import Returned, Workbook
from vendor_eval.workflows.rounds import Assignment, Round, State

NAMED = "A team named by role with stand-ins who know our account, and the load of each in writing."


def returned(deps: Deps, kept: Round, *said: tuple[str, str, str], vendor: str = BEST) -> Workbook:
    """The workbook as the vendor sends it back: item, answer, note."""
    content = questionnaires.export(deps, ADMINISTRATOR, kept.id, vendor)
    book = load_workbook(io.BytesIO(content))
    sheet = book["Questionnaire"]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    for item, answer, note in said:
        sheet[f"F{rows[item]}"], sheet[f"H{rows[item]}"] = answer, note
    saved = io.BytesIO()
    book.save(saved)
    file = NamedFile(f"{vendor}.xlsx", saved.getvalue())
    return questionnaires.received(ADMINISTRATOR, file)


def hand_in(deps: Deps, kept: Round, *files: Workbook) -> tuple[Returned, ...]:
    return questionnaires.hand_in(deps, ADMINISTRATOR, kept.id, files)


def answered(deps: Deps, state: State = State.OPEN) -> Round:
    """A round in which Best Billing answered two items itself."""
    kept = opened(deps, state)
    hand_in(deps, kept, returned(deps, kept, (STAFFING, NAMED, "Since May"), (SITES, "yes", "")))
    return kept


def items(found: tuple[answers.Answer, ...]) -> list[str]:
    return [answer.item for answer in found]


def test_the_vendors_answers_are_seen_by_every_evaluator_while_the_others_are_blind(deps: Deps):
    kept = answered(deps)
    give(deps, BEN, kept, SITES, "no")

    sheet = sheets.sheet(deps, ADA, kept.id, BEST)

    assert {item: (one.answer, one.evidence, one.note) for item, one in sheet.said.items()} == {
        STAFFING: ("4", "stated", "Since May"),
        SITES: ("yes", "stated", ""),
    }
    assert sheet.first == {}
    assert sheets.sheet(deps, ADA, kept.id, NORTH).said == {}


def test_the_vendors_answers_count_in_no_score_no_spread_and_no_progress(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, SITES, "no")
    before = moved(deps, kept, State.CONSENSUS)
    score = standings.comparison(deps, ADA, kept.id).comparison.scores

    hand_in(deps, before, returned(deps, before, (SITES, "yes", ""), (STAFFING, NAMED, "")))

    standing = standings.comparison(deps, ADA, kept.id)
    assert standing.comparison.scores == score
    assert standing.unsettled == ()
    assert standing.reliability == ()
    assert {one.evaluator for one in sheets.progress(deps, ADMINISTRATOR, kept.id)} == {"Ada"}
    assert [one.evaluator for one in sheets.sheet(deps, ADA, kept.id, BEST).first[SITES]] == ["Ada"]


def test_settling_otherwise_than_the_vendor_said_needs_no_reason(deps: Deps):
    kept = answered(deps, State.CONSENSUS)

    assert settle(deps, kept, SITES, "no").answer == "no"


def test_the_same_file_twice_changes_nothing(deps: Deps):
    kept = opened(deps)
    file = returned(deps, kept, (SITES, "yes", "Three of them"))

    (first,), (again,) = hand_in(deps, kept, file), hand_in(deps, kept, file)

    assert (items(first.added), items(again.unchanged)) == ([SITES], [SITES])
    assert (again.added, again.changed) == ((), ())
    assert len(answers.history(deps, ADA, kept.id, (BEST, SITES))) == 1


def test_what_a_later_file_leaves_out_stays_and_what_it_changes_is_a_further_revision(deps: Deps):
    kept = answered(deps)

    (later,) = hand_in(
        deps, kept, returned(deps, kept, (STAFFING, "", ""), (SITES, "no", "Not yet"))
    )

    assert (items(later.changed), later.left) == ([SITES], (STAFFING,))
    said = sheets.sheet(deps, ADA, kept.id, BEST).said
    assert (said[STAFFING].answer, said[SITES].answer, said[SITES].version) == ("4", "no", 2)
    assert [one.answer for one in answers.history(deps, ADA, kept.id, (BEST, SITES))] == [
        "yes",
        "no",
    ]


def test_a_preview_tells_the_same_and_stores_nothing(deps: Deps):
    kept = opened(deps)
    file = returned(deps, kept, (SITES, "yes", ""))

    (shown,) = questionnaires.preview(deps, ADMINISTRATOR, kept.id, [file])

    assert items(shown.added) == [SITES]
    assert sheets.sheet(deps, ADA, kept.id, BEST).said == {}


def test_several_files_go_each_to_the_vendor_whose_it_is(deps: Deps):
    kept = opened(deps)
    north = returned(deps, kept, (SITES, "no", ""), vendor=NORTH)
    best = returned(deps, kept, (SITES, "yes", ""), (STAFFING, NAMED, ""))

    found = hand_in(deps, kept, north, best)

    assert [(one.vendor, len(one.added)) for one in found] == [(NORTH, 1), (BEST, 2)]
    said = {vendor: sheets.sheet(deps, ADA, kept.id, vendor).said for vendor in (NORTH, BEST)}
    assert {vendor: one[SITES].answer for vendor, one in said.items()} == {NORTH: "no", BEST: "yes"}


def test_of_a_file_with_one_fault_nothing_is_stored_and_of_the_others_everything(deps: Deps):
    kept = opened(deps)
    faulty = returned(deps, kept, (SITES, "yes", ""), (OVERLAP, "perhaps", ""))
    sound = returned(deps, kept, (SITES, "yes", ""), vendor=NORTH)

    found = hand_in(deps, kept, faulty, sound)

    assert [(one.vendor, len(one.new), len(one.faults)) for one in found] == [
        (BEST, 0, 1),
        (NORTH, 1, 0),
    ]
    assert sheets.sheet(deps, ADA, kept.id, BEST).said == {}
    assert sheets.sheet(deps, ADA, kept.id, NORTH).said.keys() == {SITES}


def test_every_fault_of_every_file_is_told_at_once_with_the_name_of_the_file(deps: Deps):
    kept = opened(deps)
    best = returned(deps, kept, (SITES, "perhaps", ""), (OVERLAP, "who knows", ""))
    north = returned(deps, kept, (SITES, "rather", ""), vendor=NORTH)
    letter = questionnaires.received(ADMINISTRATOR, NamedFile("letter.xlsx", b"%PDF-1.7"))

    found = hand_in(deps, kept, best, north, letter)

    where = [fault.where.partition(",")[0] for one in found for fault in one.faults]
    assert where == [f"{BEST}.xlsx", f"{BEST}.xlsx", f"{NORTH}.xlsx", "letter.xlsx"]


def test_two_files_of_one_vendor_are_both_refused_as_nobody_knows_which_counts(deps: Deps):
    kept = opened(deps)
    files = [returned(deps, kept, (SITES, answer, "")) for answer in ("yes", "no")]

    found = hand_in(deps, kept, *files)

    what = f"is of {BEST}, and so is {BEST}.xlsx"
    assert [fault.what for one in found for fault in one.faults] == [what, what]
    assert sheets.sheet(deps, ADA, kept.id, BEST).said == {}


def test_a_round_that_takes_no_answers_takes_none_of_vendors(deps: Deps):
    kept = opened(deps, State.DRAFT)
    file = returned(deps, kept, (SITES, "yes", ""))

    with pytest.raises(BadInput, match="is in state draft and takes no answers of vendors"):
        hand_in(deps, kept, file)


def test_the_workbook_of_another_round_is_refused(deps: Deps):
    file = returned(deps, opened(deps), (SITES, "yes", ""))
    other = opened(deps, new=replace(NEW, name="Autumn"))

    (found,) = hand_in(deps, other, file)

    assert [fault.what for fault in found.faults] == ["is the questionnaire of another round"]
    assert sheets.sheet(deps, ADA, other.id, BEST).said == {}


def test_nobody_can_be_invited_or_answer_under_the_vendors_reserved_name(deps: Deps):
    kept = opened(deps)

    with pytest.raises(BadInput, match="vendor is nobody's name"):
        rounds.assign(deps, ADMINISTRATOR, kept, [Assignment("Vendor", "scalability/growth")])


def test_taking_over_makes_what_is_unanswered_the_persons_own_stated_answer(deps: Deps):
    kept = answered(deps)
    give(deps, ADA, kept, SITES, "no verified")

    taken = questionnaires.take_over(deps, ADA, (kept.id, BEST), [SITES, STAFFING, OVERLAP])

    assert [(one.item, one.evaluator, one.answer) for one in taken] == [(STAFFING, "Ada", "4")]
    own = sheets.sheet(deps, ADA, kept.id, BEST).own
    assert (own[STAFFING].evidence, own[STAFFING].note) == ("stated", "Since May")
    assert (own[SITES].answer, own[SITES].evidence) == ("no", "verified")


def test_an_answer_that_was_taken_back_is_taken_over_again(deps: Deps):
    kept = answered(deps)
    first = give(deps, ADA, kept, SITES, "no")
    give(deps, ADA, kept, SITES, "", version=first.version)

    taken = questionnaires.take_over(deps, ADA, (kept.id, BEST), [SITES])

    assert [(one.answer, one.version) for one in taken] == [("yes", 3)]


def test_a_note_of_the_persons_own_stays_when_the_vendors_answer_is_taken_over(deps: Deps):
    kept = answered(deps)
    give(deps, ADA, kept, STAFFING, "", note="Ask for names")

    (taken,) = questionnaires.take_over(deps, ADA, (kept.id, BEST), [STAFFING])

    assert (taken.answer, taken.note) == ("4", "Ask for names")


def test_what_others_score_cannot_be_taken_over(deps: Deps):
    kept = answered(deps)
    rounds.assign(deps, ADMINISTRATOR, kept, [Assignment("Ben", "scalability/growth")])

    with pytest.raises(BadInput, match="is in a section that others score"):
        questionnaires.take_over(deps, ADA, (kept.id, BEST), [STAFFING])
