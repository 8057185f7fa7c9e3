"""Laws of denial analysis: whatever the groups are, their parts are the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.claims.denial_analysis import denial_month
from vendor_eval.claims.denial_patterns import recurring
from vendor_eval.claims.denial_tallies import NOTHING, By, Denials
from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.quantities import Month

FIRST = Month(2025, 1)
MONTHS = [FIRST.plus(at) for at in range(6)]
places = st.builds(
    Place,
    st.just("Acme"),
    st.sampled_from(MONTHS),
    st.sampled_from(["", "P1", "P2"]),
    st.sampled_from(["", "Cardiology"]),
    st.sampled_from(["", "North"]),
)
few = st.integers(0, 20)
codes = st.sampled_from(["29", "197", "50", "18", "59", "Z9", "A1"])


@st.composite
def vendors(draw: st.DrawFn) -> Denials:
    """A vendor's denials, of which some stand under no reason."""
    remits, denials = [], []
    for where in draw(st.lists(places, unique=True, max_size=12)):
        reasons = draw(st.lists(codes, unique=True, max_size=4))
        of_place = [
            DenialGroup(where, "CO", one, draw(few), draw(few), draw(few)) for one in reasons
        ]
        denied = sum(one.claims for one in of_place) + draw(few)
        remits.append(RemitGroup(where, denied + draw(few), denied, 0, 0, 0))
        denials += of_place
    return Denials.of("Acme", remits, denials, shipped())


@given(vendors(), st.sampled_from(MONTHS))
def test_the_parts_of_every_kind_add_up_to_the_month(denials, month):
    found = denial_month(denials, month)

    assert found.denied.claims == found.remitted.denied
    for by in By:
        assert sum((one.now for one in found.parts[by]), NOTHING) == found.denied
    assert sum((one.now for one in found.pairs), NOTHING) == found.denied
    assert sum((one.now for one in found.sides), NOTHING) == found.denied
    if found.rate is not None:
        assert sum(one.rate for one in found.sides) == found.rate
        assert found.vendor_rate <= found.rate


@given(vendors(), st.sampled_from(MONTHS))
def test_what_a_part_was_before_adds_up_to_what_the_month_before_was(denials, month):
    found = denial_month(denials, month)

    for by in By:
        # What was denied two or three months ago, and neither now nor last month, has no row.
        assert (found.before is None) or (
            sum((one.before for one in found.parts[by]), NOTHING) == found.before
        )


@given(vendors(), st.sampled_from(MONTHS))
def test_patterns_never_count_a_claim_twice(denials, month):
    found = recurring(denials, month, at_least=1)

    assert sum(one.of_claims for one in found) <= 1
    assert all(0 < one.occurred <= len(one.months) <= 6 for one in found)
