"""Writes the three example workbooks beside this file; the same bytes every time.

Everything in them is synthetic: no vendor, practice, claim or amount in them exists.

    python examples/make_examples.py
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from random import Random

import xlsxwriter

FOLDER = Path(__file__).parent
SYNTHETIC = "SYNTHETIC EXAMPLE DATA - no vendor, practice or amount in it exists"
MONTHS = tuple(dt.date(2026, number, 1) for number in range(1, 7))
_WRITTEN = {"created": dt.datetime(2026, 7, 1)}  # noqa: DTZ001 - workbooks have no time zone


@dataclass(frozen=True)
class MonthOfWork:
    """What a vendor counted in a month; amounts in whole US dollars."""

    month: dt.date
    claims: int
    accepted: int
    adjudicated: int
    denied: int
    collectable: int
    collected: int
    receivables: int
    daily_charges: int

    @property
    def first_pass(self) -> float:
        """Share of claims accepted end to end at the first attempt."""
        return self.accepted / self.claims

    @property
    def denial_rate(self) -> float:
        """Share of adjudicated claims with a denied line."""
        return self.denied / self.adjudicated

    @property
    def net_collection_rate(self) -> float:
        """Share of the collectable amount that was collected."""
        return self.collected / self.collectable

    @property
    def days_in_ar(self) -> float:
        """Receivables over average daily charges."""
        return self.receivables / self.daily_charges


@dataclass(frozen=True)
class Course:
    """How a vendor fared from January to June: shares in percent, days in days."""

    claims: int
    first_pass: tuple[float, ...]
    denied: tuple[float, ...]
    collected: tuple[float, ...]
    days: tuple[float, ...]


# Northwind slips in April and May, in the two measures that its contract judges most.
NORTHWIND = Course(
    2600,
    (96.1, 96.4, 95.9, 94.2, 93.8, 95.6),
    (7.1, 7.4, 8.6, 12.8, 13.1, 9.2),
    (96.2, 96.0, 95.7, 94.9, 94.6, 95.3),
    (37.5, 38.2, 39.6, 44.1, 47.3, 43.0),
)
LAKESIDE = Course(
    1850,
    (95.2, 95.4, 95.8, 96.0, 96.3, 96.5),
    (9.4, 9.1, 8.8, 8.1, 7.7, 7.5),
    (94.1, 94.6, 95.0, 95.4, 95.8, 96.1),
    (48.0, 46.4, 44.9, 43.1, 41.0, 39.4),
)
SUMMIT = Course(
    3400,
    (97.3, 97.1, 97.4, 97.2, 97.5, 97.6),
    (6.2, 6.4, 6.1, 6.0, 5.8, 5.9),
    (97.0, 97.2, 96.9, 97.1, 97.4, 97.3),
    (33.1, 32.8, 33.4, 32.9, 32.2, 31.9),
)


def months_of(course: Course, seed: str) -> list[MonthOfWork]:
    """The course as counts and amounts, with a little chance in them."""
    chance = Random(seed)  # noqa: S311 - example data
    months = []
    for at, month in enumerate(MONTHS):
        claims = course.claims + chance.randint(-120, 120)
        adjudicated = claims - chance.randint(40, 160)
        collectable = claims * chance.randint(138, 146)
        daily_charges = claims * 11
        months.append(
            MonthOfWork(
                month=month,
                claims=claims,
                accepted=round(claims * course.first_pass[at] / 100),
                adjudicated=adjudicated,
                denied=round(adjudicated * course.denied[at] / 100),
                collectable=collectable,
                collected=round(collectable * course.collected[at] / 100),
                receivables=round(daily_charges * course.days[at]),
                daily_charges=daily_charges,
            )
        )
    return months


def write_long(path: Path, vendor: str, months: list[MonthOfWork]) -> None:
    """A row a measure, as the product's own format has it; with numerators and denominators."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(_WRITTEN | {"comments": SYNTHETIC})
        sheet = book.add_worksheet("Measures")
        sheet.set_header(f"&C{SYNTHETIC}")
        sheet.set_column(0, 5, 22)
        share = book.add_format({"num_format": "0.0%"})
        header = ("vendor", "month", "metric", "value", "numerator", "denominator")
        sheet.write_row(0, 0, header)
        line = 1
        for one in months:
            rows = (
                ("first_pass_acceptance_rate", one.first_pass, one.accepted, one.claims),
                ("denial_rate", one.denial_rate, one.denied, one.adjudicated),
                ("net_collection_rate", one.net_collection_rate, one.collected, one.collectable),
                ("days_in_ar", one.days_in_ar, one.receivables, one.daily_charges),
                ("claims_submitted", one.claims, None, None),
                ("net_collections", one.collected, None, None),
            )
            for metric, value, numerator, denominator in rows:
                is_share = metric.endswith("_rate")
                sheet.write_row(line, 0, (vendor, f"{one.month:%Y-%m}", metric))
                sheet.write_number(line, 3, value, share if is_share else None)
                sheet.write_row(line, 4, (numerator, denominator))
                line += 1


def write_wide(path: Path, vendor: str, months: list[MonthOfWork]) -> None:
    """A row a month below a title, units in the headings, no column that names the vendor."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(_WRITTEN | {"comments": SYNTHETIC})
        sheet = book.add_worksheet("Monthly KPIs")
        sheet.set_column(0, 5, 18)
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "mmm yyyy"})
        sheet.merge_range("A1:F1", f"{vendor}: monthly performance report", bold)
        sheet.write("A2", SYNTHETIC)
        headings = (
            "Period",
            "First Pass %",
            "Denials %",
            "Days in A/R",
            "NCR",
            "# of claims",
        )
        sheet.write_row(3, 0, headings, bold)
        for line, one in enumerate(months, 4):
            sheet.write_datetime(line, 0, dt.datetime.combine(one.month, dt.time()), day)
            sheet.write_number(line, 1, round(one.first_pass * 100, 1))
            sheet.write_number(line, 2, round(one.denial_rate * 100, 1))
            sheet.write_number(line, 3, round(one.days_in_ar, 1))
            sheet.write_string(line, 4, f"{one.net_collection_rate:.1%}")
            sheet.write_number(line, 5, one.claims)


def write_months_across(path: Path, vendor: str, months: list[MonthOfWork]) -> None:
    """A row a measure and a column a month, as slides are copied from; definitions behind."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(_WRITTEN | {"comments": SYNTHETIC})
        sheet = book.add_worksheet("Scorecard")
        sheet.set_column(0, 1, 30)
        share = book.add_format({"num_format": "0.0%"})
        tenth = book.add_format({"num_format": "0.0"})
        heads = [f"{one.month:%b %Y}" for one in months]
        sheet.write_row(0, 0, ("Billing company", "KPI", *heads))
        rows = (
            ("First-pass acceptance rate", share, [one.first_pass for one in months]),
            ("Denial rate", share, [one.denial_rate for one in months]),
            ("Net collection rate", share, [one.net_collection_rate for one in months]),
            ("Days in A/R", tenth, [one.days_in_ar for one in months]),
            ("Claims submitted", None, [one.claims for one in months]),
        )
        for line, (name, shown, values) in enumerate(rows, 1):
            sheet.write_row(line, 0, (vendor, name))
            sheet.write_row(line, 2, values, shown)
        notes = book.add_worksheet("Definitions")
        notes.write_column(0, 0, (SYNTHETIC, "Rates count claims; days are calendar days."))


def main() -> None:
    """Write the three workbooks."""
    write_long(
        FOLDER / "northwind-2026.xlsx", "Northwind RCM", months_of(NORTHWIND, "Northwind RCM")
    )
    write_wide(
        FOLDER / "lakeside-2026.xlsx", "Lakeside Billing", months_of(LAKESIDE, "Lakeside Billing")
    )
    write_months_across(
        FOLDER / "summit-2026.xlsx", "Summit Revenue", months_of(SUMMIT, "Summit Revenue")
    )


if __name__ == "__main__":
    main()
