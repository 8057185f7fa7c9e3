"""The practice says what it does and works with, and every slip is listed at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.agreements import ADMINISTRATOR
from vendor_eval.errors import BadInput
from vendor_eval.workflows import practices
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.practices import Profile

PROFILE = Profile(("Cardiology",), ("Medicare",), ("Epic",), ("Kareo",), 4_200)


def test_the_profile_is_kept_with_the_practice(deps: Deps) -> None:
    named = replace(practices.current(deps), time_zone="America/Chicago", profile=PROFILE)

    practices.save(deps, ADMINISTRATOR, named)

    assert practices.current(deps).profile == PROFILE


def test_every_fault_of_a_practice_is_listed(deps: Deps) -> None:
    wrong = Profile(
        specialties=("Cardiology", "cardiology "),
        payers=("=cmd()",),
        ehr_systems=("SSN 123-45-6789",),
        claims_a_month=0,
    )
    edited = replace(practices.current(deps), name=" ", time_zone="Mars/Base", profile=wrong)

    with pytest.raises(BadInput) as refused:
        practices.save(deps, ADMINISTRATOR, edited)

    assert [(fault.where, fault.what) for fault in refused.value.faults] == [
        ("Name", "is empty"),
        ("Time zone", "is none"),
        ("Specialty 2", "is named twice"),
        ("Payer 1", "begins like a formula"),
        ("EHR 1", "looks like patient data"),
        ("Claims a month", "are not from 1 to 10,000,000"),
    ]
    assert practices.current(deps) == practices.UNNAMED


def test_specialties_with_a_pack_and_known_systems_are_suggested(deps: Deps) -> None:
    known = practices.suggestions(deps, ADMINISTRATOR)

    assert known.specialties == ("Behavioral health", "Cardiology", "Orthopedics")
    assert "Epic" in known.ehr_systems


def test_a_profile_is_told_in_a_sentence_for_each_thing_that_is_known() -> None:
    assert practices.in_words(PROFILE) == (
        "Specialties: Cardiology.",
        "Payers: Medicare.",
        "EHR systems: Epic.",
        "Practice-management systems: Kareo.",
        "Claims in a usual month: 4,200.",
    )
    assert practices.in_words(Profile()) == ()
