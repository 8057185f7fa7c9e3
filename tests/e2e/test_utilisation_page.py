"""Top codes, what payers allow for them, and the light that says whether to negotiate now."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from html import unescape
from itertools import count

import pytest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.claims.groups import CodeGroup, Place
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.claims.readiness import Waited
from vendor_eval.errors import BadInput
from vendor_eval.evaluation.registers import Coder
from vendor_eval.quantities import Month
from vendor_eval.store import audited, negotiation, registers
from vendor_eval.store.registers import Kept
from vendor_eval.workflows import claim_runs, demonstration, utilisation
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.utilisation import Coding, Increase

PAGE = "utilisation"
VENDOR = "Northwind RCM"
LAST = Month(2026, 10)
HOSTILE = "![beacon](http://tracker.example/p.png) $x$"
_numbers = count()


def lines(
    code: str, payer: str, number: int, rate: int, *, month: Month = LAST, expected: int = 0
) -> CodeGroup:
    """So many lines of one unit each, allowed at ``rate`` cents; 80 % of it paid."""
    allowed = number * rate
    due = number * expected
    short = due - allowed if expected else 0
    return CodeGroup(
        place=Place(VENDOR, month, payer),
        code=code,
        lines=number,
        units=number * 100,
        billed_cents=2 * allowed,
        paid_cents=allowed * 8 // 10,
        allowed_lines=number,
        allowed_cents=allowed,
        priced_lines=number if expected else 0,
        expected_cents=due,
        priced_allowed_cents=allowed if expected else 0,
        underpaid_lines=number if short else 0,
        underpaid_cents=short,
    )


def kpi(metric: str, good: int, of: int) -> Kpi:
    return Kpi(VENDOR, LAST, metric, good, of, good / of if of else None, 0)


def keep(
    deps: Deps,
    codes: tuple[CodeGroup, ...] = (),
    kpis: tuple[Kpi, ...] = (),
    variants: tuple[Kpi, ...] = (),
) -> None:
    file = claim_runs.RunFile("claims.csv", f"{next(_numbers):064}", "CSV")
    done = Recomputed(codes=codes, kpis=kpis, variants=variants, as_of=TODAY, files=1)
    claim_runs.record(deps, local_person(), claim_runs.Prepared(done, (file,), {}))


TWO_PAYERS = (
    lines("99213", "P1", 100, 100_00),
    lines("99213", "P2", 10, 80_00, expected=100_00),
    lines("36415", "P1", 200, 3_00),
)


def test_codes_are_ranked_by_lines_or_by_what_was_paid(deps: Deps) -> None:
    keep(deps, TWO_PAYERS)

    by_volume = Application().show(PAGE)
    by_revenue = Application().show(PAGE, {"rank": "Revenue"})

    assert not by_volume.exception
    assert "Services of October 2026 to October 2026." in said(by_volume)
    # 200 of 310 lines; 80 % of 200 x 3.00 of 80 % of 11,400.00
    assert "1,36415,200,64.52 %,$480.00,5.26 %,$3.00" in tables(by_volume)
    # 80 % of 10,000 + 800; 10,800 / 110 a unit
    assert '1,99213,110,35.48 %,"$8,640.00",94.74 %,$98.18' in tables(by_revenue)


def test_a_payer_is_looked_at_alone(deps: Deps) -> None:
    keep(deps, TWO_PAYERS)

    shown = Application().show(PAGE, {"payer": "P2"})

    assert "1,99213,10,100.00 %,$640.00,100.00 %,$80.00,80.00 %" in tables(shown)


def test_payers_are_compared_and_what_they_fall_short_of_the_contract_is_told(deps: Deps) -> None:
    keep(deps, TWO_PAYERS)

    shown = Application().show(PAGE)

    # 80 % of the highest rate, and 20.00 more for each of 10 units
    assert "99213,$98.18,$100.00,P1,$80.00,P2,80.00 %,$200.00" in tables(shown)
    assert '99213,P2,10,10,"$1,000.00",$200.00,20.00 %' in tables(shown)
    assert "10 of 10 lines with a known rate are short by $200.00 in all." in said(shown)


def test_without_contracted_rates_nobody_is_said_to_be_paid_well(deps: Deps) -> None:
    keep(deps, TWO_PAYERS[:1])

    shown = Application().show(PAGE)

    assert "No line says what the contract allows, so that nobody can tell." in said(shown)
    assert "It would take service lines with what the contract allows." in said(shown)


def ready(deps: Deps) -> None:
    """Everything that can be known without the practice's own word, and all of it good."""
    months = [LAST.plus(-back) for back in range(12)]
    codes = tuple(
        lines("99213", "P1", 10, 100_00, month=month, expected=100_00) for month in months
    )
    others = (kpi("coding_accuracy.not_by_vendor", 1991, 2000),)
    keep(deps, codes, (kpi("denial_rate", 40, 1000), kpi("coding_accuracy", 1991, 2000)), others)
    with deps.store.writing("Ada") as session:
        registers.save(session, Kept(VENDOR, Coder("Ann", ("CPC",))), "Ann")


def test_the_light_is_green_only_with_the_practices_own_word(deps: Deps) -> None:
    ready(deps)
    silent = Application().show(PAGE)
    utilisation.say_coding(deps, local_person(), Coding(has_guidelines=True, is_documented=True))
    utilisation.say_increase(deps, local_person(), Increase("P1", dt.date(2023, 10, 1)))
    green = Application().show(PAGE)
    utilisation.say_coding(deps, local_person(), Coding(True, False, version=1))
    red = Application().show(PAGE)

    assert "Not yet: 6 of 9 rules are ready, and 3 are not known." in said(silent)
    assert "Negotiate now: every rule is ready." in said(green)
    assert "Found: P1; entered here." in said(green)
    assert "Fix coding first: 8 of 9 rules are ready, and these are missed: documentation" in said(
        red
    )
    assert "written guidelines: yes" in tables(red)


def test_what_the_practice_says_is_kept(deps: Deps) -> None:
    ready(deps)

    shown = Application().show(PAGE)
    guidelines, _, certified = shown.radio
    guidelines.set_value(True)
    certified.set_value(False)
    [save] = [one for one in shown.button if one.label == "Save how the practice codes"]
    again = save.click().run()
    assert "How the practice codes is saved." in [unescape(one.value) for one in again.toast]
    again.date_input[0].set_value(dt.date(2020, 2, 29))
    [save] = [one for one in again.button if one.label == "Save when rates were raised"]
    last = save.click().run()

    assert not last.exception
    with deps.store.reading() as session:
        assert negotiation.coding(session) == Coding(True, None, False, version=1)
        assert negotiation.increases(session) == (Increase("P1", dt.date(2020, 2, 29), 1),)


def test_the_second_to_save_sees_both_versions(deps: Deps) -> None:
    ready(deps)

    shown = Application().show(PAGE)
    utilisation.say_coding(deps, local_person(), Coding(has_guidelines=False))
    shown.radio[0].set_value(True)
    [save] = [one for one in shown.button if one.label == "Save how the practice codes"]
    refused = save.click().run()

    assert refused.error
    yours, theirs = (one.value for one in refused.code)
    assert "written guidelines: yes" in yours
    assert "written guidelines: no" in theirs


@pytest.mark.parametrize(("role", "edits"), [(Role.ADMINISTRATOR, True), (Role.AUDITOR, False)])
@pytest.mark.usefixtures("own_demonstration")
def test_who_may_not_edit_the_practice_sees_no_form(role: Role, edits: bool) -> None:
    shown = Application(role).show(PAGE)

    assert not shown.exception
    assert bool(shown.radio) is edits


def test_a_day_to_come_is_no_day_on_which_rates_were_raised(deps: Deps) -> None:
    said = Increase("P1", TODAY + dt.timedelta(days=1))

    with pytest.raises(BadInput, match="still to come"):
        utilisation.say_increase(deps, local_person(), said)


@pytest.mark.parametrize(
    ("raised_on", "years"),
    [
        (TODAY, 0),
        (TODAY.replace(year=TODAY.year - 3), 3),
        (TODAY.replace(year=TODAY.year - 3) + dt.timedelta(days=1), 2),
    ],
)
def test_years_are_whole(deps: Deps, raised_on: dt.date, years: int) -> None:
    utilisation.say_increase(deps, local_person(), Increase("P1", raised_on))

    found = utilisation.of_vendor(deps, local_person(), VENDOR)

    assert found.facts.waited == (Waited("P1", years),)


def test_each_rule_shows_its_value_and_where_it_comes_from(deps: Deps) -> None:
    ready(deps)

    words = said(Application().show(PAGE))

    assert "Found: 4.00 % of 1,000 first remittances; recomputed from claims" in words
    assert "99.55 % of 2,000, 99.15 % to 99.76 % with 95 % confidence" in words
    assert "1 of 1 hold a credential that stands; register of coders" in words
    assert "12 months in a row; service lines of the claims" in words
    assert "when to negotiate)" in words
    assert "S000" not in words


def test_a_month_without_lines_breaks_the_twelve(deps: Deps) -> None:
    months = [LAST.plus(-back) for back in range(13) if back != 3]
    keep(deps, tuple(lines("99213", "P1", 10, 100_00, month=month) for month in months))

    assert "Found: 3 months in a row" in said(Application().show(PAGE))


def test_an_audit_is_shown_by_every_method_and_counts_by_the_one_picked(deps: Deps) -> None:
    kpis = (kpi("coding_accuracy", 150, 160),)
    keep(deps, TWO_PAYERS, kpis, (kpi("coding_accuracy.encounters", 31, 40),))

    by_code = Application().show(PAGE)
    by_encounter = Application().show(PAGE, {"method": "by encounter"})

    assert "codes over codes,93.75 %" in tables(by_code)
    assert '"77.50 % of 40, 62.50 % to 87.68 % with 95 % confidence",✕ Below' in tables(by_code)
    assert by_code.warning
    assert "coding accuracy of 95 % or more" in said(by_encounter)
    assert by_encounter.error


def test_an_audit_that_the_practice_entered_counts_too(deps: Deps) -> None:
    keep(deps, TWO_PAYERS)
    with deps.store.writing("Ada") as session:
        entered = audited.Audited(
            VENDOR, "coding_accuracy", LAST, 0.5, Decimal(200), Decimal(400), "By hand"
        )
        audited.save(session, entered, "Ann")

    shown = Application().show(PAGE)

    assert shown.error
    assert "Fix coding first" in said(shown)


def test_claims_without_lines_lead_to_reading_them(deps: Deps) -> None:
    keep(deps, kpis=(kpi("denial_rate", 120, 1000),))

    shown = Application().show(PAGE)

    assert not shown.exception
    assert "No service line of this vendor's claims is known." in said(shown)
    assert "Found: 12.00 % of 1,000 first remittances" in said(shown)


def test_nothing_read_yet_says_where_to_start(deps: Deps) -> None:
    shown = Application().show(PAGE)

    assert "Start with claims" in said(shown)
    assert [link.value for link in shown.page_link] == ["Read claims"]


def test_names_of_payers_and_codes_are_shown_as_they_are(deps: Deps) -> None:
    keep(deps, (lines(HOSTILE, HOSTILE, 1, 100_00, expected=200_00),))

    shown = Application().show(PAGE)

    assert not shown.exception
    assert "beacon" not in "".join(one.value for one in shown.markdown)
    assert HOSTILE in tables(shown)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE, Role.LEADERSHIP])
def test_the_demonstration_has_codes_of_every_payer(deps: Deps, role: Role) -> None:
    demonstration.fill(deps, local_person(), "America/New_York")

    shown = Application(role).show(PAGE, {"vendor": "Northgate Revenue Partners"})

    assert not shown.exception
    assert "Top 20 codes by volume" in said(shown)
    assert "18 codes at 3 payers" in said(shown)
