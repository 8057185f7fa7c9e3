"""Whatever people write is a value to the database, on both of them."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month
from vendor_eval.store import Store
from vendor_eval.store.imports import Received
from vendor_eval.store.measures import load, save, vendors

TEXTS = (
    "Robert'); DROP TABLE vendor;--",
    '" OR ""="',
    "%s %(name)s :name ? {0} \\",
    "x' UNION SELECT secret FROM vendor --",
    "naïve — ‘quotes’ “double” 診療所",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_the_words_of_a_query_comes_back_as_it_was(store: Store, text: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    at = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
    rows = [Measurement(name, Month(2026, 1), "clean_claim_rate", 0.9) for name in (text, "Acme")]

    with store.writing(text) as session:
        save(session, frame_of(rows), Received(f"{text}.csv", digest, {"sheet": text}, text, at))

    with store.reading() as session:
        assert set(vendors(session)) == {text, "Acme"}
        assert set(load(session)["vendor"]) == {text, "Acme"}
        assert set(load(session, vendors=[text])["vendor"]) == {text}
