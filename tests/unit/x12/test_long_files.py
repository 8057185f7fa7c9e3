"""Files of any length are read in the same memory."""

import datetime as dt
import io
import subprocess
import sys
import tracemalloc

from tests.unit.x12.written import REMITTANCE, interchange
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.reading import events

CLAIMS_A_SET = 100


class Repeated(io.RawIOBase):
    """One interchange written again and again, with a control number of its own each time."""

    def __init__(self, text, times):
        self._pieces = (
            text.replace("000000101", f"{number:09d}").encode() for number in range(times)
        )
        self._left = b""

    def read(self, size=-1):
        while len(self._left) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._left += piece
        told, self._left = self._left[:size], self._left[size:]
        return told


def remittances():
    header = [line.format(paid=CLAIMS_A_SET * 80) for line in REMITTANCE]
    for number in range(CLAIMS_A_SET):
        header += [
            f"CLP*C{number:06d}*1*100*80**12*P{number:06d}",
            f"NM1*QC*1*LAST{number}*FIRST{number}****MI*M{number}",
            f"SVC*HC:99213*100*80**1~DTM*472*202601{number % 28 + 1:02d}",
            "CAS*CO*45*20",
        ]
    # A service and its day stand in one text above.
    segments = "~".join(header).split("~")
    return interchange("835", segments)


def peak(times):
    """The most memory that reading takes, in bytes, and the claims read."""
    counts, claims = Counts(), 0
    stream = Repeated(remittances(), times)
    tracemalloc.start()
    try:
        for event in events(stream, "long.835", dt.UTC, counts):
            claims += isinstance(event, RemittedClaim)
        return tracemalloc.get_traced_memory()[1], claims
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file():
    times = 200
    length = times * len(remittances())

    most, claims = peak(times)

    assert claims == times * CLAIMS_A_SET
    assert length > 1_500_000
    # What is read at a time, what is remembered of dates and codes, and what is not yet collected.
    assert most < 300_000


def test_reading_alone_takes_no_tables_into_memory():
    # Those of pandas and what it needs are four times as large as all that reading takes.
    said = "import sys, vendor_eval.files.x12.reading; print('pandas' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
