"""The practice writes its own questions in a form, and nothing typed is lost or overwritten."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, said, tables
from tests.unit.files.test_own_scorecards import OURS
from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.files.scorecards import shipped_texts
from vendor_eval.workflows import own_scorecards, practices
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.own_scorecards import Own

OTHER = Person("J. Chen", Role.ADMINISTRATOR)
PATH = "own-questions"


def kept(deps: Deps) -> Own:
    """The only scorecard of the practice's own."""
    (own,) = own_scorecards.listed(deps, local_person())
    return own


def write(page: AppTest, row: int, **texts: str) -> None:
    for name, text in texts.items():
        page.text_area(key=f"own-new.{row}.{name}").set_value(text)


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def test_five_questions_are_written_and_saved_as_a_scorecard(deps: Deps) -> None:
    page = Application().show(PATH)
    page.text_input(key="own-new.title").set_value("What we ask")
    for row in range(4):
        write(page, row, question=f"Why {row}?", good="So.", red_flag="No.", evidence="It.")
    page.segmented_control(key="own-new.4.kind").set_value("anchored").run()
    write(page, 4, question="How?", evidence="A case.")
    for at in range(5):
        write(page, 4, **{f"anchor.{at}": f"Seen {4 - at}."})
    page.checkbox(key="own-new.0.gate").check()

    page = press(page, "own-new.save")

    assert not page.exception
    card = kept(deps).scorecard
    assert (card.id, card.version) == ("what-we-ask", "1.0")
    assert [item.weight for _, item in card.items()] == [20] * 5
    assert [item.gate for _, item in card.items()] == [True, False, False, False, False]
    assert "Version 1.0, saved by" in said(page)


def test_what_is_missing_is_listed_and_what_was_typed_stays(deps: Deps) -> None:
    page = Application().show(PATH)
    write(page, 0, question="Why us?")

    page = press(page, "own-new.save")

    assert "Not saved" in said(page)
    assert '"Question 1, good answer"' in tables(page)
    assert page.text_area(key="own-new.0.question").value == "Why us?"
    assert own_scorecards.listed(deps, local_person()) == ()


def test_questions_are_added_and_removed_with_the_total_and_the_advice_in_sight(
    deps: Deps,
) -> None:
    page = Application().show(PATH)
    write(page, 1, question="The one that stays")
    assert "100 of 100 points" in said(page)
    assert "five to seven questions" not in said(page)

    page = press(page, "own-new.0.remove")
    assert "80 of 100 points" in said(page)
    assert "fewer leave out" in said(page)
    assert page.text_area(key="own-new.1.question").value == "The one that stays"

    page = press(press(page, "own-new.add"), "own-new.share")
    assert "100 of 100 points" in said(page)
    for _ in range(3):
        page = press(page, "own-new.add")
    assert "more of them blur" in said(page)


def test_a_scorecard_is_retired_and_used_again_with_what_was_typed(deps: Deps) -> None:
    own_scorecards.save(deps, local_person(), OURS, 0)
    page = Application().show(PATH)
    page.text_area(key="own.ours.0.good").set_value("Yes, with two cases.")

    page = press(page, "own.retire")

    assert not page.exception
    assert "new rounds are not offered it" in said(page)
    assert not page.text_area
    assert kept(deps).revision.retired

    page = press(page, "own.retire")

    assert "Somebody has saved another version" not in said(page)
    assert page.text_area(key="own.ours.0.good").value == "Yes, with two cases."
    assert not kept(deps).revision.retired


def test_a_change_is_the_next_version(deps: Deps) -> None:
    own_scorecards.save(deps, local_person(), OURS, 0)
    page = Application().show(PATH)
    page.text_area(key="own.ours.0.good").set_value("Yes, with two cases.")

    page = press(page, "own.ours.save")

    assert not page.exception
    assert kept(deps).scorecard.version == "2.0"
    assert "Version 2.0" in said(page)
    assert page.text_area(key="own.ours.0.good").value == "Yes, with two cases."


def test_two_windows_never_overwrite_each_other_unseen(deps: Deps) -> None:
    own_scorecards.save(deps, local_person(), OURS, 0)
    page = Application().show(PATH)
    own_scorecards.save(deps, OTHER, replace(OURS, weight=9), 1)
    page.text_area(key="own.ours.0.good").set_value("Mine.")

    page = press(page, "own.ours.save")

    assert "was saved by J. Chen" in said(page)
    assert kept(deps).revision.version == 2
    assert page.text_area(key="own.ours.0.good").value == "Mine."

    page = press(press(page, "own.ours.mine"), "own.ours.save")

    assert not page.exception
    assert next(kept(deps).scorecard.items())[1].good == "Mine."


def test_the_saved_version_can_be_taken_instead(deps: Deps) -> None:
    own_scorecards.save(deps, local_person(), OURS, 0)
    page = Application().show(PATH)
    own_scorecards.save(deps, OTHER, replace(OURS, title="Theirs"), 1)
    page.text_area(key="own.ours.0.good").set_value("Mine.").run()

    page = press(page, "own.ours.theirs")

    assert page.text_input(key="own.ours.title").value == "Theirs"
    assert page.text_area(key="own.ours.0.good").value == OURS.questions[0].good


def test_a_file_is_handed_in_shown_and_kept_as_it_is(deps: Deps) -> None:
    text = shipped_texts()["reporting"].replace('id = "reporting"', 'id = "our-reporting"')
    page = Application().show(PATH)
    page.file_uploader(key="own.file").set_value(("ours.toml", text.encode(), "text/plain")).run()

    page = press(page, "own.keep")

    assert not page.exception
    assert kept(deps).revision.text == text
    assert "says more than the form has fields for" in said(page)


def test_whoever_may_not_manage_rounds_reads_the_questions(deps: Deps) -> None:
    named = replace(practices.current(deps), name="Family", time_zone="America/Chicago")
    practices.save(deps, local_person(), named)
    with deps.store.writing("Ada") as session:
        session.connection().exec_driver_sql("UPDATE practice SET is_demo = true")

    empty = Application(Role.EVALUATOR).show(PATH)
    own_scorecards.save(deps, local_person(), OURS, 0)
    page = Application(Role.EVALUATOR).show(PATH)

    assert "An administrator writes them" in said(empty)
    assert not page.exception
    assert "How well do they know" in tables(page)
    assert not page.button


def test_a_hostile_title_is_never_markdown(deps: Deps) -> None:
    hostile = "![beacon](http://tracker.example/p.png) <img src=x>"
    own_scorecards.save(deps, local_person(), replace(OURS, title=hostile), 0)

    for path in (PATH, "rounds"):
        page = Application().show(path)

        assert not page.exception
        assert not [one for one in (*page.markdown, *page.caption) if "![" in one.value]
