"""Reading a long remittance file as events, beside a reader in Rust, one in Python and a split."""

from __future__ import annotations

import mmap
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import oxedi
import pyarrow as pa
from pyx12.x12file import X12Reader

from benchmarks.processes import TOP, environment
from benchmarks.remittance_file import write
from benchmarks.remittance_reading import ours
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import in_turns, timed

_AT_MOST, _FASTER = 1.5, 4
_UNDER_MB = 60
_MB = 10**6
_PEAK = """
import sys
from pathlib import Path
from benchmarks.remittance_reading import ours
ours(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


def streamed(path: Path) -> int:
    """By oxedi, set by set from a mapped file; how many claims there are."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return sum(len(batch.tables["claims"]) for batch in oxedi.stream(content))


def listed(path: Path) -> int:
    """By oxedi, set by set, each column of each table as a list of values of Python."""
    claims = 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for batch in oxedi.stream(content):
            columns = {name: _values(batch.tables[name]) for name in batch.tables}
            claims += len(columns["claims"][0])
    return claims


def _values(table: oxedi.Table) -> list[list[object]]:
    return [column.to_pylist() for column in pa.table(table).columns]


def tabulated(path: Path) -> int:
    """By oxedi, the whole file as tables; how many claims there are."""
    return oxedi.parse_file(path).count_claims()


def segmented(path: Path) -> int:
    """By pyx12, segment by segment with the envelope checked; how many claims begin."""
    return sum(segment.get_seg_id() == "CLP" for segment in X12Reader(str(path)))


def split(path: Path) -> int:
    """The bytes parted at every terminator, and no more; how many claims begin."""
    return sum(segment.startswith(b"CLP*") for segment in path.read_bytes().split(b"~"))


def measured(sizes: Sizes, folder: Path) -> Subject:
    """Us, the peers and the limit over the same file."""
    whole, piece = folder / "whole.835", folder / "piece.835"
    claims, few = write(whole, sizes.remitted_bytes), write(piece, sizes.segmented_bytes)
    for way in (ours, streamed, listed, tabulated, split):
        _check_agreement(way, whole, claims)
    _check_agreement(segmented, piece, few)
    ways = {
        "ours": ours,
        "streamed": streamed,
        "listed": listed,
        "tabulated": tabulated,
        "split": split,
    }
    jobs = {name: _job(way, whole) for name, way in ways.items()}
    times = in_turns(jobs | {"segmented": _job(segmented, piece)}, sizes.runs)
    mine, size = times["ours"], whole.stat().st_size
    theirs = times["segmented"].scaled(size / piece.stat().st_size)
    speed = f"{size / _MB / mine.median:.1f} MB/s, {claims / mine.median:,.0f} claims/s"
    scaled = f"scaled from {piece.stat().st_size / _MB:,.1f} MB; finds the segments and no more"
    name = "oxedi's stream"
    rows = (
        Row(
            "vendor-eval: events",
            mine,
            Goal.at_most(_AT_MOST, mine, times["streamed"], name),
            speed,
        ),
        Row("vendor-eval: most memory", None, _peak(whole), "of the whole process"),
        Row("oxedi (Rust), set by set", times["streamed"], note="claims, services and adjustments"),
        Row("oxedi (Rust), with its values in Python", times["listed"], note="columns as lists"),
        Row("oxedi (Rust), tables of the file", times["tabulated"]),
        Row("pyx12, its segment reader", theirs, Goal.faster(_FASTER, mine, theirs), scaled),
        Row("bytes.split", times["split"], note="the limit: no elements, nothing checked"),
    )
    return Subject(f"Reading {size / _MB:,.0f} MB of remittances: {claims:,} claims", rows)


def _job(way: Callable[[Path], int], path: Path) -> Callable[[], float]:
    return lambda: timed(lambda: way(path))


def _check_agreement(way: Callable[[Path], int], path: Path, claims: int) -> None:
    """Refuse to compare what does not do the same."""
    if way(path) != claims:
        raise AssertionError(f"{way.__name__} finds other claims")


def _peak(path: Path) -> Goal:
    """The most memory that a process of its own takes to read the file."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path)],
        cwd=TOP,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    used = int(done.stdout) * 1024 / _MB
    return Goal(f"under {_UNDER_MB} MB", f"{used:.0f} MB", used < _UNDER_MB)
