"""Whoever doubts a value is told which file or which look at the claims it comes from."""

from __future__ import annotations

import datetime as dt

from tests.agreements import ADMINISTRATOR, VENDOR
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.measurement import Truth
from vendor_eval.quantities import Month
from vendor_eval.reports.origins import in_words
from vendor_eval.workflows import claim_runs, imports, origins, truths
from vendor_eval.workflows.claim_runs import Prepared, RunFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload
from vendor_eval.workflows.truths import Audited

MARCH = Month(2026, 3)
DENIALS = "denial_rate"
HEADING = "vendor,month,metric,value,numerator,denominator,site\n"


def read(deps: Deps, name: str, *rows: str) -> None:
    """Import a file of the vendor's denials of March."""
    lines = [f"{VENDOR},2026-03,{DENIALS},{row}\n" for row in rows]
    upload = Upload((HEADING + "".join(lines)).encode(), name, deps.today())
    assert imports.store(deps, ADMINISTRATOR, upload).saved is not None


def told(deps: Deps, truth: Truth = Truth.REPORTED) -> str:
    known = truths.of_vendor(deps, ADMINISTRATOR, VENDOR, (MARCH, MARCH))
    found = origins.of_truths(known, dt.UTC)
    words = in_words(found.get((VENDOR, DENIALS, MARCH, truth), ()))
    # On which day it is read depends on when the test runs.
    today = dt.datetime.now(dt.UTC).date()
    return words.replace(f"{today:%B} {today.day}, {today.year}", "today")


def test_a_reported_value_names_its_file_the_day_and_the_hand(deps: Deps) -> None:
    read(deps, "march.csv", "8 %,80,1000,")

    assert told(deps) == "from march.csv, imported on today by A. Moreno"


def test_a_value_reported_again_comes_from_the_newer_file(deps: Deps) -> None:
    read(deps, "march.csv", "8 %,80,1000,")
    read(deps, "march-corrected.csv", "9 %,90,1000,")

    assert told(deps) == "from march-corrected.csv, imported on today by A. Moreno"


def test_a_file_that_says_the_same_again_is_not_where_the_value_comes_from(deps: Deps) -> None:
    read(deps, "march.csv", "8 %,80,1000,")
    read(deps, "march-again.csv", "8 %,80,1000,", "9 %,9,100,North")

    assert told(deps) == "from march.csv, imported on today by A. Moreno"


def test_a_sum_of_sites_names_every_file_that_it_was_added_up_from(deps: Deps) -> None:
    read(deps, "north.csv", "8 %,80,1000,North")
    read(deps, "south.csv", "9 %,90,1000,South")

    assert told(deps) == (
        "from north.csv, imported on today by A. Moreno; "
        "from south.csv, imported on today by A. Moreno"
    )


def test_a_recomputed_value_names_the_look_at_the_claims(deps: Deps) -> None:
    kpi = Kpi(VENDOR, MARCH, DENIALS, 80, 1000, 0.08, 7)
    done = Recomputed(kpis=(kpi,), variants=(), as_of=dt.date(2026, 4, 14), seen_on=None)
    files = (RunFile("claims.csv", "a", "CSV"),)
    claim_runs.record(deps, ADMINISTRATOR, Prepared(done, files, {}))

    assert told(deps, Truth.RECOMPUTED) == (
        "recomputed from claims as of April 14, 2026, kept on today by A. Moreno"
    )
    assert told(deps) == ""


def test_an_audited_value_names_who_entered_it(deps: Deps) -> None:
    read(deps, "march.csv", "8 %,80,1000,")
    truths.enter(deps, ADMINISTRATOR, Audited(VENDOR, DENIALS, MARCH, 0.13, how="100 claims"))

    assert told(deps, Truth.AUDITED) == "audited, entered on today by A. Moreno"


def test_the_files_of_all_vendors_are_found_in_one_look(deps: Deps) -> None:
    read(deps, "march.csv", "8 %,80,1000,")

    found = origins.of_reported(deps, ADMINISTRATOR, [VENDOR], MARCH, zone=dt.UTC)

    known = truths.of_vendor(deps, ADMINISTRATOR, VENDOR, (MARCH, MARCH))
    assert found == origins.of_truths(known, dt.UTC)
    assert [of[1:] for of in found] == [(DENIALS, MARCH, Truth.REPORTED)]
