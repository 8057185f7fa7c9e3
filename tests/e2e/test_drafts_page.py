"""A round begins with what the practice's profile asks for, and a draft can still change."""

from __future__ import annotations

from dataclasses import replace

from tests.e2e.application import Application, said, tables
from tests.unit.files.test_own_scorecards import OURS
from vendor_eval.access.roles import local_person
from vendor_eval.evaluation.own_questions import OwnQuestions
from vendor_eval.workflows import own_scorecards, practices, rounds
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.practices import Profile
from vendor_eval.workflows.rounds import NewRound, Round, State

VENDORS = ("Acme Billing", "Northwind RCM")
SPRING = NewRound("Spring", VENDORS, ("scalability", "transition"))


def profile(deps: Deps, *specialties: str) -> None:
    named = replace(
        practices.current(deps),
        name="Family",
        time_zone="America/Chicago",
        profile=Profile(specialties),
    )
    practices.save(deps, local_person(), named)


def keep(deps: Deps, own: OwnQuestions = OURS, version: int = 0) -> None:
    own_scorecards.save(deps, local_person(), own, version)


def drafted(deps: Deps, new: NewRound = SPRING) -> Round:
    return rounds.open_round(deps, local_person(), new)


def stored(deps: Deps, one: Round) -> Round:
    return rounds.of_id(deps, local_person(), one.id)


def test_a_new_round_begins_with_the_packs_of_the_practice_s_specialties(deps: Deps) -> None:
    profile(deps, "Cardiology", "Dermatology")

    page = Application().show("rounds")

    assert page.pills(key="new-round.packs").value == ["cardiology", "template-pack"]
    assert "begins with Cardiology pack and Pack for other specialties" in said(page)


def test_without_a_profile_a_new_round_begins_without_a_pack_and_says_why(deps: Deps) -> None:
    page = Application().show("rounds")

    assert page.pills(key="new-round.packs").value == []
    assert "Name your specialties on the page Practice" in said(page)


def test_the_practice_s_own_questions_are_chosen_in_a_new_round(deps: Deps) -> None:
    keep(deps)
    page = Application().show("rounds")
    page.text_input(key="new-round.name").set_value("Spring")
    page.multiselect(key="new-round.vendors").set_value(list(VENDORS))
    assert page.pills(key="new-round.own").value == ["ours"]
    page.pills(key="new-round.scorecards").set_value(["transition"]).run()

    page.button(key="new-round.open").click().run()

    assert not page.exception
    (kept,) = rounds.rounds(deps, local_person())
    assert dict(kept.weights) == {"transition": 1, "ours": 5}


def test_a_draft_is_saved_with_other_candidates_scorecards_and_weights(deps: Deps) -> None:
    kept = drafted(deps)
    page = Application().show("rounds", {"tab": "Scorecards"})
    key = f"draft.{kept.id}.{kept.version}"
    assert page.multiselect(key=f"{key}.vendors").value == list(VENDORS)
    page.text_input(key=f"{key}.name").set_value("Summer")
    page.multiselect(key=f"{key}.vendors").set_value(["Acme Billing", "Zeta"])
    page.pills(key=f"{key}.scorecards").set_value(["transition", "references"]).run()
    page.number_input(key=f"{key}.weight.references").set_value(40).run()
    assert "41 points in all." in said(page)

    page.button(key="draft.save").click().run()

    assert not page.exception
    now = stored(deps, kept)
    assert (now.name, now.vendors) == ("Summer", ("Acme Billing", "Zeta"))
    assert dict(now.weights) == {"references": 40, "transition": 1}
    assert page.selectbox(key="round").value == "Summer"


def test_a_draft_without_a_scorecard_is_refused_and_stays(deps: Deps) -> None:
    kept = drafted(deps)
    page = Application().show("rounds", {"tab": "Scorecards"})
    page.pills(key=f"draft.{kept.id}.{kept.version}.scorecards").set_value([]).run()

    page.button(key="draft.save").click().run()

    assert not page.exception
    assert "Scorecards" in tables(page)
    assert stored(deps, kept) == kept


def test_a_draft_takes_up_today_s_versions_when_it_is_told_to(deps: Deps) -> None:
    keep(deps)
    kept = drafted(deps, NewRound("Spring", VENDORS, ("ours",)))
    keep(deps, replace(OURS, weight=9), version=1)
    page = Application().show("rounds", {"tab": "Scorecards"})
    assert "There is another version today of Our questions." in said(page)

    page.button(key="draft.renew").click().run()

    assert not page.exception
    assert [one.version for one in stored(deps, kept).scorecards] == ["2.0"]
    assert "another version" not in said(page)


def test_an_open_round_shows_its_scorecards_and_no_field(deps: Deps) -> None:
    kept = drafted(deps)
    rounds.move(deps, local_person(), kept, State.OPEN)

    page = Application().show("rounds", {"tab": "Scorecards"})

    assert "Transition,1.0" in tables(page)
    assert not [one for one in page.button if one.key == "draft.save"]


def test_a_round_says_that_nothing_is_known_of_the_months_before_it(deps: Deps) -> None:
    drafted(deps)

    page = Application().show("rounds", {"tab": "Baseline"})

    assert "without a baseline nobody can say later what changed" in said(page)


def test_the_profile_of_the_practice_is_saved(deps: Deps) -> None:
    page = Application().show("practice")
    fields = {one.label: one for one in (*page.multiselect, *page.text_input, *page.number_input)}
    fields["Name"].set_value("Lakeside")
    fields["Specialties"].set_value(["Cardiology", "Podiatry"])
    fields["EHR systems"].set_value(["Epic"])
    fields["Claims in a usual month"].set_value(4_200)

    page.button[0].click().run()

    assert not page.exception
    told = practices.current(deps).profile
    assert (told.specialties, told.ehr_systems) == (("Cardiology", "Podiatry"), ("Epic",))
    assert told.claims_a_month == 4_200
