"""Every metric and every word is explained inside the app, by the same text as on paper."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.application import Application, configured, said
from vendor_eval.access.roles import Role
from vendor_eval.glossary import CHAPTERS
from vendor_eval.metrics import CATALOGUE, Metric
from vendor_eval.reports.metric_facts import citations, facts

METRICS = [pytest.param(metric, id=metric.id) for metric in CATALOGUE.values()]


# Shared by the module: nothing here writes.
@pytest.fixture(scope="module", autouse=True)
def demonstration(demonstration_file: Path) -> Iterator[None]:
    """The app's database is the demonstration practice."""
    with configured(f"sqlite:///{demonstration_file}"):
        yield


@pytest.mark.parametrize("metric", METRICS)
def test_the_address_of_a_metric_shows_all_that_the_catalogue_says_of_it(metric: Metric) -> None:
    shown = Application().show("metrics", {"metric": metric.name})

    assert not shown.exception
    words = said(shown)
    assert [html.unescape(one.value) for one in shown.header] == [metric.name]
    told = [
        *(how for _, how in facts(metric)),
        *(text for rung in metric.ladder for text in (rung.limit.text, rung.purpose)),
        *(text for one in metric.variants for text in (one.name, one.difference)),
        *(text for one in citations(metric) for text in (one.source.title, one.source.url or "")),
        *metric.gaming,
        *metric.aliases,
        metric.checked_from,
        metric.note,
    ]
    assert [text for text in told if text not in words] == []


def test_a_metric_says_what_contracts_promise_of_it_and_which_answers_it_checks() -> None:
    words = said(Application().show("metrics", {"metric": "Denial rate"}))

    promised = next(line for line in words.splitlines() if line.startswith("| Northgate"))
    assert "| below 8 % | at most 12 % | from May 1, 2024 on" in promised
    assert "as reported" in promised
    assert "Checks the answers to" in words


def test_a_metric_that_nobody_promises_is_said_to_be_promised_by_no_contract() -> None:
    words = said(Application().show("metrics", {"metric": "Clearinghouse acceptance rate"}))

    assert "No contract promises it." in words


@pytest.mark.parametrize("path", ["vendor", "breach", "breaches", "signals", "evidence"])
def test_a_page_that_shows_metrics_leads_to_what_they_count(path: str) -> None:
    shown = Application().show(path)

    names = {metric.name for metric in CATALOGUE.values()}
    assert {one.value for one in shown.page_link} & {"What it counts", *names}


@pytest.mark.parametrize(
    "path", ["", "credits", "invoice-check", "compare-offers", "comparison"], ids=str
)
def test_every_headline_figure_says_where_it_comes_from(path: str) -> None:
    shown = Application().show(path)

    assert shown.metric
    assert [one.label for one in shown.metric if not one.help] == []


def test_every_word_of_the_glossary_is_on_its_page() -> None:
    words = said(Application().show("glossary"))

    terms = [term for chapter in CHAPTERS for term in chapter.terms]
    assert [term.word for term in terms if f"| {term.word} |" not in words] == []


@pytest.mark.parametrize(
    ("sought", "found", "left_out"),
    [
        ("BREACH", "crosses the minimum", "somebody who treats patients"),
        ("penalty", "money that a breach takes off the fee", "somebody who treats patients"),
        ("fpar", "First-pass acceptance rate", "Denial rate"),
    ],
    ids=["a word", "a word that is not used for it", "what vendors call a metric"],
)
def test_a_word_is_found_by_itself_by_what_it_is_not_and_by_what_vendors_say(
    sought: str, found: str, left_out: str
) -> None:
    words = said(Application().show("glossary", {"sought": sought}))

    assert found in words
    assert left_out not in words


def test_what_nobody_explains_is_said_in_a_sentence() -> None:
    words = said(Application().show("glossary", {"sought": "xyzzy"}))

    assert "No word and no metric is explained by that." in words


@pytest.mark.parametrize("role", Role, ids=str)
@pytest.mark.parametrize("path", ["metrics", "glossary"])
def test_every_role_may_read_what_things_mean(path: str, role: Role) -> None:
    shown = Application(role).show(path)

    assert not shown.exception
    assert not shown.error
