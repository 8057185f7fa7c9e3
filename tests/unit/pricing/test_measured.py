"""Usage from measures: whole months as they were reported, and what is missing said."""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.pricing.measured import measured_usage
from vendor_eval.quantities import Month

JANUARY, MARCH = Month(2026, 1), Month(2026, 3)


def claims(month: int, value: float | None, site: str | None = None) -> Measurement:
    return Measurement("Acme", Month(2026, month), "claims_submitted", value, site=site)


def collections(month: int, value: float) -> Measurement:
    return Measurement("Acme", Month(2026, month), "net_collections", value)


def test_months_that_are_all_there_are_taken_as_they_were_reported() -> None:
    rows = [claims(1, 2600), claims(2, 2412), claims(3, 2700)]
    rows += [collections(1, 250_000.1), collections(2, -20.07), collections(3, 0)]

    usage = measured_usage(frame_of(rows), JANUARY, MARCH)

    assert usage.given == {
        "claims": (2600, 2412, 2700),
        "net_collections": (Decimal("250000.10"), Decimal("-20.07"), 0),
    }
    assert not usage.missing


def test_a_driver_with_a_month_missing_is_not_filled_up() -> None:
    usage = measured_usage(frame_of([claims(1, 2600), claims(2, None)]), JANUARY, MARCH)

    assert not usage.given
    assert usage.missing == {
        "claims": (Month(2026, 2), MARCH),
        "net_collections": (JANUARY, Month(2026, 2), MARCH),
    }


def test_sites_are_added_up_without_traces_of_floats() -> None:
    rows = [claims(1, 2000.0, "North"), claims(1, 600.0, "South")]
    rows += [
        Measurement("Acme", JANUARY, "net_collections", value, site=site)
        for value, site in ((0.1, "North"), (0.2, "South"))
    ]

    usage = measured_usage(frame_of(rows), JANUARY, JANUARY)

    # In floats 0.1 + 0.2 is 0.30000000000000004.
    assert usage.given == {"claims": (2600,), "net_collections": (Decimal("0.30"),)}


def test_an_average_month_is_whole_in_counts_and_to_the_cent_in_money() -> None:
    rows = [claims(1, 2600), claims(2, 2501)]
    rows += [collections(1, 100.00), collections(2, 0.01)]

    usage = measured_usage(frame_of(rows), JANUARY, Month(2026, 2))

    # (2600 + 2501) / 2 = 2550.5 and (100.00 + 0.01) / 2 = 50.005, both half-up.
    assert usage.average == {"claims": 2551, "net_collections": Decimal("50.01")}


def test_other_months_and_metrics_are_passed_over() -> None:
    other = Measurement("Acme", JANUARY, "denial_rate", 0.1)

    usage = measured_usage(frame_of([claims(1, 1), claims(4, 9), other]), JANUARY, JANUARY)

    assert usage.given == {"claims": (1,)}
