"""Eight structures over drawn months beside the drawing alone, and three beside a spreadsheet."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np

from benchmarks import price_sheet
from benchmarks.calc import Calc, soffice
from benchmarks.processes import TOP, environment
from benchmarks.sizes import Sizes
from benchmarks.structures import EIGHT
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import in_turns, timed
from vendor_eval.pricing.arithmetic import Array
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.draws import CHUNK, Plan, Uncertainty, streams
from vendor_eval.pricing.offer import Performance, PracticeFigures
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.simulation import Case, simulated
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month

_MONTHS = 36
_START = Month(2026, 1)
_CLAIM = Decimal("118.75")
_TIMES_THE_DRAWING = 3
_MOST_MEGABYTES = 200
_FASTER = 100
_SEED = 20_261_121


def case() -> Case:
    """Eight structures that one vendor offers, with their all-in cost."""
    collections = [2_000 * _CLAIM] * _MONTHS
    usage = Usage.exact(_START, {"claims": [2_000] * _MONTHS, "net_collections": collections})
    achieved = Performance(Decimal("0.95"), Decimal("0.08"), Decimal(40), Decimal(10))
    options = tuple(
        Option(name, (offer,), usage, "vendor", achieved) for name, offer in EIGHT.items()
    )
    figures = map(Decimal, ("125", "0.97", "0.08", "25", "0.3", "45", "0.08"))
    return Case(options, PracticeFigures(*figures), Uncertainty())


def drawn(plan: Plan) -> None:
    """The normal numbers of a simulation and nothing else: three for a month of a path."""
    for generator in streams(plan):
        generator.standard_normal((3, plan.months, CHUNK))


def megabytes_beyond(paths: int) -> float:
    """By how much a simulation raises the most that this process, a fresh one, has ever used."""
    whole = case()
    before = _most_used()
    simulated(whole, whole.plan(paths))
    return (_most_used() - before) / 1024


def _most_used() -> int:
    """KiB; the resource module counts in what the parent process used."""
    told = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM"))


def measured(sizes: Sizes, folder: Path) -> Subject:
    """The simulation with its limit and its memory, then the spreadsheet."""
    paths = 100 * sizes.vendors
    whole = case()
    plan = whole.plan(paths)
    times = in_turns(
        {
            "ours": lambda: timed(lambda: simulated(whole, plan)),
            "drawn": lambda: timed(lambda: drawn(plan)),
        },
        sizes.runs,
    )
    ours, limit = times["ours"], times["drawn"]
    goal = Goal.at_most(_TIMES_THE_DRAWING, ours, limit, "drawing alone")
    rows = (
        Row("vendor-eval: simulate, fees and all in", ours, goal),
        Row("NumPy, SFC64, normal numbers alone", limit, note="the limit: nothing is billed"),
        _memory(paths),
        *_beside_a_spreadsheet(sizes, folder),
    )
    title = f"Simulating {len(EIGHT)} structures over {_MONTHS} months, {paths:,} paths"
    return Subject(title, rows)


def _memory(paths: int) -> Row:
    code = "import sys; from benchmarks.simulating import megabytes_beyond; "
    code += "print(megabytes_beyond(int(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(paths)],
        cwd=TOP,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    found = float(done.stdout)
    goal = Goal(f"under {_MOST_MEGABYTES} MiB", f"{found:,.0f} MiB", found < _MOST_MEGABYTES)
    return Row("vendor-eval: memory that the paths take", None, goal)


def _beside_a_spreadsheet(sizes: Sizes, folder: Path) -> tuple[Row, ...]:
    """The table of three models that a practice would keep in a spreadsheet."""
    what = "LibreOffice Calc, recalculating them"
    program = soffice()
    if program is None:
        return (Row(what, None, note="not measured: LibreOffice is not on this machine"),)
    generator = np.random.default_rng(_SEED)
    claims = generator.integers(0, 5_001, (_MONTHS, max(sizes.calculated // _MONTHS, 1)))
    money = claims * int(_CLAIM * 100)
    usage = Usage(_START, _MONTHS, {"claims": claims * 10_000, "net_collections": money})
    calc = Calc(program, folder / "calc")
    calc.prepare()
    empty, full = calc.folder / "empty.xlsx", calc.folder / "full.xlsx"
    price_sheet.write(empty, [])
    price_sheet.write(full, claims.ravel().tolist())
    times = in_turns(
        {
            "empty": lambda: calc.seconds(empty),
            "full": lambda: calc.seconds(full),
            "ours": lambda: timed(lambda: billed(usage)),
        },
        sizes.runs,
    )
    if price_sheet.totals(full.with_suffix(".csv")) != [int(fee.sum()) for fee in billed(usage)]:
        raise AssertionError("LibreOffice bills something else")
    ours, theirs = times["ours"], times["full"].less(times["empty"].median)
    note = f"{claims.size:,} months, start-up taken off; opens, computes, writes CSV"
    return (
        Row("vendor-eval: bills of three models", ours, note=f"{3 * claims.size:,} to the cent"),
        Row(what, theirs, Goal.faster(_FASTER, ours, theirs), note),
    )


def billed(usage: Usage) -> list[Array]:
    """(months, ...) cents of the models of the spreadsheet."""
    return [bill(EIGHT[name], usage).fee for name in price_sheet.MODELS]
