"""An administrator evaluates three vendors, from an empty database to a signed decision."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Download, expect

from scripts.browser import visit
from tests.e2e.hands import Hand
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import practices, rounds
from vendor_eval.workflows.deps import Deps

MOST_CLICKS = 56
TALKED_TO, SENT, FAILING = "Acme Billing", "Birch RCM", "Cedar Claims"
# Seven items and six about the service agreement, a gate among them, and four about growth.
SECTIONS = ("Promises and consequences", "Our data, and the way out", "Growth")
CARDS = ("Service agreement and exit", "Scalability")


def answered(questions: Download, folder: Path, *, well: bool) -> Path:
    """The workbook as a vendor sends it back: to each question its first answer, or its last."""
    file = folder / questions.suggested_filename
    questions.save_as(file)
    book = load_workbook(file)
    sheet = book["Questionnaire"]
    for row in range(8, sheet.max_row + 1):
        if sheet[f"A{row}"].value:
            *answers, _not_applicable = sheet[f"E{row}"].value.split("\n")
            sheet[f"F{row}"] = answers[0 if well else -1]
    book.save(file)
    return file


def open_round(hand: Hand) -> None:
    """Name the practice, and open a round of two scorecards for three candidates."""
    hand.turn_to("Practice")
    hand.write("Name", "Riverside Family Practice")
    hand.press("button", "Save", brings="The practice is saved.")
    hand.turn_to("Rounds")
    hand.write("Name", "Billing partner 2027")
    hand.choose("Candidates", TALKED_TO, SENT, FAILING)
    hand.press("button", "Choose none", brings="No points in all.")
    for card in CARDS:
        hand.press("button", card)
    hand.press("button", "Open as a draft", brings="The round is a draft.")
    hand.press("button", "Open for answers", brings="Evaluators answer, each without seeing")


def ask_by_workbook(hand: Hand, folder: Path, *vendors: str) -> None:
    """Send the questions to some vendors, and read what they send back."""
    files = [
        answered(hand.take(f"Questions to {vendor}"), folder, well=vendor == SENT)
        for vendor in vendors
    ]
    hand.give("Workbooks that came back", *files, brings="Answers: 34 new")
    hand.press("button", "Store 34 answers", brings="34 answers of 2 vendors stored.")


def answer_by_hand(hand: Hand) -> None:
    """Answer every question about the first candidate as it was talked over."""
    done = 0
    for number, section in enumerate(SECTIONS):
        if number:
            turned = hand.window.get_by_role("radio", name=section, exact=True, checked=True)
            hand.press("button", f"Next: {section}", brings=turned)
        questions = hand.window.get_by_role("radiogroup", name="Answer to: ")
        for question in questions.all():
            done += 1
            hand.pick(question, 1, brings=f"{done} of 17 items answered")


def take_over(hand: Hand, vendor: str) -> None:
    """Go through what a vendor said, section by section."""
    hand.press("button", f"Next candidate: {vendor}")
    for number, done in enumerate((7, 13, 17)):
        if number:
            hand.press("button", f"Next: {SECTIONS[number]}")
        hand.press("button", "Take over all unanswered as stated", brings=f"{done} of 17 items")


def test_three_vendors_are_evaluated_and_the_decision_is_signed(
    hand: Hand, deps: Deps, tmp_path: Path
) -> None:
    visit(hand.window, "/")
    hand.begin()

    open_round(hand)
    hand.press("tab", "Vendors' answers")
    ask_by_workbook(hand, tmp_path, SENT, FAILING)
    hand.press("link", "Score the candidates", brings="0 of 17 items answered")
    answer_by_hand(hand)
    for vendor in (SENT, FAILING):
        take_over(hand, vendor)
    hand.press("link", "Back to the round", brings="3 candidates")
    hand.press("button", "Move to consensus", brings="All first answers are shown")
    hand.press("link", "Compare the candidates", brings=f"{SENT} is first because")
    failed = hand.window.get_by_text("Failed: Does the contract say that claims")
    expect(failed).to_have_count(2)
    hand.press("link", "Sign the decision", brings="It is signed as")
    hand.choose("We choose", SENT)
    hand.write("Why", "Best score, and every gate is passed")
    hand.write(f"Why not {TALKED_TO}", "Weaker promises")
    hand.write(f"Why not {FAILING}", "Our data would not be ours")
    hand.press("button", "Sign the decision", brings=f"Chosen: {SENT}")

    (kept,) = rounds.rounds(deps, local_person())
    signed = rounds.of_id(deps, local_person(), kept.id).decision
    assert signed is not None
    assert (signed.vendor, set(signed.rejected)) == (SENT, {TALKED_TO, FAILING})
    assert practices.current(deps).name == "Riverside Family Practice"
    hand.keeps_to("administrator", MOST_CLICKS)
