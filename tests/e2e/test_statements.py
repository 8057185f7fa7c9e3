"""How often a page asks the database when it is drawn again: each time is a wait of its own.

The numbers are what was measured over the demonstration, beginnings of transactions included. A
page that comes to need more says so here.
"""

from __future__ import annotations

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.e2e.application import PATHS, Application

AT_MOST = {
    "": 31,
    "rounds": 32,
    "scoring": 17,
    "comparison": 30,
    "due-diligence": 12,
    "own-questions": 4,
    "first-pass": 2,
    "breaches": 4,
    "vendor": 11,
    "contract": 8,
    "report": 8,
    "breach": 29,
    "remediation": 4,
    "credits": 12,
    "relief": 8,
    "termination": 10,
    "signals": 6,
    "transition": 7,
    "month-close": 8,
    "compare-offers": 12,
    "scenario": 8,
    "break-even": 6,
    "uncertainty": 6,
    "offers": 4,
    "invoice-check": 24,
    "evidence": 15,
    "denials": 17,
    "definitions": 9,
    "utilisation": 24,
    "import": 4,
    "claims": 9,
    "practice": 12,
    "people": 5,
    "audit-log": 9,
    "metrics": 6,
    "glossary": 2,
}


def statements(app: Application, path: str) -> list[str]:
    """What is asked when the page is drawn again, with nothing changed meanwhile."""
    asked: list[str] = []

    def listen(*told: object) -> None:
        asked.append(str(told[2]))

    app.show(path)
    event.listen(Engine, "before_cursor_execute", listen)
    try:
        app.show(path)
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    return asked


@pytest.mark.usefixtures("own_demonstration")
def test_no_page_asks_the_database_more_often_than_it_did() -> None:
    app = Application()
    assert AT_MOST.keys() == set(PATHS)

    asked = {path: len(statements(app, path)) for path in PATHS}

    assert {path: one for path, one in asked.items() if one > AT_MOST[path]} == {}
