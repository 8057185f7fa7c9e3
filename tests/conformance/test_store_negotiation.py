"""What the practice says of its coding and its payers: every revision is kept, none overwritten."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.errors import Conflict
from vendor_eval.store import Store, negotiation
from vendor_eval.store.negotiation import Coding, Increase

CODING = Coding(has_guidelines=True, has_certified_coders=False)
RAISED = Increase("Aetna", dt.date(2021, 1, 1))


def test_nothing_is_known_before_anybody_says_it(store: Store) -> None:
    with store.reading() as session:
        assert negotiation.coding(session) == Coding()
        assert negotiation.increases(session) == ()


def test_every_revision_is_kept_and_the_newest_is_shown(store: Store) -> None:
    with store.writing("Ada") as session:
        negotiation.save_coding(session, CODING, "Ada")
        negotiation.save_increase(session, RAISED, "Ada")
    changed = replace(CODING, is_documented=True, version=1)
    with store.writing("Ada") as session:
        negotiation.save_coding(session, changed, "Bob")
        negotiation.save_increase(session, Increase("Aetna", None, 1), "Bob")
        negotiation.save_increase(session, Increase(""), "Bob")

    with store.reading() as session:
        said = negotiation.coding_history(session)
        of_payers = negotiation.increase_history(session)
        assert negotiation.coding(session) == replace(changed, version=2)
        assert negotiation.increases(session) == (Increase("", None, 1), Increase("Aetna", None, 2))
    assert [(one.fact.version, one.recorded_by) for one in said] == [(1, "Ada"), (2, "Bob")]
    assert said[0].fact == replace(CODING, version=1)
    assert said[0].recorded_at.tzinfo is not None
    assert [one.fact.payer for one in of_payers] == ["", "Aetna", "Aetna"]
    assert of_payers[1].fact == replace(RAISED, version=1)


@pytest.mark.parametrize("seen", [0, 1])
def test_the_second_editor_sees_both_versions_and_overwrites_none(store: Store, seen: int) -> None:
    with store.writing("Ada") as session:
        negotiation.save_coding(session, CODING, "Ada")
        negotiation.save_increase(session, RAISED, "Ada")
    with store.writing("Ada") as session:
        negotiation.save_coding(session, replace(CODING, version=1), "Ada")
        negotiation.save_increase(session, replace(RAISED, version=1), "Ada")

    with pytest.raises(Conflict) as of_coding, store.writing("Ada") as session:
        negotiation.save_coding(session, Coding(has_guidelines=False, version=seen), "Bob")
    with pytest.raises(Conflict) as of_payer, store.writing("Ada") as session:
        negotiation.save_increase(session, Increase("Aetna", None, seen), "Bob")

    assert "written guidelines: no" in of_coding.value.yours
    assert "written guidelines: yes" in of_coding.value.theirs
    assert of_coding.value.saved_by == "Ada"
    assert of_payer.value.theirs == "rates last raised: 2021-01-01"
    with store.reading() as session:
        assert len(negotiation.coding_history(session)) == 2
        assert len(negotiation.increase_history(session)) == 2
