"""Every file of the corpus through every importer: read or refused, and nothing else happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.importers import IMPORTERS
from vendor_eval.files import toml_limits

HERE = Path(__file__).parent
CORPUS: list[dict[str, Any]] = json.loads((HERE / "manifest.json").read_text("utf-8"))
MOST_SECONDS = 2
MOST_BYTES = 512 * 2**20
# What a practice holds of others may not come back in a message.
_LONGEST_WORDS = 20_000

_PEAK = """
import sys
from pathlib import Path
from tests.hostile.importers import IMPORTERS
for name in sys.argv[2:]:
    content = (Path(sys.argv[1]) / name).read_bytes()
    for read in IMPORTERS.values():
        read(content, name)
status = Path("/proc/self/status").read_text()
own = next(line for line in status.splitlines() if line.startswith("VmHWM"))
import resource
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(max(int(own.split()[1]), children) * 1024)
"""


@pytest.mark.parametrize("importer", IMPORTERS)
def test_no_file_of_the_corpus_crashes_or_holds_up_an_importer(importer: str) -> None:
    for entry in CORPUS:
        name = entry.get("upload_name", entry["file"])
        content = (HERE / "files" / entry["file"]).read_bytes()

        started = time.process_time()
        told = IMPORTERS[importer](content, name)
        seconds = time.process_time() - started

        assert told.taken or told.words, f"{name} is refused without a word"
        assert len(told.words) < _LONGEST_WORDS, name
        assert seconds < MOST_SECONDS, name


@pytest.mark.parametrize(
    "entry",
    [one for one in CORPUS if one["kind"] == "x12"],
    ids=lambda entry: entry["file"],
)
def test_an_x12_file_of_the_corpus_has_its_verdict_and_its_code(entry: dict[str, Any]) -> None:
    content = (HERE / "files" / entry["file"]).read_bytes()

    told = IMPORTERS["claims"](content, entry["file"])

    assert (told.taken, told.codes) == (False, (entry["code"],))


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told by Linux only")
def test_no_importer_takes_more_than_its_memory_for_a_file_of_the_corpus() -> None:
    largest = [one["file"] for one in CORPUS if one["bytes"] > 10_000]
    kinds = ["001_ok.csv", "200_ok.xlsx", "303_835_se_count.edi", "224_lol.xlsx"]

    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(HERE / "files"), *largest, *kinds],
        capture_output=True,
        text=True,
        check=True,
        cwd=HERE.parents[1],
        env=os.environ,
    )

    assert int(done.stdout) < MOST_BYTES


# Shapes of TOML that take a reader the square of their length, and a name for each.
_SIZE = toml_limits.LARGEST_FILE
_SLOW = {
    "a key of many parts": b"a" + b".a" * (_SIZE // 2 - 10) + b"=1",
    "a table of many parts": b"[" + b"a." * (_SIZE // 2 - 10) + b"a]\n",
    "many tables of many parts": b"".join(
        b"[%s.b%d]\n" % (b".".join([b"a"] * 400), at) for at in range(120)
    ),
    "many tables": b"".join(b"[a.b%d]\n" % at for at in range(_SIZE // 11)),
    "many keys": b"".join(b"key%d=1\n" % at for at in range(_SIZE // 12)),
    "a list of tables": b"[[a]]\n" * (_SIZE // 6),
    "lists in lists": b"a=" + b"[" * (_SIZE - 10),
    "tables in tables": b"a=" + b"{b=" * (_SIZE // 3 - 10),
    "one long text": b'a = "' + b"a" * (_SIZE - 10) + b'"',
    "a number of many digits": b"months = " + b"9" * 5_000,
    "an exponent beyond all": b"months = 1e" + b"9" * 30,
    "an amount of many digits": b'monthly_fee = "' + b"9" * 6_000 + b' USD"',
    "too much": b"#" * (_SIZE + 1),
}


@pytest.mark.parametrize("shape", _SLOW)
@pytest.mark.parametrize("importer", ["contract", "scenario", "scorecard"])
def test_toml_of_a_bad_make_is_refused_in_time(importer: str, shape: str) -> None:
    started = time.process_time()
    told = IMPORTERS[importer](_SLOW[shape], "acme.toml")
    seconds = time.process_time() - started

    assert not told.taken
    assert len(told.words) < _LONGEST_WORDS
    assert seconds < MOST_SECONDS


@pytest.mark.parametrize("importer", IMPORTERS)
def test_a_cell_of_one_long_word_holds_nobody_up(importer: str) -> None:
    for cell in ("a" * 130_000, "a." * 65_000, "1-" * 65_000, "@" * 130_000, "a@a" * 43_000):
        content = f"vendor,month,metric,value\n{cell},2026-01,denial_rate,0.08\n".encode()

        started = time.process_time()
        IMPORTERS[importer](content, "report.csv")

        assert time.process_time() - started < MOST_SECONDS
