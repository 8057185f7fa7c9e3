"""The corpus of files that people and attackers hand in: each gets its verdict, in time."""

import datetime as dt
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from vendor_eval.files.measures import ReadingOptions, read_measures

HERE = Path(__file__).parent
CORPUS: list[dict[str, Any]] = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
TODAY = dt.date(2026, 6, 15)
MOST_SECONDS = 2
MOST_BYTES = 512 * 2**20
# The largest, the widest, and one of each kind of reader.
MEASURED = ("001_ok.csv", "081_many_columns.csv", "200_ok.xlsx", "221_zip_ratio.xlsx")


MEASURES = [one for one in CORPUS if one["kind"] == "metrics"]


@pytest.mark.parametrize("entry", MEASURES, ids=lambda entry: entry["file"])
def test_a_file_of_the_corpus_has_its_verdict_and_its_code(entry: dict[str, Any]) -> None:
    content = (HERE / "files" / entry["file"]).read_bytes()

    started = time.process_time()
    reading = read_measures(
        content, entry.get("upload_name", entry["file"]), ReadingOptions(as_of=TODAY)
    )
    seconds = time.process_time() - started

    codes = [message.code for message in reading.messages]
    assert reading.verdict == entry["verdict"].lower(), codes
    assert (not codes) if entry["code"] == "ok" else (entry["code"] in codes)
    assert reading.frame.empty == (entry["verdict"] == "REJECT")
    assert seconds < MOST_SECONDS


def test_a_file_longer_than_the_limit_is_refused() -> None:
    rows = "".join(f"Acme,2026-01,denial_rate,0.0{n % 9 + 1},site {n}\n" for n in range(1001))
    content = f"vendor,month,metric,value,site\n{rows}".encode()

    reading = read_measures(content, "report.csv", ReadingOptions(as_of=TODAY, max_rows=1000))

    assert reading.verdict == "reject"
    assert [message.code for message in reading.messages] == ["too_many_rows"]


# What a process has used at most, it hands on to those it starts; only the peak of the memory that
# it was given anew, VmHWM, is its own and not that of the tests.
_ALONE = """
import resource, sys
from pathlib import Path
from vendor_eval.files.measures import ReadingOptions, read_measures
path = Path(sys.argv[1])
read_measures(path.read_bytes(), path.name, ReadingOptions())
status = Path("/proc/self/status").read_text()
own = next(line for line in status.splitlines() if line.startswith("VmHWM"))
print(int(own.split()[1]) * 1024)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told by Linux only")
@pytest.mark.parametrize("name", MEASURED)
def test_reading_a_file_takes_a_process_less_than_its_memory(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, str(HERE / "files" / name)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert max(int(line) for line in done.stdout.split()) < MOST_BYTES
