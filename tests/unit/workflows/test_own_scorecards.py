"""The practice's own scorecards are kept in every revision, from a form or from a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.agreements import ADMINISTRATOR
from tests.unit.files.test_own_scorecards import OURS, PLAIN
from vendor_eval.errors import BadInput, Conflict
from vendor_eval.evaluation.own_questions import OwnQuestions
from vendor_eval.files.scorecards import shipped_texts
from vendor_eval.files.scorecards.own import own_text
from vendor_eval.workflows import catalogue, own_scorecards
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.own_scorecards import Revision

NEW = replace(OURS, id="", title="Our own questions")


def save(deps: Deps, edited: OwnQuestions = NEW, version: int = 0) -> Revision:
    return own_scorecards.save(deps, ADMINISTRATOR, edited, version)


def read(deps: Deps, text: str) -> Revision:
    return own_scorecards.save_file(deps, ADMINISTRATOR, text.encode(), "ours.toml")


def test_a_new_scorecard_has_its_id_from_its_title_and_stands_in_the_catalogue(deps: Deps) -> None:
    first = save(deps)

    assert (first.id, first.version) == ("our-own-questions", 1)
    last = catalogue.known(deps, ADMINISTRATOR)[-1]
    assert (last.scorecard.id, last.scorecard.version, last.own) == (first.id, "1.0", True)
    assert last.text == first.text


def test_each_change_is_a_further_version_and_no_change_is_none(deps: Deps) -> None:
    save(deps)
    (shown,) = own_scorecards.listed(deps, ADMINISTRATOR)
    assert shown.questions is not None

    again = save(deps, shown.questions, version=1)
    changed = save(deps, replace(shown.questions, weight=9), version=1)

    assert (again.version, changed.version) == (1, 2)
    (newest,) = own_scorecards.listed(deps, ADMINISTRATOR)
    assert (newest.scorecard.version, newest.scorecard.weight) == ("2.0", 9)
    history = own_scorecards.history(deps, ADMINISTRATOR, again.id)
    assert [one.version for one in history] == [1, 2]


def test_what_is_retired_is_offered_to_no_new_round_until_it_is_in_use_again(deps: Deps) -> None:
    retired = own_scorecards.retire(deps, ADMINISTRATOR, save(deps))

    assert [one for one in catalogue.known(deps, ADMINISTRATOR) if one.own] == []
    (shown,) = own_scorecards.listed(deps, ADMINISTRATOR)
    assert shown.revision == retired

    again = own_scorecards.restore(deps, ADMINISTRATOR, retired)

    assert (again.version, again.retired) == (3, False)
    assert catalogue.known(deps, ADMINISTRATOR)[-1].text == again.text


def test_what_somebody_changed_meanwhile_is_not_retired_unseen(deps: Deps) -> None:
    shown = save(deps)
    save(deps, replace(NEW, id=shown.id, weight=9), version=1)

    with pytest.raises(Conflict):
        own_scorecards.retire(deps, ADMINISTRATOR, shown)


def test_two_who_write_the_same_scorecard_are_told_apart(deps: Deps) -> None:
    save(deps)

    with pytest.raises(Conflict):
        save(deps, replace(NEW, weight=7))


def test_a_shipped_scorecard_is_never_replaced(deps: Deps) -> None:
    with pytest.raises(BadInput, match="reporting is a scorecard that is shipped"):
        save(deps, replace(NEW, title="Reporting"))
    with pytest.raises(BadInput, match="is a scorecard that is shipped"):
        read(deps, shipped_texts()["reporting"])

    assert own_scorecards.listed(deps, ADMINISTRATOR) == ()


def test_faults_of_the_form_are_all_listed_and_nothing_is_kept(deps: Deps) -> None:
    wrong = replace(NEW, title="", questions=(replace(PLAIN, evidence="", weight=99),))

    with pytest.raises(BadInput) as refused:
        save(deps, wrong)

    assert [fault.where for fault in refused.value.faults] == [
        "Title",
        "Question 1, evidence",
        "Weights",
    ]
    assert own_scorecards.listed(deps, ADMINISTRATOR) == ()


def test_a_file_that_the_form_can_show_is_edited_there(deps: Deps) -> None:
    read(deps, own_text(OURS, "1.0"))

    (own,) = own_scorecards.listed(deps, ADMINISTRATOR)

    assert own.questions == OURS


@pytest.mark.parametrize("name", sorted(shipped_texts()))
def test_a_file_that_says_more_than_the_form_stays_a_file(deps: Deps, name: str) -> None:
    text = shipped_texts()[name].replace(f'id = "{name}"', f'id = "our-{name}"', 1)

    read(deps, text)

    (own,) = own_scorecards.listed(deps, ADMINISTRATOR)
    assert own.questions is None


def test_a_file_with_one_measured_question_stays_a_file(deps: Deps) -> None:
    text = own_text(replace(OURS, questions=(replace(PLAIN, weight=100),)), "1.0")
    bands = 'bands = [{ answer = "> 95 %", value = 1 }, { answer = "<= 95 %", value = 0 }]'

    read(deps, text.replace('kind = "yes_partly_no"', f'kind = "measured"\n{bands}'))

    (own,) = own_scorecards.listed(deps, ADMINISTRATOR)
    assert own.questions is None


def test_a_changed_file_carries_a_new_version(deps: Deps) -> None:
    read(deps, own_text(OURS, "1.0"))
    heavier = replace(OURS, weight=9)

    with pytest.raises(BadInput, match="kept with another text already; raise it"):
        read(deps, own_text(heavier, "1.0"))

    assert read(deps, own_text(heavier, "1.1")).version == 2
    assert read(deps, own_text(heavier, "1.1")).version == 2


def test_the_form_never_takes_a_version_that_a_file_has_used(deps: Deps) -> None:
    read(deps, own_text(OURS, "2.0"))

    save(deps, replace(OURS, weight=9), version=1)

    (own,) = own_scorecards.listed(deps, ADMINISTRATOR)
    assert (own.revision.version, own.scorecard.version) == (2, "3.0")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("nonsense", "is not TOML"),
        ('id = "x"', "title: is missing"),
        (own_text(replace(OURS, title="=cmd()"), "1.0"), "begins like a formula"),
        ("#" * 100_001, "has more than 100,000 bytes"),
    ],
)
def test_a_file_that_is_no_scorecard_is_refused(deps: Deps, text: str, fault: str) -> None:
    with pytest.raises(BadInput, match=fault):
        read(deps, text)

    assert own_scorecards.listed(deps, ADMINISTRATOR) == ()
