"""``vendor-eval remind`` and ``vendor-eval calendar``, as a scheduler runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.spec.conftest import Run

CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2026-06-11

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
"""


@pytest.fixture
def kept(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs commands where a contract ends in thirty days."""
    monkeypatch.setenv("VENDOR_EVAL_TODAY", "2026-05-12")
    monkeypatch.delenv("VENDOR_EVAL_REMINDER_URLS", raising=False)
    (folder / "contract.toml").write_text(CONTRACT, "utf-8")
    assert run("import", "contract", "contract.toml").status == 0
    return run


def test_a_dry_run_says_what_is_due_and_leaves_it_due(kept: Run) -> None:
    for _ in range(2):
        ended = kept("remind", "--dry-run", "--json")
        assert ended.status == 0
        [one] = [r for r in ended.document["reminders"] if r["topic"] == "end of a contract"]
        assert one == {
            "vendor": "Northwind RCM",
            "topic": "end of a contract",
            "what": "The contract ends on this day: renew it, or be ready to leave.",
            "due": "2026-06-11",
            "days_left": 30,
            "stage": 30,
            "page": "contract?vendor=Northwind+RCM",
        }
        assert ended.document["failed"] == []


def test_without_an_address_nothing_is_sent_and_it_says_what_to_set(kept: Run) -> None:
    ended = kept("remind")

    assert ended.status == 2
    assert "VENDOR_EVAL_REMINDER_URLS: is not set" in ended.err


def test_an_address_inside_is_refused_without_saying_it(
    kept: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_REMINDER_URLS", "json://user:secret@169.254.169.254/latest")
    ended = kept("remind", "--json")

    assert ended.status == 2
    assert ended.document["faults"][0]["what"] == "is no address of mail, Slack or Teams"
    assert "secret" not in ended.out + ended.err


def test_dates_can_be_written_as_a_calendar(kept: Run, folder: Path) -> None:
    assert kept("calendar", "dates.ics").status == 0

    calendar = Calendar.from_ical((folder / "dates.ics").read_bytes())
    ends = [one for one in calendar.walk("VEVENT") if "end of a contract" in one["summary"]]
    [entry] = ends
    assert str(entry["summary"]) == "Northwind RCM: end of a contract"
    assert entry["dtstart"].dt.isoformat() == "2026-06-11"
    assert entry["dtend"].dt.isoformat() == "2026-06-12"
