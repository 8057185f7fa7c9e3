"""Where offers cost the same: the worked example, cliffs, and scenarios that tell less."""

from __future__ import annotations

import pytest

from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.workflows import demonstration, scenarios
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.scenarios import Draft

PAGE = "break-even"
HOSTILE = "![beacon](http://tracker.example/p.png) $x$"
HEAD = 'start = "2026-01"\nmonths = 12\n[usage]\n{usage}\n'
OPTION = '[[options]]\nname = "{name}"\nfees = [{fees}]\n'
VOLUME = (
    '{ type = "volume", on = "claims", tiers = [{ up_to = 1000, price = "6 USD" }, '
    '{ up_to = 2500, price = "5 USD" }, { price = "4.25 USD" }] }'
)
FLAT = '{ type = "flat", amount = "11500 USD" }'


def keep(deps: Deps, usage: str, **fees: str) -> None:
    options = (OPTION.format(name=name, fees=one) for name, one in fees.items())
    text = HEAD.format(usage=usage) + "".join(options)
    scenarios.save(deps, local_person(), Draft("Ours", text, "", version=0))


def test_the_worked_example_says_where_its_fees_cost_the_same(deps: Deps) -> None:
    page = Application().show(PAGE)

    assert not page.exception
    words = said(page)
    assert "Worked example, made-up figures" in words
    # 11,000 / 3.25
    assert "With 2,000 claims a month Per claim is the cheapest by fees, up to 3,384." in words
    # 11,000 / (5.5 % of 96.5 % of 125)
    assert "At about 1,658 claims a month Percentage and Flat cost the same" in words
    # 81,225 more in fees, of 3,000,000 allowed
    assert "$81,225.00 above those of Per claim: as much as 2.71 points" in words


def test_rules_of_thumb_stand_beside_the_exact_places(deps: Deps) -> None:
    cells = tables(Application().show(PAGE))

    assert "1,658,Percentage and Flat,Percentage,Flat" in cells.replace('"', "")
    assert "$61.23,allowed for a claim,$3.25 / (5.5 % × 96.5 %)" in cells
    assert '"3,385",claims a month,"$11,000 / $3.25"' in cells


def test_all_in_the_order_is_another(deps: Deps) -> None:
    page = Application().show(PAGE, {"costs": "All in"})

    # 11,180 / 3.759478
    assert "Percentage is the cheapest all in, up to 2,973." in said(page)
    assert "At about 1,407 claims a month Per claim and Flat cost the same" in said(page)
    assert "Rules of thumb" not in said(page)
    assert '±0 %,"$310,892.05","$213,087.74","$257,020.27",Percentage' in tables(page)


def test_more_and_less_volume_from_a_fifth_less_to_two_fifths_more(deps: Deps) -> None:
    cells = tables(Application().show(PAGE))

    # 78,000 x 0.8 and x 1.4
    assert '−20 %,"$62,400.00"' in cells
    assert '+40 %,"$109,200.00"' in cells


def test_a_cliff_and_every_crossing_around_it_are_told(deps: Deps) -> None:
    keep(deps, "claims = 2000", Flat=FLAT, Volume=VOLUME)

    page = Application().show(PAGE)

    words = said(page)
    # 11,500 / 5; beyond 2,500 the whole falls by 0.75 each; 11,500 / 4.25
    assert "At 2,300 claims a month Flat and Volume cost the same" in words
    assert "At 2,500 claims a month a jump turns Flat and Volume round" in words
    assert "At about 2,706 claims a month Flat and Volume cost the same" in words
    # 12,500 less 2,501 x 4.25
    assert "one claim more lowers the fee by $1,870.75" in words
    assert "Costs are fees" in words


def test_without_claims_it_is_said_what_is_missing(deps: Deps) -> None:
    share = '{ type = "percentage", on = "net_collections", rate = "5.5 %" }'
    keep(deps, 'net_collections = "200000 USD"', Share=share, Flat=FLAT)

    page = Application().show(PAGE)

    assert not page.exception
    assert "Add claims to its usage" in said(page)
    assert '±0 %,"$132,000.00","$138,000.00",Share' in tables(page)


def test_without_collections_there_is_no_map_and_nothing_stumbles(deps: Deps) -> None:
    keep(deps, "claims = 2000", Flat=FLAT)

    page = Application().show(PAGE)

    assert not page.exception
    assert "stays so up to 20,000, 10 times as many" in said(page)
    assert "The map needs to know what a claim brings" in said(page)


def test_a_hostile_name_is_never_markdown(deps: Deps) -> None:
    text = HEAD.format(usage="claims = 2000") + OPTION.format(name=HOSTILE, fees=FLAT)
    scenarios.save(deps, local_person(), Draft("Ours", text, "", version=0))

    page = Application().show(PAGE)

    assert not page.exception
    drawn = [*page.markdown, *page.caption, *page.warning]
    assert not [one.value for one in drawn if "![" in one.value]
    assert HOSTILE in said(page)


@pytest.mark.parametrize("role", Role)
def test_every_role_but_evaluators_may_see_it(deps: Deps, role: Role) -> None:
    demonstration.fill(deps, local_person(), "UTC")

    page = Application(role).show(PAGE)

    assert not page.exception
    if role is Role.EVALUATOR:
        assert "may not compare what offers cost" in said(page)
        assert "Halyard" not in said(page) + tables(page)
        return
    assert "Tamarack Billing is the cheapest by fees" in said(page)
