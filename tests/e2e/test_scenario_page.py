"""A scenario is made in forms, and nothing that is typed is lost or overwritten."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.agreements import HEADER, VENDOR, report
from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.workflows import costs, offers, practices, scenarios, unsaved
from vendor_eval.workflows.costs import Question
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.scenarios import Draft, Revision

OTHER = Person("J. Chen", Role.FINANCE)
PATH = "scenario"
NEW, KEPT = "form.scenario new", "form.scenario 1"


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def put(page: AppTest, key: str, text: str) -> AppTest:
    return page.text_input(key=key).set_value(text).run()


def part(page: AppTest, name: str) -> AppTest:
    return page.segmented_control(key="part").set_value(name).run()


def turn_to_offer(page: AppTest, name: str) -> AppTest:
    (offers,) = [one for one in page.segmented_control if one.label == "Offer"]
    return offers.set_value(name).run()


def stored(deps: Deps) -> Revision:
    """The only scenario that is kept."""
    (only,) = scenarios.listed(deps, local_person())
    return only


def example(deps: Deps) -> Revision:
    """The worked example, kept under a name."""
    draft = Draft("Ours", scenarios.worked_example(), "", version=0)
    return scenarios.save(deps, local_person(), draft)


def test_the_page_begins_with_the_worked_example_and_what_it_comes_to(deps: Deps) -> None:
    page = Application().show(PATH)

    assert not page.exception
    assert "Per claim asks the lowest fees, $78,000.00 in 12 months" in said(page)
    assert "Percentage costs the least all in" in said(page)
    assert "The cheapest fee is the dearest vendor" in said(page)
    assert "Not saved yet" not in said(page)


def test_a_fee_that_is_changed_changes_who_is_cheapest_and_is_saved(deps: Deps) -> None:
    example(deps)
    page = Application().show(PATH)

    # 2,000 claims x 11.00 USD x 12 months = 264,000 USD, above all others.
    page = put(page, f"{KEPT}.options.0.fees.0.price", "11")

    assert "Flat asks the lowest fees, $132,000.00" in said(page)
    assert "Not saved yet" in said(page)
    assert "$11 for each of the claims submitted." in said(page)

    page.text_input(key=f"{KEPT}.note").set_value("They asked for more")
    page = press(page, f"{KEPT}.save")

    assert not page.exception
    assert stored(deps).version == 2
    assert stored(deps).note == "They asked for more"
    priced = scenarios.outlook(local_person(), stored(deps).text)
    assert priced.options[0].priced.total.cents == 264_000_00
    assert "Not saved yet" not in said(page)


def test_what_is_typed_outlives_a_new_session_and_can_be_given_up(deps: Deps) -> None:
    example(deps)
    page = turn_to_offer(Application().show(PATH), "Percentage")
    put(page, f"{KEPT}.options.1.name", "Our percentage")
    page = part(page, "Usage")
    put(page, f"{KEPT}.usage.claims", "3,100")

    again = Application().show(PATH)

    assert "Not saved yet" in said(again)
    assert "Our percentage" in tables(again)
    again = part(again, "Usage")
    assert again.text_input(key=f"{KEPT}.usage.claims").value == "3100"

    again = press(again, f"{KEPT}.give_up")

    assert "Not saved yet" not in said(again)
    assert "Our percentage" not in tables(again)
    assert unsaved.of(deps, local_person(), "scenario 1") is None


def test_every_fault_is_listed_with_its_place_and_nothing_typed_is_lost(deps: Deps) -> None:
    page = Application().show(PATH)
    put(page, f"{NEW}.options.0.fees.0.price", "three dollars")
    turn_to_offer(page, "Percentage")
    put(page, f"{NEW}.options.1.fees.0.rate", "600")
    page = part(page, "Usage")
    put(page, f"{NEW}.usage.claims", "-5")
    page = put(page, f"{NEW}.start", "soon")

    assert "4 things to mend" in said(page)
    listed = tables(page)
    for place in ("start", "usage, claims", "option 1, fee 1, price", "option 2, fee 1, rate"):
        assert place in listed

    page.text_input(key=f"{NEW}.name").set_value("Ours")
    page = press(page, f"{NEW}.save_as")

    assert "Not saved" in said(page)
    assert scenarios.listed(deps, local_person()) == ()
    assert page.text_input(key=f"{NEW}.start").value == "soon"
    page = part(page, "Offers")
    assert page.text_input(key=f"{NEW}.options.1.fees.0.rate").value == "600"


def test_the_example_is_saved_under_a_name_and_duplicated(deps: Deps) -> None:
    page = Application().show(PATH)
    page.text_input(key=f"{NEW}.name").set_value("Ours")

    page = press(page, f"{NEW}.save_as")

    assert stored(deps).name == "Ours"
    assert page.selectbox(key="scenario").value == "Ours"

    page.text_input(key=f"{KEPT}.name").set_value("Theirs")
    page = press(page, f"{KEPT}.duplicate")

    assert not page.exception
    assert page.selectbox(key="scenario").value == "Theirs"
    assert {one.name for one in scenarios.listed(deps, local_person())} == {"Ours", "Theirs"}


def test_two_people_never_overwrite_each_other_unseen(deps: Deps) -> None:
    first = example(deps)
    page = Application().show(PATH)
    page = put(page, f"{KEPT}.options.0.name", "Mine")
    scenarios.save(deps, OTHER, Draft("Ours", f"# theirs\n{first.text}", "", version=1))

    page = press(page, f"{KEPT}.save")

    assert "was saved by J. Chen" in said(page)
    assert any("Mine" in one.value for one in page.code)
    assert any("# theirs" in one.value for one in page.code)
    assert stored(deps).version == 2

    page = press(press(page, f"{KEPT}.mine"), f"{KEPT}.save")

    assert not page.exception
    assert stored(deps).version == 3
    assert "Mine" in tables(page)


def test_the_saved_version_can_be_taken_instead(deps: Deps) -> None:
    first = example(deps)
    page = Application().show(PATH)
    page = put(page, f"{KEPT}.options.0.name", "Mine")
    theirs = first.text.replace('"Flat"', '"Their flat"')
    scenarios.save(deps, OTHER, Draft("Ours", theirs, "", version=1))
    page = page.run()

    page = press(page, f"{KEPT}.theirs")

    assert "Their flat" in tables(page)
    assert "Mine" not in tables(page)


def test_an_offer_is_added_and_its_fees_are_made_from_kinds(deps: Deps) -> None:
    page = Application().show(PATH)

    page = press(page, f"{NEW}.options.add")
    put(page, f"{NEW}.options.3.name", "By tiers")
    page = page.selectbox(key=f"{NEW}.options.3.fees.0.type").set_value("graduated").run()

    assert page.selectbox(key=f"{NEW}.options.3.fees.0.on").value == "claims"
    put(page, f"{NEW}.options.3.fees.0.tiers.0.up_to", "1,000")
    put(page, f"{NEW}.options.3.fees.0.tiers.0.price", "4")
    page = press(page, f"{NEW}.options.3.fees.0.tiers.add")
    page = put(page, f"{NEW}.options.3.fees.0.tiers.1.price", "3")

    # (1,000 x 4 + 1,000 x 3) x 12 months = 84,000 USD.
    assert "By tiers" in tables(page)
    assert "$84,000.00" in tables(page)

    page = page.toggle(key=f"{NEW}.options.3.fees.0.further").set_value(True).run()
    page = put(page, f"{NEW}.options.3.fees.0.minimum", "8000")
    # 8,000 x 12 months.
    assert "$96,000.00" in tables(page)

    page = press(page, f"{NEW}.options.3.fees.add")
    page = press(page, f"{NEW}.options.3.fees.0.remove")
    page = press(page, f"{NEW}.options.3.remove")
    assert "By tiers" not in tables(page)


def test_own_staff_is_added_and_costs_what_is_assumed_until_the_practice_says_more(
    deps: Deps,
) -> None:
    example(deps)
    page = Application().show(PATH)

    page = press(page, f"{KEPT}.options.add_own")

    assert [one.value for one in page.multiselect if one.label == "Done by own staff"] == [
        ["posting", "credits", "denials", "patients", "other"]
    ]
    assert "Own staff" in said(page)
    put(page, f"{KEPT}.options.3.own_staff.wage", "40,000")
    put(page, f"{KEPT}.options.3.performance.net_collection_rate", "95")
    put(page, f"{KEPT}.options.3.performance.denial_rate", "8")
    put(page, f"{KEPT}.options.3.performance.days_in_ar", "40")
    put(page, f"{KEPT}.options.3.performance.oversight_hours", "0")
    press(page, f"{KEPT}.save")

    assert not page.exception
    own = costs.costs(deps, local_person(), Question("Ours", stored(deps).text)).option("Own staff")
    # 2,000 x 10.45 / 100,000 = 0.209 of one a month and 2.508 a year, of which 52,000.00 wages and
    # benefits are 130,416.00, leavers 7,524.00 and training 2,508.00; beside it 9,000.00, 2,000.04
    # and 10,800.00.
    assert str(own.priced.total) == "162248.04"
    assert own.priced.all_in is not None
    assert str(own.priced.all_in.rework) == "0.00"


def test_the_text_and_the_forms_say_the_same(deps: Deps) -> None:
    page = part(Application().show(PATH), "Text")
    text = page.text_area(key=f"{NEW}.text")
    assert "# what is done in a month" in text.value

    page = text.set_value(text.value.replace("3.25 USD", "4.50 USD")).run()

    # 2,000 x 4.50 x 12 months = 108,000 USD; comments stay.
    assert "$108,000.00" in tables(page)
    assert "# what is done in a month" in page.text_area(key=f"{NEW}.text").value
    page = part(page, "Offers")
    assert page.text_input(key=f"{NEW}.options.0.fees.0.price").value == "4.5"


def test_a_text_that_the_forms_cannot_hold_stays_as_it_is(deps: Deps) -> None:
    page = part(Application().show(PATH), "Text")
    broken = scenarios.worked_example() + "\n[[surprise"

    page = page.text_area(key=f"{NEW}.text").set_value(broken).run()
    again = Application().show(PATH)

    for one in (page, again):
        assert "cannot be read" in one.info[0].value
        assert one.text_area(key=f"{NEW}.text").value == broken
        assert "is not TOML" in tables(one)


def test_usage_is_taken_from_a_file_month_by_month_or_as_an_average(deps: Deps) -> None:
    page = part(Application().show(PATH), "Usage")
    content = b"month,claims\n2026-03,1000\n2026-04,2001\n"
    page.file_uploader(key="sources.file").set_value(("usage.csv", content, "text/csv")).run()

    page = press(page, "sources.filed.months")

    assert not page.exception
    assert page.text_input(key=f"{NEW}.months").value == "2"
    # (1,000 + 2,001) x 3.25 USD = 9,753.25 USD.
    assert "$9,753.25" in tables(page)

    page = press(page, "sources.filed.average")

    # 1,500.5, half-up 1,501, in both months: 2 x 1,501 x 3.25 USD.
    assert page.text_input(key=f"{NEW}.usage.claims").value == "1501"
    assert "$9,756.50" in tables(page)


def test_a_file_with_faults_says_all_of_them(deps: Deps) -> None:
    page = part(Application().show(PATH), "Usage")
    content = b"month,claims\n2026-03,many\n2026-05,-1\n"

    page = (
        page.file_uploader(key="sources.file").set_value(("usage.csv", content, "text/csv")).run()
    )

    assert "usage.csv, line 2" in tables(page)
    assert "usage.csv, line 3" in tables(page)


def test_usage_is_taken_from_measures_and_what_is_missing_is_said(deps: Deps) -> None:
    rows = f"{VENDOR},2026-01,claims_submitted,2600,,\n{VENDOR},2026-02,claims_submitted,2400,,\n"
    report(deps, (HEADER + rows).encode())
    page = part(Application().show(PATH), "Usage")
    page.text_input(key="sources.last").set_value("2026-02")
    page = page.number_input(key="sources.months").set_value(2).run()

    assert "net collections: nobody reported January 2026 and February 2026" in said(page)

    page = press(page, "sources.measures.months")

    # (2,600 + 2,400) x 3.25 USD = 16,250 USD.
    assert page.text_input(key=f"{NEW}.start").value == "2026-01"
    assert "$16,250.00" in tables(page)


def test_an_offer_that_is_stored_is_copied_into_the_scenario(deps: Deps) -> None:
    text = 'name = "Renewal"\nfees = [{ type = "flat", amount = "1000 USD" }]\n'
    draft = offers.Draft(VENDOR, "Renewal", text, dt.date(2026, 1, 1))
    offers.save(deps, local_person(), draft)
    page = Application().show(PATH)

    page = press(page, f"{NEW}.options.copy")

    assert not page.exception
    assert f"{VENDOR}: Renewal" in tables(page)
    assert "$12,000.00" in tables(page)
    assert page.text_input(key=f"{NEW}.options.3.fees.0.amount").value == "1000"


def test_what_if_says_who_is_cheapest_then_and_is_kept(deps: Deps) -> None:
    example(deps)
    page = part(Application().show(PATH), "What if")

    page = page.slider(key="what_if.1.volume").set_value(40.0).run()

    # 78,000.00 x 1.4.
    assert "Per claim asks the lowest fees, $109,200.00" in said(page)

    page.text_input(key="what_if.1.name").set_value("More volume")
    page = press(page, "what_if.1.keep")

    assert not page.exception
    kept = scenarios.of_name(deps, local_person(), "More volume")
    assert scenarios.parsed(kept.text).expected.volume * 100 == 40
    assert page.selectbox(key="scenario").value == "More volume"


def test_two_scenarios_stand_side_by_side(deps: Deps) -> None:
    first = example(deps)
    text = first.text.replace("claims = 2000", "claims = 1000")
    scenarios.save(deps, local_person(), Draft("Half", text, "", version=0))

    page = part(Application().show(PATH, {"scenario": "Ours"}), "Side by side")

    assert not page.exception
    assert "Fee: Ours,Fee: Half" in tables(page)
    assert any("-claims = 1000\n+claims = 2000" in one.value for one in page.code)


def test_an_older_version_is_put_back_into_the_form(deps: Deps) -> None:
    first = example(deps)
    newer = first.text.replace("claims = 2000", "claims = 1000")
    scenarios.save(deps, local_person(), Draft("Ours", newer, "Fewer", version=1))
    page = part(Application().show(PATH), "History")
    assert "Fewer" in tables(page)

    page = page.selectbox(key="scenario.1.version").set_value(1).run()
    page = press(page, f"{KEPT}.restore")

    assert "Per claim asks the lowest fees, $78,000.00" in said(page)
    assert "Not saved yet" in said(page)


@pytest.mark.parametrize("role", [Role.LEADERSHIP, Role.AUDITOR])
def test_whoever_may_only_look_sees_what_it_comes_to(deps: Deps, role: Role) -> None:
    example(deps)
    demonstrate(deps)

    page = Application(role).show(PATH)

    assert not page.exception
    assert "Per claim asks the lowest fees" in said(page)
    assert page.segmented_control(key="part").options == [
        "Text",
        "What if",
        "Side by side",
        "History",
    ]
    assert not page.button


def test_evaluators_do_not_see_prices(deps: Deps) -> None:
    example(deps)
    demonstrate(deps)

    page = Application(Role.EVALUATOR).show(PATH)

    assert "may not compare what offers cost" in said(page)
    assert not page.dataframe


def test_finance_may_change_scenarios(deps: Deps) -> None:
    example(deps)
    demonstrate(deps)
    page = Application(Role.FINANCE).show(PATH)
    page = put(page, f"{KEPT}.options.0.fees.0.price", "4")

    page = press(page, f"{KEPT}.save")

    assert stored(deps).version == 2


def test_a_hostile_name_is_never_markdown(deps: Deps) -> None:
    hostile = "![beacon](http://tracker.example/p.png) <img src=x>"
    text = scenarios.worked_example().replace("Per claim", hostile)
    scenarios.save(deps, local_person(), Draft(hostile, text, "", version=0))
    application = Application()

    for name in ("Offers", "What if", "Side by side", "History"):
        page = part(application.show(PATH), name)

        assert not page.exception
        assert not [one for one in (*page.markdown, *page.caption) if "![" in one.value]


def demonstrate(deps: Deps) -> None:
    """Make it a demonstration, which can be looked at in every role."""
    named = replace(practices.current(deps), name="Family", time_zone="America/Chicago")
    practices.save(deps, local_person(), named)
    with deps.store.writing("Ada") as session:
        session.connection().exec_driver_sql("UPDATE practice SET is_demo = true")
