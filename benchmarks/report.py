"""The breach report of the demonstration practice as a PDF."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks import databases
from benchmarks.processes import TOP, environment
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import in_turns, timed
from vendor_eval.access.roles import local_person
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import Report
from vendor_eval.workflows import breach_reports, demonstration, reports, reviews

_UNDER_S = 1.0
_TIME_ZONE = "America/New_York"


def last_report(database: Path) -> Report:
    """The report of the last month in the demonstration at ``database``."""
    deps = databases.opened(database)
    review = reviews.review(deps, local_person())
    return breach_reports.report_on(deps, local_person(), review, review.months[0])


def first_pdf(database: Path) -> float:
    """Seconds that the first PDF of this process takes, with what has to be imported for it."""
    report = last_report(database)
    start = time.perf_counter()
    render(report, ".pdf")
    return time.perf_counter() - start


def measured(sizes: Sizes, folder: Path) -> Subject:
    """The file from a report, first and later, and from the database."""
    database = folder / "demonstration.sqlite"
    deps = databases.opened(database)
    demonstration.fill(deps, local_person(), _TIME_ZONE)
    report = last_report(database)
    month = report.month
    times = in_turns(
        {
            "warm": lambda: timed(lambda: render(report, ".pdf")),
            "cold": lambda: _first_pdf_of_a_new_process(database),
            "whole": lambda: timed(lambda: reports.breaches(deps, local_person(), month, ".pdf")),
        },
        sizes.runs,
    )
    size = f"{len(render(report, '.pdf')) / 1024:,.0f} KiB"
    vendors = f"{len(report.sections)} sections, {size}"
    rows = (
        Row("vendor-eval: PDF, warm", times["warm"], Goal.under(_UNDER_S, times["warm"]), vendors),
        Row("vendor-eval: PDF, the first of a process", times["cold"]),
        Row("vendor-eval: from the database to the PDF", times["whole"], note="judged anew"),
    )
    return Subject("Report of the demonstration practice's last month", rows)


def _first_pdf_of_a_new_process(database: Path) -> float:
    code = "import sys, pathlib; from benchmarks.report import first_pdf; "
    code += "print(first_pdf(pathlib.Path(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(database)],
        cwd=TOP,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
