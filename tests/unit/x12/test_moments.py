"""Times in X12 name no zone: they are the practice's, who says which one it is."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

from tests.unit.x12.written import interchange
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.reading import events

CLAIM = ["BHT*0019*00*B1*20260131*2330*CH", "HL*1**22*0", "CLM*A1*100***11:B:1"]


def sent(zone):
    (claim,) = events(io.BytesIO(interchange("837", CLAIM).encode()), "a", zone, Counts())
    return claim.batch.made_at


def test_a_moment_is_that_of_the_clocks_of_its_zone():
    found = sent(ZoneInfo("America/New_York"))

    assert found.isoformat() == "2026-01-31T23:30:00-05:00"
    # Half past eleven in New York is February in Greenwich; the month of the claim is January.
    assert found.astimezone(dt.UTC).month == 2


def test_an_interchange_writes_its_year_with_two_digits():
    (claim,) = events(io.BytesIO(interchange("837", CLAIM).encode()), "a", dt.UTC, Counts())

    assert claim.batch.set.interchange.made_at == dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
