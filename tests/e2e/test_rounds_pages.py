"""Rounds, their scoring and the comparison, page by page, in each role and state."""

from __future__ import annotations

import html
import itertools
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.workflows import answers, practices, rounds, sheets
from vendor_eval.workflows.answers import NewAnswer, Stored
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import Assignment, NewRound, Round, State

PAGES = ["rounds", "scoring", "comparison"]
VENDORS = ("Acme Billing", "Northwind RCM")
ITEM, GATED = "scalability/multi-site-example", "service-agreement"
OTHER = Person("J. Chen", Role.EVALUATOR)
HOSTILE = "![beacon](http://tracker.example/p.png) <img src=x onerror=alert(1)> $x$ :red[Inc]"


def opened(
    deps: Deps,
    state: State = State.OPEN,
    vendors: tuple[str, ...] = VENDORS,
    scorecards: tuple[str, ...] = ("scalability",),
) -> Round:
    kept = rounds.open_round(deps, local_person(), NewRound("Spring", vendors, scorecards))
    for step in list(State)[1 : list(State).index(state) + 1]:
        kept = rounds.move(deps, local_person(), kept, step)
    return kept


def give(deps: Deps, kept: Round, person: Person, answer: str, vendor: str = VENDORS[0]) -> Stored:
    new = NewAnswer(kept.id, vendor, ITEM, answer, Evidence.STATED)
    return answers.answer(deps, person, new)


def own(deps: Deps, kept: Round, item: str = ITEM) -> Stored | None:
    return sheets.sheet(deps, local_person(), kept.id, VENDORS[0]).own.get(item)


def synthetic(deps: Deps) -> None:
    """Let visitors pick the role they look in, as only the demonstration does."""
    named = replace(practices.current(deps), name="Family", time_zone="America/Chicago")
    practices.save(deps, local_person(), named)
    with deps.store.writing("Ada") as session:
        session.connection().exec_driver_sql("UPDATE practice SET is_demo = true")


def field(page: AppTest, kind: str, name: str, item: str = ITEM):
    """One of the fields of an item's row."""
    return next(
        one
        for one in getattr(page, kind)
        if f".{item}." in str(one.key) and str(one.key).endswith(f".{name}")
    )


def click(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


@pytest.mark.parametrize("path", PAGES)
def test_without_a_round_every_page_leads_to_opening_one(deps: Deps, path: str) -> None:
    page = Application().show(path)

    assert not page.exception
    links = [link.value for link in page.page_link]
    assert links == ([] if path == "rounds" else ["Open the first round"])


def test_without_a_round_whoever_may_not_open_one_is_told_who_does(deps: Deps) -> None:
    synthetic(deps)

    for role in [one for one in Role if one is not Role.ADMINISTRATOR]:
        page = Application(role).show("rounds")

        assert not page.exception
        assert "An administrator opens the first one" in said(page)
        assert not page.button


@pytest.mark.parametrize("state", [State.DRAFT, State.OPEN, State.CONSENSUS], ids=str)
def test_every_page_draws_every_state_in_every_role(deps: Deps, state: State) -> None:
    synthetic(deps)
    opened(deps, state)

    for path, role in itertools.product(PAGES, Role):
        page = Application(role).show(path)

        assert not page.exception
        assert not page.error
        assert len(page.title) == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEADERSHIP], ids=str)
def test_every_tab_is_drawn_by_itself(deps: Deps, role: Role) -> None:
    synthetic(deps)
    opened(deps, State.CONSENSUS)

    for path in ("rounds", "comparison"):
        for tab in [one.label for one in Application(role).show(path).tabs]:
            page = Application(role).show(path, {"tab": tab})

            assert not page.exception
            assert not page.error
            drawn = [one.label for one in page.tabs if one.children]
            assert drawn == [tab]


def test_a_round_is_opened_with_typed_vendors_and_its_own_weights(deps: Deps) -> None:
    page = Application().show("rounds")
    page.text_input(key="new-round.name").set_value("Spring")
    page.multiselect(key="new-round.vendors").set_value(list(VENDORS))
    page.pills(key="new-round.scorecards").set_value(["scalability", "transition"]).run()
    page.number_input(key="new-round.weight.scalability").set_value(9).run()
    assert "10 points in all." in said(page)

    page = click(page, "Open as a draft")

    assert not page.exception
    (kept,) = rounds.rounds(deps, local_person())
    assert kept.vendors == VENDORS
    assert dict(kept.weights) == {"scalability": 9, "transition": 1}
    assert page.selectbox(key="round").value == "Spring"
    assert "Open for answers" in [button.label for button in page.button]


def test_a_round_without_a_name_or_a_candidate_is_refused_with_every_fault(deps: Deps) -> None:
    page = click(Application().show("rounds"), "Open as a draft")

    assert not page.exception
    assert "Not saved" in said(page)
    assert "Name" in tables(page)
    assert "Vendors" in tables(page)
    assert rounds.rounds(deps, local_person()) == ()


def test_a_step_based_on_what_somebody_else_has_changed_is_a_conflict(deps: Deps) -> None:
    kept = opened(deps, State.DRAFT)
    page = Application().show("rounds")
    rounds.assign(deps, local_person(), kept, [Assignment("B. Osei", "scalability/growth")])

    page = click(page, "Open for answers")

    assert not page.exception
    assert "was saved by" in said(page)
    assert rounds.of_id(deps, local_person(), kept.id).state == State.DRAFT


def test_inviting_somebody_for_one_section_asks_nobody_else(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("rounds", {"tab": "Evaluators"})
    key = f"inviting.{kept.id}.{kept.version}"
    page.text_input(key=f"{key}.name").set_value("J. Chen")
    page.multiselect(key=f"{key}.sections").set_value(["scalability/growth"])

    page = click(page, "Invite")

    assert "Every section" in tables(page)
    invited = rounds.of_id(deps, local_person(), kept.id).evaluators
    assert [(one.evaluator, one.section) for one in invited] == [("J. Chen", "scalability/growth")]
    assert "Nothing of this round is asked of you" in said(Application().show("scoring"))


def test_an_answer_is_kept_as_it_is_given_and_counted(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("scoring")

    field(page, "segmented_control", "answer").set_value("yes").run()
    field(page, "selectbox", "evidence").set_value("documented").run()
    field(page, "text_input", "note").set_value("Two sites named").run()

    stored = own(deps, kept)
    assert stored is not None
    assert (stored.answer, stored.evidence, stored.note, stored.version) == (
        "yes",
        "documented",
        "Two sites named",
        3,
    )
    assert "saved " in said(page)
    again = Application().show("scoring")
    assert field(again, "text_input", "note").value == "Two sites named"


def test_progress_is_told_section_by_section_of_the_scorecard_at_hand(deps: Deps) -> None:
    opened(deps, scorecards=("scalability", "reporting"))
    page = Application().show("scoring", {"scorecard": "Reporting"})
    assert ". What is reported: 0 of 6, Whether it can be used: 0 of 5" in told(page)

    field(page, "segmented_control", "answer", page_item(page)).set_value("yes").run()

    assert told(page).startswith("1 of 15 items answered. What is reported: 1 of 6, ")


def told(page: AppTest) -> str:
    """What stands above the bar of the progress."""
    return html.unescape(page.get("progress")[0].proto.text)


def page_item(page: AppTest) -> str:
    """The first item of the page."""
    key = next(str(one.key) for one in page.segmented_control if str(one.key).endswith(".answer"))
    return key.split(".")[2]


def test_an_item_that_does_not_apply_is_kept_once_the_note_says_why(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("scoring")

    field(page, "segmented_control", "answer").set_value("n/a").run()

    assert "Not saved yet. Note: n/a is without a reason" in said(page)
    assert own(deps, kept) is None

    field(page, "text_input", "note").set_value("One site only").run()

    assert "Not saved yet" not in said(page)
    stored = own(deps, kept)
    assert stored is not None
    assert stored.answer == "n/a"


@pytest.mark.parametrize("note", ['=HYPERLINK("http://x")', "SSN 123-45-6789"])
def test_a_note_that_may_not_be_kept_is_refused_without_repeating_it(deps: Deps, note: str) -> None:
    opened(deps)
    page = Application().show("scoring")

    field(page, "text_input", "note").set_value(note).run()

    assert "Not saved yet" in said(page)
    assert note not in said(page)


def test_two_windows_never_overwrite_each_other_unseen(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("scoring")
    give(deps, kept, local_person(), "partly")

    field(page, "segmented_control", "answer").set_value("yes").run()

    assert "saved this item after you opened it: partly, evidence stated" in said(page)
    stored = own(deps, kept)
    assert stored is not None
    assert stored.answer == "partly"

    click(page, "Save mine")

    stored = own(deps, kept)
    assert stored is not None
    assert stored.answer == "yes"


def test_the_other_window_s_answer_can_be_taken(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("scoring")
    give(deps, kept, local_person(), "partly")
    field(page, "segmented_control", "answer").set_value("yes").run()

    page = click(page, "Take theirs")

    assert field(page, "segmented_control", "answer").value == "partly"
    stored = own(deps, kept)
    assert stored is not None
    assert stored.version == 1


def test_while_a_round_is_open_nobody_sees_the_answers_of_others(deps: Deps) -> None:
    kept = opened(deps)
    give(deps, kept, OTHER, "partly")

    scoring, comparison, page = (
        Application().show(path) for path in ("scoring", "comparison", "rounds")
    )

    assert "J. Chen" not in said(scoring)
    assert field(scoring, "segmented_control", "answer").value is None
    assert "compared once the round is in consensus" in said(comparison)
    assert "J. Chen,1 of 4" in tables(page)


def test_what_differs_is_settled_with_a_reason_and_leaves_the_list(deps: Deps) -> None:
    kept = opened(deps)
    give(deps, kept, OTHER, "no")
    give(deps, kept, local_person(), "yes")
    rounds.move(deps, local_person(), kept, State.CONSENSUS)
    page = Application().show("scoring")
    assert "J. Chen: no, evidence stated" in said(page)
    assert "0 of 4" in page.get("progress")[0].proto.text

    field(page, "segmented_control", "answer").set_value("yes").run()
    assert "Not saved yet" in said(page)
    field(page, "text_input", "note").set_value("Named in the offer").run()

    settled = sheets.sheet(deps, local_person(), kept.id, VENDORS[0]).settled
    assert settled[ITEM].answer == "yes"
    again = Application().show("scoring")
    assert "1 of 4" in again.get("progress")[0].proto.text
    assert "J. Chen" not in said(again)


def test_leadership_reads_the_first_answers_and_changes_none(deps: Deps) -> None:
    synthetic(deps)
    kept = opened(deps)
    give(deps, kept, OTHER, "no")
    rounds.move(deps, local_person(), kept, State.CONSENSUS)

    page = Application(Role.LEADERSHIP).show("scoring", {"show": "Every item"})

    assert "J. Chen: no" in said(page)
    assert field(page, "segmented_control", "answer").disabled


def test_the_comparison_says_who_leads_who_is_out_and_what_warns(deps: Deps) -> None:
    kept = opened(deps, scorecards=("scalability", "service-agreement"))
    gate = next(place for place in rounds.scope(kept).places() if place.item.gate)
    for vendor, answer, passes in (
        (VENDORS[0], "no", 0),
        (VENDORS[1], "yes", 0),
        (VENDORS[1], "yes", 1),
    ):
        give(deps, kept, Person(f"E{passes}", Role.EVALUATOR), answer, vendor)
    for vendor, option in ((VENDORS[0], -1), (VENDORS[1], 0)):
        chosen = gate.item.options[option].answer
        answers.answer(deps, OTHER, NewAnswer(kept.id, vendor, gate.key, chosen))
    rounds.move(deps, local_person(), kept, State.CONSENSUS)

    page = Application().show("comparison")

    assert not page.exception
    assert "Northwind RCM is first because no other vendor is eligible" in said(page)
    assert f"✗ Failed: {gate.item.question}" in said(page)
    assert "Acme Billing" in tables(page)


def test_a_decision_is_signed_with_every_reason_and_can_be_read_afterwards(deps: Deps) -> None:
    kept = opened(deps, State.CONSENSUS)
    page = Application().show("rounds", {"tab": "Decision"})
    key = f"deciding.{kept.id}.{kept.version}"
    page.selectbox(key=f"{key}.vendor").set_value(VENDORS[0]).run()
    page.text_area(key=f"{key}.reason").set_value("The best references")

    page = click(page, "Sign the decision")
    assert "Not saved" in said(page)

    page.text_input(key=f"{key}.not.{VENDORS[1]}").set_value("No named contact")
    page = click(page, "Sign the decision")

    assert not page.exception
    assert f"Signed by {local_person().name}" in said(page)
    assert "No named contact" in tables(page)


def test_before_signing_it_is_said_what_nothing_holds_the_chosen_vendor_to(deps: Deps) -> None:
    kept = opened(deps, scorecards=("reporting",))
    promised = next(one for one in rounds.scope(kept).places() if one.item.metric)
    best = promised.item.options[0].answer
    answers.answer(deps, OTHER, NewAnswer(kept.id, VENDORS[0], promised.key, best))
    kept = rounds.move(deps, local_person(), kept, State.CONSENSUS)
    page = Application().show("rounds", {"tab": "Decision"})

    for vendor, warned in ((VENDORS[1], False), (VENDORS[0], True)):
        page.selectbox(key=f"deciding.{kept.id}.{kept.version}.vendor").set_value(vendor).run()

        assert (f"Nothing in a contract holds {vendor}" in said(page)) is warned


def test_a_section_is_shown_item_by_item_with_points_that_add_up(deps: Deps) -> None:
    kept = opened(deps)
    give(deps, kept, local_person(), "yes")
    rounds.move(deps, local_person(), kept, State.CONSENSUS)

    page = Application().show("comparison")

    items = next(
        one.value for one in page.dataframe if "Question" in one.value and "Points" in one.value
    )
    points = [float(one) for one in items["Points"]]
    assert points[-1] == pytest.approx(sum(points[:-1]), abs=0.1)
    assert "yes, stated" in items[VENDORS[0]].tolist()


def test_the_report_on_one_candidate_is_one_choice_away(deps: Deps) -> None:
    kept = opened(deps, State.CONSENSUS)
    page = Application().show("comparison")

    page.selectbox(key=f"comparison.report.{kept.id}").set_value(VENDORS[1]).run()

    assert not page.exception
    assert len(page.get("download_button")) == 4


@pytest.mark.parametrize("state", [State.OPEN, State.CONSENSUS], ids=str)
def test_a_hostile_name_is_never_markdown(deps: Deps, state: State) -> None:
    opened(deps, state, vendors=(HOSTILE, VENDORS[0]))

    for path in PAGES:
        page = Application().show(path)

        assert not page.exception
        drawn = [*page.markdown, *page.caption, *page.error]
        assert not [one.value for one in drawn if "![" in one.value or "<img" in one.value]
